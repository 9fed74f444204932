"""Everything a case leaves open, settled once per world.

A draw depends on the seed and on where a party and a concern stand in the case, never on a name, and
every open thing has a stream of its own: settling or switching off one leaves the others as they were
(common random numbers), so that the difference between two explorations is not noise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from detente.analysis.worlds.ordering import Floats, keep_order
from detente.analysis.worlds.structure import Structure
from detente.analysis.worlds.weights import POINT, WeightSpace, build_space, draw_weights
from detente.case.measures import weights_set
from detente.case.model import Concern, Party
from detente.errors import CaseError

_MEMBER, _SIGN, _WEIGHT, _PLACE, _WALK, _SHIFT = range(6)


Interval = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Opening:
    """What a case leaves open about one dm.

    Attributes
    ----------
    member : bool
        Whether it takes part at all.
    direction, weight : tuple of bool, one per concern
        Whether the sign, or the weight (by ``priority``: the place in the order), may vary and matters.
    space : WeightSpace or None
        The weights to draw from; None when all are stated numbers, or by ``priority``.
    """

    member: bool
    direction: tuple[bool, ...]
    weight: tuple[bool, ...]
    space: WeightSpace | None

    @property
    def is_open(self) -> bool:
        """Whether anything about this dm is open."""
        return self.member or any(self.direction) or any(self.weight)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Draws:
    """The worlds: everything open, settled.

    Attributes
    ----------
    n_worlds : int
    members : ndarray of bool, shape (n_dms, n_worlds)
    signs : tuple of ndarray of int8, one per dm, each of shape (n_concerns, n_worlds)
        1 where the party wants the condition, -1 where it avoids it.
    weights : tuple of ndarray of float, one per dm, each of shape (n_concerns, n_worlds)
        Weights; by ``priority`` sort keys, the smallest comes first.
    """

    n_worlds: int
    members: NDArray[np.bool_]
    signs: tuple[NDArray[np.int8], ...]
    weights: tuple[Floats, ...]

    def first(self, n_worlds: int) -> Draws:
        """Return the first worlds only."""
        return Draws(
            n_worlds=min(n_worlds, self.n_worlds),
            members=self.members[:, :n_worlds],
            signs=tuple(signs[:, :n_worlds] for signs in self.signs),
            weights=tuple(weights[:, :n_worlds] for weights in self.weights),
        )


def find_openings(structure: Structure) -> tuple[Opening, ...]:
    """Find what a case leaves open about each dm.

    A stated weight is a share of all that a party cares about, so switched-off assumptions keep their
    share and switching one off leaves the other weights in the same proportions. Only where all
    concerns together cannot be (alternatives, of which one is on) do the active ones alone count.

    Raises
    ------
    CaseError
        If a party's stated weights and orders contradict one another.
    """
    found = (
        _opening(structure.case.method, party, concerns, active)
        for party, concerns, active in zip(
            structure.dms, structure.concerns, structure.is_active, strict=True
        )
    )
    shifts = weights_set(structure.case)
    return tuple(
        _once_set(opening, concerns, shifts)
        for opening, concerns in zip(found, structure.concerns, strict=True)
    )


def draw_worlds(structure: Structure, openings: Sequence[Opening], n_worlds: int, seed: int) -> Draws:
    """Settle everything open, once per world.

    Directions and memberships fall either way with equal chance; weights are uniform over what the case
    admits (see `weights`); by ``priority``, orders not stated are uniform over the permutations that
    keep to the stated ones.

    Parameters
    ----------
    n_worlds : int
    seed : int
        0 or more.
    """
    members, signs, weights = [], [], []
    for dm, opening in enumerate(openings):
        party = structure.party_index[dm]
        takes_part = structure.dms[dm].is_member is not False
        member = _stream(seed, _MEMBER, party).random(n_worlds) < 0.5 if opening.member else takes_part
        members.append(np.broadcast_to(np.asarray(member, dtype=bool), (n_worlds,)))
        signs.append(_signs(structure.concerns[dm], n_worlds, seed, party))
        if structure.case.method == "priority":
            weights.append(_places(structure.concerns[dm], n_worlds, seed, party))
        else:
            drawn = _weights(opening, structure.concerns[dm], n_worlds, seed, party)
            weights.append(_shifted(structure, opening, dm, drawn, seed))
    return Draws(n_worlds=n_worlds, members=np.array(members), signs=tuple(signs), weights=tuple(weights))


def check_seed(seed: int) -> int:
    """Return the seed; it must be a whole number, 0 or more."""
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0:
        raise CaseError(f"seed {seed!r} is not a whole number from 0 up: give one, such as 0")
    return int(seed)


def _opening(method: str, party: Party, concerns: Sequence[Concern], active: Sequence[bool]) -> Opening:
    member = party.is_member is None
    direction = tuple(
        counts and concern.kind == "about" for concern, counts in zip(concerns, active, strict=True)
    )
    switched_on = [concern for concern, counts in zip(concerns, active, strict=True) if counts]
    none = (False,) * len(concerns)
    if method == "priority":
        weight = tuple(
            counts and _may_move(concern, switched_on)
            for concern, counts in zip(concerns, active, strict=True)
        )
        return Opening(member=member, direction=direction, weight=weight, space=None)
    if all(_is_number(concern) for concern in switched_on):
        return Opening(member=member, direction=direction, weight=none, space=None)
    space = _space(concerns, switched_on, active, party.id)
    several = len(switched_on) > 1
    weight = tuple(
        several and counts and bool(varies) for counts, varies in zip(active, space.is_open, strict=True)
    )
    return Opening(member=member, direction=direction, weight=weight, space=space)


def _space(
    concerns: Sequence[Concern], switched_on: Sequence[Concern], active: Sequence[bool], party: str
) -> WeightSpace:
    """Return the space of all concerns, or, where that is empty, of the active ones (the others at 0)."""
    if len(switched_on) < len(concerns):
        try:
            return build_space(concerns, party)
        except CaseError:
            inner = build_space(switched_on, party)
            here = np.flatnonzero(active)
            low, high = np.zeros(len(concerns)), np.zeros(len(concerns))
            order = np.zeros(len(concerns), dtype=np.int64)
            low[here], high[here], order[here] = inner.low, inner.high, inner.order
            return WeightSpace(low=low, high=high, order=order)
    return build_space(concerns, party)


def _is_number(concern: Concern) -> bool:
    return concern.weight is not None and concern.weight[1] - concern.weight[0] <= POINT


def _may_move(concern: Concern, others: Sequence[Concern]) -> bool:
    """Whether the place of a concern in the strict order is itself open: unstated, or shared."""
    if len(others) < 2:
        return False
    return concern.order is None or any(
        other is not concern and other.order == concern.order for other in others
    )


def _signs(concerns: Sequence[Concern], n_worlds: int, seed: int, party: int) -> NDArray[np.int8]:
    signs = np.ones((len(concerns), n_worlds), dtype=np.int8)
    for index, concern in enumerate(concerns):
        if concern.kind == "avoids":
            signs[index] = -1
        elif concern.kind == "about":
            signs[index] = np.where(_stream(seed, _SIGN, party, index).random(n_worlds) < 0.5, 1, -1)
    return signs


def _weights(opening: Opening, concerns: Sequence[Concern], n_worlds: int, seed: int, party: int) -> Floats:
    if opening.space is not None:
        return draw_weights(
            opening.space,
            n_worlds,
            lambda concern, turn: _stream(seed, _WEIGHT, party, concern, turn).standard_exponential(n_worlds),
            lambda: _stream(seed, _WALK, party),
        )
    # All that count are stated numbers, used as they are; what is switched off never counts.
    stated = np.array([concern.weight[0] if concern.weight else 0.0 for concern in concerns])
    return np.repeat(stated[:, None], n_worlds, axis=1)


def _once_set(opening: Opening, concerns: Sequence[Concern], shifts: Mapping[str, Interval]) -> Opening:
    """Return an opening in which a weight that a measure sets is open only where it sets an interval."""
    weight = tuple(
        is_open and (concern.id not in shifts or shifts[concern.id][0] < shifts[concern.id][1])
        for concern, is_open in zip(concerns, opening.weight, strict=True)
    )
    return replace(opening, weight=weight)


def _shifted(structure: Structure, opening: Opening, dm: int, weights: Floats, seed: int) -> Floats:
    """Put the weights that measures set in the place of what was drawn; each world stays what it is.

    Where weights are shares of 1, the other concerns keep their proportions in what is left.
    """
    shifts = weights_set(structure.case)
    chosen = [index for index, concern in enumerate(structure.concerns[dm]) if concern.id in shifts]
    if not chosen:
        return weights
    party, n_worlds = structure.party_index[dm], weights.shape[1]
    ends = np.array([shifts[structure.concerns[dm][index].id] for index in chosen])
    drawn = np.stack([_stream(seed, _SHIFT, party, index).random(n_worlds) for index in chosen])
    new = ends[:, :1] + (ends[:, 1:] - ends[:, :1]) * drawn
    changed = weights.copy()
    if opening.space is not None:
        others = np.delete(np.arange(len(weights)), chosen)
        before, left = weights[others].sum(axis=0), np.maximum(1.0 - new.sum(axis=0), 0.0)
        changed[others] *= np.divide(left, before, out=np.ones(n_worlds), where=before > 0)
    changed[chosen] = new
    return changed


def _places(concerns: Sequence[Concern], n_worlds: int, seed: int, party: int) -> Floats:
    """Draw sort keys: uniform permutations in which stated orders, put to the stated ones, are kept."""
    if not concerns:
        return np.empty((0, n_worlds))
    keys = np.stack([_stream(seed, _PLACE, party, index).random(n_worlds) for index in range(len(concerns))])
    order = np.array([concern.order or 0 for concern in concerns])
    return keep_order(keys, order)


def _stream(seed: int, *place: int) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(entropy=seed, spawn_key=place)))
