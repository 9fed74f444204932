"""Three invented reports with their statements marked in the text: a wire, a live report, a broadcast talk.

``{3 Oren Halvik|words}`` are words of the third statement, told by Oren Halvik; a dash stands for a speaker
without a name. Pieces with one number are one statement. What others are told to have said inside somebody's
turn is not marked.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from detente.documents.document import Document
from detente.reading import read
from detente.record.record import Record
from detente.record.values import Statement

MANNERS = Path(__file__).parent / "manners"
_MARK = re.compile(r"\{(\d+) ([^|}]+)\|([^}]*)\}")
LEAST_SHARE = 0.5
UNNAMED = ("unnamed", "group")
Marks = dict[str, tuple[str, list[tuple[int, int]]]]


def unmark(source: str) -> tuple[str, Marks]:
    """Return the plain text, and for each number the speaker and the places of the words."""
    text, marks, position = "", Marks(), 0
    for match in _MARK.finditer(source):
        text += source[position : match.start()]
        place = (len(text), len(text) + len(match[3]))
        marks.setdefault(match[1], (match[2], []))[1].append(place)
        text, position = text + match[3], match.end()
    return text + source[position:], marks


@cache
def report(manner: str, reader: str) -> tuple[Record, Marks]:
    text, marks = unmark((MANNERS / f"{manner}.txt").read_text(encoding="utf-8"))
    document = Document(id=f"doc:{manner}", path=manner, text=text, sha256="0" * 64)
    return read([document], reader=reader), marks


def letters(places: list[tuple[int, int]]) -> set[int]:
    return {index for start, end in places for index in range(start, end)}


def pairs(record: Record, marks: Marks) -> dict[str, Statement]:
    """Pair marks with statements that share half of their words, the most alike first."""
    alike = []
    for key, (_, places) in marks.items():
        for index, statement in enumerate(record.statements):
            words, wanted = letters([(s.start, s.end) for s in statement.content]), letters(places)
            alike.append((len(words & wanted) / len(words | wanted), key, index))
    found: dict[str, Statement] = {}
    used: set[int] = set()
    for share, key, index in sorted(alike, key=lambda one: -one[0]):
        if share >= LEAST_SHARE and key not in found and index not in used:
            found[key] = record.statements[index]
            used.add(index)
    return found


@pytest.mark.parametrize(
    ("manner", "reader", "least_found", "most_beside"),
    [
        ("wire", "learned", 19, 1),
        ("wire", "rules", 20, 2),
        ("blog", "learned", 21, 2),
        ("blog", "rules", 18, 1),
        ("broadcast", "learned", 9, 0),
        ("broadcast", "rules", 9, 0),
    ],
)
def test_a_report_of_each_manner_is_read(
    manner: str, reader: str, least_found: int, most_beside: int
) -> None:
    record, marks = report(manner, reader)
    found = pairs(record, marks)
    assert len(found) >= least_found, sorted(set(marks) - set(found))
    used = {statement.id for statement in found.values()}
    beside = [one for one in record.statements if one.id not in used and one.within is None]
    assert len(beside) <= most_beside, [one.passage.text for one in beside]


@pytest.mark.parametrize("reader", ["learned", "rules"])
@pytest.mark.parametrize("manner", ["wire", "blog", "broadcast"])
def test_nobody_is_named_who_did_not_say_so(manner: str, reader: str) -> None:
    record, marks = report(manner, reader)
    names = {actor.id: actor.name for actor in record.actors if actor.kind not in UNNAMED}
    found = pairs(record, marks)
    named = {
        key: names[one.speaker.actor]
        for key, one in found.items()
        if one.speaker is not None and one.speaker.actor in names
    }
    assert named == {key: marks[key][0] for key in named}
    assert len(named) >= 0.7 * sum(who != "-" for who, _ in marks.values())
