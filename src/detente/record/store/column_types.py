"""The types of columns that the two databases must hold alike: any text, numbers, shares."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import DOUBLE_PRECISION, REAL, BigInteger, Integer, Text, cast
from sqlalchemy.types import TypeEngine, UserDefinedType

ESCAPE = "\x10"
"""Begins an escape in the texts of a server, which can hold neither NULs nor lone surrogates."""

_UNHELD = re.compile("[\x00\x10\ud800-\udfff]")
_ESCAPED = re.compile("\x10([0-9a-f]{4})")

Number = BigInteger().with_variant(Integer, "sqlite")
Share: TypeEngine[float] = REAL().with_variant(DOUBLE_PRECISION, "postgresql")


class Words(UserDefinedType[str]):
    """Text as it is, NULs and lone surrogates included, in a TEXT column.

    SQLite holds them, but Python's own binding refuses a lone surrogate, so bytes are bound and cast. A
    PostgreSQL server holds neither, so they are escaped there.
    """

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """Return the column's type in SQL."""
        return "TEXT"

    def bind_processor(self, dialect: Any) -> Any:
        """Return what turns a string into what is bound."""
        if dialect.name == "postgresql":
            return lambda value: None if value is None else escaped(value)
        return lambda value: None if value is None else value.encode("utf-8", "surrogatepass")

    def bind_expression(self, bindvalue: Any) -> Any:
        """Cast the bytes back to text inside the database."""
        return cast(bindvalue, Text)

    def result_processor(self, dialect: Any, coltype: object) -> Any:
        """Return what turns what the database gives into the string."""
        if dialect.name == "postgresql":
            return lambda value: None if value is None else unescaped(value)
        return None


def escaped(text: str) -> str:
    r"""Return a text that a server can hold; no two texts give the same one.

    >>> escaped("a\x00b")
    'a\x100000b'
    """
    return _UNHELD.sub(lambda found: f"{ESCAPE}{ord(found[0]):04x}", text)


def unescaped(text: str) -> str:
    """Return the text that ``escaped`` was given."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if ESCAPE in text else text
