from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from detente.cli.inputs import load_documents
from detente.errors import MissingDocumentError
from detente.record.values import Failure

DAY = date(2025, 4, 24)


def write(path: Path, published: str | None) -> str:
    header = f"Title: {path.stem}\nPublished: {published}\n\n" if published else ""
    path.write_text(f"{header}No deal from {path.stem}.", encoding="utf-8")
    return str(path)


def test_reports_published_later_are_left_out_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [write(tmp_path / f"{day}.txt", day) for day in ("2025-04-23", "2025-04-24", "2025-04-25")]
    documents, failures = load_documents(paths, as_of=DAY)
    assert [str(document.published_on) for document in documents] == ["2025-04-23", "2025-04-24"]
    assert failures == []
    printed = capsys.readouterr()
    assert printed.out == ""
    assert f"left out {paths[2]}: published on 2025-04-25, after 2025-04-24" in printed.err


def test_undated_reports_are_kept_and_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [write(tmp_path / "a.txt", None), write(tmp_path / "b.txt", "2025-04-01")]
    documents, _ = load_documents(paths, as_of=DAY)
    assert len(documents) == 2
    assert "1 of 2 documents state no day of publication and are kept" in capsys.readouterr().err


def test_no_report_left_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MissingDocumentError, match="give a later --as-of"):
        load_documents([write(tmp_path / "a.txt", "2025-04-25")], as_of=DAY)


def test_failures_reach_the_record_and_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "good.txt", None)
    (tmp_path / "empty.txt").write_bytes(b"")
    _, failures = load_documents([str(tmp_path)])
    assert [type(failure) for failure in failures] == [Failure]
    assert failures[0].path == str(tmp_path / "empty.txt")
    assert f"left out {tmp_path / 'empty.txt'}" in capsys.readouterr().err


def test_what_the_command_writes_is_not_read_again(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", None)
    brief = tmp_path / "brief.html"
    brief.write_text("<html><body><p>An earlier brief.</p></body></html>", encoding="utf-8")
    documents, failures = load_documents([str(tmp_path)], leave_out=[brief])
    assert [Path(document.path).name for document in documents] == ["a.txt"]
    assert failures == []


def test_only_the_first_ten_notes_are_written_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "good.txt", None)
    for number in range(14):
        (tmp_path / f"{number}.txt").write_bytes(b"")
    load_documents([str(tmp_path)])
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 11
    assert lines[-1] == "detente: note: and 4 more"


def test_a_text_cannot_steer_the_terminal_through_a_note(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Title: a\nPublisher: b\nURL: \x1b[2J\u202e\n\nNo deal.", encoding="utf-8")
    load_documents([str(path)])
    printed = capsys.readouterr().err
    assert "URL" in printed
    assert "\x1b" not in printed
    assert "\u202e" not in printed
