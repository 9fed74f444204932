"""Fixtures every test may use: the shared material beside the checkout, and no network."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


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
