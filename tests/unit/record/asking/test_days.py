from __future__ import annotations

from datetime import date

import pytest
from tests.unit.record.made import days, named, record, report, statement

from detente.record.asking.days import said_days, window
from detente.record.values import Interval

MONDAY, TUESDAY, FRIDAY = date(2031, 5, 5), date(2031, 5, 6), date(2031, 5, 9)


@pytest.mark.parametrize(
    ("time", "published", "expected"),
    [
        (None, TUESDAY, (TUESDAY, TUESDAY)),
        (None, None, None),
        (days(MONDAY), TUESDAY, (MONDAY, MONDAY)),
        (days(MONDAY, FRIDAY), None, (MONDAY, FRIDAY)),
        (Interval(earliest=MONDAY, latest=None), TUESDAY, (MONDAY, TUESDAY)),
        (Interval(earliest=FRIDAY, latest=None), TUESDAY, (FRIDAY, FRIDAY)),
        (Interval(earliest=None, latest=MONDAY), TUESDAY, (MONDAY, MONDAY)),
        (Interval(earliest=MONDAY, latest=None), None, (MONDAY, MONDAY)),
    ],
)
def test_window_takes_an_unknown_end_from_the_other_or_the_report(
    time: Interval | None, published: date | None, expected: tuple[date, date] | None
) -> None:
    assert window(time, published) == expected


def test_said_days_are_the_last_of_the_words_else_of_the_report() -> None:
    dated, undated = report("Velk spoke. Velk left.", "H", FRIDAY), report("Velk spoke too.", "C", None)
    velk = named("actor:velk", "Velk")
    said = (
        statement(dated, "Velk spoke", "actor:velk", said_on=days(MONDAY, TUESDAY)),
        statement(dated, "Velk left", "actor:velk"),
        statement(undated, "Velk spoke too", "actor:velk"),
    )
    found = said_days(record(dated, undated, actors=(velk,), statements=said))
    assert [found[one.id] for one in said] == [TUESDAY, FRIDAY, None]
    assert found[dated.document.id] == FRIDAY
