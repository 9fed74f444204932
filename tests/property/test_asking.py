"""Links and answers on any record: they are the same with the sides exchanged, and break no promise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.records import EXCHANGE, records
from tests.unit.record.links.test_proposing import RECORD
from tests.unit.record.sample import document

from detente.errors import PassageError, RecordError
from detente.record.asking import contradictions, positions, promises, timeline
from detente.record.check import check
from detente.record.links import Links
from detente.record.links.happenings import happenings
from detente.record.links.joining import linked
from detente.record.links.proposing import propose_links
from detente.record.mirror import mirror
from detente.record.record import Record
from detente.record.ruling.standing import Outcome, Standing
from detente.record.values import Claim, Interval, Passage

AS_OF = date(2031, 5, 6)
FEW = settings(max_examples=60)


def numbered(record: Record) -> dict[str, int]:
    """Number all that has an id in the order of the record, so that ids of mirrored records compare."""
    ids = [document.id for document in record.documents]
    ids += [actor.id for actor in record.actors]
    for field in ("relations", "statements", "events", "proposals", "responses", "claims"):
        ids += [item.id for item in getattr(record, field)]
    return {identifier: number for number, identifier in enumerate(ids)}


def told(value: Any, number: Mapping[str, int]) -> Any:
    """Return a value with numbers for ids and without words, in which names may stand."""
    if isinstance(value, str):
        return number.get(value, "")
    if isinstance(value, tuple | list):
        return [told(one, number) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        fields = [name for name in value.__dataclass_fields__ if name not in ("start", "end")]
        return [(name, told(getattr(value, name), number)) for name in fields if not name.startswith("_")]
    return value


@FEW
@given(records())
def test_linked_record_keeps_its_promises_and_every_item(record: Record) -> None:
    joined = linked(record, propose_links(record))
    check(joined)
    kept = [item.id for item in joined.items() if not item.id.startswith("proposal")]
    assert kept == [item.id for item in record.items() if not item.id.startswith("proposal")]
    assert {actor.id for actor in joined.actors} <= {actor.id for actor in record.actors}


@FEW
@given(records())
def test_linking_what_is_linked_changes_nothing_more(record: Record) -> None:
    links = propose_links(record)
    joined = linked(record, links)
    assert linked(joined, links) == joined


@FEW
@given(records())
def test_exchanging_the_sides_exchanges_every_answer(record: Record) -> None:
    try:
        other = mirror(record, EXCHANGE)
    except (RecordError, PassageError):
        return  # words drawn for this record cannot be exchanged
    answers = []
    for side in (record, other):
        links = propose_links(side)
        joined = linked(side, links)
        number = numbered(side)
        answers.append(
            [
                [(link.kind, number[link.a], number[link.b], link.score) for link in links.links],
                told(happenings(joined, links), number),
                told(timeline(joined, links), number),
                told(positions(joined), number),
                told(contradictions(joined, links), number),
                told(promises(joined, {}, AS_OF), number),
            ]
        )
    assert answers[0] == answers[1]


@FEW
@given(records())
def test_every_event_is_in_one_happening_and_every_entry_rests_on_items(record: Record) -> None:
    links = propose_links(record)
    joined = linked(record, links)
    found = happenings(joined, links)
    assert sorted(event for one in found for event in one.events) == sorted(e.id for e in record.events)
    entries = timeline(joined, links)
    items = {item.id for item in record.items()}
    assert all(set(entry.items) <= items for entry in entries)
    said = [one for entry in entries if entry.kind == "said" for one in entry.items]
    assert sorted(said) == sorted(statement.id for statement in record.statements)


@FEW
@given(records(), st.dates(date(1995, 1, 1), date(2035, 1, 1)), st.dates(date(1995, 1, 1), date(2035, 1, 1)))
def test_bounds_of_a_timeline_only_leave_out(record: Record, one: date, other: date) -> None:
    since, until = min(one, other), max(one, other)
    whole = timeline(record)
    within = timeline(record, since=since, until=until)
    assert [entry for entry in whole if entry in within] == list(within)
    for entry in within:
        first, last = entry.earliest or entry.latest, entry.latest or entry.earliest
        assert first is not None
        assert last is not None
        assert first <= until
        assert last >= since


DOCUMENT = document("Velk will come.", path="a.txt", publisher=None, published_on=None)


def _claim(identifier: str, chance: float | None, due: Interval) -> Claim:
    words = Passage(document=DOCUMENT.id, start=0, end=4, text="Velk")
    return Claim(id=identifier, passage=words, kind="forecast", due=due, chance=chance)


@given(
    st.lists(
        st.tuples(st.none() | st.floats(0, 1), st.sampled_from(["kept", "broken", "moot", None])), max_size=8
    ),
    st.randoms(),
)
def test_brier_score_is_the_mean_squared_error_of_what_is_settled(made: list[Any], order: Any) -> None:
    interval = Interval(earliest=AS_OF, latest=AS_OF)
    claims, standings, errors = [], {}, []
    for number, (chance, outcome) in enumerate(made):
        claim = _claim(f"claim:{number}", chance, interval)
        claims.append(claim)
        if outcome is not None:
            standings[claim.id] = Standing(item=claim.id, outcome=Outcome(kind=outcome))
            if chance is not None and outcome != "moot":
                errors.append((chance - (1.0 if outcome == "kept" else 0.0)) ** 2)
    order.shuffle(claims)
    ledger = promises(Record(documents=(DOCUMENT,), claims=tuple(claims)), standings, AS_OF)
    if not errors:
        assert ledger.brier is None
    else:
        assert ledger.brier is not None
        assert ledger.brier.n == len(errors)
        assert ledger.brier.value == pytest.approx(sum(errors) / len(errors))
    assert sum(sum(tally.counts.values()) for tally in ledger.tallies) == len(made)


def test_answers_do_not_depend_on_the_order_of_reports_of_one_day() -> None:
    day = date(2031, 5, 6)
    documents = [replace(document, published_on=day) for document in RECORD.documents]
    found = set()
    for order in ((0, 1, 2), (2, 1, 0), (1, 0, 2)):
        ranked = {documents[place].id: rank for rank, place in enumerate(order)}
        actors = [
            replace(a, mentions=tuple(sorted(a.mentions, key=lambda m: ranked[m.document])))
            for a in RECORD.actors
        ]
        shuffled = replace(
            RECORD,
            documents=tuple(documents[place] for place in order),
            actors=tuple(sorted(actors, key=lambda actor: ranked[actor.mentions[0].document])),
            statements=tuple(sorted(RECORD.statements, key=lambda said: ranked[said.passage.document])),
        )
        check(shuffled)
        links: Links = propose_links(shuffled)
        found.add(frozenset(frozenset(group) for group in links.groups()))
    assert len(found) == 1
