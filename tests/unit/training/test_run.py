"""Steps are run in order, once, again when what they read has changed, and go on where one failed."""

from __future__ import annotations

from pathlib import Path

import pytest
from training import run as running
from training.plan import Folders, Step

SCRIPT = """
import sys
from pathlib import Path
read, written = map(Path, sys.argv[1:])
text = read.read_text()
print("read", text)
sys.exit(3) if text == "bad" else written.write_text(text.upper())
"""


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folders:
    monkeypatch.setattr(running, "ROOT", tmp_path)
    (tmp_path / "shout.py").write_text(SCRIPT, encoding="utf-8")
    folders = Folders(corpora=tmp_path / "corpora", out=tmp_path / "out")
    folders.package.mkdir(parents=True)
    folders.corpora.mkdir()
    (folders.corpora / "words").write_text("one", encoding="utf-8")
    return folders


def steps_of(at: Folders) -> tuple[Step, Step]:
    words, first, second = at.corpora / "words", at.out / "first", at.out / "second"
    return (
        Step(name="first", module="shout", arguments=(str(words), str(first)), reads=(words,), writes=first),
        Step(
            name="second",
            module="shout",
            arguments=(str(first), str(second)),
            reads=(first,),
            writes=second,
            place=Path("second.txt"),
        ),
    )


def said(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [line.partition("] ")[2] for line in capsys.readouterr().out.splitlines() if line.startswith("[")]


def test_each_step_runs_and_its_file_goes_into_the_copy(
    at: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    running.run(steps_of(at), at)
    assert (at.package / "second.txt").read_text(encoding="utf-8") == "ONE"
    assert at.log("first").read_text(encoding="utf-8") == "read one\n"
    assert [line.partition(",")[0] for line in said(capsys)] == ["first", "second"]


def test_what_is_done_is_not_done_again_and_still_goes_into_the_copy(
    at: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    running.run(steps_of(at), at)
    (at.package / "second.txt").unlink()
    capsys.readouterr()
    running.run(steps_of(at), at)
    assert said(capsys) == ["first: done before", "second: done before"]
    assert (at.package / "second.txt").exists()


@pytest.mark.parametrize("changed", ["what it reads", "its script", "its command", "what it wrote is gone"])
def test_a_step_is_done_again_when_something_has_changed(
    changed: str, at: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    steps = steps_of(at)
    running.run(steps, at)
    capsys.readouterr()
    if changed == "what it reads":
        (at.corpora / "words").write_text("two", encoding="utf-8")
    elif changed == "its script":
        (at.out.parent / "shout.py").write_text(SCRIPT + "\n", encoding="utf-8")
    elif changed == "its command":
        other = at.out / "other"
        steps = (
            Step(
                name="first",
                module="shout",
                arguments=(str(at.corpora / "words"), str(other)),
                reads=(at.corpora / "words",),
                writes=other,
            ),
            steps[1],
        )
    else:
        (at.out / "first").unlink()
    running.run(steps[:1], at)
    (line,) = said(capsys)
    assert "done before" not in line


def test_a_step_that_fails_stops_the_run_and_is_where_it_goes_on(
    at: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    (at.corpora / "words").write_text("bad", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"first failed with exit code 3.*goes on from here"):
        running.run(steps_of(at), at)
    assert not (at.out / "done" / "first").exists()
    (at.corpora / "words").write_text("good", encoding="utf-8")
    capsys.readouterr()
    running.run(steps_of(at), at)
    assert (at.package / "second.txt").read_text(encoding="utf-8") == "GOOD"


def test_what_is_missing_is_named_before_anything_runs(at: Folders) -> None:
    with pytest.raises(SystemExit, match=r"not there: .*quotes.*CORPORA must name the folder"):
        running.check(at)


def test_weights_that_are_too_large_are_refused(
    at: Folders, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    steps = steps_of(at)
    running.run(steps, at)
    running.report(steps)
    assert "3 bytes  second.txt" in capsys.readouterr().out
    monkeypatch.setattr(running, "MOST_BYTES", 2)
    with pytest.raises(SystemExit, match="1 bytes too many"):
        running.report(steps)


def test_two_runs_do_not_work_in_one_folder(at: Folders) -> None:
    with running.alone(at), pytest.raises(SystemExit, match="another run is at work"), running.alone(at):
        pass
    with running.alone(at):
        pass


@pytest.mark.parametrize("is_quick", [False, True])
def test_the_package_changes_when_all_is_done_and_never_in_the_quick_form(
    is_quick: bool, at: Folders, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    package = at.out.parent / "package"
    package.mkdir()
    (package / "second.txt").write_text("before", encoding="utf-8")
    monkeypatch.setattr(running, "PACKAGE", package)
    monkeypatch.setattr(running, "check", lambda _: None)
    monkeypatch.setattr(running, "plan", lambda folders, _: steps_of(folders))
    given = [str(at.corpora), str(at.out), *(["--quick"] if is_quick else [])]
    monkeypatch.setattr("sys.argv", ["training.run", *given])
    running.main()
    assert (package / "second.txt").read_text(encoding="utf-8") == ("before" if is_quick else "ONE")
    assert "3 bytes  second.txt" in capsys.readouterr().out


def test_a_run_that_fails_leaves_the_package_as_it_is(at: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    package = at.out.parent / "package"
    package.mkdir()
    (package / "second.txt").write_text("before", encoding="utf-8")
    (at.corpora / "words").write_text("bad", encoding="utf-8")
    monkeypatch.setattr(running, "PACKAGE", package)
    monkeypatch.setattr(running, "check", lambda _: None)
    monkeypatch.setattr(running, "plan", lambda folders, _: steps_of(folders))
    monkeypatch.setattr("sys.argv", ["training.run", str(at.corpora), str(at.out)])
    with pytest.raises(SystemExit, match="first failed"):
        running.main()
    assert (package / "second.txt").read_text(encoding="utf-8") == "before"
