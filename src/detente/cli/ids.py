"""Ids, where a person may give a name instead: a source goes by it, for all else the ids are told."""

from __future__ import annotations

import shlex
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from detente.errors import RecordError

if TYPE_CHECKING:
    from detente.record.store import Store

_JOINING = ("into", "from")
"""Keys of a change under which a merge or split has the id of somebody else."""


def id_of(store: Store, named: str) -> str:
    """Return the id of the source of a name; what is an id, or no source's name, as it is."""
    from detente.record.ruling.things import source_id

    if store.known([named]):
        return named
    return next((source_id(one) for one in store.documents() if one.source == named), named)


def check_no_names(store: Store, kind: str, record: str, change: str) -> None:
    """Raise if a ruling has the name of an actor where an id belongs, and say how it is given.

    Parameters
    ----------
    store : Store
    kind, record, change : str
        Of the ruling, as they were given.

    Raises
    ------
    RecordError
        With the command that has the ids; where a name fits nobody or several, saying so.
    """
    changed = _change(change)
    told = {key: changed[key] for key in _id_keys(store, kind, record) if isinstance(changed.get(key), str)}
    asked = [one for one in (record, *told.values()) if ":" not in one] if kind != "grade" else []
    given = [one for one in dict.fromkeys(asked) if not store.known([one])]
    if not given:
        return
    names = store.names()
    ids = {one: names.ids(one)[0] for one in given}
    found = " and ".join(f"{one!r} is a name, that of '{identifier}'" for one, identifier in ids.items())
    changed |= {key: ids.get(one, one) for key, one in told.items()}
    raise RecordError(f"{found}; a ruling is on ids: `{_command(kind, ids.get(record, record), changed)}`")


def _change(change: str) -> dict[str, Any]:
    """Return a change that was given; nothing where it is none."""
    import json

    try:
        held = json.loads(change) if change else {}
    except ValueError:  # what is wrong with it is said where it is checked
        return {}
    return held if isinstance(held, dict) else {}


def _id_keys(store: Store, kind: str, record: str) -> Collection[str]:
    """Return the keys under which a change of this kind has the id of an actor."""
    from detente.record.ruling.correctable import CORRECTABLE

    if kind != "correct":
        return _JOINING
    fields = CORRECTABLE.get(type(store.item(record)), {})
    return [name for name, field in fields.items() if field.kind in ("actor", "mention")]


def _command(kind: str, record: str, change: dict[str, Any]) -> str:
    import json

    given = ["--change", json.dumps(change, ensure_ascii=False)] if change else []
    return f"{shlex.join(['detente', 'rule', kind, record, *given, '--because'])} ..."
