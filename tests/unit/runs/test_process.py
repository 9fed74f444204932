from __future__ import annotations

from pathlib import Path

import pytest

from detente.documents.columns import Columns
from detente.errors import ProcessError
from detente.runs.process import Process, find_process


def test_new_folder_says_what_it_holds(tmp_path: Path) -> None:
    made = Process.create(tmp_path / "talks", title='The "Sarn" talks\n2031')
    assert made == Process.open(tmp_path / "talks")
    assert made.title == 'The "Sarn" talks\n2031'
    assert made.record == str(tmp_path / "talks" / "record.sqlite")
    assert (made.reader, made.columns) == ("learned", Columns())
    assert made.originals.is_dir()
    assert (made.case.exists(), made.actors) == (False, None)


def test_title_stands_in_the_settings_as_it_was_given(tmp_path: Path) -> None:
    title = "Larn–Ostria: “talks” in Genève, الهدنة"
    made = Process.create(tmp_path / "talks", title=title)
    text = (made.folder / "process.toml").read_text(encoding="utf-8")
    assert 'title = "Larn–Ostria: “talks” in Genève, الهدنة"' in text
    hidden = Process.create(tmp_path / "more", title="a\x7fb\u202ec\x9b")
    assert hidden.title == "a\x7fb\u202ec\x9b"
    assert (hidden.folder / "process.toml").read_text(encoding="utf-8").isascii()


def test_title_with_half_a_character_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(ProcessError, match="is not TOML"):
        Process.create(tmp_path / "talks", title="a\udc80")
    assert not (tmp_path / "talks").exists()


def test_folder_is_named_after_itself_and_keeps_what_lies_in_it(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text("kept", encoding="utf-8")
    made = Process.create(tmp_path)
    assert made.title == tmp_path.name
    assert made.case.read_text(encoding="utf-8") == "kept"


def test_process_is_not_begun_twice(tmp_path: Path) -> None:
    Process.create(tmp_path / "talks")
    with pytest.raises(ProcessError, match=r"holds a process already.*add to it"):
        Process.create(tmp_path / "talks")


def test_process_is_found_from_below(tmp_path: Path) -> None:
    made = Process.create(tmp_path / "talks")
    below = made.folder / "documents" / "ab"
    below.mkdir()
    assert find_process(below).folder == made.folder.resolve()
    with pytest.raises(ProcessError, match=r"in no process folder.*detente init"):
        find_process(tmp_path)


def test_actor_file_is_taken_when_there_is_one(tmp_path: Path) -> None:
    made = Process.create(tmp_path / "talks")
    (made.folder / "actors.toml").write_text("", encoding="utf-8")
    assert made.actors == made.folder / "actors.toml"


def test_record_may_be_kept_on_a_server(tmp_path: Path) -> None:
    address = "postgresql://anna@localhost/talks"
    assert Process.create(tmp_path / "talks", record=address).record == address


@pytest.mark.parametrize(
    "record", ["../record.sqlite", "/tmp/record.sqlite", "below/record.sqlite", "", ".."]
)
def test_record_does_not_lie_outside_the_folder(tmp_path: Path, record: str) -> None:
    with pytest.raises(ProcessError, match="name of a file in the folder itself"):
        Process.create(tmp_path / "talks", record=record)
    assert not (tmp_path / "talks").exists()


def test_record_does_not_follow_a_link_outside_the_folder(tmp_path: Path) -> None:
    made = Process.create(tmp_path / "talks")
    (tmp_path / "elsewhere.sqlite").touch()
    (made.folder / "record.sqlite").symlink_to(tmp_path / "elsewhere.sqlite")
    with pytest.raises(ProcessError, match="name of a file in the folder itself"):
        Process.open(made.folder)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "is not TOML"),
        ("", "'title' is missing or blank"),
        ('title = " "', "'title' is missing or blank"),
        ("title = 3", "'title' must be text, and it is 3"),
        ('title = "a"\nrecrod = "b"', "no setting 'recrod'; there are title, record"),
        ('title = "a"\ncolumns = "b"', "'columns' must be a table"),
        ('title = "a"\n[columns]\nwords = "b"', "columns: unknown field 'words'"),
        ('title = "a"\n[columns]\ntext = 3', "columns: text must be a column's name"),
    ],
)
def test_wrong_settings_are_told(tmp_path: Path, text: str, said: str) -> None:
    made = Process.create(tmp_path / "talks")
    (made.folder / "process.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ProcessError, match=said):
        Process.open(made.folder)


def test_settings_that_are_no_text_are_told(tmp_path: Path) -> None:
    made = Process.create(tmp_path / "talks")
    (made.folder / "process.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ProcessError, match="cannot be read"):
        Process.open(made.folder)


def test_file_or_missing_place_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ProcessError, match="is a file"):
        Process.create(tmp_path / "file")
    with pytest.raises(ProcessError, match="no process can be begun"):
        Process.create(tmp_path / "no" / "such")
    with pytest.raises(ProcessError, match=r"has no process.toml.*detente init"):
        Process.open(tmp_path / "no")
