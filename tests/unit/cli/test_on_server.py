"""Two who keep one record on a server, each from a folder of their own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner, Result

from detente.cli import app
from detente.runs.process import Process

if TYPE_CHECKING:
    from tests.tools.postgresql import Server

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgresql: Server) -> Run:
    """Run a command as one of two, each of whom added one report."""
    monkeypatch.chdir(tmp_path)
    address = postgresql.database()

    def invoke(who: str, command: str, *arguments: str) -> Result:
        return CliRunner().invoke(app, [command, "-C", who, *arguments])

    for who in ("anna", "ben"):
        assert CliRunner().invoke(app, ["init", who, "--record", address]).exit_code == 0
        Path(f"{who}.txt").write_text(f"Kerr told {who} on Monday that the bridge was open.", "utf-8")
        added = invoke(who, "add", f"{who}.txt", "--reader", "rules")
        assert added.exit_code == 0, added.output
    return invoke


def test_each_verifies_what_is_in_the_folder_and_is_told_what_is_not(run: Run) -> None:
    for who in ("anna", "ben"):
        verified = run(who, "verify")
        assert verified.exit_code == 0, verified.output
        assert "all is as it was written: 2 documents" in verified.stdout
        assert "the originals of 1 document are not in this folder" in verified.stderr
    (kept,) = Path("anna/documents").rglob("*.txt")
    kept.write_text("Kerr said nothing.", encoding="utf-8")
    spoilt = run("anna", "verify")
    assert spoilt.exit_code == 2
    assert "does not have its bytes" in spoilt.stderr
    assert run("ben", "verify").exit_code == 0


@pytest.mark.usefixtures("run")
def test_folder_begun_for_a_record_that_is_there_says_so() -> None:
    address = Process.open("anna").record
    begun = CliRunner().invoke(app, ["init", "eva", "--record", address])
    assert "began 'eva' in eva with a record that was kept already" in begun.stderr
    assert "kept already" not in CliRunner().invoke(app, ["init", "own"]).stderr


def test_each_sees_what_the_other_ruled_and_whose_it_was_that_is_taken_back(run: Run) -> None:
    hits = json.loads(run("anna", "find", "--kind", "statement", "--json").stdout)["hits"]
    assert len(hits) == 2
    assert run("ben", "rule", "reject", hits[0]["id"], "--by", "Ben", "--because", "misread").exit_code == 0
    (told,) = json.loads(run("anna", "log", "--json").stdout)
    assert told["by"] == "Ben"
    undone = run("anna", "undo", "--by", "Anna")
    assert f"took back {told['id']}" in undone.stdout
    assert "it was a decision of Ben" in undone.stderr
    assert "decision of" not in run("anna", "undo", "--by", "Anna", _last(run)).stderr


def _last(run: Run) -> str:
    identifier = json.loads(run("anna", "log", "--json").stdout)[-1]["id"]
    assert isinstance(identifier, str)
    return identifier
