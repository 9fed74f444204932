"""Why a party prefers one state to another: the concerns on which they differ, with their evidence."""

from __future__ import annotations

import numpy as np

from detente.analysis.phrases import is_plural
from detente.analysis.results import Reason
from detente.analysis.worlds.wording import condition, content
from detente.analysis.worlds.world import World
from detente.case.model import Concern
from detente.errors import ModelError

__all__ = ["Reason", "find_reasons"]


def find_reasons(world: World, *, dm: int, better: int, worse: int) -> tuple[Reason, ...]:
    """Say why, in one world, a party prefers a state to another.

    Parameters
    ----------
    world : World
    dm : int
        Its index among the decision makers.
    better, worse : int
        Feasible states. That the party does prefer ``better`` is not required: between equals the
        reasons for and against balance.

    Returns
    -------
    tuple of Reason
        With weights: every concern on which the states differ, those for ``better`` first, the heaviest
        first among them, equals in case order. With ``method = "priority"``: the first concern on which they
        differ, for it alone decides. Empty when they differ in nothing the party cares about.

    Raises
    ------
    ModelError
        If there is no such dm, or a state is not feasible.
    """
    structure = world.structure
    if not 0 <= dm < len(structure.dms):
        raise ModelError(f"dm {dm} is not in the model: its dms are 0 to {len(structure.dms) - 1}")
    ahead, behind = (structure.graph.position(state) for state in (better, worse))
    held = structure.held[dm]
    keys = world.draws.weights[dm][:, 0]
    active = np.flatnonzero(structure.is_active[dm])
    order = [int(index) for index in active[np.argsort(keys[active], kind="stable")]]
    differing = [index for index in order if held[index, ahead] != held[index, behind]]
    if structure.case.method == "priority":
        return tuple(
            _reason(world, dm, index, holds=bool(held[index, ahead]), place=order.index(index) + 1)
            for index in differing[:1]
        )
    reasons = [_reason(world, dm, index, holds=bool(held[index, ahead])) for index in sorted(differing)]
    # Sorting is stable, so equals stay in case order.
    return tuple(sorted(reasons, key=lambda reason: (not reason.is_for, -(reason.weight or 0.0))))


def _reason(world: World, dm: int, index: int, *, holds: bool, place: int | None = None) -> Reason:
    concern = world.structure.concerns[dm][index]
    wants = bool(world.draws.signs[dm][index, 0] > 0)
    return Reason(
        concern=concern.id,
        party=concern.party,
        is_for=wants == holds,
        text=_in_words(world, dm, concern, wants=wants, holds=holds),
        wants=wants,
        holds=holds,
        weight=float(world.draws.weights[dm][index, 0]) if place is None else None,
        place=place,
        condition=concern.condition,
        because=concern.because,
        grade=concern.grade,
        supports=concern.supports,
        against=concern.against,
        assumption=concern.assumption,
    )


def _in_words(world: World, dm: int, concern: Concern, *, wants: bool, holds: bool) -> str:
    case, party = world.structure.case, world.structure.dms[dm]
    plural = is_plural(party.name or party.id)
    who, want = ("they", "want") if plural else ("it", "wants")
    kind, what = content(case, concern)
    if kind == "own":
        return f"{who} {want} {what}" if wants else f"{who} would rather not {what.removeprefix('to ')}"
    clause = condition(case, concern.condition)
    attitude = f"which {who} {want}" if wants else f"which {who} {want} to avoid"
    return f"{'then' if holds else 'otherwise'} {clause}, {attitude}"
