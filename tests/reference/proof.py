"""Check a witness against the printed definitions alone."""

from __future__ import annotations

from itertools import pairwise

from tests.reference.literal import LiteralGame

from detente.analysis.graph_model import Sanction, Witness


def check_witness(game: LiteralGame, witness: Witness) -> None:
    """Fail unless the witness proves its verdict."""
    state, dm, concept, rule = witness.state, witness.dm, witness.concept, witness.joint_moves
    gains = game.improvements(state, dm)
    if not witness.is_stable:
        assert witness.improvement in gains
        assert witness.sanctions == ()
        if concept != "nash":
            answers = game.joint(witness.improvement, dm, rule, improving=concept == "seq")
            assert not any(_deters(game, dm, concept, state, answer) for answer in answers)
        return
    assert witness.improvement is None
    assert {sanction.improvement for sanction in witness.sanctions} == gains
    assert len(witness.sanctions) == len(gains)
    for sanction in witness.sanctions:
        _check_moves(game, dm, concept, rule, sanction)
        assert _deters(game, dm, concept, state, sanction.state)
        sooner = _within(game, dm, concept, rule, sanction.improvement, len(sanction.moves) - 1)
        assert not any(_deters(game, dm, concept, state, answer) for answer in sooner), "a shorter one deters"
        if concept == "smr":
            own = game.moves(sanction.state, dm) | {sanction.state}
            assert sanction.counter in own
            assert game.rank[dm][sanction.counter] == max(game.rank[dm][other] for other in own)
        else:
            assert sanction.counter is None


def _within(game: LiteralGame, dm: int, concept: str, rule: str, start: int, n_moves: int) -> set[int]:
    """Return where the others can lead in 1 to so many moves."""
    step = game.improvements if concept == "seq" else game.moves
    ends: set[int] = set()
    nodes: set[tuple[int, tuple[int, ...]]] = {(start, ())}
    for _ in range(n_moves):
        nodes = {
            (target, (*movers, mover))
            for state, movers in nodes
            for mover in game.dms
            if mover != dm and mover not in (movers if rule == "once" else movers[-1:])
            for target in step(state, mover)
        }
        ends |= {state for state, _ in nodes}
    return ends


def _deters(game: LiteralGame, dm: int, concept: str, state: int, answer: int) -> bool:
    limit = game.rank[dm][state]
    if concept == "smr" and any(game.rank[dm][counter] > limit for counter in game.moves(answer, dm)):
        return False
    return game.rank[dm][answer] <= limit


def _check_moves(game: LiteralGame, dm: int, concept: str, rule: str, sanction: Sanction) -> None:
    here, movers = sanction.improvement, []
    assert sanction.moves, "the state a dm improved to is no sanction itself"
    for move in sanction.moves:
        assert move.dm != dm
        assert move.start == here
        allowed = game.improvements if concept == "seq" else game.moves
        assert move.end in allowed(here, move.dm)
        movers.append(move.dm)
        here = move.end
    assert here == sanction.state
    assert all(one != other for one, other in pairwise(movers))
    if rule == "once":
        assert len(set(movers)) == len(movers)
    if rule == "single":
        assert len(movers) == 1
