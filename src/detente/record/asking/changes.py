"""What is new in a record since an earlier time: two of its moments compared, said plainly.

The store answers the same from its tables, without loading the record; this is what its answers are held
against. Nothing is judged: a position moved, a contradiction is new, when the record tells so now and did
not then, whether through a report, a new reading or a ruling.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from detente.documents.document import Document
from detente.record.asking.contradictions import Contradiction, contradictions
from detente.record.asking.moments import Moment, Parties
from detente.record.asking.positions import Move, Position, positions
from detente.record.asking.promises import Promise, promises
from detente.record.asking.told_fields import FieldChange, field_changes
from detente.record.values import Item, Proposal, Ruling

Reason = Literal["rejected", "replaced", "read otherwise"]
"""Why an item is not in the record any more: ruled so, its document replaced, or not read any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """An item as it was, and why it is not in the record any more."""

    item: Item
    why: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """An item before and after, with the fields that differ; read anew, it may have another id and place."""

    before: Item
    after: Item
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A change of direction of a party on an issue, or on a proposal (then ``about`` is its id)."""

    party: str
    kind: Literal["issue", "proposal"]
    about: str
    move: Move


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is new in a record.

    Attributes
    ----------
    day : datetime.date or None
        The day of the earlier time; None for the beginning.
    as_of : datetime.date
        The day up to which claims are looked at.
    documents, gone : tuple of Document
        New ones, and those that a later version replaced. Without their texts.
    new : tuple of Item
        In text order, without those that came in place of an earlier item of the same words. A proposal is
        without its mentions.
    withdrawn : tuple of Withdrawn
        In the text order of then.
    changed : tuple of Changed
        In text order.
    moved : tuple of Moved
        By day of the move, then in text order.
    contradictions : tuple of Contradiction
        In text order.
    overdue : tuple of Promise
        Claims that are overdue and were not: their last day passed since, they were reported or corrected
        since, or their outcome does not count any more. In text order.
    rulings : tuple of Ruling
        In the order they were made.
    names : mapping of str to str
        Names of the actors and proposals by the ids met in all this.
    told : mapping of str to Document
        The documents that anything here stands in, by id. Without their texts.
    """

    day: date | None
    as_of: date
    documents: tuple[Document, ...] = ()
    gone: tuple[Document, ...] = ()
    new: tuple[Item, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
    changed: tuple[Changed, ...] = ()
    moved: tuple[Moved, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    overdue: tuple[Promise, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    told: Mapping[str, Document] = field(default_factory=dict)


def changes(before: Moment, after: Moment, *, day: date | None, as_of: date) -> Changes:
    """Return what is new in a record.

    Parameters
    ----------
    before, after : Moment
        The record then and now; ``Moment()`` for a record in which nothing was yet.
    day : datetime.date or None
        The day of ``before``, for which it is asked what was overdue then; None for nothing.
    as_of : datetime.date
        The day of ``after``.
    """
    then = {one.id: one for one in before.items.documents}
    now = {one.id: one for one in after.items.documents}
    made = {ruling.id for ruling in before.rulings}
    new, withdrawn, changed = compared(before, after)
    found = Changes(
        day=day,
        as_of=as_of,
        documents=tuple(_bare(one) for one in now.values() if one.id not in then),
        gone=tuple(_bare(one) for one in then.values() if one.id not in now),
        new=new,
        withdrawn=withdrawn,
        changed=changed,
        moved=tuple(_moved(before, after)),
        contradictions=tuple(_contradictions(before, after)),
        overdue=tuple(_overdue(before, after, day, as_of)),
        rulings=tuple(ruling for ruling in after.rulings if ruling.id not in made),
    )
    return with_names(found, before, after)


def compared(
    before: Moment, after: Moment
) -> tuple[tuple[Item, ...], tuple[Withdrawn, ...], tuple[Changed, ...]]:
    """Return which items are new, which are there no more, and which stand otherwise."""
    then = {item.id: item for item in before.items.items()}
    now = {item.id: item for item in after.items.items()}
    successor = {item: after.now(item) for item in then if item not in now}
    came = {new: old for old, new in reversed(successor.items()) if new in now and new not in then}
    changed = []
    for item in now.values():
        earlier = then.get(came.get(item.id, item.id))
        fields = field_changes(earlier, item, after.now) if earlier is not None else ()
        if earlier is not None and fields:
            changed.append(Changed(before=_own(earlier), after=_own(item), fields=fields))
    new = tuple(_own(item) for item in now.values() if item.id not in then and item.id not in came)
    kept = {*now, *came.values()}
    left = {one.id for one in after.items.documents}
    withdrawn = tuple(
        Withdrawn(item=_own(item), why=_why(item, after, left))
        for item in then.values()
        if item.id not in kept
    )
    return new, withdrawn, tuple(changed)


def with_names(found: Changes, before: Moment, after: Moment) -> Changes:
    """Return changes with the names and documents that are met in them."""
    actors = {actor.id: actor.name for one in (before, after) for actor in one.items.actors}
    actors |= {actor.id: actor.name for actor in after.ruled.record.actors}
    offered = {one.id: one.name for when in (before, after) for one in when.items.proposals}
    parties = Parties(after.ruled)
    known = actors | offered
    names = {one: known.get(parties.one(one), known[one]) for one in known.keys() & set(_ids(found))}
    documents = {one.id: one for when in (before, after) for one in when.items.documents}
    told = {one: _bare(documents[one]) for one in dict.fromkeys(_homes(found))}
    return replace(found, names=dict(sorted(names.items())), told=told)


def _bare(document: Document) -> Document:
    return replace(document, text="")


def _own(item: Item) -> Item:
    """Return an item without what other documents say of it."""
    return replace(item, mentions=()) if isinstance(item, Proposal) else item


def _why(item: Item, after: Moment, documents: set[str]) -> Reason:
    standing = after.ruled.standings.get(after.now(item.id))
    if standing is not None and standing.status == "rejected":
        return "rejected"
    return "read otherwise" if item.passage.document in documents else "replaced"


def _moved(before: Moment, after: Moment) -> Iterator[Moved]:
    parties = Parties(after.ruled)
    known = set()
    for position in positions(before.ruled.record, sources=before.sources):
        party, about = parties.party(position.party), position.about
        key = (party, position.kind, about if position.kind == "issue" else parties.one(after.now(about)))
        known |= {(*key, *_turn(move)) for move in position.moves}
    found = [
        Moved(party=position.party, kind=position.kind, about=position.about, move=move)
        for position in positions(after.ruled.record, sources=after.sources)
        for move in position.moves
        if (*_subject(position), *_turn(move)) not in known
    ]
    rank = {item.id: place for place, item in enumerate(after.ruled.record.items())}
    yield from sorted(found, key=lambda one: (one.move.on, rank[one.move.after.item]))


def _subject(position: Position) -> tuple[str, str, str]:
    return position.party, position.kind, position.about


def _turn(move: Move) -> tuple[object, ...]:
    """Return what makes two moves one: its days and directions, whoever else tells of it."""
    return move.before.on, move.on, move.before.direction, move.after.direction


def _contradictions(before: Moment, after: Moment) -> Iterator[Contradiction]:
    known = {
        (one.kind, frozenset(map(after.now, one.items)))
        for one in contradictions(before.ruled.record, before.ruled.links, sources=before.sources)
    }
    for one in contradictions(after.ruled.record, after.ruled.links, sources=after.sources):
        if (one.kind, frozenset(one.items)) not in known:
            yield one


def _overdue(before: Moment, after: Moment, day: date | None, as_of: date) -> Iterator[Promise]:
    then = _overdue_on(before, day) if day is not None else ()
    known = {after.now(claim) for one in then for claim in (one.claim, *one.copies)}
    for one in _overdue_on(after, as_of):
        if known.isdisjoint((one.claim, *one.copies)):
            yield one


def _overdue_on(when: Moment, day: date) -> tuple[Promise, ...]:
    ruled = when.ruled
    ledger = promises(ruled.record, ruled.standings, day, links=ruled.links)
    return tuple(one for one in ledger.promises if one.state == "overdue")


def _ids(found: Changes) -> Iterator[str]:
    """Yield the ids of actors and proposals that are met in changes, with other ids."""
    items = [*found.new, *(one.item for one in found.withdrawn)]
    items += [item for one in found.changed for item in (one.before, one.after)]
    for item in items:
        for name in ("speaker", "actor", "recipient", "sponsor", "by", "alleged_by"):
            mention = getattr(item, name, None)
            if mention is not None and mention.actor is not None:
                yield mention.actor
        yield from (one for one in (getattr(item, "proposal", None), getattr(item, "about", None)) if one)
    for moved in found.moved:
        yield from (moved.party, moved.about, moved.move.before.by, moved.move.after.by)
    yield from (one.about for one in found.contradictions if one.about is not None)
    yield from (one.by for one in found.overdue if one.by is not None)
    yield from (ruling.record for ruling in found.rulings)


def _homes(found: Changes) -> Iterator[str]:
    """Yield the ids of the documents that anything in changes stands in."""
    yield from (one.id for one in (*found.documents, *found.gone))
    yield from (item.passage.document for item in found.new)
    yield from (one.item.passage.document for one in found.withdrawn)
    for one in found.changed:
        yield from (one.before.passage.document, one.after.passage.document)
    for moved in found.moved:
        yield from (moved.move.before.passage.document, moved.move.after.passage.document)
    for pair in found.contradictions:
        yield from (pair.first.document, pair.second.document)
    yield from (one.passage.document for one in found.overdue)
