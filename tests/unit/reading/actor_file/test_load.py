from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from detente.errors import ActorFileError
from detente.reading.actor_file.load import (
    MAX_BYTES,
    ActorFile,
    KnownActor,
    Office,
    load_actor_file,
    parse_actor_file,
)

ROOT = Path(__file__).resolve().parents[4]
VELK = '[[actor]]\nname = "Anton Velk"\nkind = "person"\n'
OFFICE = '[[actor.office]]\ntitle = "president"\nof = "Karvia"\n'
BERG = '[[actor]]\nname = "Karl Berg"\nkind = "person"\n'


def parse(text: str) -> ActorFile:
    return parse_actor_file(text.encode(), name="actors.toml")


def test_every_field_is_read() -> None:
    file = parse(
        '[[actor]]\nname = "Karvia"\nkind = "state"\naliases = ["KR"]\ndemonyms = ["Karvish"]\n'
        'capitals = ["Tolmen"]\nside = "North"\n'
        + VELK
        + 'aliases = ["the Sparrow", "A.  Velk"]\ngender = "they"\nspeaks_for = "Karvia"\n'
        + OFFICE
        + "from = 2024-05-01\nuntil = 2025-05-01\n"
        + '[[actor.office]]\ntitle = "envoy"\nof = "Karvia"\nfrom = "2025-06-01"\n'
    )
    assert file.actors == (
        KnownActor(
            name="Karvia", kind="state", aliases=("KR",), demonyms=("Karvish",), capitals=("Tolmen",),
            side="North", line=1,
        ),
        KnownActor(
            name="Anton Velk", kind="person", aliases=("the Sparrow", "A. Velk"), speaks_for="Karvia",
            gender="they", line=8,
            offices=(
                Office(
                    title="president", of="Karvia", since=date(2024, 5, 1), until=date(2025, 5, 1), line=14
                ),
                Office(title="envoy", of="Karvia", since=date(2025, 6, 1), line=19),
            ),
        ),
    )  # fmt: skip


def test_a_file_is_known_by_its_name_and_digest(tmp_path: Path) -> None:
    path = tmp_path / "who.toml"
    path.write_bytes(b"\xef\xbb\xbf" + VELK.encode())
    first = load_actor_file(path)
    assert first.name == "who.toml"
    assert first.sha256[:12] in first.description
    path.write_text(BERG, encoding="utf-8")
    assert load_actor_file(str(path)).sha256 != first.sha256


@pytest.mark.parametrize(
    ("since", "until", "held"),
    [
        (None, None, [True, True, True, True]),
        (date(2025, 1, 2), None, [False, True, True, False]),
        (None, date(2025, 1, 2), [True, True, False, False]),
        (date(2025, 1, 2), date(2025, 1, 2), [False, True, False, False]),
    ],
)
def test_an_office_is_held_from_its_first_day_to_its_last(
    since: date | None, until: date | None, held: list[bool]
) -> None:
    office = Office(title="president", of="Karvia", since=since, until=until)
    days = [date(2025, 1, 1), date(2025, 1, 2), date(2025, 1, 3), None]
    assert [office.holds_on(day) for day in days] == held


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("", "actors.toml", "names nobody: write a table [[actor]]"),
        ("title = 'x'", "actors.toml", "'title' at its top"),
        ("[actor]\nname = 'x'", "actors.toml", "write [[actor]]"),
        ("[[actor]\n", "line 1", "not valid TOML"),
        ("[[actor]]\nname = 'x'\nname = 'y'\n", "line 3", "not valid TOML"),
        ("[[actor]]\nkind = 'person'", "line 1", "lacks 'name'"),
        ("[[actor]]\nname = 'Velk'", "line 1", "actor 'Velk' lacks 'kind'"),
        ("[[actor]]\nname = 7\nkind = 'person'", "line 2", "has name = 7"),
        ("[[actor]]\nname = ' - '\nkind = 'person'", "line 2", "a name without letters"),
        ("[[actor]]\nname = 'x'\nkind = 'country'", "line 3", "it is one of person, state"),
        (VELK + "alias = ['x']", "line 4", "the unknown key 'alias' (actors.toml, line 4): did you mean 'al"),
        (VELK + "aliases = 'x'", "line 4", "it must be a list of names"),
        (VELK + "aliases = ['x', '']", "line 4", "an alias without letters"),
        (VELK + "aliases = ['a\\tb']".replace("'", '"'), "line 4", "U+0009"),
        (VELK + 'aliases = ["Ab\\u0000"]', "line 4", "U+0000"),
        (VELK + 'aliases = ["\\u202eAbc"]', "line 4", "U+202E"),
        (VELK + f"aliases = ['{'x' * 201}']", "line 4", "an alias of 201 characters"),
        (VELK + "gender = 'him'", "line 4", "it is one of he, she, they"),
        (VELK + "demonyms = ['Velkish']", "line 4", "only an actor of kind 'state' has"),
        ("[[actor]]\nname = 'X'\nkind = 'state'\n" + OFFICE, "line 1", "only an actor of kind 'person'"),
        (VELK + "[[actor.office]]\ntitle = 'president'", "line 4", "an office of 'Anton Velk' lacks 'of'"),
        (VELK + OFFICE + "form = 2025-01-01", "line 7", "did you mean 'from'?"),
        (VELK + OFFICE + "from = 2025-01-01T10:00:00", "line 7", "a day like 2025-04-24"),
        (VELK + OFFICE + "from = 'May'", "line 7", "a day like 2025-04-24"),
        (VELK + OFFICE + "from = 2025-01-02\nuntil = 2025-01-01", "line 8", "before it begins on 2025-01-02"),
        (VELK + BERG + "aliases = ['the Anton Velk']", "line 4", "leave it to one of them"),
        (VELK + "[[actor]]\nname = 'Antón velk'\nkind = 'person'", "line 4", "join them or rename one"),
        (VELK + "speaks_for = 'Anton Velk'", "line 1", "speaks for itself in a circle"),
        (VELK + "speaks_for = 'Karl Berg'\n" + BERG + "speaks_for = 'Anton Velk'", "line 1", "in a circle"),
        (VELK + OFFICE + BERG + OFFICE, "line 10", "two holders at one time"),
        ("actor = [{name = 'x', kind = 'y'}]", "[[actor]] number 1", "has the kind 'y'"),
        ("x = " + "[" * 100_000, "actors.toml", "nests brackets too deep"),
        ("a" + ".a" * 5_000 + " = 1", "actors.toml", "very many dots"),
        ("x = " + "9" * 10_000, "actors.toml", "cannot be read"),
    ],
)  # fmt: skip
def test_what_breaks_a_rule_is_refused_with_its_place_and_the_next_step(
    text: str, place: str, words: str
) -> None:
    with pytest.raises(ActorFileError) as caught:
        parse(text)
    assert place in str(caught.value)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("first", "second", "may_be"),
    [
        ("until = 2025-01-01", "from = 2025-01-01", True),
        ("until = 2025-01-02", "from = 2025-01-01", False),
        ("", "from = 2025-01-01", False),
        ("from = 2020-01-01\nuntil = 2030-01-01", "from = 2024-01-01\nuntil = 2025-01-01", False),
    ],
)
def test_an_office_of_one_holder_has_one_on_any_day_but_that_of_a_handover(
    first: str, second: str, may_be: bool
) -> None:
    for one, other in ((first, second), (second, first)):
        text = f"{VELK}{OFFICE}{one}\n{BERG}{OFFICE}{other}\n"
        if may_be:
            assert len(parse(text).actors) == 2
        else:
            with pytest.raises(ActorFileError, match="two holders at one time"):
                parse(text)


@pytest.mark.parametrize("title", ["envoy", "minister", "Vice President", "leader", "spokesman"])
def test_an_office_that_several_hold_may_have_several(title: str) -> None:
    office = OFFICE.replace("president", title)
    assert len(parse(VELK + office + BERG + office).actors) == 2


def test_one_person_may_hold_one_office_twice_and_another_elsewhere() -> None:
    terms = f"{OFFICE}until = 2020-01-01\n{OFFICE}from = 2024-01-01\n"
    other = BERG + OFFICE.replace("Karvia", "Sarnland")
    assert [len(actor.offices) for actor in parse(VELK + terms + other).actors] == [2, 1]


def test_names_of_every_script_are_names() -> None:
    file = parse('[[actor]]\nname = "حركة الفجر"\nkind = "group"\naliases = ["תנועת השחר", "M23"]')
    assert file.actors[0].names == ("حركة الفجر", "תנועת השחר", "M23")


def test_a_file_larger_than_a_conflict_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.toml"
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(ActorFileError, match="at most 1,000,000 are read"):
        load_actor_file(path)


def test_what_is_no_text_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "actors.toml"
    path.write_bytes(b"[[actor]]\nname = '\xff'")
    for where, words in (
        (path, "not UTF-8 (byte 18)"),
        (tmp_path, "not a plain file"),
        (tmp_path / "gone.toml", "does not exist"),
        (Path("a\0b"), "no null sign"),
    ):
        with pytest.raises(ActorFileError) as caught:
            load_actor_file(where)
        assert words in str(caught.value)


def test_hostile_strings_are_read_as_names_or_refused(shared: Path) -> None:
    items = json.loads((shared / "hostile" / "inputs.json").read_text(encoding="utf-8"))["items"]
    refused = []
    for words in [item["input"] for item in items if isinstance(item["input"], str)]:
        text = f"{VELK}aliases = [{json.dumps(words)}]"
        try:
            (actor,) = parse(text).actors
        except ActorFileError as error:
            refused.append((words, str(error)))
        else:
            assert actor.aliases == (" ".join(words.split()),)
    assert all("(actors.toml, line 4)" in message for _, message in refused)
    assert any("\x00" in words for words, _ in refused)
    assert any("\u202e" in words for words, _ in refused)
    assert len(refused) < len(items) / 4


def test_the_reference_page_names_every_key_and_no_other() -> None:
    page = (ROOT / "docs" / "reference" / "actor-file.md").read_text(encoding="utf-8")
    for heading, text in (("[[actor]]", VELK + "x = 1"), ("[[actor.office]]", VELK + OFFICE + "x = 1")):
        with pytest.raises(ActorFileError) as caught:
            parse(text)
        known = set(str(caught.value).partition("there are ")[2].split(", ")) - {"office"}
        section = page.partition(f"\n## `{heading}`\n")[2].partition("\n## ")[0]
        assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == known
