"""What speaks for and against each person a pronoun may mean: the features that the model weighs.

The features are those that work on pronouns has found to matter: agreement in gender, how near and how
prominent a mention is, subjects before others, the same part in the clause before, the grammar of the
sentence itself, and who was speaking (Lappin & Leass 1994, *Computational Linguistics* 20(4), section 2.1;
Ge, Hale & Charniak 1998, "A statistical approach to anaphora resolution", *Workshop on Very Large Corpora*).
Nothing but the gender of a given name looks at letters.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.reading.actors.clause_people import ClausePeople
from detente.reading.actors.sightings import Memory, Place, Role, Sighting, Trace

Features = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pronoun:
    """A *he* or *she* to be tied; ``says`` that it is the subject of a verb of saying."""

    gender: str
    place: Place
    position: int
    role: Role
    says: bool
    people: ClausePeople


@dataclass(frozen=True, slots=True, kw_only=True)
class Genders:
    """What is known of people's gender, by key, from the surest to the least sure.

    ``titled`` is from a user, *Mr*, *Queen* and the like, and excludes; ``given`` from given names; then come
    the pronouns tied so far; ``referred`` is from paragraphs about one person.
    """

    titled: Mapping[str, str]
    referred: Mapping[str, str]
    given: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody a pronoun may mean, and what speaks for or against; ``actor`` is None of a common noun."""

    key: str
    actor: str | None
    words: str
    position: int
    features: Features


def find_candidates(pronoun: Pronoun, memory: Memory, genders: Genders) -> tuple[Candidate, ...]:
    """Return everybody a pronoun may mean with the features of each, the one seen last first."""
    people = [
        (key, trace)
        for key, trace in memory.recent(pronoun.place.running)
        if _may_be(key, trace, pronoun, genders)
    ]
    fitting = [(key, trace) for key, trace in people if _fits(key, trace, pronoun, genders)]
    marked = _marked(fitting, pronoun, memory)
    candidates = [
        Candidate(
            key,
            trace.last.actor,
            trace.first.words,
            trace.last.position,
            {
                **_gender(key, trace, pronoun, genders),
                **_nearness(trace, pronoun),
                **_prominence(trace, memory),
                **_grammar(key, pronoun),
                **dict.fromkeys((name for name, best in marked if best == key), 1.0),
            },
        )
        for key, trace in people
    ]
    ahead = pronoun.people.ahead
    is_new = ahead is not None and not ahead.startswith("noun:") and ahead not in memory.traces
    if ahead is not None and is_new and ahead not in pronoun.people.barred:
        gender = _gender(ahead, None, pronoun, genders)
        candidates.append(Candidate(ahead, ahead, "", pronoun.position, {"is ahead": 1.0, **gender}))
    return tuple(candidates)


def nobody(candidates: Sequence[Candidate]) -> Features:
    """Return the features of the case that a pronoun means nobody of the candidates."""
    nearest = max((c.features.get("same sentence", 0.0) for c in candidates), default=0.0)
    return {"nobody": 1.0, "nobody: none in the sentence": 1.0 - nearest}


def _may_be(key: str, trace: Trace, pronoun: Pronoun, genders: Genders) -> bool:
    """Whether a person is possible: not barred by grammar or gender, and not who says the quotation."""
    if key in pronoun.people.barred or (pronoun.place.is_quoted and key == pronoun.place.speaker):
        return False
    told = genders.titled.get(key) or (trace.first.gender if trace.first.form == "noun" else None)
    return told is None or told == pronoun.gender


def _gender(key: str, trace: Trace | None, pronoun: Pronoun, genders: Genders) -> dict[str, float]:
    """Say whether gender agrees, by the surest source that tells of it: what two tell is told once."""
    tied: Counter[str] = trace.pronouns if trace is not None else Counter()
    noun = trace.first.gender if trace is not None and trace.first.form == "noun" else None
    sources = (
        ("titled", genders.titled.get(key) or noun),
        ("given", genders.given.get(key)),
        ("tied", _more_often(tied)),
        ("referred", genders.referred.get(key)),
    )
    for source, told in sources:
        if told is not None:
            return {f"{source} gender " + ("agrees" if told == pronoun.gender else "differs"): 1.0}
    return {}


def _more_often(tied: Counter[str]) -> str | None:
    """Return the gender of most pronouns that were tied to somebody, None of as many."""
    ranked = tied.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _fits(key: str, trace: Trace, pronoun: Pronoun, genders: Genders) -> bool:
    """Whether nothing that is known of gender is against a person."""
    return not any(name.endswith("differs") for name in _gender(key, trace, pronoun, genders))


def _nearness(trace: Trace, pronoun: Pronoun) -> dict[str, float]:
    """Weigh how far back the last mention is and which part it played."""
    last = trace.last
    back = pronoun.place.running - last.place.running
    features = {
        "sentences back": math.log1p(max(0, back)),
        f"was {last.role}": 1.0,
    }
    if back == 0:
        features["same sentence"] = 1.0
        if last.role == "subject":
            features["subject in the same sentence"] = 1.0
    elif back == 1:
        features["sentence before"] = 1.0
        if last.role == "subject" == pronoun.role:
            features["both subjects"] = 1.0
    if last.place.order == pronoun.place.order:
        features["same paragraph"] = 1.0
    if last.form == "pronoun":
        features["last seen as a pronoun"] = 1.0
        features["doubt about that pronoun"] = -math.log(last.chance)
    if last.place.is_quoted != pronoun.place.is_quoted:
        features["across a quotation mark"] = 1.0
    return features


def _prominence(trace: Trace, memory: Memory) -> dict[str, float]:
    features = {
        "mentions": math.log(trace.count),
        "share of mentions": trace.count / max(1, memory.total),
    }
    if not trace.is_named:
        features["has no name"] = 1.0
        if trace.last.actor is not None:
            features["has no name, yet an office or a part"] = 1.0  # *an army spokeswoman*
    return features


def _grammar(key: str, pronoun: Pronoun) -> dict[str, float]:
    """Say which place in the pronoun's own sentence a person has."""
    people = pronoun.people
    kind = "possessive" if pronoun.role == "possessor" else "oblique"
    features = {}
    if people.own == key:
        features[f"subject of its clause, {kind}"] = 1.0
    if people.above == key:
        features["subject of the next clause above"] = 1.0
    if people.sayer == key:
        features["says its clause"] = 1.0
    if people.paired == key:
        features["joined to what it possesses"] = 1.0
    if key in people.after:
        features["named after it in its clause"] = 1.0
    if people.ahead == key:
        features["is ahead"] = 1.0
    return features


def _marked(
    fitting: Sequence[tuple[str, Trace]], pronoun: Pronoun, memory: Memory
) -> tuple[tuple[str, str | None], ...]:
    """Return the features that only one of those whose gender fits can have."""
    subjects = sorted(
        (trace.subject for _, trace in fitting if trace.subject is not None),
        key=lambda sighting: -sighting.position,
    )
    only = fitting[0][0] if len(fitting) == 1 else None
    subject = _first_alone(subjects)
    return (
        ("nearest", _first_alone([trace.last for _, trace in fitting])),
        ("last subject", subject),
        ("the only one that fits", only),
        ("first of the text", memory.first()),
        ("was speaking", subject if pronoun.says and subject == memory.speaker else None),
    )


def _first_alone(sightings: Sequence[Sighting]) -> str | None:
    """Return the person of the first sighting, None where it is joined with the next (*Berg and Rusk*)."""
    if not sightings:
        return None
    first = sightings[0]
    for other in sightings[1:2]:
        if first.pair is not None and (other.pair, other.place) == (first.pair, first.place):
            return None
    return first.key
