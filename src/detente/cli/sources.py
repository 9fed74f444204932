"""Sources called by their names where a command takes an id."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.record.store import Store


def id_of(store: Store, named: str) -> str:
    """Return the id of the source of a name; what is an id, or no source's name, as it is."""
    from detente.record.ruling.things import source_id

    if store.known([named]):
        return named
    return next((source_id(one) for one in store.documents() if one.source == named), named)
