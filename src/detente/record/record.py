"""A record in memory: what was read from some documents, in text order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.documents.document import Document
from detente.record.values import (
    Actor,
    Claim,
    Event,
    Failure,
    Inconsistency,
    Item,
    Proposal,
    Relation,
    Response,
    Statement,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything read from ``documents``; each tuple is ordered by document, then by place in the text.

    ``documents`` are ordered by publication date, then by the order they were given in.
    ``actors`` are ordered by first mention, so nothing depends on how a name is spelled.
    """

    documents: tuple[Document, ...] = ()
    actors: tuple[Actor, ...] = ()
    relations: tuple[Relation, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    responses: tuple[Response, ...] = ()
    claims: tuple[Claim, ...] = ()
    inconsistencies: tuple[Inconsistency, ...] = ()
    failures: tuple[Failure, ...] = ()
    reader: str = ""

    def items(self) -> Iterator[Item]:
        """Yield statements, events, proposals, responses, claims and inconsistencies in text order."""
        rank = {document.id: index for index, document in enumerate(self.documents)}
        groups: tuple[tuple[Item, ...], ...] = (
            self.statements,
            self.events,
            self.proposals,
            self.responses,
            self.claims,
            self.inconsistencies,
        )
        keyed = [
            ((rank[item.passage.document], item.passage.start, item.passage.end, kind), item)
            for kind, group in enumerate(groups)
            for item in group
        ]
        return (item for _, item in sorted(keyed, key=lambda pair: pair[0]))
