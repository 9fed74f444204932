"""A record as ruled: what was rejected left out, corrections in place, actors joined and taken apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Any

from detente.errors import RecordError
from detente.record.fields import REFERENCES
from detente.record.links import Link, LinkKind, Links
from detente.record.links.joining import linked
from detente.record.record import Record
from detente.record.ruling.actors import made_actors, with_ruled_actors
from detente.record.ruling.carrying import carried
from detente.record.ruling.changes import effect_of
from detente.record.ruling.checking import check_form, references
from detente.record.ruling.items import fold_item
from detente.record.ruling.standing import Standing, by_record, in_force, standings
from detente.record.ruling.things import PLACED, Thing, is_a, noun, source_id, things
from detente.record.values import Actor, Item, Relation, Ruling, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """A record as it reads after all rulings.

    Attributes
    ----------
    record : Record
        Without what was rejected, corrections in place, actors and proposals that are one joined.
    standings : mapping of str to Standing
        Of everything ruled on, by its id in the record, the rejected too.
    links : Links
        Those proposed, less those taken apart, and those that were ruled.
    orphaned : tuple of Ruling
        Rulings in force that took no effect: what they are about, or refer to, is not in the record any
        more, or they would join what others keep apart. In order.
    rejected : tuple of Item or Relation
        What was left out, as it was read.
    """

    record: Record
    standings: Mapping[str, Standing] = field(default_factory=dict)
    links: Links = field(default_factory=Links)
    orphaned: tuple[Ruling, ...] = ()
    rejected: tuple[Item | Relation, ...] = ()


def rule_on(
    record: Record,
    rulings: Sequence[Ruling],
    *,
    links: Links | None = None,
    successors: Mapping[str, str] | None = None,
) -> Ruled:
    """Return a record as it reads after the rulings on it.

    Rulings take effect in this order: corrections and rejections of items, corrections and splits of
    actors, then what is one is joined. Within each, in the order they were made.

    Parameters
    ----------
    record : Record
        As it was read, and as ``check`` accepts it.
    rulings : sequence of Ruling
        All, in the order they were made; those undone are left out here.
    links : Links, optional
        Proposed for the record; none when not given.
    successors : mapping of str to str, optional
        New ids of items that rulings know by an older one (``successors.successors``).

    Raises
    ------
    RecordError
        If an id succeeds itself.
    """
    asked = in_force(carried(rulings, successors or {}))
    known = things(record)
    standing = effective(asked, known)
    items, rejected, unfitting = _ruled_items(record, standing)
    standing = tuple(ruling for ruling in standing if ruling.id not in unfitting)
    ruled = with_ruled_actors(with_ruled_grades(items, standing), standing)
    ruled = opened(ruled, {item.id for item in rejected})
    tied = ruled_links(links or Links(), standing, known)
    took_effect = {ruling.id for ruling in standing if not _joins_nothing(ruling, tied)}
    return Ruled(
        record=linked(ruled, tied),
        standings=standings(standing),
        links=tied,
        orphaned=tuple(ruling for ruling in asked if ruling.id not in took_effect),
        rejected=rejected,
    )


def with_ruled_grades(record: Record, rulings: Sequence[Ruling]) -> Record:
    """Return a record whose documents have the reliability that was ruled: their own before their source's.

    What nobody graded by a ruling keeps the grade of its sidecar.
    """
    graded = standings([ruling for ruling in in_force(rulings) if ruling.kind == "grade"])
    changes = {}
    for document in record.documents:
        own, source = graded.get(document.id), graded.get(source_id(document))
        grade = (own.reliability if own else None) or (source.reliability if source else None)
        if grade is not None:
            changes[document.id] = replace(document, reliability=grade)  # type: ignore[arg-type]
    if not changes:
        return record
    return replace(record, documents=tuple(changes.get(one.id, one) for one in record.documents))


def ruled_links(links: Links, rulings: Sequence[Ruling], known: Mapping[str, Thing]) -> Links:
    """Return links with those that were ruled, and without those that were taken apart.

    Parameters
    ----------
    links : Links
        As proposed.
    rulings : sequence of Ruling
        In the order they were made; those undone are left out here.
    known : mapping of str to Thing
        Whatever is merged or split, by id, for its kind.
    """
    for ruling in in_force(rulings):
        change, thing = effect_of(ruling), known.get(ruling.record)
        if ruling.kind == "merge" and thing is not None and "into" in change:
            kind: LinkKind = noun(thing)  # type: ignore[assignment]
            why = f"ruled by {ruling.by}: {ruling.because}"
            links = links.joined(Link(kind=kind, a=ruling.record, b=change["into"], score=1.0, why=why))
        elif ruling.kind == "split" and "from" in change:
            links = links.parted(ruling.record, change["from"])
    return links


def opened(record: Record, gone: Set[str]) -> Record:
    """Return a record with references opened that lead to what is gone, or back to where they begin.

    Parameters
    ----------
    record : Record
    gone : set of str
        Ids of what was rejected: what was told in a rejected statement stays, without it.
    """
    changes: dict[str, Any] = {}
    for name in PLACED if gone else ():
        changes[name] = tuple(_opened(item, gone) for item in getattr(record, name))
    changes["statements"] = _without_circles(changes.get("statements", record.statements))
    step: dict[str, str | None] = {actor.id: actor.speaks_for for actor in record.actors}
    circling = _circling(step)
    changes["actors"] = tuple(
        replace(actor, speaks_for=None, speaks_for_passage=None) if actor.id in circling else actor
        for actor in record.actors
    )
    return replace(record, **changes)


def effective(rulings: Sequence[Ruling], known: Mapping[str, Thing]) -> tuple[Ruling, ...]:
    """Return the rulings that take effect: what they are about, and refer to, is there.

    Parameters
    ----------
    rulings : sequence of Ruling
        In the order they were made; those undone are left out here.
    known : mapping of str to Thing
        Everything in the record, by id (``things.things``). An actor that another of the rulings makes
        is there as well.
    """
    kept = in_force(rulings)
    actors = [thing for thing in known.values() if isinstance(thing, Actor)]
    while True:
        there = {**made_actors(kept, actors), **known}
        left = tuple(ruling for ruling in kept if _is_applicable(ruling, there))
        if len(left) == len(kept):
            return kept
        kept = left  # an actor that only they made is gone with them


def _joins_nothing(ruling: Ruling, links: Links) -> bool:
    """Whether a merge stands, but would put together what was ruled apart, so that nothing is joined."""
    into = effect_of(ruling).get("into") if ruling.kind == "merge" else None
    if into is None or into in links.group_of(ruling.record):
        return False
    return any({link.a, link.b} == {ruling.record, into} for link in links.links)


def _is_applicable(ruling: Ruling, known: Mapping[str, Thing]) -> bool:
    thing = known.get(ruling.record)
    if thing is None:
        return False
    try:
        check_form(ruling, thing)
    except RecordError:  # a record of an earlier version kept any words as a change
        return False
    return all(
        is_a(known.get(referred), target) and referred != ruling.record
        for _, target, referred in references(ruling, thing)
    )


def _ruled_items(
    record: Record, rulings: Sequence[Ruling]
) -> tuple[Record, tuple[Item | Relation, ...], set[str]]:
    """Return the record with its items as ruled, those rejected, and ids of corrections that do not fit."""
    ruled_on = by_record(rulings)
    rejected: list[Item | Relation] = []
    unfitting: set[str] = set()
    changes: dict[str, Any] = {}
    for name in PLACED:
        kept = []
        for item in getattr(record, name):
            if item.id not in ruled_on:
                kept.append(item)
                continue
            after, without = fold_item(item, ruled_on[item.id])
            unfitting |= {ruling.id for ruling in without}
            if after is None:
                rejected.append(item)
            else:
                kept.append(after)
        changes[name] = tuple(kept)
    return replace(record, **changes), tuple(rejected), unfitting


def _opened(item: Any, gone: Set[str]) -> Any:
    changes = {name: None for name in REFERENCES.get(type(item), {}) if getattr(item, name) in gone}
    return replace(item, **changes) if changes else item


def _without_circles(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    circling = _circling({said.id: said.within for said in statements})
    if not circling:
        return tuple(statements)
    return tuple(replace(said, within=None) if said.id in circling else said for said in statements)


def _circling(step: Mapping[str, str | None]) -> set[str]:
    """Return the ids from which the steps lead back to themselves: all of a circle, so none is chosen."""
    circling: set[str] = set()
    settled: set[str] = set()
    for start in step:
        path: dict[str, None] = {}
        here: str | None = start
        while here is not None and here not in settled and here not in path:
            path[here] = None
            here = step.get(here)
        if here in path:
            members = list(path)
            circling |= set(members[members.index(here) :])
        settled |= set(path)
    return circling
