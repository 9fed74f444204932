"""An invented conflict built by hand: three reports, the record of them, a case, and shares over its worlds.

Northland and Southmark fight over river districts; Westria mediates; Eastmere stands behind Southmark. Both
sides' names have one length, so that exchanging them moves no offset.
"""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from tests.unit.brief.texts import READY, SHELLING, SHIFT

from detente.case import Case
from detente.case.model import Assumption, Concern, Definition, Judgement, Option, Party, Rule, Standing
from detente.documents.document import Document
from detente.record import Record
from detente.record.identity import identified
from detente.record.values import (
    Actor,
    Claim,
    Clause,
    Count,
    Event,
    Interval,
    Mention,
    Passage,
    Proposal,
    Relation,
    Response,
    Span,
    Statement,
)


def _document(name: str, text: str, **fields: object) -> Document:
    return Document(
        id=f"doc:{name}",
        path=f"{name}.txt",
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
        **fields,  # type: ignore[arg-type]
    )


D1 = _document(
    "shelling",
    SHELLING,
    body_start=SHELLING.index("Talks on the river districts stalled"),
    title="Talks on the river districts stall as shelling resumes",
    publisher="Kestrel Wire",
    published_on=date(2031, 5, 3),
    reliability="B",
)
D2 = _document(
    "ready",
    READY,
    title="Northland says it is ready to sign",
    publisher="The Harbour Gazette",
    url="https://example.org/2031/05/09/ready",
    published_on=date(2031, 5, 9),
    reliability="C",
)
D3 = _document("shift", SHIFT, title="Southmark opens a door", published_on=date(2031, 5, 14))


def span(document: Document, words: str, after: str = "") -> Span:
    """Return the first place of ``words``, looking from the first place of ``after``."""
    start = document.text.index(words, document.text.index(after))
    return Span(start=start, end=start + len(words), text=words)


def passage(document: Document, words: str, after: str = "") -> Passage:
    """Return a passage by its words."""
    found = span(document, words, after)
    return Passage(document=document.id, start=found.start, end=found.end, text=found.text)


def mention(document: Document, words: str, actor: str | None, after: str = "") -> Mention:
    """Return a mention by its words."""
    found = span(document, words, after)
    return Mention(start=found.start, end=found.end, text=found.text, actor=actor)


def day(month_day: int, document: Document | None = None, words: str = "", rule: str = "") -> Interval:
    """Return one day of May 2031."""
    expression = span(document, words) if document is not None and words else None
    when = date(2031, 5, month_day)
    return Interval(earliest=when, latest=when, expression=expression, rule=rule)


NORTHLAND, SOUTHMARK, WESTRIA, EASTMERE = (
    "actor:northland",
    "actor:southmark",
    "actor:westria",
    "actor:eastmere",
)
VENN, DORN, MARROW, MINISTER, NORTH_FORCES = (
    "actor:venn",
    "actor:dorn",
    "actor:marrow",
    "actor:eastmere-minister",
    "actor:northland-forces",
)

ACTORS = (
    Actor(
        id=NORTHLAND,
        name="Northland",
        kind="state",
        basis="has a president in the text",
        mentions=(passage(D1, "Northland"), passage(D2, "Northland")),
    ),
    Actor(
        id=NORTH_FORCES,
        name="Northland forces",
        kind="armed force",
        speaks_for=NORTHLAND,
        speaks_for_passage=passage(D1, "Northland forces"),
        mentions=(passage(D1, "Northland forces"),),
    ),
    Actor(
        id=VENN,
        name="Aldric Venn",
        kind="person",
        speaks_for=SOUTHMARK,
        speaks_for_passage=passage(D1, "President Aldric Venn of Southmark"),
        role="president",
        mentions=(passage(D1, "President Aldric Venn"), passage(D3, "President Aldric Venn")),
    ),
    Actor(id=SOUTHMARK, name="Southmark", kind="state", mentions=(passage(D1, "Southmark"),)),
    Actor(id=WESTRIA, name="Westria", kind="state", mentions=(passage(D1, "Westria"),)),
    Actor(
        id=MARROW,
        name="Ilse Marrow",
        kind="person",
        speaks_for=WESTRIA,
        speaks_for_passage=passage(D1, "Westria’s envoy, Ilse Marrow"),
        role="envoy",
        mentions=(passage(D1, "Ilse Marrow"),),
    ),
    Actor(
        id=DORN,
        name="Bertil Dorn",
        kind="person",
        speaks_for=NORTHLAND,
        role="president",
        mentions=(passage(D2, "President Bertil Dorn"),),
    ),
    Actor(id=EASTMERE, name="Eastmere", kind="state", mentions=(passage(D2, "Eastmere"),)),
    Actor(
        id=MINISTER,
        name="Eastmere’s foreign minister",
        kind="person",
        speaks_for=EASTMERE,
        mentions=(passage(D2, "Eastmere’s foreign minister"),),
    ),
)

PROPOSAL = identified(
    Proposal(
        id="",
        passage=passage(D1, "the proposal put forward by Westria"),
        name="the Westrian proposal",
        sponsor=mention(D1, "Westria", WESTRIA, "put forward by"),
        clauses=(
            Clause(
                order=1,
                issue="territory",
                passage=passage(D1, "Northland would keep the river districts"),
                gives_to=NORTHLAND,
                taken_from=SOUTHMARK,
            ),
            Clause(
                order=2,
                issue="guarantees",
                passage=passage(D1, "Southmark would receive security guarantees"),
                gives_to=SOUTHMARK,
                is_hedged=True,
            ),
        ),
        mentions=(
            passage(D1, "the proposal put forward by Westria"),
            passage(D1, "the deal"),
            passage(D2, "the proposal"),
        ),
    )
)

NO_SIGNING = identified(
    Statement(
        id="",
        passage=passage(
            D1,
            "“We will not sign away the river districts,” President Aldric Venn of Southmark told reporters",
        ),
        mode="direct",
        channel="public",
        content=(span(D1, "“We will not sign away the river districts,”"),),
        quoted=(span(D1, "We will not sign away the river districts"),),
        speaker=mention(D1, "President Aldric Venn", VENN),
        addressee=mention(D1, "reporters", None),
        cue=span(D1, "told"),
        act="REJECT",
        direction="against",
    )
)
RULED_OUT = identified(
    Statement(
        id="",
        passage=passage(D1, "In public Venn has ruled out any concession"),
        mode="indirect",
        channel="public",
        content=(span(D1, "any concession"),),
        speaker=mention(D1, "Venn", VENN, "In public"),
        cue=span(D1, "has ruled out"),
        act="REJECT",
        direction="against",
    )
)
IN_PRIVATE = identified(
    Statement(
        id="",
        passage=passage(
            D1,
            "in private he told aides that the line of contact could be accepted if the guarantees were "
            "binding",
        ),
        mode="indirect",
        channel="private",
        content=(span(D1, "that the line of contact could be accepted if the guarantees were binding"),),
        speaker=mention(D1, "he", VENN, "in private"),
        addressee=mention(D1, "aides", None),
        cue=span(D1, "told", "in private"),
        act="CONCEDE",
        direction="conditional",
    )
)
ACCUSED = identified(
    Statement(
        id="",
        passage=passage(D1, "Westria’s envoy, Ilse Marrow, accused Southmark of resisting the deal"),
        mode="indirect",
        channel="public",
        content=(span(D1, "resisting the deal"),),
        speaker=mention(D1, "Ilse Marrow", MARROW),
        cue=span(D1, "accused"),
        act="ACCUSE",
        toward=SOUTHMARK,
        direction="against",
    )
)
FAIR = identified(
    Statement(
        id="",
        passage=passage(D1, "“The text is fair,” she said. “We expect an answer within ten days.”"),
        mode="direct",
        channel="public",
        content=(
            span(D1, "“The text is fair,”"),
            span(D1, "“We expect an answer within ten days.”"),
        ),
        quoted=(span(D1, "The text is fair"), span(D1, "We expect an answer within ten days.")),
        speaker=mention(D1, "she", MARROW, "The text is fair"),
        cue=span(D1, "said", "The text is fair"),
        act="SUPPORT",
        direction="for",
    )
)
WANTS_PEACE = identified(
    Statement(
        id="",
        passage=passage(D2, "“Northland wants peace,” he told a rally in Norholm"),
        mode="direct",
        channel="public",
        content=(span(D2, "“Northland wants peace,”"),),
        quoted=(span(D2, "Northland wants peace"),),
        speaker=mention(D2, "he", DORN, "wants peace"),
        addressee=mention(D2, "a rally", None),
        cue=span(D2, "told"),
        act="AGREE",
    )
)
BALL = identified(
    Statement(
        id="",
        passage=passage(D2, "“Now the ball is in Northland’s court,” she said"),
        mode="direct",
        channel="public",
        content=(span(D2, "“Now the ball is in Northland’s court,”"),),
        quoted=(span(D2, "Now the ball is in Northland’s court"),),
        speaker=mention(D2, "she", MARROW, "court"),
        cue=span(D2, "said", "court"),
        act="REQUEST",
        toward=NORTHLAND,
        direction="against",
    )
)
REWARDS = identified(
    Statement(
        id="",
        passage=passage(D2, "saying that they reward force"),
        mode="indirect",
        channel="public",
        content=(span(D2, "that they reward force"),),
        speaker=mention(D2, "Eastmere’s foreign minister", MINISTER),
        cue=span(D2, "saying"),
        act="REJECT",
    )
)
MISQUOTED = identified(
    Statement(
        id="",
        passage=passage(D2, "“We will not sign away the river district,” Venn had said"),
        mode="direct",
        channel="public",
        content=(span(D2, "“We will not sign away the river district,”"),),
        quoted=(span(D2, "We will not sign away the river district"),),
        speaker=mention(D2, "Venn", VENN),
        cue=span(D2, "had said"),
        act="REJECT",
        direction="against",
    )
)
TOLL = identified(
    Statement(
        id="",
        passage=passage(D2, "Northland’s army said there were no dead"),
        mode="indirect",
        channel="public",
        content=(span(D2, "there were no dead"),),
        speaker=None,
        speaker_open="the army is not named as anybody’s voice in the text",
        candidates=(DORN, NORTH_FORCES),
        cue=span(D2, "said", "army"),
    )
)
MONITORS_FIRST = identified(
    Statement(
        id="",
        passage=passage(
            D3,
            "Southmark is willing to discuss the proposal if monitors come first, President Aldric Venn said",
        ),
        mode="indirect",
        channel="public",
        content=(span(D3, "Southmark is willing to discuss the proposal if monitors come first"),),
        speaker=mention(D3, "President Aldric Venn", VENN),
        cue=span(D3, "said"),
        act="AGREE",
        direction="conditional",
    )
)
DENIED = identified(
    Statement(
        id="",
        passage=passage(D3, "Dorn denied that Northland aircraft had struck the depot near Sudholm"),
        mode="indirect",
        channel="public",
        content=(span(D3, "that Northland aircraft had struck the depot near Sudholm"),),
        speaker=mention(D3, "Dorn", DORN),
        cue=span(D3, "denied"),
        act="REJECT",
    )
)

SHELLED = identified(
    Event(
        id="",
        passage=passage(D1, "Northland forces shelled the town of Millford, killing at least 14 people"),
        trigger=span(D1, "shelled"),
        act="ASSAULT",
        actor=mention(D1, "Northland forces", NORTH_FORCES),
        recipient=mention(D1, "people", SOUTHMARK),
        place=mention(D1, "the town of Millford", None),
        time=day(2, D1, "on Friday", "the Friday before the report"),
        deaths=Count(low=14, best=None, high=None, expression=span(D1, "at least 14")),
    )
)
STRUCK = identified(
    Event(
        id="",
        passage=passage(D2, "Northland aircraft struck a depot near Sudholm"),
        trigger=span(D2, "struck"),
        act="ASSAULT",
        actor=mention(D2, "Northland", NORTHLAND, "Hours later"),
        recipient=mention(D2, "Sudholm", SOUTHMARK),
        place=mention(D2, "Sudholm", None),
        time=day(8),
        deaths=Count(low=9, best=9, high=9, expression=span(D2, "9 people")),
    )
)
STRUCK_NOT = identified(
    Event(
        id="",
        passage=passage(D3, "Northland aircraft had struck the depot near Sudholm"),
        trigger=span(D3, "had struck"),
        act="ASSAULT",
        actor=mention(D3, "Northland", NORTHLAND),
        place=mention(D3, "Sudholm", None),
        time=day(8),
        factuality="denied",
        alleged_by=mention(D3, "Dorn", DORN),
    )
)
PULLED_BACK = identified(
    Event(
        id="",
        passage=passage(D3, "Southmark forces pulled back from two villages on Tuesday"),
        trigger=span(D3, "pulled back"),
        act="RETREAT",
        actor=mention(D3, "Southmark forces", SOUTHMARK),
        time=day(13, D3, "on Tuesday", "the Tuesday before the report"),
    )
)
RAID = identified(
    Event(
        id="",
        passage=passage(D3, "a Southmark raid had killed three soldiers at the Ostrand bridge"),
        trigger=span(D3, "raid"),
        act="ASSAULT",
        actor=mention(D3, "Southmark", SOUTHMARK, "In the night"),
        place=mention(D3, "the Ostrand bridge", None),
        deaths=Count(low=3, best=3, high=3, expression=span(D3, "three soldiers")),
        left_open=("recipient: the soldiers’ side is not said", "time: which night is not said"),
    )
)
MEETING = identified(
    Event(
        id="",
        passage=passage(D3, "A meeting of the two foreign ministers is planned for 20 May"),
        trigger=span(D3, "meeting"),
        act="CONSULT",
        time=day(20, D3, "20 May"),
        factuality="planned",
        left_open=("actor: two at once",),
    )
)

REJECTS = identified(
    Response(
        id="",
        passage=passage(
            D1,
            "He rejected the proposal put forward by Westria, under which Northland would keep the river "
            "districts",
        ),
        kind="reject",
        proposal=PROPOSAL.id,
        by=mention(D1, "He", VENN),
    )
)
RESISTS = identified(
    Response(
        id="",
        passage=passage(D1, "resisting the deal"),
        kind="resist",
        proposal=PROPOSAL.id,
        by=mention(D1, "Southmark", SOUTHMARK, "accused"),
        alleged_by=mention(D1, "Ilse Marrow", MARROW),
        statement=ACCUSED.id,
    )
)
READY_TO_SIGN = identified(
    Response(
        id="",
        passage=passage(D2, "welcomed the proposal"),
        kind="accept",
        proposal=PROPOSAL.id,
        by=mention(D2, "he", DORN, "wants peace"),
        statement=WANTS_PEACE.id,
    )
)
OPPOSES = identified(
    Response(
        id="",
        passage=passage(D2, "Eastmere’s foreign minister openly opposed the terms"),
        kind="oppose",
        proposal=PROPOSAL.id,
        by=mention(D2, "Eastmere’s foreign minister", MINISTER),
    )
)
SAID_WILLING = identified(
    Response(
        id="",
        passage=passage(D2, "Southmark was willing to engage"),
        kind="willing",
        proposal=PROPOSAL.id,
        by=mention(D2, "Southmark", SOUTHMARK, "Westrian radio"),
        alleged_by=mention(D2, "Marrow", MARROW),
    )
)
DISCUSSES = identified(
    Response(
        id="",
        passage=passage(D3, "Southmark is willing to discuss the proposal if monitors come first"),
        kind="conditional",
        proposal=PROPOSAL.id,
        by=mention(D3, "Southmark", SOUTHMARK),
        statement=MONITORS_FIRST.id,
    )
)

TEN_DAYS = identified(
    Claim(
        id="",
        passage=passage(D1, "We expect an answer within ten days"),
        kind="deadline",
        by=mention(D1, "she", MARROW, "The text is fair"),
        due=Interval(
            earliest=date(2031, 5, 3),
            latest=date(2031, 5, 13),
            expression=span(D1, "within ten days"),
            rule="ten days from the day of the report",
            anchor="published 2031-05-03",
        ),
        statement=FAIR.id,
    )
)
END_OF_MONTH = identified(
    Claim(
        id="",
        passage=passage(D3, "Westria will walk away from the mediation by the end of the month, Marrow said"),
        kind="ultimatum",
        by=mention(D3, "Marrow", MARROW),
        due=Interval(
            earliest=date(2031, 5, 14),
            latest=date(2031, 5, 31),
            expression=span(D3, "by the end of the month"),
            rule="until the last day of the month of the report",
        ),
    )
)
READY_CLAIM = identified(
    Claim(
        id="",
        passage=passage(D2, "Northland is ready to sign, President Bertil Dorn said"),
        kind="promise",
        by=mention(D2, "President Bertil Dorn", DORN),
    )
)

RECORD = Record(
    documents=(D1, D2, D3),
    actors=ACTORS,
    relations=(
        identified(
            Relation(
                id="",
                kind="mediation",
                a=WESTRIA,
                b=SOUTHMARK,
                passage=passage(D1, "the proposal put forward by Westria"),
            )
        ),
    ),
    statements=(
        NO_SIGNING,
        RULED_OUT,
        IN_PRIVATE,
        ACCUSED,
        FAIR,
        WANTS_PEACE,
        TOLL,
        REWARDS,
        BALL,
        MISQUOTED,
        MONITORS_FIRST,
        DENIED,
    ),
    events=(SHELLED, STRUCK, PULLED_BACK, RAID, STRUCK_NOT, MEETING),
    proposals=(PROPOSAL,),
    responses=(REJECTS, RESISTS, READY_TO_SIGN, OPPOSES, SAID_WILLING, DISCUSSES),
    claims=(TEN_DAYS, READY_CLAIM, END_OF_MONTH),
    reader="rules 0.1, built by hand",
)

CASE = Case(
    title="Northland and Southmark: the river districts",
    parties=(
        Party(id="northland", name="Northland", role="belligerent", speaks=(NORTHLAND,), cites=(SHELLED.id,)),
        Party(id="southmark", name="Southmark", role="belligerent", speaks=(SOUTHMARK,), cites=(RAID.id,)),
        Party(id="westria", name="Westria", role="mediator", speaks=(WESTRIA,), cites=(PROPOSAL.id,)),
        Party(
            id="eastmere",
            name="Eastmere",
            role="backer",
            speaks=(EASTMERE,),
            is_member=None,
            cites=(OPPOSES.id,),
        ),
    ),
    options=(
        Option(
            id="accept",
            party="northland",
            text="accepts the proposal on the table",
            cites=(READY_TO_SIGN.id,),
        ),
        Option(id="attack", party="northland", text="keeps up attacks", cites=(SHELLED.id, STRUCK.id)),
        Option(
            id="accept",
            party="southmark",
            text="accepts the proposal on the table",
            cites=(REJECTS.id, DISCUSSES.id),
        ),
        Option(id="attack", party="southmark", text="keeps up attacks", cites=(RAID.id,)),
        Option(id="press-northland", party="westria", text="presses Northland", cites=(BALL.id,)),
        Option(id="press-southmark", party="westria", text="presses Southmark", cites=(ACCUSED.id,)),
        Option(
            id="walk",
            party="westria",
            text="walks away from the mediation",
            moves="on",
            cites=(END_OF_MONTH.id,),
        ),
        Option(id="oppose", party="eastmere", text="opposes the proposal on the table", cites=(OPPOSES.id,)),
    ),
    definitions=(
        Definition(
            name="deal",
            condition="northland.accept & southmark.accept & !westria.walk",
            text="both sides accept the proposal on the table and the mediator has not walked away",
        ),
        Definition(
            name="fighting",
            condition="northland.attack | southmark.attack",
            text="at least one side keeps up attacks",
        ),
    ),
    rules=(
        Rule(
            never="northland.accept & northland.attack",
            because="accepting the proposal and keeping up attacks exclude each other",
        ),
        Rule(
            never="southmark.accept & southmark.attack",
            because="accepting the proposal and keeping up attacks exclude each other",
        ),
        Rule(
            never="westria.walk & (westria.press-northland | westria.press-southmark)",
            because="whoever has walked away presses nobody",
        ),
    ),
    concerns=(
        Concern(
            id="northland-1",
            party="northland",
            kind="wants",
            condition="deal",
            because="Northland welcomed the proposal.",
            grade="record",
            weight=(0.2, 0.7),
            supports=(READY_TO_SIGN.id, WANTS_PEACE.id),
            against=(STRUCK.id,),
        ),
        Concern(
            id="northland-2",
            party="northland",
            kind="avoids",
            condition="southmark.attack",
            because="Being attacked is avoided.",
            grade="assumption",
            assumption="attacked",
        ),
        Concern(
            id="northland-3",
            party="northland",
            kind="about",
            condition="northland.attack",
            because="What Northland makes of the war going on is not in the record.",
            grade="open",
        ),
        Concern(
            id="southmark-1",
            party="southmark",
            kind="about",
            condition="deal",
            because="Southmark rejected the proposal, and later named conditions.",
            grade="record",
            weight=(0.2, 0.8),
            supports=(DISCUSSES.id, SAID_WILLING.id),
            against=(REJECTS.id, NO_SIGNING.id, RESISTS.id),
        ),
        Concern(
            id="southmark-2",
            party="southmark",
            kind="avoids",
            condition="northland.attack",
            because="Being attacked is avoided.",
            grade="assumption",
            assumption="attacked",
        ),
        Concern(
            id="southmark-3",
            party="southmark",
            kind="avoids",
            condition="southmark.accept & !northland.accept",
            because="Accepting alone is avoided.",
            grade="assumption",
            assumption="alone",
        ),
        Concern(
            id="westria-1",
            party="westria",
            kind="wants",
            condition="deal",
            because="A mediator that put its name to a deal wants it.",
            grade="assumption",
            assumption="sponsor",
            supports=(PROPOSAL.id,),
        ),
        Concern(
            id="eastmere-1",
            party="eastmere",
            kind="avoids",
            condition="deal & !eastmere.oppose",
            because="Eastmere’s foreign minister openly opposed the terms.",
            grade="record",
            weight=(0.3, 0.9),
            supports=(OPPOSES.id, REWARDS.id),
        ),
    ),
    assumptions=(
        Assumption(name="attacked", text="Being attacked is avoided."),
        Assumption(name="alone", text="Accepting while another side does not is avoided."),
        Assumption(name="sponsor", text="A mediator that put its name to a deal wants it."),
        Assumption(name="pressed", text="Being pressed by the mediator is avoided.", is_on=False),
    ),
    now=(
        Standing(option="northland.attack", is_taken=True, cites=(STRUCK.id,)),
        Standing(option="southmark.attack", is_taken=True, cites=(RAID.id,)),
        Standing(option="westria.press-southmark", is_taken=True, cites=(ACCUSED.id,)),
        Standing(option="eastmere.oppose", is_taken=True, cites=(OPPOSES.id,)),
    ),
    judgements=(
        Judgement(
            text="a meeting of the two foreign ministers takes place",
            probability=(0.6, 0.75),
            confidence="moderate",
            by=date(2031, 5, 31),
            because="both sides have named a day; earlier meetings were called off twice",
            cites=(MEETING.id,),
        ),
    ),
    unplaced=("Westrian radio",),
)
