from __future__ import annotations

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
