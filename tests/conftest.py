"""Fixtures every test may use: the shared material beside the checkout, and Hypothesis made repeatable."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]

# The same examples in every run, and no deadline: two cores are shared with other work. To search
# further, run with HYPOTHESIS_PROFILE=search.
settings.register_profile(
    "repeatable",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
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
