from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.brief.sample import CASE, D1, D2

from detente.brief.confidence import Copies, Trust, as_read, lowered, trust_in_model, trust_in_reports
from detente.brief.ledger import find_copies
from detente.documents.document import Document, Reliability
from detente.record import Record


def _document(number: int, grade: Reliability, publisher: str | None = None) -> Document:
    return Document(
        id=f"doc:{number}",
        path=f"{number}.txt",
        text="x",
        sha256="0" * 64,
        publisher=publisher or f"Paper {number}",
        reliability=grade,
    )


@pytest.mark.parametrize(
    ("grades", "level", "because"),
    [
        ("", "low", "rests on no report"),
        ("F", "low", "one source, not graded"),
        ("A", "moderate", "one source (A)"),
        ("DF", "moderate", "2 independent sources (D, 1 not graded)"),
        ("AF", "moderate", "2 independent sources (A, 1 not graded)"),
        ("AB", "high", "2 independent sources (A, B)"),
    ],
)
def test_confidence_in_reports(grades: str, level: str, because: str) -> None:
    documents = [_document(number, grade) for number, grade in enumerate(grades)]  # type: ignore[arg-type]
    assert trust_in_reports(documents, Copies()) == Trust(level=level, because=because)  # type: ignore[arg-type]


def test_reports_of_one_publisher_are_one_source() -> None:
    documents = [_document(1, "A", "Kestrel"), _document(2, "A", "Kestrel")]
    assert trust_in_reports(documents, Copies()).level == "moderate"


def test_a_copy_does_not_lend_its_outlet_the_grade_of_the_agency() -> None:
    agency = replace(D1, id="doc:agency", publisher="Wire", reliability="A")
    copy = replace(D1, id="doc:copied", publisher="Gazette", reliability="D")
    own = replace(D2, id="doc:own", publisher="Gazette", reliability="D")
    copies = find_copies(Record(documents=(copy, agency, own)))  # the copy is listed before its origin
    assert trust_in_reports([copy, own], copies).because == "2 independent sources (D, D)"
    assert trust_in_reports([copy, agency, own], copies).because == "2 independent sources (A, D)"


def test_copies_of_one_report_are_one_source() -> None:
    copy = replace(D1, id="doc:copy", publisher="The Copyist", reliability="A")
    copies = find_copies(Record(documents=(D1, copy, D2)))
    assert copies.first == ((D1.id, "The Copyist"),)  # the better graded one stands for both
    assert trust_in_reports([D1, copy], copies).because == "one source (A)"
    assert trust_in_reports([D1, copy, D2], copies).because == "2 independent sources (A, C)"


def test_confidence_in_the_model_falls_with_what_is_assumed() -> None:
    high = Trust(level="high", because="2 sources")
    assert trust_in_model(CASE.concerns, high, CASE).level == "moderate"
    recorded = [concern for concern in CASE.concerns if concern.grade == "record" and concern.kind != "about"]
    assert trust_in_model(recorded, high, CASE).level == "moderate"  # something is open: never high
    assert trust_in_model(CASE.concerns, Trust(level="low", because="x"), CASE).level == "low"


def test_what_a_machine_read_is_never_trusted_highly() -> None:
    high = Trust(level="high", because="2 sources")
    assert as_read(high, Record(reader="rules")).level == "moderate"
    assert as_read(high, Record()) == high


def test_a_step_down_stops_at_low() -> None:
    assert lowered(Trust(level="high", because="a"), "b") == Trust(level="moderate", because="a; b")
    assert lowered(Trust(level="low", because="a"), "b").level == "low"
