"""The tables of an actor file read key by key, each error with its line."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import Any, TypeVar

from detente.errors import ActorFileError

MAX_NAME = 200
"""Longest name in code points, as for a name in a report."""
_MAX_DOTS_SQUARED = 5_000_000
_SHOWN = 60
_HEADER = re.compile(r"\s*\[\[\s*(actor|actor\s*\.\s*office)\s*\]\]\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*["']?([A-Za-z_][\w-]*)["']?\s*=""")
_TURNING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of writing: a name shown with them may look like another."""

Position = tuple[int, int | None, str | None]
"""Number of an actor, of an office in it, and a key; numbers from 0."""
Choice = TypeVar("Choice", bound=str)


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of the file: its values, where it stands, and what messages call it."""

    values: Mapping[str, Any]
    file: str
    lines: Mapping[Position, int]
    actor: int
    office: int | None = None
    title: str = "[[actor]]"
    asked: dict[str, None] = field(default_factory=dict)

    def called(self, title: str) -> Entry:
        """Return the entry under the name that messages give it from now on."""
        return replace(self, title=title)

    def line(self, key: str | None = None) -> int | None:
        """Return the line of a key, else of the table; None where it is written inline."""
        own = self.lines.get((self.actor, self.office, key))
        return own if own is not None else self.lines.get((self.actor, self.office, None))

    def has(self, key: str) -> bool:
        """Whether the table has a key."""
        self.asked[key] = None
        return key in self.values

    def name(self, key: str) -> str:
        """Return a name that must be there: words of a report, without a sign that nobody can see."""
        if not self.has(key):
            raise self.error(f"lacks {key!r}", "add it")
        return self._words(key, self.values[key])

    def names(self, key: str) -> tuple[str, ...]:
        """Return a list of names without repeats, empty when the key is absent."""
        value = self.values[key] if self.has(key) else []
        if not isinstance(value, list):
            raise self._kind(key, value, f"a list of names: {key} = [...]")
        return tuple(dict.fromkeys(self._words(key, item) for item in value))

    def choice(self, key: str, allowed: Sequence[Choice]) -> Choice:
        """Return one of a few words."""
        value = self.name(key)
        if value in allowed:
            return next(word for word in allowed if word == value)
        raise self.error(f"has the {key} {_show(value)}", f"it is one of {', '.join(allowed)}", key)

    def day(self, key: str) -> date | None:
        """Return a day, None when the key is absent."""
        value = self.values[key] if self.has(key) else None
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value)
            except ValueError as error:
                raise self._kind(key, value, "a day like 2025-04-24") from error
        if value is not None and (isinstance(value, datetime) or not isinstance(value, date)):
            raise self._kind(key, value, "a day like 2025-04-24")
        return value

    def tables(self, key: str) -> Iterator[Entry]:
        """Yield the tables ``[[actor.key]]``."""
        value = self.values[key] if self.has(key) else []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self._kind(key, value, f"tables, each under [[actor.{key}]]")
        for number, item in enumerate(value):
            yield Entry(item, self.file, self.lines, self.actor, number)

    def finish(self) -> None:
        """Refuse the first key that nobody asked for."""
        for key in self.values:
            if key not in self.asked:
                raise self.error(f"has the unknown key {_show(key)}", near(key, list(self.asked)), key)

    def error(self, what: str, step: str, key: str | None = None) -> ActorFileError:
        """Return an error that says what is wrong, where, and what to do."""
        line = self.line(key)
        place = f"line {line}" if line is not None else f"[[actor]] number {self.actor + 1}"
        return ActorFileError(f"{self.title} {what} ({self.file}, {place}): {step}")

    def _kind(self, key: str, value: object, wanted: str) -> ActorFileError:
        return self.error(f"has {key} = {_show(value)}", f"it must be {wanted}", key)

    def _words(self, key: str, value: object) -> str:
        if not isinstance(value, str):
            raise self._kind(key, value, "text in quotation marks")
        words = " ".join(unicodedata.normalize("NFC", value).split())
        if not any(sign.isalnum() for sign in words):
            raise self.error(f"has {_a(key)} without letters, {_show(value)}", "write it or remove it", key)
        if len(words) > MAX_NAME:
            step = f"shorten it to {MAX_NAME}"
            raise self.error(f"has {_a(key)} of {len(words):,} characters", step, key)
        bad = next((sign for sign in value if unicodedata.category(sign) in ("Cc", "Cs", "Co", "Cn")), None)
        bad = bad or next((sign for sign in value if sign in _TURNING), None)
        if bad is not None:
            what = f"has {_a(key)} with the sign U+{ord(bad):04X}, which cannot be seen"
            raise self.error(what, "remove it", key)
        return words


def entries(text: str, file: str) -> Iterator[Entry]:
    """Yield the ``[[actor]]`` tables of a file, in its order.

    Raises
    ------
    ActorFileError
        If it is not TOML, has other tables or keys at its top, or no actor.
    """
    values = _parse(text, file)
    for key in values:
        if key != "actor":
            raise ActorFileError(
                f"actor file '{file}' has {_show(key)} at its top: it holds tables [[actor]] and nothing else"
            )
    actors = values.get("actor", [])
    if not isinstance(actors, list) or not all(isinstance(item, dict) for item in actors):
        raise ActorFileError(f"actor file '{file}' has one table 'actor': write [[actor]] before each actor")
    if not actors:
        raise ActorFileError(f"actor file '{file}' names nobody: write a table [[actor]] for each actor")
    lines = _find_lines(text)
    for number, item in enumerate(actors):
        yield Entry(item, file, lines, number)


def near(word: str, known: Sequence[str]) -> str:
    """Return a hint at the nearest of the words that are known, and all of them.

    Examples
    --------
    >>> near("alias", ["name", "kind", "aliases"])
    "did you mean 'aliases'? There are name, kind, aliases"
    """
    found = get_close_matches(word, known, n=1)
    hint = f"did you mean {found[0]!r}? There are " if found else "there are "
    return hint + ", ".join(known)


def _parse(text: str, file: str) -> dict[str, Any]:
    """Parse TOML, refusing early what would keep the parser busy for minutes."""
    # keys of many dotted parts cost the parser the square of their number
    if sum(line.count(".") ** 2 for line in text.split("\n")) > _MAX_DOTS_SQUARED:
        raise ActorFileError(f"actor file '{file}' has lines of very many dots: is it an actor file at all?")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ActorFileError(f"actor file '{file}' is not valid TOML: {error}; correct it there") from error
    except RecursionError as error:
        raise ActorFileError(f"actor file '{file}' nests brackets too deep: it holds plain tables") from error
    except ValueError as error:  # a whole number of thousands of digits is refused by Python itself
        raise ActorFileError(f"actor file '{file}' has a value that cannot be read ({error})") from error


def _find_lines(text: str) -> dict[Position, int]:
    """Find the line of every table and key, which the TOML parser does not tell.

    A key inside a text of several lines may be taken for one; only a message would be off by lines.
    """
    lines: dict[Position, int] = {}
    actor, office = -1, None
    n_offices = 0
    for number, line in enumerate(text.split("\n"), start=1):
        header = _HEADER.match(line)
        if header is not None and header.group(1) == "actor":
            actor, office, n_offices = actor + 1, None, 0
        elif header is not None:
            office, n_offices = n_offices, n_offices + 1
        key = None if header is not None else _KEY.match(line)
        if header is not None or key is not None:
            lines.setdefault((actor, office, key.group(1) if key else None), number)
    return lines


def _a(key: str) -> str:
    """Return what one of a key's names is called, with its article."""
    return {"aliases": "an alias", "demonyms": "a demonym", "capitals": "a capital"}.get(key, f"a {key}")


def _show(value: object) -> str:
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > 200:
        return "a very long number"
    if isinstance(value, date | time):
        return value.isoformat()
    text = ascii(value) if isinstance(value, str) and not value.isprintable() else repr(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "..."
