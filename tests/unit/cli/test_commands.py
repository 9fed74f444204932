from __future__ import annotations

import subprocess
import sys
from typing import Any, NoReturn

import pytest
from typer.testing import CliRunner

import detente
from detente.cli import app
from detente.documents import loading

PROCESS = [
    *("init", "add", "review", "rule", "undo", "log", "verify"),
    *("find", "timeline", "happenings", "quotes", "links"),
    *("positions", "contradictions", "promises", "diff"),
]
CASE = ["brief", "read", "draft", "solve", "explore", "change", "path", "mediate", "convert"]
COMMANDS = [*PROCESS, *CASE, "export", "import"]
NEEDING = ["init", "add", "rule", "read", "solve", "explore", "change", "path", "mediate", "convert"]


def test_version_is_printed() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert (result.exit_code, result.stdout) == (0, f"detente {detente.__version__}\n")


def test_help_lists_every_command() -> None:
    result = CliRunner().invoke(app, ["--help"])
    assert result.exit_code == 0
    lines = [line for line in result.stdout.partition("Commands:")[2].splitlines() if line.strip()]
    assert [line.split()[0] for line in lines if line[2] != " "] == COMMANDS
    assert not [line for line in lines if line.endswith("...")]
    told = " ".join(" ".join(lines).split())
    assert "log List every ruling, the undone ones too, in the order they were made." in told


@pytest.mark.parametrize("command", COMMANDS)
def test_every_argument_and_option_says_what_it_does(command: str) -> None:
    from typer.main import get_command

    group: Any = get_command(app)
    silent = [parameter.name for parameter in group.commands[command].params if not parameter.help]
    assert silent == []


@pytest.mark.parametrize("command", NEEDING)
def test_a_command_without_its_argument_is_a_usage_error(command: str) -> None:
    result = CliRunner().invoke(app, [command])
    assert result.exit_code == 2
    assert "Missing argument" in result.stderr


@pytest.mark.parametrize("options", [["--worlds", "0"], ["--worlds", "many"], ["--seed", "-1"], ["--loud"]])
def test_options_outside_their_range_are_usage_errors(options: list[str]) -> None:
    assert CliRunner().invoke(app, ["explore", "case.toml", *options]).exit_code == 2


def test_starting_loads_no_heavy_library() -> None:
    heavy = (
        "alembic charset_normalizer datasketch distributed docx feedparser icalendar jinja2 numpy py3langid "
        "pypdf rich spacy sqlalchemy textual tomlkit trafilatura"
    )
    program = (
        "import sys, detente.cli.commands; "
        f"print(*[name for name in {heavy.split()!r} if name in sys.modules])"
    )  # fmt: skip
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.split() == []


def test_a_module_run_is_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "detente.cli", "--version"], check=True, capture_output=True, text=True
    )
    assert done.stdout == f"detente {detente.__version__}\n"


def test_an_interruption_leaves_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(name: str, *, is_listed: bool) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(loading, "read_file", interrupted)
    result = CliRunner().invoke(app, ["read", "report.txt"])
    assert result.exit_code == 130
    assert "Traceback" not in result.output


def test_a_defect_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str, *, is_listed: bool) -> NoReturn:
        raise ZeroDivisionError("a defect")

    monkeypatch.setattr(loading, "read_file", broken)
    result = CliRunner().invoke(app, ["read", "report.txt"])
    assert result.exit_code == 1
    assert isinstance(result.exception, ZeroDivisionError)
