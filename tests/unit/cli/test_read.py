from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.brief.parsed import parse
from tests.unit.cli.test_end_to_end import FIRST, run
from tests.unit.cli.test_end_to_end import work as work
from typer.testing import CliRunner

from detente.cli import app


def test_writes_a_page_of_one_report_instead_of_the_table(work: Path) -> None:
    result = run("read", "../reports/1.txt", "--html", "page.html")
    assert result.stdout == ""
    assert "wrote page.html" in result.stderr
    page = parse((work / "page.html").read_text(encoding="utf-8"))
    assert page.problems == []
    assert "Envoy presses both sides" in page.text
    assert {"s1", "e1", "d1-text"} <= {*page.values("id")}
    assert FIRST.splitlines()[-1] in "".join(page.texts)


def test_writes_one_page_of_several_reports_beside_the_lines_and_the_database(work: Path) -> None:
    result = run("read", "../reports", "--html", "page.html", "--jsonl", "--store", "kept.sqlite")
    kinds = [json.loads(line)["kind"] for line in result.stdout.splitlines()]
    page = parse((work / "page.html").read_text(encoding="utf-8"))
    assert {"d1-text", "d2-text"} <= {*page.values("id")}
    entries = [value for value in page.values("class") if value == "entry statement"]
    assert len(entries) == kinds.count("statement")
    assert (work / "kept.sqlite").exists()


def test_writes_the_table_too_where_it_is_asked_for(work: Path) -> None:
    run("read", "../reports/1.txt", "--html", "page.html", "--explain", "-o", "table.txt")
    assert "recognised by" in (work / "table.txt").read_text(encoding="utf-8")
    assert (work / "page.html").exists()


def test_is_the_same_page_each_time_and_not_read_as_a_report(work: Path) -> None:
    run("read", "../reports", "--html", "../reports/page.html")
    first = (work / "../reports/page.html").read_bytes()
    run("read", "../reports", "--html", "../reports/page.html")
    assert (work / "../reports/page.html").read_bytes() == first


def test_a_report_that_cannot_be_read_is_listed_on_the_page(work: Path) -> None:
    (work / "../reports/3.txt").write_bytes(b"\x00\x01\x02" * 100)
    run("read", "../reports", "--html", "page.html")
    page = parse((work / "page.html").read_text(encoding="utf-8"))
    assert "Left out" in page.text
    assert "3.txt" in page.text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--html", "page.html", "--explain"], "the page of --html holds the reasons already"),
        (["--html", "absent/page.html"], "there is no folder 'absent'"),
        (["--html", "."], "it is a folder"),
        (["--html", "../reports/1.txt"], "it is also an input"),
        (["--html", "a.jsonl", "--jsonl", "-o", "a.jsonl"], "it is also another output"),
    ],
)
def test_what_cannot_be_written_stops_before_anything_is_read(
    work: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.setattr("detente.read", lambda *_, **__: pytest.fail("it was read"), raising=False)
    result = CliRunner().invoke(app, ["read", "../reports/1.txt", *arguments], env={"COLUMNS": "200"})
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.replace("│", " ").split())
    assert list(work.iterdir()) == []
