"""The walk of the tutorial: its case loads, its commands run, and they print what the page says they do."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from detente.cli import app

PAGE = Path(__file__).resolve().parents[3] / "docs" / "tutorial" / "who-would-leave.md"
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_the_page_holds_a_case_commands_and_what_they_print() -> None:
    kinds = [kind for kind, _ in BLOCKS]
    assert kinds[0] == "toml"
    assert kinds.count("console") == 6
    assert kinds.count("text") >= 6


def test_commands_print_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    printed = ""
    for kind, block in BLOCKS:
        if kind == "toml":
            Path("crossing.toml").write_text(block, encoding="utf-8")
        elif kind == "console":
            _, *arguments = shlex.split(block.removeprefix("$ "))
            result = CliRunner().invoke(app, arguments, env={"COLUMNS": "110"})
            assert result.exit_code == 0, (block, result.output)
            printed = one_line(result.stdout)
        elif kind == "text":
            for part in block.split("...\n"):
                assert one_line(part) in printed, part
