"""Time the solving of large models, and the first answer on a small case; answers are checked first.

    .venv/bin/python benchmarks/analysis/bench_solve.py [--json FILE] [--only ROW]

Every row runs in a process of its own, so that its peak memory is its own. Before the clock starts the
engine is compared with the literal definitions on small models of the same kind, and at full size on
states drawn among the stable and the unstable ones, each worked out by the bare definition. Each round
solves a model it has not seen; the best round counts, after one to warm up. Processor time, of all threads
together, is given too: it hardly changes where a machine is busy with something else.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
from benchmarks.analysis.drawn import (  # noqa: E402
    best_of,
    check_sampled,
    describe_machine,
    draw_model,
    read_floor,
)
from tests.reference.literal import LiteralGame  # noqa: E402

from detente.analysis.graph_model import GraphModel, solve  # noqa: E402
from detente.analysis.graph_model.engine._cube_solving import solve_cube  # noqa: E402
from detente.analysis.results import CONCEPTS  # noqa: E402

ROUNDS = 7
SMALL_CASE = ROOT / "examples" / "sarn" / "case.toml"

OPERATORS = ("{a} & !{b}", "if {a} then {b}", "{a} iff ({b} | {c})", "{a} | ({b} & {c})", "!{a}", "{a}")


def constrained(seed: int, n_options: int = 20) -> GraphModel:
    """3 dms, 30 % infeasible, 4 one-way options."""
    return draw_model(seed, share_out(n_options, 3), n_one_way=4, infeasible=0.3)


def open_to_all(seed: int, n_options: int = 24) -> GraphModel:
    """2 dms, all feasible and two-way."""
    return draw_model(seed, share_out(n_options, 2))


def prioritised(seed: int, n_options: int = 20) -> GraphModel:
    """6 dms, 24 statements each, from the statements on."""
    generator = np.random.default_rng(seed)

    def statement() -> str:
        a, b, c = (f"o{k}" for k in generator.permutation(n_options)[:3])
        return str(generator.choice(OPERATORS)).format(a=a, b=b, c=c)

    wanted = [[statement() for _ in range(24)] for _ in range(6)]
    return GraphModel.from_options(owner=share_out(n_options, 6), statements=wanted)


def share_out(n_options: int, n_dms: int) -> list[int]:
    """Give every dm as many options as any other, the first ones one more where they do not divide."""
    return sorted(option % n_dms for option in range(n_options))


ROWS: dict[str, tuple[Callable[..., GraphModel], int, float, float]] = {
    "3 dms, 20 options, 30 % infeasible, 4 one-way": (constrained, 8, 1.0, 1024),
    "2 dms, 24 options, all feasible": (open_to_all, 8, 1.5, 3072),
    "6 dms, 20 options, from their statements": (prioritised, 6, 1.5, 4096),
}
"""What is drawn, with how many options it suits the literal definitions, and the targets (s, MB)."""

COLD = "first answer on a small case, cold process, nothing compiled"
COLD_TARGET_S = 1.0
START = "from detente.cli import app; app()"

COLD_MIDDLE = (
    "first answer on 3 dms with 16 options, 30 % infeasible, 4 one-way; cold process, nothing compiled"
)
MIDDLE = """
import sys
sys.path.insert(0, sys.argv[1])
from benchmarks.analysis.bench_solve import constrained, solve
solve(constrained(0, 16))
"""


def main() -> None:
    """Check, time, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    parser.add_argument("--only", type=int, help="a single row, from 0")
    parser.add_argument("--row", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.row is not None:
        print(json.dumps(measure(asked.row)))
        return
    figures: dict[str, object] = dict(describe_machine())
    for name, value in figures.items():
        print(f"{name:10} {value}")
    is_slow = False
    makers: list[Callable[[], dict[str, object]]] = [
        *(partial(in_own_process, index) for index in range(len(ROWS))),
        first_answer,
        first_large,
    ]
    for make in makers if asked.only is None else [makers[asked.only]]:
        row = make()
        is_slow |= report(row)
        figures[str(row["what"])] = row
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    if is_slow:
        sys.exit("slower than the target")


def report(row: dict[str, object]) -> bool:
    """Print one row; return whether it misses its target."""
    print(f"\n{row['what']}")
    for name, value in row.items():
        if name != "what":
            print(f"    {name:24} {value:.4g}" if isinstance(value, float) else f"    {name:24} {value}")
    limits = (("seconds", "target_s"), ("peak_mb", "target_mb"))
    return any(float(str(row[name])) > float(str(row[limit])) for name, limit in limits if limit in row)


def in_own_process(index: int) -> dict[str, object]:
    command = [sys.executable, __file__, "--row", str(index)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def measure(index: int) -> dict[str, object]:
    name, (draw, n_small, target_s, target_mb) = list(ROWS.items())[index]
    n_literal = check_small(draw, n_small)
    model = draw(seed=0)
    started = time.perf_counter()
    solution = solve(model)
    warm_up = time.perf_counter() - started
    n_sampled = check_sampled(model, dict(solution.stable), 2, seed=1)
    del solution
    built, solved, busy, peak = [], [], [], []
    for seed in range(1, ROUNDS + 1):
        del model
        started = time.perf_counter()
        model = draw(seed=seed)
        built.append(time.perf_counter() - started)
        started, busy_before = time.perf_counter(), time.process_time()
        solve(model)
        solved.append(time.perf_counter() - started)
        busy.append(time.process_time() - busy_before)
        peak.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    floor = read_floor(model.rank)
    without_seq = best_of(5, lambda: solve(model, ("nash", "gmr", "smr")))
    # The ranks of the last row are part of what is timed; elsewhere they are given.
    rounds = [b + s for b, s in zip(built, solved, strict=True)] if draw is prioritised else solved
    return {
        "what": name,
        "states": model.n_states,
        "verdicts_checked": n_literal + n_sampled,
        "seconds": min(rounds),
        "seconds_of_rounds": " ".join(f"{spent:.3f}" for spent in rounds),
        "target_s": target_s,
        "building_s" if draw is prioritised else "drawing_and_building_s": min(built),
        "solving_s": min(solved),
        "solving_processor_s": min(busy),
        "first_solve_s": warm_up,
        "peak_mb": peak[-1],
        "target_mb": target_mb,
        "floor_read_ranks_s": floor,
        "floor_gb_per_s": model.rank.nbytes / floor / 1e9,
        "solving_to_floor": min(solved) / floor,
        "without_seq_s": without_seq,
        "without_seq_to_floor": without_seq / floor,
        "ns_per_dm_and_state": min(solved) * 1e9 / model.rank.size,
    }


def check_small(draw: Callable[..., GraphModel], n_options: int) -> int:
    """Compare both engines with the literal definitions on small models of the kind; exit if wrong."""
    n_checked = 0
    for seed in range(2):
        model = draw(seed=seed, n_options=n_options)
        graph = model.graph
        states = [int(state) for state in model.states]
        ruled_out = sorted(set(range(1 << n_options)) - set(states))
        literal = LiteralGame(
            owner=graph.owner,
            direction=graph.direction,
            infeasible=[[(k, "NY"[state >> k & 1]) for k in range(n_options)] for state in ruled_out],
            rank=[dict(zip(states, row.tolist(), strict=True)) for row in model.rank],
        )
        engines = (solve(model).stable, solve_cube(graph, model.rank, CONCEPTS, "legal"))
        for concept in CONCEPTS:
            for dm in literal.dms:
                expected = [bit == "1" for bit in literal.stable_string(dm, concept, "legal")]
                for stable in engines:
                    if stable[concept][dm].tolist() != expected:
                        sys.exit(f"wrong: {concept} for dm {dm} in small model {seed}")
                n_checked += len(expected)
    return n_checked


def first_answer() -> dict[str, object]:
    """Time the command on the example case from the start of the process, with nothing compiled yet."""
    spent = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as empty:
            spent.append(time_process(START, "solve", str(SMALL_CASE), "--seed", "1", cache=empty))
            if any(Path(empty).iterdir()):
                sys.exit("wrong: a small case was compiled for")
    return {"what": COLD, "case": SMALL_CASE.parent.name, "seconds": min(spent), "target_s": COLD_TARGET_S}


def first_large() -> dict[str, object]:
    """Time the first model that loops are compiled for, and the same in the next process."""
    compiling, loading = [], []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as folder:
            compiling.append(time_process(MIDDLE, str(ROOT), cache=folder))
            loading.append(time_process(MIDDLE, str(ROOT), cache=folder))
    return {"what": COLD_MIDDLE, "seconds": min(compiling), "compiled_before_s": min(loading)}


def time_process(program: str, *arguments: str, cache: str) -> float:
    started = time.perf_counter()
    command = [sys.executable, "-c", program, *arguments]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "NUMBA_CACHE_DIR": cache})
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
