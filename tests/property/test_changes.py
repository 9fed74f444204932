"""What a store says is new, held against the definition on the whole record, then and now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.records import records
from tests.property.small_worlds import CLAUSES, FIRST, later_version, read_lines, worlds

from detente.errors import DetenteError
from detente.record.asking.changes import Changes, changes
from detente.record.asking.moments import Moment
from detente.record.record import Record
from detente.record.ruling.changes import change_text
from detente.record.selecting import of_documents
from detente.record.store import Store, changed
from detente.record.values import Claim, Item

AS_OF = date(2031, 6, 1)
DAY = datetime(2031, 5, 6, tzinfo=UTC)
AT = DAY.isoformat()
KINDS = ("reject", "undo", "merge", "again", "correct", "split", "version", "outcome")
Step = Callable[[Store], object]


def steps(parts: list[Record], numbers: list[int]) -> list[Step]:
    """Return steps that add documents one by one, rule in between, and read some again."""
    made: list[Step] = []
    items = [item for part in parts for item in part.items()]
    actors = list(dict.fromkeys(actor.id for part in parts for actor in part.actors))
    for place, part in enumerate(parts):
        made.append(_adding(part))
        for number in numbers[place * 2 : place * 2 + 2]:
            made += _drawn(part, items, actors, number)
    return made


def _drawn(part: Record, items: list[Item], actors: list[str], number: int) -> list[Step]:
    kind = KINDS[number % len(KINDS)]
    number //= len(KINDS)
    if kind == "undo":
        return [lambda store: store.undo(by="N. N.", because="it was wrong", ruled_at=AT)]
    if kind == "again":
        changed = tuple(replace(said, about="ceasefire", direction="for") for said in part.statements)
        return [_adding(replace(part, statements=changed, events=part.events[1:]), again=True)]
    if kind == "version":
        return [_adding(later_version(part))] if is_of_small_world(part) else []
    if kind in ("merge", "split") and len(actors) > 1:
        one, other = actors[number % len(actors)], actors[(number + 1) % len(actors)]
        return [_ruling(kind, one, {"into" if kind == "merge" else "from": other})]
    claims = [item.id for item in items if isinstance(item, Claim)]
    if kind == "outcome" and claims:
        evidence = items[number % len(items)]
        shown = [evidence.passage.document if number % 2 else evidence.id]
        dated = {} if number % 3 else {"on": "2031-05-04"}
        settled = {"outcome": "broken", "evidence": shown} | dated
        return [_ruling("outcome", claims[number % len(claims)], settled)]
    if kind == "correct" and part.statements:
        said = part.statements[number % len(part.statements)]
        return [_ruling("correct", said.id, {"direction": "against", "about": "prisoners"})]
    return [_ruling("reject", items[number % len(items)].id, {})] if items else []


def is_of_small_world(part: Record) -> bool:
    """Whether a later version of a document can be made: its items refer to each other only."""
    return part.reader == "made"


def _adding(part: Record, *, again: bool = False) -> Step:
    return lambda store: store.add(part, seen_at=DAY, again=again)


def _ruling(kind: Any, record: str, change: dict[str, Any]) -> Step:
    return lambda store: store.rule(
        kind, record, by="N. N.", because="so", change=change_text(change), ruled_at=AT
    )


def told(found: Changes) -> dict[str, Any]:
    """Return changes as they are compared: every field by its name."""
    return {name: getattr(found, name) for name in Changes.__dataclass_fields__}


def compare(made: list[Step]) -> int:
    """Compare, after all steps, the store's answer since each of them with the definition's."""
    n_compared = 0
    with Store.open(":memory:") as store:
        moments: dict[int, Moment] = {0: Moment()}
        for step in made:
            try:
                step(store)
            except DetenteError:
                continue
            moments[store.last_addition()] = store.moment()
        now = moments[store.last_addition()]
        for addition, before in moments.items():
            day = None if addition == 0 else DAY.date()
            wanted = changes(before, now, day=day, as_of=AS_OF)
            for share in (0.0, 1000.0):  # with all there is, and with what bears on what is new
                with patch.object(changed, "MANY", share):
                    assert told(store.changes(addition, as_of=AS_OF)) == told(wanted)
            n_compared += 1
    return n_compared


def parted(record: Record) -> list[Record]:
    """Return what each document of a record gives, apart."""
    return [of_documents(record, [document.id]) for document in record.documents]


@settings(max_examples=12)
@given(worlds(), st.lists(st.integers(0, 1000), max_size=12))
def test_store_says_what_the_definition_says(parts: list[Record], numbers: list[int]) -> None:
    assert compare(steps(parts, numbers)) >= 1


@settings(max_examples=8)
@given(records(), st.lists(st.integers(0, 1000), max_size=8))
def test_store_says_what_the_definition_says_of_any_text(record: Record, numbers: list[int]) -> None:
    assert compare(steps(parted(record), numbers)) >= 1


Lines = list[tuple[str, str, object, object]]
OF_VELK: Lines = [("stance", "Velk", "for", "ceasefire")]
OF_OST: Lines = [("stance", "Ost", "against", "ceasefire")]
LINKING: list[tuple[str, list[Lines]]] = [
    # A report of who Velk is makes a move of two older stances; it takes no side itself.
    ("moved", [OF_VELK, OF_OST, [("promise", "Ola Velk", 20, None)]]),
    # The plan of a new report is that of an older one, which was answered otherwise.
    (
        "contradictions",
        [
            [("plan", "Ost", "the Ost plan", None), ("answer", "Ost", "accept", None)],
            [("plan", "Ost", "the Ost plan", None), ("answer", "Ost", "reject", None)],
        ],
    ),
]


@pytest.mark.parametrize(("part", "lines"), LINKING)
def test_what_is_joined_brings_older_reports_in(part: str, lines: list[Lines]) -> None:
    is_one_day = part == "contradictions"
    days = [FIRST if is_one_day else FIRST + timedelta(days=number) for number in range(len(lines))]
    parts = [
        read_lines(n, day, "The Herald", own) for n, (day, own) in enumerate(zip(days, lines, strict=True))
    ]
    with Store.open(":memory:") as store:
        for one in parts:
            store.add(one, seen_at=DAY)
        assert getattr(store.changes(store.last_addition() - 1, as_of=AS_OF), part)
    assert compare(steps(parts, [])) == len(parts) + 1


def test_promise_that_copies_print_is_due_when_the_first_of_them_says() -> None:
    long_since: Lines = [("promise", "Ost", -3, None), ("plan", "Ost", "the Ost plan", None)]
    later: Lines = [("promise", "Ost", 6, None), ("plan", "Ost", "the Ost plan", None)]
    parts = [read_lines(0, FIRST, "The Herald", long_since), read_lines(1, FIRST, "The Post", later)]
    with Store.open(":memory:") as store:
        for one in parts:
            store.add(one, seen_at=DAY)
        assert store.changes(1, as_of=AS_OF).overdue == ()
        assert [one.claim for one in store.changes(0, as_of=AS_OF).overdue] == [parts[0].claims[0].id]
    assert compare(steps(parts, [])) == 3


def test_office_alone_is_whoever_held_it_then_and_now() -> None:
    def says(name: str, clause: str) -> Lines:
        return [("clause", name, clause, FIRST)]

    later = FIRST + timedelta(days=4)
    lines = [
        (FIRST, says("Ola Velk", CLAUSES[0])),
        (later, says("Mara Lind", CLAUSES[0])),
        (FIRST, says("The president", CLAUSES[1])),
        (later, says("The president", CLAUSES[1])),
    ]
    parts = [read_lines(n, day, "The Herald", own) for n, (day, own) in enumerate(lines)]
    with Store.open(":memory:") as store:
        for one in parts:
            store.add(one, seen_at=DAY)
        found = store.changes(2, as_of=AS_OF).contradictions
    said = [part.statements[0].id for part in parts]
    assert {frozenset(one.items) for one in found} == {
        frozenset({said[0], said[2]}),
        frozenset({said[1], said[3]}),
    }
    assert compare(steps(parts, [])) == 5
    assert compare(steps([parts[2], parts[0], parts[3], parts[1]], [])) == 5
