from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from detente.documents.document import Document
from detente.reading.moments import find_moments

TEXT = "On Monday the talks began. They will end by Friday. They meet every week."


def document(published_on: date | None) -> Document:
    return Document(id="doc:test", path="t", text=TEXT, sha256="0" * 64, published_on=published_on)


def test_times_know_their_place_in_the_document() -> None:
    moments = find_moments(document(date(2026, 3, 10)), 0, len(TEXT))
    for moment in moments:
        expression = moment.interval.expression
        assert expression is not None
        assert TEXT[expression.start : expression.end] == expression.text
        assert moment.start == expression.start


def test_only_the_stretch_asked_for_is_read() -> None:
    start = TEXT.index("They")
    (moment,) = find_moments(document(date(2026, 3, 10)), start, len(TEXT), direction="future")
    assert (moment.interval.earliest, moment.interval.latest) == (date(2026, 3, 10), date(2026, 3, 13))
    assert moment.is_future


@pytest.mark.parametrize(("direction", "day"), [("past", 9), ("future", 16)])
def test_a_weekday_is_looked_for_in_the_direction_told(direction: str, day: int) -> None:
    (moment,) = find_moments(document(date(2026, 3, 10)), 0, 26, direction=direction)  # type: ignore[arg-type]
    assert moment.interval.earliest == date(2026, 3, day)


def test_an_undated_document_leaves_days_open() -> None:
    assert all(moment.interval.is_open for moment in find_moments(document(None), 0, len(TEXT)))


def test_how_often_is_no_moment() -> None:
    assert "every week" not in [
        moment.interval.expression.text
        for moment in find_moments(document(date(2026, 3, 10)), 0, len(TEXT))
        if moment.interval.expression is not None
    ]


def test_what_leans_on_a_time_is_counted_from_the_same_paragraph() -> None:
    text = "They met on 3 March.\n\nOn 5 March the mill burned. A day later it rained."
    read = Document(id="doc:test", path="t", text=text, sha256="0" * 64, published_on=date(2026, 3, 10))
    (later,) = find_moments(read, text.index("A day"), len(text))
    assert later.interval.earliest == date(2026, 3, 6)
    undated = replace(read, text=text.replace("On 5 March the", "The"))
    (other,) = find_moments(undated, undated.text.index("A day"), len(undated.text))
    assert other.interval.is_open
