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
_HUNDREDS = (
    rf"(?:an?|{'|'.join(_SMALL[:9])})\s+hundred"
    rf"(?:\s+(?:and\s+)?(?:{_WORD}))?"
)
_ONE = rf"(?:{_HUNDREDS}|a\s+couple\s+of|couple\s+of|a\s+few|few|several|a\s+dozen|\d{{1,4}}|{_WORD}|an?)"
NUMBER = rf"(?:{_ONE}(?:\s*(?:to|or|-|–)\s*(?:\d{{1,4}}|{_WORD}))?)"
"""One number, or a range such as "two to three", "10-14" or "one or two"."""

_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
    "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
ORDINAL = rf"(?:(?:twenty|thirty)-(?:{'|'.join(list(_ORDINALS)[:9])})|{'|'.join(reversed(_ORDINALS))})"
"""A rank in words, up to the thirty-first."""

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
    if tens in WORDS | {"a": 1} and ones.startswith("hundred"):
        rest = ones.removeprefix("hundred").removeprefix(" and").strip()
        more = _value(rest) if rest else 0
        return None if more is None else 100 * (WORDS | {"a": 1})[tens] + more
    return None


def parse_ordinal(words: str) -> int:
    """Return the rank that a word or figure gives.

    >>> parse_ordinal("third"), parse_ordinal("twenty-first"), parse_ordinal("15th")
    (3, 21, 15)
    """
    words = words.lower()
    if words[0].isdigit():
        return int(words[:-2])
    tens, _, ones = words.rpartition("-")
    return _TENS.get(tens, 0) + _ORDINALS[ones]


def parse_unit(word: str) -> str:
    """Return a unit in the singular; nights count as days."""
    unit = word.lower().removesuffix("s")
    return "day" if unit == "night" else unit
