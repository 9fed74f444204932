from __future__ import annotations

from dataclasses import replace
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.record.sample import sample

from detente.record import Record
from detente.record.check import check
from detente.record.selecting import of_documents

RECORD = sample()
IDS = [document.id for document in RECORD.documents]
PARTS = list(chain.from_iterable(combinations(IDS, size) for size in range(len(IDS) + 1)))


@pytest.mark.parametrize("kept", PARTS)
def test_part_is_a_record_of_these_documents(kept: tuple[str, ...]) -> None:
    part = of_documents(RECORD, kept)
    check(part)
    assert tuple(document.id for document in part.documents) == kept
    assert {item.id for item in part.items()} >= {
        item.id for item in RECORD.items() if item.passage.document in kept
    }
    assert {item.passage.document for item in part.items()} <= set(kept)


def test_all_documents_give_the_record_and_none_give_nothing() -> None:
    assert of_documents(RECORD, IDS) == RECORD
    empty = of_documents(RECORD, ())
    assert empty == Record(failures=RECORD.failures, reader=RECORD.reader)
    assert of_documents(RECORD, ["doc:nobody"]) == empty


def test_proposal_stays_where_it_is_spoken_of() -> None:
    proposal = RECORD.proposals[0]
    home = proposal.passage.document
    (other,) = (one for one in IDS if one != home)
    text = next(document.text for document in RECORD.documents if document.id == other)
    start = text.index("draft")
    mention = replace(proposal.passage, document=other, start=start, end=start + 5, text="draft")
    mentions = (*proposal.mentions, mention)
    rank = {document: place for place, document in enumerate(IDS)}
    told = replace(
        proposal, mentions=tuple(sorted(mentions, key=lambda one: (rank[one.document], one.start)))
    )
    whole = replace(RECORD, proposals=(told, *RECORD.proposals[1:]))
    check(whole)
    (kept,) = (one for one in of_documents(whole, [other]).proposals if one.id == proposal.id)
    assert kept.passage.document == other
    assert all(one.document == other for one in kept.mentions)
    check(of_documents(whole, [other]))


@given(kept=st.lists(st.sampled_from([*IDS, "doc:nobody"])), again=st.lists(st.sampled_from(IDS)))
def test_part_of_a_part_is_the_part_of_both(kept: list[str], again: list[str]) -> None:
    both = of_documents(RECORD, set(kept) & set(again))
    assert of_documents(of_documents(RECORD, kept), again) == both
