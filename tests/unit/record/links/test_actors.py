"""A surname or an office alone is tied to the one of the record that it fits, and to nobody when two do."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests.unit.record.made import named, report

from detente.record.links.actors import (
    ALONE,
    BODY,
    BORNE_OUT,
    HELD,
    MOST_FITTING,
    OTHER_OFFICE,
    SEVERAL,
    actor_links,
    contested,
)
from detente.record.links.link import Link, Links
from detente.record.links.names import office
from detente.record.record import Record
from detente.record.values import Actor, Role

KARVIA = named("actor:karvia", "Karvia", kind="state")
LORVIA = named("actor:lorvia", "Lorvia", kind="state")


def told(*actors: Actor, is_open: bool) -> dict[tuple[str, str], float]:
    found = [link for link in actor_links(Record(actors=actors)) if link.is_open is is_open]
    return {(link.a.removeprefix("actor:"), link.b.removeprefix("actor:")): link.score for link in found}


def ties(*actors: Actor) -> dict[tuple[str, str], float]:
    return told(*actors, is_open=False)


def listed(*actors: Actor) -> dict[tuple[str, str], float]:
    return told(*actors, is_open=True)


def president(identifier: str, name: str, **fields: Any) -> Actor:
    return named(identifier, name, **{"role": "president", "speaks_for": "actor:karvia", **fields})


class TestInitials:
    def test_with_a_surname_are_tied_to_the_one_full_name_they_are_short_for(self) -> None:
        dana, short = named("actor:dana-lenk", "Dana Lenk"), named("actor:d-lenk", "D. Lenk")
        olga = named("actor:olga-lenk", "Olga Lenk")
        assert ties(dana, short) == ties(short, dana) == {("d-lenk", "dana-lenk"): ALONE}
        assert ties(olga, short, dana) == {("d-lenk", "dana-lenk"): ALONE}
        assert ties(olga, short) == {}

    def test_that_two_full_names_fit_are_left_open(self) -> None:
        both = named("actor:dana-lenk", "Dana Lenk"), named("actor:dora-lenk", "Dora Lenk")
        short = named("actor:d-lenk", "D. Lenk")
        assert ties(*both, short) == {}
        assert listed(*both, short) == {("d-lenk", "dana-lenk"): SEVERAL, ("d-lenk", "dora-lenk"): SEVERAL}

    def test_are_no_second_full_name_for_the_surname_alone(self) -> None:
        actors = [named(f"actor:{n}", name) for n, name in enumerate(("D. Lenk", "Lenk", "Dana Lenk"))]
        for some in (actors, actors[::-1]):
            assert ties(*some) == {("0", "2"): ALONE, ("1", "2"): ALONE}
        assert ties(*actors[:2]) == {("1", "0"): ALONE}

    def test_of_another_side_or_office_are_somebody_else(self) -> None:
        dana = president("actor:dana-lenk", "Dana Lenk")
        other_side = named("actor:d-lenk", "D. Lenk", speaks_for="actor:lorvia")
        general = named("actor:d-lenk", "D. Lenk", role="general")
        assert ties(KARVIA, LORVIA, dana, other_side) == ties(KARVIA, dana, general) == {}

    def test_that_were_ruled_to_be_somebody_else_leave_the_surname_open(self) -> None:
        actors = tuple(named(f"actor:{n}", name) for n, name in enumerate(("D. Lenk", "Lenk", "Dana Lenk")))
        ruled = Links().parted("actor:0", "actor:2")
        found = actor_links(Record(actors=actors), ruled=ruled)
        assert {(link.a, link.b, link.is_open) for link in found} == {
            ("actor:1", "actor:0", True),
            ("actor:1", "actor:2", True),
        }


class TestBodyOfOneWord:
    BODY_READ = named("actor:varga", "Varga", kind="organisation")

    def test_that_is_the_surname_of_one_person_is_listed_and_not_tied(self) -> None:
        ilan = named("actor:ilan-varga", "Ilan Varga")
        assert ties(self.BODY_READ, ilan) == {}
        assert listed(self.BODY_READ, ilan) == {("varga", "ilan-varga"): BODY}

    def test_that_two_have_or_that_is_a_state_lists_nobody(self) -> None:
        both = named("actor:ilan-varga", "Ilan Varga"), named("actor:ada-varga", "Ada Varga")
        assert listed(self.BODY_READ, *both) == {}
        assert listed(named("actor:varga", "Varga", kind="state"), both[0]) == {}

    def test_that_was_ruled_whom_it_means_lists_nobody(self) -> None:
        actors = (self.BODY_READ, named("actor:ilan-varga", "Ilan Varga"))
        link = Link(kind="actor", a="actor:varga", b="actor:ilan-varga", score=1.0, why="ruled")
        assert actor_links(Record(actors=actors), ruled=Links().joined(link)) == ()


class TestSurname:
    def test_is_tied_to_the_one_full_name(self) -> None:
        anton, velk = named("actor:anton-velk", "Anton Velk"), named("actor:velk", "Velk")
        assert ties(velk, anton) == ties(anton, velk) == {("velk", "anton-velk"): ALONE}

    def test_is_left_open_when_two_have_it_who_are_listed(self) -> None:
        both = named("actor:anton-velk", "Anton Velk"), named("actor:boris-velk", "Boris Velk")
        velk = president("actor:velk", "Velk")
        assert ties(*both, velk) == {}
        assert listed(*both, velk) == {("velk", "anton-velk"): SEVERAL, ("velk", "boris-velk"): SEVERAL}

    def test_of_two_relatives_of_one_side_and_office_is_left_open(self) -> None:
        both = president("actor:anton-velk", "Anton Velk"), president("actor:boris-velk", "Boris Velk")
        velk = president("actor:velk", "Velk")
        for actors in ((KARVIA, *both, velk), (velk, KARVIA, *reversed(both))):
            assert ties(*actors) == {}
            assert listed(*actors) == {("velk", "anton-velk"): SEVERAL, ("velk", "boris-velk"): SEVERAL}

    def test_that_many_have_lists_nobody(self) -> None:
        many = [named(f"actor:{n}-velk", f"{n} Velk") for n in range(MOST_FITTING + 1)]
        velk = named("actor:velk", "Velk")
        assert listed(*many, velk) == {}
        assert len(listed(*many[1:], velk)) == MOST_FITTING

    def test_that_is_open_lists_nobody_of_another_side(self) -> None:
        anton = president("actor:anton-velk", "Anton Velk")
        boris = president("actor:boris-velk", "Boris Velk", speaks_for="actor:lorvia")
        velk = president("actor:velk", "Velk")
        assert listed(KARVIA, LORVIA, anton, boris, velk) == {("velk", "anton-velk"): SEVERAL}

    def test_is_surer_when_office_or_side_bears_it_out(self) -> None:
        anton = president("actor:anton-velk", "Anton Velk")
        assert ties(KARVIA, anton, president("actor:velk", "Velk"))[("velk", "anton-velk")] == BORNE_OUT
        same_side = president("actor:velk", "Velk", role=None)
        assert ties(KARVIA, anton, same_side)[("velk", "anton-velk")] == BORNE_OUT

    def test_with_another_office_may_be_a_relative_and_is_left_open(self) -> None:
        anton = president("actor:anton-velk", "Anton Velk")
        general = president("actor:velk", "Velk", role="general")
        assert ties(KARVIA, anton, general) == {}
        assert listed(KARVIA, anton, general) == {("velk", "anton-velk"): OTHER_OFFICE}

    def test_is_borne_out_by_an_office_held_at_another_time(self) -> None:
        roles = tuple(
            Role(document=f"doc:{n}", words=role) for n, role in enumerate(("general", "president"))
        )
        anton = president("actor:anton-velk", "Anton Velk", role="general", roles=roles)
        assert ties(KARVIA, anton, president("actor:velk", "Velk"))["velk", "anton-velk"] == BORNE_OUT

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


def called(*roles: tuple[str, int | None]) -> tuple[Role, ...]:
    """Return roles told on days of the year 2031, by their number; None for a report without a day."""
    return tuple(
        Role(document=f"doc:{n}", words=words, told_on=None if day is None else day_of(day))
        for n, (words, day) in enumerate(roles)
    )


def day_of(number: int) -> date:
    return date(2031, 1, 1) + timedelta(number)


class TestOfficeThatChangesHands:
    """The office alone means whoever held it on the day of the report, as far as that is told."""

    held = named("actor:karvian-president", "Karvian president", kind="unnamed", role="president")
    anton = president("actor:anton-velk", "Anton Velk", roles=called(("president", 0), ("president", 90)))
    ada = president(
        "actor:ada-morn",
        "Ada Morn",
        role="foreign minister",
        roles=called(("foreign minister", 10), ("president", 200), ("president", 250)),
    )

    def holder(self, day: int | None, *actors: Actor) -> str | None:
        links = actor_links(Record(actors=(KARVIA, *actors, self.held)))
        on = None if day is None else day_of(day)
        found = [link.b for link in links if link.a == self.held.id and link.holds_on(on)]
        assert len(found) <= 1
        return found[0].removeprefix("actor:") if found else None

    @pytest.mark.parametrize(
        ("day", "who"),
        [
            (0, "anton-velk"), (45, "anton-velk"), (90, "anton-velk"), (101, "anton-velk"),
            (102, None), (150, None), (188, None), (189, "ada-morn"),
            (200, "ada-morn"), (250, "ada-morn"), (281, "ada-morn"), (282, None),
            (-31, "anton-velk"), (-32, None), (None, None),
        ],
    )  # fmt: skip
    def test_is_tied_to_the_holder_of_the_day(self, day: int | None, who: str | None) -> None:
        for actors in ((self.anton, self.ada), (self.ada, self.anton)):
            assert self.holder(day, *actors) == who

    def test_on_days_on_which_two_are_called_so_is_left_open(self) -> None:
        late = president("actor:anton-velk", "Anton Velk", roles=called(("president", 0), ("president", 210)))
        found = [self.holder(day, late, self.ada) for day in (100, 199, 200, 205, 210, 211)]
        assert found == ["anton-velk"] * 2 + [None] * 3 + ["ada-morn"]

    def test_with_another_holder_of_whom_no_day_is_known_is_left_open(self) -> None:
        undated = president("actor:ada-morn", "Ada Morn", roles=called(("president", None)))
        assert [self.holder(day, self.anton, undated) for day in (0, 45, None)] == [None] * 3

    def test_that_somebody_is_told_to_have_left_is_not_his_from_then_on(self) -> None:
        left = president(
            "actor:anton-velk",
            "Anton Velk",
            roles=called(
                ("president", 0), ("president", 90), ("former president", 95), ("ex-president", 300)
            ),
        )
        assert [self.holder(day, left) for day in (45, 90, 92, 95, 120, 300, 320)] == [
            *["anton-velk"] * 2,
            *[None] * 5,
        ]
        assert self.holder(250, left, self.ada) == "ada-morn"

    def test_that_somebody_is_about_to_take_over_is_open_on_these_days(self) -> None:
        elect = president(
            "actor:ada-morn", "Ada Morn", roles=called(("president-elect", 80), ("president", 200))
        )
        found = [self.holder(day, self.anton, elect) for day in (70, 79, 80, 85, 200, 210)]
        assert found == ["anton-velk"] * 2 + [None, "anton-velk"] + ["ada-morn"] * 2

    def test_is_tied_through_surnames_to_the_one_who_bears_them(self) -> None:
        full = president("actor:anton-velk", "Anton Velk", roles=called(("president", 0)))
        bare = president("actor:velk", "Velk", roles=called(("president", 60)))
        assert self.holder(40, full, bare, self.ada) == "anton-velk"

    def test_says_from_when_to_when(self) -> None:
        links = actor_links(Record(actors=(KARVIA, self.anton, self.ada, self.held)))
        why = [link.why for link in links if link.a == self.held.id]
        assert why == [
            "'Anton Velk' is the president of that side in reports from 2030-12-01 to 2031-04-12",
            "'Ada Morn' is the president of that side in reports from 2031-07-09 to 2031-10-09",
        ]

    def test_of_one_holder_is_tied_in_all_reports(self) -> None:
        assert self.holder(None, self.anton) == self.holder(5000, self.anton) == "anton-velk"

    def test_takes_days_of_roles_from_reports_where_all_tell_one(self) -> None:
        reports = [
            report(f"{name} came.", "Herald", day_of(day)) for name, day in (("Velk", 0), ("Morn", 200))
        ]
        actors = [
            president(one, name, mentions=(where.passage(name),))
            for one, name, where in zip(("actor:velk", "actor:morn"), ("Velk", "Morn"), reports, strict=True)
        ]
        held = Record(documents=tuple(one.document for one in reports), actors=(KARVIA, *actors, self.held))
        found = [link for link in actor_links(held) if link.a == self.held.id]
        assert [(link.b, link.holds_on(day_of(0)), link.holds_on(day_of(200))) for link in found] == [
            ("actor:velk", True, False),
            ("actor:morn", False, True),
        ]

    def test_days_matter_only_where_the_office_is_told_of_several(self) -> None:
        assert contested((KARVIA, self.anton, self.held)) == set()
        assert contested((KARVIA, self.anton, self.ada, self.held)) == {"actor:anton-velk", "actor:ada-morn"}
        elect = named("actor:elect", "Karvian president-elect", kind="unnamed", role="president")
        assert contested((KARVIA, self.anton, elect)) == {"actor:anton-velk", "actor:elect"}
        ruled = Links(links=(tied("ada-morn", "anton-velk"),))
        assert contested((KARVIA, self.anton, self.ada, self.held), ruled=ruled) == set()


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
