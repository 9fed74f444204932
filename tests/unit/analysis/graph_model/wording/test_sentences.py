"""The words for a verdict, each concept and form of model, with names of every shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from detente.analysis.graph_model import GraphModel, Move, MoveGraph, Witness, find_witness
from detente.analysis.graph_model.labels import Labels
from detente.analysis.graph_model.wording.deeds import say_deed
from detente.analysis.graph_model.wording.sentences import Part, explain

NAMES = ("Northland", "Southmark")
TEXTS = ("lifts the blockade", "accepts the proposal")


def dilemma(
    names: Sequence[str] = NAMES, texts: Sequence[str] = TEXTS, rank: Sequence[Sequence[int]] | None = None
) -> GraphModel:
    """Each likes what the other gives best, and its own giving least, unless ranked otherwise."""
    model = GraphModel.from_options(owner=[0, 1], rank=rank or [[1, 0, 3, 2], [1, 3, 0, 2]])
    labels = Labels(dms=tuple(names), options=tuple(texts), names=("n.lift", "s.accept"))
    return replace(model, labels=labels)


def say(model: GraphModel, concept: str, state: int = 3, dm: int = 0, rule: str = "legal") -> str:
    witness = find_witness(model, state=state, dm=dm, concept=concept, joint_moves=rule)
    return explain(model, witness).text


def test_who_has_nothing_to_gain_stays() -> None:
    assert say(dilemma(), "nash", state=0) == (
        "Northland stays: none of its moves leads to a state it prefers."
    )


def test_who_cannot_move_is_said_to_have_no_move() -> None:
    model = GraphModel.from_options(
        owner=[0, 1], direction=["fwd", "both"], rank=[[1, 0, 3, 2], [1, 3, 0, 2]]
    )
    assert say(model, "gmr", state=3) == "Dm 0 stays: it has no move from here."


@pytest.mark.parametrize(
    ("concept", "rule", "ending"),
    [
        ("nash", "legal", "."),
        (
            "gmr",
            "legal",
            "; nothing that Southmark can do in answer leaves Northland no better off than staying.",
        ),
        (
            "gmr",
            "single",
            "; nothing that Southmark can do in answer in a single move leaves Northland no better off than "
            "staying.",
        ),
        (
            "smr",
            "legal",
            "; nothing that Southmark can do in answer, and that it could not escape, leaves Northland no "
            "better off than staying.",
        ),
        (
            "seq",
            "once",
            "; nothing that Southmark would want to do in answer, each moving at most once, leaves "
            "Northland no better off than staying.",
        ),
    ],
)
def test_who_gains_undeterred_would_leave(concept: str, rule: str, ending: str) -> None:
    model = dilemma(rank=[[1, 0, 4, 2], [1, 1, 1, 1]], texts=("lifts the blockade", "accepts"))
    model = replace(model, preference=np.array([[2, 0, 3, 1], [0, 0, 0, 0]], dtype=np.int32))
    said = say(model, concept, rule=rule)
    assert said == f"Northland would leave: it would no longer lift the blockade{ending}"


def test_what_the_others_would_do_deters() -> None:
    assert say(dilemma(), "seq") == (
        "Northland stays. It could choose to no longer lift the blockade and be better off; but then "
        "Southmark would no longer accept the proposal, which leaves Northland worse off than if it stays."
    )


def test_what_the_others_only_could_do_is_said_so() -> None:
    assert "but then Southmark could choose to no longer accept the proposal, which" in say(dilemma(), "gmr")


def test_an_answer_that_leaves_it_as_it_was_leaves_it_no_better_off() -> None:
    model = dilemma(rank=[[2, 0, 3, 2], [1, 3, 0, 2]])
    assert say(model, "gmr").endswith("which leaves Northland no better off than if it stays.")


def test_under_smr_it_is_said_that_it_cannot_escape() -> None:
    assert say(dilemma(), "smr").endswith(
        "worse off than if it stays, and there is nothing better it could do then."
    )
    model = dilemma(rank=[[0, 1, 3, 2], [1, 3, 0, 2]])
    assert say(model, "smr").endswith("and the best it could still do, to lift the blockade, would not help.")


def test_more_sanctions_than_two_are_counted() -> None:
    model = GraphModel.from_options(
        owner=[0, 0, 1], rank=[[1, 2, 3, 4, 0, 0, 0, 0], [0, 0, 0, 0, 1, 1, 1, 1]], labels=Labels(dms=NAMES)
    )
    said = say(model, "seq", state=0)
    assert said.count("Southmark would take option 2") == 2
    assert said.endswith(" 1 more move that it prefers is deterred as well.")
    assert "It could choose to take option 0" in said
    assert "It could also choose to take option 1" in said


def test_coalitions_leave_together() -> None:
    assert say(dilemma(), "cnash", state=0) == (
        "Northland would leave together with Southmark: Northland would lift the blockade, then Southmark "
        "would accept the proposal, which leaves each of them better off."
    )


def test_a_coalition_that_is_deterred_is_told_together() -> None:
    # Both giving is better for both, but a third then makes the first of them sorry.
    rank = [[1, 0, 0, 2, 1, 0, 0, 0], [1, 0, 0, 2, 1, 0, 0, 2], [0] * 7 + [1]]
    model = GraphModel.from_options(owner=[0, 1, 2], rank=rank, labels=Labels(dms=(*NAMES, "the third")))
    said = say(model, "cseq", state=0, dm=1)
    assert said == (
        "Southmark stays. Together, Northland could choose to take option 0 and Southmark could choose to "
        "take option 1, and each of them would be better off; but then the third would take option 2, which "
        "leaves Northland worse off than if it stays."
    )


def test_foreseen_play_is_told_in_order() -> None:
    assert say(dilemma(), "l2") == (
        "Northland stays. It could choose to no longer lift the blockade and be better off at first; but "
        "foreseeing 2 moves, it expects that then Southmark would no longer accept the proposal, which "
        "leaves Northland worse off than if it stays."
    )
    model = dilemma(rank=[[1, 0, 2, 3], [0, 1, 1, 2]])
    assert say(model, "l2", state=0) == (
        "Northland would leave. Foreseeing 2 moves, it expects this: Northland would lift the blockade, "
        "then Southmark would accept the proposal. There it would be better off than if it stays."
    )


def test_of_a_long_play_the_ends_are_told() -> None:
    model = dilemma()
    moves = tuple(Move(dm=k % 2, start=0, end=1 + k % 2) for k in range(9))
    witness = Witness(
        state=0, dm=0, concept="nonmyopic", joint_moves="legal", is_stable=False, improvement=3, moves=moves
    )
    said = explain(model, witness).text
    assert said.count("Northland would lift the blockade") == 3
    assert said.count("Southmark would accept the proposal") == 2
    assert "and after 4 more moves, at last Northland would lift the blockade." in said
    assert said.startswith("Northland would leave. Foreseeing any number of moves, it expects this: ")


def test_what_is_not_perceived_gets_no_view() -> None:
    model = replace(dilemma(), perceived=np.array([[False, True, True, True], [True] * 4]))
    assert say(model, "seq", state=0) == (
        "Northland does not know that this state can be, and has no view of it."
    )


def test_names_of_many_take_the_plural() -> None:
    model = dilemma(names=("some allies", "Republic of the South"))
    assert say(model, "nash", state=0) == (
        "Some allies stay: none of their moves leads to a state they prefer."
    )
    assert say(model, "seq") == (
        "Some allies stay. They could choose to no longer lift the blockade and be better off; but then the "
        "Republic of the South would no longer accept the proposal, which leaves some allies worse off than "
        "if they stay."
    )


@pytest.mark.parametrize(
    ("text", "taken", "dropped"),
    [
        ("accepts the proposal", "accept the proposal", "no longer accept the proposal"),
        ("is at the table", "be at the table", "no longer be at the table"),
        ("withdraws", "withdraw", "no longer withdraw"),
        ("  keeps up\n its attacks ", "keep up its attacks", "no longer keep up its attacks"),
        ("Modify", "take the option “Modify”", "no longer take the option “Modify”"),
        ("Ζητά ανακωχή", "take the option “Ζητά ανακωχή”", "no longer take the option “Ζητά ανακωχή”"),
        ("يرفع الحصار", "take the option “يرفع الحصار”", "no longer take the option “يرفع الحصار”"),
        (
            "<b>stops</b> [red]",
            "take the option “<b>stops</b> [red]”",
            "no longer take the option “<b>stops</b> [red]”",
        ),
        ("opens " + "x" * 500, "open " + "x" * 500, "no longer open " + "x" * 500),
        ("", "take the option “”", "no longer take the option “”"),
    ],
)
def test_every_text_reads_on_after_would(text: str, taken: str, dropped: str) -> None:
    model = dilemma(texts=(text, "waits"))
    assert say_deed(model, Move(dm=0, start=0, end=1)) == taken
    assert say_deed(model, Move(dm=0, start=1, end=0)) == dropped


def test_several_changes_are_joined_what_is_taken_up_first() -> None:
    texts = ("keeps up its attacks", "accepts the plan", "accepts the monitors")
    model = GraphModel.from_options(owner=[0, 0, 0], rank=[list(range(8))], labels=Labels(options=texts))
    assert say_deed(model, Move(dm=0, start=1, end=6)) == (
        "accept the plan and the monitors and no longer keep up its attacks"
    )


def explicit(states: tuple[str, ...] = ()) -> GraphModel:
    edges = (np.array([[0, 1]]), np.array([[1, 2]]))
    graph = MoveGraph(n_dms=2, owner=(), direction=(), states=np.arange(3), edges=edges)
    ranks = np.array([[1, 2, 0], [0, 0, 1]], dtype=np.int32)
    return GraphModel(graph=graph, preference=ranks, labels=Labels(dms=NAMES, states=states))


def test_states_that_are_not_made_of_options_are_named() -> None:
    assert say(explicit(("now", "truce", "war")), "seq", state=0) == (
        "Northland stays. It could choose to move to “truce” and be better off; but then Southmark would "
        "move to “war”, which leaves Northland worse off than if it stays."
    )
    assert say(explicit(), "nash", state=0) == "Northland would leave: it would move to state 1."


def test_of_merged_states_the_movers_own_change_is_told() -> None:
    """Whoever leaves, leaves everything: all states with option 0 taken are one, named by its first."""
    model = GraphModel.from_options(
        owner=[0, 1],
        rank=[[0, 1, 0], [1, 0, 2]],
        indistinguishable=["Y-"],
        labels=Labels(dms=NAMES, options=TEXTS),
    )
    assert say(model, "nash", state=2) == "Northland would leave: it would lift the blockade."


def test_reasons_and_records_stand_in_their_places() -> None:
    asked = []

    def because(dm: int, better: int, worse: int) -> Sequence[Part]:
        asked.append((dm, better, worse))
        return [
            Part(text="it wants this", kind="reason"),
            Part(text=" ("),
            Part(text="statement:1", kind="record"),
            Part(text=")"),
        ]

    model = dilemma()
    account = explain(model, find_witness(model, state=3, dm=0, concept="seq"), because=because)
    assert asked == [(0, 2, 3), (0, 3, 0)]
    assert account.text == (
        "Northland stays. It could choose to no longer lift the blockade and be better off, because it "
        "wants this (statement:1); but then Southmark would no longer accept the proposal, which leaves "
        "Northland worse off than if it stays, because it wants this (statement:1)."
    )
    assert [part.kind for part in account.parts].count("record") == 2
    assert all(one.kind != "text" or other.kind != "text" for one, other in pairwise(account.parts))


def test_of_those_who_leave_together_it_is_named_whose_reason_it_is() -> None:
    model = dilemma()

    def because(dm: int, better: int, worse: int) -> Sequence[Part]:
        return [Part(text="it wants this", kind="reason")]

    told = explain(model, find_witness(model, state=0, dm=1, concept="cnash"), because=because).text
    assert told.endswith("which leaves each of them better off (Southmark because it wants this).")
