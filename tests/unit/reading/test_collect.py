from __future__ import annotations

from datetime import date

import pytest
from tests.unit.reading.tales import CAST

from detente.documents.document import Document
from detente.errors import ReadingError
from detente.reading import read
from detente.reading.parse.parsed import MAX_TEXT
from detente.record.record import Record


def document(text: str, *, name: str = "a", published_on: date | None = None) -> Document:
    return Document(
        id=f"doc:{name}", path=f"{name}.txt", text=text, sha256="0" * 64, published_on=published_on
    )


LATE = document(CAST + "Velkia attacked Tarvia on Monday.", name="late", published_on=date(2026, 3, 10))
EARLY = document(CAST + "Novak said that he would sign.", name="early", published_on=date(2026, 3, 2))
UNDATED = document(CAST + "Kral said that the war was long.", name="undated")
ENDLESS = document("and so on " * (MAX_TEXT // 5), name="endless")
LONG = document("The war went on. " * (MAX_TEXT // 10), name="long")


def test_documents_stand_by_day_undated_ones_last() -> None:
    record = read([UNDATED, LATE, EARLY])
    assert [one.id for one in record.documents] == ["doc:early", "doc:late", "doc:undated"]


def test_the_order_given_changes_nothing_but_ties() -> None:
    assert read([LATE, EARLY, UNDATED]) == read([UNDATED, EARLY, LATE])


def test_the_same_document_twice_is_read_once() -> None:
    assert len(read([LATE, LATE]).documents) == 1


def test_no_documents_give_an_empty_record() -> None:
    assert read([]) == Record(reader=read([]).reader)


def test_a_text_without_any_story_is_read_to_nothing() -> None:
    record = read([document("Mix the flour with water. Bake it.")])
    assert (record.events, record.proposals, record.responses) == ((), (), ())


@pytest.mark.parametrize(("bad", "words"), [(LONG, "at most 500,000"), (ENDLESS, "no sentence end")])
def test_one_bad_document_fails_alone(bad: Document, words: str) -> None:
    record = read([LATE, bad])
    assert [one.id for one in record.documents] == ["doc:late"]
    assert record.events
    (failure,) = record.failures
    assert failure.path == bad.path
    assert words in failure.reason


def test_when_nothing_can_be_read_the_error_names_the_document() -> None:
    with pytest.raises(ReadingError, match=r"long\.txt"):
        read([LONG])


def test_failures_to_load_are_kept() -> None:
    from detente.documents import LoadFailure

    record = read([LATE], failures=[LoadFailure(path="gone.txt", reason="not there")])
    assert [(failure.path, failure.reason) for failure in record.failures] == [("gone.txt", "not there")]


def test_progress_counts_documents() -> None:
    seen: list[tuple[int, int]] = []
    read([EARLY, LATE], progress=lambda done, of: seen.append((done, of)))
    assert seen == [(1, 2), (2, 2)]


def test_a_surname_alone_is_the_person_another_report_names() -> None:
    other = document("Novak said that the war was long. Novak left Velkia.", name="other")
    record = read([LATE, other])
    speakers = {
        s.speaker.actor
        for s in record.statements
        if s.speaker is not None and s.passage.document == "doc:other"
    }
    assert speakers == {"actor:petr-novak"}


def test_every_id_is_there_once_and_every_answer_knows_its_proposal() -> None:
    text = (
        CAST
        + "Tolmia put forward a peace plan. Velkia rejected the plan. Novak said Tarvia would sign by Friday."
    )
    record = read([document(text, published_on=date(2026, 3, 10)), LATE])
    ids = [item.id for item in record.items()]
    assert len(ids) == len(set(ids))
    assert {response.proposal for response in record.responses} == {
        proposal.id for proposal in record.proposals
    }
