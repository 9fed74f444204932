"""What is still open, how much the picture hangs on it, and what each assumption carries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from detente.analysis.results import Dependence, Question, Share
from detente.analysis.worlds.draws import Draws, Opening
from detente.analysis.worlds.ordering import Floats
from detente.analysis.worlds.preferences import build_preferences
from detente.analysis.worlds.shares import share_where
from detente.analysis.worlds.structure import Structure, build_structure, switched_off
from detente.analysis.worlds.tally import tally_worlds
from detente.case.model import Concern

DEPENDENCE_WORLDS = 1000
"""Worlds compared for each assumption at most; the draws are common, so few show a difference."""

Answers = list[tuple[str, NDArray[np.bool_]]]


def list_questions(
    structure: Structure, openings: Sequence[Opening], draws: Draws, holds: NDArray[np.bool_]
) -> tuple[Question, ...]:
    """Split the worlds by the answer to everything open and compare the first definition's share.

    Parameters
    ----------
    holds : ndarray of bool, shape (n_worlds,)
        Where some state of the first definition is a SEQ equilibrium.

    Returns
    -------
    tuple of Question
        Largest swing first; equal ones in case order. None without a definition. An answer that no
        world drew is left out.
    """
    if not structure.case.definitions:
        return ()
    target = structure.case.definitions[0].name
    found = []
    for subject, text, answers in _open_things(structure, openings, draws):
        settled = tuple((label, share_where(holds[worlds])) for label, worlds in answers if worlds.any())
        shares = [share.share for _, share in settled]
        found.append(
            Question(
                subject=subject,
                text=text,
                target=target,
                settled=settled,
                swing=max(shares) - min(shares),
            )
        )
    return tuple(sorted(found, key=lambda question: -question.swing))


def list_dependences(structure: Structure, draws: Draws, holds: NDArray[np.bool_]) -> tuple[Dependence, ...]:
    """Switch each assumption that is on off, in the same worlds, and compare the first definition's share.

    A world keeps its draws: the concerns of the assumption are taken out of it, nothing is drawn anew.
    """
    if not structure.case.definitions:
        return ()
    few = draws.first(DEPENDENCE_WORLDS)
    with_it = share_where(holds[: few.n_worlds])
    return tuple(
        Dependence(
            assumption=assumption.name,
            target=structure.case.definitions[0].name,
            with_it=with_it,
            without_it=_share_without(structure, few, assumption.name),
        )
        for assumption in structure.case.assumptions
        if assumption.is_on
    )


def _share_without(structure: Structure, draws: Draws, assumption: str) -> Share:
    without = build_structure(switched_off(structure.case, assumption))
    preferences = build_preferences(without, draws)
    tally = tally_worlds(without, draws, preferences, concepts=("seq",), blocking=False)
    return share_where(tally.holds["seq"][0])


def _open_things(
    structure: Structure, openings: Sequence[Opening], draws: Draws
) -> Iterator[tuple[str, str, Answers]]:
    """Yield subject, question and answers of everything open, party by party."""
    for dm, (party, opening) in enumerate(zip(structure.dms, openings, strict=True)):
        if opening.member:
            here = draws.members[dm]
            yield (
                f"party:{party.id}",
                f"Does {party.name} take part?",
                [("takes part", here), ("stays out", ~here)],
            )
        for index, concern in enumerate(structure.concerns[dm]):
            if opening.direction[index]:
                wants = draws.signs[dm][index] > 0
                text = f"Does {party.name} want or avoid that {concern.condition}?"
                yield concern.id, text, [("wants it", wants), ("avoids it", ~wants)]
            if opening.weight[index]:
                text = f"How much does it count for {party.name} whether {concern.condition}?"
                yield concern.id, text, _split(structure, draws, dm, index, concern)


def _split(structure: Structure, draws: Draws, dm: int, index: int, concern: Concern) -> Answers:
    """Split the worlds at the median weight of a concern, or at its median place in the order."""
    if structure.case.method == "priority":
        counted = np.flatnonzero(structure.is_active[dm])
        keys = draws.weights[dm]
        place = (keys[counted] < keys[index]).sum(axis=0) + 1
        middle = int(np.median(place))
        early = place <= middle
        last = len(counted)
        return [(f"place 1 to {middle}", early), (f"place {middle + 1} to {last}", ~early)]
    weight: Floats = draws.weights[dm][index]
    middle_weight = float(np.median(weight))
    light = weight <= middle_weight
    return [(f"weight up to {middle_weight:.2f}", light), (f"weight above {middle_weight:.2f}", ~light)]
