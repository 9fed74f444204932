"""Numbers and units as they stand in expressions of time."""

from __future__ import annotations

import re

_SMALL = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
WORDS = {word: value for value, word in enumerate(_SMALL, start=1)} | _TENS | {"hundred": 100, "dozen": 12}
# "a few" and "several" are read as ranges, never as one number.
_VAGUE = {
    "a few": (2, 5),
    "few": (2, 5),
    "several": (3, 9),
    "a couple of": (2, 2),
    "couple of": (2, 2),
    "a couple": (2, 2),
}

_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_SMALL[:9])}))?|{'|'.join(reversed(_SMALL))})"
_ONE = rf"(?:a\s+couple\s+of|couple\s+of|a\s+few|few|several|a\s+dozen|an?\s+hundred|\d{{1,4}}|{_WORD}|an?)"
NUMBER = rf"(?:{_ONE}(?:\s*(?:to|or|-|–)\s*(?:\d{{1,4}}|{_WORD}))?)"
"""One number, or a range such as "two to three", "10-14" or "one or two"."""

APPROXIMATELY = (
    r"(?:(?:about|around|nearly|almost|roughly|approximately|some|just\s+over|just\s+under|just|only|over|"
    r"more\s+than|less\s+than|under|at\s+least|at\s+most|up\s+to|no\s+more\s+than|not\s+more\s+than|another|"
    r"barely|exactly)\s+)"
)
UNITS = r"(?:minutes?|hours?|days?|nights?|weeks?|fortnights?|months?|years?|decades?)"
_RANGE = re.compile(r"\s*(?:\bto\b|\bor\b|-|–)\s*", re.IGNORECASE)


def parse_number(words: str) -> tuple[int, int]:
    """Return the lowest and highest number the words can mean.

    >>> parse_number("two to three"), parse_number("a few"), parse_number("twenty-one")
    ((2, 3), (2, 5), (21, 21))
    """
    words = " ".join(words.lower().split())
    if words in _VAGUE:
        return _VAGUE[words]
    value = _value(words)
    if value is not None:
        return value, value
    low, high = _RANGE.split(words, maxsplit=1)
    return parse_number(low)[0], parse_number(high)[1]


def _value(words: str) -> int | None:
    if words.isdigit():
        return int(words)
    if words in ("a", "an"):
        return 1
    if words in WORDS:
        return WORDS[words]
    tens, _, ones = words.replace("-", " ").partition(" ")
    if tens in _TENS and ones in WORDS:
        return _TENS[tens] + WORDS[ones]
    if tens in ("a", "an") and ones in ("hundred", "dozen"):
        return WORDS[ones]
    return None


def parse_unit(word: str) -> str:
    """Return a unit in the singular; nights count as days."""
    unit = word.lower().removesuffix("s")
    return "day" if unit == "night" else unit
