"""What a person types or picks for a field, as the JSON value of a correction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from detente.errors import RecordError
from detente.record.ruling.correctable import Field
from detente.record.values import ActorKind

OPEN = "(open)"
"""Picked or typed to leave a field open."""
HINTS: Mapping[str, str] = {
    "actor": "a name of the record, or + and a new one: +Ada Brandt, person",
    "mention": "a name of the record, or + and a new one: +Ada Brandt, person",
    "actors": "names of the record, with semicolons between them",
    "interval": "a day as 2031-05-06, or two with .. between them; either may be left out",
    "count": "a number, or the least and the most: 3 or 2-5",
    "share": "a share: 0.7 or 70%",
    "id": "the id of a record",
    "text": "words",
}


def picks(field: Field) -> tuple[str, ...]:
    """Return what there is to pick from for a field; nothing when it is typed."""
    options = {"choice": field.choices, "flag": ("yes", "no")}.get(field.kind, ())
    return (*options, OPEN) if options and field.is_optional else options


def value_of(field: Field, answer: str, actors: Mapping[str, str]) -> Any:
    """Return an answer as the value of a correction.

    Parameters
    ----------
    field : Field
        What the answer is for.
    answer : str
        As typed or picked.
    actors : mapping of str to str
        Names of the record's actors by id.

    Raises
    ------
    RecordError
        If it cannot be taken for a value of that field.
    """
    said = answer.strip()
    if said in ("", OPEN):
        return None
    match field.kind:
        case "flag":
            return _flag(said)
        case "actor" | "mention":
            return _actor(said, actors)
        case "actors":
            return [_actor(part.strip(), actors) for part in said.split(";") if part.strip()]
        case "interval":
            return _interval(said)
        case "count":
            return _count(said)
        case "share":
            return _share(said)
        case "clauses":
            raise RecordError("the clauses of a proposal are corrected with `detente rule correct`, as JSON")
        case _:
            return said


def _flag(said: str) -> bool:
    if said not in ("yes", "no"):
        raise RecordError(f"{said!r} is neither yes nor no")
    return said == "yes"


def _actor(said: str, actors: Mapping[str, str]) -> Any:
    if said.startswith("+"):
        name, _, kind = said[1:].rpartition(",")
        if not name.strip() or kind.strip() not in get_args(ActorKind):
            raise RecordError(
                f"{said!r} is no new actor: write +Name, and one of {', '.join(get_args(ActorKind))}"
            )
        return {"name": name.strip(), "kind": kind.strip()}
    if said in actors:
        return said
    wanted = said.casefold()
    exact = [actor for actor, name in actors.items() if name.casefold() == wanted]
    near = exact or [actor for actor, name in actors.items() if wanted in name.casefold()]
    if len(near) == 1:
        return near[0]
    if not near:
        raise RecordError(f"no actor of the record is called {said!r}: write +{said}, person to make one")
    names = "; ".join(f"{actors[actor]} ({actor})" for actor in near[:4])
    raise RecordError(f"{said!r} fits {len(near)} actors: {names}; give the whole name, or the id")


def _interval(said: str) -> Any:
    first, dots, last = said.partition("..")
    return {"earliest": first.strip() or None, "latest": last.strip() or None} if dots else said


def _count(said: str) -> Any:
    low, dash, high = said.partition("-")
    try:
        return {"low": int(low), "high": int(high)} if dash else int(said)
    except ValueError as error:
        raise RecordError(f"{said!r} is no number: {HINTS['count']}") from error


def _share(said: str) -> float:
    try:
        return float(said[:-1]) / 100 if said.endswith("%") else float(said)
    except ValueError as error:
        raise RecordError(f"{said!r} is no share: {HINTS['share']}") from error
