"""Documents are found by their sources and grades as the definition says, whatever names they have."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.unit.record.sample import document

from detente.documents.document import Document, Reliability
from detente.record import Record
from detente.record.asking.find import find
from detente.record.asking.query import Query
from detente.record.identity import identified
from detente.record.ruling import rule_on
from detente.record.ruling.things import source_id
from detente.record.store import Store
from detente.record.values import Passage, Span, Statement

if TYPE_CHECKING:
    from tests.tools.postgresql import Server

SAID = "Brandt said the bridge fell."
NAMES: tuple[tuple[str, str | None, Reliability], ...] = (
    ("wire/reuters-7.txt", None, "F"),
    ("wire/REUTERS 8.txt", None, "B"),
    ("reuters/courier.txt", None, "F"),
    ("a.txt", "Reuters", "F"),
    ("reuters.txt", "The Courier", "B"),
    ("b.txt", "reuters World", "A"),
    ("ｒeuters.txt", None, "F"),
    ("reuters\x00-9.txt", None, "F"),
    ("zeitung-é.txt", None, "C"),
    ("reuters_file.txt", "", "F"),
    ("50%.txt", None, "F"),
)
"""Files, publishers and grades of documents."""

QUERIES = (
    *(Query(source=words) for words in ("Reuters", "reuters txt", "courier", "é", "50", "%", "7 9", "world")),
    *(Query(reliability=grades) for grades in (("F",), ("A", "B"), ("E",))),
    Query(source="reuters", reliability=("B",)),
    Query(source="txt"),
)


def _record() -> Record:
    documents = [_named(f"{SAID} {number}", *name) for number, name in enumerate(NAMES)]
    said = tuple(
        identified(
            Statement(
                id="",
                passage=Passage(document=one.id, start=0, end=len(SAID), text=SAID),
                mode="indirect",
                channel="public",
                speaker_open="not named",
                content=(Span(start=7, end=11, text="said"),),
                act="OTHER",
            )
        )
        for one in documents
    )
    return Record(documents=tuple(documents), statements=said)


def _named(text: str, path: str, publisher: str | None, reliability: Reliability) -> Document:
    made = document(text, path=path, publisher=publisher, published_on=None)
    return replace(made, reliability=reliability)


@pytest.mark.parametrize("is_server", [False, True])
def test_documents_are_found_by_their_sources(is_server: bool, request: pytest.FixtureRequest) -> None:
    where = ":memory:"
    if is_server:
        server: Server = request.getfixturevalue("postgresql")
        where = server.database()
    record = _record()
    with Store.open(where) as store:
        store.add(record)
        _compare(store)
        store.rule("grade", record.documents[0].id, by="ann", because="so", change='{"reliability":"A"}')
        store.rule(
            "grade", source_id(record.documents[3]), by="ann", because="so", change='{"reliability":"B"}'
        )
        _compare(store)


def _compare(store: Store) -> None:
    ruled = rule_on(store.as_read(), store.rulings())
    n_found = 0
    for query in QUERIES:
        for limit in (None, 2):
            wanted = find(ruled.record, query, standings=ruled.standings, limit=limit)
            assert store.find(query, limit=limit) == wanted, query
            n_found += len(wanted.hits)
    assert n_found > len(QUERIES)
