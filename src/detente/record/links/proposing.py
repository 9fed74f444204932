"""Everything that may be one in a record, proposed at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from detente.record.derived import Derived
from detente.record.links.actors import actor_links
from detente.record.links.events import event_links
from detente.record.links.joining import linked
from detente.record.links.link import Link, Links
from detente.record.links.proposals import proposal_links
from detente.record.quotes import QuoteEntry
from detente.record.record import Record
from detente.record.sources import Sources
from detente.record.values import Statement
from detente.record.wording import closeness, is_same, wording

QUOTED = 0.95
"""The score of two quotations with the same words, and of one sentence in two copies of a report.

That of variants is lower by the share that differs.
"""

LEAST_ALIKE = 0.1
"""Taken for the share of words in common where two are variants through a third only."""


def propose_links(
    record: Record,
    *,
    ruled: Links | None = None,
    sources: Sources | None = None,
    derived: Derived | None = None,
) -> Links:
    """Propose which actors, proposals, events and quotations of a record are one.

    Parameters
    ----------
    record : Record
        Read one by one or together; not linked yet.
    ruled : Links, optional
        Links of actors that were ruled and what was ruled apart: the other kinds are proposed for the
        record as it reads with these.
    sources : Sources, optional
        Of the record's documents; found here when not given.
    derived : Derived, optional
        By whom quotations, and sources, are found.

    Returns
    -------
    Links
        What was ruled first, then actors, proposals, events and statements, each in the record's order.
    """
    links = ruled or Links()
    links = links.with_links(actor_links(record, ruled=links))
    joined = linked(record, links)
    finding = derived or Derived()
    copies = (finding.sources(record.documents) if sources is None else sources).copies
    links = links.with_links((*proposal_links(joined), *event_links(joined, copies)))
    ledger = finding.ledger(joined, copies)
    quoted = [link for entry in ledger for link in _quotation_links(entry)]
    tied = {link.a for link in quoted}
    return links.with_links((*quoted, *_copied_links(joined, copies, tied)))


def _copied_links(record: Record, copies: Sequence[Sequence[str]], tied: Set[str]) -> Iterator[Link]:
    """Yield the links of statements that copies of one report have in one sentence, quotations apart."""
    group = {document: number for number, members in enumerate(copies) for document in members}
    firsts: dict[object, Statement] = {}
    for said in record.statements:
        content = [(span.start - said.passage.start, span.end - said.passage.start) for span in said.content]
        told = (group[said.passage.document], said.passage.text, *content)
        first = firsts.setdefault(told, said)
        if first.passage.document != said.passage.document and said.id not in tied:
            yield Link(
                kind="statement",
                a=said.id,
                b=first.id,
                score=QUOTED,
                why="one sentence, printed by copies of one report",
            )


def _quotation_links(entry: QuoteEntry) -> Iterator[Link]:
    """Yield the links of each later variant of a quotation to its first."""
    variants = [(one.statement, wording([one.words])) for one in entry.variants if one.statement is not None]
    for statement, words in variants[1:]:
        first, printed = variants[0]
        same = is_same(printed, words)
        if statement != first:
            yield Link(
                kind="statement",
                a=statement,
                b=first,
                score=QUOTED if same else round(QUOTED * max(closeness(printed, words), LEAST_ALIKE), 4),
                why="the same words" if same else "close words of one quotation",
            )
