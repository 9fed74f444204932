"""What is new in the example as its reports come in one by one, with rulings and new readings in between."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import detente
from detente.documents.loading import load_all
from detente.record import Record
from detente.record.asking.changes import Changes, changes
from detente.record.asking.moments import Moment
from detente.record.links import Link
from detente.record.ruling.changes import change_text
from detente.record.store import Store

AS_OF = date(2026, 6, 1)
BEGUN = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def alone(examples: Path) -> list[Record]:
    """Each report of the example, read without the others."""
    documents, failures = load_all([str(examples / "sarn" / "dispatches")])
    assert not failures
    ordered = sorted(documents, key=lambda one: (one.published_on or date.max, one.path))
    return [detente.read([document], reader="rules") for document in ordered[:10]]


def _tie(store: Store) -> Link:
    return next(link for link in store.linked().links.links if link.kind == "actor")


@pytest.fixture(scope="module")
def told(alone: list[Record]) -> list[tuple[int, Changes, Changes]]:
    """What is new since several times: by the definition and by the store."""
    with Store.open(":memory:") as store:
        moments: dict[int, tuple[date | None, Moment]] = {0: (None, Moment())}
        for number, record in enumerate(alone):
            moment = BEGUN + timedelta(days=number)
            at = moment.isoformat()
            store.add(record, seen_at=moment)
            said = store.as_read().statements
            ruled = {"by": "N. N.", "because": "so", "ruled_at": at}
            match number % 6:
                case 1:
                    store.rule("reject", said[number // 2].id, **ruled)
                case 2:
                    earlier = alone[number // 2]
                    changed = tuple(replace(one, direction="against") for one in earlier.statements)
                    store.add(replace(earlier, statements=changed), seen_at=moment, again=True)
                case 3:
                    tie = _tie(store)
                    store.rule("split", tie.a, change=change_text({"from": tie.b}), **ruled)
                case 4:
                    store.undo(by="N. N.", because="no", ruled_at=at)
            if number % 4 == 3 or number == len(alone) - 1:
                moments[store.last_addition()] = moment.date(), store.moment()
        now = moments[store.last_addition()][1]
        return [
            (
                addition,
                changes(before, now, day=day, as_of=AS_OF),
                store.changes(addition, as_of=AS_OF),
            )
            for addition, (day, before) in moments.items()
        ]


def test_store_says_what_the_definition_says(told: list[tuple[int, Changes, Changes]]) -> None:
    for addition, wanted, found in told:
        for name in Changes.__dataclass_fields__:
            assert getattr(found, name) == getattr(wanted, name), f"{name} since addition {addition}"


def test_there_is_something_of_every_part_to_tell(told: list[tuple[int, Changes, Changes]]) -> None:
    for name in ("documents", "new", "withdrawn", "changed", "moved", "contradictions", "overdue", "rulings"):
        assert any(getattr(found, name) for _, _, found in told), name


def test_nothing_is_new_since_the_last_addition(told: list[tuple[int, Changes, Changes]]) -> None:
    _, _, found = told[-1]
    for name in ("documents", "new", "withdrawn", "changed", "moved", "contradictions", "rulings"):
        assert getattr(found, name) == (), name
