"""Which states there are, and which of them each decision maker can reach alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from detente.errors import ModelError

MAX_OPTIONS = 24
"""More options than this and the states cannot be listed in memory (2^24 already take 128 MB)."""

MAX_MOVES = 2**25
"""Limit on states times a dm's combinations of options: the table of moves then takes 256 MB."""

CHUNK_PAIRS = 2**22
"""Pairs of moves looked at together: some arrays of 32 MB each."""

DIRECTIONS = ("both", "fwd", "back")


# No slots: the tables below are worked out when first asked for, and kept.
@dataclass(frozen=True, kw_only=True, eq=False)
class MoveGraph:
    """The states of a conflict and the unilateral moves between them; preferences are not part of it.

    Attributes
    ----------
    n_dms : int
    owner : tuple of int
        The dm that owns each option; empty when the states are not made of options.
    direction : tuple of str
        ``both``; ``fwd``: once taken, an option stays taken; ``back``: once dropped, it stays dropped.
    states : ndarray of int64, shape (n_states,), read-only
        The feasible states in ascending order; bit ``k`` is set when option ``k`` is taken.
    edges : tuple of ndarray of int64, one per dm, each of shape (n_edges, 2), or None
        An explicit graph: positions in ``states`` that a dm can move from and to, sorted. None in
        option form, where the moves follow from ``owner`` and ``direction``.
    classes : tuple of tuple of int
        States that cannot be told apart, merged: each class is listed in full, ascending, and only its
        first state is in ``states``.
    silent : frozenset of int
        Dms that make no move (`without`).
    """

    n_dms: int
    owner: tuple[int, ...]
    direction: tuple[str, ...]
    states: NDArray[np.int64]
    edges: tuple[NDArray[np.int64], ...] | None = None
    classes: tuple[tuple[int, ...], ...] = ()
    silent: frozenset[int] = frozenset()

    @property
    def n_states(self) -> int:
        """Number of feasible states."""
        return len(self.states)

    @property
    def is_option_form(self) -> bool:
        """Whether the moves follow from options; they are transitive then."""
        return self.edges is None

    @cached_property
    def is_transitive(self) -> bool:
        """Whether two moves of one dm in a row are always one move, or none.

        Where they are not, the rule that nobody moves twice in a row binds.
        """
        return self.edges is None or all(map(_is_transitive, self.edges))

    @cached_property
    def targets(self) -> tuple[NDArray[np.intp], ...]:
        """Moves as tables, one per dm, each of shape (n_columns, n_states).

        ``targets[dm][:, s]`` are positions in ``states`` of what ``dm`` can move to from position ``s``,
        those that change fewest options first; filled up with ``s`` itself, which every definition is
        indifferent to.

        Raises
        ------
        ModelError
            If the moves are too many to list (`MAX_MOVES`).
        """
        return tuple(self._table(dm) for dm in range(self.n_dms))

    def position(self, state: int) -> int:
        """Return where a state, or the class it is in, stands in ``states``.

        Raises
        ------
        ModelError
            If the state is not feasible, or no whole number.
        """
        if isinstance(state, bool) or not isinstance(state, int | np.integer):
            raise ModelError(f"state {state!r} is no whole number: states are numbers, as in `.states`")
        first = next((members[0] for members in self.classes if state in members), state)
        is_within = 0 <= first <= int(self.states[-1])
        position = int(np.searchsorted(self.states, first)) if is_within else 0
        if not is_within or int(self.states[position]) != first:
            what = "the sum of 2**k over the options taken" if self.owner else "numbered as in the graph"
            raise ModelError(
                f"state {state} is not one of the {self.n_states} feasible states: a state is {what}; "
                f"the first are {', '.join(map(str, self.states[:4].tolist()))}"
            )
        return position

    def reached(self, dm: int, position: int) -> list[int]:
        """Return the positions ``dm`` can move to from ``position``, fewest changes first."""
        if dm in self.silent:
            return []
        if self.edges is not None:
            first, last = self._bounds[dm][position : position + 2]
            found = [int(target) for target in self.edges[dm][first:last, 1]]
            here = int(self.states[position])
            return sorted(found, key=lambda target: self._n_changes(here, target))
        if "targets" in vars(self):  # listed before, in the same order
            return [target for target in self.targets[dm][:, position].tolist() if target != position]
        start = self.states[position : position + 1]
        columns = _option_targets(self.states, start, *self._masks(dm))
        return [int(target) for target in columns[:, 0] if target >= 0]

    def reach(self, dm: int) -> NDArray[np.bool_]:
        """Return a matrix, shape (n_states, n_states): whether ``dm`` can move from row to column."""
        matrix = np.zeros((self.n_states, self.n_states), dtype=bool)
        if dm in self.silent:
            return matrix
        if self.edges is not None:
            matrix[self.edges[dm][:, 0], self.edges[dm][:, 1]] = True
            return matrix
        rows = np.arange(self.n_states)
        for column in self.targets[dm]:
            matrix[rows, column] = True
        np.fill_diagonal(matrix, False)
        return matrix

    def without(self, dms: Collection[int]) -> MoveGraph:
        """Return the graph in which some dms make no move: content everywhere, they deter nobody."""
        return replace(self, silent=self.silent | frozenset(dms))

    def restricted(self, keep: NDArray[np.bool_]) -> MoveGraph:
        """Return the graph on some of its states; moves into and out of the others are gone.

        Parameters
        ----------
        keep : ndarray of bool, shape (n_states,)
        """
        states = self.states[keep]
        states.flags.writeable = False
        if self.edges is None:
            return replace(self, states=states)
        place = np.cumsum(keep) - 1
        edges = tuple(_frozen(place[pairs[keep[pairs].all(axis=1)]]) for pairs in self.edges)
        return replace(self, states=states, edges=edges)

    def _n_changes(self, here: int, target: int) -> int:
        return (here ^ int(self.states[target])).bit_count() if self.owner else 0

    def _masks(self, dm: int) -> tuple[list[int], int, int]:
        """Return a dm's combinations of options, and the bits that may not be dropped and not be taken."""
        own = [k for k, owner in enumerate(self.owner) if owner == dm]
        fwd = sum(1 << k for k in own if self.direction[k] == "fwd")
        back = sum(1 << k for k in own if self.direction[k] == "back")
        return _subsets(own), fwd, back

    @cached_property
    def _bounds(self) -> tuple[NDArray[np.intp], ...]:
        """Return where the moves from each position begin in ``edges``, and where the last ones end."""
        positions = np.arange(self.n_states + 1)
        return tuple(np.searchsorted(pairs[:, 0], positions) for pairs in self.edges or ())

    def _edge_targets(self, dm: int) -> NDArray[np.intp]:
        """Return positions reached by ``edges``, fewest changes first; -1 where there are no more."""
        assert self.edges is not None
        starts, ends = self.edges[dm].T
        turned = self.states[starts] ^ self.states[ends]
        n_changes = sum((turned >> k & 1 for k in range(len(self.owner))), 0 * starts)
        order = np.lexsort((ends, n_changes, starts))
        row = np.arange(len(starts)) - self._bounds[dm][starts]
        width = int(row.max(initial=-1)) + 1
        if self.n_states * width > MAX_MOVES:
            raise ModelError(
                f"dm {dm} has {width} moves from one of {self.n_states} states: listing its moves would pass "
                f"the limit of {MAX_MOVES}; merge fewer states or rule out more"
            )
        packed = np.full((width, self.n_states), -1, dtype=np.intp)
        packed[row, starts] = ends[order]
        return packed

    def _table(self, dm: int) -> NDArray[np.intp]:
        here = np.arange(self.n_states)
        if dm in self.silent:
            return _frozen(np.empty((0, self.n_states), dtype=np.intp))
        if self.edges is not None:
            packed = self._edge_targets(dm)
        else:
            n_own = self.owner.count(dm)
            if self.n_states << n_own > MAX_MOVES:
                raise ModelError(
                    f"dm {dm} owns {n_own} options over {self.n_states} states: listing its moves would "
                    f"pass the limit of {MAX_MOVES}; merge options or rule out more states"
                )
            table = _option_targets(self.states, self.states, *self._masks(dm))
            order = np.argsort(table < 0, axis=0, kind="stable")
            packed = np.take_along_axis(table, order, axis=0)
            packed = packed[: int((packed >= 0).sum(axis=0).max(initial=0))]
        return _frozen(np.where(packed >= 0, packed, here).astype(np.intp))


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

    References
    ----------
    Fang, Hipel & Kilgour (1993), *Interactive Decision Making*, ch. 2 (option form).
    """
    states = np.array(states, dtype=np.int64)
    states.flags.writeable = False
    return MoveGraph(n_dms=n_dms, owner=tuple(owner), direction=tuple(direction), states=states)


def _is_transitive(edges: NDArray[np.int64]) -> bool:
    """Whether every two moves in a row, of sorted ``edges``, are one move or lead back."""
    first = np.searchsorted(edges[:, 0], edges[:, 1])
    n_onward = np.searchsorted(edges[:, 0], edges[:, 1], side="right") - first
    n_states = int(edges.max(initial=0)) + 1
    known = edges[:, 0] * n_states + edges[:, 1]
    # A move's onward moves stand in a row; a few moves at a time, so that the pairs stay in memory.
    bounds = np.searchsorted(np.cumsum(n_onward), np.arange(0, int(n_onward.sum()), CHUNK_PAIRS))
    for start, stop in pairwise([*np.unique(bounds).tolist(), len(edges)]):
        count = n_onward[start:stop]
        onward = np.repeat(first[start:stop] - np.cumsum(count) + count, count) + np.arange(count.sum())
        begin, end = np.repeat(edges[start:stop, 0], count), edges[onward, 1]
        twice = (begin * n_states + end)[begin != end]
        if not np.isin(twice, known, kind="sort").all():
            return False
    return True


def _option_targets(
    states: NDArray[np.int64], here: NDArray[np.int64], subsets: list[int], fwd: int, back: int
) -> NDArray[np.intp]:
    """Return positions reached from ``here``, a row per combination of options; -1 where there is no move."""
    rows = []
    for mask in subsets:
        turned = here ^ mask
        found = np.minimum(np.searchsorted(states, turned), len(states) - 1)
        allowed = (states[found] == turned) & (here & (mask & fwd) == 0) & (~here & (mask & back) == 0)
        rows.append(np.where(allowed, found, -1))
    return np.array(rows, dtype=np.intp).reshape(len(subsets), len(here))


def _subsets(own: list[int]) -> list[int]:
    """Return all non-empty sets of a dm's options as bit masks, smallest sets first."""
    masks = [0]
    for k in own:
        masks += [mask | (1 << k) for mask in masks]
    return sorted(masks[1:], key=lambda mask: (mask.bit_count(), mask))


def _frozen(array: NDArray[np.intp]) -> NDArray[np.intp]:
    array.flags.writeable = False
    return array
