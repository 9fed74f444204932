"""Check a witness over pairwise preferences against the printed definitions alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tests.reference import literal_coalitions
from tests.reference.literal_coalitions import Group, subsets
from tests.reference.literal_relations import FAMILIES, GAIN, RelationGame

from detente.analysis.graph_model import Move, Sanction, Witness


def check_alone(game: RelationGame, witness: Witness, family: str = "plain") -> None:
    """Fail unless the witness proves its verdict on a dm that may only leave alone."""
    s, dm, concept, rule = witness.state, witness.dm, witness.concept, witness.joint_moves
    words = FAMILIES[family]
    departures = {t for t in game.moves[dm][s] if game.compare(dm, s, t) in words.leaves}
    assert witness.coalition == ()
    assert witness.moves == ()
    if not witness.is_stable:
        assert witness.improvement in departures
        assert witness.sanctions == ()
        if concept != "nash":
            assert not game.sanctions(s, witness.improvement, dm, concept, rule, family)
        return
    assert witness.improvement is None
    assert sorted(sanction.improvement for sanction in witness.sanctions) == sorted(departures)
    for sanction in witness.sanctions:
        assert sanction.coalition == ()
        credible = words.answers if concept == "seq" else None
        check_answer(game, sanction, (dm,), rule, credible)
        assert game.compare(dm, s, sanction.state) in words.deters
        if concept == "smr":
            own = game.moves[dm][sanction.state]
            assert sanction.counter in own | {sanction.state}
            assert all(game.compare(dm, s, v) in words.deters for v in own)
        else:
            assert sanction.counter is None


def check_together(game: RelationGame, witness: Witness) -> None:
    """Fail unless the witness proves its verdict on a dm that may leave in any coalition."""
    s, dm, concept, rule = witness.state, witness.dm, witness.concept, witness.joint_moves
    if not witness.is_stable:
        group = witness.coalition or (dm,)
        assert dm in group
        assert witness.sanctions == ()
        t = witness.improvement
        assert t is not None
        assert literal_coalitions.all_gain(game, group, s, t)
        check_departure(game, witness, group)
        if concept != "cnash":
            assert not literal_coalitions.deterring(game, s, t, group, concept, rule, "individual")
        return
    expected = [
        (group, t)
        for group in subsets(list(game.dms))
        if dm in group
        for t in reached(game, s, group)
        if literal_coalitions.all_gain(game, group, s, t)
    ]
    given = [(sanction.coalition or (dm,), sanction.improvement) for sanction in witness.sanctions]
    assert sorted(given) == sorted(expected)
    for sanction in witness.sanctions:
        group = sanction.coalition or (dm,)
        check_answer(game, sanction, group, rule, GAIN if concept == "cseq" else None)
        assert not literal_coalitions.all_gain(game, group, s, sanction.state)
        onward = reached(game, sanction.state, group)
        if concept == "csmr":
            assert sanction.counter in onward | {sanction.state}
            assert not any(literal_coalitions.all_gain(game, group, s, v) for v in onward)
        else:
            assert sanction.counter is None


def reached(game: RelationGame, start: int, group: Group) -> set[int]:
    """Where a group can go, one dm by one move; back to where it started is nowhere new."""
    if len(group) == 1:
        return set(game.moves[group[0]][start])
    return set(game.joint(start, group, "legal", None)) - {start}


def check_departure(game: RelationGame, witness: Witness, group: Group) -> None:
    """The moves lead from the state to the improvement, by members, none twice in a row."""
    if len(group) == 1:
        assert witness.coalition == ()
        assert witness.moves == ()
        assert witness.improvement in game.moves[witness.dm][witness.state]
        return
    check_moves(game, witness.moves, witness.state, witness.improvement)
    assert {move.dm for move in witness.moves} <= set(group)


def check_answer(
    game: RelationGame, sanction: Sanction, group: Group, rule: str, credible: set[str] | None
) -> None:
    """The moves lead from the improvement to the sanction, by others, as the rule and the concept allow."""
    check_moves(game, sanction.moves, sanction.improvement, sanction.state)
    movers = [move.dm for move in sanction.moves]
    assert not set(movers) & set(group)
    if credible is not None:
        assert all(game.compare(move.dm, move.start, move.end) in credible for move in sanction.moves)
    if rule == "once":
        assert len(set(movers)) == len(movers)
    if rule == "single":
        assert len(movers) == 1


def check_moves(game: RelationGame, moves: Sequence[Move], start: int, end: int | None) -> None:
    """A legal sequence: each move is one its mover has, they join up, nobody moves twice in a row."""
    assert moves
    assert moves[0].start == start
    assert moves[-1].end == end
    assert all(move.end in game.moves[move.dm][move.start] for move in moves)
    assert all(one.end == other.start and one.dm != other.dm for one, other in pairwise(moves))
