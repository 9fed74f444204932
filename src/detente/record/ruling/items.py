"""An item as ruled: left out when rejected, its fields corrected in the order of the rulings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from detente.record.ruling.changes import change_of
from detente.record.ruling.corrections import corrected, unfit
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

    Raises
    ------
    RecordError
        If the change of a ruling is no JSON object.

    Notes
    -----
    A correction that does not fit the item any more (its clause was taken out by an earlier one, its
    words are those of an earlier version of the document) changes nothing; ``ruled.rule_on`` lists it.
    """
    own = [ruling for ruling in rulings if ruling.record == item.id]  # an undo is about what it undoes
    standing = standings(own).get(item.id)
    if standing is None:
        return item
    if standing.status == "rejected":
        return None
    in_order = {ruling.id: ruling for ruling in own}
    for identifier in standing.rulings:
        ruling = in_order[identifier]
        if ruling.kind == "correct" and not unfit(item, change_of(ruling)):
            item = corrected(item, change_of(ruling), because=ruling.because)
    return item
