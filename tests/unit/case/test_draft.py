from __future__ import annotations

import tomllib
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from tests.unit.case.article import gold_record
from tests.unit.case.comparing import exchanged, structure
from tests.unit.case.conflicts import EXCHANGE, mediated_war, one_actor, war_without_terms
from tests.unit.case.scribe import Scribe

from detente.case import Case, draft
from detente.case.model import Concern
from detente.errors import CaseError
from detente.record.mirror import mirror
from detente.record.record import Record


def roles(case: Case) -> dict[str, str]:
    return {party.id: party.role for party in case.parties}


def concern(case: Case, party: str, condition: str) -> Concern:
    """Return a party's first concern on a condition: the record's own before the template's."""
    return next(row for row in case.concerns if (row.party, row.condition) == (party, condition))


def options(case: Case) -> list[str]:
    return [option.name for option in case.options]


def now(case: Case) -> dict[str, bool]:
    return {standing.option: standing.is_taken for standing in case.now}


# The mediated war: every role, every grade.


def test_parties_come_from_what_they_did_in_the_order_of_first_mention() -> None:
    case = draft(mediated_war())
    assert roles(case) == {
        "northland": "belligerent",
        "southmark": "belligerent",
        "eastvale": "mediator",
        "westmoor": "backer",
        "highfell": "backer",
    }
    # The reporters neither say nor do anything that is recorded.
    assert case.unplaced == ("Basin Commission",)
    assert case.title == "Northland and Southmark"


def test_persons_speak_for_whom_they_stand_for() -> None:
    assert draft(mediated_war()).parties[1].speaks == ("actor:2", "actor:4")


def test_options_are_those_the_record_gives_a_reason_for() -> None:
    case = draft(mediated_war())
    assert options(case) == [
        "northland.accept",
        "northland.attack",
        "southmark.accept",
        "southmark.attack",
        "eastvale.press-northland",
        "eastvale.press-southmark",
        "eastvale.walk",
        "westmoor.arm",
        "highfell.oppose",
    ]
    assert all(option.cites for option in case.options)
    by_name = {option.name: option for option in case.options}
    assert by_name["eastvale.walk"].moves == "on"
    assert by_name["eastvale.walk"].cites == ("statement:3",)
    assert by_name["westmoor.arm"].text == "arms Southmark"
    # Nobody reports an attack by Southmark: that it is at war is the reason.
    assert by_name["southmark.attack"].cites == ("relation:1",)


def test_a_deal_needs_every_side_and_a_mediator_that_stayed() -> None:
    case = draft(mediated_war())
    deal = case.definitions[0]
    assert deal.name == "deal"
    assert deal.condition == "northland.accept & southmark.accept & !eastvale.walk"
    assert [definition.name for definition in case.definitions] == ["deal", "quiet", "fighting"]
    assert all(definition.text for definition in case.definitions)
    assert all(rule.because for rule in case.rules)


def test_a_partys_own_word_is_its_position() -> None:
    case = draft(mediated_war())
    own = concern(case, "northland", "deal")
    assert (own.kind, own.grade, own.supports, own.against) == ("wants", "record", ("response:2",), ())
    assert own.because == "Northland accepts the proposal on the table."
    opposing = concern(case, "highfell", "deal")
    assert (opposing.kind, opposing.supports) == ("avoids", ("response:3",))


def test_a_position_that_changed_is_the_later_one_and_the_earlier_is_kept_against_it() -> None:
    changed = concern(draft(mediated_war()), "southmark", "deal")
    assert changed.kind == "wants"
    assert changed.supports == ("response:4",)
    assert changed.against == ("response:1", "response:5")
    assert changed.because == (
        "Southmark accepts the proposal on the table. Pointing the other way: Southmark rejects the proposal "
        "on the table; Northland says that Southmark resists the proposal on the table."
    )


def test_a_position_that_changed_within_undated_reports_is_open() -> None:
    record = mediated_war()
    undated = tuple(replace(document, published_on=None) for document in record.documents)
    changed = concern(draft(replace(record, documents=undated)), "southmark", "deal")
    assert (changed.kind, changed.supports) == ("about", ("response:4",))
    assert changed.against == ("response:1", "response:5")


def test_attacks_show_what_an_attacker_wants_and_repetition_narrows_its_weight() -> None:
    record = mediated_war()
    twice = concern(draft(record), "northland", "northland.attack")
    assert (twice.kind, twice.supports) == ("wants", ("event:1", "event:3"))
    once = concern(draft(replace(record, events=record.events[:2])), "northland", "northland.attack")
    assert once.weight is not None
    assert twice.weight is not None
    assert once.weight[0] < twice.weight[0] < twice.weight[1]


def test_an_outlet_that_repeats_itself_or_copies_another_narrows_nothing() -> None:
    record = mediated_war()
    once = concern(draft(replace(record, events=record.events[:2])), "northland", "northland.attack")
    same = tuple(replace(document, publisher="The Courier") for document in record.documents)
    unreliable = (record.documents[0], replace(record.documents[1], reliability="E"))
    for documents in (same, unreliable):
        again = concern(draft(replace(record, documents=documents)), "northland", "northland.attack")
        assert again.weight == once.weight
        assert len(again.supports) == 2


def test_strong_words_raise_the_low_end_and_hedged_ones_lower_the_high_end() -> None:
    weights = {}
    for words in ("opposes the plan", "will never accept the plan", "might oppose the plan"):
        scribe = Scribe()
        scribe.report(f"Northland is at war with Southmark. Highfell {words}. Northland offered a plan.")
        north, south, high = scribe.actor("Northland"), scribe.actor("Southmark"), scribe.actor("Highfell")
        scribe.relation("at war", north, south, "Northland is at war with Southmark")
        scribe.proposal("a plan", sponsor=north)
        scribe.response("oppose", high, words)
        weight = concern(draft(scribe.record()), "highfell", "deal").weight
        assert weight is not None
        weights[words] = weight
    plain, strong, weak = weights.values()
    assert plain[0] < strong[0]
    assert plain[1] == strong[1] == 1
    assert weak[1] < 1
    assert weak[0] == plain[0]


def test_no_low_ends_of_a_party_exceed_one_together() -> None:
    for record in (mediated_war(), war_without_terms()):
        case = draft(record)
        for party in case.parties:
            weights = [row.weight for row in case.concerns if row.party == party.id]
            assert sum(weight[0] for weight in weights if weight) <= 0.75
            assert all(weight is None or weight[0] < weight[1] for weight in weights)


def test_every_assumption_is_named_listed_and_used() -> None:
    case = draft(mediated_war())
    names = [assumption.name for assumption in case.assumptions]
    used = [row.assumption for row in case.concerns if row.grade == "assumption"]
    assert set(used) == set(names)
    assert {"attacked", "pressed", "sponsor", "alone", "backed", "behind", "kept"} <= set(names)
    assert all(assumption.is_on and assumption.text.endswith(".") for assumption in case.assumptions)


def test_an_assumption_switched_off_leaves_its_concerns_out() -> None:
    case = draft(mediated_war())
    off = replace(case, assumptions=tuple(replace(item, is_on=False) for item in case.assumptions))
    assert all(row.grade != "assumption" for row in off.active().concerns)
    assert any(row.grade == "assumption" for row in off.concerns)


def test_the_sponsor_is_assumed_to_want_its_deal_unless_the_record_says_what_it_wants() -> None:
    record = mediated_war()
    assumed = concern(draft(record), "eastvale", "deal")
    assert (assumed.assumption, assumed.kind, assumed.supports) == ("sponsor", "wants", ("proposal:1",))
    without = replace(record, proposals=tuple(replace(item, sponsor=None) for item in record.proposals))
    case = draft(without)
    assert concern(case, "eastvale", "deal").kind == "about"
    assert "Whose proposal it is has not been found in the record." in case.notes


def test_versions_of_one_sponsor_and_mentions_without_one_are_one_proposal() -> None:
    scribe = Scribe()
    scribe.report("N is at war with S. Eastvale drafted a plan. The plan gives the river to N. N offers gas.")
    north, south, east = scribe.actor("N"), scribe.actor("S"), scribe.actor("Eastvale")
    scribe.relation("at war", north, south, "N is at war with S")
    first = scribe.proposal("a plan", sponsor=east, clauses=(("gives the river to N", north, south),))
    scribe.proposal("offers gas")  # told apart from the plan by the same report
    scribe.report("Talks on the second version went on.", publisher="Post")
    later = scribe.proposal("the second version")
    case = draft(scribe.record())
    accept = next(option for option in case.options if option.name == "n.accept")
    assert accept.cites == (first, later)
    assert not any("Whose proposal" in note for note in case.notes)


def test_terms_are_wanted_by_whom_they_give_to() -> None:
    case = draft(mediated_war())
    # Both sides state a position, so that the template has nothing to add on the deal.
    assert "terms" not in [assumption.name for assumption in case.assumptions]
    silent = replace(mediated_war(), responses=mediated_war().responses[2:3])
    gains, loses = (concern(draft(silent), side, "deal") for side in ("northland", "southmark"))
    assert (gains.kind, gains.assumption) == ("wants", "terms")
    assert (loses.kind, loses.assumption) == ("avoids", "terms")
    assert gains.because == "The terms as reported give something to Northland (territory)."
    assert loses.because == "The terms as reported take something from Southmark (territory)."


def test_everything_else_is_open_the_view_of_the_war_among_it() -> None:
    case = draft(mediated_war())
    for party in case.parties:
        view = concern(case, party.id, "fighting")
        assert (view.kind, view.grade, view.weight) == ("about", "open", None)
    assert case.is_open


def test_now_is_what_the_latest_reports_say() -> None:
    case = draft(mediated_war())
    assert now(case) == {
        "northland.accept": False,
        "northland.attack": True,
        "southmark.accept": True,
        "southmark.attack": False,
        "eastvale.press-northland": True,
        "eastvale.press-southmark": True,
        "eastvale.walk": False,
        "westmoor.arm": True,
        "highfell.oppose": True,
    }
    by_option = {standing.option: standing for standing in case.now}
    assert by_option["northland.attack"].cites == ("event:1", "event:3")
    assert by_option["southmark.accept"].cites == ("response:4",)


def test_a_withdrawal_reported_later_ends_the_attacks() -> None:
    scribe = Scribe()
    scribe.report("Northland struck Southmark.", day=date(2031, 5, 5))
    north, south = scribe.actor("Northland"), scribe.actor("Southmark")
    scribe.event("ASSAULT", north, south, "Northland struck Southmark")
    assert now(draft(scribe.record()))["northland.attack"]
    scribe.report("Northland withdrew its troops.", day=date(2031, 5, 9))
    scribe.event("RETREAT", north, None, "Northland withdrew its troops")
    case = draft(scribe.record())
    assert not now(case)["northland.attack"]
    assert concern(case, "northland", "northland.attack").kind == "avoids"


def test_words_do_not_outdo_deeds() -> None:
    scribe = Scribe()
    scribe.report("Northland struck Southmark.", day=date(2031, 5, 5))
    north, south = scribe.actor("Northland"), scribe.actor("Southmark")
    scribe.event("ASSAULT", north, south, "Northland struck Southmark")
    scribe.report("Northland agreed to a ceasefire, it said.", day=date(2031, 5, 9))
    scribe.statement(north, "Northland agreed to a ceasefire", "AGREE")
    case = draft(scribe.record())
    attack = concern(case, "northland", "northland.attack")
    assert (attack.kind, attack.supports, attack.against) == ("about", ("event:1",), ("statement:1",))
    assert now(case)["northland.attack"]


# The war without terms: no proposal, no mediator.


def test_without_a_proposal_the_sides_negotiate_or_fight_and_the_draft_says_so() -> None:
    case = draft(war_without_terms())
    assert roles(case) == {
        "northland": "belligerent",
        "southmark": "belligerent",
        "westmoor": "backer",
        "highfell": "backer",
    }
    assert options(case) == [
        "northland.negotiate",
        "northland.attack",
        "southmark.negotiate",
        "southmark.attack",
        "westmoor.arm",
        "highfell.back",
    ]
    assert case.definitions[0].name == "talks"
    assert case.definitions[0].condition == "northland.negotiate & southmark.negotiate"
    assert case.definitions[0].text == "every side negotiates"
    assert case.notes == (
        "The record holds no proposal: the parties can only negotiate or fight.",
        "The record names no mediator.",
    )
    assert case.unplaced == ("an envoy",)
    assert {option.name: option.text for option in case.options}["highfell.back"] == "stands behind Northland"


def test_planned_attacks_are_reasons_but_no_present_deeds() -> None:
    case = draft(war_without_terms())
    attack = next(option for option in case.options if option.name == "southmark.attack")
    assert attack.cites == ("event:2", "event:5")
    assert "event:5" not in next(row for row in case.now if row.option == "southmark.attack").cites


def test_two_parties_in_conflict_are_needed() -> None:
    with pytest.raises(
        CaseError, match=r"no two parties in conflict \(actors found: Northland\): add reports"
    ):
        draft(one_actor())
    with pytest.raises(CaseError, match=r"actors found: none"):
        draft(Record())


# The sample article, as a person read it.


@pytest.fixture(scope="module")
def article(shared: Path) -> Record:
    return gold_record(shared)


def test_the_article_gives_the_mediator_both_belligerents_and_backers(article: Record) -> None:
    case = draft(article)
    assert [party.role for party in case.parties] == [
        "belligerent",
        "belligerent",
        "mediator",
        "backer",
        "backer",
    ]
    ends = {relation.kind: {relation.a, relation.b} for relation in article.relations}
    assert {party.speaks[0] for party in case.parties[:2]} == ends["at war"]
    assert len(case.options) <= 10
    # The visiting prime minister has no part in it; the reporters do not even act.
    visitor = next(event.actor for event in article.events if "visit" in event.trigger.text)
    assert visitor is not None
    names = {actor.id: actor.name for actor in article.actors}
    assert names[str(visitor.actor)] in case.unplaced
    assert "reporters" not in case.unplaced


def test_the_article_leaves_open_whether_the_accused_side_resists(article: Record) -> None:
    case = draft(article)
    resisting, willing = (
        next(row for row in article.responses if row.kind == kind) for kind in ("resist", "willing")
    )
    accused = next(row for row in case.concerns if resisting.id in row.against)
    assert (accused.kind, accused.grade, accused.condition) == ("about", "record", "deal")
    assert accused.supports == (willing.id,)
    assert accused.weight is None
    assert accused.because.count(" says that ") == 2


def test_the_article_cites_only_its_own_record(article: Record) -> None:
    case = draft(article)
    case.check(article)
    assert Case.loads(case.dumps()) == case


def test_the_draft_of_the_mirrored_article_is_the_mirrored_draft(article: Record, examples: Path) -> None:
    table = tomllib.loads((examples / "mirror_article.toml").read_text(encoding="utf-8"))["exchange"]
    exchange = {**table, **{other: name for name, other in table.items()}}
    case, mirrored = draft(article), draft(mirror(article, exchange))
    assert structure(mirrored) == exchanged(case, exchange)
    assert [party.name for party in mirrored.parties[:2]] == [party.name for party in case.parties[1::-1]]


# Even-handed.


@pytest.mark.parametrize("record", [mediated_war(), war_without_terms()], ids=["mediated", "without terms"])
def test_the_draft_of_the_mirrored_record_is_the_mirrored_draft(record: Record) -> None:
    case = draft(record)
    mirrored = draft(mirror(record, EXCHANGE))
    assert structure(mirrored) == exchanged(case, EXCHANGE)
    assert structure(mirrored) != structure(case)


@pytest.mark.parametrize("record", [mediated_war(), war_without_terms()], ids=["mediated", "without terms"])
def test_the_exploration_mirrors_exactly(record: Record) -> None:
    from detente.analysis import explore

    found = explore(draft(record), n_worlds=60, seed=3)
    mirrored = explore(draft(mirror(record, EXCHANGE)), n_worlds=60, seed=3)
    assert [(row.state, row.equilibrium) for row in found.outcomes] == [
        (row.state, row.equilibrium) for row in mirrored.outcomes
    ]
    for one, other in zip(found.targets, mirrored.targets, strict=True):
        assert one.holds == other.holds
        assert [row.share for row in one.blockers] == [row.share for row in other.blockers]


def test_spelling_decides_nothing() -> None:
    """Names that sort the other way round, or are written in another script, change no result."""
    for one, other in (("Northland", "Zzyland"), ("Southmark", "Aaland"), ("Eastvale", "Ñandú")):
        record = mediated_war()
        exchange = {one: other, other: one}
        assert structure(draft(mirror(record, exchange))) == exchanged(
            draft(record),
            {**exchange, "eastvale": "ñandú", "ñandú": "eastvale"} if one == "Eastvale" else exchange,
        )


# Odd records.


def test_names_that_make_no_id_are_numbered() -> None:
    scribe = Scribe()
    scribe.report("X and Y are at war.")
    names = ("!!!", "???", "\x00<script>", "if", "  The   Front ")
    actors = [scribe.actor(name) for name in names]
    for first in actors[1:]:
        scribe.relation("at war", actors[0], first, "X and Y are at war")
    case = draft(scribe.record())
    assert [party.id for party in case.parties] == ["party", "party-2", "script"]
    assert Case.loads(case.dumps()) == case


def test_a_circle_of_speakers_and_unknown_actors_are_survived() -> None:
    scribe = Scribe()
    scribe.report("A, B, C and D fight.")
    a = scribe.actor("A", speaks_for="actor:2")
    b = scribe.actor("B", speaks_for="actor:1")
    c, d = scribe.actor("C", speaks_for="actor:nobody"), scribe.actor("D")
    scribe.relation("at war", a, d, "A, B, C and D fight")
    scribe.relation("at war", "actor:nobody", d, "A, B, C and D fight")
    scribe.event("ASSAULT", b, c, "A, B, C and D fight")
    case = draft(scribe.record())
    assert case.parties[0].speaks == (a, b)
    assert [party.name for party in case.parties] == ["A", "D"]
    assert case.unplaced == ("C",)


def test_those_who_only_suffer_fight_nobody() -> None:
    scribe = Scribe()
    scribe.report("Northland's missiles struck a market and killed 14 people, Southmark said. Eastvale wept.")
    north, south = scribe.actor("Northland"), scribe.actor("Southmark")
    people = scribe.actor("14 people", "group")
    scribe.actor("Eastvale")
    words = "Northland's missiles struck a market and killed 14 people, Southmark said"
    scribe.event("ASSAULT", north, people, words, alleged_by=scribe.mention(south, "Southmark said"))
    case = draft(scribe.record())
    # A state that tells of an attack on people is taken for the one attacked.
    assert [party.name for party in case.parties] == ["Northland", "Southmark"]
    assert case.unplaced == ("Eastvale",)
    alleged = concern(case, "northland", "northland.attack")
    assert (alleged.kind, alleged.because) == (
        "about",
        "Southmark says that Northland has attacked 14 people.",
    )
    assert not now(case)["northland.attack"]
    doubt = "That Northland and Southmark fight each other rests on allegations, threats or terms"
    assert case.notes[0].startswith(doubt)
    assert not any(note.startswith("That ") for note in draft(war_without_terms()).notes)


def test_both_sides_is_a_name_for_two_parties_and_no_third_one() -> None:
    scribe = Scribe()
    scribe.report(
        "The war between both sides goes on. Northland struck Southmark. Eastvale urged both sides to accept "
        "its plan. Northland and Southmark exchanged prisoners."
    )
    both = scribe.actor("both sides", "group")
    north, south = scribe.actor("Northland"), scribe.actor("Southmark")
    joined = scribe.actor("Northland and Southmark", "group")
    east = scribe.actor("Eastvale")
    scribe.relation("at war", both, joined, "The war between both sides")
    scribe.event("ASSAULT", north, south, "Northland struck Southmark")
    scribe.proposal("its plan")
    scribe.statement(east, "Eastvale urged both sides to accept its plan", "REQUEST", toward=both)
    case = draft(scribe.record())
    assert roles(case) == {"northland": "belligerent", "southmark": "belligerent", "eastvale": "mediator"}
    assert case.unplaced == ()
    assert now(case)["eastvale.press-northland"]
    assert now(case)["eastvale.press-southmark"]
    assert concern(case, "eastvale", "deal").because == "Eastvale calls for an agreement."


def test_where_nobody_is_said_to_fight_the_sides_are_those_who_answer_the_proposal() -> None:
    scribe = Scribe()
    scribe.report("Eastvale's plan is welcome, Northland said. Southmark rejects the plan. Highfell watches.")
    north, south = scribe.actor("Northland"), scribe.actor("Southmark")
    east = scribe.actor("Eastvale")
    high = scribe.actor("Highfell")
    scribe.proposal("plan", sponsor=east)
    scribe.response("support", north, "Northland said")
    scribe.response("reject", south, "Southmark rejects the plan")
    with pytest.raises(CaseError, match="no two parties in conflict"):
        draft(scribe.record())
    scribe.report("Eastvale asked Northland for an answer. Southmark still resists.", publisher="Post")
    scribe.statement(east, "Eastvale asked Northland for an answer", "REQUEST", toward=north)
    scribe.response("resist", south, "Southmark still resists")
    case = draft(scribe.record())
    assert roles(case) == {"northland": "belligerent", "southmark": "belligerent", "eastvale": "mediator"}
    assert case.notes[0].startswith("The record does not say who fights whom")
    # When a third one answers as well, nobody stands out.
    scribe.report("Highfell opposes it. It has always opposed it.", publisher="Post")
    scribe.response("oppose", high, "Highfell opposes it")
    scribe.response("oppose", high, "always opposed it")
    with pytest.raises(CaseError, match="no two parties in conflict"):
        draft(scribe.record())


def test_an_ally_does_not_speak_for_its_ally() -> None:
    scribe = Scribe()
    scribe.report("N is at war with S. Eastvale offered a plan. Some Eastvale allies oppose the plan.")
    north, south, east = scribe.actor("N"), scribe.actor("S"), scribe.actor("Eastvale")
    allies = scribe.actor("some Eastvale allies", "group", speaks_for=east)
    scribe.relation("at war", north, south, "N is at war with S")
    scribe.relation("alliance", allies, east, "Eastvale allies")
    scribe.proposal("a plan", sponsor=east)
    scribe.response("oppose", allies, "oppose the plan")
    case = draft(scribe.record())
    assert roles(case)["some-eastvale-allies"] == "backer"
    assert concern(case, "some-eastvale-allies", "deal").because == (
        "Some Eastvale allies oppose the proposal on the table."
    )


def test_many_actors_still_make_few_options() -> None:
    scribe = Scribe()
    scribe.report("N and S are at war. All others arm S and oppose the plan.")
    north, south = scribe.actor("N"), scribe.actor("S")
    scribe.relation("at war", north, south, "N and S are at war")
    scribe.proposal("the plan")
    for number in range(20):
        backer = scribe.actor(f"Backer {number}")
        scribe.event("AID", backer, south, "arm S")
        scribe.response("oppose", backer, "oppose the plan")
    case = draft(scribe.record())
    assert len(case.options) == 10
    assert "so that the states stay few enough to read" in case.notes[-1]
    assert len({option.party for option in case.options}) == 8


def test_a_draft_has_no_field_left_over() -> None:
    """Whoever adds a field to a case decides whether a draft fills it."""
    case = draft(mediated_war())
    empty = [field.name for field in fields(case) if not getattr(case, field.name)]
    assert empty == ["judgements", "notes", "measures"]
