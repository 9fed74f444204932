"""What a careful reader should know of a text's characters; the text itself is never touched."""

from __future__ import annotations

import re
import unicodedata

# Categories in the order they are reported. Tab, line feed and carriage return are plain text.
_UNUSUAL = (
    ("NUL character", re.compile(r"\x00")),
    ("control character", re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")),
    ("unusual line separator", re.compile(r"[\x0b\x0c\x85\u2028\u2029]")),
    (
        "invisible character",
        re.compile(
            r"[\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0]"
        ),
    ),
    ("soft hyphen", re.compile(r"\xad")),
    ("bidirectional control", re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")),
    ("tag or hidden-selector character", re.compile(r"[\U000e0000-\U000e01ef]")),
)
_MARKS = r"\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
# No orthography stacks more than three of these on one letter (polytonic Greek does three).
_FLOOD = re.compile(rf"[{_MARKS}]{{4,}}")
_MARK = re.compile(rf"[{_MARKS}]")
_LATIN = r"A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\u024f\u1e00-\u1eff"
_LOOKALIKE = r"\u0370-\u03ff\u1f00-\u1fff\u0400-\u0482\u048a-\u052f"
_SCRIPT_CHANGE = re.compile(
    rf"[{_LATIN}][{_MARKS}]*(?=[{_LOOKALIKE}])|[{_LOOKALIKE}][{_MARKS}]*(?=[{_LATIN}])"
)
_WORD_END = re.compile(r"[\W\d_]")


def unusual_characters(text: str) -> tuple[str, ...]:
    r"""Return one warning for each kind of character that a reader would not see or would misread.

    Each gives the count, the code points (at most three of them) and where the first one stands.

    Examples
    --------
    >>> unusual_characters("Oko\u200bro spoke")
    ('1 invisible character (U+200B), first at code point 3',)
    """
    warnings = [_counted(name, pattern, text) for name, pattern in _UNUSUAL]
    if not text.isascii():
        warnings += [_flood(text), _decomposed(text), _mixed_scripts(text)]
    return tuple(warning for warning in warnings if warning)


def _counted(name: str, pattern: re.Pattern[str], text: str) -> str:
    first = -1
    count = 0
    met: dict[str, None] = {}
    for match in pattern.finditer(text):
        if not count:
            first = match.start()
        count += 1
        if len(met) < 4:
            met[match.group()] = None
    if not count:
        return ""
    points = [f"U+{ord(character):04X}" for character in met]
    shown = ", ".join(points[:3]) + (", ..." if len(points) > 3 else "")
    return f"{count} {_plural(name, count)} ({shown}), first at code point {first}"


def _flood(text: str) -> str:
    runs = [(match.start(), match.end() - match.start()) for match in _FLOOD.finditer(text)]
    if not runs:
        return ""
    longest = max(length for _, length in runs)
    return (
        f"{len(runs)} {_plural('pile', len(runs))} of combining marks (up to {longest} on one letter), "
        f"first at code point {runs[0][0]}"
    )


def _decomposed(text: str) -> str:
    """Warn of letters spelled with separate marks: they look the same and do not compare the same."""
    first = _MARK.search(text)
    if first is None or unicodedata.is_normalized("NFC", text):
        return ""
    count = sum(1 for _ in _MARK.finditer(text))
    return (
        f"{count} {_plural('combining mark', count)} where single letters exist (not in Unicode form NFC), "
        f"first at code point {first.start()}"
    )


def _mixed_scripts(text: str) -> str:
    """Warn of words with Latin and Cyrillic or Greek letters in them: one may pass for another."""
    count = 0
    first = -1
    end_of_last = -1
    for match in _SCRIPT_CHANGE.finditer(text):
        if match.start() < end_of_last:
            continue  # a second change inside the same word
        if not count:
            first = match.start()
        count += 1
        word_end = _WORD_END.search(text, match.end())
        end_of_last = word_end.start() if word_end else len(text)
    if not count:
        return ""
    return (
        f"{count} {_plural('word', count)} mixing Latin with Cyrillic or Greek letters, "
        f"first changing after code point {first}"
    )


def _plural(noun: str, count: int) -> str:
    return noun if count == 1 else noun + "s"
