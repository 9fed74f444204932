"""What the analysis returns: every result says how it was got."""

from __future__ import annotations

from dataclasses import dataclass, field
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
    ``sanctions`` pairs each improvement with the worst state the others can bring about in answer. Both are
    stated for the four basic concepts where preferences are rankings and every party perceives every
    state; `Why` has, for every concept, the answers that take the fewest moves. A party that does not
    know that the state can be has no view of it (``is_perceived``), and it counts as not stable.
    """

    state: int
    party: str
    concept: str
    is_stable: bool
    improvement: int | None = None
    sanctions: tuple[tuple[int, int], ...] = ()
    is_perceived: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One concern that tells two states apart, as it counts in one world.

    Attributes
    ----------
    concern, party : str
        Ids in the case.
    is_for : bool
        Whether it speaks for the better state; a reason that speaks against it is outweighed by others.
    text : str
        To follow ``because``, the party being ``it`` (``they`` where its name is plural): ``then Southmark
        accepts the proposal, which it wants``.
    wants : bool
        Whether the party wants the condition in this world; it avoids it otherwise.
    holds : bool
        Whether the condition holds in the better state; it does not in the worse, or the other way about.
    weight : float or None
        Its share of all the party cares about, in this world; None where the first concern decides.
    place : int or None
        Its place in the party's order of concerns in this world, 1 first; None where weights decide.
    condition, because, grade, supports, against, assumption
        As the case states them of the concern.
    """

    concern: str
    party: str
    is_for: bool
    text: str
    wants: bool
    holds: bool
    weight: float | None
    place: int | None
    condition: str
    because: str
    grade: str
    supports: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    assumption: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Motive:
    """Why a party prefers one state to another: the reasons for it, then those they outweigh."""

    party: str
    better: int
    worse: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One party's move from a state to a state."""

    party: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Deterrent:
    """What keeps a party, or parties together, from one improvement: the turns that follow, and their end.

    Under SMR ``counter`` is the best state still to be had from there.
    """

    improvement: int
    state: int
    turns: tuple[Turn, ...]
    counter: int | None = None
    coalition: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A run of words: ``text``; a ``reason`` (``target`` is the concern); a ``record`` or ``assumption``."""

    kind: str
    text: str
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """What proves one verdict, as data and in words.

    Attributes
    ----------
    text : str
        Plain sentences; ``phrases`` are the same with reasons and records told apart.
    improvement : int or None
        Unstable: where the party would go, or, foreseeing, what it expects that to lead to.
    coalition : tuple of str
        Unstable: who would leave together; empty where the party would alone.
    turns : tuple of Turn
        Unstable: the moves of a coalition, or the play foreseen.
    deterrents : tuple of Deterrent
        Stable: one for each improvement.
    motives : tuple of Motive
        For a case: why the party, or another that an answer makes worse off, prefers what it prefers; and
        why those prefer to answer that have to want to.
    """

    state: int
    party: str
    concept: str
    is_stable: bool
    text: str
    phrases: tuple[Phrase, ...]
    improvement: int | None = None
    coalition: tuple[str, ...] = ()
    turns: tuple[Turn, ...] = ()
    deterrents: tuple[Deterrent, ...] = ()
    motives: tuple[Motive, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What a model's parties, options and states are called; ``owners`` are the parties of the options."""

    title: str = ""
    parties: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """What is stable for whom in one world, and why.

    Attributes
    ----------
    options : tuple of str
        Short names of the options; option ``k`` is bit ``k`` of a state. Empty where states are not made
        of options.
    parties : tuple of str
        Ids of the decision makers.
    states : tuple of int
        The feasible states, ascending.
    verdicts : tuple of Verdict
        By state, party, concept; for a model of very many states those of the states in ``whys`` alone.
    equilibria : tuple of (str, tuple of int)
        Each concept with the states that are an equilibrium under it.
    names : Names
    now : int or None
        The present state, where it is known and feasible.
    ranks : tuple of tuple of int
        For each party its ranks of the states, 0 worst; empty where preferences are no ranking.
    whys : tuple of Why
        By state, party, concept, for the states that were asked about.
    """

    provenance: Provenance
    options: tuple[str, ...]
    parties: tuple[str, ...]
    states: tuple[int, ...]
    verdicts: tuple[Verdict, ...]
    equilibria: tuple[tuple[str, tuple[int, ...]], ...]
    names: Names = field(default_factory=Names)
    now: int | None = None
    ranks: tuple[tuple[int, ...], ...] = ()
    whys: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """A set of measures, by their ids in the case, and its total cost.

    ``smallest`` is the share of worlds in which it is a smallest set that suffices (least cost, then
    fewest measures; ties count for each), ``suffices`` the share in which it suffices.
    """

    measures: tuple[str, ...]
    cost: float
    smallest: Share
    suffices: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """A party that blocks the nearest miss, as a share of the worlds in which no set suffices."""

    party: str
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Mediation:
    """The mediator's question over the worlds of a case.

    ``remedies`` are, cheapest first, the sets that are smallest in some world, or suffice in more worlds
    than every cheaper one. ``never`` is the share of worlds in which no set tried suffices; there
    ``obstacles`` block what comes nearest, largest share first, and ``cut_off`` is the share of these
    worlds in which nothing wished for can be reached. ``is_proven`` says that every set of at most
    ``max_measures`` was tried.
    """

    provenance: Provenance
    wished: str
    concept: str
    reachable_by: str
    measures: tuple[str, ...]
    max_measures: int | None
    remedies: tuple[Remedy, ...]
    never: Share
    cut_off: Share | None
    obstacles: tuple[Obstacle, ...]
    n_tried: int
    is_proven: bool
