"""Time thousands of preference profiles on one structure; answers are checked first.

    .venv/bin/python benchmarks/analysis/bench_profiles.py [--json FILE]

Before the clock starts, profiles drawn among all are compared, every verdict of them, with `solve` on each
alone; `solve` is compared with the literal definitions by the tests and by bench_solve.py. Each round
solves profiles it has not seen; the best round counts, after one to warm up. Time on the processors is
given too: it hardly depends on what else a machine does.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
from benchmarks.analysis.drawn import describe_machine, draw_model  # noqa: E402
from numpy.typing import NDArray  # noqa: E402

from detente.analysis.graph_model import GraphModel, MoveGraph, ProfileSolver, Solutions, solve  # noqa: E402
from detente.analysis.graph_model.labels import plain_labels  # noqa: E402

ROUNDS = 5
N_CHECKED = 40
N_BY_TABLES = 2000

TWO, FOUR = [0] * 5 + [1] * 5, [0, 0, 1, 1, 2, 2, 3]
ROWS: dict[str, tuple[MoveGraph, int, int]] = {
    "2 dms, 10 options, all feasible and two-way": (draw_model(0, TWO).graph, 16_000, 50_000),
    "2 dms, 10 options, 20 % infeasible, 2 one-way": (
        draw_model(0, TWO, n_one_way=2, infeasible=0.2).graph,
        16_000,
        50_000,
    ),
    "4 dms, 7 options, 30 % infeasible, 1 one-way": (
        draw_model(0, FOUR, n_one_way=1, infeasible=0.3).graph,
        200_000,
        100_000,
    ),
}
"""What is solved, in how many profiles, and the target in profiles a second."""


def main() -> None:
    """Check, time, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    asked = parser.parse_args()
    figures: dict[str, object] = dict(describe_machine())
    for name, value in figures.items():
        print(f"{name:10} {value}")
    is_slow = False
    for what, (graph, n_profiles, target) in ROWS.items():
        row = measure(graph, n_profiles)
        print(f"\n{what}")
        for name, value in row.items():
            print(f"    {name:24} {value}")
        print(f"    {'target_per_s':24} {target}")
        figures[what] = {**row, "target_per_s": target}
        is_slow |= int(str(row["profiles_per_s"])) < target
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    if is_slow:
        sys.exit("slower than the target")


def measure(graph: MoveGraph, n_profiles: int) -> dict[str, object]:
    """Check, then time, one structure."""
    generator = np.random.default_rng(1)
    solver = ProfileSolver(graph, n_profiles=n_profiles, engine="lanes")
    by_tables = ProfileSolver(graph, n_profiles=n_profiles, engine="tables")
    ranks = draw_ranks(generator, graph, n_profiles)
    first, _, solved = timed(solver, ranks)
    n_verdicts = check(generator, graph, ranks, solved)
    spent = [timed(solver, draw_ranks(generator, graph, n_profiles))[:2] for _ in range(ROUNDS)]
    rounds = [wall for wall, _ in spent]
    few = [timed(by_tables, ranks[:, :, k * N_BY_TABLES :][:, :, :N_BY_TABLES])[0] for k in range(3)]
    return {
        "states": graph.n_states,
        "profiles": n_profiles,
        "verdicts_checked": n_verdicts,
        "profiles_per_s": int(n_profiles / min(rounds)),
        "of_rounds": " ".join(f"{int(n_profiles / wall)}" for wall in rounds),
        "seconds": round(min(rounds), 4),
        "cpu_us_per_profile": round(min(cpu for _, cpu in spent) / n_profiles * 1e6, 2),
        "ns_per_verdict": round(min(rounds) * 1e9 / (solved.stable["nash"].size * len(solved.stable)), 3),
        "warm_up_s": round(first, 2),
        "by_tables_per_s": int(N_BY_TABLES / min(few)),
    }


def draw_ranks(generator: np.random.Generator, graph: MoveGraph, n_profiles: int) -> NDArray[np.int16]:
    """Draw rankings without ties for half of the profiles, with many for the others."""
    shape = (graph.n_dms, graph.n_states, n_profiles)
    ranks = np.empty(shape, dtype=np.int16)
    ranks[:] = np.arange(graph.n_states, dtype=np.int16)[:, None]
    generator.permuted(ranks, axis=1, out=ranks)
    ranks[:, :, ::2] //= 4
    return ranks


def timed(solver: ProfileSolver, ranks: NDArray[np.int16]) -> tuple[float, float, Solutions]:
    """Return the seconds on the clock, those of all cores together, and what was solved."""
    started, busy = time.perf_counter(), time.process_time()
    solved = solver.solve(ranks)
    return time.perf_counter() - started, time.process_time() - busy, solved


def check(
    generator: np.random.Generator, graph: MoveGraph, ranks: NDArray[np.int16], solved: Solutions
) -> int:
    """Compare drawn profiles with `solve` on each alone; return how many verdicts; exit if one is wrong."""
    labels = plain_labels(graph.n_dms, len(graph.owner))
    n_verdicts = 0
    for profile in generator.choice(ranks.shape[2], N_CHECKED, replace=False).tolist():
        rank = ranks[:, :, profile].astype(np.int32)
        alone = solve(GraphModel(graph=graph, preference=rank, labels=labels))
        for concept, stable in solved.stable.items():
            if not np.array_equal(stable[:, :, profile], alone.stable[concept]):
                sys.exit(f"wrong: {concept} in profile {profile}")
            n_verdicts += rank.size
    return n_verdicts


if __name__ == "__main__":
    main()
