"""The header block at the very start of a text: `Title: ...`, `Publisher: ...`, an empty line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from detente.documents.origin import Origin, read_origin

_FIELDS = {
    "title": "title",
    "publisher": "publisher",
    "published": "published_on",
    "updated": "updated_on",
    "url": "url",
    "author": "author",
    "language": "language",
}
_TELLING = ("title", "publisher", "published", "url")
_LINE = re.compile(r"([A-Za-z][A-Za-z \-]{0,30})[ \t]*:[ \t]*([^\r\n]{0,1000})")
_LINE_END = re.compile(r"\r\n|\n|\r|\Z")
_BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\n|\r))++")
_MAX_LINES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a text's header block states; ``body_start`` is 0 when there is none."""

    origin: Origin = field(default_factory=Origin)
    body_start: int = 0
    warnings: tuple[str, ...] = ()


def read_header(text: str) -> Header:
    """Return what the header block at the start of ``text`` states.

    A block is a run of ``Key: value`` lines from the first character on, at least two of them Title,
    Publisher, Published or URL (in any case), ended by an empty line; it may state Updated, Author and
    Language too. Anything else is the report itself: a first paragraph that happens to hold a colon, or
    front matter between ``---`` lines.

    The header is part of a text that anybody may have written. So a field that cannot be taken is
    ignored with a warning and never stops the document, and a reliability is never taken at all.
    """
    lines, body_start = _block(text)
    if sum(key.lower() in _TELLING for key, _ in lines) < 2:
        return Header()
    stated: dict[str, tuple[str, str]] = {}
    warnings: list[str] = []
    for number, (key, value) in enumerate(lines, start=1):
        name = _FIELDS.get(key.lower())
        if key.lower() == "reliability":
            warnings.append(
                "header field 'Reliability' ignored: a document cannot grade its own source; "
                "put reliability into the sidecar file"
            )
        elif name is None:
            known = ", ".join("URL" if field == "url" else field.capitalize() for field in _FIELDS)
            warnings.append(f"header field {key!r} ignored: the fields are {known}")
        elif name in stated:
            warnings.append(f"header field {key!r} is given twice: the first is kept")
        elif value:
            stated[name] = (value, f"header field {key!r} in line {number}")
    return Header(origin=read_origin(stated, warnings), body_start=body_start, warnings=tuple(warnings))


def _block(text: str) -> tuple[list[tuple[str, str]], int]:
    """Return the leading ``Key: value`` lines and where the report after them starts, or nothing."""
    lines: list[tuple[str, str]] = []
    position = 0
    while len(lines) <= _MAX_LINES:
        if blank := _BLANK_LINES.match(text, position):
            return lines, blank.end()
        match = _LINE.match(text, position)
        end = _LINE_END.match(text, match.end()) if match else None
        if match is None or end is None or end.end() == len(text):
            break
        lines.append((match[1].strip(), match[2].strip()))
        position = end.end()
    return [], 0
