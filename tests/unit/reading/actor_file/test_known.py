"""What an actor file tells the reading: whom names mean, who holds an office, who speaks for whom."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.unit.reading.informed import (
    AFTER,
    BEFORE,
    DURING,
    FILE,
    IN_OFFICE,
    KARVIA,
    SARNLAND,
    VELK,
    actor,
    mentions,
    report,
    speakers,
    told,
)

from detente.documents.document import Document
from detente.errors import ReadingError
from detente.reading import read
from detente.reading.actor_file.known import prepare_actors
from detente.reading.actor_file.load import ActorFile, parse_actor_file
from detente.reading.knowledge.world import load_world
from detente.reading.proposed import Proposed


class TestNames:
    def test_an_alias_ties_mentions_to_one_actor_across_documents(self) -> None:
        record = told(
            FILE,
            report("Anton Velk said that the war would end.", name="a"),
            report("The Sparrow said that he agreed. Velk left.", name="b"),
        )
        velk = actor(record, "Anton Velk")
        assert velk.id == "actor:anton-velk"
        assert velk.basis == "actor file"
        assert [mention.text for mention in velk.mentions] == ["Anton Velk", "Sparrow", "Velk"]
        assert speakers(record) == ["Anton Velk", "Anton Velk"]

    def test_an_actor_whom_no_report_mentions_is_not_in_the_record(self) -> None:
        record = told(FILE, "The weather was fine in Tolmen.")
        assert [one.name for one in record.actors] == ["Sarnland"]

    def test_whom_a_mentioned_actor_speaks_for_is_in_the_record(self) -> None:
        record = told(FILE, "Anton Velk said that the war would end.")
        assert actor(record, "Anton Velk").speaks_for == "actor:karvia"
        assert actor(record, "Karvia").mentions == ()

    @pytest.mark.parametrize(
        ("kind", "of_actor"),
        [("person", "person"), ("organisation", "organisation"), ("armed force", "armed force"),
         ("group", "group"), ("state", "state")],
    )  # fmt: skip
    @pytest.mark.parametrize(
        "text", ["Tolmar said that it was over.", "They shelled Tolmar.", "The men of Tolmar left."]
    )
    def test_the_file_decides_what_a_name_is(self, kind: str, of_actor: str, text: str) -> None:
        record = told(f'[[actor]]\nname = "Tolmar"\nkind = "{kind}"\n', text)
        assert actor(record, "Tolmar").kind == of_actor

    @pytest.mark.parametrize(
        ("alias", "text", "words"),
        [
            ("M23", "M23 attacked the town.", "M23"),
            ("the brothers", "On Monday the brothers attacked the town.", "brothers"),
            ("1st Shore Guard", "The 1st Shore Guard attacked the town.", "1st Shore Guard"),
            ("al-Nur", "Fighters of al-Nur attacked the town.", "al-Nur"),
            ("الفجر", "Fighters of الفجر attacked the town.", "الفجر"),
            ("Nūr Front", "The Nur Front attacked the town.", "Nur Front"),
            ("Hope", "Hope attacked the town.", "Hope"),
            ("The Others", "The Others attacked the town.", "Others"),
        ],
    )
    def test_an_alias_is_a_name_however_it_is_written(self, alias: str, text: str, words: str) -> None:
        record = told(f'[[actor]]\nname = "Dawn Movement"\nkind = "group"\naliases = ["{alias}"]\n', text)
        assert mentions(record, "Dawn Movement") == [words]

    @pytest.mark.parametrize(
        "text",
        [
            "Karl Sparrow said no.", "They climbed Sparrow Hill.", "The sparrow sang.",
            "A Sparrowhawk flew by.", "The Anton Velk Brigade attacked the town.", "Velk Street was empty.",
        ],
    )  # fmt: skip
    def test_a_part_of_another_name_is_not_the_alias(self, text: str) -> None:
        record = told(VELK.replace("the Sparrow", "Sparrow"), text)
        assert "Anton Velk" not in [one.name for one in record.actors]

    def test_a_name_in_capitals_is_the_same(self) -> None:
        record = told(FILE, "ANTON VELK SAYS NO\n\nAnton Velk said that it was late. He left.")
        assert mentions(record, "Anton Velk")[:2] == ["ANTON VELK", "Anton Velk"]

    def test_a_middle_name_in_either_place_makes_no_second_person(self) -> None:
        for given, written in (("Anton R. Velk", "Anton Velk"), ("Anton Velk", "Anton R. Velk")):
            file = VELK.replace("Anton Velk", given)
            record = told(file, f"{given} said that it was late. {written} left. Velk wept.")
            assert len(mentions(record, given)) == 3

    def test_a_person_keeps_title_and_form_of_address(self) -> None:
        record = told(VELK, "Mrs Anton Velk said that it was late. General Anton Velk left.")
        assert actor(record, "Anton Velk").role == "general"

    def test_a_state_keeps_its_adjective_its_people_and_its_capital(self) -> None:
        record = told(
            FILE,
            "Sarnish troops left. The Sarnish agreed. Karvian troops stayed. Tolmen said that it was over.",
        )
        assert mentions(record, "Sarnland") == ["Sarnish", "Sarnish", "Tolmen"]
        assert mentions(record, "Karvia") == ["Karvian"]
        assert speakers(record)[-1] == "Sarnland"

    def test_every_name_the_world_has_for_a_state_means_the_actor_of_the_file(self) -> None:
        record = told(
            '[[actor]]\nname = "the French"\nkind = "state"\naliases = ["France"]\n'
            '[[actor]]\nname = "Ann Berg"\nkind = "person"\nspeaks_for = "French Republic"\n',
            "Paris said no. French troops left. Ann Berg stayed in France.",
        )
        assert mentions(record, "the French") == ["Paris", "French", "France"]
        assert actor(record, "Ann Berg").speaks_for == actor(record, "the French").id

    def test_every_name_the_world_has_for_a_body_means_the_actor_of_the_file(self) -> None:
        file = '[[actor]]\nname = "Atlantic Alliance"\nkind = "organisation"\naliases = ["NATO"]\n'
        record = told(file, "NATO said no. The North Atlantic Treaty Organization stayed.")
        assert mentions(record, "Atlantic Alliance") == ["NATO", "North Atlantic Treaty Organization"]

    def test_whose_side_an_actor_is_on_is_told_and_speaks_for_nobody(self) -> None:
        file = '[[actor]]\nname = "M23"\nkind = "armed force"\nside = "Sarnland"\n'
        m23 = actor(told(SARNLAND + file, "M23 attacked the town."), "M23")
        assert (m23.speaks_for, m23.basis) == (None, "actor file, on the side of Sarnland")

    def test_two_of_one_surname_stay_apart(self) -> None:
        file = VELK + '[[actor]]\nname = "Ann Velk"\nkind = "person"\n'
        record = told(file, "Anton Velk met Ann Velk. Velk said that it was over.")
        assert mentions(record, "Anton Velk") == ["Anton Velk"]
        assert mentions(record, "Ann Velk") == ["Ann Velk"]

    def test_a_surname_alone_names_nobody_whom_no_report_names_in_full(self) -> None:
        record = told(FILE, "Velk said that it was over.")
        assert "Anton Velk" not in [one.name for one in record.actors]


class TestOffices:
    @pytest.mark.parametrize(
        ("day", "is_held"), [(BEFORE, False), (DURING, True), (AFTER, False), (None, False)]
    )
    def test_the_office_means_its_holder_on_the_day_of_the_report(
        self, day: date | None, is_held: bool
    ) -> None:
        text = "The Karvian president said on Monday that the war would end. He added that talks had failed."
        record = told(FILE, report(text, day))
        names = [one.name for one in record.actors]
        assert ("Anton Velk" in names) == is_held
        assert speakers(record)[0] == ("Anton Velk" if is_held else "Karvian president")
        if is_held:
            velk = actor(record, "Anton Velk")
            assert (velk.role, velk.speaks_for, velk.kind) == ("president", "actor:karvia", "person")
            assert [mention.text for mention in velk.mentions] == ["The Karvian president"]

    @pytest.mark.parametrize("words", ["Karvian leader", "president of Karvia", "acting Karvian president"])
    def test_the_office_may_be_worded_otherwise(self, words: str) -> None:
        record = told(FILE, f"The {words} said that the war would end.")
        assert speakers(record) == ["Anton Velk"]

    @pytest.mark.parametrize(
        "words",
        ["A Karvian president", "The former Karvian president", "The Karvian vice president",
         "The next Karvian president", "The Sarnish president", "The Karvian foreign minister"],
    )  # fmt: skip
    def test_another_office_means_somebody_else(self, words: str) -> None:
        record = told(FILE, f"{words} said that the war would end.")
        assert "Anton Velk" not in [one.name for one in record.actors]

    def test_the_holder_named_in_the_report_and_the_office_are_one(self) -> None:
        record = told(FILE, "Anton Velk left Tolmen. The Karvian president said that the war would end.")
        assert speakers(record) == ["Anton Velk"]

    def test_each_report_has_the_holder_of_its_own_day(self) -> None:
        berg = (
            '[[actor]]\nname = "Karl Berg"\nkind = "person"\n'
            '[[actor.office]]\ntitle = "President"\nof = "Karvia"\nfrom = 2026-06-01\n'
        )
        text = "The Karvian president said that the war would end."
        record = told(
            FILE + berg, report(text, DURING, name="a"), report(text, AFTER, name="b"), report(text, name="c")
        )
        assert speakers(record) == ["Anton Velk", "Anton Velk", "Karl Berg"]

    def test_on_the_day_of_a_handover_the_office_names_nobody(self) -> None:
        berg = (
            '[[actor]]\nname = "Karl Berg"\nkind = "person"\n'
            '[[actor.office]]\ntitle = "president"\nof = "Karvia"\nfrom = 2026-06-01\n'
        )
        record = told(
            FILE + berg, report("The Karvian president said that the war would end.", date(2026, 6, 1))
        )
        assert speakers(record) == ["Karvian president"]

    def test_an_office_that_is_over_is_not_taken_over_from_an_earlier_report(self) -> None:
        record = told(
            FILE,
            report("Karvian President Anton Velk said that it was late.", DURING, name="a"),
            report("Anton Velk wept. The Karvian president said that it was early.", AFTER, name="b"),
        )
        assert speakers(record) == ["Anton Velk", "Karvian president"]

    @pytest.mark.parametrize(
        ("text", "is_tied"),
        [
            ("President Velk said that it was late. Velk left.", True),
            ("Karvian President Velk said that it was late.", True),
            ("Sarnish President Velk said that it was late.", False),
            ("General Velk said that it was late.", False),
            ("Ann Velk wept. President Velk said that it was late.", False),
        ],
    )
    def test_a_surname_with_the_office_is_its_holder(self, text: str, is_tied: bool) -> None:
        assert ("Anton Velk" in speakers(told(FILE, text))) == is_tied

    def test_a_surname_with_an_office_that_is_over_is_not(self) -> None:
        record = told(FILE, report("President Velk said that it was late.", AFTER))
        assert "Anton Velk" not in [one.name for one in record.actors]

    def test_an_office_that_speaks_for_nobody_ties_nobody_to_the_state(self) -> None:
        file = KARVIA + VELK + IN_OFFICE.replace('"president"', '"opposition leader"')
        velk = actor(told(file, "Anton Velk said that it was late."), "Anton Velk")
        assert (velk.role, velk.speaks_for) == ("opposition leader", None)

    def test_speaks_for_holds_on_every_day_and_gives_way_to_an_office(self) -> None:
        file = KARVIA + SARNLAND + VELK + 'speaks_for = "Sarnland"\n' + IN_OFFICE
        sides = [
            actor(told(file, report("Anton Velk said that it was late.", day)), "Anton Velk").speaks_for
            for day in (DURING, AFTER, None)
        ]
        assert sides == ["actor:karvia", "actor:sarnland", "actor:sarnland"]

    def test_words_that_bear_the_office_out_are_its_passage(self) -> None:
        velk = actor(told(FILE, "Karvian President Anton Velk said that it was late."), "Anton Velk")
        assert velk.speaks_for_passage is not None
        assert velk.speaks_for_passage.text == "Karvian President Anton Velk"
        silent = actor(told(FILE, "Anton Velk said that it was late."), "Anton Velk")
        assert silent.speaks_for_passage is None


def test_gender_serves_pronouns() -> None:
    known = prepare_actors(
        parse_actor_file((VELK + 'gender = "she"').encode(), name="actors.toml"), load_world()
    )
    figure = known.own_figure("actor:anton-velk", DURING)
    assert figure.gender == "she"


def test_an_unlisted_actor_has_no_figure() -> None:
    known = prepare_actors(parse_actor_file(FILE.encode(), name="actors.toml"), load_world())
    assert known.figure("actor:karl-berg", DURING) is None
    with pytest.raises(KeyError):
        known.own_figure("actor:karl-berg", DURING)


def test_without_a_file_nothing_changes() -> None:
    text = "Karvian President Anton Velk said that it was late. The Sparrow left."
    record = read([report(text)])
    assert "actor file" not in record.reader
    assert all(one.basis != "actor file" for one in record.actors)


def test_a_shared_word_is_of_the_state_that_the_file_and_the_text_name() -> None:
    file = '[[actor]]\nname = "Northern Korea"\nkind = "state"\naliases = ["North Korea"]\n'
    record = told(file, "Northern Korea said no. Korean troops left.")
    assert mentions(record, "Northern Korea") == ["Northern Korea", "Korean"]


class Parrot:
    """A reader that says what it was told of who is who, and nothing else."""

    name = "parrot"

    def __init__(self, actors: ActorFile | None = None) -> None:
        self.actors = actors

    @property
    def description(self) -> str:
        return f"parrot of {len(self.actors.actors) if self.actors is not None else 0}"

    def with_actors(self, actors: ActorFile) -> Parrot:
        return Parrot(actors)

    def read(self, document: Document) -> Proposed:
        return Proposed()


def test_any_reader_may_take_a_file() -> None:
    file = parse_actor_file(FILE.encode(), name="actors.toml")
    assert read([report("Karvia left.")], reader=Parrot()).reader == "parrot of 0"
    for record in (
        read([report("Karvia left.")], reader=Parrot(), actors=file),
        read([report("Karvia left.")], reader=Parrot(file)),
    ):
        assert record.reader == f"parrot of 3; {file.description}"


def test_a_reader_that_takes_none_refuses_one() -> None:
    class Deaf:
        name = "deaf"
        description = "deaf"

        def read(self, document: Document) -> Proposed:
            return Proposed()

    file = parse_actor_file(FILE.encode(), name="actors.toml")
    with pytest.raises(ReadingError, match="reader 'deaf' takes no actor file: read without"):
        read([report("Karvia left.")], reader=Deaf(), actors=file)


def test_a_path_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "who.toml"
    path.write_text(FILE, encoding="utf-8")
    assert "'who.toml'" in read([report("Karvia left.")], actors=path).reader


def test_the_record_says_which_file_was_used() -> None:
    assert "; actor file 'actors.toml' (sha256 " in told(FILE, "Karvia left.").reader
