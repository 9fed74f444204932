from __future__ import annotations

from datetime import date

import pytest
from tests.unit.brief.sample import RECORD

from detente.brief.claims import date_claims, reading_day
from detente.record import Record
from detente.record.ruling import Outcome, Standing
from detente.record.values import Claim, Interval, Passage

AS_OF = date(2031, 5, 14)


def _status(due: Interval | None, as_of: date | None) -> str:
    where = Passage(document="doc:1", start=0, end=1, text="x")
    record = Record(claims=(Claim(id="claim:1", passage=where, kind="promise", due=due),))
    return date_claims(record, as_of)[0].status


@pytest.mark.parametrize(
    ("due", "status"),
    [
        (None, "open"),
        (Interval(earliest=None, latest=None), "open"),
        (Interval(earliest=date(2031, 5, 15), latest=date(2031, 5, 20)), "open"),
        (Interval(earliest=date(2031, 5, 14), latest=date(2031, 5, 20)), "due"),
        (Interval(earliest=date(2031, 5, 1), latest=date(2031, 5, 14)), "due"),
        (Interval(earliest=date(2031, 5, 1), latest=date(2031, 5, 13)), "overdue"),
        (Interval(earliest=None, latest=date(2031, 5, 15)), "open"),
        (Interval(earliest=None, latest=date(2031, 5, 14)), "due"),
        (Interval(earliest=None, latest=date(2031, 5, 13)), "overdue"),
        (Interval(earliest=date(2031, 5, 13), latest=None), "due"),
    ],
)
def test_status_of_a_claim(due: Interval | None, status: str) -> None:
    assert _status(due, AS_OF) == status


def test_a_dated_claim_stays_open_without_a_day_to_compare_with() -> None:
    assert _status(Interval(earliest=date(2031, 5, 1), latest=date(2031, 5, 2)), None) == "open"


def test_what_an_analyst_ruled_is_the_status() -> None:
    first = RECORD.claims[0]
    for outcome in (Outcome(kind="kept", on=date(2031, 5, 12)), Outcome(kind="broken")):
        ruled = {first.id: Standing(item=first.id, outcome=outcome)}
        dated = date_claims(RECORD, AS_OF, ruled)
        assert dated[0].status == outcome.kind
        assert dated[0].reason.startswith("ruled by an analyst")
        assert dated[1:] == date_claims(RECORD, AS_OF)[1:]


def test_the_day_is_the_newest_reports_unless_one_is_given() -> None:
    assert reading_day(RECORD, None) == date(2031, 5, 14)
    assert reading_day(RECORD, date(2030, 1, 1)) == date(2030, 1, 1)
    assert reading_day(Record(), None) is None


def test_the_sample_has_one_claim_of_each_status() -> None:
    statuses = [claim.status for claim in date_claims(RECORD, AS_OF)]
    assert statuses == ["overdue", "open", "due"]
