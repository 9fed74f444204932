"""A record as tables for a terminal; every text of a document is shown so that it cannot steer it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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


def show(record: Record, console: Console, *, explain: bool = False) -> None:
    """Print what was read, one row an item in text order; with ``explain`` the reasons and the actors."""
    names = {actor.id: actor.name for actor in record.actors}
    paths = {document.id: document.source for document in record.documents}
    headings = ["kind", "who", "what", "words", "source", "from"] + (["why"] if explain else [])
    table = Table(*headings, show_lines=explain)
    for item in record.items():
        cells = [
            type(item).__name__.lower(),
            _who(item, names),
            _what(item),
            shorten(item.passage.text, MAX_WORDS),
            paths[item.passage.document],
            str(item.passage.start),
        ]
        reasons = ["; ".join(_reasons(item, names))] if explain else []
        table.add_row(*(Text(one_line(cell)) for cell in cells + reasons))
    if table.row_count:
        console.print(table)
    else:
        console.print(Text("Nothing was found: no statement, event, proposal, response or claim."))
    if explain and record.actors:
        console.print(_actors(record, names))


def _actors(record: Record, names: Mapping[str, str]) -> Table:
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


def _named(mention: Mention | None, names: Mapping[str, str]) -> str:
    """Return the actor's name, the words in quotes where whom they mean is open, or a question mark."""
    if mention is None:
        return "?"
    return names.get(mention.actor, mention.text) if mention.actor else f"“{mention.text}” (open)"


def _who(item: Item, names: Mapping[str, str]) -> str:
    match item:
        case Statement():
            addressee = f" to {_named(item.addressee, names)}" if item.addressee else ""
            return _named(item.speaker, names) + addressee
        case Event():
            recipient = f" to {_named(item.recipient, names)}" if item.recipient else ""
            return _named(item.actor, names) + recipient
        case Proposal():
            return _named(item.sponsor, names)
        case Response() | Claim():
            return _named(item.by, names)
        case Inconsistency():
            return names.get(item.about or "", "")


def _what(item: Item) -> str:
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


def _reasons(item: Item, names: Mapping[str, str]) -> Iterator[str]:
    """Yield why fields of an item were filled as they are, or left open."""
    match item:
        case Statement():
            if item.cue:
                yield f"cue “{item.cue.text}”"
            if item.speaker_open:
                yield f"speaker open: {item.speaker_open}"
            if item.candidates:
                yield "could be " + ", ".join(names.get(one, one) for one in item.candidates)
            yield from _counted(item.said_on, "said on")
        case Event():
            yield f"trigger “{item.trigger.text}”"
            if item.alleged_by:
                yield f"alleged by {_named(item.alleged_by, names)}"
            yield from item.left_open
            yield from _counted(item.time, "time")
        case Proposal():
            if item.sponsor_open:
                yield f"sponsor open: {item.sponsor_open}"
            for clause in item.clauses:
                hedge = " (hedged)" if clause.is_hedged else ""
                yield f"clause {clause.order}: {clause.issue}{hedge} “{clause.passage.text}”"
        case Response():
            if item.alleged_by:
                yield f"alleged by {_named(item.alleged_by, names)}"
            if item.proposal is None:
                yield "to which proposal is open"
        case Claim():
            yield from _counted(item.due, "due")


def _counted(interval: Interval | None, what: str) -> Iterator[str]:
    """Yield the words a time was read from, by which rule, and what it was counted from."""
    if interval is None:
        return
    words = f" “{interval.expression.text}”" if interval.expression else ""
    rule = f" by {interval.rule}" if interval.rule else ""
    anchor = f" from {interval.anchor}" if interval.anchor else ""
    if words or rule or anchor:
        yield f"{what}{words}{rule}{anchor}"
