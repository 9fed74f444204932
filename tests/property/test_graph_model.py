"""What must stay the same when a game is written differently, and what each concept must contain."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference.games import RULES, Game, GraphGame, games, graph_games

from detente.analysis.graph_model import JointMoves, solve
from detente.analysis.graph_model.concepts import COALITIONAL, NON_MYOPIC, SIMULTANEOUS
from detente.analysis.results import CONCEPTS

LOOKING_AHEAD = ("l2", "l5", NON_MYOPIC)
BY_OPTIONS = (*CONCEPTS, *COALITIONAL, *SIMULTANEOUS, *LOOKING_AHEAD)
BY_GRAPH = (*CONCEPTS, *COALITIONAL, *LOOKING_AHEAD)


def verdicts(game: Game | GraphGame, rule: JointMoves) -> dict[tuple[str, int, int], bool]:
    """Whether each (concept, dm, state) is stable."""
    concepts = BY_OPTIONS if isinstance(game, Game) else BY_GRAPH
    solution = solve(game.model(), concepts, rule)
    return {
        (concept, dm, state): bool(solution.stable[concept][dm, position])
        for concept in concepts
        for dm in range(len(game.rank))
        for position, state in enumerate(game.states)
    }


@settings(max_examples=80)
@given(game=games(max_dms=4, max_options=5), data=st.data(), rule=st.sampled_from(RULES))
def test_renumbering_dms_changes_nothing(game: Game, data: st.DataObject, rule: JointMoves) -> None:
    new = data.draw(st.permutations(range(len(game.rank))))
    rank = [row for _, row in sorted(zip(new, game.rank, strict=True), key=lambda pair: pair[0])]
    renumbered = replace(game, owner=[new[dm] for dm in game.owner], rank=rank)
    expected = {(c, new[dm], state): stable for (c, dm, state), stable in verdicts(game, rule).items()}
    assert verdicts(renumbered, rule) == expected


@settings(max_examples=80)
@given(game=games(max_dms=4, max_options=5), data=st.data(), rule=st.sampled_from(RULES))
def test_renumbering_options_changes_nothing(game: Game, data: st.DataObject, rule: JointMoves) -> None:
    new = data.draw(st.permutations(range(len(game.owner))))

    def renamed(state: int) -> int:
        return sum(1 << new[k] for k in range(len(new)) if state >> k & 1)

    old = sorted(range(len(new)), key=lambda k: new[k])
    moved = Game(
        owner=[game.owner[k] for k in old],
        direction=[game.direction[k] for k in old],
        infeasible=[[(new[option], mark) for option, mark in pattern] for pattern in game.infeasible],
        rank=[
            [payoff for _, payoff in sorted(zip(map(renamed, game.states), row, strict=True))]
            for row in game.rank
        ],
    )
    expected = {(c, dm, renamed(state)): stable for (c, dm, state), stable in verdicts(game, rule).items()}
    assert verdicts(moved, rule) == expected


@settings(max_examples=80)
@given(game=graph_games(max_dms=4, max_states=7), data=st.data(), rule=st.sampled_from(RULES))
def test_renumbering_states_and_dms_of_a_graph_changes_nothing(
    game: GraphGame, data: st.DataObject, rule: JointMoves
) -> None:
    new = data.draw(st.permutations(game.states))
    old = sorted(game.states, key=lambda state: new[state])
    dms = data.draw(st.permutations(range(len(game.rank))))
    source = sorted(range(len(dms)), key=lambda dm: dms[dm])
    moved = GraphGame(
        n_states=game.n_states,
        edges=[[(new[s], new[t]) for s, t in game.edges[dm]] for dm in source],
        rank=[[game.rank[dm][state] for state in old] for dm in source],
    )
    expected = {(c, dms[dm], new[state]): stable for (c, dm, state), stable in verdicts(game, rule).items()}
    assert verdicts(moved, rule) == expected


@settings(max_examples=60)
@given(game=games(max_dms=4, max_options=5), stretch=st.integers(1, 50), shift=st.integers(-1000, 1000))
def test_only_the_order_of_payoffs_counts(game: Game, stretch: int, shift: int) -> None:
    curved = [[stretch * payoff**3 + payoff + shift for payoff in row] for row in game.rank]
    assert replace(game, rank=curved).model() == game.model()
    assert verdicts(replace(game, rank=curved), "legal") == verdicts(game, "legal")


@settings(max_examples=150)
@given(game=st.one_of(games(), graph_games()), rule=st.sampled_from(RULES))
def test_each_concept_contains_the_stricter_one(game: Game | GraphGame, rule: JointMoves) -> None:
    stable = solve(game.model(), BY_OPTIONS if isinstance(game, Game) else BY_GRAPH, rule).stable
    pairs = [
        ("nash", "seq"),
        ("seq", "gmr"),
        ("nash", "smr"),
        ("smr", "gmr"),
        # With two moves foreseen, the answer feared is an improvement of whoever makes it.
        ("l2", "seq"),
        *((f"c{concept}", concept) for concept in CONCEPTS),
    ]
    if isinstance(game, Game):
        pairs += [("nash", "sim"), ("seq", "seq_sim")]
    for inner, outer in pairs:
        assert not (stable[inner] & ~stable[outer]).any(), (inner, outer)


@settings(max_examples=100)
@given(game=games())
def test_a_wider_rule_for_joint_moves_never_deters_less(game: Game) -> None:
    single, once, legal = (solve(game.model(), joint_moves=rule) for rule in ("single", "once", "legal"))
    for concept in CONCEPTS:
        assert not (single.stable[concept] & ~once.stable[concept]).any()
        assert not (once.stable[concept] & ~legal.stable[concept]).any()
