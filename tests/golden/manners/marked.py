"""Reports made up for this test, with who says what in them marked by hand.

``{3 Oren Halvik|words}`` are words of the third statement, told by Oren Halvik; a dash stands for a speaker
without a name. Behind the speaker may stand how the words came (``; private``) and whom somebody without a
name speaks for (``; for Norvell``). Pieces with one number are one statement. Marks stand inside one another
where one tells what another said. What others are told to have said inside somebody's turn is not marked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent
NOBODY = "-"
_TOKEN = re.compile(r"\{(?P<key>\d+) (?P<who>[^|{}]+)\||\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A marked statement: its speaker's name, its places in the plain text, and in which one it is told."""

    who: str
    channel: str | None
    speaks_for: str | None
    within: str | None
    places: list[tuple[int, int]] = field(default_factory=list)


def load_report(manner: str) -> tuple[str, Mapping[str, Marked]]:
    """Load a report as plain text with its marks by number."""
    return unmark((FOLDER / f"{manner}.txt").read_text(encoding="utf-8"))


def unmark(source: str) -> tuple[str, Mapping[str, Marked]]:
    """Return the plain text and its marks; ``ValueError`` where a mark is not closed."""
    text, position = "", 0
    marks: dict[str, Marked] = {}
    around: list[tuple[str, int]] = []
    for match in _TOKEN.finditer(source):
        text += source[position : match.start()]
        position = match.end()
        if match["key"] is None:
            key, start = around.pop()
            marks[key].places.append((start, len(text)))
        else:
            marks.setdefault(match["key"], _marked(match["who"], around[-1][0] if around else None))
            around.append((match["key"], len(text)))
    if around:
        raise ValueError(f"mark {around[-1][0]} is not closed: add a brace behind its words")
    return text + source[position:], marks


def _marked(words: str, within: str | None) -> Marked:
    who, *notes = (part.strip() for part in words.split(";"))
    speaks_for = next((note.removeprefix("for ") for note in notes if note.startswith("for ")), None)
    channel = next((note for note in notes if not note.startswith("for ")), None)
    return Marked(who=who, channel=channel, speaks_for=speaks_for, within=within)
