"""Who is at war, who mediates, who is struck: read from short invented reports with the real pipeline."""

from __future__ import annotations

import pytest
from tests.unit.reading.sayings import record_of

from detente.record.record import Record


def pairs(record: Record) -> list[tuple[str, str]]:
    return [(one.a[6:], one.b[6:]) for one in record.relations if one.kind == "at war"]


def mediators(record: Record) -> list[str]:
    return list(dict.fromkeys(one.a[6:] for one in record.relations if one.kind == "mediation"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Delegations from Norway and Peru failed to move closer to a ceasefire.",
        "Norway and Peru agreed the text of a peace treaty.",
        "Norway suspended peace talks with Peru on Friday.",
        "Kenya handed Norway and Peru a revised proposal for a truce.",
        "Clashes between Norway and Peru went on.",
        "Fighting between Norway and Peru flared.",
        "Norway and Peru agreed to exchange prisoners.",
        "The foreign ministers of Norway and Peru met to discuss a peace agreement. Peru's army left.",
    ],
)
def test_words_of_war_and_peace_name_the_sides(sentence: str) -> None:
    assert pairs(record_of(sentence)) == [("norway", "peru")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The trade war between Norway and Peru deepened.",
        "The hostility between the leaders of Norway and Peru is no secret.",
        "The war of words between Norway and Peru went on.",
        "The foreign ministers of Norway and Peru met to discuss a ceasefire in Kenya.",
        "The foreign ministers of Norway and Peru met to discuss a peace agreement.",
        "Norway and Peru announced a ceasefire.",
        "Norway and Peru signed the peace agreement as guarantors.",
        "Norway and Peru agreed on a trade deal.",
        "Norway suspended trade talks with Peru on Friday.",
    ],
)
def test_other_wars_and_the_peace_of_others_name_no_sides(sentence: str) -> None:
    assert pairs(record_of(sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kenya brokered the truce.", ["kenya"]),
        ("Kenya is mediating between the two countries.", ["kenya"]),
        ("The Kenyan diplomat Ivo Lund, who has mediated since May, left.", ["kenya"]),
        ("The talks lasted an hour. They were chaired by Kenya.", ["kenya"]),
        ("Kenya, which has hosted the talks, urged restraint.", ["kenya"]),
        ("Kenya offered to mediate.", []),
        ("Kenya is ready to broker a truce.", []),
        ("Kenya gave up its role as mediator in May.", []),
        ("Kenya refused to mediate.", []),
        ("Kenya did not mediate.", []),
        ("Kenya could mediate.", []),
        ("Norway complained that Kenya was mediating in bad faith.", []),
        ("Kenya, once a mediator, left.", []),
        ("Norway left the homes, dealing a blow to the mediators.", []),
    ],
)
def test_mediation_is_what_is_told_as_done(sentence: str, expected: list[str]) -> None:
    assert mediators(record_of(sentence)) == expected


def test_of_two_joined_mediators_both_are_kept_and_no_neighbour() -> None:
    record = record_of(
        "Norway met Chile. Norway and Peru spoke. The Saro Front leave the homes, dealing a blow to "
        "Norwegian and Peruvian mediators."
    )
    assert mediators(record) == ["norway", "peru"]


@pytest.mark.parametrize(
    ("sentence", "by", "to"),
    [
        ("Norway attacked four Peruvian air bases on Monday.", "norway", "peru"),
        ("Norway attacked Peruvian targets on Monday.", "norway", "peru"),
        ("Norway's security service attacked a Peruvian air base.", "norway", "peru"),
        ("In Arequipa, a Norwegian missile killed two people. Peru protested.", "norway", "peru"),
        ("Norwegian drones struck the Peruvian city of Tarca.", "norway", "peru"),
    ],
)
def test_an_attack_on_what_belongs_to_somebody_is_an_attack_on_them(sentence: str, by: str, to: str) -> None:
    record = record_of(sentence)
    force = [event for event in record.events if event.act == "ASSAULT"]
    speaks = {actor.id: actor.speaks_for for actor in record.actors}
    actor, whom = force[0].actor, force[0].recipient
    assert actor is not None
    assert (speaks.get(actor.actor or "") or actor.actor) == f"actor:{by}"
    hit = {one.actor for one in (whom, force[0].place) if one is not None}
    assert f"actor:{to}" in hit


def test_a_place_that_stands_for_whose_it_is_is_said_to() -> None:
    (event,) = [
        event for event in record_of("Norwegian jets bombed the Peruvian city of Tarca.").events
        if event.act == "ASSAULT"
    ]  # fmt: skip
    assert event.recipient is not None
    assert event.recipient.actor == "actor:peru"


def test_the_army_is_that_of_the_only_one_named_with_an_army() -> None:
    record = record_of(
        "Peru's army fired on Monday. The Saro Front accused the army of lying. The army denied it."
    )
    accused = next(event for event in record.events if event.act == "ACCUSE")
    assert accused.recipient is not None
    assert accused.recipient.actor == "actor:armed-forces-of-peru"


def test_the_army_is_nobodys_where_two_have_one() -> None:
    record = record_of(
        "Peru's army fired. Norway's army fired. On Monday the army fired at a village near Tarca."
    )
    last = [event for event in record.events if event.act == "ASSAULT"][-1]
    assert last.actor is None or last.actor.actor not in (
        "actor:armed-forces-of-peru",
        "actor:armed-forces-of-norway",
    )
