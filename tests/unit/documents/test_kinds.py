from __future__ import annotations

import re
from pathlib import Path

from detente.documents import kinds
from detente.documents.columns import KNOWN
from detente.documents.kinds import MEDIA_TYPES, is_document_name, known_endings, sniffed_media_type

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "documents.md"


def test_the_reference_lists_every_ending_and_no_other() -> None:
    table = PAGE.read_text(encoding="utf-8").partition("| ending |")[2].partition("\n\n")[0]
    rows = [line.split("|")[1] for line in table.splitlines()[2:]]
    assert [ending for row in rows for ending in re.findall(r"`(\.\w+)`", row)] != []
    assert {ending for row in rows for ending in re.findall(r"`(\.\w+)`", row)} == set(MEDIA_TYPES)


def test_the_reference_lists_every_name_of_a_column() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for field, names in KNOWN.items():
        (row,) = re.findall(rf"^\| `{field}` \| (.*) \|$", text, re.MULTILINE)
        assert tuple(re.findall(r"`(\w+)`", row)) == names


def test_a_name_is_that_of_a_document_by_its_ending_in_any_case() -> None:
    assert is_document_name("a/b.PDF")
    assert not is_document_name("a.toml")
    assert not is_document_name("a")


def test_messages_list_the_endings_texts_first() -> None:
    assert known_endings().startswith(".txt, .md, .html, .htm, .pdf")


def test_bytes_are_known_by_how_they_begin() -> None:
    for start, media_type in {
        b"%PDF-1.7": kinds.PDF,
        b"\xef\xbb\xbf <!DOCTYPE HTML><html>": kinds.PAGE,
        b"<?xml version='1.0'?>\n<rss version='2.0'>": kinds.FEED,
        b"<feed xmlns='x'>": kinds.FEED,
        b"<rdf:RDF>": kinds.FEED,
        b"<note>": kinds.TEXT,
        b"feed": kinds.TEXT,
        b"": kinds.TEXT,
    }.items():
        assert sniffed_media_type(start) == media_type
