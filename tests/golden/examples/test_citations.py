"""A case by hand cites records that are read; ``python -m tests.golden.examples.rewrite`` renews the ids."""

from __future__ import annotations

import pytest
from tests.golden.examples.rewrite import CASE, CITATION, expected, read_dispatches

import detente
from detente.record import Record


@pytest.fixture(scope="module")
def text() -> str:
    return CASE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def record() -> Record:
    return read_dispatches()


def test_every_citation_is_the_record_that_its_words_stand_in(text: str, record: Record) -> None:
    assert expected(text, record) == text


def test_every_concern_cites_a_record_and_every_cited_record_is_there(text: str, record: Record) -> None:
    case = detente.Case.load(CASE)
    known = {item.id for item in record.items()}
    cited = [id_ for concern in case.concerns for id_ in (*concern.supports, *concern.against)]
    cited += [id_ for standing in case.now for id_ in standing.cites]
    cited += [id_ for judgement in case.judgements for id_ in judgement.cites]
    assert all(concern.supports for concern in case.concerns)
    assert set(cited) <= known
    assert len(cited) == len(CITATION.findall(text))


def test_the_belligerents_are_cited_alike(text: str) -> None:
    case = detente.Case.load(CASE)
    cited = {
        party.id: sum(len(c.supports) + len(c.against) for c in case.concerns if c.party == party.id)
        for party in case.parties
        if party.role == "belligerent"
    }
    one, other = cited.values()
    assert abs(one - other) <= 2
