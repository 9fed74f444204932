"""A record as tables for a terminal; every text of a document is shown so that it cannot steer it."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.brief.visible import one_line, shorten
from detente.record import Record
from detente.record.values import (
    Claim,
    Event,
    Inconsistency,
    Interval,
    Item,
    Mention,
    Proposal,
    Response,
    Statement,
)

MAX_WORDS = 160


def show(record: Record, console: Console) -> None:
    """Print what was read, one row an item in text order."""
    names = {actor.id: actor.name for actor in record.actors}
    paths = {document.id: document.source for document in record.documents}
    table = Table("kind", "who", "what", "words", "source", "from")
    for item in record.items():
        cells = [
            type(item).__name__.lower(),
            _who(item, names),
            describe(item),
            shorten(item.passage.text, MAX_WORDS),
            paths[item.passage.document],
            str(item.passage.start),
        ]
        table.add_row(*(Text(one_line(cell)) for cell in cells))
    if is_nothing(record):
        console.print(Text("Nothing was found: no statement, event, proposal, response or claim."))
    else:
        console.print(table)


def is_nothing(record: Record) -> bool:
    """Whether a record holds no item at all."""
    return next(record.items(), None) is None


def actors_table(record: Record) -> Table:
    """Return the actors as a table: of which kind, for whom they speak, how they were recognised."""
    names = {actor.id: actor.name for actor in record.actors}
    table = Table("actor", "kind", "speaks for", "recognised by", "mentions", show_lines=False)
    for actor in record.actors:
        cells = (
            actor.name,
            actor.kind,
            names.get(actor.speaks_for, actor.speaks_for) if actor.speaks_for else "",
            actor.basis,
            str(len(actor.mentions)),
        )
        table.add_row(*(Text(one_line(cell)) for cell in cells))
    return table


def name_of(mention: Mention | None, names: Mapping[str, str]) -> str:
    """Return the actor's name, the words in quotes where whom they mean is open, or a question mark."""
    if mention is None:
        return "?"
    return names.get(mention.actor, mention.text) if mention.actor else f"“{mention.text}” (open)"


def _who(item: Item, names: Mapping[str, str]) -> str:
    match item:
        case Statement():
            addressee = f" to {name_of(item.addressee, names)}" if item.addressee else ""
            return name_of(item.speaker, names) + addressee
        case Event():
            recipient = f" to {name_of(item.recipient, names)}" if item.recipient else ""
            return name_of(item.actor, names) + recipient
        case Proposal():
            return name_of(item.sponsor, names)
        case Response() | Claim():
            return name_of(item.by, names)
        case Inconsistency():
            return names.get(item.about or "", "")


def describe(item: Item) -> str:
    """Return what was decided of an item, in a few words."""
    match item:
        case Statement():
            denied = ", denied" if item.is_negated else ""
            return f"{item.mode}, {item.channel}, {item.act}{denied}"
        case Event():
            return f"{item.act}, {item.factuality}" + _deaths(item)
        case Proposal():
            return item.name
        case Response():
            return item.kind
        case Claim():
            return f"{item.kind}, due {_days(item.due)}"
        case Inconsistency():
            return f"{item.kind}: {item.found}"


def _deaths(event: Event) -> str:
    if event.deaths is None:
        return ""
    low, best, high = (
        "?" if n is None else str(n) for n in (event.deaths.low, event.deaths.best, event.deaths.high)
    )
    return f", deaths {best} (from {low} to {high})"


def _days(interval: Interval | None) -> str:
    if interval is None or interval.is_open:
        return "open"
    earliest = interval.earliest or "?"
    latest = interval.latest or "?"
    return str(earliest) if earliest == latest else f"{earliest} to {latest}"
