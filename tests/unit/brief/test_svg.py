from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from tests.unit.brief.sample import CASE, RECORD
from tests.unit.brief.shares import EXPLORATION, share

from detente.brief import Brief, brief
from detente.brief.placing import MOST_MARKS, charted, lay_out
from detente.brief.svg import element, share_bar, share_bars, timeline
from detente.record.values import Event, Interval

BRIEF = brief(RECORD, CASE, EXPLORATION)


def _drawn(made: Brief, events: tuple[Event, ...]) -> ElementTree.Element:
    return ElementTree.fromstring(timeline(made, events))


def test_every_event_is_drawn_once_and_leads_to_its_row() -> None:
    drawn = _drawn(BRIEF, RECORD.events)
    links = [link.get("href", "") for link in drawn.iter("a")]
    assert sorted(links) == sorted(f"#e{number}" for number in range(1, len(RECORD.events) + 1))


def test_a_drawing_has_a_title_and_a_description() -> None:
    drawn = _drawn(BRIEF, RECORD.events)
    assert drawn.findtext("title") == "Events by actor"
    assert drawn.findtext("desc") == "6 of 6 events placed on a day. The table below lists all events."


def test_what_did_not_happen_is_hollow() -> None:
    drawn = _drawn(BRIEF, RECORD.events)
    hollow = {
        link.get("href")
        for link in drawn.iter("a")
        if any("hollow" in (shape.get("class") or "") for shape in link)
    }
    assert hollow == {"#e5", "#e6"}


def test_earlier_events_stand_to_the_left() -> None:
    drawn = _drawn(BRIEF, RECORD.events)
    places = {link.get("href"): float(link.findall("text")[0].get("x") or "nan") for link in drawn.iter("a")}
    assert places["#e1"] < places["#e2"] < places["#e3"] < places["#e4"] < places["#e6"]


@pytest.mark.parametrize("n_times", [1, 40])
def test_marks_of_one_lane_never_touch(n_times: int) -> None:
    events = tuple(
        replace(event, id=f"{event.id}-{copy}") for copy in range(n_times) for event in RECORD.events
    )
    made = brief(replace(RECORD, events=events), CASE, EXPLORATION)
    drawn = _drawn(made, events)
    seats = [
        (float(label.get("x") or "nan"), float(label.get("y") or "nan"))
        for link in drawn.iter("a")
        for label in link.findall("text")
    ]
    assert len(seats) == len(events)
    for place, (x, y) in enumerate(seats):
        assert all(abs(x - a) >= 45 or abs(y - b) >= 20 for a, b in seats[:place])


def test_undated_events_are_drawn_in_the_order_told() -> None:
    documents = tuple(replace(document, published_on=None) for document in RECORD.documents)
    events = tuple(replace(event, time=None) for event in RECORD.events)
    made = brief(replace(RECORD, documents=documents, events=events), CASE, EXPLORATION)
    drawn = _drawn(made, events)
    assert "none with a day, in the order told" in (drawn.findtext("desc") or "")
    assert len(list(drawn.iter("a"))) == len(events)


def test_vague_and_far_off_events_do_not_squeeze_the_line() -> None:
    vague = Interval(earliest=date(2031, 1, 1), latest=date(2031, 4, 30))
    far = Interval(earliest=date(2021, 1, 1), latest=date(2021, 1, 1))
    first, second, *rest = RECORD.events
    layout = lay_out(BRIEF, (replace(first, time=vague), replace(second, time=far), *rest))
    assert layout.n_dated == len(rest)
    assert layout.axis is not None
    assert layout.axis.first.year == 2031
    loose = [
        entry.event.id
        for lane in layout.lanes
        for row in lane.rows
        for entry in row
        if layout.loose is not None and entry.left >= layout.loose
    ]
    assert {*loose} == {first.id, second.id}


def test_actors_outside_the_case_share_a_lane_above_open_ones() -> None:
    case = replace(CASE, parties=CASE.parties[:1])
    layout = lay_out(brief(RECORD, case, EXPLORATION), RECORD.events)
    assert [lane.name for lane in layout.lanes] == ["Northland", "others", "actor open"]


def test_words_make_way_where_there_are_many_events() -> None:
    said = replace(RECORD.events[0], act="ACCUSE")
    guessed = replace(RECORD.events[0], factuality="hypothetical")
    assert charted([said] * MOST_MARKS) == (said,) * MOST_MARKS
    assert charted([said, guessed] * MOST_MARKS) == (guessed,) * MOST_MARKS
    assert charted([said, guessed, RECORD.events[0]] * MOST_MARKS) == (RECORD.events[0],) * MOST_MARKS


def test_bars_are_as_long_as_their_shares() -> None:
    bar = ElementTree.fromstring(share_bar(share(25)))
    assert [(rect.get("class"), rect.get("width")) for rect in bar.iter("rect")] == [
        ("track", "100"),
        ("fill", "25"),
    ]
    bars = ElementTree.fromstring(share_bars([("a", share(50)), ("b", share(100))], "x", "caption"))
    widths = [float(rect.get("width") or "nan") for rect in bars.iter("rect")]
    assert widths[1] == pytest.approx(2 * widths[0])


def test_text_and_attributes_are_escaped() -> None:
    drawn = element("text", ["<b>&\x00"], class_='"><x')
    assert drawn == '<text class="&#34;&gt;&lt;x">&lt;b&gt;&amp;␀</text>'
