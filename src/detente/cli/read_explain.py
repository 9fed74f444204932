"""What was read and why, record by record in text order: the words, what was decided, by what, how surely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from detente.brief.marked_open import left_open
from detente.brief.visible import one_line, shorten
from detente.cli.record_table import actors_table, describe, is_nothing, name_of
from detente.record import Record
from detente.record.values import (
    Claim,
    Event,
    Inconsistency,
    Interval,
    Item,
    Proposal,
    Relation,
    Response,
    Span,
    Statement,
)

MAX_WORDS = 300
"""Characters of a passage that are shown."""

Row = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One record, explained.

    ``rows`` are what was decided and by which words or rule, ``open`` the fields that nothing fills; each
    a label and what stands there, on one line.
    """

    kind: str
    start: int
    end: int
    words: str
    rows: tuple[Row, ...]
    open: tuple[Row, ...]


def explanations(record: Record) -> Iterator[tuple[str, tuple[Explanation, ...]]]:
    """Yield each document's source with the explanations of its records, in text order."""
    names = {actor.id: actor.name for actor in record.actors}
    whole: dict[str, list[Item | Relation]] = {document.id: [] for document in record.documents}
    for item in (*record.items(), *record.relations):
        whole[item.passage.document].append(item)
    for document in record.documents:
        items = sorted(whole[document.id], key=lambda item: (item.passage.start, item.passage.end))
        yield one_line(document.source), tuple(_explain(item, names) for item in items)


def show_explained(record: Record, console: Console) -> None:
    """Print every record with its reasons, then the actors; outside a terminal no line is broken."""
    if is_nothing(record):
        console.print(Text("Nothing was found: no statement, event, proposal, response or claim."))
    for source, explained in explanations(record):
        if explained:
            console.print(Text(source, style="bold underline"), soft_wrap=True)
        for one in explained:
            _show(one, console)
    if record.actors:
        console.print(actors_table(record))


def _show(one: Explanation, console: Console) -> None:
    heading = Text(f"{one.kind} [{one.start}, {one.end}) ", style="bold")
    heading.append(one.words, style="not bold")
    console.print(heading, soft_wrap=not console.is_terminal)
    rows = [*one.rows, *((f"open: {label}" if label else "open", why) for label, why in one.open)]
    if not console.is_terminal:
        for label, told in rows:
            console.print(Text(f"    {label}: {told}"), soft_wrap=True)
        return
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for label, told in rows:
        table.add_row(Text(f"    {label}"), Text(told))
    console.print(table)


def _explain(item: Item | Relation, names: Mapping[str, str]) -> Explanation:
    rows = [*_rows(item, names), *_probability(item)]
    return Explanation(
        kind=type(item).__name__.lower(),
        start=item.passage.start,
        end=item.passage.end,
        words=shorten(item.passage.text, MAX_WORDS),
        rows=tuple((label, one_line(told)) for label, told in rows),
        open=tuple((label, one_line(why)) for label, why in left_open(item, names)),
    )


def _rows(item: Item | Relation, names: Mapping[str, str]) -> Iterator[Row]:
    """Yield what was decided of a record, and by which words or rule."""
    match item:
        case Statement():
            yield from _statement(item, names)
        case Event():
            yield "decided", describe(item)
            yield "by", f"trigger “{item.trigger.text}”"
            for label, mention in (
                ("actor", item.actor),
                ("recipient", item.recipient),
                ("place", item.place),
            ):
                if mention is not None:
                    yield label, name_of(mention, names)
            if item.alleged_by is not None:
                yield "alleged by", name_of(item.alleged_by, names)
            yield from _counted("time", item.time)
        case Proposal():
            yield "decided", item.name
            if item.sponsor is not None:
                yield "sponsor", name_of(item.sponsor, names)
            for clause in item.clauses:
                hedge = " (hedged)" if clause.is_hedged else ""
                yield f"clause {clause.order}", f"{clause.issue}{hedge} “{clause.passage.text}”"
        case Response():
            yield "decided", f"{item.kind} by {name_of(item.by, names)}"
            if item.alleged_by is not None:
                yield "alleged by", name_of(item.alleged_by, names)
        case Claim():
            yield "decided", f"{item.kind} by {name_of(item.by, names)}"
            yield from _counted("due", item.due)
        case Relation():
            yield "decided", f"{item.kind}: {names.get(item.a, item.a)} and {names.get(item.b, item.b)}"
        case Inconsistency():
            yield "decided", f"{item.kind}: {item.found}"
            if item.other is not None:
                yield "beside", f"[{item.other.start}, {item.other.end}) “{item.other.text}”"


def _statement(said: Statement, names: Mapping[str, str]) -> Iterator[Row]:
    yield "decided", describe(said)
    if said.cue is not None:
        yield "by", f"cue “{said.cue.text}”"
    if said.speaker is not None:
        share = _share(said.speaker_probability) if said.speaker.actor is not None else ""
        yield "speaker", name_of(said.speaker, names) + share
    if said.addressee is not None:
        yield "addressee", name_of(said.addressee, names)
    if said.toward is not None:
        yield "toward", names.get(said.toward, said.toward)
    if said.direction is not None:
        yield "direction", said.direction
    meant = ", ".join(word for word in (said.modality, said.tense) if word)
    if meant:
        yield "meant as", meant
    yield from _words("condition", said.condition)
    if said.about is not None:
        yield "about", said.about
    yield from _words("occasion", said.occasion)
    yield from _counted("said on", said.said_on)
    if said.within is not None:
        yield "told in", "another statement around it"


def _words(label: str, span: Span | None) -> Iterator[Row]:
    if span is not None:
        yield label, f"“{span.text}”"


def _counted(label: str, interval: Interval | None) -> Iterator[Row]:
    """Yield the words a time was read from, by which rule, and what it was counted from."""
    if interval is None or interval.is_open:
        return
    words = f" “{interval.expression.text}”" if interval.expression else ""
    rule = f", by {interval.rule}" if interval.rule else ""
    anchor = f", counted from {interval.anchor}" if interval.anchor else ""
    precision = f", to the {interval.precision}" if interval.precision not in ("", "vague", "open") else ""
    vague = ", a convention for a vague time" if interval.precision == "vague" else ""
    yield (
        label,
        f"{interval.earliest or '?'} to {interval.latest or '?'}{words}{rule}{anchor}{precision}{vague}",
    )


def _probability(item: Item | Relation) -> Iterator[Row]:
    share = getattr(item, "probability", None)
    if share is not None:
        yield "probability", f"{share:.2f} that the record is right"
    if isinstance(item, Statement) and item.speaker_probability is not None and item.candidates:
        yield "probability", f"{item.speaker_probability:.2f} that the first candidate for speaker is right"


def _share(share: float | None) -> str:
    return f", probability {share:.2f}" if share is not None else ""
