"""Fixtures every test may use: the shared material beside the checkout, and Hypothesis made repeatable."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.tools.postgresql import Server

ROOT = Path(__file__).resolve().parents[1]

# The same examples in every run, and no deadline: two cores are shared with other work. To search
# further, run with HYPOTHESIS_PROFILE=search; "long" takes what is promised in full where that takes minutes.
settings.register_profile(
    "repeatable",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("long", settings.get_profile("repeatable"))
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of definitions, gold data and bad inputs beside the checkout; skips where it is absent."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"the shared material is not beside the checkout (looked for {folder})")
    return folder


@pytest.fixture(scope="session")
def examples() -> Path:
    """Folder of the project's own example conflicts."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """PostgreSQL server for the tests alone; skips where its programs are not installed."""
    from tests.tools.postgresql import binaries, running

    programs = binaries()
    if programs is None:
        pytest.skip("there is no PostgreSQL here (looked for initdb): install Debian's package 'postgresql'")
    with running(programs) as server:
        yield server
