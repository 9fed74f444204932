"""Time conditions, counts and smallest changes, after checking each change by solving the changed model.

    .venv/bin/python benchmarks/analysis/bench_change.py [--json FILE]

On random games with strict rankings of 64 to 1,024 states, and on a drafted case with many ties; every
round asks about another state.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
import scipy  # noqa: E402

import detente  # noqa: E402
from detente.analysis.graph_model import (  # noqa: E402
    Change,
    GraphModel,
    count_rankings,
    find_condition,
    find_smallest_change,
    solve,
)
from detente.analysis.worlds import build_world  # noqa: E402

CASE = ROOT / "tests" / "unit" / "analysis" / "drafted.toml"
ROUNDS = 5
TIME_LIMIT = 10.0


def main() -> None:
    """Check, time, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    asked = parser.parse_args()
    models = {
        "2 dms, 64 states": random_game(2, 3),
        "3 dms, 512 states": random_game(3, 3),
        "2 dms, 1,024 states": random_game(2, 5),
        "drafted, 5 dms, 90 states": build_world(detente.Case.load(CASE), seed=1).model,
    }
    rows = [
        {"model": name, "asked": what, **figures}
        for name, model in models.items()
        for what, figures in measure(model).items()
    ]
    figures = {
        "machine": f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "detente": detente.__version__,
        "rounds": ROUNDS,
        "rows": rows,
    }
    for row in rows:
        print("  ".join(f"{key}: {value}" for key, value in row.items()))
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def random_game(n_dms: int, n_own: int) -> GraphModel:
    """Return a game with independent, uniformly random strict rankings, all moves allowed."""
    generator = np.random.default_rng(11)
    owner = [dm for dm in range(n_dms) for _ in range(n_own)]
    return GraphModel.from_options(
        owner=owner, rank=[generator.permutation(1 << len(owner)) for _ in range(n_dms)]
    )


def measure(model: GraphModel) -> dict[str, dict[str, Any]]:
    """Time what is asked of one model."""
    generator = np.random.default_rng(3)
    states = [int(state) for state in generator.choice(model.states, ROUNDS, replace=False)]
    # SciPy's optimiser is imported when it is first needed.
    find_smallest_change(model, state=states[0], concept="seq", time_limit=0.1)
    found = {
        "condition (seq, one dm)": timed(
            states, lambda s: find_condition(model, state=s, concept="seq", dm=0)
        ),
        "count (smr, one dm)": timed(
            states, lambda s: count_rankings(model, state=s, concept="smr", dms=[0])
        ),
    }
    for concept in ("gmr", "smr", "seq"):
        holding = solve(model, (concept,)).equilibria(concept).tolist()
        # Only what holds can be broken.
        for goal, asked in (("hold", states), ("break", holding[:: max(1, len(holding) // ROUNDS)][:ROUNDS])):
            changes: list[Change] = []

            def search(state: int, concept: str = concept, goal: Any = goal) -> Change:
                return find_smallest_change(
                    model, state=state, concept=concept, goal=goal, time_limit=TIME_LIMIT
                )

            figures = timed(asked, search, changes)
            check(model, changes)
            figures["proven"] = f"{sum(change.is_proven for change in changes)} of {len(changes)}"
            figures["distances"] = [change.distance for change in changes]
            figures["bounds"] = [None if c.bound is None else round(c.bound, 1) for c in changes]
            found[f"smallest change ({concept}, {goal}, all dms)"] = figures
    return found


def timed(states: list[int], ask: Callable[[int], Any], kept: list[Any] | None = None) -> dict[str, Any]:
    """Return the median and the longest time over some states, in milliseconds; keep what is found."""
    spent = []
    for state in states:
        start = time.perf_counter()
        found = ask(state)
        spent.append(1000 * (time.perf_counter() - start))
        if kept is not None:
            kept.append(found)
    return {"median_ms": round(statistics.median(spent), 1), "longest_ms": round(max(spent), 1)}


def check(model: GraphModel, changes: list[Change]) -> None:
    """Solve each changed model and see that it does what was asked."""
    for change in changes:
        if change.ranks is None:
            continue
        after = solve(replace(model, preference=change.ranks), (change.concept,))
        assert (change.state in after.equilibria(change.concept)) == (change.goal == "hold")


if __name__ == "__main__":
    main()
