"""Records written by hand: every passage is named by its words, and its place is looked up."""

from __future__ import annotations

from datetime import date
from typing import Any

from detente.documents.document import Document, Reliability
from detente.record.record import Record
from detente.record.values import (
    Actor,
    ActorKind,
    Claim,
    ClaimKind,
    Clause,
    Event,
    Mention,
    Passage,
    Proposal,
    Relation,
    RelationKind,
    Response,
    ResponseKind,
    Span,
    Statement,
)


class Scribe:
    """Collects a record; ids count up by kind. Passages lie in the report given last."""

    def __init__(self) -> None:
        self.documents: list[Document] = []
        self.actors: list[Actor] = []
        self.relations: list[Relation] = []
        self.statements: list[Statement] = []
        self.events: list[Event] = []
        self.proposals: list[Proposal] = []
        self.responses: list[Response] = []
        self.claims: list[Claim] = []

    def report(
        self,
        text: str,
        publisher: str = "The Courier",
        day: date | None = None,
        reliability: Reliability = "F",
    ) -> None:
        number = len(self.documents) + 1
        self.documents.append(
            Document(
                id=f"doc:{number}",
                path=f"{number}.txt",
                text=text,
                sha256="0" * 64,
                publisher=publisher,
                published_on=day,
                reliability=reliability,
            )
        )

    def passage(self, words: str) -> Passage:
        document = self.documents[-1]
        start = document.text.index(words)
        return Passage(document=document.id, start=start, end=start + len(words), text=words)

    def span(self, words: str) -> Span:
        found = self.passage(words)
        return Span(start=found.start, end=found.end, text=words)

    def mention(self, actor: str | None, words: str) -> Mention:
        """Return the first of ``words``, taken to name the actor."""
        found = self.passage(words)
        first = words.split()[0]
        return Mention(start=found.start, end=found.start + len(first), text=first, actor=actor)

    def actor(
        self, name: str, kind: ActorKind = "state", speaks_for: str | None = None, role: str | None = None
    ) -> str:
        actor = f"actor:{len(self.actors) + 1}"
        self.actors.append(Actor(id=actor, name=name, kind=kind, speaks_for=speaks_for, role=role))
        return actor

    def relation(self, kind: RelationKind, a: str, b: str, words: str) -> str:
        name = f"relation:{len(self.relations) + 1}"
        self.relations.append(Relation(id=name, kind=kind, a=a, b=b, passage=self.passage(words)))
        return name

    def statement(self, speaker: str | None, words: str, act: str = "OTHER", **fields: Any) -> str:
        name = f"statement:{len(self.statements) + 1}"
        self.statements.append(
            Statement(
                id=name,
                passage=self.passage(words),
                mode="indirect",
                channel="public",
                content=(self.span(words),),
                speaker=self.mention(speaker, words) if speaker else None,
                act=act,
                **fields,
            )
        )
        return name

    def event(self, act: str, actor: str | None, recipient: str | None, words: str, **fields: Any) -> str:
        name = f"event:{len(self.events) + 1}"
        self.events.append(
            Event(
                id=name,
                passage=self.passage(words),
                trigger=self.span(words),
                act=act,
                actor=self.mention(actor, words) if actor else None,
                recipient=self.mention(recipient, words) if recipient else None,
                **fields,
            )
        )
        return name

    def proposal(
        self,
        words: str,
        sponsor: str | None = None,
        clauses: tuple[tuple[str, str | None, str | None], ...] = (),
    ) -> str:
        name = f"proposal:{len(self.proposals) + 1}"
        self.proposals.append(
            Proposal(
                id=name,
                passage=self.passage(words),
                name=words,
                sponsor=self.mention(sponsor, words) if sponsor else None,
                clauses=tuple(
                    Clause(
                        order=order, issue="territory", passage=self.passage(text), gives_to=to, taken_from=of
                    )
                    for order, (text, to, of) in enumerate(clauses, start=1)
                ),
                mentions=(self.passage(words),),
            )
        )
        return name

    def response(
        self, kind: ResponseKind, by: str | None, words: str, alleged_by: str | None = None, **fields: Any
    ) -> str:
        name = f"response:{len(self.responses) + 1}"
        self.responses.append(
            Response(
                id=name,
                passage=self.passage(words),
                kind=kind,
                proposal=self.proposals[-1].id if self.proposals else None,
                by=self.mention(by, words) if by else None,
                alleged_by=self.mention(alleged_by, words) if alleged_by else None,
                **fields,
            )
        )
        return name

    def claim(self, kind: ClaimKind, by: str, words: str) -> str:
        name = f"claim:{len(self.claims) + 1}"
        by_whom = self.mention(by, words)
        self.claims.append(Claim(id=name, passage=self.passage(words), kind=kind, by=by_whom))
        return name

    def record(self) -> Record:
        return Record(
            documents=tuple(self.documents),
            actors=tuple(self.actors),
            relations=tuple(self.relations),
            statements=tuple(self.statements),
            events=tuple(self.events),
            proposals=tuple(self.proposals),
            responses=tuple(self.responses),
            claims=tuple(self.claims),
        )
