"""Which line of a case file a table or a key stands on, so that an error can point at it.

The TOML parser keeps no positions. This reads headers and keys line by line; where it cannot tell
(tables written inline) it says which entry is meant by its number instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]#]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'#=\[\]{}]+)\s*=""")

Position = tuple[str, int | None, str | None]
"""Section, number of the entry in it (from 0), key: ``("concern", 2, "weight")``."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts of a case stand; an empty one knows nothing and says nothing."""

    name: str = ""
    lines: Mapping[Position, int] = field(default_factory=dict)

    def where(self, section: str = "", number: int | None = None, key: str | None = None) -> str:
        """Return `` (case.toml, line 14)``, as much of it as is known."""
        tries: tuple[Position, ...] = ((section, number, key), (section, number, None), (section, None, key))
        line = next((self.lines[at] for at in tries if at in self.lines), None)
        known = [self.name] if self.name else []
        if line is not None:
            known.append(f"line {line}")
        elif self.name and number is not None:
            known.append(f"[[{section}]] number {number + 1}")
        return f" ({', '.join(known)})" if known else ""

    def place(self, section: str, number: int | None = None, key: str | None = None) -> str:
        """Return ``case.toml, line 14`` without parentheses."""
        return self.where(section, number, key).strip(" ()")


def find_places(text: str, name: str) -> Places:
    """Find the line of every table and key of a TOML text.

    Parameters
    ----------
    text : str
        The file, already known to be valid TOML.
    name : str
        What to call it in messages.
    """
    lines: dict[Position, int] = {}
    counts: dict[str, int] = {}
    section, number = "", None
    for line_number, line in _outside_texts(text):
        header = _HEADER.match(line)
        if header is not None:
            section, number = header.group(2).strip("\"'"), None
            if header.group(1) == "[[":
                number = counts.get(section, 0)
                counts[section] = number + 1
            lines.setdefault((section, number, None), line_number)
            continue
        key = _KEY.match(line)
        if key is not None:
            lines.setdefault((section, number, key.group(1).strip("\"'")), line_number)
    return Places(name, lines)


def _outside_texts(text: str) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines that do not lie inside a text of several lines."""
    closing = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if closing:
            if line.count(closing) % 2:
                closing = ""
            continue
        yield number, line
        for quotes in ('"""', "'''"):
            if line.count(quotes) % 2:
                closing = quotes
                break
