"""What a long addition says where there is no terminal."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from detente.cli import progress
from detente.cli.add import add
from detente.cli.progress import progress_lines
from detente.runs.adding import Added
from detente.runs.process import Process


def _told(n_files: int, steps: Iterable[tuple[float, Added]]) -> list[str]:
    """Return the lines that are told while time passes, from 100 s on."""
    lines: list[str] = []
    now = 100.0
    show = progress_lines(n_files, lines.append, clock=lambda: now)
    for seconds, added in steps:
        now = 100.0 + seconds
        show(added)
    return lines


def test_line_comes_every_half_minute_and_not_before() -> None:
    steps = [(seconds, Added(n_new=seconds)) for seconds in range(1, 100)]
    assert _told(4000, steps) == [
        "added 30 of 4,000 documents, 67 min left",
        "added 60 of 4,000 documents, 66 min left",
        "added 90 of 4,000 documents, 66 min left",
    ]
    assert _told(4000, steps[:29]) == []


def test_document_that_takes_long_is_followed_by_one_line() -> None:
    steps = [(300.0, Added(n_new=1)), (301.0, Added(n_new=2)), (331.0, Added(n_new=3))]
    assert _told(3, steps) == ["added 1 of 3 documents, 10 min left", "added 3 of 3 documents, 0 s left"]


def test_time_left_is_that_of_reading_alone() -> None:
    done = Added(n_known=900, n_new=8, n_failed=1, n_again=1)
    assert _told(1000, [(30.0, done)]) == ["added 910 of 1,000 documents, 5 min left"]
    assert _told(1000, [(30.0, Added(n_known=900))]) == ["added 900 of 1,000 documents"]


def test_file_may_hold_more_documents_than_one() -> None:
    assert _told(1, [(30.0, Added(n_new=50))]) == ["added 50 of 50 documents, 0 s left"]


def test_command_tells_on_standard_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    process = Process.create(tmp_path / "talks")
    (tmp_path / "a.txt").write_text("Kerr said she would travel to Ost.", encoding="utf-8")
    monkeypatch.setattr(progress, "EVERY", 0.0)
    add([str(tmp_path / "a.txt")], process=process.folder, reader="rules")
    told = capsys.readouterr()
    assert told.err == "added 1 of 1 documents, 0 s left\n"
    assert told.out.startswith("added 1 document")
