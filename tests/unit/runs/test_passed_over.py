from __future__ import annotations

from pathlib import Path

from detente.documents.folder import passed_over_in, walk_folder
from detente.runs.passed_over import PassedOver, passed_over
from detente.runs.process import Process


def _files(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("The envoy left.", encoding="utf-8")


def test_files_of_other_kinds_are_counted_by_their_endings_the_most_frequent_first(tmp_path: Path) -> None:
    process = Process.create(tmp_path / "talks")
    _files(tmp_path / "in", "a.txt", "b.DOC", "c/d.doc", "e.png", "Makefile", ".cache/x.doc", ".DS_Store")
    assert passed_over(process, [tmp_path / "in", "-", tmp_path / "in" / "e.png"]) == (
        PassedOver(ending=".doc", n_files=2),
        PassedOver(ending="hidden", n_files=2),
        PassedOver(ending=".png", n_files=1),
        PassedOver(ending="without an ending", n_files=1),
    )


def test_sidecars_and_the_files_of_the_process_are_not_counted(tmp_path: Path) -> None:
    process = Process.create(tmp_path / "talks")
    _files(
        process.folder,
        "a.txt",
        "a.txt.toml",
        "record.sqlite",
        "documents/ab/ab12",
        "more/b.txt",
        "more/c.doc",
    )
    _files(process.folder, "more/b.toml", "more/other.toml")
    assert passed_over(process, [process.folder]) == (
        PassedOver(ending=".doc", n_files=1),
        PassedOver(ending=".toml", n_files=1),
    )


def test_a_folder_is_read_or_passed_over_file_by_file(tmp_path: Path) -> None:
    _files(tmp_path, "a.txt", "b.doc", "c/d.html")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    walked = [Path(found.path).name for found in walk_folder(str(tmp_path))]
    assert walked == ["a.txt", "d.html", "link.txt"]
    assert [Path(path).name for path in passed_over_in(str(tmp_path))] == ["b.doc"]


def test_a_folder_that_cannot_be_listed_counts_nothing(tmp_path: Path) -> None:
    process = Process.create(tmp_path / "talks")
    assert passed_over(process, [tmp_path / "none"]) == ()
