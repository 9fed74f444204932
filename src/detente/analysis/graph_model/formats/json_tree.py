"""JSON read value by value: each is taken with its kind, and an error says where it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente.case.expressions import near_misses
from detente.errors import ModelError

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a JSON text.

    Attributes
    ----------
    value : object
        As the JSON parser gives it.
    path : str
        Where it stands: ``options[2].name``; empty for the whole.
    place : str
        What the text is called, such as a file name.
    """

    value: object
    path: str
    place: str

    def __getitem__(self, key: str | int) -> Node:
        """Return a value of a table, which must have it, or an item of a list."""
        if isinstance(key, int):
            return Node(self.list_()[key], f"{self.path}[{key}]", self.place)
        found = self.find(key)
        if found is None:
            raise self.error(f"lacks {key!r}: add it")
        return found

    def find(self, key: str) -> Node | None:
        """Return a value of a table, or None when it is absent or null."""
        value = self.table().get(key)
        path = f"{self.path}.{key}" if self.path else key
        return None if value is None else Node(value, path, self.place)

    def table(self) -> Mapping[str, object]:
        """Return the value as a table."""
        if not isinstance(self.value, dict):
            raise self._kind("an object {...}")
        return self.value

    def list_(self) -> list[object]:
        """Return the value as a list."""
        if not isinstance(self.value, list):
            raise self._kind("a list [...]")
        return self.value

    def items(self) -> Iterator[Node]:
        """Yield the items of a list."""
        for index, value in enumerate(self.list_()):
            yield Node(value, f"{self.path}[{index}]", self.place)

    def text(self) -> str:
        """Return the value as a text; half of a surrogate pair, which no file can hold, is refused."""
        if not isinstance(self.value, str):
            raise self._kind("a text")
        if any("\ud800" <= letter <= "\udfff" for letter in self.value):
            raise self.error(f"has {self.value!r}, which is no Unicode text: write it anew")
        return self.value

    def flag(self) -> bool:
        """Return true or false."""
        if not isinstance(self.value, bool):
            raise self._kind("true or false")
        return self.value

    def integer(self, low: int, high: int) -> int:
        """Return an integer from ``low`` to ``high``."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise self._kind(f"an integer from {low} to {high}")
        if not low <= self.value <= high:
            raise self.error(f"is {_shown(self.value)}: write an integer from {low} to {high}")
        return self.value

    def integers(self, low: int, high: int) -> list[int]:
        """Return the items of a list, each an integer from ``low`` to ``high``."""
        values = self.list_()
        # A list of a million states is checked in one go; only where that fails is the place looked for.
        if all(type(value) is int and low <= value <= high for value in values):
            return values  # type: ignore[return-value]  # as just checked
        return [item.integer(low, high) for item in self.items()]

    def choice(self, allowed: tuple[str, ...]) -> str:
        """Return one of some words."""
        word = self.text()
        if word not in allowed:
            raise self.error(f"is {_shown(word)}: {near_misses(word, allowed)}")
        return word

    def unknown(self, known: set[str]) -> list[str]:
        """Return where the keys of a table that are not known stand."""
        return [f"{self.path}.{key}" if self.path else key for key in self.table() if key not in known]

    def error(self, what: str) -> ModelError:
        """Return an error that says where it arose."""
        return ModelError(f"{self.place}, {self.path}: {what}" if self.path else f"{self.place} {what}")

    def _kind(self, wanted: str) -> ModelError:
        return self.error(f"is {_shown(self.value)}: write {wanted}")


def read_tree(text: str, place: str) -> Node:
    """Return the whole of a JSON text.

    Raises
    ------
    ModelError
        If it is no JSON: malformed, a name twice in one object, NaN or infinity, nested too deep.
    """
    try:
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise ModelError(
            f"{place}, line {error.lineno}, column {error.colno}: not JSON: {error.msg}; correct it there"
        ) from error
    except ValueError as error:  # from the hooks, and from integers of thousands of digits
        is_long = "int_max_str_digits" in str(error)
        what = "a number has thousands of digits; write a shorter one" if is_long else str(error)
        raise ModelError(f"{place}: not a model: {what}") from error
    except RecursionError as error:
        raise ModelError(f"{place}: nested too deep to be a model; simplify it") from error
    return Node(value, "", place)


def write_tree(document: Mapping[str, object]) -> str:
    """Return a document as JSON, a line for each of its parts.

    So a change of one part is one line of a comparison, however long the lists in it are.
    """
    lines = [
        f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False, allow_nan=False)}"
        for key, value in document.items()
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the name {twice!r} stands twice in one object; remove one")
    return found


def _no_constant(word: str) -> object:
    raise ValueError(f"{word} is no number that JSON knows; write a finite one")


def _shown(value: object) -> str:
    text = repr(value) if isinstance(value, int | float | str) else json.dumps(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."
