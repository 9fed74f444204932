"""What the store finds is what is found in memory: any query, any record, ruled on in any way."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from typing import TYPE_CHECKING, Any, get_args
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.property.record_model import answer, unjoined
from tests.property.test_ruling import ruled_records

from detente.documents.document import Reliability
from detente.errors import RecordError
from detente.record import Record
from detente.record.asking import find as plain_finding
from detente.record.asking.query import KINDS, Answer, Query, holds, saying, terms
from detente.record.ruling import Status, rule_on
from detente.record.ruling.standing import Credibility
from detente.record.store import Store, dialects, filtering, finding
from detente.record.store import saying as store_saying
from detente.record.values import PLOVER_ROOTS, Channel, Ruling
from detente.record.wording import search_words

if TYPE_CHECKING:
    from tests.tools.postgresql import Server

N_QUERIES = 6

ENTRIES, LOOKED_UP, READ, DENSE, SHARE, LED, FIRST, COUNTED = (
    (store_saying, "MOST_ENTRIES"),
    (store_saying, "MOST_LOOKED_UP"),
    (store_saying, "MOST_READ"),
    (store_saying, "DENSE"),
    (store_saying, "LEAST_SHARE"),
    (filtering, "MOST_LED"),
    (finding, "FIRST"),
    (finding, "MOST_COUNTED"),
)
PLAINLY = (plain_finding, "MOST_COUNTED")
WAYS: tuple[dict[tuple[Any, str], Any], ...] = (
    {},
    {ENTRIES: 0, LED: 0, (dialects, "MOST_ENDINGS"): 0},
    {ENTRIES: 0, READ: 0, LED: 0},
    {ENTRIES: 0, READ: 0, FIRST: (1,)},
    {LOOKED_UP: 0, READ: 0, FIRST: (1, 2)},
    {LOOKED_UP: 0, READ: 0, LED: 0, COUNTED: 1, PLAINLY: 1},
    {ENTRIES: 0, READ: 0, SHARE: 3, COUNTED: 1, PLAINLY: 1},
    {ENTRIES: 0, READ: 0, DENSE: 0, COUNTED: 2, PLAINLY: 2},
    {ENTRIES: 0, READ: 0, DENSE: 0, LED: 2, SHARE: 3, COUNTED: 1, PLAINLY: 1},
)
"""Sizes from which each way of finding is taken, so small that a small record is found in by each."""
_days = st.dates(date(1990, 1, 1), date(2040, 12, 31))


def _some(values: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    """Draw nothing most often, else a few of the values."""
    few = (
        st.lists(st.sampled_from(list(values)), min_size=1, max_size=3).map(tuple) if values else st.just(())
    )
    return st.just(()) | st.just(()) | few


@st.composite
def queries(draw: st.DrawFn, record: Record) -> dict[str, Any]:
    """Draw what is asked, mostly of words and actors that there are."""
    texts = [item.passage.text for item in record.items()]
    said = [word for text in texts for word in search_words(text)] or ["peace"]
    words = draw(st.lists(st.sampled_from(said) | st.sampled_from(["nowhere", "x*", '"', "!"]), max_size=2))
    form = draw(st.sampled_from(["{}", "{}", '"{}"', "{}*", "-{}"]))
    since, until = sorted((draw(_days), draw(_days)))
    about = [said.about for said in record.statements if said.about]
    return {
        "words": " ".join([*words[1:], *(form.format(word) for word in words[:1])]),
        "kinds": draw(_some(KINDS)),
        "who": draw(_some([actor.id for actor in record.actors])),
        "acts": draw(_some(PLOVER_ROOTS)),
        "about": draw(st.sampled_from(["", "", "peace", *about])),
        "channel": draw(st.sampled_from([None, None, None, *get_args(Channel)])),
        "since": draw(st.sampled_from([None, None, since])),
        "until": draw(st.sampled_from([None, None, until])),
        "source": draw(st.sampled_from(["", "", "", "txt", *(one.source for one in record.documents)])),
        "status": draw(_some(get_args(Status))),
        "credibility": draw(_some(get_args(Credibility))),
        "reliability": draw(_some(get_args(Reliability))),
        "below": draw(st.sampled_from([None, None, 0.5, 1.0, 2.0])),
    }


def _ruled(store: Store, rulings: list[Ruling]) -> None:
    """Make those rulings that can be made, and undo some; ids are those of this store."""
    renamed: dict[str, str] = {}
    for ruling in rulings:
        change = ruling.change
        for old, new in renamed.items():
            change = change.replace(old, new)
        try:
            made = store.rule(
                ruling.kind, ruling.record, by="ann", because="drawn", change=change, ruled_at=ruling.ruled_at
            )
        except RecordError:
            continue
        renamed[ruling.id] = made.id


def _either(find: Any, query: dict[str, Any], limit: int | None) -> Answer | str:
    """Return what is found, or what is said of a query that cannot be answered."""
    try:
        return find(Query(**query), limit)  # type: ignore[no-any-return]
    except RecordError as error:
        return str(error)


def _check(where: str, drawn: tuple[Record, list[Ruling]], data: st.DataObject) -> None:
    record, rulings = drawn
    with Store.open(where) as store:
        store.add(record)
        _ruled(store, rulings)
        standings = rule_on(record, store.rulings()).standings
        ruled = unjoined(record, store.rulings(), {})
        for _ in range(N_QUERIES):
            asked, limit = data.draw(queries(record)), data.draw(st.sampled_from([None, 1, 3]))
            with ExitStack() as sizes:
                for (module, name), size in data.draw(st.sampled_from(WAYS)).items():
                    sizes.enter_context(patch.object(module, name, size))
                found = _either(lambda query, limit: store.find(query, limit=limit), asked, limit)
                expected = _either(lambda query, limit: answer(ruled, standings, query, limit), asked, limit)
            assert found == expected


@given(ruled_records(), st.data())
@settings(max_examples=60)
def test_file_finds_what_is_found_in_memory(drawn: tuple[Record, list[Ruling]], data: st.DataObject) -> None:
    _check(":memory:", drawn, data)


@given(drawn=ruled_records(), data=st.data())
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_server_finds_what_is_found_in_memory(
    postgresql: Server, drawn: tuple[Record, list[Ruling]], data: st.DataObject
) -> None:
    _check(postgresql.database(), drawn, data)


@given(
    st.text("aAbB1 -_'.’é⑴ſK\n", max_size=30),
    st.lists(
        st.sampled_from(["a", "b1", "ab*", "-a", '"a b"', '"b a', "é", "⑴", "ſ", "k*", "a-b"]), min_size=1
    ),
)
def test_pattern_finds_what_words_hold(text: str, asked: list[str]) -> None:
    try:
        wanted = terms(" ".join(asked))
    except RecordError:
        return
    said = search_words(text)
    assert saying(wanted)(text) == all(holds(said, term) for term in wanted)
