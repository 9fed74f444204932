from __future__ import annotations

import logging
import re
from datetime import date

import pytest
from tests.unit.documents.files import ENVOY, LATER, pdf, where

from detente.documents import load
from detente.documents import pdf as pdf_module
from detente.errors import DocumentError


def test_the_pages_are_read_in_order_line_by_line() -> None:
    document = load(pdf([[ENVOY, LATER], ["He left."]]), path="a.pdf")
    assert document.media_type == "application/pdf"
    assert [line for line in document.text.split("\n") if line] == [ENVOY, LATER, "He left."]


def test_words_divided_at_the_end_of_a_line_stay_divided() -> None:
    document = load(pdf([["The envoy was speak-", "ing to the two sides of the conflict."]]), path="a.pdf")
    assert "speak-\ning" in document.text


def test_title_author_and_last_change_are_taken_from_the_information_dictionary() -> None:
    info = {"/Title": "Report  of the mission", "/Author": "Ana Lopez", "/ModDate": "D:20250426101500+02'00'"}
    document = load(pdf([[ENVOY]], info=info), path="a.pdf")
    assert (document.title, document.author) == ("Report of the mission", "Ana Lopez")
    assert document.updated_on == date(2025, 4, 26)
    found = where(document)
    assert (found["title"], found["author"]) == ("PDF info Title", "PDF info Author")
    assert found["updated_on"] == "PDF info ModDate"


def test_the_day_the_file_was_made_is_not_the_day_of_publication() -> None:
    document = load(pdf([[ENVOY]], info={"/CreationDate": "D:20250424233000-05'00'"}), path="a.pdf")
    assert document.published_on is None
    assert any("made on 2025-04-24 (PDF info CreationDate)" in warning for warning in document.warnings)


def test_running_heads_and_page_numbers_are_left_out_with_a_warning() -> None:
    pages = [["CRISIS DESK  note 19", ENVOY, "page 1 of 2"], ["CRISIS DESK  note 19", LATER, "page 2 of 2"]]
    document = load(pdf(pages), path="a.pdf")
    assert document.text == f"{ENVOY}\n\n{LATER}"
    named = "'CRISIS DESK note 19' on 2 of 2 pages, 'page 1 of 2' on 2 of 2 pages"
    assert f"running heads and feet left out: {named}" in document.warnings


def test_nothing_is_left_out_of_a_document_of_one_page() -> None:
    text = load(pdf([["CRISIS DESK", ENVOY, "1"]]), path="a.pdf").text
    assert text.strip() == f"CRISIS DESK\n{ENVOY}\n1"


def test_pages_without_text_are_counted() -> None:
    document = load(pdf([[ENVOY], [], []]), path="a.pdf")
    assert "2 of 3 pages hold no text (images perhaps), first page 2" in document.warnings


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (pdf([[], []]), r"its 2 pages hold no text.*text recognition \(OCR\)"),
        (pdf([[ENVOY]], password="secret"), "is encrypted: save it without a password"),
        (b"%PDF-1.7\n", "is broken or beyond a limit"),
        (pdf([[ENVOY]])[:400], "is broken or beyond a limit"),
        (b"No PDF at all.", "is broken or beyond a limit"),
        (b"", "is broken or beyond a limit"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_next_step(raw: bytes, problem: str) -> None:
    with pytest.raises(DocumentError, match=f"document 'a.pdf'.*{problem}"):
        load(raw, path="a.pdf")


def test_the_parser_writes_no_notes_of_its_own(caplog: pytest.LogCaptureFixture) -> None:
    broken = re.sub(rb"startxref\s+\d+", b"startxref\n9", pdf([[ENVOY]]))
    with caplog.at_level(logging.WARNING):
        assert ENVOY in load(broken, path="a.pdf").text
    assert caplog.records == []


def test_pages_that_draw_too_much_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "MAX_DRAWN_BYTES", 1_000_000)
    lines = ["The envoy said no." * 100] * 300
    with pytest.raises(DocumentError, match="more than 1 MB of drawing instructions"):
        load(pdf([lines] * 3), path="a.pdf")


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "MAX_PAGES", 2)
    with pytest.raises(DocumentError, match="has 3 pages: detente does not read more than 2"):
        load(pdf([[ENVOY]] * 3), path="a.pdf")


def test_a_pdf_is_recognised_where_no_name_says_so_and_under_the_name_of_a_text() -> None:
    assert load(pdf([[ENVOY]])).media_type == "application/pdf"
    with pytest.raises(DocumentError, match=r"those of a PDF: name it \.pdf"):
        load(pdf([[ENVOY]]), path="a.txt")
