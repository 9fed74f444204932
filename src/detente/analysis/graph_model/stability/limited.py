"""Limited-move and non-myopic stability: foreseeing so many moves, or any number of them.

With ``h`` moves left, the dm that is to decide at a state compares staying with the final state it
foresees after each of its moves, ``h - 1`` of them being left then, and moves only if that is better
than the state it is in. A state is *limited-move stable with horizon h* for a dm when the dm, deciding
there with ``h`` moves left, stays; with one move left this is Nash stability. It is *non-myopically
stable* when that holds for every horizon from some number on.

With two dms the other one decides after each move, and this is the printed recursion: where ``G(h, i, s)``
is the final state when ``i`` decides at ``s``, it is ``s`` itself when no move of ``i`` leads to a ``t``
for which ``G(h - 1, j, t)`` is better for ``i`` than ``s``, and otherwise the best such ``G(h - 1, j, t)``.

With more dms, and with ties, print is not of one mind, and this is the reading taken here, the cautious
one that general metarationality and sequential stability take as well:

- after a move anybody but the mover may move next, and who does is not the dm's to choose: it expects
  the worst for itself among those who would move, and that the state stays only if nobody would;
- whether and where another dm would move follows from that dm's own foresight, by the same rule;
- of moves that are equally good for whoever makes them, the dm expects the worst for itself.

So nothing depends on the order of dms, options or states.

References
----------
Zagare (1984), "Limited-move equilibria in 2 x 2 games", *Theory and Decision* 16; Kilgour (1984),
"Equilibria for far-sighted players", *Theory and Decision* 16; Kilgour (1985), "Anticipation and
stability in two-person non-cooperative games"; Kilgour, Hipel & Fang (1987), "The graph model for
conflicts", *Automatica* 23(1); Fang, Hipel & Kilgour (1993), *Interactive Decision Making*, ch. 3;
Brams & Wittman (1981), "Nonmyopic equilibria in 2 x 2 games", *Conflict Management and Peace Science* 6.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.concepts import JointMoves, horizon_of
from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.stability._foresight import Foresight, best_moves, foresee
from detente.analysis.graph_model.witness import Move, Sanction, Witness
from detente.errors import ModelError

MAX_HORIZON = 20_000
"""Foresight that has not begun to repeat itself with this many moves left is given up."""

MAX_RECALLED = 4096
"""Models of more states are looked into anew for each witness, rather than kept in memory."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Course:
    """Who leaves which state, horizon by horizon, until foresight repeats itself.

    ``leaves[h]`` is packed along the states; ``repeats`` is the horizon from which on they recur, with
    period ``len(leaves) - repeats``, or None when the last horizon asked for came first. ``foreseen`` is
    all that was foreseen, for a witness; else empty.
    """

    leaves: tuple[NDArray[np.uint8], ...]
    repeats: int | None
    foreseen: tuple[Foresight, ...] = ()


def find_stable(model: GraphModel, concept: str, joint_moves: JointMoves) -> NDArray[np.bool_]:
    """Find the states at which each dm stays, with so many moves or any number of moves foreseen.

    Parameters
    ----------
    model : GraphModel
        In option form or an explicit graph; with ranks.
    concept : str
        ``l1``, ``l2``, ... or ``nonmyopic``.
    joint_moves : JointMoves
        Not used: moves alternate by themselves.

    Returns
    -------
    ndarray of bool, shape (n_dms, n_states)

    Raises
    ------
    ModelError
        If the preferences are a relation, which gives no best move; or if foresight does not begin to
        repeat itself within `MAX_HORIZON` moves.

    Examples
    --------
    Two sides that both like restraint, but each its own least, keep it once they look two moves ahead:

    >>> model = GraphModel.from_options(owner=[0, 1], rank=[[1, 0, 3, 2], [1, 3, 0, 2]])
    >>> find_stable(model, "l1", "legal").all(axis=0)
    array([ True, False, False, False])
    >>> find_stable(model, "nonmyopic", "legal").all(axis=0)
    array([ True, False, False,  True])
    """
    horizon = horizon_of(concept)
    course = _follow(model, horizon)
    if horizon is None:
        left = np.bitwise_or.reduce(course.leaves[course.repeats :])
    else:
        left = course.leaves[_recurring(course, horizon)]
    return ~np.unpackbits(left, axis=-1, count=model.n_states).astype(bool)


def find_witness(
    model: GraphModel, *, state: int, dm: int, concept: str, joint_moves: JointMoves = "legal"
) -> Witness:
    """Show the play that a dm foresees, and that makes it stay or leave.

    When the dm leaves, ``improvement`` is the final state and ``moves`` the play that leads to it, the
    dm's own first. When it stays, each improvement has a sanction: the final state that the dm foresees
    after it, and the play that leads there, in which the dm itself may move again. Of equally bad
    continuations the first is shown, dms and states in order.

    The witness names the horizon it shows. Where foresight has begun to recur by the one asked for, that
    is an earlier one at which the same is foreseen; for ``nonmyopic`` it is the first of those that recur
    at which the dm leaves, or the first of them when it always stays.

    Raises
    ------
    ModelError
        As for `find_stable`, or if the state is not feasible.
    """
    here = model.graph.position(state)
    horizon = horizon_of(concept)
    course = _recall(model, horizon) if model.n_states <= MAX_RECALLED else _follow(model, horizon, keep=True)
    horizon = _telling(course, dm, here) if horizon is None else _recurring(course, horizon)
    foreseen = course.foreseen
    rank = model.rank[dm]
    leaves, ends = best_moves(rank, foreseen[horizon - 1].moved[dm, dm], model.graph.targets[dm], here)
    moves: tuple[Move, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    if leaves:
        moves = (_move(model, dm, here, ends[0]), *_play_on(model, foreseen[:horizon], dm, ends[0]))
    else:
        sanctions = tuple(
            _sanction(model, foreseen[:horizon], dm, end)
            for end in model.graph.reached(dm, here)
            if rank[end] > rank[here]
        )
    return Witness(
        state=state,
        dm=dm,
        concept=concept,
        joint_moves=joint_moves,
        is_stable=not leaves,
        improvement=moves[-1].end if leaves else None,
        sanctions=sanctions,
        moves=moves,
        horizon=horizon,
    )


@lru_cache(maxsize=8)
def _recall(model: GraphModel, horizon: int | None) -> _Course:
    """Return the course of a small model, which is asked for once for every dm and state."""
    return _follow(model, horizon, keep=True)


def _follow(model: GraphModel, horizon: int | None, *, keep: bool = False) -> _Course:
    """Look ever further ahead, up to the horizon or until foresight repeats itself."""
    leaves: list[NDArray[np.uint8]] = []
    foreseen: list[Foresight] = []
    known: dict[bytes, int] = {}
    last = MAX_HORIZON if horizon is None else horizon
    for reached, foresight in enumerate(foresee(model.rank, model.graph.targets)):
        leaves.append(np.packbits(foresight.leaves, axis=-1))
        if keep:
            foreseen.append(foresight)
        # All that follows depends on this table alone.
        key = hashlib.blake2b(foresight.moved.tobytes()).digest()
        if key in known:
            return _Course(leaves=tuple(leaves), repeats=known[key] + 1, foreseen=tuple(foreseen))
        known[key] = reached
        if reached == last:
            break
    if horizon is None:
        raise ModelError(
            f"the moves foreseen have not begun to recur within {MAX_HORIZON} moves, so which states are "
            "non-myopically stable is open: ask for limited moves instead, such as l9"
        )
    return _Course(leaves=tuple(leaves), repeats=None, foreseen=tuple(foreseen))


def _recurring(course: _Course, horizon: int) -> int:
    """Return the horizon up to which was looked at which the same is foreseen."""
    if course.repeats is None or horizon < len(course.leaves):
        return horizon
    return course.repeats + (horizon - course.repeats) % (len(course.leaves) - course.repeats)


def _telling(course: _Course, dm: int, position: int) -> int:
    """Return the first recurring horizon at which the dm leaves; the first of all when it never does."""
    assert course.repeats is not None
    for horizon in range(course.repeats, len(course.leaves)):
        if course.leaves[horizon][dm, position >> 3] << (position & 7) & 0x80:
            return horizon
    return course.repeats


def _sanction(model: GraphModel, foreseen: Sequence[Foresight], dm: int, end: int) -> Sanction:
    moves = _play_on(model, foreseen, dm, end)
    improvement = int(model.states[end])
    return Sanction(improvement=improvement, state=moves[-1].end if moves else improvement, moves=moves)


def _play_on(model: GraphModel, foreseen: Sequence[Foresight], dm: int, position: int) -> tuple[Move, ...]:
    """Return the play that a dm expects once it has moved, with ``len(foreseen) - 1`` moves left."""
    moves: list[Move] = []
    mover = dm
    for left in range(len(foreseen) - 1, 0, -1):
        now, then = foreseen[left], foreseen[left - 1]
        follows = [other for other in range(model.n_dms) if other != mover and now.leaves[other, position]]
        if not follows:
            break
        mover = min(follows, key=lambda other: int(now.decided[dm, other, position]))
        _, ends = best_moves(
            model.rank[mover], then.moved[mover, mover], model.graph.targets[mover], position
        )
        end = min(ends, key=lambda end: int(then.moved[dm, mover, end]))
        moves.append(_move(model, mover, position, end))
        position = end
    return tuple(moves)


def _move(model: GraphModel, dm: int, start: int, end: int) -> Move:
    return Move(dm=dm, start=int(model.states[start]), end=int(model.states[end]))
