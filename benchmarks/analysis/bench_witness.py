"""Time explaining one verdict of a model with a million states; answers are checked first.

    .venv/bin/python benchmarks/analysis/bench_witness.py [--json FILE]

Three dms share 20 options; 30 % of the states are infeasible and each dm ranks the rest at random. Every
round asks about a state drawn anew, which the dm ranks in the middle, so that it has many improvements;
the slowest round counts, for a reader waits for each. First, on smaller models of the same kind, every
verdict is compared with the solver's, and every sanction checked to be one.
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
from benchmarks.analysis.drawn import describe_machine  # noqa: E402

from detente.analysis.graph_model import (  # noqa: E402
    GraphModel,
    Witness,
    build_moves,
    explain,
    find_witness,
    solve,
)
from detente.analysis.graph_model.labels import plain_labels  # noqa: E402
from detente.analysis.results import CONCEPTS  # noqa: E402

N_DMS, N_OPTIONS, N_ROUNDS = 3, 20, 10


def draw_model(n_options: int, generator: np.random.Generator) -> GraphModel:
    """Three dms, options dealt in turn, 30 % infeasible, strict rankings."""
    states = np.flatnonzero(generator.random(1 << n_options) >= 0.3)
    owner = [option % N_DMS for option in range(n_options)]
    graph = build_moves(n_dms=N_DMS, owner=owner, direction=["both"] * n_options, states=states)
    ranks = np.stack([generator.permutation(len(states)) for _ in range(N_DMS)]).astype(np.int32)
    ranks.flags.writeable = False
    return GraphModel(graph=graph, preference=ranks, labels=plain_labels(N_DMS, n_options))


def check(n_options: int, generator: np.random.Generator) -> int:
    """Compare verdicts with the solver's and sanctions with the ranks; return how many."""
    model = draw_model(n_options, generator)
    solution = solve(model)
    positions = generator.choice(model.n_states, size=min(40, model.n_states), replace=False)
    for position in positions:
        for dm in range(N_DMS):
            for concept in CONCEPTS:
                witness = find_witness(model, state=int(model.states[position]), dm=dm, concept=concept)
                assert witness.is_stable == bool(solution.stable[concept][dm, position])
                check_sanctions(model, witness)
    return len(positions) * N_DMS * len(CONCEPTS)


def check_sanctions(model: GraphModel, witness: Witness) -> None:
    """Check that each sanction starts at its improvement, ends no better, and is made of moves."""
    rank = model.rank[witness.dm]
    here = rank[model.graph.position(witness.state)]
    for sanction in witness.sanctions:
        assert rank[model.graph.position(sanction.state)] <= here
        at = sanction.improvement
        for move in sanction.moves:
            ends = model.graph.reached(move.dm, model.graph.position(at))
            assert model.graph.position(move.end) in ends
            at = move.end
        assert at == sanction.state


def measure(model: GraphModel, concept: str, generator: np.random.Generator) -> dict[str, object]:
    """Return the slowest of several rounds, each a witness and its words."""
    slowest, most = 0.0, 0
    for _ in range(N_ROUNDS):
        dm = int(generator.integers(N_DMS))
        share = generator.uniform(0.4, 0.6)
        position = int(np.flatnonzero(model.rank[dm] == int(share * model.n_states))[0])
        start = time.perf_counter()
        witness = find_witness(model, state=int(model.states[position]), dm=dm, concept=concept)
        explain(model, witness)
        slowest = max(slowest, time.perf_counter() - start)
        most = max(most, len(witness.sanctions))
    return {"concept": concept, "slowest_s": round(slowest, 3), "most_sanctions": most}


def main() -> None:
    """Check, time, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    asked = parser.parse_args()
    figures: dict[str, object] = dict(describe_machine())
    for name, value in figures.items():
        print(f"{name:10} {value}")
    generator = np.random.default_rng(11)
    n_checked = sum(check(n_options, generator) for n_options in (6, 9, 12))
    print(f"checked {n_checked} verdicts against the solver")
    model = draw_model(N_OPTIONS, generator)
    print(f"{N_DMS} dms, {N_OPTIONS} options, {model.n_states:,} states; one verdict with its words:")
    rows = [measure(model, concept, generator) for concept in CONCEPTS]
    for row in rows:
        print(f"  {row['concept']:5} {row['slowest_s']:>7} s  (up to {row['most_sanctions']} sanctions)")
    figures["rows"] = rows
    if asked.json is not None:
        asked.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
