"""Strategies for records that keep their promises: any text, any fields, in text order."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from typing import Any, get_args

from hypothesis import strategies as st

from detente.documents.document import Document, Reliability
from detente.record import values
from detente.record.identity import identified
from detente.record.ids import hash_id
from detente.record.record import Record
from detente.record.values import (
    PLOVER_ROOTS,
    Actor,
    Claim,
    Clause,
    Count,
    Event,
    Failure,
    Inconsistency,
    Interval,
    Mention,
    Passage,
    Proposal,
    Relation,
    Response,
    Span,
    Statement,
)

NAMES = (
    "Northland",
    "Southmark",
    "Ada Brandt",
    "Ola Kerr",
    "Brandt",
    "Kerr",
    "the Winter Palace",
    "the Old Mill",
)
EXCHANGE = {name: NAMES[index ^ 1] for index, name in enumerate(NAMES)}

# Every code point: NULs, lone surrogates, astral letters, line separators.
_characters = st.characters(exclude_categories=())
_words = st.sampled_from(
    [*NAMES, "NORTHLAND", "said", "“no”", "Brandt’s", "\n", "\r\n", "", "\u2028", "\x00", "\ud800", "😀"]
)
_texts = st.lists(_words | st.text(_characters, max_size=4), max_size=12).map(" ".join)
_short = st.text(_characters, max_size=5) | _words
_optional = st.none() | _short
_dates = st.dates(date(1990, 1, 1), date(2040, 12, 31))


@st.composite
def documents(draw: st.DrawFn, number: int) -> Document:
    text = draw(_texts)
    publisher = draw(_optional)
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    if draw(st.booleans()):  # as of bytes in another encoding
        sha256 = hashlib.sha256(b"other bytes" + bytes([number])).hexdigest()
    published_on = draw(st.none() | _dates)
    published = published_on.isoformat() if published_on else None
    identifier = hash_id("doc", sha256, publisher, None, published)
    return Document(
        id=draw(st.sampled_from([identifier, f"doc:{number}"])),
        path=f"{number}.txt",
        text=text,
        sha256=sha256,
        title=draw(_optional),
        publisher=publisher,
        published_on=published_on,
        reliability=draw(st.sampled_from(get_args(Reliability))),
        warnings=tuple(draw(st.lists(_short, max_size=2))),
    )


def _place(draw: st.DrawFn, document: Document) -> tuple[int, int, str]:
    """Draw a place that does not begin or end inside a name of more than one letter."""
    edges = [0, *(i for i, c in enumerate(document.text) if c.isspace()), len(document.text)]
    start = draw(st.sampled_from([edge for edge in edges if edge < len(document.text)]))
    end = draw(st.sampled_from([edge for edge in edges if edge > start]))
    return start, end, document.text[start:end]


class Drawn:
    """Draws the values of one record, so that they fit its documents and actors."""

    def __init__(self, draw: st.DrawFn, documents: list[Document], actors: list[str]) -> None:
        self.draw = draw
        self.documents = documents
        self.readable = [document for document in documents if document.text]
        self.actors = actors
        self.document = documents[0] if documents else None

    def pick(self, literal: Any) -> Any:
        return self.draw(st.sampled_from(get_args(literal)))

    def maybe(self, make: Any) -> Any:
        return make() if self.draw(st.booleans()) else None

    def several(self, make: Any) -> tuple[Any, ...]:
        return tuple(make() for _ in range(self.draw(st.integers(0, 2))))

    def passage(self) -> Passage:
        self.document = self.draw(st.sampled_from(self.readable))
        start, end, text = _place(self.draw, self.document)
        return Passage(document=self.document.id, start=start, end=end, text=text)

    def span(self) -> Span:
        assert self.document is not None
        start, end, text = _place(self.draw, self.document)
        return Span(start=start, end=end, text=text)

    def actor(self) -> str | None:
        return self.draw(st.sampled_from([None, *self.actors]))

    def mention(self) -> Mention:
        span = self.span()
        return Mention(start=span.start, end=span.end, text=span.text, actor=self.actor())

    def interval(self) -> Interval:
        ends = sorted(self.draw(st.lists(_dates, min_size=2, max_size=2)))
        return Interval(
            earliest=self.maybe(lambda: ends[0]),
            latest=self.maybe(lambda: ends[1]),
            expression=self.maybe(self.span),
            rule=self.draw(_short),
            anchor=self.draw(_short),
            precision=self.pick(values.Precision),
        )

    def probability(self) -> float | None:
        return self.draw(st.none() | st.floats(0, 1))

    def count(self) -> Count:
        low, best, high = sorted(self.draw(st.lists(st.integers(0, 10**20), min_size=3, max_size=3)))
        return Count(
            low=self.maybe(lambda: low),
            best=self.maybe(lambda: best),
            high=self.maybe(lambda: high),
            expression=self.maybe(self.span),
        )

    def act(self) -> str:
        return self.draw(st.sampled_from([*PLOVER_ROOTS, "OTHER"]))

    def statement(self) -> Statement:
        passage = self.passage()
        speaker = self.maybe(self.mention)
        return Statement(
            id="",
            passage=passage,
            mode=self.pick(values.Mode),
            channel=self.pick(values.Channel),
            content=self.several(self.span),
            quoted=self.several(self.span),
            source=self.maybe(self.span),
            speaker=speaker,
            speaker_open=None if speaker else "not certain: Kerr or Brandt",
            candidates=tuple(actor for actor in self.several(self.actor) if actor),
            addressee=self.maybe(self.mention),
            cue=self.maybe(self.span),
            act=self.act(),
            toward=self.actor(),
            direction=self.maybe(lambda: self.pick(values.Direction)),
            said_on=self.maybe(self.interval),
            occasion=self.maybe(self.span),
            is_negated=self.draw(st.booleans()),
            about=self.draw(_optional),
            modality=self.maybe(lambda: self.pick(values.Modality)),
            tense=self.maybe(lambda: self.pick(values.Tense)),
            condition=self.maybe(self.span),
            probability=self.probability(),
            speaker_probability=self.probability(),
        )

    def event(self) -> Event:
        return Event(
            id="",
            passage=self.passage(),
            trigger=self.span(),
            act=self.act(),
            actor=self.maybe(self.mention),
            recipient=self.maybe(self.mention),
            place=self.maybe(self.mention),
            time=self.maybe(self.interval),
            deaths=self.maybe(self.count),
            injured=self.maybe(self.count),
            factuality=self.pick(values.Factuality),
            alleged_by=self.maybe(self.mention),
            left_open=self.several(lambda: self.draw(_short)),
            probability=self.probability(),
        )

    def proposal(self) -> Proposal:
        mentions = self.sorted_passages()
        return Proposal(
            id="",
            passage=self.passage(),
            name=self.draw(_short),
            sponsor=self.maybe(self.mention),
            sponsor_open=self.draw(_optional),
            clauses=self.several(self.clause),
            mentions=mentions,
            probability=self.probability(),
        )

    def clause(self) -> Clause:
        here = self.document
        clause = Clause(
            order=self.draw(st.integers(0, 9)),
            issue=self.draw(_short),
            passage=self.passage(),
            gives_to=self.actor(),
            taken_from=self.actor(),
            is_hedged=self.draw(st.booleans()),
        )
        self.document = here
        return clause

    def response(self) -> Response:
        return Response(
            id="",
            passage=self.passage(),
            kind=self.pick(values.ResponseKind),
            by=self.maybe(self.mention),
            alleged_by=self.maybe(self.mention),
            probability=self.probability(),
        )

    def claim(self) -> Claim:
        return Claim(
            id="",
            passage=self.passage(),
            kind=self.pick(values.ClaimKind),
            by=self.maybe(self.mention),
            made=self.maybe(self.span),
            due=self.maybe(self.interval),
            probability=self.probability(),
        )

    def relation(self) -> Relation:
        return Relation(
            id="",
            kind=self.pick(values.RelationKind),
            a=self.draw(st.sampled_from(self.actors)),
            b=self.draw(st.sampled_from(self.actors)),
            passage=self.passage(),
            stated_by=self.actor(),
            probability=self.probability(),
        )

    def inconsistency(self) -> Inconsistency:
        passage = self.passage()
        other = self.maybe(self.span)
        return Inconsistency(
            id="",
            kind=self.pick(values.InconsistencyKind),
            passage=passage,
            other=None
            if other is None
            else Passage(document=passage.document, start=other.start, end=other.end, text=other.text),
            about=self.actor(),
            found=f"odd: {self.draw(_short)}",
        )

    def sorted_passages(self) -> tuple[Passage, ...]:
        here = self.document
        passages = self.several(self.passage) if self.readable else ()
        self.document = here
        return tuple(sorted(passages, key=self.where))

    def where(self, passage: Passage) -> tuple[int, int]:
        ranks = [document.id for document in self.documents]
        return ranks.index(passage.document), passage.start

    def items(self, make: Any) -> tuple[Any, ...]:
        """Draw items of one kind in text order, some ids hashed and some given by hand, all unique."""
        if not self.readable:
            return ()
        unique: dict[str, Any] = {}
        for item in sorted(self.several(make), key=lambda item: self.where(item.passage)):
            hashed = identified(item)
            by_hand = f"{hashed.id.partition(':')[0]}:by-hand-{len(unique)}"
            chosen = hashed if self.draw(st.booleans()) else replace(item, id=by_hand)
            unique[chosen.id] = chosen
        return tuple(unique.values())


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Draw a record that ``check`` accepts."""
    found = [draw(documents(number)) for number in range(draw(st.integers(0, 3)))]
    found = _by_date(list({document.id: document for document in found}.values()))
    slugs = [f"actor:{name.lower().replace(' ', '-')}" for name in NAMES[:4]]
    actors = draw(st.lists(st.sampled_from([*slugs, "actor:1"]), unique=True, max_size=4))
    drawn = Drawn(draw, found, actors)
    statements = _within(draw, drawn.items(drawn.statement))
    proposals = drawn.items(drawn.proposal)
    told = [None, *(statement.id for statement in statements)]
    offered = [None, *(proposal.id for proposal in proposals)]
    responses = [
        replace(
            response,
            statement=draw(st.sampled_from(told)),
            proposal=draw(st.sampled_from(offered)),
        )
        for response in drawn.items(drawn.response)
    ]
    return Record(
        documents=tuple(found),
        actors=_actors(draw, drawn),
        relations=drawn.items(drawn.relation) if actors else (),
        statements=statements,
        events=tuple(
            replace(event, statement=draw(st.sampled_from(told))) for event in drawn.items(drawn.event)
        ),
        proposals=proposals,
        responses=tuple(responses),
        claims=tuple(
            replace(claim, statement=draw(st.sampled_from(told))) for claim in drawn.items(drawn.claim)
        ),
        inconsistencies=drawn.items(drawn.inconsistency),
        failures=tuple(
            Failure(path=draw(_short), reason=draw(_short)) for _ in range(draw(st.integers(0, 2)))
        ),
        reader=draw(_short),
    )


def _by_date(found: list[Document]) -> list[Document]:
    """Sort the dated documents among themselves; undated ones stay where they are."""
    dated = iter(sorted((d for d in found if d.published_on), key=lambda d: (d.published_on, d.path)))
    return [next(dated) if document.published_on else document for document in found]


def _within(draw: st.DrawFn, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Let some statements be reported by earlier ones, so that no circle can come about."""
    ids = [statement.id for statement in statements]
    return tuple(
        replace(statement, within=draw(st.sampled_from([None, *ids[:index]])))
        for index, statement in enumerate(statements)
    )


def _actors(draw: st.DrawFn, drawn: Drawn) -> tuple[Actor, ...]:
    actors = [
        Actor(
            id=identifier,
            name=draw(_short),
            kind=drawn.pick(values.ActorKind),
            speaks_for=draw(st.sampled_from([None, *drawn.actors[:index]])),
            speaks_for_passage=drawn.maybe(drawn.passage) if drawn.readable else None,
            role=draw(_optional),
            basis=draw(_short),
            mentions=drawn.sorted_passages(),
        )
        for index, identifier in enumerate(drawn.actors)
    ]
    mentioned = iter(
        sorted(
            (actor for actor in actors if actor.mentions), key=lambda actor: drawn.where(actor.mentions[0])
        )
    )
    return tuple(next(mentioned) if actor.mentions else actor for actor in actors)
