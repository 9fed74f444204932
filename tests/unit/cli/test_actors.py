"""``--actors``: what a user knows of who is who, given to read, brief and draft."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.unit.reading.informed import FILE
from typer.testing import CliRunner, Result

from detente.cli import app

TEXT = (
    "Title: Talks\nPublisher: The Courier\nPublished: 2026-03-10\n\n"
    "The Karvian president said on Monday that the war would end. "
    "Sarnish envoy Anton Velk said that it would not.\n"
)


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


@pytest.fixture
def actors(tmp_path: Path) -> str:
    path = tmp_path / "actors.toml"
    path.write_text(FILE, encoding="utf-8")
    return str(path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "200"})


def lines(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_read_ties_words_to_actors_of_the_file_and_tells_contradictions(report: str, actors: str) -> None:
    found = lines(run("read", report, "--jsonl", "--actors", actors))
    first = next(line for line in found if line["kind"] == "statement")
    assert (first["speaker"]["actor"], first["speaker"]["name"]) == ("actor:anton-velk", "Anton Velk")
    (odd,) = [line for line in found if line["kind"] == "inconsistency"]
    assert odd["text"] == "Sarnish envoy Anton Velk"
    assert odd["inconsistency"] == "actor file"
    assert "the actor file puts Anton Velk with Karvia" in odd["found"]


def test_without_the_option_the_file_beside_the_reports_is_not_used(report: str, actors: str) -> None:
    found = lines(run("read", str(Path(report).parent), "--jsonl"))
    assert Path(actors).exists()
    assert all(line["kind"] != "inconsistency" for line in found)
    assert found[0]["speaker"]["actor"] != "actor:anton-velk"


def test_a_brief_takes_the_file(report: str, actors: str, tmp_path: Path) -> None:
    page = tmp_path / "brief.html"
    result = run("brief", report, "--actors", actors, "-o", str(page))
    assert result.exit_code == 0, result.output
    assert "Anton Velk" in page.read_text(encoding="utf-8")


def test_a_draft_takes_the_file(report: str, actors: str, tmp_path: Path) -> None:
    target = tmp_path / "case.toml"
    war = Path(report).parent / "war.txt"
    war.write_text(TEXT + "Karvian troops attacked Sarnish troops in the war.\n", encoding="utf-8")
    result = run("draft", str(war), "--actors", actors, "-o", str(target))
    assert result.exit_code == 0, result.output
    assert "Sarnland" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["read", "brief", "draft"])
@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("[[actor]]\nname = 'Velk'\nkind = 'person'\nalias = ['x']\n", "(actors.toml, line 4): did you mean"),
        ("[[actor]\n", "is not valid TOML"),
        (None, "does not exist"),
    ],
)
def test_a_bad_file_stops_the_command_before_any_work(
    command: str, content: str | None, words: str, report: str, tmp_path: Path
) -> None:
    path = tmp_path / "actors.toml"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    target = tmp_path / "out"
    result = run(command, report, "--actors", str(path), "-o", str(target))
    assert result.exit_code == 2, result.output
    assert words in " ".join(result.stderr.split())
    assert not target.exists()


@pytest.mark.parametrize("command", ["read", "brief", "draft"])
def test_the_file_is_not_written_over(command: str, report: str, actors: str) -> None:
    result = run(command, report, "--actors", actors, "-o", actors)
    assert result.exit_code == 2
    assert "it is also an input" in " ".join(result.stderr.split())
    assert Path(actors).read_text(encoding="utf-8") == FILE


def test_a_reader_that_takes_no_file_says_so(report: str, actors: str) -> None:
    result = run(
        "read", report, "--actors", actors,
        "--reader", "endpoint", "--endpoint-url", "http://127.0.0.1:9", "--endpoint-model", "small",
    )  # fmt: skip
    assert result.exit_code == 2
    assert "reader 'endpoint' takes no actor file" in " ".join(result.stderr.split())
