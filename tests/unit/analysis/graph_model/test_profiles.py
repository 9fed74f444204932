"""Many preference profiles on one graph of moves."""

from __future__ import annotations

import subprocess
import sys
from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray

from detente.analysis.graph_model import GraphModel, MoveGraph, solve, solve_many
from detente.analysis.graph_model.engine._blocks import CHUNK_BYTES, ROW_BYTES
from detente.analysis.graph_model.engine._layout import lay_out
from detente.analysis.graph_model.labels import plain_labels
from detente.analysis.graph_model.profiles import COMPILE_FROM, Engine, ProfileSolver
from detente.analysis.results import CONCEPTS
from detente.errors import ModelError

ENGINES: tuple[Engine, ...] = get_args(Engine)


def dilemma() -> GraphModel:
    """Bit set: restraint. Each likes the other's restraint best and its own least."""
    return GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])


def drafted() -> MoveGraph:
    """Four dms, seven options, one of them one-way, and states ruled out."""
    return GraphModel.from_options(
        owner=[0, 0, 1, 1, 2, 2, 3],
        direction=["both"] * 6 + ["fwd"],
        infeasible=["YY-----", "--YY---", "Y---N-Y"],
        rank=np.zeros((4, 66)),
    ).graph


def random_ranks(graph: MoveGraph, n_profiles: int, top: int, seed: int = 0) -> NDArray[np.int64]:
    return np.random.default_rng(seed).integers(0, top, size=(graph.n_dms, graph.n_states, n_profiles))


def same_as_alone(graph: MoveGraph, ranks: NDArray[np.int64], engine: Engine) -> None:
    many = ProfileSolver(graph, n_profiles=ranks.shape[2], engine=engine).solve(ranks)
    for profile in range(ranks.shape[2]):
        labels = plain_labels(graph.n_dms, len(graph.owner))
        alone = GraphModel(graph=graph, preference=ranks[:, :, profile].astype(np.int32), labels=labels)
        for concept, expected in solve(alone).stable.items():
            assert np.array_equal(many.stable[concept][:, :, profile], expected), (concept, profile)  # type: ignore[index]


@pytest.mark.parametrize("engine", ENGINES)
def test_each_profile_is_solved_as_alone(engine: Engine) -> None:
    graph = drafted()
    same_as_alone(graph, random_ranks(graph, 70, graph.n_states), engine)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("top", [1, 128, 129, 2**15, 2**15 + 1, 2**31])
def test_ranks_of_every_size_are_compared_exactly(engine: Engine, top: int) -> None:
    """The largest rank is also what marks a move that is no improvement, in the type that just holds it."""
    graph = drafted()
    ranks = random_ranks(graph, 9, top)
    ranks[:, ::3] = top - 1
    same_as_alone(graph, ranks, engine)


def test_ranks_beyond_32_bits_are_compared_exactly() -> None:
    graph = dilemma().graph
    ranks = random_ranks(graph, 40, 4)
    far = ranks + 2**40 * (ranks > 0)
    for engine in ENGINES:
        solver = ProfileSolver(graph, n_profiles=40, engine=engine)
        expected, found = solver.solve(ranks), solver.solve(far)
        for concept in CONCEPTS:
            assert np.array_equal(found.stable[concept], expected.stable[concept])


@pytest.mark.parametrize("engine", ENGINES)
def test_many_profiles_are_solved_in_pieces_with_the_same_answers(engine: Engine) -> None:
    graph = dilemma().graph
    n_profiles = max(CHUNK_BYTES // 4, ROW_BYTES) + 5  # five more than one piece holds
    ranks = random_ranks(graph, n_profiles, 4, seed=1).astype(np.int16)
    solver = ProfileSolver(graph, n_profiles=n_profiles, engine=engine)
    many = solver.solve(ranks, keep_answers=True)
    tail = solver.solve(ranks[:, :, -7:], keep_answers=True)
    for concept in many.stable:
        assert np.array_equal(many.stable[concept][:, :, -7:], tail.stable[concept])
    for concept in many.answers:
        assert np.array_equal(many.answers[concept][:, :, -7:], tail.answers[concept])


def test_both_engines_keep_the_same_answers() -> None:
    graph = drafted()
    ranks = random_ranks(graph, 33, 20).astype(np.int16)
    tables, lanes = (
        ProfileSolver(graph, n_profiles=33, engine=engine).solve(ranks, keep_answers=True)
        for engine in ENGINES
    )
    assert list(tables.answers) == ["gmr", "smr", "seq"] == list(lanes.answers)
    for concept, answers in tables.answers.items():
        assert np.array_equal(answers, lanes.answers[concept])
        assert answers.dtype == lanes.answers[concept].dtype == np.int8  # which holds ranks below 20


@pytest.mark.parametrize("engine", ENGINES)
def test_only_what_was_asked_is_solved(engine: Engine) -> None:
    graph = drafted()
    ranks = random_ranks(graph, 5, 9)
    solver = ProfileSolver(graph, n_profiles=5, engine=engine)
    everything = solver.solve(ranks)
    some = solver.solve(ranks, ("seq", "nash"), keep_answers=True)
    assert list(some.stable) == ["nash", "seq"]
    assert list(some.answers) == ["seq"]
    assert not everything.answers
    for concept, stable in some.stable.items():
        assert np.array_equal(stable, everything.stable[concept])


@pytest.mark.parametrize("engine", ENGINES)
def test_no_profile_is_no_verdict(engine: Engine) -> None:
    graph = dilemma().graph
    solved = ProfileSolver(graph, n_profiles=0, engine=engine).solve(np.zeros((2, 4, 0), dtype=np.int16))
    assert solved.stable["seq"].shape == (2, 4, 0)


@pytest.mark.parametrize("engine", ENGINES)
def test_who_takes_no_part_deters_nobody(engine: Engine) -> None:
    graph = drafted().without([2])
    same_as_alone(graph, random_ranks(graph, 20, 30), engine)


def test_results_cannot_be_written() -> None:
    many = solve_many(dilemma(), np.zeros((2, 4, 1), dtype=np.int16), keep_answers=True)
    for array in (many.stable["seq"], many.answers["seq"]):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0
    with pytest.raises(TypeError):
        many.stable["seq"] = many.stable["nash"]  # type: ignore[index]


@pytest.mark.parametrize("engine", ENGINES)
def test_the_best_lasting_improvement_is_found_fewest_changes_first(engine: Engine) -> None:
    graph = GraphModel.from_options(owner=[0, 0], rank=[[0, 1, 2, 3]]).graph
    ranks = np.array([[[0, 0, 0], [1, 2, 2], [3, 2, 1], [2, 2, 3]]], dtype=np.int16)
    solver = ProfileSolver(graph, n_profiles=3, engine=engine)
    answers = solver.solve(ranks, keep_answers=True).answers["seq"]
    found = solver.find_lasting(ranks, answers, 0, np.array([0]))
    ends = [int(graph.targets[0][column, 0]) for column in found[0]]
    assert ends == [2, 1, 3]  # the best; of three equal ones the first single change; the best


def test_combinations_of_options_are_laid_out_whole_where_that_takes_fewer_steps() -> None:
    wide = GraphModel.from_options(owner=[0] * 4 + [1], infeasible=["YYYYY"], rank=np.zeros((2, 31))).graph
    layout = lay_out(wide)
    assert layout.n_rows == 32
    assert layout.holes.tolist() == [31]
    assert len(layout.spread) == 5 * 16  # one step for each option and pair of rows
    scattered = GraphModel.from_options(
        owner=[0, 0, 1], infeasible=["YY-", "NN-"], rank=np.zeros((2, 4))
    ).graph
    assert lay_out(scattered).n_rows == 4
    assert lay_out(scattered).place.tolist() == [0, 1, 2, 3]


def test_compiled_loops_are_used_when_there_is_enough_to_do() -> None:
    graph = drafted()
    per_profile = 3 * sum(targets.size for targets in graph.targets)
    enough = -(-COMPILE_FROM // per_profile)
    assert ProfileSolver(graph, n_profiles=enough).engine == "lanes"
    assert ProfileSolver(graph, "once", n_profiles=enough).engine == "tables"
    assert ProfileSolver(graph, n_profiles=1).engine == "tables"


def test_few_profiles_wait_for_no_compiler() -> None:
    program = """
import sys
import numpy as np
from detente.analysis.graph_model import GraphModel, solve_many
model = GraphModel.from_options(owner=[0, 0, 1, 1, 2, 2, 3], rank=np.zeros((4, 128)))
ranks = np.random.default_rng(0).integers(0, 9, size=(4, 128, 1000))
assert solve_many(model, ranks).stable["seq"].any()
assert not {"numba", "scipy"} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_what_cannot_be_ranks_is_refused() -> None:
    ranks = np.zeros((2, 4, 3), dtype=np.int16)
    ranks[1, 2, 0] = -2
    with pytest.raises(ModelError, match="ranks hold -2: ranks count from 0, the worst, up; add 2 to all"):
        solve_many(dilemma(), ranks)
    with pytest.raises(ModelError, match="engine 'lanes' has no loops for joint_moves 'once'"):
        ProfileSolver(dilemma().graph, "once", n_profiles=1, engine="lanes")


def test_where_nobody_may_move_twice_in_a_row_tables_watch_who_moved_last() -> None:
    """Dm 0 improves from 0 to 1; dm 1 could undo that in two steps, which are not one, and may not."""
    edges = (np.array([[0, 1]]), np.array([[1, 2], [2, 3]]))
    graph = MoveGraph(n_dms=2, owner=(), direction=(), states=np.arange(4), edges=edges)
    solver = ProfileSolver(graph, n_profiles=10**9)
    assert solver.engine == "tables"
    ranks = np.array([[1, 2, 2, 0], [0, 0, 1, 2]])[:, :, None]
    assert not solver.solve(ranks).stable["seq"][0, 0, 0]
    ranks = np.array([[1, 2, 0, 2], [0, 0, 1, 2]])[:, :, None]
    assert solver.solve(ranks).stable["seq"][0, 0, 0]
