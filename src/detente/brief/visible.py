"""Show every character of a text: what a screen would hide or obey is written out as its code point."""

from __future__ import annotations

import re
import unicodedata

MAX_MARKS = 3
"""Combining marks allowed on one character; more would paint over the lines around it."""

_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_HIDDEN_OTHERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # fillers that draw nothing
_PLAIN = re.compile(r"[\n\t\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u202f-\u205f]*")


def visible(text: str) -> str:
    r"""Return ``text`` with control, format and invisible characters made visible.

    Line feeds and tabs stay. A carriage return before a line feed is dropped, for it only ends the
    line. Other C0 controls become their Unicode control pictures (U+2400 to U+2421); bidirectional
    controls, zero-width characters, tags, private-use characters, variation selectors, lone
    surrogates and combining marks beyond ``MAX_MARKS`` become ``⟨U+202E⟩``.

    Examples
    --------
    >>> visible("a\x00b\u202ec")
    'a␀b⟨U+202E⟩c'
    """
    if _PLAIN.fullmatch(text):
        return text
    shown: list[str] = []
    marks = 0
    for character in text.replace("\r\n", "\n"):
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        shown.append(_code_point(character) if _is_hidden(character, category, marks) else character)
    return "".join(shown)


def one_line(text: str) -> str:
    """Return ``text`` made visible and on one line: runs of white space become one space."""
    return " ".join(visible(text).split())


def shorten(text: str, length: int) -> str:
    """Return ``text`` on one line, cut after the last whole word within ``length`` characters."""
    line = one_line(text)
    if len(line) <= length:
        return line
    cut = line[:length]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > length // 2 else cut).rstrip(" ,;:") + " …"


def _is_hidden(character: str, category: str, marks: int) -> bool:
    if character in "\n\t":
        return False
    if category in _HIDDEN_CATEGORIES or character in _HIDDEN_OTHERS:
        return True
    point = ord(character)
    is_selector = 0xFE00 <= point <= 0xFE0F or 0xE0100 <= point <= 0xE01EF
    is_noncharacter = point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
    return is_selector or is_noncharacter or marks > MAX_MARKS


def _code_point(character: str) -> str:
    point = ord(character)
    if point < 0x20:
        return chr(0x2400 + point)
    if point == 0x7F:
        return "\u2421"
    return f"⟨U+{point:04X}⟩"
