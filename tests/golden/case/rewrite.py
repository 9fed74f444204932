"""Write the expected cases anew: ``python -m tests.golden.case.rewrite``; then read the difference."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.unit.case.conflicts import mediated_war, war_without_terms

from detente.case import draft

FOLDER = Path(__file__).parent


def expected() -> Mapping[str, str]:
    """Return the name of each file and the case that belongs in it."""
    return {f"{make.__name__}.toml": draft(make()).dumps() for make in (mediated_war, war_without_terms)}


if __name__ == "__main__":
    for name, text in expected().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
