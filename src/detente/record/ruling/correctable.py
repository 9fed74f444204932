"""Which fields a correction may change, and what it may put there.

A correction may change whatever a better reading of the same words may change. Not the words themselves
(passage, content, trigger, cue): what was read at the wrong place is rejected. Nor probabilities, which
are the reader's.

In JSON an actor is the id of one in the record or a new one, ``{"name": ..., "kind": ...}``. A mention is
an actor or ``{"actor": ..., "at": passage}``, where the passage is the words that mean the actor. A time is
a day or ``{"earliest": ..., "latest": ...}``, a count is a number or ``{"low": ..., "best": ...,
"high": ...}``; null leaves a field open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from detente.record import values
from detente.record.values import (
    PLOVER_ROOTS,
    Actor,
    ActorKind,
    Claim,
    Event,
    Inconsistency,
    Proposal,
    Relation,
    Response,
    Statement,
)

FieldKind = Literal[
    "choice", "flag", "text", "actor", "actors", "mention", "interval", "count", "share", "id", "clauses"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What a correction may put into a field.

    ``choices`` are the words of a ``choice``; ``of`` is what an ``id`` names; ``is_optional`` says whether
    the field may be left open (null).
    """

    kind: FieldKind
    choices: tuple[str, ...] = ()
    of: str = ""
    is_optional: bool = True


def _choice(literal: Any, *, is_optional: bool = False) -> Field:
    return Field(kind="choice", choices=get_args(literal), is_optional=is_optional)


_ACT = Field(kind="choice", choices=(*PLOVER_ROOTS, "OTHER"), is_optional=False)
_TEXT = Field(kind="text", is_optional=False)
_OPEN_TEXT = Field(kind="text")
_FLAG = Field(kind="flag", is_optional=False)
_MENTION = Field(kind="mention")
_ACTOR = Field(kind="actor")
_ACTOR_GIVEN = Field(kind="actor", is_optional=False)
_STATEMENT = Field(kind="id", of="statement")

CLAUSE: Mapping[str, Field] = {
    "issue": _TEXT,
    "gives_to": _ACTOR,
    "taken_from": _ACTOR,
    "is_hedged": _FLAG,
}
"""Fields of a proposal's clause; the change names the clause by its order: ``{"clauses": {"1": ...}}``."""

CORRECTABLE: Mapping[type, Mapping[str, Field]] = {
    Statement: {
        "speaker": _MENTION,
        "addressee": _MENTION,
        "toward": _ACTOR,
        "candidates": Field(kind="actors", is_optional=False),
        "act": _ACT,
        "direction": _choice(values.Direction, is_optional=True),
        "mode": _choice(values.Mode),
        "channel": _choice(values.Channel),
        "about": _OPEN_TEXT,
        "is_negated": _FLAG,
        "modality": _choice(values.Modality, is_optional=True),
        "tense": _choice(values.Tense, is_optional=True),
        "said_on": Field(kind="interval"),
        "within": _STATEMENT,
    },
    Event: {
        "act": _ACT,
        "actor": _MENTION,
        "recipient": _MENTION,
        "place": _MENTION,
        "time": Field(kind="interval"),
        "deaths": Field(kind="count"),
        "injured": Field(kind="count"),
        "factuality": _choice(values.Factuality),
        "alleged_by": _MENTION,
        "statement": _STATEMENT,
    },
    Proposal: {
        "name": _TEXT,
        "sponsor": _MENTION,
        "clauses": Field(kind="clauses", is_optional=False),
    },
    Response: {
        "kind": _choice(values.ResponseKind),
        "proposal": Field(kind="id", of="proposal"),
        "by": _MENTION,
        "alleged_by": _MENTION,
        "statement": _STATEMENT,
    },
    Claim: {
        "kind": _choice(values.ClaimKind),
        "by": _MENTION,
        "due": Field(kind="interval"),
        "chance": Field(kind="share"),
        "statement": _STATEMENT,
    },
    Inconsistency: {
        "kind": _choice(values.InconsistencyKind),
        "about": Field(kind="id", of="actor or event"),
        "found": _TEXT,
    },
    Relation: {
        "kind": _choice(values.RelationKind),
        "a": _ACTOR_GIVEN,
        "b": _ACTOR_GIVEN,
        "stated_by": Field(kind="id", of="actor or statement"),
    },
    Actor: {
        "name": _TEXT,
        "kind": _choice(ActorKind),
        "role": _OPEN_TEXT,
        "speaks_for": _ACTOR,
    },
}
"""The fields of each type that a correction may change; a document's come from its sidecar."""


def problem(field: Field, value: Any) -> str:
    """Say why a correction cannot put a value into a field: what it must be; empty when it can."""
    if value is None:
        return "" if field.is_optional else "cannot be left open"
    return _PROBLEMS[field.kind](field, value)


def is_actor(value: Any) -> bool:
    """Whether a value of a change names an actor: by id, or a new one by name and kind."""
    return _is_words(value) or is_new_actor(value)


def is_new_actor(value: Any) -> bool:
    """Whether a value of a change is an actor that is to be made."""
    return (
        isinstance(value, dict)
        and set(value) == {"name", "kind"}
        and _is_words(value["name"])
        and value["kind"] in get_args(ActorKind)
    )


def is_passage(value: Any) -> bool:
    """Whether a value of a change is a passage: document, start, end and text."""
    return (
        isinstance(value, dict)
        and set(value) == {"document", "start", "end", "text"}
        and _is_words(value["document"])
        and all(type(value[end]) is int for end in ("start", "end"))
        and isinstance(value["text"], str)
        and 0 <= value["start"] < value["end"]
        and len(value["text"]) == value["end"] - value["start"]
    )


def is_day(value: Any) -> bool:
    """Whether a value of a change is a day as ``2031-05-06``."""
    if not isinstance(value, str):
        return False
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_words(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _choice_problem(field: Field, value: Any) -> str:
    return "" if value in field.choices else f"must be one of {', '.join(field.choices)}"


def _flag_problem(_: Field, value: Any) -> str:
    return "" if isinstance(value, bool) else "must be true or false"


def _text_problem(_: Field, value: Any) -> str:
    return "" if _is_words(value) else "must be words"


def _id_problem(field: Field, value: Any) -> str:
    return "" if _is_words(value) else f"must be the id of the {field.of}"


def _actor_problem(_: Field, value: Any) -> str:
    if is_actor(value):
        return ""
    return (
        'must be the id of an actor or a new one as {"name": ..., "kind": ...}, where kind is one of '
        + ", ".join(get_args(ActorKind))
    )


def _actors_problem(field: Field, value: Any) -> str:
    if isinstance(value, list) and all(is_actor(actor) for actor in value):
        return ""
    return "must be a list of actors, each an id or a new one"


def _mention_problem(field: Field, value: Any) -> str:
    if not (isinstance(value, dict) and "at" in value):
        return _actor_problem(field, value)
    if not set(value) <= {"actor", "at"} or not is_passage(value["at"]):
        return 'has "at" and so must be {"actor": ..., "at": {"document", "start", "end", "text"}}'
    actor = value.get("actor")
    return "" if actor is None else _actor_problem(field, actor)


def _interval_problem(_: Field, value: Any) -> str:
    if is_day(value):
        return ""
    rule = 'must be a day as 2031-05-06 or {"earliest": day or null, "latest": day or null}'
    if not (isinstance(value, dict) and set(value) == {"earliest", "latest"}):
        return rule
    ends = [end for end in (value["earliest"], value["latest"]) if end is not None]
    if not ends or not all(map(is_day, ends)):
        return rule
    return "" if ends == sorted(ends) else "begins after it ends"


def _count_problem(_: Field, value: Any) -> str:
    bounds = value if isinstance(value, dict) else {"best": value}
    stated = [bounds[name] for name in ("low", "best", "high") if bounds.get(name) is not None]
    is_count = (
        set(bounds) <= {"low", "best", "high"}
        and stated
        and all(type(bound) is int and bound >= 0 for bound in stated)
        and stated == sorted(stated)
    )
    return "" if is_count else 'must be a number or {"low", "best", "high"} with 0 <= low <= best <= high'


def _share_problem(_: Field, value: Any) -> str:
    is_share = type(value) in (int, float) and 0 <= value <= 1
    return "" if is_share else "must be a number from 0 to 1"


def _clauses_problem(_: Field, value: Any) -> str:
    if not (isinstance(value, dict) and value):
        return 'must be {"1": {"issue": ...}}: what changes in each clause, by its order; null takes it out'
    for order, change in value.items():
        if not order.isdecimal():
            return f"names the clause {order!r}: give its order, a number"
        if change is None:
            continue
        if not (isinstance(change, dict) and change):
            return f"must say what changes in clause {order}, or null to take it out"
        for name, inner in change.items():
            if name not in CLAUSE:
                return f"gives clause {order} the field {name!r}: it has {', '.join(CLAUSE)}"
            if found := problem(CLAUSE[name], inner):
                return f"of clause {order}: {name} {found}"
    return ""


_PROBLEMS: Mapping[FieldKind, Callable[[Field, Any], str]] = {
    "choice": _choice_problem,
    "flag": _flag_problem,
    "text": _text_problem,
    "actor": _actor_problem,
    "actors": _actors_problem,
    "mention": _mention_problem,
    "interval": _interval_problem,
    "count": _count_problem,
    "share": _share_problem,
    "id": _id_problem,
    "clauses": _clauses_problem,
}
