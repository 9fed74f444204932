"""What is new in a record on a PostgreSQL server is what is new in a file that was made alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from tests.unit.record.sample import sample

from detente.record.asking.changes import Changes
from detente.record.selecting import of_documents
from detente.record.store import Store

if TYPE_CHECKING:
    from tests.tools.postgresql import Server

DAYS = [datetime(2031, 5, day, 12, tzinfo=UTC) for day in (6, 7, 8, 9)]


def _made(where: str) -> list[Changes]:
    """Add two reports, rule, read one again; return what is new since each of these and since a day."""
    record = sample()
    first = of_documents(record, [record.documents[0].id])
    with Store.open(where) as store:
        store.add(first, seen_at=DAYS[0])
        store.add(record, seen_at=DAYS[1])
        ruled_at = DAYS[2].isoformat()
        store.rule("reject", record.events[0].id, by="ann", because="a misreading", ruled_at=ruled_at)
        again = replace(record, claims=())
        store.add(again, seen_at=DAYS[3], again=True)
        as_of = date(2031, 6, 1)
        found = [store.changes(number, as_of=as_of) for number in range(store.last_addition() + 1)]
        return [*found, *(store.changes(day.date(), as_of=as_of) for day in DAYS)]


def test_it_is_what_is_new_in_a_file(postgresql: Server) -> None:
    on_server, in_file = _made(postgresql.database()), _made(":memory:")
    assert on_server == in_file
    assert [len(one.documents) for one in in_file[:2]] == [2, 1]
    assert any(one.withdrawn for one in in_file)


@pytest.mark.parametrize(("day", "n_documents"), [(6, 2), (7, 1), (8, 0)])
def test_a_day_begins_at_midnight(day: int, n_documents: int) -> None:
    record = sample()
    with Store.open(":memory:") as store:
        store.add(of_documents(record, [record.documents[0].id]), seen_at=DAYS[0].replace(hour=0))
        store.add(record, seen_at=DAYS[1].replace(hour=0))
        assert len(store.changes(date(2031, 5, day)).documents) == n_documents
