"""A case read from TOML, strictly: every key known, every value of its kind, every error with its line."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, cast

from detente.case.fields import Fields
from detente.case.model import (
    Assumption,
    Concern,
    ConcernKind,
    Confidence,
    Conflict,
    Definition,
    Direction,
    Grade,
    Judgement,
    Measure,
    Method,
    Moves,
    Option,
    Party,
    Role,
    Rule,
    Standing,
)
from detente.case.places import Places, find_places
from detente.errors import CaseError

MAX_CHARACTERS = 4_000_000
"""Largest case file read; a case a person can check is a hundredth of it."""

_MAX_DOTS_SQUARED = 5_000_000
_MAX_DOTS_IN_HEADER = 64


def read_toml(text: str, name: str) -> tuple[Conflict, Places]:
    """Read the plain fields of a case, and where each of them stands.

    Parameters
    ----------
    text : str
        TOML, at most ``MAX_CHARACTERS`` long.
    name : str
        What to call the text in messages, say ``case.toml``.

    Raises
    ------
    CaseError
        If it is not TOML, or has an unknown key, a missing field or a value of the wrong kind.
    """
    values = _parse(text, name)
    places = find_places(text, name)
    top = Fields(values, places, "")
    conflict = Conflict(
        title=top.text("title", ""),
        method=cast(Method, top.text("method", "weights")),
        parties=tuple(_party(fields) for fields in top.tables("party")),
        options=tuple(_option(fields) for fields in top.tables("option")),
        definitions=_definitions(top.table("define")),
        rules=tuple(_rule(fields) for fields in top.tables("rule")),
        concerns=_concerns(top.tables("concern")),
        assumptions=tuple(_assumption(fields) for fields in top.tables("assumption")),
        measures=tuple(_measure(fields) for fields in top.tables("measure")),
        now=_now(top.table("now")),
        judgements=tuple(_judgement(fields) for fields in top.tables("judgement")),
        unplaced=top.texts("unplaced"),
        notes=top.texts("notes"),
    )
    top.finish()
    return conflict, places


def _parse(text: str, name: str) -> dict[str, Any]:
    """Parse TOML, refusing early what would keep the parser busy for minutes."""
    if len(text) > MAX_CHARACTERS:
        raise CaseError(
            f"{name} has {len(text):,} characters, a case at most {MAX_CHARACTERS:,}: "
            "is it a case file at all?"
        )
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise CaseError(f"{name} holds half a character (a lone surrogate): remove it")
    # Dotted keys cost the parser the square of their length.
    dots = [line.count(".") for line in text.splitlines()]
    headers = (line for line in text.splitlines() if line.lstrip().startswith("["))
    if sum(n * n for n in dots) > _MAX_DOTS_SQUARED or any(
        line.count(".") > _MAX_DOTS_IN_HEADER for line in headers
    ):
        raise CaseError(
            f"{name} has keys of very many dotted parts, a case has none: is it a case file at all?"
        )
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CaseError(f"{name} is not valid TOML: {error}; correct it there") from error
    except RecursionError as error:
        raise CaseError(f"{name} nests brackets too deep for a case: is it a case file at all?") from error
    except ValueError as error:
        # A whole number of thousands of digits is refused by Python itself.
        raise CaseError(f"{name} holds a value that cannot be read ({error}): correct it") from error


def _party(fields: Fields) -> Party:
    party = Party(
        id=fields.text("id"),
        name=fields.text("name"),
        role=cast(Role, fields.text("role")),
        speaks=fields.texts("speaks"),
        is_member=fields.flag_or_open("is_member", True),
        cites=fields.texts("cites"),
    )
    fields.finish()
    return party


def _option(fields: Fields) -> Option:
    option = Option(
        id=fields.text("id"),
        party=fields.text("party"),
        text=fields.text("text"),
        moves=cast(Moves, fields.text("moves", "both")),
        cites=fields.texts("cites"),
    )
    fields.finish()
    return option


def _definitions(fields: Fields) -> tuple[Definition, ...]:
    """Read ``name = "condition"`` or ``name = { when = "condition", text = "in words" }``."""
    found = []
    for name in fields.names():
        if isinstance(fields.values[name], Mapping):
            inner = fields.table(name)
            found.append(Definition(name=name, condition=inner.text("when"), text=inner.text("text", "")))
            inner.finish()
        else:
            found.append(Definition(name=name, condition=fields.text(name)))
    return tuple(found)


def _rule(fields: Fields) -> Rule:
    rule = Rule(
        never=fields.text("never"),
        because=fields.text("because", ""),
        assumption=fields.text_or_none("assumption"),
    )
    fields.finish()
    return rule


_KINDS: tuple[ConcernKind, ...] = ("wants", "avoids", "about")


def _concerns(tables: list[Fields]) -> tuple[Concern, ...]:
    """Read the concerns; one without an id gets its party's name and the next free number."""
    stated = {fields.values.get("id") for fields in tables}
    counts: dict[str, int] = {}
    concerns = []
    for fields in tables:
        party = fields.text("party")
        name = fields.text_or_none("id")
        while name is None or (name in stated and "id" not in fields.values):
            counts[party] = counts.get(party, 0) + 1
            name = f"{party}-{counts[party]}"
        concerns.append(_concern(fields, name, party))
        fields.finish()
    return tuple(concerns)


def _concern(fields: Fields, name: str, party: str) -> Concern:
    kinds = [kind for kind in _KINDS if kind in fields.values]
    if len(kinds) != 1:
        found = " and ".join(kinds) or "none"
        raise fields.error(f"needs exactly one of wants, avoids or about, found {found}")
    return Concern(
        id=name,
        party=party,
        kind=kinds[0],
        condition=fields.text(kinds[0]),
        because=fields.text("because", ""),
        grade=cast(Grade, fields.text("grade", "analyst")),
        weight=fields.weight("weight"),
        order=fields.whole("order"),
        assumption=fields.text_or_none("assumption"),
        supports=fields.texts("for"),
        against=fields.texts("against"),
    )


def _assumption(fields: Fields) -> Assumption:
    assumption = Assumption(
        name=fields.text("name"), text=fields.text("text", ""), is_on=fields.flag("is_on", True)
    )
    fields.finish()
    return assumption


def _measure(fields: Fields) -> Measure:
    measure = Measure(
        id=fields.text("id"),
        text=fields.text("text"),
        cost=fields.amount("cost"),
        adds=fields.texts("adds"),
        blocks=fields.texts("blocks"),
        takes=fields.texts("takes"),
        turns_on=fields.texts("turns_on"),
        turns_off=fields.texts("turns_off"),
        concern=fields.text_or_none("concern"),
        weight=fields.weight("weight"),
        direction=cast(Direction | None, fields.text_or_none("direction")),
        because=fields.text("because", ""),
        is_on=fields.flag("is_on", False),
        cites=fields.texts("cites"),
    )
    fields.finish()
    return measure


def _now(fields: Fields) -> tuple[Standing, ...]:
    """Read ``"party.option" = true``, dotted keys, or a table with ``is_taken`` and ``cites``."""
    found: list[Standing] = []
    for name in fields.names():
        # Unquoted, party.option is a table of the party that holds its options.
        if isinstance(fields.values[name], Mapping) and "." not in name:
            inner = fields.table(name)
            found.extend(_standing(inner, option, f"{name}.{option}") for option in inner.names())
        else:
            found.append(_standing(fields, name, name))
    return tuple(found)


def _standing(fields: Fields, key: str, option: str) -> Standing:
    if not isinstance(fields.values[key], Mapping):
        return Standing(option=option, is_taken=fields.flag(key))
    inner = fields.table(key)
    standing = Standing(option=option, is_taken=inner.flag("is_taken"), cites=inner.texts("cites"))
    inner.finish()
    return standing


def _judgement(fields: Fields) -> Judgement:
    judgement = Judgement(
        text=fields.text("text"),
        probability=fields.probability("probability"),
        confidence=cast(Confidence, fields.text("confidence")),
        by=_day(fields),
        because=fields.text("because", ""),
        cites=fields.texts("cites"),
    )
    fields.finish()
    return judgement


def _day(fields: Fields) -> date | None:
    value = fields.take("by", None)
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise fields.error(f"'by' must be a day written YYYY-MM-DD, not {str(value)[:40]!r}", "by") from error
