from __future__ import annotations

import csv
import hashlib
import json
from datetime import date

import pytest
from tests.unit.documents.files import ENVOY, LATER, parts, where

from detente.documents import Columns, load
from detente.errors import DocumentError


def lines(*objects: object) -> bytes:
    return "".join(json.dumps(one) + "\n" for one in objects).encode()


class TestTable:
    def test_each_row_is_a_document_counted_as_a_spreadsheet_does(self) -> None:
        raw = (
            "Headline,Body,Date,Source,Link\n"
            f'One,"{ENVOY}\n\nHe ""left"".",2025-04-24,Wire,https://w.example/1\n'
            f'Two,"{LATER}",April 25 2025,Courier,\n'
        )
        loaded, reasons = parts(raw.encode(), "a.csv")
        one, two = (item.document for item in loaded)
        assert reasons == []
        assert (one.part, one.title, one.publisher, one.url) == (
            "row 2",
            "One",
            "Wire",
            "https://w.example/1",
        )
        assert one.text == f'{ENVOY}\n\nHe "left".'
        assert (one.published_on, one.media_type) == (date(2025, 4, 24), "text/csv")
        assert where(one)["published_on"] == "column 'Date'"
        assert (two.part, two.published_on, two.url) == ("row 3", date(2025, 4, 25), None)

    def test_empty_rows_before_the_names_of_the_columns_are_counted_and_passed_over(self) -> None:
        loaded, reasons = parts(f'\n;;\ntitle;text\nOne;"{ENVOY}"\nTwo;"{LATER}";x\n'.encode(), "a.csv")
        assert [(item.document.part, item.document.text) for item in loaded] == [("row 4", ENVOY)]
        (reason,) = reasons
        assert "row 5: it has 3 cells, the first row names 2 columns" in reason

    def test_the_bytes_of_a_row_are_the_row_so_that_a_row_more_adds_one_document(self) -> None:
        row = f'One,"{ENVOY}"'
        old, _ = parts(f"title,text\n{row}\n".encode(), "a.csv")
        new, _ = parts(f'title,text\nTwo,"{LATER}"\n{row}'.encode("utf-16"), "b.csv")
        assert old[0].raw == row.encode()
        assert old[0].document.sha256 == hashlib.sha256(row.encode()).hexdigest()
        assert old[0].document.id == new[1].document.id

    @pytest.mark.parametrize(
        ("mark", "name"), [(",", "a.csv"), (";", "a.csv"), ("\t", "a.csv"), ("|", "a.csv"), ("\t", "a.tsv")]
    )
    def test_the_delimiter_is_the_one_that_divides_the_names(self, mark: str, name: str) -> None:
        raw = f"title{mark}text{mark}date\nTalks{mark}They talk again.{mark}2025-04-24\n"
        document = load(raw.encode(), path=name)
        assert (document.title, document.text) == ("Talks", "They talk again.")

    def test_columns_of_other_names_can_be_named(self) -> None:
        raw = b"Titel;Story;Paper\nA;The talks stalled.;Wire\n"
        document = load(raw, path="a.csv", columns=Columns(text="Story", publisher="Paper", title="Titel"))
        assert (document.text, document.publisher, document.title) == ("The talks stalled.", "Wire", "A")

    def test_a_table_without_a_column_of_text_names_those_it_has_and_what_to_do(self) -> None:
        with pytest.raises(
            DocumentError,
            match=r"'a\.csv' has no column of the reports' text .*it has 'Titel', 'Story'; leave it out, or",
        ):
            load(b"Titel,Story\nA,B\n", path="a.csv")
        with pytest.raises(DocumentError, match=r"has no column 'Storey' \(text\): it has 'Titel', 'Story'"):
            load(b"Titel,Story\nA,B\n", path="a.csv", columns=Columns(text="Storey"))

    def test_bad_rows_fail_alone_with_their_number(self) -> None:
        raw = (
            f'title,text,date\nA,,2025-04-24\nB,"{LATER}",24.4.2025\nC,one,two,three\n\n'
            f'D,"{LATER}"\nE,"never closed\nF,lost,2025-04-25\n'
        )
        loaded, reasons = parts(raw.encode(), "a.csv")
        assert [item.document.title for item in loaded] == ["B", "D"]
        assert loaded[0].document.published_on is None
        assert any(
            "column 'date' ignored: '24.4.2025' is not a day" in w for w in loaded[0].document.warnings
        )
        assert [reason.split("a.csv', ")[1].split(":")[0] for reason in reasons] == [
            "row 2",
            "row 4",
            "row 7",
        ]
        assert "it has 4 cells, the first row names 3 columns" in reasons[1]
        assert "it is not CSV" in reasons[2]

    def test_a_cell_longer_than_the_module_allows_is_read_and_its_limit_is_left_as_it_was(self) -> None:
        limit = csv.field_size_limit()
        text = f"{LATER} " * 3_000
        assert len(text) > limit
        assert load(f'text\n"{text}"\n'.encode(), path="a.csv").text == text
        assert csv.field_size_limit() == limit

    def test_markup_in_a_cell_is_taken_out_with_a_warning(self) -> None:
        document = load(f'text\n"<p>{ENVOY}</p><p>He left &amp; slept.</p>"\n'.encode(), path="a.csv")
        assert document.text == f"{ENVOY}\n\nHe left & slept."
        assert "column 'text' holds markup, which was taken out" in document.warnings

    @pytest.mark.parametrize("raw", [b"", b"\n\n", b"text\n", b"text\n\n\n"])
    def test_a_table_without_a_row_holds_no_document(self, raw: bytes) -> None:
        with pytest.raises(DocumentError, match=r"no column of the reports' text|holds no document"):
            load(raw, path="a.csv")


class TestLines:
    def test_each_line_is_a_document(self) -> None:
        raw = lines(
            {"title": "One", "content": ENVOY, "source": {"name": "Wire"}, "authors": ["A. Lopez", "B. Roy"]},
            {"content": LATER, "publishedAt": "2025-04-24T23:30:00-05:00", "language": "en"},
        )
        loaded, reasons = parts(raw + b"\n", "a.jsonl")
        one, two = (item.document for item in loaded)
        assert reasons == []
        assert (one.part, one.text, one.publisher, one.author) == (
            "line 1",
            ENVOY,
            "Wire",
            "A. Lopez, B. Roy",
        )
        assert (two.part, two.published_on, two.language) == ("line 2", date(2025, 4, 24), "en")
        assert where(two)["language"] == "column 'language'"
        assert loaded[1].raw == raw.splitlines()[1]

    def test_bad_lines_fail_alone_with_their_number(self) -> None:
        bad = [b"not JSON", b"[1]", b'{"title": "x"}', b'{"text": " "}', b"[" * 100_000]
        raw = b"\n".join([*bad, lines({"text": LATER}), b'{"text": 5e', b""])
        loaded, reasons = parts(raw, "a.ndjson")
        assert [item.document.part for item in loaded] == ["line 6"]
        assert [reason.split(", ")[1].split(" ")[1].rstrip(":") for reason in reasons] == list("123458")
        assert "nested too deeply" in reasons[4]

    def test_a_file_of_other_objects_is_refused_as_a_whole(self) -> None:
        with pytest.raises(
            DocumentError, match=r"'a\.jsonl' has no column of the reports' text .*it has 'id', 'kind'"
        ):
            load(lines({"id": 1, "kind": "x"}, {"id": 2}), path="a.jsonl")

    def test_the_key_of_the_text_can_be_named_and_other_names_may_be_left_out(self) -> None:
        raw = lines({"story": ENVOY, "paper": "Wire"}, {"story": LATER})
        loaded, reasons = parts(raw, "a.jsonl", Columns(text="story", publisher="paper"))
        assert [item.document.publisher for item in loaded] == ["Wire", None]
        assert reasons == []

    def test_half_a_surrogate_pair_is_replaced(self) -> None:
        text = load(b'{"text": "Okoro \\ud83d said no."}\n', path="a.jsonl").text
        assert text == "Okoro ? said no."


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.csv", b"id,document,start,end,text\nx,doc:1,0,9,They talk.\n"),
        (
            "a.jsonl",
            lines({"kind": "event", "document": "doc:1", "start": 0, "end": 9, "text": "They talk."}),
        ),
        ("a.jsonl", lines({"path": "a.txt", "start": 0, "end": 9, "text": "They talk."})),
    ],
)
def test_the_passages_of_a_record_are_not_read_as_reports(name: str, raw: bytes) -> None:
    with pytest.raises(DocumentError, match="has no column of the reports' text: its 'text' holds") as caught:
        load(raw, path=name)
    assert name in str(caught.value)
    assert "'start', 'end', 'text')" in str(caught.value)
    assert "under [columns] of process.toml" in str(caught.value)
    loaded, _ = parts(raw, name, Columns(text="text"))
    assert [one.document.text for one in loaded] == ["They talk."]


def test_pieces_of_a_recording_are_texts_of_their_own() -> None:
    loaded, _ = parts(lines({"start": 0, "end": 9, "text": "They talk."}), "a.jsonl")
    assert [one.document.text for one in loaded] == ["They talk."]


def test_a_record_that_was_exported_is_to_be_imported() -> None:
    name = "a.jsonl"
    raw = b"\n" + lines({"type": "record", "format": "detente-record"}, {"text": "They talk."})
    with pytest.raises(DocumentError, match=r"is a record that was exported.*detente import"):
        load(raw, path=name)


def test_columns_are_checked_where_they_are_stated() -> None:
    assert Columns.from_table({"text": "Story"}) == Columns(text="Story")
    with pytest.raises(DocumentError, match="unknown field 'body': the fields are text, title"):
        Columns.from_table({"body": "Story"})
    with pytest.raises(DocumentError, match="text must be a column's name"):
        Columns.from_table({"text": 3})
