"""What all worlds of a case share: decision makers, states, moves, and where each condition holds."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.moves import MoveGraph, build_moves
from detente.case import Case
from detente.case.measures import always_taken, never_taken, under_measures
from detente.case.model import Concern, Party
from detente.case.tables import truth_table
from detente.errors import CaseError, ModelError

DIRECTION = {"both": "both", "on": "fwd", "off": "back"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Structure:
    """A case as a graph model without preferences.

    Attributes
    ----------
    case : Case
        As given, switched-off assumptions included, but as the measures in force make it.
    dms : tuple of Party
        The parties that own an option, in case order.
    party_index : tuple of int
        Where each dm stands among the case's parties.
    options : tuple of str
        Option names in case order; option ``k`` is bit ``k`` of a state.
    graph : MoveGraph
        Feasible states and moves. What a party that takes no part owns stays as it stands now.
    now : int or None
        Position of the present state; None when it is not feasible.
    conditions : tuple of ndarray of bool, one per definition, each of shape (n_states,)
    concerns : tuple of tuple of Concern, one per dm
        All of them in case order, also those of assumptions that are switched off.
    held : tuple of ndarray of bool, one per dm, each of shape (n_concerns, n_states)
        Where the condition of each concern holds.
    is_active : tuple of tuple of bool, one per dm
        Whether each concern counts: its assumption, if any, is switched on.
    """

    case: Case
    dms: tuple[Party, ...]
    party_index: tuple[int, ...]
    options: tuple[str, ...]
    graph: MoveGraph
    now: int | None
    conditions: tuple[NDArray[np.bool_], ...]
    concerns: tuple[tuple[Concern, ...], ...]
    held: tuple[NDArray[np.bool_], ...]
    is_active: tuple[tuple[bool, ...], ...]

    def taken(self, state: int) -> tuple[str, ...]:
        """Return the names of the options taken in a state, in case order."""
        return tuple(name for k, name in enumerate(self.options) if state >> k & 1)

    def changes(self, start: int, end: int) -> tuple[tuple[str, bool], ...]:
        """Return what differs between two states, as (option name, taken in the second)."""
        changed = start ^ end
        return tuple((name, bool(end >> k & 1)) for k, name in enumerate(self.options) if changed >> k & 1)

    def fixed_at_now(self, dms: Sequence[int]) -> NDArray[np.bool_]:
        """Return the states in which the options of some dms stand as they do now, shape (n_states,)."""
        mask = sum(1 << k for k, owner in enumerate(self.graph.owner) if owner in dms)
        stays: NDArray[np.bool_] = (self.graph.states & mask) == (_present(self.case) & mask)
        return stays


def build_structure(case: Case) -> Structure:
    """Work out states, moves and conditions of a case.

    Parameters
    ----------
    case : Case
        Checked; see `Case.check`.

    Raises
    ------
    CaseError
        If nobody owns an option, or a party owns so many that its moves cannot be listed.
    """
    if not case.options:
        raise CaseError(
            f"the case {case.title!r} has no option, so no outcome can be told from another: "
            "add an [[option]] to a party"
        )
    case = under_measures(case)
    options = tuple(option.name for option in case.options)
    owners = dict.fromkeys(option.party for option in case.options)
    dms = [(index, party) for index, party in enumerate(case.parties) if party.id in owners]
    place = {party.id: dm for dm, (_, party) in enumerate(dms)}
    states = _feasible(case, options)
    concerns = tuple(tuple(c for c in case.concerns if c.party == party.id) for _, party in dms)
    active = {concern.id for concern in case.active().concerns}
    here = np.flatnonzero(states == _present(case))
    return Structure(
        case=case,
        dms=tuple(party for _, party in dms),
        party_index=tuple(index for index, _ in dms),
        options=options,
        graph=_moves(case, [party for _, party in dms], place, states),
        now=int(here[0]) if len(here) else None,
        conditions=tuple(holds_at(case, d.condition, options, states) for d in case.definitions),
        concerns=concerns,
        held=tuple(
            np.array([holds_at(case, c.condition, options, states) for c in own], dtype=bool).reshape(
                len(own), len(states)
            )
            for own in concerns
        ),
        is_active=tuple(tuple(c.id in active for c in own) for own in concerns),
    )


def switched_off(case: Case, assumption: str) -> Case:
    """Return the case with one assumption switched off."""
    return replace(
        case,
        assumptions=tuple(
            replace(item, is_on=False) if item.name == assumption else item for item in case.assumptions
        ),
    )


def holds_at(
    case: Case, condition: str, options: Sequence[str], states: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Return in which of some states a condition holds, shape (n_states,)."""
    table = truth_table(case.expression(condition), options)
    raw = table.to_bytes(max(1, (1 << len(options)) // 8), "little")
    bits = np.unpackbits(np.frombuffer(raw, dtype=np.uint8), bitorder="little")
    found: NDArray[np.bool_] = bits[states].astype(bool)
    return found


def _feasible(case: Case, options: Sequence[str]) -> NDArray[np.int64]:
    states = np.arange(1 << len(options), dtype=np.int64)
    keep = np.ones(len(states), dtype=bool)
    for rule in case.active().rules:
        keep &= ~holds_at(case, rule.never, options, states)
    absent = [party.id for party in case.parties if party.is_member is False]
    frozen = sum(1 << k for k, option in enumerate(case.options) if option.party in absent)
    keep &= (states & frozen) == (_present(case) & frozen)
    never, always = (_bits(case, names) for names in (never_taken(case), always_taken(case)))
    keep &= (states & never == 0) & (states & always == always)
    if not keep.any():
        raise CaseError(
            f"the rules of the case {case.title!r} leave no state: remove or narrow one of them "
            f"({'; '.join(f'never {rule.never!r}' for rule in case.active().rules)})"
        )
    return states[keep]


def _moves(case: Case, dms: Sequence[Party], place: dict[str, int], states: NDArray[np.int64]) -> MoveGraph:
    try:
        graph = build_moves(
            n_dms=len(dms),
            owner=[place[option.party] for option in case.options],
            direction=[DIRECTION[option.moves] for option in case.options],
            states=states,
        )
        _ = graph.targets  # worlds need the moves as tables
    except ModelError as error:
        names = ", ".join(f"dm {dm} is {party.id!r}" for dm, party in enumerate(dms))
        raise CaseError(f"the case {case.title!r} is too large: {error} ({names})") from error
    return graph


def _present(case: Case) -> int:
    """Return the present state; what is not stated counts as not taken."""
    return _bits(case, {standing.option for standing in case.now if standing.is_taken})


def _bits(case: Case, names: Container[str]) -> int:
    """Return the options of some names as bits of a state."""
    return sum(1 << k for k, option in enumerate(case.options) if option.name in names)
