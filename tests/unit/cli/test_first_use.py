"""What a new user of a process folder meets: tables of any width, and what goes wrong."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from detente.cli import app
from detente.cli.listing import Listing, put
from detente.record.store import Store
from detente.runs.adding import add
from detente.runs.process import Process

WORDS = (
    "President Kerr of Southmark promised on Monday an answer to the draft by 9 May 2031. "
    "“We will not sign,” Kerr told reporters. Officials in three capitals of the eastern league said they "
    "were waiting."
)

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in a process folder that holds one report."""
    monkeypatch.setenv("DETENTE_ANALYST", "anna")
    (tmp_path / "herald.txt").write_text(
        f"Publisher: The Herald\nPublished: 2031-05-06\n\n{WORDS}\n", "utf-8"
    )
    Process.create(tmp_path / "talks")
    monkeypatch.chdir(tmp_path / "talks")
    add(Process.open("."), [tmp_path / "herald.txt"], reader="rules")
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


@pytest.mark.parametrize("width", ["80", "120", "200"])
@pytest.mark.parametrize(
    "command",
    [
        *("find", "timeline", "positions", "contradictions", "promises", "promises --tally"),
        *("happenings", "quotes", "links", "log"),
    ],
)
def test_tables_stay_within_the_columns_there_are(
    run: Run, monkeypatch: pytest.MonkeyPatch, width: str, command: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    result = run(*command.split())
    assert result.exit_code == 0, result.output
    assert max(len(line) for line in result.stdout.splitlines()) <= int(width)


def test_narrow_tables_say_the_last_day_where_no_first_is_known(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    told = json.loads(run("promises", "--as-of", "2031-05-07", "--json").stdout)["promises"]
    assert any(one["due"]["latest"] == "2031-05-09" for one in told)
    shown = run("promises", "--as-of", "2031-05-07").stdout
    assert "2031-05-09" in shown


def _table(capsys: pytest.CaptureFixture[str], *rows: tuple[str, str, str]) -> str:
    heading = ("from", "to", "words")
    listing = Listing(
        heading=heading,
        rows=rows,
        data=[],
        nothing="",
        wide=("day", "words"),
        spare=(),
        days=("from", "to", "day"),
    )
    put(listing, as_json=False, as_csv=False)
    return capsys.readouterr().out


def test_two_columns_of_days_are_one_in_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    shown = _table(
        capsys,
        ("2031-05-01", "2031-05-01", "on a day"),
        ("2031-05-01", "2031-05-31", "in May"),
        ("", "2031-05-31", "before June"),
        ("2031-05-01", "", "since May"),
        ("", "", "some day"),
    )
    assert "2031-05-01 to 2031-05-31" in shown
    assert "by 2031-05-31" in shown
    assert "from 2031-05-01" in shown
    assert "2031-05-01 to 2031-05-01" not in shown
    assert " to " not in next(line for line in shown.splitlines() if "some day" in line)


def test_no_word_is_cut_for_want_of_room(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    shown = _table(capsys, ("2031-05-01", "2031-05-31", "Donaudampfschifffahrtsgesellschaft"))
    letters = "".join(part for line in shown.splitlines() for part in line.split("│")[2:3]).replace(" ", "")
    assert letters == "Donaudampfschifffahrtsgesellschaft"


@pytest.mark.parametrize(
    "command",
    [["find"], ["undo"], ["rule", "accept", "x", "--because", "y"], ["review"], ["brief"], ["draft"]],
)
def test_record_that_is_gone_is_told_and_not_begun_anew(run: Run, command: list[str]) -> None:
    for part in Path().glob("record.sqlite*"):
        part.unlink()
    result = run(*command)
    assert result.exit_code == 2
    assert "there is no record" in result.stderr
    assert not Path("record.sqlite").exists()


def test_process_needs_a_folder_to_lie_in(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["init", str(tmp_path / "none" / "talks")])
    assert result.exit_code == 2
    assert f"there is no folder '{tmp_path / 'none'}'; make it first" in result.stderr


def test_digest_that_was_noted_is_found_again_and_no_other(run: Run) -> None:
    with Store.open("record.sqlite") as store:
        noted = store.additions()[-1].digest
        said = store.as_read().statements[0]
    assert run("rule", "note", said.id, "--because", "x").exit_code == 0
    again = run("verify", "--digest", noted.upper())
    assert again.exit_code == 0, again.output
    assert f"it begins with what it held when {noted.upper()} was noted" in again.stdout
    other = run("verify", "--digest", "0" * 32)
    assert other.exit_code == 2
    assert "no addition to this record has the digest" in other.stderr


def test_source_is_graded_by_its_name(run: Run) -> None:
    change = json.dumps({"reliability": "B"})
    graded = run("rule", "grade", "The Herald", "--because", "known for years", "--change", change)
    assert graded.exit_code == 0, graded.output
    hits = json.loads(run("find", "--reliability", "B", "--json").stdout)["hits"]
    assert {hit["publisher"] for hit in hits} == {"The Herald"}
    assert run("rule", "grade", "The Heralds", "--because", "x", "--change", change).exit_code == 2


def test_party_without_a_side_is_told_so(run: Run) -> None:
    assert run("positions", "--party", "Kerr", "--moved").stdout == "nothing of this party moved\n"


@pytest.mark.parametrize("was_there", [False, True])
def test_process_whose_record_cannot_be_opened_is_not_begun(tmp_path: Path, was_there: bool) -> None:
    folder = tmp_path / "talks"
    if was_there:
        folder.mkdir()
        (folder / "kept.txt").write_text("mine", "utf-8")
    result = CliRunner().invoke(app, ["init", str(folder), "--record", "mysql://a:b@host/name"])
    assert result.exit_code == 2
    assert folder.exists() == was_there
    if was_there:
        assert [path.name for path in folder.iterdir()] == ["kept.txt"]
    assert CliRunner().invoke(app, ["init", str(folder)]).exit_code == 0


def test_reports_may_lie_in_the_process_folder_itself(run: Run) -> None:
    Path("reports").mkdir()
    Path("reports/post.txt").write_text("Marek said on Monday that the bridge was open.", "utf-8")
    Path("reports/post.toml").write_text('publisher = "The Post"\n', "utf-8")
    for n_new in (1, 0):
        added = json.loads(run("add", ".", "--reader", "rules", "--json").stdout)
        assert (added["n_new"], added["n_failed"]) == (n_new, 0)
    with Store.open("record.sqlite") as store:
        assert {document.publisher for document in store.documents()} == {"The Herald", "The Post"}


def test_log_of_what_is_not_there_is_an_error(run: Run) -> None:
    asked = run("log", "statement:none")
    assert (asked.exit_code, asked.stdout) == (2, "")
    assert "there is nothing with id 'statement:none' in the record" in asked.stderr


def test_document_that_somebody_else_adds_meanwhile_is_no_new_one(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "courier.txt").write_text("Marek of Veldania said the bridge was open.", "utf-8")
    process = Process.open(".")
    other = add
    held = Store.holds
    asked: list[str] = []

    def holds(store: Store, identifier: str) -> bool:
        """Answer, and right after the first question let another process add the document."""
        answer = held(store, identifier)
        asked.append(identifier)
        if len(asked) == 1:
            other(process, [tmp_path / "courier.txt"], reader="rules")
        return answer

    monkeypatch.setattr(Store, "holds", holds)
    added = add(process, [tmp_path / "courier.txt"], reader="rules")
    assert (added.n_new, added.n_again, added.n_known) == (0, 0, 1)
    assert added.n_items == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full here")
@pytest.mark.parametrize("form", ["--json", "--csv", "--limit=50"])
def test_full_disk_is_told_in_one_line(run: Run, form: str) -> None:
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "detente.cli", "find", form]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "there is no room for what was to be written" in line


def test_words_a_locale_has_no_letters_for_are_written_out(run: Run) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "detente.cli", "find", "not sign", "--kind", "statement"],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
        check=True,
    )
    assert rb"\u201cWe will not sign,\u201d" in done.stdout


def test_interrupt_is_told_once_and_keeps_what_was_read(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(3000):
        (folder / f"{number}.txt").write_text(f"Kerr said on Monday that town {number} was open.", "utf-8")
    command = [sys.executable, "-m", "detente.cli", "add", str(folder), "--workers", "2", "--reader", "rules"]
    adding = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    with Store.open("record.sqlite") as store:
        while len(store.documents()) < 2 and adding.poll() is None:
            time.sleep(0.1)
    os.killpg(adding.pid, signal.SIGINT)
    told, said = adding.communicate(timeout=60)
    assert adding.returncode == 130
    assert told == ""
    (line,) = said.splitlines()
    assert "interrupted: what was read so far is kept" in line
    with Store.open("record.sqlite") as store:
        assert 2 <= len(store.documents()) < 3001
        store.verify()
