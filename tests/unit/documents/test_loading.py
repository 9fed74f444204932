from __future__ import annotations

import hashlib
import io
import os
from datetime import date
from pathlib import Path

import pytest

from detente.documents import Columns, Loaded, LoadFailure, load, load_all, load_each
from detente.documents import folder as folder_module
from detente.documents import loading as loading_module
from detente.documents.opening import read_file
from detente.errors import DocumentError, MissingDocumentError


def write(path: Path, text: str = "The talks stalled.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_text_is_kept_verbatim_and_fingerprinted(tmp_path: Path) -> None:
    raw = "“No.”\r\n\r\n  It’s over.\t\n".encode()
    path = tmp_path / "a.txt"
    path.write_bytes(raw)
    document = load(path)
    assert document.text.encode() == raw
    assert document.sha256 == hashlib.sha256(raw).hexdigest()
    assert (document.path, document.media_type, document.encoding) == (str(path), "text/plain", "utf-8")
    assert (document.reliability, document.published_on, document.warnings) == ("F", None, ())


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("a.txt", "text/plain"), ("a.TXT", "text/plain"), ("a.md", "text/markdown"), ("a", "text/plain")],
)
def test_the_ending_says_which_kind_it_is(tmp_path: Path, name: str, media_type: str) -> None:
    assert load(write(tmp_path / name)).media_type == media_type


def test_markdown_and_front_matter_stay_text(tmp_path: Path) -> None:
    text = "---\nreliability: A\ntitle: x\npublisher: y\n---\n\n# Talks\n\n**No** deal."
    document = load(write(tmp_path / "a.md", text))
    assert (document.text, document.body_start) == (text, 0)
    assert (document.reliability, document.title) == ("F", None)


def test_a_header_block_stays_in_the_text(tmp_path: Path) -> None:
    text = "Title: Talks\nPublished: 2025-04-24\n\nNo deal."
    document = load(write(tmp_path / "a.txt", text))
    assert document.text == text
    assert document.text[document.body_start :] == "No deal."
    assert (document.title, document.published_on) == ("Talks", date(2025, 4, 24))


def test_a_grade_in_the_header_leaves_the_grade_open(tmp_path: Path) -> None:
    text = "Title: Talks\nPublisher: Courier\nReliability: A\n\nNo deal."
    document = load(write(tmp_path / "a.txt", text))
    assert document.reliability == "F"
    assert any("cannot grade its own source" in warning for warning in document.warnings)


def test_the_same_words_from_two_outlets_are_two_documents() -> None:
    one = load(b"Title: a\nPublisher: One\n\nNo deal.")
    two = load(b"Title: a\nPublisher: Two\n\nNo deal.")
    assert one.id != two.id
    assert load(b"Title: a\nPublisher: One\n\nNo deal.", path="elsewhere.txt").id == one.id


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"", "is empty"),
        (b" \r\n\t ", "is empty"),
        ("\u200b\u2060 ...".encode(), "no letter or digit"),
        (b"Title: a\nPublisher: b\n\n  ", "is empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG image"),
        (b"PK\x03\x04rest", "zip archive"),
        (b"The talks " + bytes(range(8)) * 9, "control characters, so it is binary"),
    ],
)
def test_what_is_no_text_is_refused_by_its_place(raw: bytes, problem: str) -> None:
    with pytest.raises(DocumentError, match=problem) as caught:
        load(raw, path="in/report.txt")
    assert "'in/report.txt'" in str(caught.value)


@pytest.mark.parametrize("name", ["a.zip", "a.json", "a.yaml", "a.toml", "a.doc", "a.rtf"])
def test_other_kinds_of_file_are_refused_with_those_that_are_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(DocumentError, match=r"\.txt, \.md, \.html, \.htm"):
        load(write(tmp_path / name))


@pytest.mark.parametrize("name", ["absent.txt", "absent/a.txt", "a\0b.txt", "x" * 5000])
def test_a_path_that_names_nothing_is_missing(tmp_path: Path, name: str) -> None:
    with pytest.raises(MissingDocumentError):
        load(str(tmp_path / name))


def test_a_file_used_as_a_folder_is_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingDocumentError, match="does not exist"):
        load(write(tmp_path / "a.txt") / "b.txt")


def test_a_folder_is_not_one_document(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="is a folder"):
        load(tmp_path)


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(DocumentError, match="not a plain file"):
        load(tmp_path / "pipe.txt")


def test_a_name_that_would_move_the_cursor_is_escaped_in_messages(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        load(str(tmp_path / "\x1b[2Ja.txt"))
    assert "\x1b" not in str(caught.value)
    assert "\\x1b[2J" in str(caught.value)


def test_a_file_name_that_is_not_utf8_gives_a_path_that_can_be_written(tmp_path: Path) -> None:
    name = os.path.join(os.fsencode(tmp_path), b"caf\xe9.txt")
    with open(name, "wb") as file:
        file.write(b"The talks stalled.")
    document = load(os.fsdecode(name))
    assert document.path.encode("utf-8").endswith("caf\ufffd.txt".encode())


def test_a_folder_is_read_in_the_order_of_its_paths(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a.txt", "a/b/c.txt", ".hidden.txt", ".git/x.txt", "photo.jpg", "a.toml"):
        write(tmp_path / name, "" if name == "a.toml" else f"Dispatch {name}.")
    documents, failures = load_all([tmp_path])
    shown = [os.path.relpath(document.path, tmp_path) for document in documents]
    assert shown == ["a/b/c.txt", "a/z.md", "a.txt", "b.txt"]
    assert failures == []


def test_one_bad_document_of_a_folder_fails_alone_with_its_reason(tmp_path: Path) -> None:
    write(tmp_path / "good.txt")
    write(tmp_path / "empty.txt", "")
    documents, failures = load_all([tmp_path])
    assert [document.path for document in documents] == [str(tmp_path / "good.txt")]
    (failure,) = failures
    assert failure.path == str(tmp_path / "empty.txt")
    assert "is empty" in failure.reason


def test_links_in_a_folder_are_named_and_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.txt")
    write(tmp_path / "out" / "secret.txt", "A secret.")
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "out" / "secret.txt")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    documents, failures = load_all([tmp_path / "in"])
    assert [document.text for document in documents] == ["The talks stalled."]
    assert [Path(failure.path).name for failure in failures] == ["link.txt", "loop"]


def test_a_named_document_that_is_bad_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="is empty"):
        load_all([write(tmp_path / "good.txt"), write(tmp_path / "empty.txt", "")])


def test_a_folder_of_bad_documents_gives_their_reasons(tmp_path: Path) -> None:
    for number in range(5):
        write(tmp_path / f"{number}.txt", "")
    with pytest.raises(DocumentError, match=r"no document could be loaded: .*is empty.*and 2 more"):
        load_all([tmp_path])


def test_a_folder_without_documents_is_missing_them(tmp_path: Path) -> None:
    write(tmp_path / "photo.jpg")
    with pytest.raises(MissingDocumentError, match="holds no document"):
        load_all([tmp_path])


def test_naming_nothing_is_refused() -> None:
    with pytest.raises(MissingDocumentError, match="no document was named"):
        load_all([])
    with pytest.raises(MissingDocumentError, match="no document was named"):
        load_each([])


def test_standard_input_is_one_document(tmp_path: Path) -> None:
    documents, _ = load_all([write(tmp_path / "a.txt"), "-"], stdin=io.BytesIO(b"From a pipe."))
    assert [document.text for document in documents] == ["The talks stalled.", "From a pipe."]
    assert documents[1].path == "-"


def test_a_document_given_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    documents, failures = load_all([path, tmp_path])
    assert len(documents) == 1
    assert failures == []


def test_a_copy_under_another_name_is_left_out_and_named(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt")
    documents, failures = load_all([tmp_path])
    assert [document.path for document in documents] == [str(tmp_path / "a.txt")]
    reason = f"same bytes, publisher, url and date as '{tmp_path / 'a.txt'}': read once"
    assert failures == [LoadFailure(path=str(tmp_path / "b.txt"), reason=reason)]


def test_bytes_beyond_the_limit_for_one_run_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_module, "MAX_TOTAL_BYTES", 1_000_000)
    for number in range(3):
        write(tmp_path / f"{number}.txt", f"{number} " * 200_000)
    with pytest.raises(DocumentError, match="more than 1 MB of documents"):
        load_all([tmp_path])
    with pytest.raises(DocumentError, match="what was given holds more than 1 MB"):
        load_all([tmp_path / f"{number}.txt" for number in range(3)])


def test_documents_come_one_by_one_with_their_bytes(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a.txt", "a/b/c.txt", ".hidden.txt", "photo.jpg"):
        write(tmp_path / name, f"Dispatch {name}.")
    write(tmp_path / "table.csv", "text\nOne.\n,\nThree.\n")
    loaded = [item for item in load_each([tmp_path]) if isinstance(item, Loaded)]
    assert [os.path.relpath(item.document.path, tmp_path) + item.document.part for item in loaded] == [
        "a/b/c.txt",
        "a/z.md",
        "a.txt",
        "b.txt",
        "table.csvrow 2",
        "table.csvrow 4",
    ]
    for item in loaded:
        assert hashlib.sha256(item.raw).hexdigest() == item.document.sha256


def test_nothing_that_is_wrong_with_one_document_stops_the_others(tmp_path: Path) -> None:
    write(tmp_path / "a" / "empty.txt", "")
    write(tmp_path / "a" / "good.txt")
    (tmp_path / "a" / "link.txt").symlink_to(tmp_path / "outside.txt")
    write(tmp_path / "outside.txt", "A secret.")
    write(tmp_path / "named.zip")
    (tmp_path / "none").mkdir()
    items = list(load_each([tmp_path / "named.zip", tmp_path / "none", tmp_path / "a"]))
    assert [item.document.text for item in items if isinstance(item, Loaded)] == ["The talks stalled."]
    reasons = [item.reason for item in items if isinstance(item, LoadFailure)]
    for reason, problem in zip(
        reasons, ["files ending in .zip", "holds no document", "is empty", "symbolic link"], strict=True
    ):
        assert problem in reason


def test_a_path_that_names_nothing_is_missed_before_anything_is_loaded(tmp_path: Path) -> None:
    with pytest.raises(MissingDocumentError, match="does not exist"):
        load_each([write(tmp_path / "a.txt"), tmp_path / "absent.txt"])


def test_one_by_one_there_is_no_limit_on_their_number_and_one_is_held_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_module, "MAX_DOCUMENTS", 3)
    monkeypatch.setattr(folder_module, "MAX_TOTAL_BYTES", 10)
    for number in range(10):
        write(tmp_path / f"{number}.txt", f"Dispatch {number}.")
    opened: list[str] = []

    def counted(name: str, *, is_listed: bool = False) -> tuple[bytes, str | None]:
        opened.append(name)
        return read_file(name, is_listed=is_listed)

    monkeypatch.setattr(loading_module, "read_file", counted)
    for number, _ in enumerate(load_each([tmp_path]), start=1):
        assert len(opened) == number
    assert len(opened) == 10


def test_a_file_that_becomes_a_link_after_it_was_listed_is_not_followed(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.txt", "A secret.")
    write(tmp_path / "in" / "a.txt")
    last = write(tmp_path / "in" / "b.txt")
    items = load_each([tmp_path / "in"])
    next(items)
    last.unlink()
    last.symlink_to(secret)
    assert not any(isinstance(item, Loaded) for item in items)


def test_parts_of_a_file_are_documents_and_its_bad_parts_failures(tmp_path: Path) -> None:
    table = write(tmp_path / "a.csv", "text,title\nOne.,A\n,B\nOne.,A\n")
    documents, failures = load_all([table])
    assert [(document.path, document.part) for document in documents] == [(str(table), "row 2")]
    assert "row 3: its 'text' is empty" in failures[0].reason
    assert failures[1].reason.startswith("row 4: same bytes, publisher, url and date as ")
    assert failures[1].reason.endswith("a.csv', row 2: read once")


def test_other_columns_are_named_for_every_table_of_a_folder(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", "Story\nOne.\n")
    write(tmp_path / "b.jsonl", '{"Story": "Two."}\n')
    documents, _ = load_all([tmp_path], columns=Columns(text="Story"))
    assert [document.text for document in documents] == ["One.", "Two."]
