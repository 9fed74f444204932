"""Time exploring cases, from a typical drafted one to the largest; answers are checked first.

    .venv/bin/python benchmarks/analysis/bench_explore.py [--json FILE] [--only OPTIONS]

The drafted case has five parties and ten options, as one report leaves it: one of its worlds is compared
with the literal definitions. Larger cases are generated, and verdicts drawn among those of several worlds
are worked out by the bare definition. Every case runs in a process of its own, so that its peak memory is
its own. Every round explores worlds of a new seed; the best round counts, after one to warm up.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
from benchmarks.analysis.drawn import check_sampled, describe_machine  # noqa: E402
from numpy.typing import NDArray  # noqa: E402
from tests.reference.literal import LiteralGame  # noqa: E402

import detente  # noqa: E402
from detente.analysis.graph_model import GraphModel, ProfileSolver, solve_many  # noqa: E402
from detente.analysis.graph_model.labels import plain_labels  # noqa: E402
from detente.analysis.results import CONCEPTS  # noqa: E402
from detente.analysis.worlds.draws import draw_worlds, find_openings  # noqa: E402
from detente.analysis.worlds.preferences import build_preferences  # noqa: E402
from detente.analysis.worlds.structure import Structure, build_structure  # noqa: E402
from detente.case.model import Assumption, Concern, Definition, Option, Party, Rule  # noqa: E402

DRAFTED = ROOT / "tests" / "unit" / "analysis" / "drafted.toml"
N_WORLDS = 1000
OPTIONS = (10, 12, 14, 16)
TARGET_S = 1.0


def main() -> None:
    """Check, time, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    parser.add_argument("--only", type=int, choices=OPTIONS, help="the case with so many options")
    parser.add_argument("--row", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.row is not None:
        print(json.dumps(measure(asked.row)))
        return
    figures: dict[str, object] = dict(describe_machine())
    for name, value in figures.items():
        print(f"{name:10} {value}")
    is_slow = False
    for n_options in OPTIONS if asked.only is None else (asked.only,):
        command = [sys.executable, __file__, "--row", str(n_options)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        row: dict[str, float] = json.loads(done.stdout)
        print(f"\n{n_options} options")
        for name, value in row.items():
            print(f"    {name:24} {f'{value:.3f}' if isinstance(value, float) else value}")
        figures[f"{n_options} options"] = row
        is_slow |= n_options == OPTIONS[0] and row["four_concepts_s"] > TARGET_S
    print(f"\ntarget: four concepts in {N_WORLDS} worlds of the drafted case under {TARGET_S} s")
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    if is_slow:
        sys.exit("slower than the target")


def measure(n_options: int) -> dict[str, object]:
    """Check, then time, one case."""
    case = detente.Case.load(DRAFTED) if n_options == OPTIONS[0] else generate(n_options)
    structure = build_structure(case)
    n_checked = check_literal(structure) if n_options == OPTIONS[0] else check_drawn(structure)
    n_rounds = 7 if n_options < 14 else 3
    explored = timed(lambda seed: detente.explore(case, n_worlds=N_WORLDS, seed=seed), n_rounds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures: dict[str, object] = {
        "parties": structure.graph.n_dms,
        "states": structure.graph.n_states,
        "concerns": len(case.concerns),
        "worlds": N_WORLDS,
        "verdicts_checked": n_checked,
        "explore_s": explored[0],
        "explore_processor_s": explored[1],
        "peak_mb": int(peak),
    }
    if n_options < 14:  # beyond, the ranks of all worlds are not kept at once
        figures["four_concepts_s"] = time_concepts(structure, n_rounds)
    return figures


def generate(n_options: int) -> detente.Case:
    """Generate a case: four parties, one of which may stay out, seven concerns each, two rules."""
    generator = random.Random(n_options)
    names = [f"p{k % 4}.o{k}" for k in range(n_options)]

    def condition() -> str:
        joined = generator.choice([" & ", " | "])
        chosen = generator.sample(names, generator.choice([1, 2, 2, 3]))
        return joined.join(generator.choice(["", "!"]) + name for name in chosen)

    return detente.Case(
        title=f"{n_options} options",
        parties=tuple(
            Party(id=f"p{dm}", name=f"P{dm}", role="belligerent", is_member=None if dm == 3 else True)
            for dm in range(4)
        ),
        options=tuple(
            Option(id=f"o{k}", party=f"p{k % 4}", text=f"does {k}", moves="on" if k % 7 == 6 else "both")
            for k in range(n_options)
        ),
        definitions=(Definition(name="deal", condition=f"{names[0]} & {names[1]} & !{names[2]}"),),
        rules=(
            Rule(never=f"{names[0]} & {names[4]}"),
            Rule(never=f"{names[1]} & !{names[3]} & {names[2]}"),
        ),
        concerns=tuple(
            Concern(
                id=f"c{dm}-{number}",
                party=f"p{dm}",
                kind=generator.choice(["wants", "avoids", "wants", "about"]),
                condition=condition(),
                assumption="last" if number == 6 else None,
                weight=(0.1, 0.5) if number == 0 else None,
            )
            for dm in range(4)
            for number in range(7)
        ),
        assumptions=(Assumption(name="last", text="the last concern of each party"),),
    )


def check_drawn(structure: Structure) -> int:
    """Compare drawn verdicts of several worlds with the bare definitions; exit if one is wrong."""
    n_worlds, n_checked = 64, 0
    ranks = ranks_of(structure, n_worlds, seed=1)
    solved = ProfileSolver(structure.graph, n_profiles=n_worlds, engine="lanes").solve(ranks)
    labels = plain_labels(structure.graph.n_dms, len(structure.options))
    for world in range(0, n_worlds, 16):
        rank = ranks[:, :, world].astype(np.int32)
        model = GraphModel(graph=structure.graph, preference=rank, labels=labels)
        stable = {str(concept): found[:, :, world] for concept, found in solved.stable.items()}
        n_checked += check_sampled(model, stable, 3, seed=world)
    return n_checked


def check_literal(structure: Structure) -> int:
    """Compare one world's verdicts with the literal definitions; return how many were compared."""
    ranks = ranks_of(structure, 1, seed=0)
    solved = solve_many(structure.graph, ranks)
    states = [int(state) for state in structure.graph.states]
    n_options = len(structure.options)
    ruled_out = [
        [(k, "Y" if state >> k & 1 else "N") for k in range(n_options)]
        for state in sorted(set(range(1 << n_options)) - set(states))
    ]
    literal = LiteralGame(
        owner=structure.graph.owner,
        direction=structure.graph.direction,
        infeasible=ruled_out,
        rank=[dict(zip(states, map(float, row[:, 0]), strict=True)) for row in ranks],
    )
    # A tenth of the states: spelled out, one verdict takes as long as all of the engine's.
    for position in range(0, len(states), 10):
        for dm in literal.dms:
            for concept in CONCEPTS:
                found = bool(solved.stable[concept][dm, position, 0])
                if found != literal.is_stable(states[position], dm, concept):
                    sys.exit(f"wrong: {concept} of state {states[position]} for dm {dm}")
    return len(range(0, len(states), 10)) * structure.graph.n_dms * len(CONCEPTS)


def time_concepts(structure: Structure, n_rounds: int) -> float:
    """Time the solver alone: draws and ranks are made before the clock starts."""
    fresh = [ranks_of(structure, N_WORLDS, seed) for seed in range(n_rounds + 1)]
    return timed(lambda seed: solve_many(structure.graph, fresh[seed]), n_rounds)[0]


def ranks_of(structure: Structure, n_worlds: int, seed: int) -> NDArray[np.signedinteger]:
    draws = draw_worlds(structure, find_openings(structure), n_worlds, seed)
    return build_preferences(structure, draws).of_states(np.arange(n_worlds))


def timed(call: Callable[[int], object], n_rounds: int) -> tuple[float, float]:
    """Return the fewest seconds, on the clock and of all cores together, of a call with a new seed each."""
    call(n_rounds)
    wall, cpu = [], []
    for seed in range(n_rounds):
        started, busy = time.perf_counter(), time.process_time()
        call(seed)
        wall.append(time.perf_counter() - started)
        cpu.append(time.process_time() - busy)
    return min(wall), min(cpu)


if __name__ == "__main__":
    main()
