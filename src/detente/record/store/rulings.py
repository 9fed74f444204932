"""The chain of rulings as a database keeps it: checked against how many were written."""

from __future__ import annotations

from collections.abc import Sequence

from detente.errors import StoreError
from detente.record.ruling.chain import broken_link
from detente.record.ruling.chain import chained as chained
from detente.record.ruling.chain import check_ruling as check_ruling
from detente.record.values import Ruling


def check_chain(rulings: Sequence[Ruling], path: str, n_written: int) -> None:
    """Raise at the first ruling that was changed, moved, put in or taken out.

    ``n_written`` is how many the database says were ever written: it tells of a last one taken out.

    Raises
    ------
    StoreError
        Naming the ruling by its place and id.
    """
    broken = broken_link(rulings)
    if broken:
        raise StoreError(f"record '{path}': {broken}; restore the file from a copy")
    if len(rulings) != n_written:
        raise StoreError(
            f"record '{path}': {n_written} rulings were written and {len(rulings)} are there: ruling "
            f"{len(rulings) + 1} was taken out; restore the file from a copy"
        )
