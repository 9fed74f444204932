"""Exploring small cases whose answers can be read off."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt
from pathlib import Path

import pytest
from tests.unit.analysis.worlds.small import A, B, concern, dilemma, settled

import detente
from detente.analysis import CONCEPTS, Exploration, Outcome, Target, explore, solve
from detente.case import Case
from detente.case.model import Assumption, Definition, Option, Party, Rule, Standing
from detente.errors import CaseError, OpenCaseError

DRAFTED = Path(__file__).parents[1] / "drafted.toml"


def shares(found: Outcome | Target) -> dict[str, float]:
    values = found.equilibrium if isinstance(found, Outcome) else found.holds
    return {concept: share.share for concept, share in zip(CONCEPTS, values, strict=True)}


def outcome(found: Exploration, *taken: str) -> Outcome:
    return next(outcome for outcome in found.outcomes if outcome.taken == taken)


def with_member(case: Case, party: str, is_member: bool | None) -> Case:
    parties = tuple(replace(p, is_member=is_member) if p.id == party else p for p in case.parties)
    return replace(case, parties=parties)


def test_nothing_open_is_one_world_with_one_answer() -> None:
    found = explore(dilemma(), n_worlds=500, seed=9)
    assert (found.provenance.n_worlds, found.provenance.seed) == (1, None)
    assert shares(outcome(found, "north.hold", "south.hold")) == {"nash": 0, "gmr": 1, "smr": 1, "seq": 1}
    assert shares(outcome(found)) == {"nash": 1, "gmr": 1, "smr": 1, "seq": 1}
    assert found.questions == ()
    assert all(share.error == 0 for o in found.outcomes for share in o.equilibrium)


def test_an_exploration_says_how_it_was_got() -> None:
    case = dilemma(concern("x", A, "south.hold", kind="about"))
    how = explore(case, n_worlds=50, seed=3).provenance
    assert (how.case, how.n_worlds, how.seed, how.version) == (case.id, 50, 3, detente.__version__)
    assert dict(how.parameters)["joint_moves"] == "legal"


def test_shares_have_the_standard_error_of_their_number() -> None:
    found = explore(dilemma(concern("x", A, "north.hold", kind="about")), n_worlds=400)
    share = found.targets[0].holds[0]
    assert 0.4 < share.share < 0.6
    assert share.error == pytest.approx(sqrt(share.share * (1 - share.share) / 400))
    assert share.n == 400


def test_outcomes_come_by_share_then_nearness_then_state() -> None:
    found = explore(dilemma())
    assert [o.taken for o in found.outcomes] == [
        (),
        ("north.hold", "south.hold"),
        ("north.hold",),
        ("south.hold",),
    ]
    assert found.now == found.outcomes[0]
    assert found.now.is_now
    assert found.outcomes[1].satisfies == ("quiet",)
    assert found.n_states == 4


def test_who_blocks_and_by_which_move() -> None:
    """South avoids holding fire whatever North does, and North cannot make it regret that."""
    case = dilemma(concern("s", B, "south.hold", kind="avoids"))
    target = explore(case).targets[0]
    assert shares(target) == {"nash": 0, "gmr": 0, "smr": 0, "seq": 0}
    (blocker,) = target.blockers
    assert blocker.party == B
    assert (blocker.share.share, blocker.nash.share, blocker.everywhere.share) == (1, 1, 1)
    assert blocker.move == (("south.hold", False),)
    assert target.best is not None
    assert target.best.taken == ("north.hold", "south.hold")


def test_an_improvement_that_is_deterred_blocks_nothing() -> None:
    assert explore(dilemma()).targets[0].blockers == ()


def test_a_blocker_of_the_best_outcome_need_not_block_everywhere() -> None:
    """South leaves the one state or the other, as its open view falls; it never leaves both."""
    case = dilemma(
        concern("n", A, "north.hold"),
        concern("s", B, "south.hold", kind="about"),
        definitions=(Definition(name="north-holds", condition="north.hold"),),
    )
    (target,) = explore(case, n_worlds=300).targets
    assert shares(target)["seq"] == 1
    assert target.best is not None
    (blocker,) = target.blockers
    assert blocker.party == B
    assert blocker.share.share == pytest.approx(1 - shares(target.best)["seq"])
    assert blocker.everywhere.share == 0


def test_a_definition_without_a_state_has_no_best_outcome() -> None:
    case = dilemma(definitions=(Definition(name="never", condition="north.hold & !north.hold"),))
    (target,) = explore(case).targets
    assert (target.best, target.path, target.blockers) == (None, None, ())
    assert shares(target) == dict.fromkeys(CONCEPTS, 0.0)


def test_no_definition_no_target_no_question() -> None:
    found = explore(dilemma(concern("x", A, "north.hold", kind="about"), definitions=()), n_worlds=20)
    assert (found.targets, found.questions, found.dependences) == ((), (), ())
    assert len(found.outcomes) == 4


def test_who_stays_out_moves_nothing_and_deters_nobody() -> None:
    """Restraint holds because South would answer; without South, North is free and South's option stays."""
    case = replace(
        dilemma(),
        now=(Standing(option="south.hold", is_taken=True),),
        definitions=(Definition(name="south-shoots", condition="!south.hold"),),
    )
    without = explore(with_member(case, B, False))
    assert {o.taken for o in without.outcomes} == {("south.hold",), ("north.hold", "south.hold")}
    assert shares(outcome(without, "south.hold"))["seq"] == 1
    assert shares(outcome(without, "north.hold", "south.hold"))["seq"] == 0

    undecided = explore(with_member(case, B, None), n_worlds=400)
    present = next(q for q in undecided.questions if q.subject == "party:south")
    n_out = dict(present.settled)["stays out"].n
    assert 150 < n_out < 250
    # Both holding: deterred exactly where South is there. South shooting: impossible where it is not.
    assert shares(outcome(undecided, "north.hold", "south.hold"))["seq"] == (400 - n_out) / 400
    assert dict(present.settled)["stays out"].share == 0
    assert shares(outcome(undecided))["nash"] == (400 - n_out) / 400


def test_a_party_counts_as_blocking_everywhere_only_where_something_was_possible() -> None:
    case = with_member(dilemma(concern("n", A, "north.hold", kind="avoids")), B, None)
    (target,) = explore(case, n_worlds=200).targets
    (blocker,) = target.blockers
    assert blocker.party == A
    assert blocker.share.share == 1
    # Where South stays out, both holding cannot come about at all.
    assert 0.3 < blocker.everywhere.share < 0.7


def test_blocking_everywhere_looks_only_at_what_those_present_can_bring_about() -> None:
    """North stays where South holds too, unless it dislikes holding; where South is absent, it cannot."""
    case = with_member(
        dilemma(
            concern("not-alone", A, "north.hold -> south.hold", weight=(0.6, 0.6)),
            concern("own", A, "north.hold", kind="about", weight=(0.4, 0.4)),
            concern("s", B, "south.hold"),
            definitions=(Definition(name="north-holds", condition="north.hold"),),
        ),
        B,
        None,
    )
    found = explore(case, n_worlds=400)
    (blocker,) = found.targets[0].blockers
    answers = {question.subject: dict(question.settled) for question in found.questions}
    n_out = answers["party:south"]["stays out"].n
    n_avoids = answers["own"]["avoids it"].n
    assert blocker.share.share == n_avoids / 400
    # Out, or there and unwilling: more worlds than either alone.
    assert max(n_out, n_avoids) + 40 < 400 * blocker.everywhere.share < n_out + n_avoids


def test_a_path_is_walked_by_the_willing_where_there_is_a_choice() -> None:
    """Two ways to both holding; only if North goes first does each step improve for its mover."""
    case = dilemma(
        concern("n", A, "north.hold"),
        concern("s", B, "north.hold & south.hold"),
    )
    (target,) = explore(case).targets
    assert target.path is not None
    assert [step.party for step in target.path.steps] == [A, B]
    assert target.path.by_improvements.share == 1
    assert target.path.steps[0].changes == (("north.hold", True),)
    assert target.path.steps[-1].state == 3
    mirrored = dilemma(
        concern("n", A, "north.hold & south.hold"),
        concern("s", B, "south.hold"),
    )
    (target,) = explore(mirrored).targets
    assert target.path is not None
    assert [step.party for step in target.path.steps] == [B, A]


def test_no_way_back_from_what_cannot_be_undone() -> None:
    case = dilemma(
        options=(
            Option(id="hold", party=A, text="holds", moves="off"),
            Option(id="hold", party=B, text="holds"),
        )
    )
    (target,) = explore(case).targets
    assert target.best is not None
    assert target.path is None


def test_already_there_is_a_path_without_steps() -> None:
    both = tuple(Standing(option=f"{party}.hold", is_taken=True) for party in (A, B))
    (target,) = explore(dilemma(now=both)).targets
    assert target.path is not None
    assert target.path.steps == ()


def test_questions_say_what_settling_them_would_do() -> None:
    case = dilemma(
        concern("n", A, "north.hold", kind="about"),
        concern("s", B, "south.hold", weight=(0.5, 0.5)),
    )
    found = explore(case, n_worlds=300)
    (question,) = found.questions
    assert (question.subject, question.target, question.swing) == ("n", "quiet", 1.0)
    assert [(label, share.share) for label, share in question.settled] == [("wants it", 1), ("avoids it", 0)]
    assert sum(share.n for _, share in question.settled) == 300


def test_a_weight_is_asked_about_at_its_median() -> None:
    case = dilemma(
        concern("reward", A, "north.hold"),
        concern("cost", A, "north.hold", kind="avoids"),
        concern("s", B, "south.hold"),
    )
    found = explore(case, n_worlds=300)
    assert [question.subject for question in found.questions] == ["reward", "cost"]
    reward = found.questions[0]
    labels = [label for label, _ in reward.settled]
    assert labels[0].startswith("weight up to 0.")
    assert labels[1].startswith("weight above 0.")
    assert [share.n for _, share in reward.settled] == [150, 150]
    assert reward.swing > 0.9


def test_a_place_in_the_order_is_asked_about_at_its_median() -> None:
    case = dilemma(
        concern("reward", A, "north.hold"),
        concern("cost", A, "north.hold", kind="avoids"),
        concern("s", B, "south.hold"),
        method="priority",
    )
    found = explore(case, n_worlds=200)
    reward = next(question for question in found.questions if question.subject == "reward")
    assert [(label, share.share) for label, share in reward.settled] == [
        ("place 1 to 1", 1.0),
        ("place 2 to 2", 0.0),
    ]


def test_an_assumption_switched_off_shows_what_it_carried() -> None:
    case = dilemma(
        concern("n", A, "north.hold", assumption="goodwill", grade="assumption"),
        concern("cost", A, "north.hold", kind="avoids"),
        concern("s", B, "south.hold"),
        assumptions=(
            Assumption(name="goodwill", text="North means well"),
            Assumption(name="idle", text="says nothing"),
            Assumption(name="off", text="already off", is_on=False),
        ),
    )
    goodwill, idle = explore(case, n_worlds=200).dependences
    assert goodwill.assumption == "goodwill"
    assert 0.3 < goodwill.with_it.share < 0.7
    assert goodwill.without_it.share == 0
    assert idle.with_it == idle.without_it


def test_a_rule_of_an_assumption_goes_with_it() -> None:
    case = dilemma(
        concern("n", A, "north.hold & south.hold"),
        concern("s", B, "north.hold & south.hold"),
        rules=(Rule(never="north.hold & south.hold", assumption="apart"),),
        assumptions=(Assumption(name="apart", text="they never hold together"),),
    )
    (dependence,) = explore(case).dependences
    assert (dependence.with_it.share, dependence.without_it.share) == (0, 1)


def test_parties_without_options_decide_nothing() -> None:
    case = dilemma()
    onlooker = Party(id="onlooker", name="Onlooker", role="backer", is_member=None)
    watched = replace(
        case,
        parties=(onlooker, *case.parties),
        concerns=(*case.concerns, concern("o", "onlooker", "north.hold", kind="about")),
    )
    assert explore(watched).outcomes == explore(case).outcomes
    assert solve(watched).equilibria == solve(case).equilibria


def test_a_case_without_options_is_refused() -> None:
    case = Case(title="empty", parties=(Party(id=A, name="North", role="belligerent"),))
    for call in (explore, solve):
        with pytest.raises(CaseError, match=r"the case 'empty' has no option.*add an"):
            call(case)


@pytest.mark.parametrize("n_worlds", [0, -5, 2.5, True, 10**7])
def test_the_number_of_worlds_is_checked(n_worlds: int) -> None:
    with pytest.raises(CaseError, match=r"n_worlds .* is not a whole number from 1"):
        explore(dilemma(), n_worlds=n_worlds)


def test_contradicting_weights_name_the_party_and_the_next_step() -> None:
    case = dilemma(
        concern("x", A, "south.hold", weight=(0.7, 0.9)), concern("y", A, "north.hold", weight=(0.5, 0.6))
    )
    with pytest.raises(CaseError, match=r"party 'north' cannot add up to 1.*'x', 'y'.*lower an interval"):
        explore(case)


def test_solving_an_open_case_says_what_is_open() -> None:
    case = dilemma(
        concern("x", A, "south.hold", kind="about"),
        concern("y", A, "north.hold", weight=(0.1, 0.6)),
        *settled()[2:],
    )
    with pytest.raises(OpenCaseError) as caught:
        solve(with_member(case, B, None))
    message = str(caught.value)
    assert "leaves 4 thing(s) open" in message
    assert "the direction of concern 'x'" in message
    assert "the weight of concern 'y'" in message
    assert "whether party 'south' takes part" in message
    assert "explore" in message
    assert "seed" in message
    assert solve(case, seed=1).provenance.seed == 1


def test_verdicts_carry_the_improvement_or_the_sanctions() -> None:
    found = solve(dilemma())
    verdicts = {(v.state, v.party, v.concept): v for v in found.verdicts}
    assert len(verdicts) == len(found.verdicts) == 4 * 2 * 4
    leaves = verdicts[3, A, "nash"]
    assert (leaves.is_stable, leaves.improvement, leaves.sanctions) == (False, 2, ())
    stays = verdicts[3, A, "seq"]
    assert (stays.is_stable, stays.improvement, stays.sanctions) == (True, None, ((2, 0),))
    assert dict(found.equilibria)["nash"] == (0,)
    assert dict(found.equilibria)["seq"] == (0, 3)
    assert found.provenance.seed is None


def test_the_world_of_a_seed_is_the_first_that_exploring_it_draws() -> None:
    """With one world explored, every share is the verdict of that world."""
    case = Case.load(DRAFTED)
    for seed in range(5):
        one, world = explore(case, n_worlds=1, seed=seed), solve(case, seed=seed)
        for index, concept in enumerate(CONCEPTS):
            holding = {o.state for o in one.outcomes if o.equilibrium[index].share == 1}
            assert holding == set(dict(world.equilibria)[concept])


def test_a_drafted_case_is_explored_whole() -> None:
    case = Case.load(DRAFTED)
    found = explore(case, n_worlds=200, seed=1)
    assert [target.name for target in found.targets] == ["deal", "ceasefire"]
    assert [d.assumption for d in found.dependences] == [a.name for a in case.assumptions]
    assert found.now is not None
    assert found.now.taken == ("northland.strike", "southmark.strike", "mediator.press-southmark")
    # Every open direction, every open weight, the one open membership; nothing twice.
    asked = [(q.subject, q.settled[0][0].split()[0]) for q in found.questions]
    assert len(set(asked)) == len(asked)
    n_about = sum(c.kind == "about" for c in case.concerns)
    assert sum(word == "wants" for _, word in asked) == n_about
    assert sum(word == "weight" for _, word in asked) == len(case.concerns)
    assert ("party:western", "takes") in asked
