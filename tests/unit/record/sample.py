"""An invented record built by hand: two reports on one day of talks, with every type of value in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from detente.documents.document import Document
from detente.record.identity import identified
from detente.record.ids import hash_id
from detente.record.record import Record
from detente.record.values import (
    Actor,
    Claim,
    Clause,
    Count,
    Event,
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

EXCHANGE = {
    "Northland": "Southmark",
    "Northlanders": "Southmarkers",
    "Northern": "Southern",
    "Ada Brandt": "Ola Kerr",
    "Brandt": "Kerr",
    "Nordhaven": "Port Sule",
    "the Winter Palace": "the Old Mill",
}
EXCHANGE |= {other: name for name, other in EXCHANGE.items()}

HERALD = """Strike on Port Sule as talks open

Northern forces struck Port Sule on Monday, killing at least 14 people, a day before talks. “We will not \
sign while our towns burn,” President Ola Kerr of Southmark told reporters. She accused Northland of stalling.

Privately, an aide said, the Winter Palace is ready to give up the river districts under the mediators’ draft.
"""

COURIER = """NORTHLAND SILENT AFTER PORT SULE STRIKE

“We will never sign while our towns burn,” Kerr said on Monday. Northland’s President Ada Brandt promised \
on Tuesday an answer to the draft by Friday. “It takes two,” somebody shouted at the former president.
"""


@dataclass(frozen=True)
class Reader:
    """Finds words in one document, so that no offset is counted by hand."""

    document: Document

    def span(self, words: str, after: int = 0) -> Span:
        start = self.document.text.index(words, after)
        return Span(start=start, end=start + len(words), text=words)

    def passage(self, words: str, after: int = 0) -> Passage:
        span = self.span(words, after)
        return Passage(document=self.document.id, start=span.start, end=span.end, text=words)

    def mention(self, words: str, actor: str | None = None, after: int = 0) -> Mention:
        span = self.span(words, after)
        return Mention(start=span.start, end=span.end, text=words, actor=actor)


def document(text: str, *, path: str, publisher: str | None, published_on: date | None) -> Document:
    """Return the document that loading these words as UTF-8 would give."""
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    published = published_on.isoformat() if published_on else None
    return Document(
        id=hash_id("doc", sha256, publisher, None, published),
        path=path,
        text=text,
        sha256=sha256,
        title=text.partition("\n")[0],
        publisher=publisher,
        published_on=published_on,
    )


def sample() -> Record:
    """Return the record, in text order, with ids that hash content."""
    herald = Reader(
        document(HERALD, path="herald.txt", publisher="Southern Herald", published_on=date(2031, 5, 6))
    )
    courier = Reader(
        document(COURIER, path="courier.txt", publisher="Courier", published_on=date(2031, 5, 6))
    )
    statements = _herald_statements(herald) + _courier_statements(courier)
    draft = identified(
        Proposal(
            id="",
            passage=herald.passage("the mediators’ draft"),
            name="the mediators’ draft",
            sponsor=herald.mention("the mediators"),
            clauses=(
                Clause(
                    order=1,
                    issue="territory",
                    passage=herald.passage("give up the river districts"),
                    gives_to="actor:southmark",
                    taken_from="actor:northland",
                    is_hedged=True,
                ),
            ),
            mentions=(herald.passage("the mediators’ draft"), courier.passage("the draft")),
        )
    )
    return Record(
        documents=(herald.document, courier.document),
        actors=_actors(herald, courier),
        relations=(_war(herald),),
        statements=statements,
        events=(_strike(herald),),
        proposals=(draft,),
        responses=(_willing(herald, draft, statements[2]),),
        claims=(_promise(courier, statements[4]),),
        inconsistencies=(_office(courier),),
        reader="by hand",
    )


def _actors(herald: Reader, courier: Reader) -> tuple[Actor, ...]:
    return (
        Actor(
            id="actor:northern-forces",
            name="Northern forces",
            kind="armed force",
            speaks_for="actor:northland",
            basis="forces of Northland",
            mentions=(herald.passage("Northern forces"),),
        ),
        Actor(
            id="actor:ola-kerr",
            name="Ola Kerr",
            kind="person",
            speaks_for="actor:southmark",
            speaks_for_passage=herald.passage("President Ola Kerr of Southmark"),
            role="President of Southmark",
            mentions=(herald.passage("Ola Kerr"), herald.passage("She"), courier.passage("Kerr")),
        ),
        Actor(id="actor:southmark", name="Southmark", kind="state", mentions=(herald.passage("Southmark"),)),
        Actor(
            id="actor:northland",
            name="Northland",
            kind="state",
            mentions=(
                herald.passage("Northland"),
                herald.passage("the Winter Palace"),
                courier.passage("NORTHLAND"),
                courier.passage("Northland"),
            ),
        ),
        Actor(
            id="actor:ada-brandt",
            name="Ada Brandt",
            kind="person",
            speaks_for="actor:northland",
            mentions=(courier.passage("Ada Brandt"),),
        ),
    )


def _war(herald: Reader) -> Relation:
    words = "Northern forces struck Port Sule"
    return identified(
        Relation(
            id="", kind="at war", a="actor:northland", b="actor:southmark", passage=herald.passage(words)
        )
    )


def _herald_statements(herald: Reader) -> tuple[Statement, ...]:
    quote = "We will not sign while our towns burn"
    kerr = "actor:ola-kerr"
    return (
        identified(
            Statement(
                id="",
                passage=herald.passage(f"“{quote},” President Ola Kerr of Southmark told reporters"),
                mode="direct",
                channel="public",
                content=(herald.span(f"“{quote},”"),),
                quoted=(herald.span(quote),),
                speaker=herald.mention("President Ola Kerr", kerr),
                addressee=herald.mention("reporters"),
                cue=herald.span("told"),
                act="REJECT",
                direction="against",
                modality="intended",
                tense="future",
                condition=herald.span("while our towns burn"),
                probability=0.9375,
                speaker_probability=1.0,
            )
        ),
        identified(
            Statement(
                id="",
                passage=herald.passage("She accused Northland of stalling"),
                mode="indirect",
                channel="public",
                content=(herald.span("of stalling"),),
                speaker=herald.mention("She", kerr),
                cue=herald.span("accused"),
                act="ACCUSE",
                toward="actor:northland",
                direction="against",
            )
        ),
        identified(
            Statement(
                id="",
                passage=herald.passage(
                    "Privately, an aide said, the Winter Palace is ready to give up the river districts"
                ),
                mode="indirect",
                channel="relayed",
                content=(herald.span("the Winter Palace is ready to give up the river districts"),),
                speaker=herald.mention("an aide"),
                cue=herald.span("said"),
                act="CONCEDE",
                about="territory",
                modality="asserted",
                tense="present",
            )
        ),
    )


def _courier_statements(courier: Reader) -> tuple[Statement, ...]:
    quote = "We will never sign while our towns burn"
    promise = "Northland’s President Ada Brandt promised on Tuesday an answer to the draft by Friday"
    return (
        identified(
            Statement(
                id="",
                passage=courier.passage(f"“{quote},” Kerr said on Monday"),
                mode="direct",
                channel="public",
                content=(courier.span(f"“{quote},”"),),
                quoted=(courier.span(quote),),
                speaker=courier.mention("Kerr", "actor:ola-kerr"),
                cue=courier.span("said"),
                act="REJECT",
                said_on=Interval(
                    earliest=date(2031, 5, 5),
                    latest=date(2031, 5, 5),
                    expression=courier.span("on Monday"),
                    rule="the Monday before publication",
                    anchor="published 2031-05-06",
                    precision="day",
                ),
            )
        ),
        identified(
            Statement(
                id="",
                passage=courier.passage(promise),
                mode="indirect",
                channel="public",
                content=(courier.span("an answer to the draft by Friday"),),
                speaker=courier.mention("Ada Brandt", "actor:ada-brandt"),
                cue=courier.span("promised"),
                act="AGREE",
            )
        ),
        identified(
            Statement(
                id="",
                passage=courier.passage("“It takes two,” somebody shouted"),
                mode="direct",
                channel="public",
                content=(courier.span("“It takes two,”"),),
                quoted=(courier.span("It takes two"),),
                speaker_open="'somebody' names nobody: Brandt and Kerr are both near",
                candidates=("actor:ada-brandt", "actor:ola-kerr"),
                cue=courier.span("shouted"),
                speaker_probability=0.5,
            )
        ),
    )


def _strike(herald: Reader) -> Event:
    words = "Northern forces struck Port Sule on Monday, killing at least 14 people"
    return identified(
        Event(
            id="",
            passage=herald.passage(words),
            trigger=herald.span("struck"),
            act="ASSAULT",
            actor=herald.mention("Northern forces", "actor:northern-forces"),
            place=herald.mention("Port Sule", after=herald.document.text.index("struck")),
            time=Interval(
                earliest=date(2031, 5, 5),
                latest=date(2031, 5, 5),
                expression=herald.span("on Monday"),
                rule="the Monday before publication",
                anchor="published 2031-05-06",
            ),
            deaths=Count(low=14, best=None, high=None, expression=herald.span("at least 14")),
            left_open=("recipient: whom the strike on Port Sule was aimed at is not said",),
        )
    )


def _willing(herald: Reader, draft: Proposal, told_in: Statement) -> Response:
    return identified(
        Response(
            id="",
            passage=herald.passage(
                "the Winter Palace is ready to give up the river districts under the mediators’ draft"
            ),
            kind="willing",
            proposal=draft.id,
            by=herald.mention("the Winter Palace", "actor:northland"),
            alleged_by=herald.mention("an aide"),
            statement=told_in.id,
        )
    )


def _promise(courier: Reader, told_in: Statement) -> Claim:
    return identified(
        Claim(
            id="",
            passage=courier.passage("promised on Tuesday an answer to the draft by Friday"),
            kind="promise",
            by=courier.mention("Ada Brandt", "actor:ada-brandt"),
            made=courier.span("on Tuesday"),
            due=Interval(
                earliest=None,
                latest=date(2031, 5, 9),
                expression=courier.span("by Friday"),
                rule="the first Friday after publication",
                anchor="published 2031-05-06",
            ),
            statement=told_in.id,
        )
    )


def _office(courier: Reader) -> Inconsistency:
    return identified(
        Inconsistency(
            id="",
            kind="office",
            passage=courier.passage("the former president"),
            other=courier.passage("Northland’s President Ada Brandt"),
            about="actor:ada-brandt",
            found="Ada Brandt is called former and holds the office",
        )
    )
