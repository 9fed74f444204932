from __future__ import annotations

import json
import re
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from markupsafe import Markup
from tests.unit.brief.hostile import hostile_brief
from tests.unit.brief.parsed import Page, parse
from tests.unit.brief.sample import D1, RECORD

from detente.brief.labels import build_index
from detente.brief.marked_entries import clip
from detente.brief.marked_open import left_open
from detente.brief.marked_page import render_marked
from detente.brief.marked_text import marked_text
from detente.brief.marks import TextMark, build_marks
from detente.brief.times import read_times
from detente.brief.visible import one_line, visible
from detente.documents.document import Document
from detente.record import Record
from detente.record.values import (
    Claim,
    Event,
    Inconsistency,
    Interval,
    Mention,
    Passage,
    Response,
    Span,
    Statement,
)

ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "nav", "section", "article",
    "aside", "h1", "h2", "h3", "p", "div", "span", "a", "strong", "q", "ol", "ul", "li", "dl", "dt", "dd",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "id", "class", "href", "title", "tabindex",
    "aria-label", "aria-labelledby",
}  # fmt: skip

WORDS = "Kar said: “We stop on Friday, not today”, and hit the bridge. Oss refused the plan.\n"


def _span(words: str, text: str = WORDS) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def _passage(words: str, text: str = WORDS) -> Passage:
    found = _span(words, text)
    return Passage(document="doc:1", start=found.start, end=found.end, text=words)


def _record(text: str = WORDS) -> Record:
    due = Interval(
        earliest=date(2031, 5, 9),
        latest=date(2031, 5, 9),
        expression=_span("on Friday"),
        rule="the next such day",
        anchor="published 2031-05-05",
    )
    said = Statement(
        id="statement:1",
        passage=_passage("Kar said: “We stop on Friday, not today”"),
        mode="direct",
        channel="public",
        content=(_span("“We stop on Friday, not today”"),),
        quoted=(_span("We stop on Friday, not today"),),
        speaker=Mention(start=0, end=3, text="Kar"),
        speaker_open="two people are called so",
        cue=_span("said"),
    )
    return Record(
        documents=(Document(id="doc:1", path="a.txt", text=text, sha256="0" * 64),),
        statements=(said,),
        events=(
            Event(
                id="event:1",
                passage=_passage("today”, and hit the bridge"),  # crosses the end of the statement
                trigger=_span("hit"),
                act="ASSAULT",
                left_open=("recipient: nobody is named",),
            ),
        ),
        responses=(Response(id="response:1", passage=_passage("Oss refused the plan"), kind="reject"),),
        claims=(
            Claim(
                id="claim:1",
                passage=_passage("We stop on Friday"),
                kind="promise",
                due=due,
                statement=said.id,
            ),
        ),
        reader="by hand",
    )


def _shown_text(html: str, number: int = 1) -> str:
    """Return the words inside the marked text, which has no text of its own."""
    found = re.search(rf'<div class="text" id="d{number}-text" lang="en">(.*?)</div>', html, re.S)
    assert found is not None
    page = parse(found[1])
    assert page.problems == []
    return "".join(page.texts)


def _rows(html: str, anchor: str) -> str:
    found = re.search(rf'<li id="{anchor}".*?</li>', html, re.S)
    assert found is not None
    return parse(found[0]).text


def _dead_links(page: Page) -> set[str]:
    return {href[1:] for href in page.values("href") if href.startswith("#")} - {*page.values("id")}


@pytest.mark.parametrize("record", [_record(), RECORD], ids=["crossing", "sample"])
def test_the_text_shown_is_the_text(record: Record) -> None:
    html = render_marked(record)
    for number, document in enumerate(record.documents, start=1):
        assert _shown_text(html, number) == document.text


@pytest.mark.parametrize("record", [_record(), RECORD, Record()], ids=["crossing", "sample", "empty"])
def test_every_link_leads_somewhere_and_no_address_is_given_twice(record: Record) -> None:
    page = parse(render_marked(record))
    assert page.problems == []
    assert _dead_links(page) == set()
    assert len(page.values("id")) == len({*page.values("id")})


def test_every_record_has_an_entry_that_leads_to_its_words_and_back() -> None:
    html = render_marked(RECORD)
    for entry in build_index(RECORD).entries:
        if entry.kind == "actor":
            continue
        assert f'<li id="{entry.anchor}" class="entry {entry.kind}">' in html
        assert f'href="#at-{entry.anchor}" title="to the words">{entry.label}</a>' in html
        assert html.count(f'id="at-{entry.anchor}"') == 1
        assert f'href="#{entry.anchor}" aria-label="{entry.label}"></a>' in html


def test_a_piece_has_all_its_marks_and_leads_to_the_innermost() -> None:
    html = render_marked(_record())
    assert (
        '<a class="m claim direct quoted statement time" href="#t1" title="T1 time · C1 claim · S1 in '
        'quotation marks · S1 said, direct · S1 statement" tabindex="-1" id="at-t1">on Friday</a>'
    ) in html
    assert '<a class="m direct event quoted statement" href="#e1"' in html
    assert '<a class="m event" href="#e1"' in html


def test_an_entry_says_what_filled_its_fields_and_why_others_are_open() -> None:
    html = render_marked(_record())
    assert _rows(html, "s1").startswith("S1 statement Kar (who is open)")
    assert "speaker open two people are called so" in _rows(html, "s1")
    assert "recipient open nobody is named" in _rows(html, "e1")
    assert "actor open the record gives no reason" in _rows(html, "e1")
    assert "to open which proposal is answered is not certain" in _rows(html, "r1")
    claim = _rows(html, "c1")
    assert "due 9 May 2031 (“on Friday”) · the next such day · counted from: published 2031-05-05" in claim
    assert "read in S1" in claim
    assert "T1 time 9 May 2031 on Friday dates C1" in _rows(html, "t1")


def test_words_read_once_are_one_expression_of_time_and_in_two_ways_two() -> None:
    record = _record()
    claim = record.claims[0]
    assert claim.due is not None
    again = replace(claim, id="claim:2")
    other = replace(claim, id="claim:3", due=replace(claim.due, latest=None))
    record = replace(record, claims=(claim, again, other))
    found = read_times(record, build_index(record))
    assert [(time.label, time.used_by) for time in found] == [("T1", ("C1", "C2")), ("T2", ("C3",))]


def test_many_candidates_are_counted() -> None:
    said = replace(_record().statements[0], speaker=None, candidates=tuple(f"actor:{n}" for n in range(30)))
    ((field, why),) = left_open(said, {"actor:0": "Ada"})
    assert field == "speaker"
    assert why.startswith("two people are called so; could be Ada, actor:1")
    assert why.endswith("or 22 more")


def test_legend_counts_the_marks_that_are_there() -> None:
    html = render_marked(_record())
    keys = dict(re.findall(r'<span class="m (\w+)">[^<]*</span> <span class="n">(\d+)</span>', html))
    roles = ("speaker", "cue", "direct", "quoted", "trigger", "response", "claim", "time")
    assert keys == dict.fromkeys(roles, "1")


def test_what_was_left_out_and_what_is_odd_is_said() -> None:
    document = replace(D1, warnings=("3 characters were replaced",), published_on=None)
    page = parse(render_marked(replace(RECORD, documents=(document, *RECORD.documents[1:]))))
    assert "3 characters were replaced" in page.text
    assert f"The first {D1.body_start} characters are a header" in page.text
    assert "No day of publication is stated" in page.text
    for failure in RECORD.failures:
        assert failure.reason in page.text


def test_words_that_are_not_at_their_place_are_told_but_not_marked() -> None:
    moved = replace(_record(), documents=(replace(_record().documents[0], text=WORDS.replace("Kar", "Ker")),))
    marks = build_marks(moved, build_index(moved), ())["doc:1"]
    assert {mark.label for mark in marks if mark.role == "statement"} == set()
    html = render_marked(moved)
    assert "not at its place in this text" in _rows(html, "s1")
    assert _dead_links(parse(html)) == set()


def test_several_documents_have_a_list_of_contents() -> None:
    html = render_marked(RECORD)
    contents = re.search(r"<nav.*?</nav>", html, re.S)
    assert contents is not None
    assert re.findall(r'href="#(d\d)"', contents[0]) == ["d1", "d2", "d3"]
    assert "<nav" not in render_marked(_record())


def test_an_empty_report_says_that_nothing_was_found() -> None:
    record = Record(documents=(Document(id="doc:1", path="a.txt", text="Nothing.", sha256="0" * 64),))
    text = parse(render_marked(record)).text
    assert "Nothing was found that could be marked" in text
    assert "No statement, event, proposal, response, claim, relation" in text
    assert "No report is in the record" in parse(render_marked(Record())).text


def test_hostile_text_adds_no_element_attribute_or_address(shared: Path) -> None:
    items = json.loads((shared / "hostile" / "inputs.json").read_text(encoding="utf-8"))["items"]
    payloads = [item["input"] for item in items if item["cls"] == "xss"]
    assert len(payloads) == 33
    plain = parse(render_marked(hostile_brief("plain").record))
    for payload in payloads:
        record = hostile_brief(payload).record
        html = render_marked(record)
        page = parse(html)
        assert page.problems == [], payload
        assert {tag for tag, _ in page.elements} <= ELEMENTS, payload
        assert {key for _, held in page.elements for key in held} <= ATTRIBUTES, payload
        assert all(href.startswith("#") for href in page.values("href")), payload
        assert _dead_links(page) == set(), payload
        assert {*page.values("id")} >= {"d1", "s1", "legend"}
        assert {name for value in page.values("class") for name in value.split()} <= {
            name for value in plain.values("class") for name in value.split()
        } | {"quoted", "speaker", "addressee", "trigger", "response", "claim"}, payload
        assert page.text.count(one_line(payload)) >= 8, payload


def test_characters_that_steer_a_screen_are_written_out() -> None:
    text = "\u202eKar\x1b[2J said\u200b: “no”.\u05d0\u05d1 \ud800\n"
    html = render_marked(Record(documents=(Document(id="doc:1", path="a", text=text, sha256="0" * 64),)))
    assert _shown_text(html) == visible(text)
    assert not {"\u202e", "\x1b", "\u200b", "\ud800"} & {*html}
    html.encode("utf-8")


def test_names_and_words_of_any_length_are_cut_without_being_read_through() -> None:
    assert clip("ab " * 10, 80) == " ".join(["ab"] * 10)
    assert len(clip("ab " * 100_000, 80)) <= 82
    assert clip(" " * 300 + "b", 80).endswith("…")


def test_half_a_million_characters_take_bounded_time_and_room() -> None:
    """One statement, claim and event in each of 10,000 sentences."""
    sentence = "Kar said: “We < stop & on Friday”, hit it.\n\n\n"
    n = 500_000 // len(sentence)
    text = sentence * n

    def at(words: str, place: int) -> Span:
        start = place * len(sentence) + sentence.index(words)
        return Span(start=start, end=start + len(words), text=words)

    def around(words: str, place: int) -> Passage:
        span = at(words, place)
        return Passage(document="doc:1", start=span.start, end=span.end, text=words)

    record = Record(
        documents=(Document(id="doc:1", path="a.txt", text=text, sha256="0" * 64),),
        statements=tuple(
            Statement(
                id=f"statement:{place}",
                passage=around("Kar said: “We < stop & on Friday”", place),
                mode="direct",
                channel="public",
                content=(at("“We < stop & on Friday”", place),),
                cue=at("said", place),
            )
            for place in range(n)
        ),
        claims=tuple(
            Claim(id=f"claim:{place}", passage=around("We < stop & on", place), kind="promise")
            for place in range(n)
        ),
    )
    begun = time.process_time()
    html = render_marked(record)
    spent = time.process_time() - begun
    assert _shown_text(html) == text
    assert spent < 20
    assert len(html.encode()) < 60 * len(text)


def test_a_header_is_set_back_and_stays_in_the_text() -> None:
    html = render_marked(RECORD)
    head = D1.text[: D1.body_start]
    assert f'<span class="head whole">{Markup.escape(head)}</span>' in html
    marks = [TextMark(start=2, end=4, role="actor", label="A1", entry="d1-a1")]
    split = marked_text("Title: x\nBody.", marks, body_start=9)
    assert split.startswith('<span class="head">Ti</span><a class="m actor"')
    assert parse(split).texts == ["Ti", "tl", "e: x\n", "Body."]


def _odd() -> Record:
    record = _record()
    said = replace(
        record.statements[0],
        modality="intended",
        tense="present",
        about="ceasefire",
        condition=_span("not today"),
        probability=0.812,
        candidates=("actor:kar", "actor:oss"),
        speaker=None,
        speaker_probability=0.43,
    )
    fits_not = Inconsistency(
        id="inconsistency:1",
        kind="date",
        passage=_passage("on Friday"),
        other=_passage("not today"),
        about="event:1",
        found="Friday is not the day that is meant.",
    )
    return replace(record, statements=(said,), inconsistencies=(fits_not,))


def test_what_does_not_fit_is_marked_at_both_places_and_told() -> None:
    page = parse(render_marked(_odd()))
    marked = re.findall(r'<(?:a|span)[^>]*class="m[^"]*\binconsistency\b[^"]*"', render_marked(_odd()))
    assert len(marked) >= 2
    assert "Friday is not the day that is meant." in page.text
    assert {"at-i1", "at-i1-2", "i1"} <= {*page.values("id")}
    assert "does not fit" in page.text
    assert "inconsistency" not in render_marked(_record()).split("</style>")[1].replace("inconsistencies", "")


def test_probabilities_and_how_it_is_meant_are_told_where_there_are_any() -> None:
    text = parse(render_marked(_odd())).text
    for words in ("0.81 that this is right", "0.43 that it is the first who could be", "intended · present"):
        assert words in " ".join(text.split())
    assert "that this is right" not in parse(render_marked(_record())).text
