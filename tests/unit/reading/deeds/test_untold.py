"""Marked words that tell no deed: denied, supposed, called off, told before, or the report's own."""

from __future__ import annotations

import pytest
from tests.unit.reading.deeds.test_tagged import cast_of, deed, name, read
from tests.unit.reading.tales import BOTH_WAYS, leader, side, tale


@pytest.mark.parametrize(
    ("sentence", "root", "trigger"),
    [
        ("The war between Velkia and Tarvia began in spring.", "ASSAULT", "war"),
        ("If Velkia shelled Tarvia, nobody knew.", "ASSAULT", "shelled"),
        ("A truce would begin once Velkia accepts the text.", "AGREE", "accepts"),
        ("Velkia could shell Tarvia within hours.", "ASSAULT", "shell"),
        ("Velkia has not shelled Tarvia.", "ASSAULT", "shelled"),
        ("Neither side has withdrawn from the valley.", "RETREAT", "withdrawn"),
        ("An exchange of prisoners with Tarvia has not taken place.", "CONCEDE", "exchange"),
        ("Velkia called off a meeting with Tarvia.", "CONSULT", "meeting"),
        ("Velkia ordered a halt to strikes on Tarvia.", "ASSAULT", "strikes"),
        ("Velkia will look at any request by Tarvia.", "REQUEST", "request"),
        ("An earlier version of this report said that Velkia had shelled Tarvia.", "ASSAULT", "shelled"),
    ],
)
def test_it_is_no_event(sentence: str, root: str, trigger: str) -> None:
    cast = cast_of(sentence)
    marked = deed(cast.reading.text, root, trigger, ["Velkia"] if "Velkia" in sentence else ())
    assert [event for event in read(cast, [marked]) if event.act == root] == []


@pytest.mark.parametrize(
    ("sentence", "root", "trigger"),
    [
        ("Velkia shelled Tarvia when the talks began.", "ASSAULT", "shelled"),
        ("Velkia has rarely criticised Tarvia.", "ACCUSE", "criticised"),
        ("Velkia did not agree to the text of Tarvia.", "REJECT", "agree"),
        ("Novak said at the end of the talks with Tarvia that it was late.", "CONSULT", "talks"),
        ("This report says that Velkia had shelled Tarvia.", "ASSAULT", "shelled"),
    ],
)
def test_what_looks_alike_is_an_event(sentence: str, root: str, trigger: str) -> None:
    cast = cast_of(sentence)
    marked = deed(cast.reading.text, root, trigger, (), ["Tarvia"])
    assert root in [event.act for event in read(cast, [marked])]


def test_a_noun_that_points_back_tells_nothing_new() -> None:
    cast = cast_of("Velkia shelled Tarvia. Novak condemned the attack. An attack on Geneva followed.")
    text = cast.reading.text
    first = deed(text, "ASSAULT", "shelled", ["Velkia"], ["Tarvia"])
    back = deed(text, "ASSAULT", "the attack")
    new = deed(text, "ASSAULT", "An attack", (), ["Geneva"])
    attacks = [event for event in read(cast, [first, back, new]) if event.act == "ASSAULT"]
    assert [event.trigger.text for event in attacks] == ["shelled", "An attack"]


@BOTH_WAYS
def test_a_deed_and_its_means_are_one(own: str, other: str) -> None:
    cast = cast_of(f"{own} resisted the talks by refusing to meet {other}.")
    text = cast.reading.text
    both = [deed(text, "REJECT", words, [own], [other]) for words in ("resisted", "refusing")]
    assert [event.trigger.text for event in read(cast, both)] == ["refusing"]


@BOTH_WAYS
def test_who_says_it_does_what_is_done_by_saying(own: str, other: str) -> None:
    cast = cast_of(f"{leader(own)} warned that {own} would shell {other}.")
    marked = deed(cast.reading.text, "THREATEN", "warned", [own], [own])
    (event,) = [one for one in read(cast, [marked]) if one.act == "THREATEN"]
    assert event.actor is not None
    assert (event.actor.text, name(cast, event.actor), event.recipient) == (leader(own), own, None)


def test_nobody_supports_himself() -> None:
    cast = cast_of("Novak defended his approach. Novak defended the approach of Tarvia.")
    text = cast.reading.text
    own = deed(text, "SUPPORT", "defended", ["Novak"], ["Tarvia"])
    assert [event.act for event in read(cast, [own])] == []


def test_the_dead_of_a_war_are_no_event() -> None:
    cast = cast_of("More than 21,000 people have been killed. Nine people were killed in Geneva.")
    marked = [deed(cast.reading.text, "ASSAULT", words) for words in ("have been killed", "were killed")]
    assert [event.trigger.text for event in read(cast, marked)] == ["were killed"]


def test_a_report_is_nobody() -> None:
    for thing, n_events in (("This report", 0), ("This army", 1)):
        cast = cast_of(f"{thing} was supplied by Velkia.")
        marked = deed(cast.reading.text, "AID", "was supplied", ["Velkia"], [thing])
        assert len(read(cast, [marked])) == n_events


def test_a_weapon_is_nobody() -> None:
    cast = cast_of("A rocket hit the market of Geneva.")
    (event,) = read(cast, [deed(cast.reading.text, "ASSAULT", "hit", ["A rocket"], ["market"])])
    assert event.actor is None
    assert any(reason.startswith("actor:") for reason in event.left_open)


def test_pressure_taken_off_is_a_concession() -> None:
    cast = cast_of("Velkia lifted the embargo on Tarvia. Velkia tightened the embargo on Tarvia.")
    text = cast.reading.text
    marked = [deed(text, "SANCTION", words, ["Velkia"], ["Tarvia"]) for words in ("lifted", "tightened")]
    assert [event.act for event in read(cast, marked)] == ["CONCEDE", "SANCTION"]


@BOTH_WAYS
def test_a_deed_that_somebody_denies_by_a_gerund_is_kept_as_denied(own: str, other: str) -> None:
    record = tale(f"{own} denied shelling {other}.")
    (event,) = [one for one in record.events if one.act == "ASSAULT"]
    assert (event.factuality, side(record, event.actor), side(record, event.recipient)) == (
        "denied",
        own,
        other,
    )


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ('Novak told Kral: "Leave, now!"', "“Leave, now!”"),
        ("Novak said that Tarvia must leave the valley, where it rained.", "must leave the valley"),
        ("Novak urged Tarvia to leave the valley.", "urged"),
    ],
)
def test_a_demand_is_told_by_its_cue_or_by_its_words(sentence: str, trigger: str) -> None:
    record = tale(sentence)
    found = [one.trigger.text.replace('"', "”").strip("“”") for one in record.events if one.act == "REQUEST"]
    assert found in ([trigger.strip("“”")], [])


@pytest.mark.parametrize(
    "sentence",
    [
        "Novak called the plan of Tarvia a trap.",
        "Novak asked why Kral had not answered.",
        "The same report called on Tarvia to leave.",
    ],
)
def test_words_by_which_nobody_asks(sentence: str) -> None:
    assert [one.act for one in tale(sentence).events if one.act == "REQUEST"] == []
