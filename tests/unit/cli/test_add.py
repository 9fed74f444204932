"""What ``detente add`` says of what it read, replaced and could not understand."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from detente.cli import app

REPORT = """Publisher: The Herald
Published: 2031-05-06

“We will not sign while our towns burn,” President Ola Kerr of Southmark said on Tuesday in the capital. She \
rejected the mediators' draft, which had been put to both of the governments a week before.

Northland promised an answer to the draft by 9 May 2031, the mediators said in a short statement after a \
meeting of four hours. They had asked both sides to send their experts to Port Sule, where the talks began.

The draft has eleven clauses. It asks both armies to leave the bridge at Selm, and it would bring observers \
of three neutral countries to the valley. Nobody has yet said who would pay for them.
"""

Add = Callable[..., Result]


@pytest.fixture
def add(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Add:
    """Add to a process in a folder of its own."""
    assert CliRunner().invoke(app, ["init", str(tmp_path / "talks")]).exit_code == 0
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str) -> Result:
        result = CliRunner().invoke(app, ["add", *arguments, "-C", "talks", "--reader", "rules"])
        assert result.exit_code == 0, result.output
        return result

    return invoke


def test_a_new_version_is_told_from_a_new_document(add: Add) -> None:
    Path("a.txt").write_text(REPORT, encoding="utf-8")
    assert add("a.txt").stdout.startswith("added 1 document: ")
    Path("a.txt").write_text(REPORT.replace("Tuesday", "Monday"), encoding="utf-8")
    Path("b.txt").write_text("The envoy said that she would travel to Ost.", encoding="utf-8")
    added = add("a.txt", "b.txt").stdout
    assert added.startswith("added 1 document, replaced 1 document by a new version: ")
    Path("a.txt").write_text(REPORT.replace("Tuesday", "Thursday"), encoding="utf-8")
    assert add("a.txt").stdout.startswith("replaced 1 document by a new version: ")
    Path("a.txt").write_text(REPORT.replace("Tuesday", "Friday"), encoding="utf-8")
    counts = json.loads(add("a.txt", "--json").stdout)
    assert (counts["n_new"], counts["n_replaced"]) == (1, 1)
    assert add("a.txt").stdout.startswith("added 0 documents, 1 document known already: ")


def test_what_documents_warn_of_is_noted_after_the_summary(add: Add) -> None:
    Path("a.txt").write_text(REPORT.replace("2031-05-06", "4/5/2031"), encoding="utf-8")
    result = add("a.txt")
    assert "detente: note: a.txt: " in result.stderr
    assert "4/5/2031" in result.stderr
    assert result.output.index("added 1 document") < result.output.index("4/5/2031")
    assert "4/5/2031" not in add("a.txt").stderr


def test_more_than_twenty_warnings_are_counted_and_json_has_them_all(add: Add) -> None:
    words = "The envoy said on day {0} that the two sides would meet again, and that {0} prisoners were free."
    for name in ("a.jsonl", "b.jsonl"):
        rows = [{"text": words.format(f"{name[0]}{n}"), "date": "4/5/2031"} for n in range(12)]
        Path(name).write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    told = json.loads(add("a.jsonl", "--json").stdout)["warnings"]
    assert [(one["path"], one["part"]) for one in told] == [("a.jsonl", f"line {n}") for n in range(1, 13)]
    assert all("4/5/2031" in one["warning"] for one in told)
    noted = add("a.jsonl", "b.jsonl", "--again").stderr
    assert noted.count("4/5/2031") == 20
    assert "note: and 4 more: `detente export -o record.jsonl` writes those of all documents" in noted
    assert "detente: note: a.jsonl, line 1: " in noted


def test_files_of_other_kinds_in_a_folder_are_counted_by_ending(add: Add) -> None:
    Path("in").mkdir()
    Path("in/a.txt").write_text(REPORT, encoding="utf-8")
    for name in ("old.doc", "map.png", ".hidden.txt"):
        Path("in", name).write_bytes(b"x")
    result = add("in")
    assert "3 files of other kinds passed over: .doc 1, .png 1, hidden 1" in result.stderr
    assert "left out" not in result.output
    told = json.loads(add("in", "--json").stdout)["passed_over"]
    assert told[0] == {"ending": ".doc", "n_files": 1}
    assert "passed over" not in add("in/a.txt").output


def test_what_was_left_out_is_named_once_and_the_rest_is_said_to_be_in_json(add: Add) -> None:
    Path("many").mkdir()
    Path("many/good.txt").write_text("The envoy said that she would travel to Ost.", encoding="utf-8")
    Path("many/long.txt").write_text("The envoy said yes. " + "a" * 200_000, encoding="utf-8")
    for number in range(11):
        Path(f"many/{number:02}.txt").write_bytes(b"")
    told = add("many").stderr
    assert "left out document 'many/00.txt' is empty" in told
    assert "and 2 more: `--json` lists them all" in told
    failures = json.loads(add("many", "--json").stdout)["failures"]
    assert len(failures) == 12
    (long,) = [failure for failure in failures if failure["path"] == "many/long.txt"]
    assert long["reason"].startswith("many/long.txt: a stretch of 200,020 characters")
