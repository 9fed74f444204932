"""Words that are looked for are those that the full-text index holds, whatever characters they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.record.sample import document

from detente.record import Record
from detente.record.asking.find import find
from detente.record.asking.query import Query
from detente.record.identity import identified
from detente.record.store import Store
from detente.record.values import Passage, Span, Statement

if TYPE_CHECKING:
    from tests.tools.postgresql import Server

TEXTS = (
    "⑴ apples fell.",
    "Apples fell ¼ mile off.",
    "The ½-mile bridge fell, “1⁄2” of it.",
    "NAÏVE talk of 1 apple.",
    "It fell into the Straße.",
)
QUERIES = (
    "⑴",
    "⑴ apples",
    '"⑴ apples"',
    "⑴*",
    "-⑴ fell",
    "1",
    "1*",
    "¼",
    "½ mile",
    "naïve",
    "na*",
    "strasse",
)


@pytest.mark.parametrize("is_server", [False, True])
def test_words_of_odd_characters_are_found(is_server: bool, request: pytest.FixtureRequest) -> None:
    where = ":memory:"
    if is_server:
        server: Server = request.getfixturevalue("postgresql")
        where = server.database()
    record = _record()
    n_found = 0
    with Store.open(where) as store:
        store.add(record)
        for words in QUERIES:
            wanted = find(record, Query(words=words))
            assert store.find(Query(words=words)) == wanted, words
            n_found += wanted.n_found
    assert n_found > len(QUERIES)


def _record() -> Record:
    documents = [document(text, path=f"{text[-9]}.txt", publisher="P", published_on=None) for text in TEXTS]
    said = tuple(
        identified(
            Statement(
                id="",
                passage=Passage(document=one.id, start=0, end=len(one.text), text=one.text),
                mode="indirect",
                channel="public",
                speaker_open="not named",
                content=(Span(start=0, end=1, text=one.text[:1]),),
                act="OTHER",
            )
        )
        for one in documents
    )
    return Record(documents=tuple(documents), statements=said)
