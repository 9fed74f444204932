"""Which states there are, and which of them each decision maker can reach alone."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from detente.errors import ModelError

MAX_OPTIONS = 24
"""More options than this and the states cannot be listed in memory (2^24 already take 128 MB)."""

MAX_MOVES = 2**25
"""Limit on states times a dm's combinations of options: the table of moves then takes 256 MB."""

DIRECTIONS = ("both", "fwd", "back")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MoveGraph:
    """The states of a conflict and the unilateral moves between them; preferences are not part of it.

    Attributes
    ----------
    owner : tuple of int
        The dm that owns each option.
    direction : tuple of str
        ``both``; ``fwd``: once taken, an option stays taken; ``back``: once dropped, it stays dropped.
    states : ndarray of int64, shape (n_states,)
        The feasible states in ascending order; bit ``k`` is set when option ``k`` is taken.
    targets : tuple of ndarray of intp, one per dm, each of shape (n_columns, n_states)
        ``targets[dm][:, s]`` are positions in ``states`` of what ``dm`` can move to from position
        ``s``, those that change fewest options first; filled up with ``s`` itself, which every
        definition is indifferent to.
    """

    owner: tuple[int, ...]
    direction: tuple[str, ...]
    states: NDArray[np.int64]
    targets: tuple[NDArray[np.intp], ...]

    @property
    def n_dms(self) -> int:
        """Number of decision makers."""
        return len(self.targets)

    @property
    def n_states(self) -> int:
        """Number of feasible states."""
        return len(self.states)

    def position(self, state: int) -> int:
        """Return where a state stands in ``states``; a state that is not feasible is a `ModelError`."""
        position = int(np.searchsorted(self.states, state))
        if position == self.n_states or int(self.states[position]) != state:
            raise ModelError(
                f"state {state} is not one of the {self.n_states} feasible states: "
                "a state is the sum of 2**k over the options taken; see `.states`"
            )
        return position

    def reached(self, dm: int, position: int) -> list[int]:
        """Return the positions ``dm`` can move to from ``position``, fewest changes first."""
        return [int(target) for target in self.targets[dm][:, position] if target != position]

    def without(self, dms: Container[int]) -> MoveGraph:
        """Return the graph in which some dms make no move: content everywhere, they deter nobody."""
        targets = tuple(columns[:0] if dm in dms else columns for dm, columns in enumerate(self.targets))
        return replace(self, targets=targets)


def build_moves(
    *, n_dms: int, owner: Sequence[int], direction: Sequence[str], states: NDArray[np.int64]
) -> MoveGraph:
    """Build the graph of unilateral moves: a dm changes any of its own options at once.

    Parameters
    ----------
    n_dms : int
        A dm may own no option; it then never moves.
    owner, direction : sequence, one per option
    states : ndarray of int64, shape (n_states,)
        Feasible states, ascending. A move must end in one of them, but need not pass through them.

    Raises
    ------
    ModelError
        If the moves are too many to list (`MAX_MOVES`).

    References
    ----------
    Fang, Hipel & Kilgour (1993), *Interactive Decision Making*, ch. 2 (option form).
    """
    states = np.array(states, dtype=np.int64)
    fwd = sum(1 << k for k, way in enumerate(direction) if way == "fwd")
    back = sum(1 << k for k, way in enumerate(direction) if way == "back")
    targets = []
    for dm in range(n_dms):
        own = [k for k, its_owner in enumerate(owner) if its_owner == dm]
        if len(states) << len(own) > MAX_MOVES:
            raise ModelError(
                f"dm {dm} owns {len(own)} options over {len(states)} states: listing its moves would pass "
                f"the limit of {MAX_MOVES}; merge options or rule out more states"
            )
        targets.append(_targets(states, own, fwd, back))
    states.flags.writeable = False
    return MoveGraph(owner=tuple(owner), direction=tuple(direction), states=states, targets=tuple(targets))


def _targets(states: NDArray[np.int64], own: list[int], fwd: int, back: int) -> NDArray[np.intp]:
    """List one dm's moves, packed so that there are only as many columns as some state needs."""
    here = np.arange(len(states))
    rows = []
    for mask in _subsets(own):
        turned = states ^ mask
        found = np.minimum(np.searchsorted(states, turned), len(states) - 1)
        allowed = (states[found] == turned) & (states & (mask & fwd) == 0) & (~states & (mask & back) == 0)
        rows.append(np.where(allowed, found, -1))
    if not rows:
        rows.append(np.full(len(states), -1))
    table = np.array(rows)
    order = np.argsort(table < 0, axis=0, kind="stable")
    packed = np.take_along_axis(table, order, axis=0)
    width = int((packed >= 0).sum(axis=0).max(initial=0))
    packed = packed[:width]
    result: NDArray[np.intp] = np.where(packed >= 0, packed, here).astype(np.intp)
    result.flags.writeable = False
    return result


def _subsets(own: list[int]) -> list[int]:
    """Return all non-empty sets of a dm's options as bit masks, smallest sets first."""
    masks = [0]
    for k in own:
        masks += [mask | (1 << k) for mask in masks]
    return sorted(masks[1:], key=lambda mask: (mask.bit_count(), mask))
