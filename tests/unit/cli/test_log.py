"""The log says what was ruled on, also when its document was read again or came in a new version."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from detente.cli import app
from detente.record.store import Store

REPORT = """Publisher: The Herald
Published: 2031-05-06

“We will not sign while our towns burn,” President Ola Kerr of Southmark said on Tuesday. She rejected the \
mediators' draft.

Northland promised on Tuesday an answer to the draft by 9 May 2031.
"""

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in a process folder that holds one report, in which everything was ruled on."""
    monkeypatch.setenv("DETENTE_ANALYST", "anna")

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(app, list(arguments))

    (tmp_path / "herald.txt").write_text(REPORT, encoding="utf-8")
    assert invoke("init", str(tmp_path / "talks")).exit_code == 0
    monkeypatch.chdir(tmp_path / "talks")
    assert invoke("add", "../herald.txt", "--reader", "rules").exit_code == 0
    for found in _json(invoke("find", "--json"))["hits"]:
        assert invoke("rule", "note", found["id"], "--because", "seen").exit_code == 0
    return invoke


def _json(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def _told(run: Run, *arguments: str) -> list[str]:
    return [one["told"] for one in _json(run("log", *arguments, "--json"))]


def test_what_a_new_version_came_in_place_of_keeps_its_words(run: Run) -> None:
    before = _told(run)
    assert len(before) > 3
    assert all("“" in told for told in before)
    Path("../herald.txt").write_text(REPORT.replace("while our towns burn", "today"), encoding="utf-8")
    assert "replaced 1 document" in run("add", "../herald.txt", "--reader", "rules").stdout
    assert _told(run) == before


def test_rulings_whose_words_are_gone_are_listed_as_orphaned_and_told_when_they_become_so(run: Run) -> None:
    (said,) = _json(run("find", "towns burn", "--kind", "statement", "--json"))["hits"]
    assert not any(one["orphaned"] for one in _json(run("log", "--json")))
    Path("../herald.txt").write_text(REPORT.replace("while our towns burn", "today"), encoding="utf-8")
    added = run("add", "../herald.txt", "--reader", "rules")
    orphaned = {one["record"] for one in _json(run("log", "--json")) if one["orphaned"]}
    assert said["id"] in orphaned
    assert orphaned == {said["id"]}
    assert "1 ruling is without effect" in added.stderr
    assert run("log").stdout.count("orphaned") == len(orphaned)
    with Store.open("record.sqlite") as store:
        told = {one.id for one in store.ruled().orphaned}
        assert {one.id for one in store.rulings() if one.record in orphaned} == told == store.orphaned()


def test_rulings_on_something_are_found_by_its_present_id_and_by_its_earlier_one(run: Run) -> None:
    (said,) = _json(run("find", "towns burn", "--kind", "statement", "--json"))["hits"]
    Path("../herald.txt").write_text(REPORT + "\nNothing else was said in Ost.\n", encoding="utf-8")
    assert "replaced 1 document" in run("add", "../herald.txt", "--reader", "rules").stdout
    (now,) = _json(run("find", "towns burn", "--kind", "statement", "--json"))["hits"]
    assert now["id"] != said["id"]
    assert _told(run, said["id"]) == _told(run, now["id"])
    assert len(_told(run, now["id"])) == 1


def test_sources_are_asked_for_by_their_names(run: Run) -> None:
    assert run("log", "The Herald").stdout == "nothing has been ruled on 'The Herald'\n"
    graded = run("rule", "grade", "The Herald", "--change", '{"reliability": "B"}', "--because", "x")
    assert graded.exit_code == 0, graded.output
    assert _told(run, "The Herald") == ["graded source The Herald: reliability B"]
    assert run("log", "The Courier").exit_code == 2


def test_actor_has_the_name_it_was_read_under(run: Run) -> None:
    change = json.dumps({"name": "Ola T. Kerr"})
    assert run("rule", "correct", "actor:ola-kerr", "--change", change, "--because", "in full").exit_code == 0
    assert _told(run, "actor:ola-kerr") == ["corrected actor Ola Kerr: name is Ola T. Kerr"]
