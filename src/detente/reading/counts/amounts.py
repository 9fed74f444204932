"""Numbers of people as reports write them: exact, bounded, rounded, or only of some order."""

from __future__ import annotations

import re
from typing import NamedTuple

_ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000}
# Words of an order of size only: the least number they can honestly mean.
_ORDERS = {
    "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "tens of thousands": 20_000,
    "hundreds of thousands": 200_000, "millions": 2_000_000, "several": 3, "a few": 3, "few": 3,
    "a handful of": 3, "a handful": 3, "many": 2, "numerous": 3, "multiple": 2,
}  # fmt: skip
_EXACT = {
    "a": 1, "an": 1, "no": 0, "zero": 0, "both": 2, "a couple of": 2, "a couple": 2, "half a dozen": 6,
    "half a million": 500_000, "no one": 0, "nobody": 0, "none": 0, "not a single": 0,
}  # fmt: skip

_MORE = r"over|more\s+than|upwards\s+of|well\s+over|in\s+excess\s+of|better\s+than"
_LEAST = r"at\s+least|no\s+fewer\s+than|no\s+less\s+than|not\s+less\s+than|a\s+minimum\s+of"
_MOST = r"as\s+many\s+as|up\s+to|at\s+most|no\s+more\s+than|not\s+more\s+than|a\s+maximum\s+of"
_LESS = r"fewer\s+than|less\s+than|under"
_NEARLY = r"nearly|almost|close\s+to|just\s+under"
_ABOUT = r"about|around|some|roughly|approximately|an\s+estimated|estimated|circa"
_PLAIN = (
    r"another|a\s+further|an\s+additional|additional|a\s+total\s+of|only|just|exactly|precisely|all|the|these|"
    r"those"
)
_QUALIFIERS = {
    "more": _MORE, "least": _LEAST, "most": _MOST, "less": _LESS, "nearly": _NEARLY, "about": _ABOUT,
    "plain": _PLAIN,
}  # fmt: skip
QUALIFIER = "|".join(_QUALIFIERS.values())

_WORD = rf"(?:(?:{'|'.join((*_TENS, *_ONES, *_SCALES))})\b)"
# Thousands are parted by a comma or a space that does not break; the bounds keep long digits cheap.
_DIGITS = r"\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3}){1,4}(?![,\d]\d)|\d{1,12}(?:\.\d{1,6})?"
_PLAIN_NUMBER = (
    rf"(?:(?:{_DIGITS})(?:\s+(?:{'|'.join(_SCALES)})\b)?|(?:(?:half\s+)?an?\s+)?"
    rf"{_WORD}(?:[-\s]{_WORD}|(?<=hundred)\s+and\s+{_WORD}|(?<=thousand)\s+and\s+{_WORD}){{0,4}})"
)
_ORDER = (
    r"(?:tens|hundreds)\s+of\s+thousands|dozens|scores|hundreds|thousands|millions|several|a\s+few|few|"
    r"a\s+handful(?:\s+of)?|a\s+couple(?:\s+of)?|many|numerous|multiple|both"
)
# These stand in other patterns many times: what is short compiles fast.
NUMBER = (
    rf"(?:{_ORDER}|between\s+{_PLAIN_NUMBER}\s+and\s+{_PLAIN_NUMBER}|"
    rf"{_PLAIN_NUMBER}(?:\s*(?:to|or|-|–)\s*{_PLAIN_NUMBER})?)"
)
AMOUNT = rf"(?:(?:{QUALIFIER})\s+){{0,2}}{NUMBER}"
"""A number with what qualifies it; without "a" and "no", which need a word for people after them."""

_QUALIFIED = {name: re.compile(rf"(?:{words})\s+", re.IGNORECASE) for name, words in _QUALIFIERS.items()}
_THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u2009\u202f](?=\d{3}(?!\d))")
_BETWEEN = re.compile(r"between\s+(.+?)\s+and\s+(.+)", re.IGNORECASE)
_TO = re.compile(r"(.+?)\s*(?:\bto\b|\bor\b|(?<=\d)[-–](?=\d))\s*(.+)", re.IGNORECASE)


class Amount(NamedTuple):
    """Least, best and greatest number; None where the words state none."""

    low: int | None
    best: int | None
    high: int | None

    def __add__(self, other: Amount) -> Amount:  # type: ignore[override]
        """Add people to people; a bound that one side does not state is not stated for both."""
        sums = (None if a is None or b is None else a + b for a, b in zip(self, other, strict=True))
        low, best, high = sums
        # Whatever else is unknown, at least the stated least of either side are there.
        if low is None:
            low = max((value for value in (self.low, other.low) if value is not None), default=None)
        return Amount(low, best, high)


def parse_amount(words: str) -> Amount:
    """Return what a number phrase says of the number itself.

    Raises
    ------
    ValueError
        If the words hold no number; the patterns of this package never pass such words.

    Examples
    --------
    >>> parse_amount("over a dozen"), parse_amount("up to 30")
    (Amount(low=13, best=None, high=None), Amount(low=None, best=None, high=30))
    """
    rest = " ".join(_THOUSANDS.sub("", words.lower()).split())
    kind = "plain"
    for _ in range(2):
        for name, pattern in _QUALIFIED.items():
            match = pattern.match(rest)
            if match and rest[match.end() :]:
                kind = name if name != "plain" else kind
                rest = rest[match.end() :]
                break
    if rest in _ORDERS:
        return Amount(_ORDERS[rest], None, None)
    for pattern in (_BETWEEN, _TO):
        match = pattern.fullmatch(rest)
        if match and _is_number(match[1]) and _is_number(match[2]):
            return Amount(_value(match[1]), None, _value(match[2]))
    return _bounded(kind, _value(rest))


def _bounded(kind: str, value: int) -> Amount:
    return {
        "more": Amount(value + 1, None, None),
        "least": Amount(value, None, None),
        "most": Amount(None, None, value),
        "less": Amount(None, None, value - 1),
        "nearly": Amount(None, value, value),
        "about": Amount(None, value, None),
        "plain": Amount(value, value, value),
    }[kind]


def _is_number(words: str) -> bool:
    try:
        _value(words)
    except ValueError:
        return False
    return True


def _value(words: str) -> int:
    if words in _EXACT:
        return _EXACT[words]
    total, current = 0.0, 0.0
    for word in words.replace("-", " ").split():
        if word in _SCALES:
            scaled = max(current, 1) * _SCALES[word]
            total, current = (total + scaled, 0.0) if word != "hundred" else (total, scaled)
        elif word in _ONES or word in _TENS:
            current += _ONES.get(word, 0) + _TENS.get(word, 0)
        elif re.fullmatch(r"\d+(?:\.\d+)?", word):
            current += float(word)
        elif word not in ("and", "a", "an"):
            raise ValueError(f"{word!r} in {words!r} is no number: pass words that AMOUNT matches")
    return round(total + current)
