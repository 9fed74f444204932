"""Corrections put into effect: the JSON of a change becomes the values of the fields it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from detente.errors import RecordError
from detente.record.ids import hash_id
from detente.record.ruling.correctable import CLAUSE, CORRECTABLE, Field, problem
from detente.record.values import (
    Actor,
    Claim,
    Clause,
    Count,
    Event,
    Interval,
    Item,
    Mention,
    Proposal,
    Relation,
    Response,
    Span,
    Statement,
)

_SOUGHT = frozenset({"actor", "recipient", "place", "time", "deaths", "injured"})
"""Fields of an event that are left open for a reason; the others are empty where there is no such thing."""

RULED = "ruled"
"""What a corrected time has as its rule: a person said so."""

Corrected = TypeVar("Corrected", bound=Item | Relation | Actor)


def new_actor_id(name: str) -> str:
    """Return the id of an actor that a ruling makes: one name is one actor in every ruling.

    >>> new_actor_id("Ada Brandt")
    'actor:576a6cf73758d489'
    """
    return hash_id("actor", "ruled", name)


def actor_id(value: Any) -> str | None:
    """Return the id of the actor that a value of a change names."""
    return new_actor_id(value["name"]) if isinstance(value, dict) else value


def check_correction(thing: Item | Relation | Actor, change: Mapping[str, Any]) -> None:
    """Raise if a correction changes what things of this type cannot have corrected, or to what cannot be.

    Whether it fits this very thing is said by ``unfit``.

    Raises
    ------
    RecordError
        Naming the field, what it may be, and what was given.
    """
    fields = CORRECTABLE[type(thing)]
    label = f"the correction of {type(thing).__name__.lower()} '{thing.id}'"
    if not change:
        raise RecordError(f"{label} changes nothing: give at least one of {', '.join(fields)}")
    for name, value in change.items():
        if name not in fields:
            raise RecordError(
                f"{label} changes {name!r}, which is not to be corrected: choose of {', '.join(fields)}, or "
                "reject it if it is no such thing"
            )
        found = problem(fields[name], value)
        if found:
            raise RecordError(f"{label}: {name} {found}; {_short(value)} was given")


def unfit(thing: Item | Relation | Actor, change: Mapping[str, Any]) -> str:
    """Say why a change that ``check_correction`` lets pass does not fit this thing; empty when it does.

    A change that fitted when it was ruled may not fit any more: the clause that it names was taken out, or
    the words it points at are those of an earlier version of the document.
    """
    for name, value in change.items():
        at = value.get("at") if isinstance(value, dict) else None
        if at is not None and not isinstance(thing, Actor) and at["document"] != thing.passage.document:
            return (
                f"{name} is at words of '{at['document']}', and must be at words of its own document, "
                f"'{thing.passage.document}'"
            )
        if name == "clauses" and isinstance(thing, Proposal):
            orders = [str(clause.order) for clause in thing.clauses]
            wrong = next((order for order in value if orders.count(order) != 1), None)
            if wrong is not None:
                known = ", ".join(orders) or "it has no clauses"
                return f"no single clause has the order {wrong}: name one by its order ({known})"
        if value == thing.id:
            return f"{name} cannot be the {type(thing).__name__.lower()} itself"
    return ""


def corrected(thing: Corrected, change: Mapping[str, Any], *, because: str) -> Corrected:
    """Return a thing with the fields of a change put in place.

    Parameters
    ----------
    thing : Item, Relation or Actor
    change : mapping of str to JSON value
        One that ``check_correction`` lets pass; see ``correctable`` for what each field takes.
    because : str
        The reason of the ruling; it becomes the reason of a field that is left open.
    """
    fields = CORRECTABLE[type(thing)]
    changes = {name: _value(thing, name, fields[name], value) for name, value in change.items()}
    if not isinstance(thing, Actor):
        changes |= _following(thing, changes, because)
    return replace(thing, **changes)


def _value(thing: Item | Relation | Actor, name: str, field: Field, value: Any) -> Any:
    if value is None:
        return None
    before = getattr(thing, name)
    match field.kind:
        case "actor":
            return actor_id(value)
        case "actors":
            return tuple(dict.fromkeys(actor_id(actor) for actor in value))
        case "mention":
            return _mention(thing, name, value)
        case "interval":
            return _interval(before, value)
        case "count":
            return _count(before, value)
        case "share":
            return float(value)
        case "clauses":
            return _clauses(before, value)
        case _:
            return value


def _mention(thing: Any, name: str, value: Any) -> Mention:
    """Return the mention of a chosen actor: at the words given, else at those that were read for it.

    The words read for a speaker are the statement's ``source``. Where no words were read for the field,
    the whole passage stands for it.
    """
    if isinstance(value, dict) and "at" in value:
        at = value["at"]
        return Mention(start=at["start"], end=at["end"], text=at["text"], actor=actor_id(value.get("actor")))
    words = getattr(thing, name)
    if words is None and name == "speaker":
        words = thing.source
    words = words or thing.passage
    return Mention(start=words.start, end=words.end, text=words.text, actor=actor_id(value))


def _interval(before: Interval | None, value: Any) -> Interval:
    ends = value if isinstance(value, dict) else {"earliest": value, "latest": value}
    earliest, latest = (
        date.fromisoformat(ends[end]) if ends[end] else None for end in ("earliest", "latest")
    )
    return Interval(
        earliest=earliest,
        latest=latest,
        expression=before.expression if before else None,
        rule=RULED,
        precision="day" if earliest is not None and earliest == latest else "",
    )


def _count(before: Count | None, value: Any) -> Count:
    bounds = value if isinstance(value, dict) else {"best": value}
    return Count(
        low=bounds.get("low"),
        best=bounds.get("best"),
        high=bounds.get("high"),
        expression=before.expression if before else None,
    )


def _clauses(before: tuple[Clause, ...], value: Mapping[str, Any]) -> tuple[Clause, ...]:
    kept = []
    for clause in before:
        change = value.get(str(clause.order), {})
        if change is None:
            continue
        changes: dict[str, Any] = {
            name: actor_id(inner) if CLAUSE[name].kind == "actor" else inner for name, inner in change.items()
        }
        kept.append(replace(clause, **changes))
    return tuple(kept)


def _following(thing: Item | Relation, changes: Mapping[str, Any], because: str) -> dict[str, Any]:
    """Return what else changes with some fields: reasons for what is open, and the reader's probabilities.

    A probability says how sure the reader is of what it filled in, so a corrected thing has none.
    """
    following: dict[str, Any] = {}
    match thing:
        case Statement():
            following["probability"] = None
            if "speaker" in changes:
                following |= _speaker_fields(thing, changes["speaker"], changes, because)
        case Event():
            following = {"probability": None, "left_open": _left_open(thing, changes, because)}
        case Proposal():
            following["probability"] = None
            if "sponsor" in changes:
                following["sponsor_open"] = because if changes["sponsor"] is None else None
        case Response() | Claim() | Relation():
            following["probability"] = None
        case _:
            pass
    return following


def _speaker_fields(
    said: Statement, speaker: Mention | None, changes: Mapping[str, Any], because: str
) -> dict[str, Any]:
    if speaker is not None:
        rest = {} if "candidates" in changes else {"candidates": ()}
        return {"speaker_open": None, "speaker_probability": None, **rest}
    words = said.source
    if words is None and said.speaker is not None:  # the words stay, whom they mean is open
        words = Span(start=said.speaker.start, end=said.speaker.end, text=said.speaker.text)
    return {"speaker_open": because, "speaker_probability": None, "source": words}


def _left_open(event: Event, changes: Mapping[str, Any], because: str) -> tuple[str, ...]:
    """Return the reasons for what an event leaves open, those of corrected fields anew."""
    kept = [reason for reason in event.left_open if reason.partition(":")[0] not in changes]
    opened = [f"{name}: {because}" for name, value in changes.items() if value is None and name in _SOUGHT]
    return (*kept, *opened)


def _short(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:59]}…"
