"""The mediator's question over worlds: which smallest set of measures suffices in how many of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import cast

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.concepts import check_concepts
from detente.analysis.graph_model.mediation.subsets import cheapest_first
from detente.analysis.graph_model.ways.paths import check_by
from detente.analysis.results import Mediation, Obstacle, Remedy
from detente.analysis.worlds.draws import check_seed, find_openings
from detente.analysis.worlds.outlooks import Outlook, Wish, look, nearer
from detente.analysis.worlds.provenance import describe
from detente.analysis.worlds.shares import share_of, share_where
from detente.analysis.worlds.structure import build_structure, holds_at
from detente.case import Case
from detente.case.measures import contradiction, with_measures
from detente.errors import CaseError

MAX_SETS = 4096
"""Sets of measures tried before the search stops and says so; each is solved in every world."""

MAX_WORLDS = 20_000


def mediate(case: Case, wish: Wish, *, n_worlds: int = 1000, seed: int = 0) -> Mediation:
    """Find the smallest sets of a case's measures under which what is wished for holds and is reachable.

    Every set is looked at in every world, the cheapest first. The draws of a world are the same under
    all sets, as far as what is drawn is (see `draws`). Measures that the case has in force already are
    taken for measures like the others: the answer is what to have in force.

    Parameters
    ----------
    case : Case
    wish : Wish
    n_worlds : int
        How many worlds to draw; one is enough, and one is used, where nothing is open.
    seed : int

    Raises
    ------
    CaseError
        If the case breaks a rule or has no measure, or no state fits the condition.
    ModelError
        If the concept, or the word for how to reach it, is unknown.

    See Also
    --------
    detente.analysis.graph_model.find_intervention : the same in one model.
    """
    check_concepts((wish.concept,))
    check_by(wish.reachable_by)
    seed = check_seed(seed)
    _check(case, wish, n_worlds)
    n_worlds = n_worlds if _is_open(case) else 1
    search = _Search(case=case, wish=wish, n_worlds=n_worlds, seed=seed)
    trials, nearest, is_proven = search.run()
    return _result(search, trials, nearest, is_proven)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Trial:
    """One set of measures, and the worlds, shape (n_worlds,), in which it suffices."""

    ids: tuple[str, ...]
    cost: Fraction
    suffices: NDArray[np.bool_]

    @property
    def size(self) -> tuple[Fraction, int]:
        return self.cost, len(self.ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    case: Case
    wish: Wish
    n_worlds: int
    seed: int

    def run(self) -> tuple[list[_Trial], Outlook, bool]:
        """Look at every set, cheapest first.

        Returns
        -------
        The sets looked at; in every world what came nearest, of equals with the cheapest set; and whether
        all sets were looked at.
        """
        trials: list[_Trial] = []
        nearest: Outlook | None = None
        for cost, ids in self._sets():
            if len(trials) == MAX_SETS:
                break
            case = with_measures(self.case, ids)
            found = look(case, self.wish, n_worlds=self.n_worlds, seed=self.seed)
            trials.append(_Trial(ids=ids, cost=cost, suffices=found.suffices))
            nearest = found if nearest is None else nearer(nearest, found)
        else:
            return trials, cast(Outlook, nearest), True
        return trials, cast(Outlook, nearest), False

    def _sets(self) -> Iterator[tuple[Fraction, tuple[str, ...]]]:
        measures = self.case.measures
        sets = cheapest_first(
            [measure.cost for measure in measures],
            most=self.wish.max_measures,
            is_possible=lambda chosen: contradiction([measures[index] for index in chosen]) is None,
        )
        for cost, chosen in sets:
            yield cost, tuple(measures[index].id for index in chosen)


def _result(search: _Search, trials: list[_Trial], nearest: Outlook, is_proven: bool) -> Mediation:
    wish, n_worlds = search.wish, search.n_worlds
    left = ~nearest.suffices
    n_left = int(left.sum())
    obstacles = [
        Obstacle(party=party, share=share_of(int(blocks.sum()), n_left))
        for party, blocks in zip(nearest.parties, nearest.blockers[:, left], strict=True)
        if blocks.any()
    ]
    return Mediation(
        provenance=describe(search.case, n_worlds, search.seed if n_worlds > 1 else None),
        wished=wish.condition,
        concept=wish.concept,
        reachable_by=wish.reachable_by,
        measures=tuple(measure.id for measure in search.case.measures),
        max_measures=wish.max_measures,
        remedies=tuple(_remedies(trials, n_worlds)),
        never=share_of(n_left, n_worlds),
        cut_off=share_where(~nearest.is_reachable[left]) if n_left else None,
        # Sorting is stable: equal shares stay in case order.
        obstacles=tuple(sorted(obstacles, key=lambda obstacle: -obstacle.share.share)),
        n_tried=len(trials),
        is_proven=is_proven,
    )


def _remedies(trials: list[_Trial], n_worlds: int) -> Iterator[Remedy]:
    """Yield the sets that are smallest somewhere, or suffice more often than every cheaper one."""
    place = {size: n for n, size in enumerate(sorted({trial.size for trial in trials}))}
    least = np.full(n_worlds, len(place))
    for trial in trials:
        least[trial.suffices & (least == len(place))] = place[trial.size]
    most = 0
    for trial in trials:
        smallest = trial.suffices & (least == place[trial.size])
        n_suffices = int(trial.suffices.sum())
        if smallest.any() or n_suffices > most:
            yield Remedy(
                measures=trial.ids,
                cost=float(trial.cost),
                smallest=share_where(smallest),
                suffices=share_of(n_suffices, n_worlds),
            )
        most = max(most, n_suffices)


def _check(case: Case, wish: Wish, n_worlds: int) -> None:
    case.check()
    if not case.measures:
        raise CaseError(
            f"the case {case.title!r} has no measure, so there is nothing to choose from: add a [[measure]] "
            "with its text, its cost, and what it adds, blocks, takes or changes"
        )
    if isinstance(n_worlds, bool) or not isinstance(n_worlds, int) or not 1 <= n_worlds <= MAX_WORLDS:
        raise CaseError(f"n_worlds {n_worlds!r} is not a whole number from 1 to {MAX_WORLDS:,}: give one")
    if wish.max_measures is not None and wish.max_measures < 0:
        raise CaseError(f"max_measures {wish.max_measures} is negative: give 0 or more, or leave it out")
    if not _can_be(case, wish.condition):
        raise CaseError(
            f"no state fits {wish.condition!r}, whatever measures are taken: loosen the condition, or the "
            "rules of the case"
        )


def _can_be(case: Case, condition: str) -> bool:
    """Whether some choice of options fits a condition and breaks no rule that measures leave standing."""
    options = tuple(option.name for option in case.options)
    states = np.arange(1 << len(options), dtype=np.int64)
    fits = holds_at(case, condition, options, states)
    for rule in case.active().rules:
        if rule.assumption is None:  # measures may switch assumptions off
            fits &= ~holds_at(case, rule.never, options, states)
    return bool(fits.any())


def _is_open(case: Case) -> bool:
    """Whether something is open with no measure in force, or with any of them."""
    sets: list[tuple[str, ...]] = [(), *((measure.id,) for measure in case.measures)]
    for ids in sets:
        variant = with_measures(case, ids)
        # Which states there can be does not matter here, and may be none under some measure.
        free = replace(
            variant, rules=(), measures=tuple(replace(m, takes=(), blocks=()) for m in variant.measures)
        )
        if any(opening.is_open for opening in find_openings(build_structure(free))):
            return True
    return False
