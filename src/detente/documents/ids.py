"""Ids that hash content, encoded so that fields cannot run together."""

from __future__ import annotations

import hashlib


def hash_id(kind: str, *fields: str | int | None) -> str:
    """Return ``kind:`` and 16 hex digits over the fields.

    Each field is written with its type and its length before it, so ``("ab", "c")`` and
    ``("a", "bc")`` differ, and so do ``None`` and ``""``.

    >>> hash_id("statement", "ab", "c") == hash_id("statement", "a", "bc")
    False
    """
    digest = hashlib.sha256()
    for field in fields:
        if field is None:
            digest.update(b"n;")
            continue
        data = str(field).encode("utf-8", "surrogatepass")
        digest.update(f"{'i' if isinstance(field, int) else 's'}{len(data)}:".encode())
        digest.update(data)
    return f"{kind}:{digest.hexdigest()[:16]}"
