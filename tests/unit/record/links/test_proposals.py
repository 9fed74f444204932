"""Proposals are one when sponsor or proper name agrees and neither version nor points differ."""

from __future__ import annotations

from datetime import date

from tests.unit.record.made import named, proposal, record, report
from tests.unit.record.sample import Reader

from detente.record.links.proposals import SAME_NAMES, SAME_POINTS, SAME_SIDE, SAME_SPONSOR, proposal_links

SEMBRIA = named("actor:sembria", "Sembria", kind="state")
TOLL = named("actor:marcus-tolland", "Marcus Tolland", speaks_for="actor:sembria")
KARVIA = named("actor:karvia", "Karvia", kind="state")


def ties(*names: str, sponsors: dict[int, str] | None = None) -> list[tuple[int, int, float]]:
    """Link proposals of these names, each in a report of its own, a day apart."""
    readers: list[Reader] = [
        report(f"{name} lies here.", "H", date(2031, 5, 1 + at)) for at, name in enumerate(names)
    ]
    made = [
        proposal(reader, name, sponsor=(sponsors or {}).get(at))
        for at, (reader, name) in enumerate(zip(readers, names, strict=True))
    ]
    place = {one.id: at for at, one in enumerate(made)}
    held = record(*readers, actors=(TOLL, SEMBRIA, KARVIA), proposals=made)
    return [(place[link.a], place[link.b], link.score) for link in proposal_links(held)]


def test_same_sponsor_under_two_names() -> None:
    assert ties("a six-point peace plan", "the Tolland plan", sponsors={0: TOLL.id}) == [(1, 0, SAME_SPONSOR)]
    assert ties("the Tolland plan", "the Sembrian proposal") == [(1, 0, SAME_SIDE)]


def test_as_many_points_are_surer_and_other_numbers_keep_apart() -> None:
    both = {0: TOLL.id, 1: TOLL.id}
    assert ties("a six-point plan", "his six-point peace plan", sponsors=both) == [(1, 0, SAME_POINTS)]
    assert ties("a six-point plan", "his ten-point plan", sponsors=both) == []


def test_proper_name_without_sponsor() -> None:
    assert ties("the Orrin Accords", "the Orrin Accords") == [(1, 0, SAME_NAMES)]
    assert ties("the Orrin Accords", "the Dorsa Accords") == []


def test_other_side_other_version_and_bare_words_stay_apart() -> None:
    assert ties("the Sembrian plan", "the Karvian plan") == []
    assert ties("the Sembrian plan", "a second version of the Sembrian plan") == []
    assert ties("the plan", "the plan") == []


def test_version_not_said_is_open_once_a_later_one_is_on_the_table() -> None:
    names = ("the Sembrian plan", "the Sembrian plan", "the second Sembrian plan", "the Sembrian plan")
    assert ties(*names) == [(1, 0, SAME_SPONSOR)]
    assert ties(*names[:3], "the second Sembrian plan") == [(1, 0, SAME_SPONSOR), (3, 2, SAME_SPONSOR)]


def test_what_is_told_as_new_is_not_the_old_one_and_then_the_name_is_open() -> None:
    assert ties("the Sembrian plan", "another Sembrian plan", "the Sembrian plan") == []


def test_plan_of_two_states_is_neithers() -> None:
    assert ties("the Sembrian plan", "the joint Sembrian and Karvian plan") == []
    assert ties("the Karvian plan", "the joint Sembrian and Karvian plan") == []


def test_plan_of_a_state_of_a_longer_name_is_another() -> None:
    assert ties("the Karvian plan", "the South Karvian plan") == []
