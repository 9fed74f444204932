"""Write the expected briefs anew: ``python -m tests.golden.brief.rewrite``; then read the difference."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.unit.brief.sample import CASE, RECORD
from tests.unit.brief.shares import EXPLORATION

from detente.brief import brief

FOLDER = Path(__file__).parent


def expected() -> Mapping[str, str]:
    """Return the name of each file and the brief that belongs in it."""
    made = brief(RECORD, CASE, EXPLORATION)
    return {"sample.html": made.html(), "sample.md": made.markdown()}


if __name__ == "__main__":
    for name, text in expected().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
