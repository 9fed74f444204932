from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from detente.cli.outputs import check_targets, write_whole
from detente.errors import OutputError


def test_texts_are_written_as_they_are(tmp_path: Path) -> None:
    write_whole({tmp_path / "a": "“No.”\r\n\n", tmp_path / "b": ""})
    assert (tmp_path / "a").read_bytes() == "“No.”\r\n\n".encode()
    assert (tmp_path / "b").read_bytes() == b""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_when_one_file_cannot_be_written_the_other_keeps_its_content(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_text("before", encoding="utf-8")
    target = tmp_path / "absent" / "b"
    with pytest.raises(OutputError, match=f"cannot write '{target}': No such file"):
        write_whole({kept: "after", target: "after"})
    assert kept.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [kept]


def test_a_full_disk_is_told_with_the_file_that_has_no_room(tmp_path: Path) -> None:
    writing = """
import resource, sys
from pathlib import Path
from detente.cli.outputs import write_whole
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
write_whole({Path("first"): "yes", Path("second"): "no" * 1000})
"""
    done = subprocess.run([sys.executable, "-c", writing], cwd=tmp_path, capture_output=True, text=True)
    assert "OutputError: cannot write 'second': File too large; make room" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_target_that_is_an_input_by_another_name_is_refused(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text("No deal.", encoding="utf-8")
    link = tmp_path / "link.txt"
    link.symlink_to(report)
    with pytest.raises(OutputError, match="also an input"):
        check_targets([link], inputs=[report])


def test_standard_input_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    check_targets([Path("-x.html")], inputs=["-"])


@pytest.mark.parametrize("arguments", [["--help"], ["timeline", "--csv"]])
def test_a_reader_that_stops_early_is_no_defect(arguments: list[str], tmp_path: Path) -> None:
    begun = [sys.executable, "-m", "detente.cli", "init", str(tmp_path / "talks")]
    subprocess.run(begun, check=True, capture_output=True)
    running = subprocess.Popen(
        [sys.executable, "-m", "detente.cli", *arguments],
        cwd=tmp_path / "talks",
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    told = running.stderr.read()
    running.stderr.close()
    assert (running.wait(), told) == (0, b"")
