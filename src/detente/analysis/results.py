"""What the analysis returns: every result says how it was got."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Concept = Literal["nash", "gmr", "smr", "seq"]
CONCEPTS: tuple[Concept, ...] = ("nash", "gmr", "smr", "seq")


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Case id, method, parameters, seed and version: enough to get the same result again."""

    case: str
    method: str
    n_worlds: int
    seed: int | None
    version: str
    parameters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share of worlds with its standard error, sqrt(p (1 - p) / n); ``n`` worlds were counted."""

    share: float
    error: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One feasible state: ``state`` has bit k set when option k is taken.

    ``taken`` are option names in case order.
    ``equilibrium`` is the share of worlds in which it is an equilibrium, per concept, in the order of
    ``CONCEPTS``.
    """

    state: int
    taken: tuple[str, ...]
    equilibrium: tuple[Share, ...]
    is_now: bool = False
    satisfies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocker:
    """A party with an undeterred improvement away from an outcome.

    ``share`` of worlds in which it has one (it is not SEQ-stable there; ``nash`` the same without
    weighing answers); ``everywhere`` the share in which it has one at every state of the definition.
    ``move`` is the most frequent such move as (option name, taken after) pairs.
    """

    party: str
    share: Share
    nash: Share
    everywhere: Share
    move: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One party's move on a path: what it changes, and the state it leads to."""

    party: str
    changes: tuple[tuple[str, bool], ...]
    state: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A shortest path of unilateral moves from now.

    ``by_improvements`` is the share of worlds in which every step improves, for its mover, on the
    state it leaves.
    """

    steps: tuple[Step, ...]
    by_improvements: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What was found for one definition (say, *deal*): can it hold, where best, who blocks, how to get there.

    ``holds`` is per concept the share of worlds in which at least one state of the definition is an
    equilibrium; ``best`` the outcome among them that is one most often (None when the definition has
    no feasible state); ``blockers`` are of ``best``, largest share first.
    """

    name: str
    condition: str
    holds: tuple[Share, ...]
    best: Outcome | None
    blockers: tuple[Blocker, ...] = ()
    path: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something open, and how much the picture would change were it settled.

    ``subject`` is a concern id or ``party:ID``; ``settled`` are labels with the share of worlds in
    which the target holds (SEQ) among the worlds that agree with that answer; ``swing`` the
    difference between largest and smallest.
    """

    subject: str
    text: str
    target: str
    settled: tuple[tuple[str, Share], ...]
    swing: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependence:
    """An assumption switched off: the target's share (SEQ) with it and without it, same seed."""

    assumption: str
    target: str
    with_it: Share
    without_it: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Exploration:
    """Shares over the worlds that agree with a case.

    ``outcomes`` are all feasible states by SEQ share, largest first (ties: fewer changes from now,
    then state).
    ``questions`` by swing, largest first. With nothing open there is one world.
    """

    provenance: Provenance
    options: tuple[str, ...]
    n_states: int
    outcomes: tuple[Outcome, ...]
    now: Outcome | None
    targets: tuple[Target, ...]
    questions: tuple[Question, ...] = ()
    dependences: tuple[Dependence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Stability of one state for one party in one world.

    Unstable: ``improvement`` is the state it would go to. Stable though it has improvements:
    ``sanctions`` pairs each improvement with the sanctioning state.
    """

    state: int
    party: str
    concept: Concept
    is_stable: bool
    improvement: int | None = None
    sanctions: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """The four concepts on one world: ``states``, ``verdicts`` and the equilibria per concept."""

    provenance: Provenance
    options: tuple[str, ...]
    parties: tuple[str, ...]
    states: tuple[int, ...]
    verdicts: tuple[Verdict, ...]
    equilibria: tuple[tuple[Concept, tuple[int, ...]], ...]
