"""A surname or an office alone is tied to the one of the record that it fits, and to nobody when two do."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.record.made import named

from detente.record.links.actors import ALONE, BORNE_OUT, HELD, OTHER_OFFICE, actor_links
from detente.record.links.link import Link, Links
from detente.record.links.names import office
from detente.record.record import Record
from detente.record.values import Actor

KARVIA = named("actor:karvia", "Karvia", kind="state")
LORVIA = named("actor:lorvia", "Lorvia", kind="state")


def ties(*actors: Actor) -> dict[tuple[str, str], float]:
    found = actor_links(Record(actors=actors))
    return {(link.a.removeprefix("actor:"), link.b.removeprefix("actor:")): link.score for link in found}


def president(identifier: str, name: str, **fields: Any) -> Actor:
    return named(identifier, name, **{"role": "president", "speaks_for": "actor:karvia", **fields})


class TestSurname:
    def test_is_tied_to_the_one_full_name(self) -> None:
        anton, velk = named("actor:anton-velk", "Anton Velk"), named("actor:velk", "Velk")
        assert ties(velk, anton) == ties(anton, velk) == {("velk", "anton-velk"): ALONE}

    def test_is_left_open_when_two_have_it(self) -> None:
        both = named("actor:anton-velk", "Anton Velk"), named("actor:boris-velk", "Boris Velk")
        assert ties(*both, president("actor:velk", "Velk")) == {}

    def test_is_surer_when_office_or_side_bears_it_out(self) -> None:
        anton = president("actor:anton-velk", "Anton Velk")
        assert ties(KARVIA, anton, president("actor:velk", "Velk"))[("velk", "anton-velk")] == BORNE_OUT
        same_side = president("actor:velk", "Velk", role=None)
        assert ties(KARVIA, anton, same_side)[("velk", "anton-velk")] == BORNE_OUT

    def test_is_less_sure_with_another_office(self) -> None:
        anton = president("actor:anton-velk", "Anton Velk")
        assert (
            ties(anton, president("actor:velk", "Velk", role="general"))["velk", "anton-velk"] == OTHER_OFFICE
        )

    def test_with_another_office_and_no_side_is_left_open(self) -> None:
        anton = president("actor:anton-velk", "Anton Velk")
        assert ties(anton, named("actor:velk", "Velk", role="general")) == {}

    def test_of_somebody_on_another_side_is_not_tied(self) -> None:
        anton = president("actor:anton-velk", "Anton Velk")
        assert ties(KARVIA, LORVIA, anton, president("actor:velk", "Velk", speaks_for="actor:lorvia")) == {}

    def test_in_another_place_of_the_name_needs_more_than_the_word(self) -> None:
        full = president("actor:xan-ludo", "Xan Ludo")
        assert ties(full, named("actor:xan", "Xan")) == {}
        assert ties(KARVIA, full, president("actor:xan", "Xan")) == {("xan", "xan-ludo"): BORNE_OUT}

    def test_is_left_open_when_another_full_name_has_it_anywhere(self) -> None:
        anton = named("actor:anton-velk", "Anton Velk")
        other = named("actor:mara", "Mara Velk Soto")
        assert ties(anton, other, named("actor:velk", "Velk")) == {}

    def test_that_is_a_states_name_needs_more_than_the_word(self) -> None:
        jordan = named("actor:lorvia-person", "Lorvia", role="president")
        full = named("actor:anton-lorvia", "Anton Lorvia", speaks_for="actor:karvia")
        assert ties(KARVIA, LORVIA, full, jordan) == {}
        borne_out = named("actor:lorvia-person", "Lorvia", speaks_for="actor:karvia")
        assert ties(KARVIA, LORVIA, full, borne_out) == {("lorvia-person", "anton-lorvia"): BORNE_OUT}

    def test_of_two_sides_under_one_full_name_is_left_open(self) -> None:
        full = named("actor:xan-ludo", "Xan Ludo", role="president")
        ludo = president("actor:ludo", "Ludo")
        first = president("actor:xan", "Xan", speaks_for="actor:lorvia")
        for actors in ((KARVIA, LORVIA, full, ludo, first), (LORVIA, KARVIA, first, ludo, full)):
            assert ties(*actors) == {}
        assert ties(KARVIA, full, ludo) == {("ludo", "xan-ludo"): BORNE_OUT}

    def test_does_not_tie_a_body_of_that_word(self) -> None:
        assert (
            ties(named("actor:anton-velk", "Anton Velk"), named("a:velk", "Velk", kind="organisation")) == {}
        )


class TestOffice:
    held = named("actor:karvian-president", "Karvian president", kind="unnamed", role="president")

    def test_is_tied_to_its_one_holder(self) -> None:
        anton = president("actor:anton-velk", "Anton Velk")
        assert ties(KARVIA, anton, self.held) == {("karvian-president", "anton-velk"): HELD}

    def test_is_tied_through_a_surname(self) -> None:
        anton, velk = named("actor:anton-velk", "Anton Velk"), president("actor:velk", "Velk")
        assert ("karvian-president", "anton-velk") not in ties(KARVIA, anton, self.held)
        found = ties(KARVIA, president("actor:anton-velk", "Anton Velk"), velk, self.held)
        assert found["karvian-president", "anton-velk"] == HELD

    def test_with_two_holders_is_left_open(self) -> None:
        two = president("actor:anton-velk", "Anton Velk"), president("actor:ada-morn", "Ada Morn")
        assert ties(KARVIA, *two, self.held) == {}

    def test_of_another_side_is_not_tied(self) -> None:
        other = named("actor:o", "Lorvian president", kind="unnamed", role="president")
        assert ties(KARVIA, LORVIA, president("actor:anton-velk", "Anton Velk"), other) == {}

    @pytest.mark.parametrize(
        "name", ["former Karvian president", "her president", "deputy Karvian president"]
    )
    def test_that_is_past_or_somebodys_names_nobody(self, name: str) -> None:
        held = named("actor:held", name, kind="unnamed", role="president", speaks_for="actor:karvia")
        assert ties(KARVIA, president("actor:anton-velk", "Anton Velk"), held) == {}

    @pytest.mark.parametrize("role", ["president-elect", "incoming president", "acting president"])
    def test_that_somebody_takes_over_is_left_open(self, role: str) -> None:
        anton = president("actor:anton-velk", "Anton Velk")
        ada = president("actor:ada-morn", "Ada Morn", role=role)
        assert ties(KARVIA, anton, ada, self.held) == {}
        deputy = president("actor:ada-morn", "Ada Morn", role="deputy president")
        assert ties(KARVIA, anton, deputy, self.held) == {("karvian-president", "anton-velk"): HELD}

    @pytest.mark.parametrize("name", ["outgoing Karvian president", "Karvian president-elect"])
    def test_that_is_told_to_change_hands_is_left_open(self, name: str) -> None:
        other = named("actor:other", name, kind="unnamed", role="president")
        assert ties(KARVIA, president("actor:anton-velk", "Anton Velk"), self.held, other) == {}

    @pytest.mark.parametrize("name", ["ex-president of Karvia", "Karvian vice-president"])
    def test_that_is_marked_with_a_hyphen_names_nobody(self, name: str) -> None:
        other = named("actor:other", name, kind="unnamed", role="president")
        assert ties(KARVIA, president("actor:anton-velk", "Anton Velk"), other) == {}

    @pytest.mark.parametrize("name", ["South Karvian president", "president of South Karvia"])
    def test_of_a_state_of_a_longer_name_is_not_tied(self, name: str) -> None:
        other = named("actor:other", name, kind="unnamed", role="president")
        assert ties(KARVIA, president("actor:anton-velk", "Anton Velk"), other) == {}

    def test_that_several_hold_names_nobody(self) -> None:
        one = president("actor:anton-velk", "Anton Velk", role="minister")
        held = named("actor:m", "Karvian minister", kind="unnamed", role="minister")
        assert ties(KARVIA, one, held) == {}

    def test_is_compared_in_one_spelling(self) -> None:
        assert office("Defense  Minister") == office("defence minister")


class TestForces:
    def test_of_one_state_under_two_names_are_one(self) -> None:
        first = named("actor:f1", "Karvian armed forces", kind="armed force")
        second = named("actor:f2", "armed forces of Karvia", kind="armed force", speaks_for="actor:karvia")
        assert ties(KARVIA, first, second) == {("f2", "f1"): 0.9}

    def test_of_two_states_are_two(self) -> None:
        first = named("actor:f1", "Karvian armed forces", kind="armed force")
        second = named("actor:f2", "Lorvian armed forces", kind="armed force")
        assert ties(KARVIA, LORVIA, first, second) == {}

    def test_of_two_kinds_are_two(self) -> None:
        first = named("actor:f1", "Karvian navy", kind="armed force")
        second = named("actor:f2", "Karvian army", kind="armed force")
        assert ties(KARVIA, first, second) == {}

    def test_of_a_state_of_a_longer_name_is_another(self) -> None:
        first = named("actor:f1", "forces of South Karvia", kind="armed force", speaks_for="actor:karvia")
        assert ties(KARVIA, first, named("actor:f2", "South Karvian forces", kind="armed force")) == {}


def tied(a: str, b: str) -> Link:
    return Link(kind="actor", a=f"actor:{a}", b=f"actor:{b}", score=1.0, why="ruled")


def groups(ruled: Links, *actors: Actor) -> set[frozenset[str]]:
    links = ruled.with_links(actor_links(Record(actors=actors), ruled=ruled))
    return {frozenset(one.removeprefix("actor:") for one in group) for group in links.groups()}


class TestRuled:
    anton = named("actor:anton-velk", "Anton Velk")
    velk = named("actor:velk", "Velk")
    boris = named("actor:boris-orl", "Boris Orl")
    held = named("actor:karvian-president", "Karvian president", kind="unnamed", role="president")

    def test_surname_that_is_somebody_elses_does_not_join_the_two(self) -> None:
        assert groups(Links(links=(tied("velk", "boris-orl"),)), self.anton, self.velk, self.boris) == {
            frozenset({"velk", "boris-orl"})
        }

    def test_two_full_names_that_are_one_leave_the_surname_with_them(self) -> None:
        other = named("actor:a-velk", "A. Velk")
        assert groups(Links(links=(tied("a-velk", "anton-velk"),)), self.anton, other, self.velk) == {
            frozenset({"a-velk", "anton-velk", "velk"})
        }

    def test_office_goes_with_the_surname_that_was_taken_from_a_full_name(self) -> None:
        velk = president("actor:velk", "Velk")
        ruled = Links().parted("actor:velk", "actor:anton-velk")
        assert groups(ruled, KARVIA, self.anton, velk, self.held) == {
            frozenset({"velk", "karvian-president"})
        }

    def test_office_that_is_somebody_elses_does_not_join_the_two(self) -> None:
        anton = president("actor:anton-velk", "Anton Velk")
        ruled = Links(links=(tied("karvian-president", "boris-orl"),))
        assert groups(ruled, KARVIA, anton, self.boris, self.held) == {
            frozenset({"karvian-president", "boris-orl"})
        }

    def test_states_that_are_one_are_one_side(self) -> None:
        state = named("actor:republic", "Republic of Karvia", kind="state")
        anton = president("actor:anton-velk", "Anton Velk", speaks_for="actor:republic")
        ruled = Links(links=(tied("republic", "karvia"),))
        found = groups(ruled, KARVIA, state, anton, president("actor:velk", "Velk"))
        assert frozenset({"velk", "anton-velk"}) in found
        assert found != groups(Links(), KARVIA, state, anton, president("actor:velk", "Velk"))
