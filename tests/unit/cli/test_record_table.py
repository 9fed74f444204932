from __future__ import annotations

import io
from datetime import date

from rich.console import Console

from detente.cli.record_table import show
from detente.documents import load
from detente.record import Record
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
    Response,
    Span,
    Statement,
)

TEXT = (
    "“No deal,” said Okoro. He added more. Shelling killed over a dozen in Portis. "
    "The plan gives Northland the port. Southmark resists it. Talks resume in a week."
)
REPORT = load(TEXT.encode(), path="courier.txt")


def words(text: str) -> Span:
    start = TEXT.index(text)
    return Span(start=start, end=start + len(text), text=text)


def passage(text: str) -> Passage:
    span = words(text)
    return Passage(document=REPORT.id, start=span.start, end=span.end, text=text)


def mention(text: str, actor: str | None = None) -> Mention:
    span = words(text)
    return Mention(start=span.start, end=span.end, text=text, actor=actor)


RECORD = Record(
    documents=(REPORT,),
    actors=(Actor(id="actor:1", name="President Okoro", kind="person", basis="named in full"),),
    statements=(
        Statement(
            id="statement:1",
            passage=passage("“No deal,” said Okoro."),
            mode="direct",
            channel="public",
            content=(words("No deal,"),),
            speaker=mention("Okoro", "actor:1"),
            cue=words("said"),
            act="REJECT",
        ),
        Statement(
            id="statement:2",
            passage=passage("He added more."),
            mode="indirect",
            channel="private",
            content=(words("more"),),
            speaker_open="two persons fit",
            candidates=("actor:1",),
            is_negated=True,
        ),
    ),
    events=(
        Event(
            id="event:1",
            passage=passage("Shelling killed over a dozen in Portis."),
            trigger=words("Shelling"),
            act="ASSAULT",
            deaths=Count(low=13, best=None, high=None),
            left_open=("actor: not stated",),
        ),
    ),
    proposals=(
        Proposal(
            id="proposal:1",
            passage=passage("The plan gives Northland the port."),
            name="the plan",
            sponsor_open="not stated",
            clauses=(Clause(order=1, issue="territory", passage=passage("gives Northland the port")),),
        ),
    ),
    responses=(
        Response(
            id="response:1",
            passage=passage("Southmark resists it."),
            kind="resist",
            by=mention("Southmark"),
        ),
    ),
    claims=(
        Claim(
            id="claim:1",
            passage=passage("Talks resume in a week."),
            kind="schedule",
            due=Interval(
                earliest=date(2025, 5, 1),
                latest=date(2025, 5, 1),
                expression=words("in a week"),
                rule="in a week",
                anchor="the day of publication",
            ),
        ),
    ),
)


def shown(record: Record) -> list[str]:
    file = io.StringIO()
    show(record, Console(file=file, width=900))
    return [" ".join(line.split()) for line in file.getvalue().splitlines()]


def test_items_are_listed_in_text_order_with_who_and_what() -> None:
    rows = [line.strip("│").split("│") for line in shown(RECORD) if line.startswith("│")]
    cells = [[cell.strip() for cell in row[:3]] for row in rows]
    assert cells == [
        ["statement", "President Okoro", "direct, public, REJECT"],
        ["statement", "?", "indirect, private, OTHER, denied"],
        ["event", "?", "ASSAULT, happened, deaths ? (from 13 to ?)"],
        ["proposal", "?", "the plan"],
        ["response", "“Southmark” (open)", "resist"],
        ["claim", "?", "schedule, due 2025-05-01"],
    ]


def test_an_empty_record_says_so() -> None:
    assert shown(Record(documents=(REPORT,)))[0].startswith("Nothing was found")


def test_words_of_a_document_are_shown_and_not_obeyed() -> None:
    text = "[red]No[/red] \x1b[2J\u202e deal."
    report = load(text.encode(), path="a.txt")
    found = Statement(
        id="statement:1",
        passage=Passage(document=report.id, start=0, end=len(text), text=text),
        mode="indirect",
        channel="public",
        content=(Span(start=0, end=len(text), text=text),),
    )
    printed = "\n".join(shown(Record(documents=(report,), statements=(found,))))
    assert "[red]No[/red] ␛[2J⟨U+202E⟩ deal." in printed
