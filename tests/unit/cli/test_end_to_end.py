"""The commands on reports of an invented conflict, from the file to what is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import detente
from detente.cli import app

FIRST = """\
Title: Envoy presses both sides
Publisher: The Harbour Courier
Published: 2026-03-02

Northland and Southmark have been at war since January. Northland forces attacked Southmark on Monday, \
killing at least four people, Southmark officials said.

“We will not sign while our harbour burns,” Southmark President Ada Okoro told reporters. The plan put \
forward by the Varenian envoy, Lars Belo, would let Northland keep the river districts. Southmark \
rejects the plan.

Northland President Jon Brandt said his government accepts the Varenian plan. “The ball is in their court,” \
Brandt said. Belo warned that Varenia would walk away from the talks within ten days.
"""
SECOND = """\
Title: Talks to go on
Publisher: Meridian Wire
Published: 2026-03-09

Southmark and Northland will meet again on Friday, Varenian envoy Lars Belo said. \
“Both sides must move,” he said.
"""


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, with a folder of two reports beside it."""
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "1.txt").write_text(FIRST, encoding="utf-8")
    (reports / "2.txt").write_text(SECOND, encoding="utf-8")
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def run(*arguments: str) -> Result:
    """Run a command that must succeed."""
    result = CliRunner().invoke(app, list(arguments), env={"COLUMNS": "120"})
    assert result.exit_code == 0, result.output
    return result


class TestBrief:
    def test_writes_one_html_file_and_prints_a_summary(self, work: Path) -> None:
        result = run("brief", "../reports/1.txt", "--worlds", "100")
        assert [path.name for path in work.iterdir()] == ["brief.html"]
        html = (work / "brief.html").read_text(encoding="utf-8")
        assert html.lower().startswith("<!doctype html>")
        assert "We will not sign while our harbour burns" in html
        assert result.stdout.strip()
        assert result.stderr == "detente: note: wrote brief.html\n"

    def test_writes_the_same_again_for_the_same_seed(self, work: Path) -> None:
        for name in ("a.html", "b.html"):
            run("brief", "../reports", "--worlds", "100", "--seed", "7", "-o", name)
        assert (work / "a.html").read_bytes() == (work / "b.html").read_bytes()

    def test_as_json_prints_everything_and_nothing_else(self, work: Path) -> None:
        arguments = ["brief", "../reports", "--worlds", "50", "--json", "-o", "b.html", "--markdown", "b.md"]
        result = run(*arguments)
        assert isinstance(json.loads(result.stdout), dict)
        assert sorted(path.name for path in work.iterdir()) == ["b.html", "b.md"]
        assert (work / "b.md").read_text(encoding="utf-8").startswith("# ")

    def test_leaves_out_what_was_published_later(self, work: Path) -> None:
        result = run("brief", "../reports", "--as-of", "2026-03-05", "--worlds", "50")
        assert "left out ../reports/2.txt: published on 2026-03-09, after 2026-03-05" in result.stderr
        assert "Both sides must move" not in (work / "brief.html").read_text(encoding="utf-8")

    def test_reads_on_when_one_report_of_a_folder_is_bad(self, work: Path) -> None:
        (work.parent / "reports" / "3.txt").write_bytes(b"%PDF-1.7")
        result = run("brief", "../reports", "--worlds", "50")
        assert "left out ../reports/3.txt" in result.stderr
        assert "3.txt" in (work / "brief.html").read_text(encoding="utf-8")

    def test_does_not_read_the_brief_it_wrote_before(self, work: Path) -> None:
        (work / "report.txt").write_text(FIRST, encoding="utf-8")
        run("brief", ".", "--worlds", "50")
        before = (work / "brief.html").read_bytes()
        run("brief", ".", "--worlds", "50")
        assert (work / "brief.html").read_bytes() == before

    def test_uses_the_case_it_is_given(self, work: Path) -> None:
        run("draft", "../reports")
        drafted = run("brief", "../reports", "--worlds", "50", "--json", "-o", "a.html").stdout
        given = run("brief", "../reports", "--worlds", "50", "--json", "--case", "case.toml").stdout
        assert json.loads(given) == json.loads(drafted)

    def test_refuses_a_case_that_cites_what_was_not_read(self, work: Path) -> None:
        run("draft", "../reports")
        case = work / "case.toml"
        text = case.read_text(encoding="utf-8").replace(
            "[[concern]]", '[[concern]]\nfor = ["statement:none"]', 1
        )
        case.write_text(_without_second_for(text), encoding="utf-8")
        result = CliRunner().invoke(app, ["brief", "../reports", "--case", "case.toml"])
        assert result.exit_code == 2
        assert "cites 'statement:none', which the record does not hold" in result.stderr
        assert [path.name for path in work.iterdir()] == ["case.toml"]
        run("brief", "../reports", "--case", "case.toml", "--as-of", "2026-03-05", "--worlds", "50")


def _without_second_for(text: str) -> str:
    """Drop the list that stood in the concern before, which TOML would take for a second one."""
    head, mark, rest = text.partition('for = ["statement:none"]')
    entry, blank, others = rest.partition("\n\n")
    lines = [line for line in entry.splitlines() if not line.startswith("for = ")]
    return head + mark + "\n".join(lines) + blank + others


class TestRead:
    def test_as_json_lines_gives_passages_that_are_the_words(self, work: Path) -> None:
        result = run("read", "../reports/1.txt", "--jsonl")
        objects = [json.loads(line) for line in result.stdout.splitlines()]
        assert {item["kind"] for item in objects} >= {"statement", "event"}
        for item in objects:
            assert item["path"] == "../reports/1.txt"
            assert FIRST[item["start"] : item["end"]] == item["text"]
        assert [item["start"] for item in objects] == sorted(item["start"] for item in objects)

    def test_writes_and_keeps_what_it_would_have_printed(self, work: Path) -> None:
        printed = run("read", "../reports", "--jsonl").stdout
        for _ in range(2):  # the second time the same items are in the file already
            run("read", "../reports", "--jsonl", "-o", "items.jsonl", "--store", "items.sqlite")
        assert (work / "items.jsonl").read_text(encoding="utf-8") == printed
        from detente.record.jsonl import lines
        from detente.record.store import Store

        with Store.open("items.sqlite") as store:
            assert "".join(line + "\n" for line in lines(store.load())) == printed

    def test_as_a_table_names_speakers_and_reasons(self, work: Path) -> None:
        result = run("read", "../reports/1.txt")
        assert "Okoro" in result.stdout
        explained = run("read", "../reports/1.txt", "--explain", "-o", "table.txt")
        assert explained.stdout == ""
        table = (work / "table.txt").read_text(encoding="utf-8")
        assert "recognised by" in table
        assert "cue" in table


class TestDraft:
    def test_writes_a_case_that_can_be_solved_and_explored(self, work: Path) -> None:
        result = run("draft", "../reports")
        assert "wrote case.toml: " in result.stderr
        case = detente.Case.load("case.toml")
        assert len(case.parties) >= 2
        assert "states that can be" in run("solve", "case.toml", "--seed", "1").stdout
        assert "shares of worlds" in run("explore", "case.toml", "--worlds", "50").stdout

    def test_merges_into_a_case_that_was_edited(self, work: Path) -> None:
        run("draft", "../reports/1.txt")
        case = work / "case.toml"
        case.write_text("# our own view\n" + case.read_text(encoding="utf-8"), encoding="utf-8")
        result = run("draft", "../reports")
        assert "merged the new draft into case.toml" in result.stderr
        assert case.read_text(encoding="utf-8").startswith("# our own view\n")

    def test_afresh_replaces_what_was_there(self, work: Path) -> None:
        case = work / "case.toml"
        case.write_text("not a case", encoding="utf-8")
        run("draft", "../reports/1.txt", "--fresh")
        assert "not a case" not in case.read_text(encoding="utf-8")


class TestReportsWithoutAConflict:
    TEXT = "The museum showed twelve paintings on Monday. “We are delighted,” said its director, Paul Vey.\n"

    def test_are_briefed_from_the_record_alone(self, work: Path) -> None:
        (work / "museum.txt").write_text(self.TEXT, encoding="utf-8")
        result = run("brief", "museum.txt", "--markdown", "b.md", "--json")
        assert "note: no case: the record names no two parties in conflict" in result.stderr
        read = json.loads(result.stdout)
        assert read["case"] is None
        assert read["findings"][0]["topic"] == "no model"
        assert "give it with --case" in read["findings"][0]["sentence"]
        for name in ("brief.html", "b.md"):
            assert "We are delighted" in (work / name).read_text(encoding="utf-8")

    def test_give_no_case(self, work: Path) -> None:
        (work / "museum.txt").write_text(self.TEXT, encoding="utf-8")
        result = CliRunner().invoke(app, ["draft", "museum.txt"])
        assert result.exit_code == 2
        assert "no two parties in conflict" in result.stderr
        assert not (work / "case.toml").exists()

    def test_are_briefed_with_a_case_that_gives_nobody_an_option(self, work: Path) -> None:
        (work / "museum.txt").write_text(self.TEXT, encoding="utf-8")
        parties = '[[party]]\nid = "north"\nname = "Northland"\nrole = "belligerent"\n'
        (work / "case.toml").write_text(parties, encoding="utf-8")
        read = json.loads(run("brief", "museum.txt", "--case", "case.toml", "--json").stdout)
        assert "gives no party an option" in read["findings"][0]["sentence"]
        assert read["case"]["parties"][0]["name"] == "Northland"
        assert read["exploration"] is None
