"""Write the expected pages anew: ``python -m tests.golden.solved.rewrite``; then read the difference."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from detente.analysis import solve
from detente.brief.solved_page import render_stability
from detente.case import Case

FOLDER = Path(__file__).parent
CROSSING = Path(__file__).resolve().parents[3] / "examples" / "crossing.toml"
CONCEPTS = ("nash", "seq", "sim", "cseq", "l2")


def expected() -> Mapping[str, str]:
    """Return the name of each file and the page that belongs in it."""
    stability = solve(Case.load(CROSSING), concepts=CONCEPTS, states=(6, 9))
    return {"crossing.html": render_stability(stability)}


if __name__ == "__main__":
    for name, text in expected().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
