"""Which engine solves what, and what it needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from detente.analysis.graph_model import GraphModel, JointMoves, find_witness, solve
from detente.analysis.graph_model.engine import _cube_kernels as kernels
from detente.analysis.graph_model.engine import _cube_solving as cube_solving
from detente.analysis.graph_model.engine._cube import build_tiles
from detente.analysis.graph_model.engine.answers import LOADED_MOVES, TABLE_MOVES, is_large
from detente.analysis.graph_model.moves import build_moves
from detente.analysis.results import CONCEPTS
from detente.errors import ModelError

SOLVE_SMALL = """
import sys
from detente.analysis.graph_model import GraphModel, find_witness, solve
model = GraphModel.from_options(owner=[0, 0, 1, 1, 2], rank=[list(range(32))] * 3)
solve(model)
find_witness(model, state=3, dm=0, concept="seq")
print(*{"numba", "scipy"} & set(sys.modules))
"""

SOLVE_LARGE = """
import numpy as np
from detente.analysis.graph_model import GraphModel, solve
rank = np.random.default_rng(0).permuted(np.tile(np.arange(2**15), (2, 1)), axis=1)
model = GraphModel.from_options(owner=[0] * 8 + [1] * 7, rank=rank)
print(solve(model, ("nash", "gmr")).equilibria("gmr").size)
"""


def run(program: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    )
    return done.stdout.strip()


def large_model(seed: int, owner: list[int], **options: object) -> GraphModel:
    generator = np.random.default_rng(seed)
    n_states = 1 << len(owner)
    rank = [generator.integers(0, n_states, n_states) for _ in range(max(owner) + 1)]
    return GraphModel.from_options(owner=owner, rank=np.array(rank), **options)  # type: ignore[arg-type]


def test_small_models_are_solved_without_a_compiler() -> None:
    assert run(SOLVE_SMALL) == ""


def test_large_models_are_solved_where_compiled_code_cannot_be_kept(tmp_path: Path) -> None:
    """As in a read-only installation: the one place Numba may look for cannot be made."""
    nowhere = tmp_path / "file"
    nowhere.write_text("", encoding="utf-8")
    only_there = {"NUMBA_CACHE_DIR": str(nowhere), "NUMBA_CACHE_LOCATOR_CLASSES": "UserProvidedCacheLocator"}
    assert int(run(SOLVE_LARGE, **only_there)) > 0


@pytest.mark.parametrize("are_loaded", [True, False])
def test_tables_serve_small_models_and_explicit_graphs(
    are_loaded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once the loops are in memory, smaller models are worth them."""
    limit = LOADED_MOVES if are_loaded else TABLE_MOVES
    if are_loaded:
        monkeypatch.setitem(sys.modules, "detente.analysis.graph_model.engine._cube_kernels", kernels)
    else:
        monkeypatch.delitem(sys.modules, "detente.analysis.graph_model.engine._cube_kernels")
    states = np.arange(1 << 14)
    for n_states in (limit >> 8, (limit >> 8) + 1):
        graph = build_moves(
            n_dms=2, owner=[0] * 7 + [1] * 7, direction=["both"] * 14, states=states[:n_states]
        )
        assert is_large(graph) == (n_states << 8 > limit)
        assert not is_large(graph.without([0, 1]))
    explicit = GraphModel.from_graph(n_states=2, moves=[[(0, 1)]], rank=[[0, 1]]).graph
    monkeypatch.setattr("detente.analysis.graph_model.engine.answers.TABLE_MOVES", 0)
    assert not is_large(explicit)


@pytest.mark.parametrize("joint_moves", ["legal", "once", "single"])
def test_witnesses_of_a_large_model_prove_its_verdicts(joint_moves: JointMoves) -> None:
    """Against the definition, from what each dm can reach from the states in question."""
    model = large_model(5, [0] * 6 + [1] * 6 + [2] * 5, direction=["fwd", *["both"] * 15, "back"])
    assert is_large(model.graph)
    stable = solve(model, joint_moves=joint_moves).stable
    n_deterred = 0
    for concept in CONCEPTS:
        for dm in range(3):
            best_first = np.argsort(-model.rank[dm], kind="stable")
            for state in (int(best_first[40]), int(best_first[3000]), 70001):
                witness = find_witness(model, state=state, dm=dm, concept=concept, joint_moves=joint_moves)
                assert witness.is_stable == stable[concept][dm, state], (concept, dm, state)
                rank = model.rank[dm]
                for sanction in witness.sanctions:
                    assert rank[sanction.state] <= rank[state] < rank[sanction.improvement]
                    here = sanction.improvement
                    for move in sanction.moves:
                        assert move.start == here
                        assert move.end in model.graph.reached(move.dm, here)
                        assert move.dm != dm
                        if concept == "seq":
                            assert model.rank[move.dm][move.end] > model.rank[move.dm][here]
                        here = move.end
                    assert here == sanction.state
                    n_deterred += 1
    assert n_deterred > 100


def test_once_is_refused_where_it_would_not_fit_in_memory() -> None:
    n_dms = 16
    zeros: NDArray[np.int32] = np.zeros((n_dms, 1 << n_dms), dtype=np.int32)
    owner = list(range(n_dms))
    states = np.arange(1 << n_dms)
    graph = build_moves(n_dms=n_dms, owner=owner, direction=["both"] * n_dms, states=states)
    with pytest.raises(ModelError, match=r"'once' over 65536 combinations of options with 15 dms .*'legal'"):
        cube_solving.solve_cube(graph, zeros, ("seq",), "once")
    stable = cube_solving.solve_cube(graph, zeros, ("seq",), "legal")
    assert stable["seq"].all()


@pytest.mark.parametrize("own", [[0], [5], [0, 1, 2], [3, 9, 13], list(range(14)), list(range(7, 14))])
def test_tiles_hold_every_state_once(own: list[int]) -> None:
    tiles = build_tiles(("both",) * 14, own)
    in_runs = tiles.bases[:, None, None] + tiles.starts[None, :, None] + np.arange(tiles.run)
    assert np.array_equal(np.sort(in_runs.ravel()), np.arange(1 << 14))
    places = tiles.blocks[:, None] + tiles.inside
    assert np.array_equal(np.sort(places.ravel()), np.arange(1 << tiles.tile_bits))
    # Within a block nothing but the mover's options differs.
    where = (tiles.starts[:, None] + np.arange(tiles.run)).ravel()[places]
    mask = sum(1 << option for option in own)
    assert (where & ~mask == where[:, :1] & ~mask).all()
