"""The shortcut that ranks allow: the worst answer to each state is a number per member, not a set.

An answer deters a group when some member's rank there is not above its rank at the origin. So all that
counts of the answers to t is, for each member, the lowest rank they can bring it to; and s is left
undeterred for t exactly when every member's *floor* at t, the lower of its rank there and that, is
above its rank at s. Floors are found once for all origins.

Where the moves come from options, whom a group could leave for is searched only among states that
differ in nothing but the group's own options: far fewer pairs than all with all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.concepts import JointMoves
from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.stability import _packed
from detente.analysis.graph_model.stability._packed import Marks, Mover

BLOCK_CELLS = 1 << 22
"""Comparisons made at once."""


def find_floors(
    model: GraphModel, group: Sequence[int], movers: Sequence[Mover], rule: JointMoves
) -> NDArray[np.int32]:
    """Return the lowest rank of each member at a state and after any answer, shape (n_states, n_members)."""
    rank = np.ascontiguousarray(model.rank[list(group)].T, dtype=np.int32)
    highest = np.full((1, len(group)), np.iinfo(np.int32).max, dtype=np.int32)
    worst = _packed.joint_step(movers, np.vstack([rank, highest]), rule, np.minimum)
    floors: NDArray[np.int32] = np.minimum(rank, worst[:-1])
    return floors


def find_floors_after_own(
    model: GraphModel, dm: int, own: Mover, movers: Sequence[Mover], rule: JointMoves
) -> NDArray[np.int32]:
    """Return the floors of one dm that may still move on after the answer, shape (n_states, 1)."""
    rank = model.rank[dm][:, None]
    lowest, highest = (np.array([[end]], dtype=np.int32) for end in (-1, np.iinfo(np.int32).max))
    onward = _packed.step(own.table, np.vstack([rank, lowest]), np.maximum)[:-1]
    worst = _packed.joint_step(movers, np.vstack([np.maximum(rank, onward), highest]), rule, np.minimum)
    floors: NDArray[np.int32] = np.minimum(rank, worst[:-1])
    return floors


def is_left(
    model: GraphModel,
    group: Sequence[int],
    moves: Sequence[Mover],
    floors: NDArray[np.int32],
    candidates: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Whether a group can go from each candidate to where all its floors are higher, shape (n_states,)."""
    if len(group) == 1:
        rank = model.rank[group[0]]
        best = _packed.step(moves[0].table, np.vstack([floors, np.array([[-1]], dtype=np.int32)]), np.maximum)
        gains: NDArray[np.bool_] = candidates & (best[:-1, 0] > rank)
        return gains
    left = np.zeros(model.n_states, dtype=bool)
    blocks = _blocks(model, group, candidates)
    size = _packed.origins_at_once(model.n_states, "legal", len(group))
    for start in range(0, blocks.origins.shape[1], size):
        part = blocks.origins[:, start : start + size]
        marks = _dominating(model, group, floors, blocks.block, part)
        reached = _packed.joint_step(moves, marks, "legal")
        origins = part[part >= 0]
        left[origins] = _packed.bits_at(reached, origins, blocks.place[origins] - start)
    return left


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Blocks:
    """Candidates by block: ``block`` and ``place`` within it per state, ``origins`` (n_blocks, width)."""

    block: NDArray[np.intp]
    place: NDArray[np.intp]
    origins: NDArray[np.intp]


def _blocks(model: GraphModel, group: Sequence[int], candidates: NDArray[np.bool_]) -> _Blocks:
    """Sort candidates by what the group cannot change; one block for all where that is not known."""
    graph = model.graph
    fixed = np.zeros(model.n_states, dtype=np.int64)
    if graph.is_option_form and not graph.classes:
        fixed = graph.states & ~sum(1 << k for k, owner in enumerate(graph.owner) if owner in group)
    block = np.unique(fixed, return_inverse=True)[1].reshape(-1)
    chosen = np.flatnonzero(candidates)
    chosen = chosen[np.argsort(block[chosen], kind="stable")]
    counts = np.bincount(block[chosen], minlength=int(block.max()) + 1)
    place = np.zeros(model.n_states, dtype=np.intp)
    place[chosen] = np.arange(len(chosen)) - (np.cumsum(counts) - counts)[block[chosen]]
    origins = np.full((len(counts), int(counts.max())), -1, dtype=np.intp)
    origins[block[chosen], place[chosen]] = chosen
    return _Blocks(block=block, place=place, origins=origins)


def _dominating(
    model: GraphModel,
    group: Sequence[int],
    floors: NDArray[np.int32],
    block: NDArray[np.intp],
    origins: NDArray[np.intp],
) -> Marks:
    """Mark where all floors at a state are above the ranks at an origin of its block.

    ``block`` per state, ``origins`` per block, -1 for none: that reads some state's rank, and makes a mark
    nobody asks for.
    """
    rows = max(1, BLOCK_CELLS // origins.shape[1])
    ranks = [model.rank[dm][origins] for dm in group]
    packed = []
    for start in range(0, model.n_states, rows):
        part = slice(start, start + rows)
        above = np.ones((len(block[part]), origins.shape[1]), dtype=bool)
        for member, at_origins in enumerate(ranks):
            # One block for all, as for all dms together, needs no copy of its row per state.
            weighed = at_origins if len(at_origins) == 1 else at_origins[block[part]]
            above &= floors[part, member, None] > weighed
        packed.append(_packed.pack(above)[:-1])
    nobody = np.zeros((1, packed[0].shape[1]), dtype=np.uint64)
    return np.vstack([*packed, nobody])
