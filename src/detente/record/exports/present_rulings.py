"""Rulings as they are given away: about what is read now, in a chain of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from detente.record.ruling.carrying import carried
from detente.record.ruling.chain import chained
from detente.record.ruling.changes import change_of, change_text
from detente.record.values import Ruling


def present_rulings(rulings: Sequence[Ruling], followed: Mapping[str, str]) -> tuple[Ruling, ...]:
    """Return rulings about the items, documents and places that came in place of those they were made on.

    A record that is exported holds what was read last. Rulings about what was read before would be about
    nothing in it, and could not be made again where it is imported.

    Parameters
    ----------
    rulings : sequence of Ruling
        All of them, in the order they were made.
    followed : mapping of str to str
        New ids of what rulings know by an older one (``Store.successors``).

    Returns
    -------
    tuple of Ruling
        As given when nothing was followed; else chained anew, since their ids hash what they are about.
    """
    now = carried(rulings, followed)
    if now == tuple(rulings):
        return now
    made: list[Ruling] = []
    ids: dict[str, str] = {}
    for ruling in now:
        if ruling.kind == "undo":
            undone = str(change_of(ruling).get("ruling"))
            ruling = replace(ruling, change=change_text({"ruling": ids.get(undone, undone)}))
        made.append(chained(ruling, made[-1].id if made else ""))
        ids[ruling.id] = made[-1].id
    return tuple(made)
