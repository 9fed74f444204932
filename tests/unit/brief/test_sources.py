from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.brief.parsed import parse

from detente.brief.highlight import highlighted
from detente.brief.labels import build_index
from detente.brief.sources import MAX_DEPTH, Source, build_sources, orphans
from detente.brief.visible import visible
from detente.documents.document import Document
from detente.record import Record
from detente.record.values import Claim, Event, Passage, Span

TEXT = "North shelled Millford, killing 14 people.\r\nIt was, he said, “a mistake”.\n\nEnd & <end>.\n"


def _record(text: str, places: list[tuple[int, int]], claimed: list[tuple[int, int]] | None = None) -> Record:
    document = Document(id="doc:1", path="a.txt", text=text, sha256="0" * 64)

    def passage(start: int, end: int) -> Passage:
        return Passage(document="doc:1", start=start, end=end, text=text[start:end])

    return Record(
        documents=(document,),
        events=tuple(
            Event(
                id=f"event:{number}",
                passage=passage(start, end),
                trigger=Span(start=start, end=end, text=text[start:end]),
                act="ASSAULT",
            )
            for number, (start, end) in enumerate(places)
        ),
        claims=tuple(
            Claim(id=f"claim:{number}", passage=passage(start, end), kind="promise")
            for number, (start, end) in enumerate(claimed or [])
        ),
    )


def _source(record: Record) -> Source:
    return build_sources(record.documents, build_index(record))[0]


def _html(source: Source) -> str:
    return "".join(f"<p>{highlighted(paragraph)}</p>" for paragraph in source.paragraphs)


def _words(html: str) -> str:
    """Return the text of the highlighted source without the labels that lead back."""
    page = parse(re.sub(r"<sup>.*?</sup>", "", html))
    assert page.problems == []
    return "".join(page.texts)


def test_nested_passages_nest_and_lead_back() -> None:
    outer = (0, TEXT.index("."))
    inner = (TEXT.index("killing"), TEXT.index("."))
    html = _html(_source(_record(TEXT, [outer, inner])))
    assert (
        '<mark class="event" id="at-e1">North shelled Millford, <mark class="event" id="at-e2">killing 14 '
        'people</mark></mark><sup><a class="back" href="#e2">E2</a> <a class="back" href="#e1">E1</a></sup>.'
    ) in html


def test_crossing_passages_are_split_at_the_crossing() -> None:
    first = (TEXT.index("North"), TEXT.index(", killing"))
    second = (TEXT.index("Millford"), TEXT.index("."))
    html = _html(_source(_record(TEXT, [first, second])))
    assert (
        '<mark class="event" id="at-e1">North shelled <mark class="event" id="at-e2">Millford</mark></mark>'
        '<sup><a class="back" href="#e1">E1</a></sup><mark class="event more">, killing 14 people</mark>'
        '<sup><a class="back" href="#e2">E2</a></sup>.'
    ) in html


def test_a_passage_over_several_lines_is_marked_on_each_and_anchored_once() -> None:
    html = _html(_source(_record(TEXT, [(0, TEXT.index("End"))])))
    assert html.count('id="at-e1"') == 1
    assert html.count('class="event more"') >= 1
    assert "␍" not in html


def test_text_is_never_html() -> None:
    html = _html(_source(_record(TEXT, [(TEXT.index("End"), len(TEXT) - 1)])))
    assert "End &amp; &lt;end&gt;." in html


def test_deep_nesting_keeps_every_anchor_and_label() -> None:
    depth = MAX_DEPTH + 20
    text = "a" * (2 * depth + 2)
    html = _html(_source(_record(text, [(place, len(text) - place) for place in range(depth)])))
    for number in range(1, depth + 1):
        assert html.count(f'id="at-e{number}"') == 1
        assert f'href="#e{number}"' in html
    nested = max(len(found) for found in re.findall(r"(?:<mark[^>]*>[^<]*)+", html))
    assert html.count("<mark") >= MAX_DEPTH
    assert nested > 0
    assert _words(html) == text


def test_orphaned_passages_are_kept_and_never_moved() -> None:
    record = _record(TEXT, [(0, 5)])
    text = "South shelled Millford. North shelled too.\n"
    moved = Record(
        documents=(Document(id="doc:1", path="a.txt", text=text, sha256="0" * 64),), events=record.events
    )
    index = build_index(moved)
    assert [used.mark.passage.text for used in orphans(index)] == ["North"]
    assert "<mark" not in _html(build_sources(moved.documents, index)[0])


def test_a_passage_of_no_document_is_orphaned() -> None:
    record = Record(events=_record(TEXT, [(0, 5)]).events)
    assert len(orphans(build_index(record))) == 1


places = st.lists(
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
    .map(lambda ends: (min(ends), max(ends)))
    .filter(lambda ends: ends[0] < ends[1]),
    max_size=8,
)


@given(places, places)
def test_any_passages_leave_the_text_whole(
    events: list[tuple[int, int]], claims: list[tuple[int, int]]
) -> None:
    source = _source(_record(TEXT, events, claims))
    pieces = [piece.text for paragraph in source.paragraphs for piece in paragraph.pieces]
    assert "".join(pieces).replace("\r", "").replace("\n", "") == TEXT.replace("\r", "").replace("\n", "")
    html = _html(source)
    assert _words(html).replace("\n", "").replace("␍", "") == visible(TEXT).replace("\n", "")
    page = parse(html)
    anchors = page.values("id")
    expected = [f"at-e{number}" for number in range(1, len(events) + 1)]
    expected += [f"at-c{number}" for number in range(1, len(claims) + 1)]
    assert sorted(anchors) == sorted(expected)
    assert {value.removeprefix("#") for value in page.values("href")} == {
        anchor.removeprefix("at-") for anchor in expected
    }
