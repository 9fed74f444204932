"""Time pairwise preferences and coalitions; verdicts on drawn states are checked by the definitions first.

    .venv/bin/python benchmarks/analysis/bench_pairwise.py [--json FILE]

Models in option form with 12 and 14 options, some states infeasible. Relations are semiorders over random
utilities of which a tenth of the pairs is unknown; coalitions are solved over ranks too. The best of some
rounds counts.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
from benchmarks.analysis.drawn import best_of, describe_machine, draw_model  # noqa: E402
from numpy.typing import NDArray  # noqa: E402
from tests.reference import literal_coalitions  # noqa: E402
from tests.reference.literal_relations import RelationGame  # noqa: E402

from detente.analysis.graph_model import (  # noqa: E402
    GraphModel,
    Relation,
    solve,
    solve_coalitions,
    solve_unknown,
)
from detente.analysis.graph_model.concepts import COALITIONAL  # noqa: E402
from detente.analysis.results import CONCEPTS  # noqa: E402

ROUNDS = 3
CHECKED = 3
"""States checked per dm, concept and kind of preferences: the literal definitions take seconds for one."""


def with_relation(model: GraphModel, seed: int) -> GraphModel:
    """The same moves under semiorders with unknown pairs."""
    generator = np.random.default_rng(seed)
    utility = generator.random((model.n_dms, model.n_states))
    prefers = utility[:, None, :] > utility[:, :, None] + 0.1
    drawn = np.triu(generator.random((model.n_states, model.n_states)) < 0.1, 1)
    unknown = np.broadcast_to(drawn | drawn.T, prefers.shape)
    return replace(model, preference=Relation.from_matrices(prefers & ~unknown, unknown=unknown))


class LazyGame(RelationGame):
    """The literal game of a model, compared by looking up: a set of all pairs would fill the memory."""

    def __init__(self, model: GraphModel) -> None:
        moves = [
            {state: set(model.graph.reached(dm, state)) for state in range(model.n_states)}
            for dm in range(model.n_dms)
        ]
        super().__init__(states=list(range(model.n_states)), moves=moves, gains=set())
        self.model = model

    def compare(self, dm: int, s: int, t: int) -> str:
        relation = self.model.relation
        if relation is None:
            rank = self.model.rank[dm]
            return "better" if rank[t] > rank[s] else "worse" if rank[t] < rank[s] else "equal"
        if relation.unknown[dm, s, t]:
            return "unknown"
        return "better" if relation.prefers[dm, s, t] else "worse" if relation.prefers[dm, t, s] else "equal"


def check(model: GraphModel, verdicts: dict[str, NDArray[np.bool_]], family: str) -> int:
    """Compare verdicts on drawn states with the literal definitions; exit if one is wrong."""
    game, generator, n_checked = LazyGame(model), np.random.default_rng(1), 0
    for concept, stable in verdicts.items():
        for dm in range(model.n_dms):
            for s in generator.choice(model.n_states, CHECKED, replace=False).tolist():
                if concept in COALITIONAL:
                    expected = literal_coalitions.is_stable(game, s, dm, concept, "legal")
                else:
                    expected = game.is_stable(s, dm, concept, "legal", family)
                if expected != stable[dm, s]:
                    raise SystemExit(f"wrong: {concept} ({family}) of position {s} for dm {dm}")
                n_checked += 1
    return n_checked


def main() -> None:
    """Check, time, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    asked = parser.parse_args()
    three = draw_model(1, sorted(k % 3 for k in range(12)), n_one_way=1, infeasible=0.1)
    four = draw_model(2, sorted(k % 4 for k in range(14)), n_one_way=1, infeasible=0.1)
    related = with_relation(three, 3)
    found = {"plain": dict(solve(related).stable), "a": dict(solve_unknown(related, extension="a").stable)}
    together = {"plain": dict(solve(related, COALITIONAL).stable)}
    n_checked = sum(check(related, verdicts, family) for family, verdicts in found.items())
    n_checked += sum(check(related, verdicts, family) for family, verdicts in together.items())
    print(f"{n_checked} verdicts checked")
    work: dict[str, tuple[GraphModel, Callable[[], object]]] = {
        "relation: nash, gmr, smr, seq": (related, lambda: solve(related, CONCEPTS)),
        "relation: the same, extension a": (related, lambda: solve_unknown(related, extension="a")),
        **{f"relation: {c}": (related, partial(solve, related, [c])) for c in COALITIONAL},
        **{f"ranks: {c}": (four, partial(solve, four, [c])) for c in COALITIONAL},
        "ranks: cseq, coalitional sanctions": (
            three,
            lambda: solve_coalitions(three, concepts=["cseq"], sanctions="coalitional"),
        ),
    }
    rows = []
    for name, (model, call) in work.items():
        seconds = best_of(ROUNDS, call)
        rows.append({"work": name, "dms": model.n_dms, "states": model.n_states, "seconds": seconds})
        print(f"{name:40} {model.n_dms} dms {model.n_states:7,} states {seconds:8.2f} s", flush=True)
    machine = describe_machine()
    print(", ".join(f"{key} {value}" for key, value in machine.items()))
    if asked.json:
        asked.json.write_text(
            json.dumps({"machine": machine, "rows": rows}, indent=1) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
