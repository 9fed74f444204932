"""How a record of a marked report agrees with its marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.golden.manners.marked import NOBODY, Marked

from detente.record.record import Record
from detente.record.values import Statement

LEAST_SHARE = 0.5
UNNAMED = ("unnamed", "group")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Marks found, statements beside them, and what of the found ones is right.

    ``right``, ``left_open`` and ``wrong`` are of speakers: somebody without a name is wrong when a name is
    given who is not the one he or she speaks for. ``spoken_for``, ``channels`` and ``nested`` count the marks
    that say whom somebody without a name speaks for, how words came and where they are told, and are met.
    """

    found: int
    missed: tuple[str, ...]
    beside: tuple[str, ...]
    right: int
    left_open: int
    wrong: tuple[str, ...]
    spoken_for: int
    channels: int
    nested: int


def score(record: Record, marks: Mapping[str, Marked]) -> Score:
    """Compare a record with the marks of its report."""
    found = pairs(record, marks)
    used = {statement.id for statement in found.values()}
    verdicts = {key: _verdict(record, one, marks[key]) for key, one in found.items()}
    return Score(
        found=len(found),
        missed=tuple(sorted(set(marks) - set(found))),
        beside=tuple(
            one.passage.text for one in record.statements if one.id not in used and one.within is None
        ),
        right=sum(verdict == "right" for verdict in verdicts.values()),
        left_open=sum(verdict == "open" for verdict in verdicts.values()),
        wrong=tuple(found[key].passage.text for key, verdict in verdicts.items() if verdict == "wrong"),
        spoken_for=sum(
            marks[key].speaks_for is not None and _stands_for(record, one, marks[key])
            for key, one in found.items()
        ),
        channels=sum(marks[key].channel == one.channel for key, one in found.items()),
        nested=sum(_is_nested(found, key, marks[key]) for key in found),
    )


def pairs(record: Record, marks: Mapping[str, Marked]) -> dict[str, Statement]:
    """Pair marks with statements that share half of their words, the most alike first."""
    alike = []
    for key, mark in marks.items():
        wanted = letters(mark.places)
        for index, statement in enumerate(record.statements):
            words = letters([(span.start, span.end) for span in statement.content])
            alike.append((len(words & wanted) / len(words | wanted), key, index))
    found: dict[str, Statement] = {}
    used: set[int] = set()
    for share, key, index in sorted(alike, key=lambda one: -one[0]):
        if share >= LEAST_SHARE and key not in found and index not in used:
            found[key] = record.statements[index]
            used.add(index)
    return found


def letters(places: list[tuple[int, int]]) -> set[int]:
    """Return the places of all letters."""
    return {index for start, end in places for index in range(start, end)}


def _verdict(record: Record, statement: Statement, mark: Marked) -> str:
    """Say whether the speaker of a statement is right, open or wrong; empty for a blank that is right."""
    actors = {actor.id: actor for actor in record.actors}
    actor = actors.get(statement.speaker.actor or "") if statement.speaker is not None else None
    if mark.who == NOBODY:
        is_named = actor is not None and actor.kind not in UNNAMED
        return "wrong" if is_named and not _stands_for(record, statement, mark) else ""
    if actor is None:
        return "open"
    is_blank = actor.kind in UNNAMED and actor.name != mark.who
    return "open" if is_blank else "right" if actor.name == mark.who else "wrong"


def _stands_for(record: Record, statement: Statement, mark: Marked) -> bool:
    """Whether the speaker is whom somebody without a name speaks for, or is known to speak for it."""
    actors = {actor.id: actor for actor in record.actors}
    actor = actors.get(statement.speaker.actor or "") if statement.speaker is not None else None
    if actor is None or mark.speaks_for is None:
        return False
    above = actors.get(actor.speaks_for or "")
    return mark.speaks_for in (actor.name, above.name if above is not None else None)


def _is_nested(found: Mapping[str, Statement], key: str, mark: Marked) -> bool:
    outer = found.get(mark.within or "")
    return outer is not None and found[key].within == outer.id
