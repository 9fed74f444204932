"""Preferences that are no ranking: semiorders, incomplete, of unknown or of different strength."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.analysis.graph_model.building.selections import find_state
from detente.errors import ModelError

MAX_STATES = 4096
"""A relation lists every pair of states: with this many it takes 16 MB for each dm."""

State = int | str
Pairs = Sequence[Iterable[Sequence[State]]]
"""For each dm, pairs of states: the less and the more preferred."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Relation:
    """Pairwise preferences of every dm; nothing makes them transitive or complete.

    Attributes
    ----------
    prefers : ndarray of bool, shape (n_dms, n_states, n_states), read-only
        ``prefers[dm, s, t]``: the dm strictly prefers position ``t`` to position ``s``. Never both ways.
        Where neither way, the two are indifferent or cannot be compared, and neither is *better*.
    strongly : ndarray of bool, same shape, read-only
        Where the preference is strong (``t >> s``); a part of ``prefers``.
    unknown : ndarray of bool, same shape, read-only
        Where which of the two is preferred is not known; the same both ways, and never with ``prefers``.
    """

    prefers: NDArray[np.bool_]
    strongly: NDArray[np.bool_]
    unknown: NDArray[np.bool_]

    @classmethod
    def from_matrices(
        cls, prefers: ArrayLike, *, strongly: ArrayLike | None = None, unknown: ArrayLike | None = None
    ) -> Self:
        """Build a relation from matrices of truth values.

        Parameters
        ----------
        prefers : array_like of bool, shape (n_dms, n_states, n_states)
            ``prefers[dm, s, t]``: the dm prefers the state at ``t`` to the one at ``s``.
        strongly, unknown : array_like of bool, same shape, or None
            As the attributes; None where nothing is strong, or unknown.

        Raises
        ------
        ModelError
            If the shapes disagree, a state is preferred to itself, two states each to the other, a strong
            preference is none, or one that is not known is stated or holds one way only.

        References
        ----------
        Hamouda, Kilgour & Hipel (2004), "Strength of preference in the graph model for conflict
        resolution", *Group Decision and Negotiation* 13(5) (three degrees: ``>>``, ``>``, ``~``);
        Li, Hipel, Kilgour & Fang (2004), "Preference uncertainty in the graph model for conflict
        resolution", *IEEE Transactions on Systems, Man, and Cybernetics A* 34(4) (unknown ones).
        """
        better = _matrices("prefers", prefers, None)
        strong = _matrices("strongly", strongly, better)
        open_ = _matrices("unknown", unknown, better)
        _refuse("prefers", better & better.transpose(0, 2, 1), "are each preferred to the other")
        _refuse("strongly", strong & ~better, "are strongly preferred and not preferred: add them to prefers")
        _refuse("unknown", open_ & ~open_.transpose(0, 2, 1), "are unknown one way only: give both ways")
        _refuse("unknown", open_ & (better | better.transpose(0, 2, 1)), "are stated as preferred: drop one")
        diagonal = np.broadcast_to(np.eye(better.shape[1], dtype=bool), better.shape)
        _refuse("unknown", open_ & diagonal, "are one state, which equals itself: leave it out")
        return cls(prefers=better, strongly=strong, unknown=open_)

    @classmethod
    def from_pairs(
        cls,
        states: ArrayLike,
        preferred: Pairs,
        *,
        strongly: Pairs | None = None,
        unknown: Pairs | None = None,
    ) -> Self:
        """Build a relation from the pairs that are compared; all others are equal or incomparable.

        Parameters
        ----------
        states : array_like of int, shape (n_states,)
            All states, ascending.
        preferred : sequence, one per dm, of iterables of (worse, better)
            States as integers or strings of Y and N.
        strongly : the same, or None
            Strong preferences; they need not be in ``preferred`` too.
        unknown : the same, or None
            Pairs of which it is not known which is preferred, in either order.

        Raises
        ------
        ModelError
            As `from_matrices`, and if a state is not among ``states``.

        Examples
        --------
        >>> relation = Relation.from_pairs([0, 1, 2], [[(0, 1)]], strongly=[[(1, 2)]])
        >>> relation.prefers[0].astype(int).tolist()
        [[0, 1, 0], [0, 0, 1], [0, 0, 0]]
        """
        listed = _check_states(states)
        better = _from_pairs("preferred", preferred, listed)
        strong = np.zeros_like(better)
        open_ = np.zeros_like(better)
        if strongly is not None:
            strong = _from_pairs("strongly", strongly, listed, len(better))
        if unknown is not None:
            open_ = _from_pairs("unknown", unknown, listed, len(better))
        return cls.from_matrices(better | strong, strongly=strong, unknown=open_ | open_.transpose(0, 2, 1))

    @classmethod
    def from_utilities(
        cls,
        utilities: ArrayLike,
        *,
        threshold: ArrayLike = 0.0,
        strong_threshold: ArrayLike | None = None,
    ) -> Self:
        """Build a semiorder: a state is preferred when it is better by more than a threshold.

        Parameters
        ----------
        utilities : array_like of float, shape (n_dms, n_states)
            Finite; any unit.
        threshold : float or array_like, shape (n_dms,)
            In the unit of the utilities, 0 or more: ``t`` is preferred to ``s`` when
            ``u(t) > u(s) + threshold``. Smaller differences are not felt.
        strong_threshold : the same, or None
            Not below ``threshold``: where a preference becomes a strong one. None: nowhere.

        Raises
        ------
        ModelError
            If a number is missing or not finite, or a threshold negative or in the wrong order.

        References
        ----------
        Luce (1956), "Semiorders and a theory of utility discrimination", *Econometrica* 24(2).

        Examples
        --------
        >>> relation = Relation.from_utilities([[1.0, 1.4, 2.0]], threshold=0.5)
        >>> relation.prefers[0].astype(int).tolist()
        [[0, 0, 1], [0, 0, 1], [0, 0, 0]]
        """
        values = _numbers("utilities", utilities, 2)
        _check_size(values.shape[1])
        least = _thresholds("threshold", threshold, len(values))
        better = values[:, None, :] > values[:, :, None] + least[:, None, None]
        strong = None
        if strong_threshold is not None:
            much = _thresholds("strong_threshold", strong_threshold, len(values))
            if (much < least).any():
                dm = int(np.flatnonzero(much < least)[0])
                raise ModelError(
                    f"strong_threshold of dm {dm} is {much[dm]:g}, below its threshold {least[dm]:g}: "
                    "what is felt strongly is felt"
                )
            strong = values[:, None, :] > values[:, :, None] + much[:, None, None]
        return cls.from_matrices(better, strongly=strong)


def _matrices(name: str, given: ArrayLike | None, like: NDArray[np.bool_] | None) -> NDArray[np.bool_]:
    """Return a read-only copy as truth values, with the shape checked."""
    array: NDArray[np.bool_]
    if given is None and like is not None:
        array = np.zeros(like.shape, dtype=bool)
    else:
        raw: NDArray[np.generic] = np.asarray(given)
        if raw.dtype.kind != "b" and not (raw.dtype.kind in "iu" and np.isin(raw, (0, 1)).all()):
            raise ModelError(f"{name} has type {raw.dtype}: give True or False for each pair of states")
        array = raw.astype(bool)
    if array.ndim != 3 or array.shape[1] != array.shape[2] or not array.size:
        raise ModelError(f"{name} has shape {array.shape}: (n_dms, n_states, n_states) is needed")
    if like is not None and array.shape != like.shape:
        raise ModelError(f"{name} has shape {array.shape}, and prefers {like.shape}: give them alike")
    _check_size(array.shape[1])
    array.flags.writeable = False
    return array


def _check_size(n_states: int) -> None:
    if n_states > MAX_STATES:
        raise ModelError(
            f"a relation over {n_states} states lists every pair of them, and at most {MAX_STATES} states "
            "are taken: give ranks or statements, or merge states"
        )


def _refuse(name: str, wrong: NDArray[np.bool_], why: str) -> None:
    if wrong.any():
        dm, one, other = (int(index) for index in np.argwhere(wrong)[0])
        raise ModelError(f"{name} of dm {dm}: the states at positions {one} and {other} {why}")


def _check_states(states: ArrayLike) -> NDArray[np.int64]:
    listed = np.asarray(states)
    if listed.ndim != 1 or listed.dtype.kind not in "iu" or (np.diff(listed) <= 0).any():
        raise ModelError("states must be integers in ascending order, each once: see `.states` of a model")
    _check_size(len(listed))
    return listed.astype(np.int64)


def _from_pairs(
    name: str, pairs: Pairs, states: NDArray[np.int64], n_dms: int | None = None
) -> NDArray[np.bool_]:
    if isinstance(pairs, str) or not isinstance(pairs, Sequence) or not pairs:
        raise ModelError(f"{name} is {pairs!r}: give a list of pairs of states for each dm")
    if n_dms is not None and len(pairs) != n_dms:
        raise ModelError(f"{name} is for {len(pairs)} dms and preferred for {n_dms}: give one list for each")
    matrices = np.zeros((len(pairs), len(states), len(states)), dtype=bool)
    for dm, own in enumerate(pairs):
        for index, pair in enumerate(own):
            place = f"{name} of dm {dm}, pair {index}"
            if isinstance(pair, str) or not isinstance(pair, Sequence) or len(pair) != 2:
                raise ModelError(f"{place} is {pair!r}: write (worse, better)")
            worse, better = (find_state(s, _n_letters(s), states, place) for s in pair)
            if worse == better:
                raise ModelError(f"{place}: {pair!r} is one state, which equals itself: leave it out")
            matrices[dm, worse, better] = True
    return matrices


def _n_letters(state: State) -> int:
    """Return how many options a state written as Y and N is about: as many as it has letters."""
    return len(state) if isinstance(state, str) else 0


def _numbers(name: str, given: ArrayLike, n_dimensions: int) -> NDArray[np.float64]:
    array: NDArray[np.generic] = np.asarray(given)
    if array.dtype.kind not in "iuf" or array.ndim != n_dimensions or not array.size:
        raise ModelError(
            f"{name} has type {array.dtype} and shape {array.shape}: give numbers, one row per dm and one "
            "entry per state"
        )
    if not np.isfinite(array).all():
        raise ModelError(f"{name} has a number that is missing or not finite: give each state a finite one")
    return array.astype(np.float64)


def _thresholds(name: str, given: ArrayLike, n_dms: int) -> NDArray[np.float64]:
    array: NDArray[np.generic] = np.asarray(given)
    if array.dtype.kind not in "iuf" or array.shape not in ((), (n_dms,)) or not np.isfinite(array).all():
        raise ModelError(f"{name} is {given!r}: give one finite number, or one for each of the {n_dms} dms")
    values = array.astype(np.float64)
    if (values < 0).any():
        raise ModelError(f"{name} is {given!r}: it cannot be negative")
    return np.broadcast_to(values, (n_dms,))
