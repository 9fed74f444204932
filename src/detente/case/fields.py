"""One TOML table read key by key: each key is taken with its kind, and what is left over is unknown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from detente.case.expressions import near_misses
from detente.case.places import Places
from detente.errors import CaseError

_REQUIRED: Any = object()
_LONGEST_SHOWN = 60


class Fields:
    """The keys of one table, and where it stands.

    Parameters
    ----------
    values : mapping
        As the TOML parser gives them.
    places : Places
        To name the line in a message.
    section : str
        Name of the table, empty for the top of the file.
    number : int or None
        Its place among the tables of that name, from 0.
    """

    def __init__(
        self, values: Mapping[str, Any], places: Places, section: str, number: int | None = None
    ) -> None:
        self.values = values
        self.places = places
        self.section = section
        self.number = number
        self.asked: dict[str, None] = {}

    def take(self, key: str, default: Any = _REQUIRED) -> Any:
        """Return the value of ``key``, or the default; without a default the key must be there."""
        self.asked[key] = None
        if key in self.values:
            return self.values[key]
        if default is _REQUIRED:
            raise self.error(f"lacks {key!r}: add it")
        return default

    def names(self) -> tuple[str, ...]:
        """Return the keys in file order."""
        return tuple(self.values)

    def text(self, key: str, default: Any = _REQUIRED) -> str:
        """Return a text."""
        value = self.take(key, default)
        if not isinstance(value, str):
            raise self._kind(key, "a text in quotation marks", value)
        return value

    def text_or_none(self, key: str) -> str | None:
        """Return a text, None when the key is absent."""
        return self.text(key) if key in self.values else self.take(key, None)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty when the key is absent."""
        value = self.take(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._kind(key, "a list of texts", value)
        return tuple(value)

    def flag(self, key: str, default: Any = _REQUIRED) -> bool:
        """Return true or false."""
        value = self.take(key, default)
        if not isinstance(value, bool):
            raise self._kind(key, "true or false", value)
        return value

    def flag_or_open(self, key: str, default: bool) -> bool | None:
        """Return true or false, None for ``"open"``."""
        value = self.take(key, default)
        if value == "open":
            return None
        if not isinstance(value, bool):
            raise self._kind(key, 'true, false or "open"', value)
        return value

    def whole(self, key: str) -> int | None:
        """Return a whole number, None when the key is absent."""
        value = self.take(key, None)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise self._kind(key, "a whole number", value)
        return value

    def amount(self, key: str) -> float:
        """Return a number that must be stated."""
        value = self.take(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._kind(key, "a number", value)
        try:
            return float(value)
        except OverflowError as error:
            raise self._kind(key, "a number", value) from error

    def weight(self, key: str) -> tuple[float, float] | None:
        """Return an interval, None when the key is absent or ``"open"``."""
        value = self.take(key, "open")
        if value == "open":
            return None
        return self._interval(key, value, 'a number, [low, high] or "open"')

    def probability(self, key: str) -> tuple[float, float]:
        """Return an interval that must be stated."""
        return self._interval(key, self.take(key), "a number or [low, high]")

    def table(self, key: str) -> Fields:
        """Return a table inside this one, empty when the key is absent."""
        value = self.take(key, {})
        if not isinstance(value, Mapping):
            raise self._kind(key, "a table", value)
        if self.section:
            return Fields(value, self.places, self.section, self.number)
        return Fields(value, self.places, key)

    def tables(self, key: str) -> list[Fields]:
        """Return the tables ``[[key]]`` in file order."""
        value = self.take(key, [])
        if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
            raise self._kind(key, f"a list of tables, each under [[{key}]]", value)
        return [Fields(item, self.places, key, number) for number, item in enumerate(value)]

    def finish(self) -> None:
        """Refuse the first key nobody asked for."""
        for key in self.values:
            if key not in self.asked:
                raise self.error(f"has an unknown key {_shown(key)}: {near_misses(key, [*self.asked])}", key)

    def error(self, what: str, key: str | None = None) -> CaseError:
        """Return an error that names this table and its line."""
        thing = f"[[{self.section}]]" if self.number is not None else f"[{self.section}]"
        place = self.places.where(self.section, self.number, key)
        return CaseError(f"{thing if self.section else 'the case'} {what}{place}")

    def _interval(self, key: str, value: Any, wanted: str) -> tuple[float, float]:
        ends = value if isinstance(value, list) else [value, value]
        if len(ends) != 2 or any(isinstance(end, bool) or not isinstance(end, int | float) for end in ends):
            raise self._kind(key, wanted, value)
        try:
            return float(ends[0]), float(ends[1])
        except OverflowError as error:
            raise self._kind(key, wanted, value) from error

    def _kind(self, key: str, wanted: str, value: Any) -> CaseError:
        return self.error(f"has {key!r} = {_shown(value)}, it must be {wanted}", key)


def _shown(value: Any) -> str:
    """Return a value for a message, cut short; nested values only by their kind."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > 200:
        return "a very long number"
    text = repr(value)
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "..."
