"""One decision a document on what each of its names is, by all that its mentions say."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from detente.reading.knowledge.words import (
    demonym_base,
    demonym_stems,
)
from detente.reading.names.evidence import acts, clues
from detente.reading.names.joining import join_parts, name_parts
from detente.reading.names.runs import Labelled, group_keys
from detente.reading.names.states import JOINED, joined_with_states, places_of_states
from detente.reading.names.surnames import called_by_surname
from detente.reading.names.tallies import Counts, Reasons, ends_as_no_person, votes_of, winner
from detente.reading.names.types import Name, NameKind, Votes, is_shouted
from detente.reading.text.paragraphs import Paragraph

_LABEL_KINDS: dict[str, NameKind] = {
    "PERSON": "person",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "demonym",
    "ORG": "organisation",
}
_CAP = 3
"""How often one reason counts for one name: a long text must not drown a plain word in repetition."""
LABELS = 2.5
"""What all labels of a name weigh, in however many documents: less than one plain word of the text."""
_GIVEN = 1000
"""What the actor file weighs: more than any text can say."""
_SAINTS = frozenset(
    [
        "san",
        "santa",
        "santo",
        "saint",
        "st",
        "new",
        "north",
        "south",
        "east",
        "west",
        "upper",
        "lower",
        "great",
    ]
)
"""First words of a place's name that its adjective may leave out (*Telmoran* of *San Telmor*)."""
_WEAK_ENDINGS = ("ic", "er", "ite", "ene")
_PERSONAL = re.compile(r"\b(?:he|she|him|his|hers|himself|herself)\b", re.IGNORECASE)


def decide(
    drafts: Sequence[Name], text: str, paragraphs: Sequence[Paragraph], labelled: Labelled
) -> tuple[Name, ...]:
    """Give every name of a document one kind, by the votes of all its mentions."""
    names = called_by_surname(_doubted(_same_letters(drafts, paragraphs)), text)
    pairs = demonym_pairs(names)
    reasons = _reasons(names, text, paragraphs, pairs)
    names, reasons = join_parts(names, reasons)
    names = _labelled(names, text, labelled)
    reasons = {key: places_of_states(counts) for key, counts in reasons.items()}
    so_far = {key: winner(votes_of(counts)) for key, counts in reasons.items()}
    for key in joined_with_states(names, text, so_far):
        reasons[key]["state", "named in one breath with a state"] = JOINED
        reasons[key] = places_of_states(reasons[key])
    votes = {key: votes_of(counts) for key, counts in reasons.items()}
    kinds = {key: winner(total) for key, total in with_labels(votes, names).items()}
    decided = {key: (kinds[key], votes[key]) for key in votes}
    return tuple(_settled(names, decided, reasons, pairs))


def _labelled(names: Sequence[Name], text: str, labelled: Labelled) -> list[Name]:
    """Put the recogniser's view on each mention, as far as the text allows it.

    A single word that acts is more than a place, and one that never acts is no person: so a name the
    recogniser happens to know and one it does not are taken for the same thing.
    """
    acting = {name.key for name in names if " " not in name.key and not name.is_known and acts(name, text)}
    result = []
    for name in names:
        label = _LABEL_KINDS.get(labelled.around(name.start, name.end) or "")
        if " " not in name.key and name.key in acting and label in (None, "place"):
            label = "organisation"
        elif " " not in name.key and name.key not in acting and label == "person":
            label = "place"
        result.append(replace(name, label=label))
    return result


def people_or(kind: NameKind, text: str) -> NameKind:
    """Tell a people (*the Karvians*) from the adjective (*Karvian*)."""
    if kind == "demonym" and text.endswith("s") and demonym_base(text[:-1]) is not None:
        return "people"
    return kind


def _doubted(names: Sequence[Name]) -> list[Name]:
    """Leave a known city open that is also the first or last name of somebody (*Vladimir*)."""
    full = {
        part
        for name in names
        if name.kind in ("person", "unknown") and " " in name.key and not ends_as_no_person(name.key)
        for part in name_parts(name.key)
    }
    return [
        replace(name, kind="unknown", basis="")
        if name.is_known and name.kind == "place" and name.key in full
        else name
        for name in names
    ]


def _same_letters(names: Sequence[Name], paragraphs: Sequence[Paragraph]) -> list[Name]:
    """Write keys that are in capitals throughout as the rest of the text writes them."""
    given = {name.key for name in names if name.is_given}
    found = group_keys([name.key for name in names])
    written = {key: other for key, other in found.items() if key not in given}
    lines = [paragraph.start for paragraph in paragraphs if paragraph.body > paragraph.start]
    result = []
    for name in names:
        key = written.get(name.key, name.key)
        is_free = not (name.is_known or name.is_given)
        if key == name.key and is_shouted(key) and is_free and name.start in lines:
            key = key.title()  # a dateline: PORT ASMER
        result.append(replace(name, key=key))
    return result


def demonym_pairs(names: Iterable[Name]) -> dict[str, str]:
    """Map adjectives and peoples to the name they are made of (*Karvian*, *Karvians* to *Karvia*)."""
    free = [name for name in names if name.kind in ("unknown", "place", "state") and not name.is_known]
    bases: defaultdict[str, list[str]] = defaultdict(list)
    for key in dict.fromkeys(name.key for name in free):
        bare = _without_saint(key)
        for length in range(max(3, len(bare) - 2), len(bare) + 1):
            bases[bare[:length]].append(key)
    pairs: dict[str, str] = {}
    for word in dict.fromkeys(name.key for name in free if " " not in name.key and not name.is_given):
        forms = (word, word[:-1]) if word.endswith("s") else (word,)
        near = (base for form in forms for stem in demonym_stems(form) for base in bases.get(stem, ()))
        base = next(
            (base for base in near if any(demonym_base(form, of=_without_saint(base)) for form in forms)),
            None,
        )
        if base is not None:
            pairs[word] = base
    return pairs


def _is_adjective_of(forms: Sequence[str], base: str) -> bool:
    return any(demonym_base(form, of=base) for form in forms)


def _without_saint(key: str) -> str:
    first, _, rest = key.partition(" ")
    return rest if first.lower().rstrip(".") in _SAINTS and rest and " " not in rest else key


def _reasons(
    names: Sequence[Name], text: str, paragraphs: Sequence[Paragraph], pairs: Mapping[str, str]
) -> Reasons:
    """Count for each key the clues of all its mentions, by kind and reason."""
    weights: Reasons = {}
    bases: defaultdict[str, list[str]] = defaultdict(list)
    for word, base in pairs.items():
        bases[base].append(word)
    for name in names:
        counts = weights.setdefault(name.key, {})
        if name.is_known:
            counts[name.kind, name.basis] = 40
            continue
        if name.is_given:
            counts[name.kind, name.basis] = _GIVEN
            continue
        for kind, weight, why in clues(name, text):
            limit = _CAP * weight
            counts[kind, why] = min(limit, counts.get((kind, why), 0) + weight)
    for key in weights:
        if key in pairs:
            is_weak = key.endswith(_WEAK_ENDINGS)
            weights[key]["demonym", f"adjective made of {pairs[key]!r}"] = 3 if is_weak else 12
        elif key in bases:
            is_regular = any(not word.endswith(_WEAK_ENDINGS) for word in bases[key])
            weights[key]["state", "an adjective is made of it"] = 12 if is_regular else 1
        if " " in key:
            weights[key]["person", ""] = 2
    for key in _alone_with_pronoun(names, text, paragraphs):
        weights[key]["person", "the only name of a paragraph with *he* or *she*"] = 0.4
    _add_datelines(weights, names, paragraphs)
    return weights


def _add_datelines(weights: Reasons, names: Sequence[Name], paragraphs: Sequence[Paragraph]) -> None:
    """A dateline begins with a place and has the outlet in brackets."""
    datelines = [(p.start, p.body) for p in paragraphs if p.body > p.start]
    index = 0
    for name in names:
        while index < len(datelines) and datelines[index][1] <= name.start:
            index += 1
        if index == len(datelines):
            return
        start, body = datelines[index]
        if start <= name.start < body and not name.is_known:
            kind: NameKind = "place" if name.start == start else "organisation"
            weights[name.key][kind, "named in a dateline"] = 9


def _alone_with_pronoun(names: Sequence[Name], text: str, paragraphs: Sequence[Paragraph]) -> Iterable[str]:
    """Yield names that are the only unsettled one of a paragraph that speaks of a *he* or a *she*."""
    index = 0
    for paragraph in paragraphs:
        keys = set()
        while index < len(names) and names[index].start < paragraph.end:
            if names[index].kind in ("unknown", "person") and names[index].start >= paragraph.start:
                keys.add(names[index].key)
            index += 1
        if len(keys) == 1 and _PERSONAL.search(text, paragraph.start, paragraph.end):
            yield keys.pop()


def with_labels(votes: Mapping[str, Votes], names: Iterable[Name]) -> dict[str, Votes]:
    """Add what the recogniser says of each key: all its mentions together at most ``LABELS``."""
    tallies: defaultdict[str, Counter[NameKind]] = defaultdict(Counter)
    for name in names:
        if name.label is not None:
            tallies[name.key][name.label] += 1
    result: dict[str, Votes] = {}
    for key, own in votes.items():
        total = dict(own)
        for kind, n_labels in tallies[key].items():
            total[kind] = total.get(kind, 0) + LABELS * n_labels / tallies[key].total()
        result[key] = tuple(total.items())
    return result


def _settled(
    names: Sequence[Name],
    decided: Mapping[str, tuple[NameKind, Votes]],
    reasons: Reasons,
    pairs: Mapping[str, str],
) -> Iterable[Name]:
    seen = Counter(name.key for name in names)
    titles = {name.key: name.title for name in reversed(names) if name.title}
    states = {key: key for key, (kind, _) in decided.items() if kind == "state"}
    states |= {word: base for word, base in pairs.items() if base in states}
    for name in names:
        kind, votes = decided[name.key]
        if is_shouted(name.text) and not name.basis and seen[name.key] == 1 and kind in ("unknown", "person"):
            continue  # a word in capitals for stress, not a name
        state = name.state or (states.get(name.key) if kind in ("state", "demonym") else None)
        if kind == "organisation" and state is None and not name.is_known:
            state = body_state(name.key, states)
        basis = (
            name.basis
            if name.basis and (name.is_known or name.kind == kind)
            else _basis(reasons[name.key], kind)
        )
        yield replace(
            name, kind=people_or(kind, name.text), state=state, basis=basis, votes=votes,
            title=name.title or (titles.get(name.key) if kind == "person" else None),
        )  # fmt: skip


def body_state(key: str, states: Mapping[str, str]) -> str | None:
    """Return the state that a body's name begins or ends with (*Karvian Army*, *Bank of Karvia*)."""
    words = key.split(" ")
    if len(words) < 2:
        return None
    if words[0] in states:
        return states[words[0]]
    return states.get(words[-1]) if "of" in words else None


def _basis(counts: Counts, kind: NameKind) -> str:
    """Return the weightiest reason for a kind; the recogniser's labels where the text gave none."""
    reasons = {why: weight for (voted, why), weight in counts.items() if voted == kind and why}
    return max(reasons, key=lambda why: reasons[why]) if reasons else "recogniser's labels"
