"""Reports made up for this test, with everybody in them marked by hand.

A file begins with lines of marks (``# actor KEY: KIND; speaks for KEY``, ``# relation KIND: KEY, KEY``) and
goes on behind a blank line with the report. In it ``{words|KEY}`` is a name of an actor, an adjective made of
one counts with it, and ``{words>KEY}`` another word for one (*she*, *the government*); ``?`` stands for words
that are to be left open. Marks may stand inside one another. Places that do nothing are not marked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
OPEN = "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedActor:
    """An actor of a report: its kind and the key of whom it speaks for, if for anybody."""

    kind: str
    speaks_for: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words at ``[start, end)`` of the report that mean an actor."""

    start: int
    end: int
    key: str
    is_name: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedReport:
    """A report with its marks, in text order; ``relations`` are (kind, key, key or empty)."""

    manner: str
    half: str
    text: str
    actors: Mapping[str, MarkedActor]
    relations: tuple[tuple[str, str, str], ...]
    marks: tuple[Mark, ...]


def load_reports(half: str | None = None) -> tuple[MarkedReport, ...]:
    """Load the reports of a half, or all of them, by the names of their files."""
    found = (load_report(path) for path in sorted(FOLDER.glob("*.txt")))
    return tuple(report for report in found if half in (None, report.half))


def load_report(path: Path) -> MarkedReport:
    """Load one report; ``ValueError`` where a mark names nobody that the head lists."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    stated: dict[str, str] = {}
    actors: dict[str, MarkedActor] = {}
    relations = []
    for line in head.splitlines():
        what, _, told = line.removeprefix("# ").partition(": ")
        sort, _, rest = what.partition(" ")
        if sort == "actor":
            kind, _, owner = told.partition("; speaks for ")
            actors[rest] = MarkedActor(kind=kind, speaks_for=owner or None)
        elif sort == "relation":
            a, _, b = told.partition(", ")
            relations.append((rest, a, b))
        else:
            stated[what] = told
    text, marks = _unmarked(body)
    unknown = {mark.key for mark in marks} | {key for _, a, b in relations for key in (a, b) if key}
    unknown |= {actor.speaks_for for actor in actors.values() if actor.speaks_for}
    if unknown - actors.keys() - {OPEN}:
        raise ValueError(f"{path.name}: marks of {sorted(unknown - actors.keys())}, who are not listed")
    return MarkedReport(
        manner=stated["manner"], half=stated["half"], text=text, actors=actors,
        relations=tuple(relations), marks=marks,
    )  # fmt: skip


def _unmarked(body: str) -> tuple[str, tuple[Mark, ...]]:
    """Take the marks out of a report."""
    text: list[str] = []
    begun: list[int] = []
    marks: list[Mark] = []
    index = 0
    while index < len(body):
        character = body[index]
        if character == "{":
            begun.append(len(text))
        elif character in "|>" and begun:
            close = body.index("}", index)
            key = body[index + 1 : close]
            marks.append(Mark(start=begun.pop(), end=len(text), key=key, is_name=character == "|"))
            index = close
        else:
            text.append(character)
        index += 1
    return "".join(text), tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))
