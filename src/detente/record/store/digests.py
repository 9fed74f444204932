"""The digests that chain a record: of each row, and of each addition over its rows and the one before.

A row's digest is BLAKE2b (16 bytes) over a JSON array of the table's name and an object of the columns that
hold something, by name, in the order of the names: so that columns added later leave it as it is. An
addition's is over its header and the digests of its rows, in the order of ``tables.CHAINED`` and of their
numbers. Whoever has the last digest can tell whether anything before it was changed.

References
----------
Aumasson, Neves, Wilcox-O'Hearn and Winnerlein (2013), BLAKE2: simpler, smaller, fast as MD5, section 2.
Schneier and Kelsey (1999), Secure audit logs to support computer forensics, section 3 (the hash chain).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

SIZE = 16
"""Bytes of a digest."""

NO_DIGEST = bytes(SIZE)
"""What the first addition follows."""

LEFT_OUT = frozenset({"digest"})
"""Columns that are not part of a row's digest."""

_encode = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, check_circular=False, separators=(",", ":")
).encode


def digester(table: str, columns: Sequence[str]) -> Callable[[Sequence[Any]], tuple[bytes, bool]]:
    """Return what gives the digest of a row of a table.

    Parameters
    ----------
    table : str
        Its name.
    columns : sequence of str
        Names of what the rows hold, in their order; those in ``LEFT_OUT`` are passed over.

    Returns
    -------
    callable
        From the values of a row to its digest, and whether a text in it holds a lone surrogate.
    """
    order = sorted((name, index) for index, name in enumerate(columns) if name not in LEFT_OUT)

    def digest(row: Sequence[Any]) -> tuple[bytes, bool]:
        held = {name: row[index] for name, index in order if row[index] is not None}
        text = _encode([table, held])
        try:
            return blake2b(text.encode(), digest_size=SIZE).digest(), False
        except UnicodeEncodeError:
            return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=SIZE).digest(), True

    return digest


def addition_digest(header: Mapping[str, Any], rows: Iterable[bytes]) -> bytes:
    """Return the digest of an addition.

    Parameters
    ----------
    header : mapping of str to int, str or bytes
        Its columns: number, kind, seen_at, reader, rows and previous.
    rows : iterable of bytes
        The digests of its rows, in the order of their tables and numbers.
    """
    plain = {
        name: held.hex() if isinstance(held, bytes) else held
        for name, held in sorted(header.items())
        if name not in LEFT_OUT
    }
    digest = blake2b(_encode(["addition", plain]).encode("utf-8", "surrogatepass"), digest_size=SIZE)
    for row in rows:
        digest.update(row)
    return digest.digest()
