"""The actors as ruled: corrected, made by a correction, and taken apart where one name is two people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from detente.record.fields import REFERENCES
from detente.record.record import Record
from detente.record.ruling.changes import effect_of
from detente.record.ruling.correctable import CORRECTABLE, is_new_actor
from detente.record.ruling.corrections import actor_id, corrected, new_actor_id, unfit
from detente.record.ruling.standing import by_record, in_force
from detente.record.ruling.things import PLACED
from detente.record.values import Actor, Item, Mention, Passage, Relation, Ruling

Value = TypeVar("Value")
Placed = Item | Relation


def made_actors(rulings: Sequence[Ruling], known: Iterable[Actor] = ()) -> dict[str, Actor]:
    """Return the actors that rulings make, by id, in the order they were made.

    Parameters
    ----------
    rulings : sequence of Ruling
        In the order they were made; those undone are left out here.
    known : iterable of Actor
        Those of the record: who is split off is of the kind of the one it is split off.
    """
    made: dict[str, Actor] = {}
    kinds = {actor.id: actor.kind for actor in known}
    for ruling in in_force(rulings):
        change = effect_of(ruling)
        if ruling.kind == "correct":
            for new in _new_in(change):
                _add(made, new["name"], new["kind"], ruling)
        elif ruling.kind == "split" and "documents" in change:
            kind = kinds.get(ruling.record) or made.get(ruling.record, _NOBODY).kind
            _add(made, change["name"], kind, ruling)
    return made


def with_ruled_actors(record: Record, rulings: Sequence[Ruling]) -> Record:
    """Return a record with its actors as ruled; merging them is left to the links.

    An actor chosen for words gets the place among its mentions, and who had it loses it. In the documents
    of a split everything that meant the actor means the new one, but for what a later correction says.

    Parameters
    ----------
    record : Record
        Its items as ruled (``items.ruled_item``).
    rulings : sequence of Ruling
        Those that take effect, in the order they were made; those undone are left out here.
    """
    standing = in_force(rulings)
    if not any(ruling.kind in ("correct", "split") for ruling in standing):
        return record
    corrections = by_record(ruling for ruling in standing if ruling.kind == "correct")
    found = {item.id: item for name in PLACED for item in getattr(record, name) if item.id in corrections}
    made = made_actors(standing, record.actors)
    actors = {actor.id: actor for actor in record.actors}
    meant = {identifier for item in found.values() for identifier in _actors_in(item)}
    actors |= {new.id: new for new in made.values() if new.id in meant and new.id not in actors}
    chosen = {
        ruling.id: list(_chosen(found[ruling.record], effect_of(ruling)))
        for ruling in standing
        if ruling.kind == "correct" and ruling.record in found
    }
    holders = _holders(actors.values(), {place for given in chosen.values() for _, place in given})
    changed: dict[str, Placed] = {}
    for number, ruling in enumerate(standing):
        change = effect_of(ruling)
        if ruling.kind == "correct" and ruling.record in actors:
            _correct(actors, made, ruling)
        elif ruling.id in chosen:
            for given in chosen[ruling.id]:
                _give(actors, holders, *given)
        elif ruling.kind == "split" and "documents" in change and ruling.record in actors:
            new = replace(made[new_actor_id(change["name"])], kind=actors[ruling.record].kind)
            documents = frozenset(change["documents"])
            _split_actor(actors, holders, ruling.record, new, documents)
            later = by_record(one for one in standing[number:] if one.kind == "correct")
            _split_items(record, changed, later, (ruling.record, new.id, documents))
    return _put(record, actors, changed)


_NOBODY = Actor(id="", name="", kind="unnamed")


def _add(made: dict[str, Actor], name: str, kind: Any, ruling: Ruling) -> None:
    identifier = new_actor_id(name)
    made.setdefault(identifier, Actor(id=identifier, name=name, kind=kind, basis=f"ruled: {ruling.because}"))


def _new_in(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every new actor inside a change."""
    if is_new_actor(value):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _new_in(part)


def _correct(actors: dict[str, Actor], made: Mapping[str, Actor], ruling: Ruling) -> None:
    change = effect_of(ruling)
    actor = actors[ruling.record]
    if unfit(actor, change):
        return
    after = corrected(actor, change, because=ruling.because)
    if "role" in change:
        after = replace(after, roles=())  # whatever reports call him or her
    if "speaks_for" in change:
        after = replace(after, speaks_for_passage=None)  # the text says otherwise, or not
        if after.speaks_for is not None and after.speaks_for in made:
            actors.setdefault(after.speaks_for, made[after.speaks_for])
    actors[ruling.record] = after


def _chosen(item: Placed, change: Mapping[str, Any]) -> Iterator[tuple[str, Passage]]:
    """Yield each actor that a correction chose for words of an item, with the words."""
    for name, value in change.items():
        mention = getattr(item, name)
        if CORRECTABLE[type(item)][name].kind != "mention" or not isinstance(mention, Mention):
            continue
        named = value.get("actor") if isinstance(value, dict) and "at" in value else value
        is_whole = (mention.start, mention.end) == (item.passage.start, item.passage.end)
        if mention.actor is None or mention.actor != actor_id(named) or is_whole:
            continue  # open, chosen anew by a later ruling, or without words of its own
        place = replace(item.passage, start=mention.start, end=mention.end, text=mention.text)
        yield mention.actor, place


def _holders(actors: Iterable[Actor], places: Set[Passage]) -> dict[Passage, set[str]]:
    """Return who has each of some places among the mentions."""
    holders: dict[Passage, set[str]] = {place: set() for place in places}
    for actor in actors if places else ():
        for mention in actor.mentions:
            if mention in holders:
                holders[mention].add(actor.id)
    return holders


def _give(actors: dict[str, Actor], holders: dict[Passage, set[str]], chosen: str, place: Passage) -> None:
    """Give a mention to the actor chosen for it, and take it from whoever else has it."""
    for identifier in holders[place] - {chosen}:
        kept = tuple(mention for mention in actors[identifier].mentions if mention != place)
        actors[identifier] = replace(actors[identifier], mentions=kept)
    if chosen not in actors:
        holders[place] = set()
        return
    if chosen not in holders[place]:
        actors[chosen] = replace(actors[chosen], mentions=(*actors[chosen].mentions, place))
    holders[place] = {chosen}


def _split_actor(
    actors: dict[str, Actor], holders: dict[Passage, set[str]], old: str, new: Actor, documents: Set[str]
) -> None:
    """Give what an actor has in some documents to another one."""
    actors.setdefault(new.id, new)
    before = actors[old].mentions
    moved = tuple(mention for mention in before if mention.document in documents)
    kept = tuple(mention for mention in before if mention.document not in documents)
    roles = tuple(role for role in actors[old].roles if role.document not in documents)
    actors[old] = replace(actors[old], mentions=kept, roles=roles)
    actors[new.id] = replace(actors[new.id], mentions=(*actors[new.id].mentions, *moved))
    for place in moved:
        if place in holders:
            holders[place] = (holders[place] - {old}) | {new.id}
    for identifier, actor in actors.items():
        told = actor.speaks_for_passage
        if actor.speaks_for == old and told is not None and told.document in documents:
            actors[identifier] = replace(actor, speaks_for=new.id)


def _split_items(
    record: Record,
    changed: dict[str, Placed],
    later: Mapping[str, Sequence[Ruling]],
    split: tuple[str, str, Set[str]],
) -> None:
    """Let every item of some documents that means an actor mean another one, but for later corrections."""
    old, new, documents = split
    for name in PLACED:
        for item in getattr(record, name):
            if item.passage.document not in documents and name != "proposals":
                continue
            now = changed.get(item.id, item)
            after = _renamed(now, old, new, documents, item.passage.document)
            if after == now:
                continue
            for ruling in later.get(item.id, ()):
                if not unfit(after, effect_of(ruling)):
                    after = corrected(after, effect_of(ruling), because=ruling.because)
            changed[item.id] = after


def _renamed(value: Value, old: str, new: str, documents: Set[str], here: str) -> Value:
    """Put one actor in place of another in whatever of a value stands in some documents."""
    passage = getattr(value, "passage", None)
    here = passage.document if isinstance(passage, Passage) else here
    changes: dict[str, Any] = {}
    for field in fields(value):  # type: ignore[arg-type]
        held = getattr(value, field.name)
        if field.name in REFERENCES.get(type(value), {}) and here in documents:
            if isinstance(held, tuple):
                changes[field.name] = tuple(dict.fromkeys(new if one == old else one for one in held))
            elif held == old:
                changes[field.name] = new
        elif isinstance(held, tuple) and held and is_dataclass(held[0]):
            changes[field.name] = tuple(_renamed(part, old, new, documents, here) for part in held)
        elif is_dataclass(held):
            changes[field.name] = _renamed(held, old, new, documents, here)
    return replace(value, **changes) if changes else value  # type: ignore[type-var]


def _actors_in(value: object) -> Iterator[str]:
    """Yield the ids of whatever a value refers to."""
    for field in fields(value):  # type: ignore[arg-type]
        held = getattr(value, field.name)
        parts = held if isinstance(held, tuple) else (held,)
        if field.name in REFERENCES.get(type(value), {}):
            yield from (part for part in parts if part is not None)
        for part in parts:
            if is_dataclass(part):
                yield from _actors_in(part)


def _put(record: Record, actors: Mapping[str, Actor], changed: Mapping[str, Placed]) -> Record:
    rank = {document.id: index for index, document in enumerate(record.documents)}
    changes: dict[str, Any] = {"actors": in_text_order(actors.values(), rank)}
    if changed:
        for name in PLACED:
            changes[name] = tuple(changed.get(item.id, item) for item in getattr(record, name))
    return replace(record, **changes)


def in_text_order(actors: Iterable[Actor], rank: Mapping[str, int]) -> tuple[Actor, ...]:
    """Return actors ordered by first mention, their mentions in text order.

    Who is mentioned nowhere stays behind those that came before.
    """

    def where(place: Passage) -> tuple[int, int]:
        return rank[place.document], place.start

    last = (-1, -1)
    keyed = []
    for actor in actors:
        mentions = tuple(sorted(actor.mentions, key=where))
        own = where(mentions[0]) if mentions else last
        last = max(last, own)
        keyed.append((own, actor if mentions == actor.mentions else replace(actor, mentions=mentions)))
    return tuple(actor for _, actor in sorted(keyed, key=lambda pair: pair[0]))
