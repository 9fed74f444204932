"""An item as ruled: left out when rejected, its fields corrected in the order of the rulings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from detente.errors import RecordError
from detente.record.ruling.changes import change_of
from detente.record.ruling.corrections import check_correction, corrected, unfit
from detente.record.ruling.standing import standings
from detente.record.values import Item, Relation, Ruling

Ruled = TypeVar("Ruled", bound=Item | Relation)


def ruled_item(item: Ruled, rulings: Sequence[Ruling]) -> Ruled | None:
    """Return an item as it reads after the rulings on it; None when it is rejected.

    Its id stays whatever is corrected: the id names what was read, by its words and their place, and the
    correction is another reading of the same words. So ``identified`` may give a corrected item another
    id (an event's ``act`` is hashed), and must not be applied to one.

    Parameters
    ----------
    item : Statement, Event, Proposal, Response, Claim, Inconsistency or Relation
        As it was read.
    rulings : sequence of Ruling
        In the order they were made; those on other things and those undone are left out here.

    Returns
    -------
    Item, Relation or None

    Notes
    -----
    A correction that does not fit the item any more (its clause was taken out by an earlier one, its
    words are those of an earlier version of the document) changes nothing; ``ruled.rule_on`` lists it.
    """
    return fold_item(item, rulings)[0]


def fold_item(item: Ruled, rulings: Sequence[Ruling]) -> tuple[Ruled | None, tuple[Ruling, ...]]:
    """Return an item as ruled, None when rejected, and the corrections that do not fit it any more."""
    own = {ruling.id: ruling for ruling in rulings if ruling.record == item.id}
    # An undo is about what the undone ruling is about, so it is among them.
    standing = standings(tuple(own.values())).get(item.id)
    unfitting: list[Ruling] = []
    for ruling in (own[identifier] for identifier in (standing.rulings if standing else ())):
        if ruling.kind != "correct":
            continue
        try:
            check_correction(item, change_of(ruling))
        except RecordError:
            unfitting.append(ruling)
            continue
        if unfit(item, change_of(ruling)):
            unfitting.append(ruling)
        else:
            item = corrected(item, change_of(ruling), because=ruling.because)
    is_rejected = standing is not None and standing.status == "rejected"
    return None if is_rejected else item, tuple(unfitting)
