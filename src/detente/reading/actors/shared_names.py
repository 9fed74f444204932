"""What documents read together tell each other about names: which are states, whose capital a city is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from detente.reading.knowledge.words import BUILDING_NOUNS
from detente.reading.knowledge.world import head_titles
from detente.reading.names.runs import group_keys
from detente.reading.names.tallies import winner
from detente.reading.names.types import Name, NameKind
from detente.reading.names.votes import LABELS, body_state, people_or, with_labels
from detente.reading.parse.parsed import Survey

_GOVERNING = ("state head", "government member")
_GOVERNED = ("demonym", "state")
_UNPLACED = ("place", "unknown")
_PLACED = ("place", "state", "demonym", "people")
_SEATED = re.compile(r",? (?:the )?")
_IN = re.compile(r"\b[Ii]n $")
_HIS_CAPITAL = re.compile(r"(?:[’']s?)? capital(?:,| of)? ")
_APPOSED_CAPITAL = re.compile(r", (?:the )?")
_PARTS_SENTENCE = re.compile(r"[.?!]\s|\n\s*\n")
_NEAR = 160
"""How far, in code points, a head of state may stand before the palace he or she speaks in."""


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What all documents together say a name is."""

    kind: NameKind
    state: str | None
    basis: str


def share_names(surveys: Sequence[Survey]) -> list[Survey]:
    """Let the documents of one reading decide together what each name is.

    A name's votes are summed over the documents, so that what one says plainly settles the others
    that leave it open. A surname alone counts for the one full name any document has. A city is a
    capital when the text puts a government there: *In X, Karvian President ...*. Names known from the
    world data keep what they are.
    """
    renamed = _common_keys([name for surveyed in surveys for name in surveyed.names if not name.is_known])
    named = [
        [
            name if name.is_known else replace(name, key=renamed.get(name.key, name.key))
            for name in surveyed.names
        ]
        for surveyed in surveys
    ]
    verdicts = _verdicts([name for names in named for name in names if not name.is_known], named)
    settled = [
        replace(surveyed, names=tuple(_settled(name, verdicts) for name in names))
        for surveyed, names in zip(surveys, named, strict=True)
    ]
    capitals: dict[str, str] = {}
    for surveyed in settled:
        for city, state in find_capitals(surveyed).items():
            capitals.setdefault(city, state)
    return [replace(one, names=tuple(_seated(name, capitals) for name in one.names)) for one in settled]


def _common_keys(names: Sequence[Name]) -> dict[str, str]:
    """Map names in capitals to the same in small letters, and a bare surname to the one full name."""
    keys = list(dict.fromkeys(name.key for name in names))
    given = {name.key for name in names if name.is_given}
    renamed = {key: other for key, other in group_keys(keys).items() if key not in given}
    persons = dict.fromkeys(name.key for name in names if name.kind == "person")
    fulls: defaultdict[str, list[str]] = defaultdict(list)
    for key in persons:
        if " " in key:
            fulls[key.rpartition(" ")[2].casefold()].append(key)
    bare = {
        name.key
        for name in names
        if " " not in name.key and name.kind in ("person", "unknown", "organisation", "place")
    }
    settled = {
        name.key
        for name in names
        if name.kind in _PLACED and max(dict(name.votes).values(), default=0) > LABELS
    }
    for key in keys:
        found = fulls.get(key.casefold(), [])
        if key in bare and key not in settled | given and len(found) == 1:
            renamed[key] = found[0]
    return renamed


def _verdicts(names: Sequence[Name], named: Sequence[Sequence[Name]]) -> dict[str, _Verdict]:
    """Sum the votes of all documents on each key."""
    totals: dict[str, dict[NameKind, float]] = {}
    for document in named:
        counted: set[tuple[str, object]] = set()
        for name in document:
            if name.is_known or (name.key, name.votes) in counted:
                continue
            counted.add((name.key, name.votes))
            total = totals.setdefault(name.key, {})
            for kind, weight in name.votes:
                total[kind] = total.get(kind, 0) + weight
    votes = {key: tuple(total.items()) for key, total in totals.items()}
    kinds = {key: winner(total) for key, total in with_labels(votes, names).items()}
    states = {key: key for key, kind in kinds.items() if kind == "state"}
    for name in names:
        if name.state and name.kind in ("demonym", "people") and kinds[name.key] == "demonym":
            states.setdefault(name.key, name.state)
    bases: dict[tuple[str, NameKind], str] = {}
    for name in names:
        bases.setdefault((name.key, "demonym" if name.kind == "people" else name.kind), name.basis)
    return {
        key: _Verdict(
            kind, states.get(key) or body_state(key, states), bases.get((key, kind), "all documents together")
        )
        for key, kind in kinds.items()
    }


def _settled(name: Name, verdicts: Mapping[str, _Verdict]) -> Name:
    if name.is_known or name.is_given:
        return name
    verdict = verdicts[name.key]
    state = verdict.state if verdict.kind in ("state", "demonym", "organisation") else None
    if verdict.kind == "organisation":
        state = name.state or state
    basis = name.basis if name.kind == verdict.kind else verdict.basis
    return replace(name, kind=people_or(verdict.kind, name.text), state=state, basis=basis)


def find_capitals(surveyed: Survey) -> dict[str, str]:
    """Map cities to the state whose government or capital the text puts there."""
    found: dict[str, str] = {}
    for first, second in pairwise(surveyed.names):
        for city, state in ((first, second), (second, first)):
            is_pair = city.kind in _UNPLACED and state.kind in _GOVERNED
            if is_pair and state.state and _is_seat_of(surveyed.text, city, state):
                found.setdefault(city.key, state.state)
    for _, home, seated in find_palaces(surveyed):
        if home is not None:
            found.setdefault(home, seated)
    return found


def _is_seat_of(text: str, city: Name, state: Name) -> bool:
    """Whether the text says *the Karvian capital, X*, *X, the Karvian capital*, *In X, Karvian President*."""
    if state.start < city.start:
        return _HIS_CAPITAL.fullmatch(text, state.end, city.start) is not None
    after = text[state.end : state.end + 40].lower().lstrip("’'s ")
    if _APPOSED_CAPITAL.fullmatch(text, city.end, state.start) and after.startswith("capital"):
        return True
    is_placed = _IN.search(text[max(0, city.start - 3) : city.start]) is not None
    return is_placed and _SEATED.fullmatch(text, city.end, state.start) is not None and _governs(after)


def _governs(after: str) -> bool:
    return any(
        after.startswith(title.words + " ") for title in head_titles().values() if title.holds in _GOVERNING
    )


def find_palaces(surveyed: Survey) -> Iterable[tuple[Name, str | None, str]]:
    """Yield palaces where the head of a state speaks, the city they stand in, and the state.

    *Karvian President Ann Berg said at the Elm Palace in Tolmen*: the head of state, named with the
    state, comes first in the sentence.
    """
    text, names = surveyed.text, surveyed.names
    for index, palace in enumerate(names):
        if palace.is_known or palace.key.rpartition(" ")[2].lower() not in BUILDING_NOUNS:
            continue
        if not re.search(r"\b(?:at|in|from) the $", text[max(0, palace.start - 9) : palace.start]):
            continue
        following = names[index + 1] if index + 1 < len(names) else None
        city = None
        if (
            following is not None
            and text[palace.end : following.start] == " in "
            and following.kind == "place"
        ):
            city = following.key
        for before in reversed(names[max(0, index - 4) : index]):
            between = text[before.end : palace.start]
            if palace.start - before.end > _NEAR or _PARTS_SENTENCE.search(between):
                break
            if (
                before.kind in ("demonym", "state")
                and before.state
                and _heads(between.lower().lstrip("’'s "))
            ):
                yield palace, city, before.state
                break


def _heads(after: str) -> bool:
    return any(after.startswith(t.words + " ") for t in head_titles().values() if t.holds == "state head")


def _seated(name: Name, capitals: Mapping[str, str]) -> Name:
    if name.is_known or name.is_given or name.key not in capitals:
        return name
    if name.kind not in ("place", "unknown", "organisation"):
        return name
    return replace(name, kind="capital", state=capitals[name.key], basis="its government is put there")
