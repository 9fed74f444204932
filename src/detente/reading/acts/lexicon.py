"""Look up predicates in ``acts.toml``: verbs, the words that decide between their senses, nouns of doing.

The roots are those of PLOVER (Halterman, Bagozzi, Beger, Schrodt & Scarborough 2023, *PLOVER and
POLECAT: a new political event ontology and dataset*).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Literal

from detente.record.values import PLOVER_ROOTS, Direction

Strength = Literal["strong", "weak"]
# Of the verbs that take another deed: it is announced, it is done, it is ended, it is left undone.
_CONTROLS = ("future", "transparent", "ending", "failing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """The PLOVER root of a predicate, and why.

    ``deed`` is the root of what is done, where it differs from what saying so amounts to: an
    announced meeting is AGREE, its deed CONSULT. None when they are the same.
    """

    root: str
    basis: str
    deed: str | None = None


@dataclass(frozen=True, slots=True)
class _Lexicon:
    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    pairs: Mapping[str, tuple[tuple[str, str], ...]]
    classes: Mapping[str, frozenset[str]]
    light: frozenset[str]
    saying: frozenset[str]
    negated: Mapping[str, str]
    announced: Mapping[str, str]
    controls: Mapping[str, frozenset[str]]
    direction: Mapping[str, Direction]


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands around a verb, all in lower case."""

    particle: str
    target: str
    complement: str
    words: tuple[str, ...]


def classify_lemmas(
    lemma: str,
    *,
    particle: str | None = None,
    object_lemma: str | None = None,
    complement_lemma: str | None = None,
    is_negated: bool = False,
    words: Sequence[str] = (),
) -> Act | None:
    """Say which PLOVER root a verb, or a noun of doing, has with the words around it.

    Parameters
    ----------
    lemma : str
        Of the verb or noun.
    particle : str, optional
        Of a phrasal verb ("rule *out*"), or the preposition right after it ("call *for*").
    object_lemma : str, optional
        Head of the object, or of what the preposition governs.
    complement_lemma : str, optional
        Head of an infinitive or clause it takes ("refuse to *accept*").
    is_negated : bool
        Under "not", "never", "no". What is cooperative becomes REJECT, anything else is no act.
    words : sequence of str
        The words of the whole clause, for senses that a further word decides ("*put* on *alert*").

    Returns
    -------
    Act or None
        None when the lexicon does not know it, or when the deed was merely not done.

    Examples
    --------
    >>> classify_lemmas("launch", object_lemma="strike").root
    'ASSAULT'
    >>> classify_lemmas("accept", object_lemma="proposal", is_negated=True).root
    'REJECT'
    """
    frame = _Frame(
        particle=(particle or "").lower(),
        target=(object_lemma or "").lower(),
        complement=(complement_lemma or "").lower(),
        words=tuple(word.lower() for word in words),
    )
    act = _look_up(lemma.lower(), frame)
    return negate(act) if act is not None and is_negated else act


def negate(act: Act) -> Act | None:
    """Return what not doing an act amounts to: REJECT for a cooperative one, else no act at all."""
    root = _lexicon().negated.get(act.root)
    return None if root is None else Act(root=root, basis=f"not: {act.basis}", deed=act.root)


def announce(act: Act) -> Act:
    """Return what announcing an act amounts to: AGREE for a cooperative one, THREATEN for a hostile one."""
    root = _lexicon().announced.get(act.root)
    return act if root is None else Act(root=root, basis=f"announced: {act.basis}", deed=act.root)


def is_saying(lemma: str) -> bool:
    """Whether a verb only reports: the deed, if any, stands in what is said."""
    return lemma in _lexicon().saying


def is_light(lemma: str) -> bool:
    """Whether a verb may leave the deed to its object ("hold talks")."""
    return lemma in _lexicon().light


def control_of(lemma: str) -> str | None:
    """Return how a verb governs another deed: future, transparent, ending, failing; None otherwise."""
    controls = _lexicon().controls
    return next((name for name in _CONTROLS if lemma in controls[name]), None)


def direction_of(
    lemma: str,
    *,
    particle: str | None = None,
    complement_lemma: str | None = None,
    is_negated: bool = False,
) -> Direction | None:
    """Say whether a predicate is for, against or conditional toward its object.

    A verb of refusing turns what it refuses ("refuse to accept" is against, "refuse to rule out" is
    conditional); a readiness is conditional ("willing to accept"). Negation turns "for" into "against"
    and "against" into "conditional": not to reject is not yet to accept. None when it says nothing.

    Examples
    --------
    >>> direction_of("accept"), direction_of("accept", is_negated=True), direction_of("willing")
    ('for', 'against', 'conditional')
    """
    known = _lexicon().direction
    lemma, complement = lemma.lower(), (complement_lemma or "").lower()
    direction = known.get(lemma)
    if lemma in ("turn", "vote", "shoot", "throw", "brush") and particle in ("down", "off", "aside", "out"):
        direction = "against"
    if lemma == "rule" and particle != "out":
        direction = None
    if direction == "against" and known.get(complement) == "against":
        direction = "conditional"
    if lemma in ("agree", "plan", "intend", "decide", "promise", "pledge") and complement in known:
        direction = known[complement]
    if not is_negated or direction is None:
        return direction
    return {"for": "against", "against": "conditional", "conditional": "against"}[direction]  # type: ignore[return-value]


def strength_of(text: str) -> Strength | None:
    """Say whether the words of a position make it firmer or softer; None when neither, or both.

    "Did not rule out" is soft although "rule out" is firm, so soft words are looked for first.

    Examples
    --------
    >>> strength_of("They will never accept that."), strength_of("They might accept it.")
    ('strong', 'weak')
    """
    weak, strong = _strength_pattern("weak"), _strength_pattern("strong")
    plain = text.replace("’", "'")
    is_weak = weak.search(plain) is not None
    is_strong = strong.search(weak.sub(" ", plain)) is not None
    if is_weak == is_strong:
        return None
    return "weak" if is_weak else "strong"


def _look_up(lemma: str, frame: _Frame) -> Act | None:
    lexicon = _lexicon()
    best: tuple[float, str, str] | None = None
    for term, root in lexicon.pairs.get(lemma, ()):
        rank = _rank(lemma, term, frame, lexicon)
        if rank and (best is None or rank > best[0]):
            best = (rank, root, term)
    if best is not None and best[1] == "NONE" and best[0] >= 1:
        return None
    # A word somewhere in the clause decides less than the object of a light verb or a known verb does.
    if best is not None and best[0] > 1:
        return Act(root=best[1], basis=f"{lemma!r} with {best[2].lstrip('+')!r}")
    control = control_of(lemma)
    if control is not None and frame.complement:
        inner = _look_up(frame.complement, _Frame("", "", "", frame.words))
        if inner is not None:
            return _governed(control, inner)
    if lemma in lexicon.light and frame.target in lexicon.nouns:
        return Act(root=lexicon.nouns[frame.target], basis=f"{lemma!r} only carries {frame.target!r}")
    if best is not None:
        return Act(root=best[1], basis=f"{lemma!r} with {best[2]!r} in the clause")
    known = lexicon.verbs.get(lemma) or lexicon.nouns.get(lemma)
    return None if known is None else Act(root=known, basis=f"the predicate {lemma!r}")


def _governed(control: str, inner: Act) -> Act | None:
    if control == "future":
        return announce(inner)
    if control == "failing":
        return negate(inner)
    if control == "ending":
        hostile = {"ASSAULT": "RETREAT", "COERCE": "CONCEDE", "SANCTION": "CONCEDE", "PROTEST": "CONCEDE"}
        root = hostile.get(inner.root) or ("SANCTION" if inner.root in ("AID", "COOPERATE") else "REJECT")
        return Act(root=root, basis=f"ending: {inner.basis}", deed=inner.root)
    return inner


def _rank(lemma: str, term: str, frame: _Frame, lexicon: _Lexicon) -> float:
    """Say how surely the deciding words are there: 6 particle ... 1 somewhere in the clause, 0 not at all."""
    term, _, further = term.partition(" ")
    rank = _rank_term(lemma, term, frame, lexicon)
    if not rank or not further:
        return rank
    members = lexicon.classes[further[1:]] if further.startswith("@") else frozenset({further})
    is_there = frame.target in members or any(
        word in members or word.removesuffix("s") in members for word in frame.words
    )
    return rank + 0.5 if is_there else 0


def _rank_term(lemma: str, term: str, frame: _Frame, lexicon: _Lexicon) -> float:
    if term.startswith("+"):
        return 6 if frame.particle == term[1:] or _follows(lemma, term[1:], frame.words) else 0
    if term.startswith("@"):
        members = lexicon.classes[term[1:]]
        return 3 if frame.target in members else 2 if frame.complement in members else 0
    if term == frame.particle or (len(term) <= 4 and _follows(lemma, term, frame.words)):
        return 5
    if term in (frame.target, frame.complement):
        return 4
    is_there = len(term) > 3 and any(term in (word, word.removesuffix("s")) for word in frame.words)
    return 1 if is_there else 0


def _follows(lemma: str, word: str, words: tuple[str, ...]) -> bool:
    """Whether a word stands right after a form of the verb."""
    return any(second == word and first[:3] == lemma[:3] for first, second in pairwise(words))


@cache
def _source() -> dict[str, Any]:
    text = resources.files("detente.reading.acts").joinpath("acts.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _lexicon() -> _Lexicon:
    source = _source()
    verbs: dict[str, str] = {}
    nouns: dict[str, str] = {}
    pairs: dict[str, list[tuple[str, str]]] = {}
    for root, kind, entry in entries():
        if kind == "nouns":
            nouns[entry] = root
        elif " " in entry:
            lemma, term = entry.split(" ", 1)
            pairs.setdefault(lemma, []).append((term, root))
        else:
            verbs[entry] = root
    return _Lexicon(
        verbs=MappingProxyType(verbs),
        nouns=MappingProxyType(nouns),
        pairs=MappingProxyType({lemma: tuple(terms) for lemma, terms in pairs.items()}),
        classes=MappingProxyType({name: frozenset(v.split()) for name, v in source["classes"].items()}),
        light=frozenset(source["light"].split()),
        saying=frozenset(source["saying"].split()),
        negated=MappingProxyType(source["negated"]),
        announced=MappingProxyType(source["announced"]),
        controls=MappingProxyType({name: frozenset(source["control"][name].split()) for name in _CONTROLS}),
        direction=MappingProxyType(
            {lemma: name for name, lemmas in source["direction"].items() for lemma in lemmas.split()}
        ),
    )


def entries() -> Iterator[tuple[str, str, str]]:
    """Yield root, kind ("verbs", "nouns", "with") and entry, as the lexicon's file has them."""
    for root in (*PLOVER_ROOTS, "NONE"):
        section = _source()[root]
        for kind in ("verbs", "nouns"):
            for entry in section.get(kind, "").split():
                yield root, kind, entry
        for entry in section.get("with", ()):
            yield root, "with", entry


@cache
def _strength_pattern(strength: Strength) -> re.Pattern[str]:
    longest_first = sorted(STRENGTH[strength], key=len, reverse=True)
    words = "|".join(re.escape(word) for word in longest_first if word != "may")
    month_safe = "|may" if "may" in longest_first else ""  # with a capital it is a month
    return re.compile(rf"(?<!\w)(?:(?i:{words}){month_safe})(?!\w)")


STRENGTH: Mapping[Strength, tuple[str, ...]] = MappingProxyType(
    {name: tuple(words) for name, words in _source()["strength"].items()}
)
"""Words that make a position firmer ("strong") or softer ("weak"), in lower case."""
