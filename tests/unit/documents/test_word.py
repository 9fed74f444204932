from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime

import docx
import pytest
from tests.unit.documents.files import ENVOY, LATER, repacked, saved, unpacked, where, word

from detente.documents import load
from detente.documents import word as word_module
from detente.errors import DocumentError

MAIN = "word/document.xml"


def test_paragraphs_and_tables_are_read_in_order() -> None:
    file = docx.Document()
    file.add_paragraph(ENVOY)
    table = file.add_table(rows=2, cols=2)
    for cell, words in zip(
        [c for row in table.rows for c in row.cells], ["Side", "Seats", "North", "5"], strict=True
    ):
        cell.text = words
    file.add_paragraph("He left.\tLater")
    document = load(saved(file), path="a.docx")
    assert document.text == f"{ENVOY}\n\nSide\tSeats\n\nNorth\t5\n\nHe left.\tLater"


def test_a_merged_cell_is_read_once_and_a_table_in_a_cell_too() -> None:
    file = docx.Document()
    table = file.add_table(rows=1, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "The envoy"
    inner = table.cell(0, 2).add_table(rows=1, cols=1)
    inner.cell(0, 0).text = "left"
    text = load(saved(file), path="a.docx").text
    assert (text.count("The envoy"), text.count("left")) == (1, 1)


def test_headings_stand_apart_and_empty_paragraphs_and_rows_leave_nothing() -> None:
    file = docx.Document()
    file.add_heading("Talks stall", 1)
    for words in ("", ENVOY, " ", LATER):
        file.add_paragraph(words)
    table = file.add_table(rows=2, cols=2)
    table.cell(1, 0).text = "North"
    table.cell(1, 0).add_paragraph("and south")
    table.cell(1, 1).text = "5"
    document = load(saved(file), path="a.docx")
    assert document.text == f"Talks stall\n\n{ENVOY}\n\n{LATER}\n\nNorth\n\nand south\t5"
    assert document.title == "Talks stall"


def test_insertions_of_tracked_changes_are_read_and_deletions_left_out_with_a_warning() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    changed = (
        f"<w:p>{run.format('The envoy ')}<w:ins w:id='1' w:author='x'>{run.format('never ')}</w:ins>"
        "<w:del w:id='2' w:author='x'><w:r><w:delText>always </w:delText></w:r></w:del>"
        f"{run.format('left.')}</w:p>"
    )
    raw = word("PLACE")
    main = unpacked(raw, MAIN).decode()
    start, end = main.index("<w:p>"), main.index("</w:p>") + 6
    document = load(repacked(raw, MAIN, (main[:start] + changed + main[end:]).encode()), path="a.docx")
    assert document.text == "The envoy never left."
    assert any("1 deletions of tracked changes are left out" in warning for warning in document.warnings)


def test_core_properties_are_taken_but_the_day_the_file_was_made_is_not_that_of_publication() -> None:
    raw = word(
        ENVOY,
        title="Report",
        author="Ana Lopez",
        created=datetime(2025, 4, 24, tzinfo=UTC),
        modified=datetime(2025, 4, 26, tzinfo=UTC),
    )
    document = load(raw, path="a.docx")
    assert (document.title, document.author, document.updated_on) == (
        "Report",
        "Ana Lopez",
        date(2025, 4, 26),
    )
    assert where(document)["author"] == "docx core property creator"
    assert document.published_on is None
    assert any("made on 2025-04-24" in warning for warning in document.warnings)


def test_a_package_that_unpacks_to_too_much_is_refused_before_it_is_opened() -> None:
    bomb = repacked(word(ENVOY), "word/media/image1.png", b"\0" * 120_000_000)
    assert len(bomb) < 1_000_000
    with pytest.raises(DocumentError, match=r"unpacks to .* 121 MB in all"):
        load(bomb, path="a.docx")
    with pytest.raises(DocumentError, match="26 MB of XML"):
        load(repacked(word(ENVOY), "word/footnotes.xml", b" " * 25_000_000), path="a.docx")


def test_too_many_files_in_a_package_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_module, "MAX_ENTRIES", 5)
    with pytest.raises(DocumentError, match="the limits are 5 files"):
        load(word(ENVOY), path="a.docx")


@pytest.mark.parametrize("declared", ['<!ENTITY x SYSTEM "file:///etc/hostname">', '<!ENTITY x "lol">', ""])
def test_declarations_in_its_parts_are_refused(declared: str) -> None:
    raw = word("PLACE")
    main = (
        unpacked(raw, MAIN)
        .decode()
        .replace("<w:document", f"<!DOCTYPE w:document [{declared}]><w:document", 1)
    )
    with pytest.raises(DocumentError, match="declares entities"):
        load(repacked(raw, MAIN, main.replace("PLACE", "&x;").encode()), path="a.docx")


def test_entities_in_another_encoding_are_not_resolved_either() -> None:
    raw = word("PLACE")
    main = unpacked(raw, MAIN).decode().replace("encoding='UTF-8'", "encoding='UTF-16'")
    main = main.replace("<w:document", '<!DOCTYPE w:document [<!ENTITY x "lol">]><w:document', 1)
    content = main.replace("PLACE", "said &x;").encode("utf-16")
    try:
        text = load(repacked(raw, MAIN, content), path="a.docx").text
    except DocumentError as error:
        text = str(error)
    assert "lol" not in text


def empty_zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "No deal.")
    return file.getvalue()


@pytest.mark.parametrize(
    "raw",
    [b"", b"No deal.", b"PK\x03\x04", empty_zip(), word(ENVOY)[:3000], repacked(word(ENVOY), MAIN, b"<w:p>")],
)
def test_what_is_no_word_document_is_refused(raw: bytes) -> None:
    with pytest.raises(DocumentError, match=r"document 'a\.docx': it is no Word document or a broken one"):
        load(raw, path="a.docx")


def test_words_of_links_boxes_and_controls_are_read() -> None:
    control = f"<w:sdt><w:sdtContent><w:p><w:r><w:t>{LATER}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    raw = word(ENVOY)
    main = unpacked(raw, MAIN).decode()
    end = main.index("</w:p>") + 6
    document = load(repacked(raw, MAIN, (main[:end] + control + main[end:]).encode()), path="a.docx")
    assert document.text == f"{ENVOY}\n\n{LATER}"
