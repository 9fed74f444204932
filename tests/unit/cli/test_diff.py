"""``detente diff`` in a process folder: what came since a brief or a day, in tables, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from detente.cli import app
from detente.cli.since import since_when
from detente.errors import DocumentError
from detente.record.store import Store

HERALD = """Publisher: The Herald
Published: 2031-05-06

“We will not sign while our towns burn,” President Ola Kerr of Southmark said on Tuesday. She rejected the \
mediators' draft.

Northland promised on Tuesday an answer to the draft by 9 May 2031.
"""
COURIER = """Publisher: The Courier
Published: 2031-05-08

“We will sign while our towns burn,” Ola Kerr told reporters in Port Sule on Tuesday, 6 May 2031.
"""

Run = Callable[..., Result]


def _invoke(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a process that held one report when a brief was made, and holds two now."""
    place = tmp_path_factory.mktemp("made")
    for name, text in (("herald.txt", HERALD), ("courier.txt", COURIER)):
        (place / name).write_text(text, encoding="utf-8")
    folder = place / "talks"
    inside = ("--process", str(folder))
    assert _invoke("init", str(folder), "--title", "Talks").exit_code == 0
    assert _invoke("add", str(place / "herald.txt"), "--reader", "rules", *inside).exit_code == 0
    brief = _invoke("brief", "--worlds", "5", "--json", "-o", str(folder / "brief.html"), *inside)
    assert brief.exit_code == 0, brief.output
    (folder / "brief.json").write_text(brief.stdout, encoding="utf-8")
    assert _invoke("add", str(place / "courier.txt"), "--reader", "rules", *inside).exit_code == 0
    return folder


@pytest.fixture
def run(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in a copy of the process folder."""
    monkeypatch.setenv("DETENTE_ANALYST", "anna")
    shutil.copytree(made, tmp_path / "talks")
    monkeypatch.chdir(tmp_path / "talks")
    return _invoke


def _json(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_brief_in_html_and_json_says_since_when(run: Run) -> None:
    told = [_json(run("diff", "--since", f"brief.{kind}", "--json")) for kind in ("html", "json")]
    assert {one.pop("since") for one in told} == {"brief.html", "brief.json"}
    assert told[0] == told[1]
    assert [one["publisher"] for one in told[0]["documents"]] == ["The Courier"]
    assert told[0]["n_new"] == len(told[0]["new"]) > 0
    assert {one["document"] for one in told[0]["new"]} == {told[0]["documents"][0]["id"]}


def test_all_is_new_since_a_day_before_it_was_added(run: Run) -> None:
    told = _json(run("diff", "--since", "2001-01-01", "--json", "--as-of", "2031-05-20"))
    assert len(told["documents"]) == 2
    (overdue,) = told["overdue"]
    assert (overdue["due"]["latest"], overdue["by_name"]) == ("2031-05-09", "Northland")
    assert overdue["passage"]["source_name"] == "The Herald"
    assert _json(run("diff", "--since", "2001-01-01", "--json", "--as-of", "2031-05-09"))["overdue"] == []


def test_nothing_is_new_since_a_day_to_come(run: Run) -> None:
    assert run("diff", "--since", "9000-01-01").stdout == "nothing is new since 9000-01-01\n"


def test_rejected_and_corrected_are_told_with_who_and_why(run: Run) -> None:
    with Store.open("record.sqlite", create=False) as store:
        last = store.last_addition()
        said, other = store.load().statements[:2]
    Path("now.html").write_text(f'<meta name="detente-addition" content="{last}">', encoding="utf-8")
    assert run("rule", "reject", said.id, "--because", "a slogan").exit_code == 0
    ruled = run("rule", "correct", other.id, "--because", "=heard it", "--change", '{"act":"THREATEN"}')
    assert ruled.exit_code == 0, ruled.output
    told = _json(run("diff", "--since", "now.html", "--json"))
    assert [(one["why"], one["item"]["id"]) for one in told["withdrawn"]] == [("rejected", said.id)]
    (changed,) = told["changed"]
    assert changed["fields"] == [{"field": "act", "before": other.act, "after": "THREATEN"}]
    assert [one["because"] for one in told["rulings"]] == ["a slogan", "=heard it"]
    assert (told["documents"], told["new"]) == ([], [])
    rows = list(csv.DictReader(io.StringIO(run("diff", "--since", "now.html", "--csv").stdout)))
    assert [row["part"] for row in rows] == ["withdrawn", "changed", "rulings", "rulings"]
    assert rows[-1]["words"] == "'=heard it"


def test_tables_are_of_parts_that_hold_something(run: Run) -> None:
    text = run("diff", "--since", "brief.html").stdout
    assert "new documents: 1" in text
    assert "rulings" not in text


def test_what_is_no_brief_of_a_record_is_told(run: Run, tmp_path: Path) -> None:
    Path("alone.html").write_text("<html><p>&lt;meta name=detente-addition content=3&gt;", encoding="utf-8")
    Path("far.html").write_text('<meta name="detente-addition" content="99">', encoding="utf-8")
    for since, said in (
        ("alone.html", "does not say up to where in a record it was made"),
        ("none.html", "neither a day nor a file"),
        ("far.html", "there is no addition 99"),
        ("2031-02-31", "2031-02-31"),
        (str(tmp_path), "cannot be read as a brief"),
    ):
        result = run("diff", "--since", since)
        assert result.exit_code == 2, since
        assert said in result.stderr
    assert run("diff").exit_code == 2
    assert run("diff", "--since", "brief.html", "--raw").exit_code == 2


@pytest.mark.parametrize("told", ['{"addition": true}', '{"addition": -1}', '{"addition": null}', "{", "{}"])
def test_json_without_a_number_is_no_brief(told: str, tmp_path: Path) -> None:
    file = tmp_path / "brief.json"
    file.write_text(told, encoding="utf-8")
    with pytest.raises(DocumentError, match="does not say"):
        since_when(str(file))
