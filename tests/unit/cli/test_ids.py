"""Names where a ruling needs ids: the command that has them is told, and nothing is ruled."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from detente.cli import app
from detente.runs.adding import add
from detente.runs.process import Process

REPORT = "Ola Kerr said on Monday that the bridge was open. Ada Kerr said the road was closed."
OTHER = "Dora Lenk said on Tuesday that talks would go on. Oslo Lenk said they would not."

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in a process folder that holds two reports."""
    monkeypatch.setenv("DETENTE_ANALYST", "anna")
    monkeypatch.chdir(tmp_path)
    for name, text in (("a.txt", REPORT), ("b.txt", OTHER)):
        Path(name).write_text(f"Publisher: The {name}\nPublished: 2031-05-06\n\n{text}\n", "utf-8")
    add(Process.create(tmp_path / "talks"), ["a.txt", "b.txt"], reader="rules")
    monkeypatch.chdir(tmp_path / "talks")
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def _into(identifier: str) -> str:
    return json.dumps({"into": identifier})


def test_merge_by_names_tells_the_command_that_makes_it(run: Run) -> None:
    asked = run("rule", "merge", "Ola Kerr", "--change", _into("Ada Kerr"), "--because", "one")
    assert asked.exit_code == 2
    assert "'Ola Kerr' is a name, that of 'actor:ola-kerr' and 'Ada Kerr' is a name" in asked.stderr
    assert json.loads(run("log", "--json").stdout) == []
    command = shlex.split(asked.stderr.split("`")[1])
    assert command[:2] == ["detente", "rule"]
    assert run(*command[1:-1], "one").exit_code == 0
    (made,) = json.loads(run("log", "--json").stdout)
    assert (made["kind"], made["record"], made["change"]) == (
        "merge",
        "actor:ola-kerr",
        '{"into":"actor:ada-kerr"}',
    )


@pytest.mark.parametrize(
    ("record", "into", "said"),
    [
        ("actor:ola-kerr", "Kerr", "'Kerr' fits 2 actors"),
        ("actor:ola-kerr", "Nobody Known", "nobody in the record is called 'Nobody Known'"),
        ("actor:ola-kerr", "actor:nobody", "refers to 'actor:nobody'"),
        ("actor:nobody", "actor:ola-kerr", "there is nothing with id 'actor:nobody'"),
    ],
)
def test_name_of_nobody_or_of_several_is_told(run: Run, record: str, into: str, said: str) -> None:
    asked = run("rule", "merge", record, "--change", _into(into), "--because", "one")
    assert asked.exit_code == 2
    assert said in asked.stderr


def test_correction_by_a_name_tells_the_command_that_makes_it(run: Run) -> None:
    (said,) = json.loads(run("find", "bridge", "--kind", "statement", "--json").stdout)["hits"]
    change = json.dumps({"speaker": "Dora Lenk", "about": "bridges"})
    asked = run("rule", "correct", said["id"], "--change", change, "--because", "misread")
    assert (asked.exit_code, "'Dora Lenk' is a name, that of 'actor:dora-lenk'" in asked.stderr) == (2, True)
    command = shlex.split(asked.stderr.split("`")[1])
    assert run(*command[1:-1], "misread").exit_code == 0
    (made,) = json.loads(run("log", "--json").stdout)
    assert json.loads(made["change"]) == {"about": "bridges", "speaker": "actor:dora-lenk"}


def test_source_goes_by_its_name(run: Run) -> None:
    graded = run("rule", "grade", "The a.txt", "--change", '{"reliability": "B"}', "--because", "x")
    assert graded.exit_code == 0, graded.output
    unknown = run("rule", "grade", "The c.txt", "--change", '{"reliability": "B"}', "--because", "x")
    assert "there is nothing with id 'The c.txt'" in unknown.stderr
