"""Shares over the worlds that agree with a case."""

from __future__ import annotations

from detente.analysis.results import Exploration
from detente.analysis.worlds.draws import check_seed, draw_worlds, find_openings
from detente.analysis.worlds.preferences import build_preferences
from detente.analysis.worlds.provenance import describe
from detente.analysis.worlds.questions import list_dependences, list_questions
from detente.analysis.worlds.structure import build_structure
from detente.analysis.worlds.tally import tally_worlds
from detente.analysis.worlds.targets import list_outcomes, list_targets
from detente.case import Case
from detente.errors import CaseError

MAX_WORLDS = 1_000_000


def explore(case: Case, *, n_worlds: int = 1000, seed: int = 0) -> Exploration:
    """Settle what a case leaves open in many ways, and count what holds in how many of them.

    Parameters
    ----------
    case : Case
    n_worlds : int
        How many worlds to draw; one is enough, and one is used, where nothing is open.
    seed : int
        The same seed, case and version give the same result.

    Returns
    -------
    Exploration
        ``outcomes`` over all feasible states; ``targets``, one per definition; ``questions`` and
        ``dependences`` for the first definition.

    Raises
    ------
    CaseError
        If the case breaks a rule, has no option, or states weights that contradict one another.

    Notes
    -----
    A party whose membership is open stays out in half the worlds. It then moves nothing: a state in
    which its options stand otherwise than now is no equilibrium of that world.

    References
    ----------
    Lahdelma & Salminen (2001), "SMAA-2: Stochastic multicriteria acceptability analysis for group
    decision making", *Operations Research* 49(3): shares of sampled preferences as results.
    """
    if isinstance(n_worlds, bool) or not isinstance(n_worlds, int) or not 1 <= n_worlds <= MAX_WORLDS:
        raise CaseError(f"n_worlds {n_worlds!r} is not a whole number from 1 to {MAX_WORLDS:,}: give one")
    seed = check_seed(seed)
    case.check()
    structure = build_structure(case)
    openings = find_openings(structure)
    is_open = any(opening.is_open for opening in openings)
    n_worlds = n_worlds if is_open else 1
    draws = draw_worlds(structure, openings, n_worlds, seed)
    preferences = build_preferences(structure, draws)
    tally = tally_worlds(structure, draws, preferences)
    outcomes = list_outcomes(structure, tally, n_worlds)
    first = tally.holds["seq"][0] if case.definitions else tally.holds["seq"]
    return Exploration(
        provenance=describe(case, n_worlds, seed if is_open else None),
        options=structure.options,
        n_states=structure.graph.n_states,
        outcomes=outcomes,
        now=next((outcome for outcome in outcomes if outcome.is_now), None),
        targets=list_targets(structure, draws, preferences, tally, outcomes),
        questions=list_questions(structure, openings, draws, first),
        dependences=list_dependences(structure, draws, first),
    )
