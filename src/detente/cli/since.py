"""Since when something is asked for: a day, or a brief that was made of the record."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from detente.errors import DocumentError

META = "detente-addition"
"""Name of the element of a brief that says up to which addition of the record it was made."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def since_when(told: str) -> int | date:
    """Return the number of the last addition that a brief was made of, or a day.

    Parameters
    ----------
    told : str
        A day as YYYY-MM-DD, or the path of a brief, HTML or JSON.

    Raises
    ------
    DateError
        If it looks like a day and is none.
    DocumentError
        If it is neither, cannot be read, or does not say which record it was made of.
    """
    from detente.documents.dates import parse_day

    if _DAY.fullmatch(told):
        return parse_day(told)
    try:
        text = Path(told).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise DocumentError(
            f"{told!r} is neither a day nor a file: give a day as YYYY-MM-DD, or a brief made of the record"
        ) from error
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise DocumentError(f"'{told}' cannot be read as a brief: {error}; give a brief, or a day") from error
    number = _in_json(text) if text.lstrip().startswith("{") else _in_html(text)
    if number is None:
        raise DocumentError(
            f"'{told}' does not say up to where in a record it was made: only a brief made inside a process "
            "folder does; give one, or a day as YYYY-MM-DD"
        )
    return number


def _in_json(text: str) -> int | None:
    try:
        held = json.loads(text)
    except ValueError:
        return None
    return _number(held.get("addition"))


def _in_html(text: str) -> int | None:
    finding = _Finding()
    finding.feed(text)
    return _number(finding.content)


def _number(told: Any) -> int | None:
    """Return a number of an addition; None if it is none, as that of a brief of no kept record."""
    if isinstance(told, str) and re.fullmatch(r"[0-9]{1,18}", told):
        told = int(told)
    return told if isinstance(told, int) and not isinstance(told, bool) and told >= 0 else None


class _Finding(HTMLParser):
    """Finds the first element that names an addition; a brief shows quoted words as text, never as one."""

    content: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at the beginning of one element."""
        named = dict(attrs)
        if tag == "meta" and named.get("name") == META and self.content is None:
            self.content = named.get("content")
