"""A case written as TOML that a person can read, change and keep under version control."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from detente.case.model import (
    Concern,
    Conflict,
    Definition,
    Judgement,
    Measure,
    Option,
    Party,
    Rule,
    Standing,
)

if TYPE_CHECKING:
    from tomlkit.items import AoT, Array, InlineTable, Table
    from tomlkit.toml_document import TOMLDocument

_HEAD = (
    "A case: what each party can do, what it cares about, and where things stand.",
    "Change anything; comments stay when the case is drafted again.",
)


def write_toml(conflict: Conflict) -> str:
    """Return the case as TOML; ``read_toml`` gives the same fields back."""
    import tomlkit

    document = tomlkit.document()
    for line in _HEAD:
        document.add(tomlkit.comment(line))
    document.add(tomlkit.nl())
    document.add("title", tomlkit.string(conflict.title))
    document.add("method", tomlkit.string(conflict.method))
    for key, values in (("unplaced", conflict.unplaced), ("notes", conflict.notes)):
        if values:
            document.add(key, texts(values))
    _add_tables(document, "party", [party_table(party) for party in conflict.parties])
    _add_tables(document, "option", [option_table(option) for option in conflict.options])
    if conflict.definitions:
        document.add("define", _keyed((d.name, definition_value(d)) for d in conflict.definitions))
    _add_tables(document, "rule", [rule_table(rule) for rule in conflict.rules])
    _add_tables(document, "concern", [concern_table(concern) for concern in conflict.concerns])
    assumptions = [table(name=item.name, text=item.text, is_on=item.is_on) for item in conflict.assumptions]
    _add_tables(document, "assumption", assumptions)
    _add_tables(document, "measure", [measure_table(item) for item in conflict.measures])
    if conflict.now:
        document.add("now", _keyed((s.option, standing_value(s)) for s in conflict.now))
    _add_tables(document, "judgement", [judgement_table(item) for item in conflict.judgements])
    return tomlkit.dumps(document)


def party_table(party: Party) -> Table:
    """Return a ``[[party]]``."""
    member: bool | str = "open" if party.is_member is None else party.is_member
    return table(
        id=party.id,
        name=party.name,
        role=party.role,
        speaks=party.speaks,
        is_member=None if member is True else member,
        cites=party.cites,
    )


def option_table(option: Option) -> Table:
    """Return an ``[[option]]``."""
    return table(id=option.id, party=option.party, text=option.text, moves=option.moves, cites=option.cites)


def rule_table(rule: Rule) -> Table:
    """Return a ``[[rule]]``."""
    return table(never=rule.never, because=rule.because or None, assumption=rule.assumption)


def concern_table(concern: Concern) -> Table:
    """Return a ``[[concern]]``; an open weight is written out, so that the next reader sees it is open."""
    fields: dict[str, Any] = {
        "id": concern.id,
        "party": concern.party,
        concern.kind: concern.condition,
        "because": concern.because or None,
        "grade": concern.grade,
        "weight": weight_value(concern.weight),
        "order": concern.order,
        "assumption": concern.assumption,
        "for": concern.supports,
        "against": concern.against,
    }
    return table(**fields)


def measure_table(measure: Measure) -> Table:
    """Return a ``[[measure]]``."""
    return table(
        id=measure.id,
        text=measure.text,
        cost=measure.cost,
        adds=measure.adds,
        blocks=measure.blocks,
        takes=measure.takes,
        turns_on=measure.turns_on,
        turns_off=measure.turns_off,
        concern=measure.concern,
        weight=None if measure.weight is None else weight_value(measure.weight),
        direction=measure.direction,
        because=measure.because or None,
        is_on=measure.is_on or None,
        cites=measure.cites,
    )


def judgement_table(judgement: Judgement) -> Table:
    """Return a ``[[judgement]]``."""
    return table(
        text=judgement.text,
        probability=list(judgement.probability),
        confidence=judgement.confidence,
        by=judgement.by,
        because=judgement.because or None,
        cites=judgement.cites,
    )


def definition_value(definition: Definition) -> str | InlineTable:
    """Return the right side of a definition: its condition alone, or with its words."""
    if not definition.text:
        return definition.condition
    return inline_table(when=definition.condition, text=definition.text)


def standing_value(standing: Standing) -> bool | InlineTable:
    """Return the right side of a standing: true or false alone, or with its records."""
    if not standing.cites:
        return standing.is_taken
    return inline_table(is_taken=standing.is_taken, cites=texts(standing.cites))


def weight_value(weight: tuple[float, float] | None) -> str | float | list[float]:
    """Return a weight as it is written: a number, [low, high] or ``"open"``."""
    if weight is None:
        return "open"
    low, high = weight
    return low if low == high else [low, high]


def texts(values: Sequence[str]) -> Array:
    """Return a list of texts, one a line when there are several."""
    import tomlkit

    array = tomlkit.array()
    array.extend(values)
    return array.multiline(len(values) > 2)


def table(**fields: Any) -> Table:
    """Return a table without the fields that are None or empty tuples."""
    import tomlkit

    made = tomlkit.table()
    for key, value in fields.items():
        if value is None or value == ():
            continue
        made.add(key, texts(value) if isinstance(value, tuple) else value)
    return made


def inline_table(**fields: Any) -> InlineTable:
    """Return ``{ key = value, ... }``."""
    import tomlkit

    made = tomlkit.inline_table()
    made.update(fields)
    return made


def tables(items: Sequence[Table]) -> AoT:
    """Return tables of one name."""
    import tomlkit

    made = tomlkit.aot()
    for item in items:
        made.append(item)
    return made


def _keyed(pairs: Iterable[tuple[str, Any]]) -> Table:
    import tomlkit

    made = tomlkit.table()
    for key, value in pairs:
        made.add(key, value)
    return made


def _add_tables(document: TOMLDocument, name: str, items: Sequence[Table]) -> None:
    if items:
        document.add(name, tables(items))
