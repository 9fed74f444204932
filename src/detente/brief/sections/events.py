"""Events: drawn in time and listed with their deaths and factuality."""

from __future__ import annotations

from detente.brief.blocks import (
    Block,
    Cell,
    Column,
    Paragraph,
    Section,
    Table,
    TableRow,
    Timeline,
    line_break,
    nothing,
    own_label,
    quiet,
    quote,
    strong,
    tag,
    text,
)
from detente.brief.briefing import Brief
from detente.brief.placing import charted
from detente.brief.sections.cells import mention, place, used_in
from detente.brief.wording import bounds, count, days
from detente.record.values import Event

NOTE = (
    "Deaths are given as low / best / high; a question mark is a bound that no report states. "
    "Factuality is the report’s: an alleged event is one that somebody else says happened."
)


def build_events_section(brief: Brief) -> Section:
    """Set out every event in text order, after the timeline."""
    events = brief.record.events
    table = Table(
        anchor="event-table",
        caption="Events in text order",
        columns=(
            Column(text="No.", kind="label"),
            Column(text="When", kind="short"),
            Column(text="Who did what to whom"),
            Column(text="Where", kind="short"),
            Column(text="Deaths", kind="number"),
            Column(text="Factuality", kind="short"),
            Column(text="Used in", kind="short"),
        ),
        rows=tuple(_row(brief, event) for event in events),
        empty="No event was found in the reports.",
    )
    shown = charted(events)
    blocks: list[Block] = [Timeline(events=shown)] if shown else []
    if events:
        n_left = len(events) - len(shown)
        left = f" {count(n_left, 'event')} that are words or hypothetical stand in the table only."
        blocks.append(Paragraph(parts=(text(NOTE + (left if n_left else "")),), is_note=True))
    return Section(anchor="events", title="What happened", blocks=(*blocks, table))


def _row(brief: Brief, event: Event) -> TableRow:
    entry = brief.index.find(event.id)
    return TableRow(
        anchor=entry.anchor if entry is not None else "",
        cells=(
            (own_label(brief.index, event.id),),
            _when(event),
            _what(brief, event),
            nothing(place(brief, event.place)),
            _deaths(event),
            _factuality(brief, event),
            used_in(brief, event.id),
        ),
    )


def _when(event: Event) -> Cell:
    if event.time is None:
        return (quiet(_reasons(event).get("time", days(None))),)
    cell: Cell = (text(days(event.time)),)
    if event.time.expression is not None and not event.time.is_open:
        cell = (*cell, line_break(), quiet(f"“{event.time.expression.text}”"))
    return cell


def _what(brief: Brief, event: Event) -> Cell:
    reasons = _reasons(event)
    who = mention(brief, event.actor, is_speaker=True)
    if not who:
        why = f": {reasons['actor']}" if "actor" in reasons else ""
        who = (strong("actor open"), quiet(why))
    whom = mention(brief, event.recipient)
    head: Cell = (*who, text(" · "), tag(event.act.lower()), *((text(" → "), *whom) if whom else ()))
    left = [
        f"{field}: {reason}" if field else reason
        for field, reason in reasons.items()
        if field not in _shown_elsewhere(event)
    ]
    open_: Cell = (line_break(), quiet(f"left open: {'; '.join(left)}")) if left else ()
    return (*head, line_break(), quote(event.passage.text), *open_)


def _reasons(event: Event) -> dict[str, str]:
    """Return why each field was left open, by field, as ``field: reason`` gives it."""
    found: dict[str, str] = {}
    for entry in event.left_open:
        field, colon, reason = entry.partition(": ")
        key, words = (field, reason) if colon else ("", entry)
        found[key] = f"{found[key]}; {words}" if key in found else words
    return found


def _shown_elsewhere(event: Event) -> tuple[str, ...]:
    """Return the fields whose reason stands where their value would."""
    shown = (("time", event.time), ("actor", event.actor))
    return tuple(field for field, value in shown if value is None)


def _deaths(event: Event) -> Cell:
    cell: Cell = (text(bounds(event.deaths)),)
    if event.deaths is not None and event.deaths.expression is not None:
        cell = (*cell, line_break(), quiet(f"“{event.deaths.expression.text}”"))
    if event.injured is not None:
        cell = (*cell, line_break(), quiet(f"injured {bounds(event.injured)}"))
    return cell


def _factuality(brief: Brief, event: Event) -> Cell:
    cell: Cell = (tag(event.factuality),)
    told = mention(brief, event.alleged_by)
    return (*cell, text(" by "), *told) if told else cell
