"""Simultaneous stability: what holds because the others may improve at the same moment.

An improvement of a dm from s is *simultaneously sanctioned* when some others, each making one improvement
of its own from s at the same time, turn it into a feasible state that is not better for the dm than s.
Each changes its own options only, so that together they change the union of them. A combination that is
not feasible sanctions nothing. With two dms whose improvements lead from s to a and b, and states
numbered by their options as bits, the state reached is a + b - s.

===========  ==================================================================================
``sim``      stable when every improvement is simultaneously sanctioned by any of the others
``seq_sim``  stable under SEQ; or, at states that two or more dms would leave under SEQ, when every
             improvement is simultaneously sanctioned by others of those dms
===========  ==================================================================================

``seq_sim`` is the tableau of Fraser and Hipel, in which the simultaneous check comes after the
sequential one and can only add stable states. ``sim`` by itself asks nothing about sequences: it
contains Nash, and neither contains SEQ nor is contained in it.

References
----------
Fraser & Hipel (1979), "Solving complex conflicts", *IEEE Transactions on Systems, Man, and Cybernetics*
9(12); Fraser & Hipel (1984), *Conflict Analysis: Models and Resolutions*, ch. 1 and 2 (the tableau).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model import witness as witnesses
from detente.analysis.graph_model.concepts import JointMoves
from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.stability._together import (
    Ways,
    changes,
    combine,
    find_ways,
    is_better,
    outcomes,
)
from detente.analysis.graph_model.witness import Move, Sanction, Witness


def find_stable(model: GraphModel, concept: str, joint_moves: JointMoves) -> NDArray[np.bool_]:
    """Find where each dm is kept by what the others may do at the same time.

    Parameters
    ----------
    model : GraphModel
        In option form; states may be merged where what several dms do together is still one state.
        Ranks or a relation.
    concept : {"sim", "seq_sim"}
    joint_moves : JointMoves
        How the others answer under the SEQ part of ``seq_sim``; ``sim`` weighs no answers.

    Returns
    -------
    ndarray of bool, shape (n_dms, n_states)

    Raises
    ------
    ModelError
        If the states are not made of options, or too many; or if the same improvements together lead
        from members of one merged state to different states.

    Examples
    --------
    Two drivers on one road; at 3 both drive straight. Each would rather swerve, alone or not:

    >>> model = GraphModel.from_options(owner=[0, 1], rank=[[2, 3, 1, 0], [2, 1, 3, 0]])
    >>> find_stable(model, "sim", "legal").all(axis=0)
    array([ True,  True,  True, False])
    """
    if concept == "sim":
        return _is_kept(model, np.ones((model.n_dms, model.n_states), dtype=bool))
    sequential = _sequential(model, joint_moves)
    would_leave = _would_leave_together(sequential)
    return sequential | (would_leave & _is_kept(model, would_leave))


def find_witness(
    model: GraphModel, *, state: int, dm: int, concept: str, joint_moves: JointMoves = "legal"
) -> Witness:
    """Say why a state is, or is not, stable for a dm under ``sim`` or ``seq_sim``.

    The moves of a sanction all start from ``state`` and are made at the same time as the improvement; of
    several combinations one of fewest dms is shown, first in order. Where ``seq_sim`` holds by SEQ, the
    sanctions are those of SEQ, whose moves follow the improvement.

    Raises
    ------
    ModelError
        As for `find_stable`, or if the state is not feasible.
    """
    here = model.graph.position(state)
    may_move = np.ones((model.n_dms, model.n_states), dtype=bool)
    if concept == "seq_sim":
        sequential = _sequential(model, joint_moves)
        may_move = _would_leave_together(sequential)
        if not may_move[dm, here]:
            return _by_sequence(model, state, dm, joint_moves)
    found = _find_sanctions(model, find_ways(model, may_move), dm, here)
    better = model.prefers(dm)
    gains = [end for end in model.graph.reached(dm, here) if better[here, end]]
    left = [end for end in gains if end not in found]
    return Witness(
        state=state,
        dm=dm,
        concept=concept,
        joint_moves=joint_moves,
        is_stable=not left,
        improvement=int(model.states[_best(better, left)]) if left else None,
        sanctions=() if left else tuple(found[end] for end in gains),
    )


def _sequential(model: GraphModel, joint_moves: JointMoves) -> NDArray[np.bool_]:
    # `solving` hands this module its models, so it is there by now.
    from detente.analysis.graph_model.solving import solve

    return solve(model, ("seq",), joint_moves).stable["seq"]


def _would_leave_together(sequential: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return who would leave where, at states that two or more would leave; shape (n_dms, n_states)."""
    contested = (~sequential).sum(axis=0) >= 2
    together: NDArray[np.bool_] = ~sequential & contested
    return together


def _is_kept(model: GraphModel, may_move: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return where every improvement that may be made is simultaneously sanctioned."""
    ways = find_ways(model, may_move)
    kept = np.ones((model.n_dms, model.n_states), dtype=bool)
    for dm in range(model.n_dms):
        kept[dm, _unsanctioned(model, ways, dm)] = False
    return kept


def _unsanctioned(model: GraphModel, ways: Ways, dm: int) -> NDArray[np.intp]:
    """Return the positions from which the dm has an improvement that nothing made with it sanctions."""
    left = ways.gains[dm].copy()
    others = [other for other in range(model.n_dms) if other != dm]
    for _, rows, change in combine(ways, others, np.flatnonzero(left.any(axis=0))):
        for column, is_left in enumerate(left):
            chosen = is_left[rows]
            there = rows[chosen]
            if len(there):
                together = change[chosen] ^ changes(ways, dm, column, there)
                is_left[there[_sanctions(model, ways, dm, there, together)]] = False
    # A merged state is one state: what sanctions the improvement from one member, does from all.
    made = ways.place * model.n_states + ways.place[ways.ends[dm]]
    left &= ~np.isin(made, made[ways.gains[dm] & ~left])
    return ways.place[left.any(axis=0)]


def _sanctions(
    model: GraphModel, ways: Ways, dm: int, rows: NDArray[np.intp], change: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Return whether changing these options leads to a feasible state that is not better for the dm."""
    ended = outcomes(ways, rows, change)
    feasible: NDArray[np.bool_] = ended >= 0
    return feasible & ~is_better(model, dm, ways.place[rows], ways.place[ended])


def _find_sanctions(model: GraphModel, ways: Ways, dm: int, here: int) -> dict[int, Sanction]:
    """Return, for the improvements of the dm from one position that are sanctioned, by what."""
    found: dict[int, Sanction] = {}
    others = [other for other in range(model.n_dms) if other != dm]
    combined = list(combine(ways, others, np.flatnonzero(ways.place == here)))
    for choice, rows, change in sorted(combined, key=lambda made: len(made[0])):
        for column, gains in enumerate(ways.gains[dm]):
            there = rows[gains[rows]]
            together = change[gains[rows]] ^ changes(ways, dm, column, there)
            deterred = _sanctions(model, ways, dm, there, together)
            for row, end in zip(there[deterred], outcomes(ways, there, together)[deterred], strict=True):
                improvement = int(ways.place[ways.ends[dm][column, row]])
                ends = [(other, int(ways.place[ways.ends[other][taken, row]])) for other, taken in choice]
                sanction = Sanction(
                    improvement=int(model.states[improvement]),
                    state=int(model.states[ways.place[end]]),
                    moves=tuple(
                        Move(dm=other, start=int(model.states[here]), end=int(model.states[reached]))
                        for other, reached in ends
                    ),
                )
                found.setdefault(improvement, sanction)
    return found


def _by_sequence(model: GraphModel, state: int, dm: int, joint_moves: JointMoves) -> Witness:
    """Return the witness of SEQ, which decides where the simultaneous check does not come in."""
    answered = witnesses.find_witness(model, state=state, dm=dm, concept="seq", joint_moves=joint_moves)
    return replace(answered, concept="seq_sim")


def _best(better: NDArray[np.bool_], positions: list[int]) -> int:
    """Return the first position to which none of the others is preferred, or the first of all."""
    unbeaten = (one for one in positions if not any(better[one, other] for other in positions))
    return next(unbeaten, positions[0])
