"""Run the examples of README.md and docs/: Python blocks as doctests, console blocks as commands.

A document's examples share one namespace and run in a fresh folder that holds a copy of ``examples/``.
Blocks marked ``sh`` are for the reader's own machine (installing, make) and are not run.
"""

from __future__ import annotations

import doctest
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

ROOT = Path(__file__).resolve().parent
FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
collect_ignore = ["docs/conf.py"]  # settings, not a module with examples
TIME_LIMIT = 300  # seconds for one command; one takes under ten


def enter_folder(namespace: dict[str, Any]) -> None:
    """Change to a fresh folder with a copy of the examples, and remember where we were."""
    folder = Path(tempfile.mkdtemp(prefix="detente-docs-"))
    shutil.copytree(ROOT / "examples", folder / "examples")
    namespace["_left"], namespace["_entered"] = Path.cwd(), folder
    os.chdir(folder)


def leave_folder(namespace: dict[str, Any]) -> None:
    """Go back and remove the folder."""
    os.chdir(namespace["_left"])
    shutil.rmtree(namespace["_entered"])


def run_console(example: Example) -> str | None:
    """Run each ``$ `` line of a console block and compare what it prints with the lines below it.

    A line ``# exit code N`` below a command states the code it ends with (0 when not stated). Lines
    below are compared as doctests are (``...`` stands for anything); none means any output will do.
    """
    for command, expected, code in commands_of(str(example.parsed)):
        words = shlex.split(command)
        words[0] = str(Path(sys.executable).with_name(words[0]))
        done = subprocess.run(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1"},
            timeout=TIME_LIMIT,
            check=False,
        )
        if done.returncode != code:
            return f"{command}\nexit code {done.returncode} instead of {code}:\n{done.stdout}"
        if expected and not doctest.OutputChecker().check_output(expected, done.stdout, FLAGS):
            return f"{command}\nexpected:\n{expected}\ngot:\n{done.stdout}"
    return None


def commands_of(block: str) -> list[tuple[str, str, int]]:
    """Split a console block into (command, expected output, exit code)."""
    commands: list[tuple[str, str, int]] = []
    for part in ("\n" + block.replace("\\\n", " ")).split("\n$ ")[1:]:
        command, *below = part.splitlines()
        codes = [line for line in below if line.startswith("# exit code ")]
        expected = "\n".join(line for line in below if line not in codes).strip()
        commands.append(
            (command, expected + "\n" if expected else "", int(codes[0].split()[-1]) if codes else 0)
        )
    return commands


pytest_collect_file = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=FLAGS),
        CodeBlockParser(language="console", evaluator=run_console),
    ],
    patterns=["README.md", "docs/*.md", "docs/**/*.md"],
    path=str(ROOT),
    setup=enter_folder,
    teardown=leave_folder,
).pytest()
