from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.unit.case.conflicts import mediated_war

from detente.case import Case
from detente.case.expressions import parse
from detente.case.loading import MAX_CHARACTERS
from detente.case.model import Assumption, Concern, Definition, Judgement, Option, Party, Rule, Standing
from detente.errors import CaseError

TEXT = """\
title = "The river war"

[[party]]
id = "southmark"
name = "Southmark"
role = "belligerent"
speaks = ["actor:2"]

[[party]]
id = "northland"
name = "Northland"
role = "belligerent"
is_member = "open"

[[option]]
id = "accept"
party = "southmark"
text = "accepts the plan"

[[option]]
id = "strike"
party = "southmark"
text = "strikes"
cites = ["event:1"]

[[option]]
id = "accept"
party = "northland"
text = "accepts the plan"
moves = "on"

[define]
deal = "northland.accept & southmark.accept"     # all that matters
war = { when = "!deal", text = "there is no deal" }

[[rule]]
never = "southmark.accept & southmark.strike"
because = "they exclude each other"

[[concern]]
party = "southmark"
wants = "!deal"
because = "the terms leave the river with Northland"
weight = [0.2, 0.6]
for = ["event:1"]
against = ["response:2"]

[[concern]]
party = "southmark"
avoids = "war"
weight = 0.5
order = 2
grade = "assumption"
assumption = "weary"

[[concern]]
id = "mine"
party = "northland"
about = "deal"
weight = "open"

[[assumption]]
name = "weary"
text = "War is avoided."

[now]
southmark.strike = true
"northland.accept" = { is_taken = false, cites = ["response:1"] }

[[judgement]]
text = "The plan is accepted by both"
probability = [0.2, 0.4]
confidence = "low"
by = 2031-06-01
"""


def changed(old: str, new: str) -> str:
    assert TEXT.count(old) >= 1
    return TEXT.replace(old, new, 1)


def test_every_field_is_read() -> None:
    case = Case.loads(TEXT)
    assert case.title == "The river war"
    assert case.method == "weights"
    assert case.parties[1] == Party(id="northland", name="Northland", role="belligerent", is_member=None)
    assert case.parties[0].speaks == ("actor:2",)
    assert case.options[2] == Option(id="accept", party="northland", text="accepts the plan", moves="on")
    assert case.definitions[1] == Definition(name="war", condition="!deal", text="there is no deal")
    assert case.rules == (
        Rule(never="southmark.accept & southmark.strike", because="they exclude each other"),
    )
    assert case.concerns[0] == Concern(
        id="southmark-1",
        party="southmark",
        kind="wants",
        condition="!deal",
        because="the terms leave the river with Northland",
        weight=(0.2, 0.6),
        supports=("event:1",),
        against=("response:2",),
    )
    assert case.concerns[1].weight == (0.5, 0.5)
    assert (case.concerns[1].id, case.concerns[1].order, case.concerns[1].assumption) == (
        "southmark-2",
        2,
        "weary",
    )
    assert (case.concerns[2].id, case.concerns[2].kind, case.concerns[2].weight) == ("mine", "about", None)
    assert case.assumptions == (Assumption(name="weary", text="War is avoided."),)
    assert case.now == (
        Standing(option="southmark.strike", is_taken=True),
        Standing(option="northland.accept", is_taken=False, cites=("response:1",)),
    )
    assert case.judgements == (
        Judgement(
            text="The plan is accepted by both",
            probability=(0.2, 0.4),
            confidence="low",
            by=date(2031, 6, 1),
        ),
    )


def test_what_is_saved_loads_as_it_was(tmp_path: Path) -> None:
    case = Case.loads(TEXT)
    case.save(tmp_path / "case.toml")
    assert Case.load(tmp_path / "case.toml") == case
    assert Case.load(str(tmp_path / "case.toml")) == case
    assert [path.name for path in tmp_path.iterdir()] == ["case.toml"]
    assert Case.load(TEXT) == case


def test_windows_line_ends_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert Case.load(tmp_path / "case.toml") == Case.loads(TEXT)


def test_a_case_that_breaks_a_rule_is_not_written(tmp_path: Path) -> None:
    case = replace(Case.loads(TEXT), options=())
    with pytest.raises(CaseError, match="neither an option nor a definition"):
        case.save(tmp_path / "case.toml")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"cannot be written to .*choose another place"):
        Case.loads(TEXT).save(tmp_path / "missing" / "case.toml")


def test_the_id_is_of_the_content() -> None:
    case = Case.loads(TEXT)
    assert case.id.startswith("case:")
    assert case.id == Case.loads(case.dumps()).id
    assert case.id != replace(case, title="Another").id
    moved = replace(case.concerns[0], supports=(), against=("event:1", "response:2"))
    assert case.id != replace(case, concerns=(moved, *case.concerns[1:])).id


def test_a_condition_is_read_with_definitions_in_place() -> None:
    assert Case.loads(TEXT).expression("war") == parse("!(northland.accept & southmark.accept)")


def test_an_assumption_switched_off_takes_its_concerns_and_rules_along() -> None:
    text = changed('text = "War is avoided."', 'text = "War is avoided."\nis_on = false')
    text = text.replace('they exclude each other"', 'they exclude each other"\nassumption = "weary"')
    case = Case.loads(text)
    assert [concern.id for concern in case.active().concerns] == ["southmark-1", "mine"]
    assert case.active().rules == ()
    assert Case.loads(TEXT).active() == Case.loads(TEXT)


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        (TEXT, True),
        (
            TEXT.replace('is_member = "open"', "").replace("about", "wants").replace("[0.2, 0.6]", "0.2"),
            False,
        ),
        (TEXT.replace("about", "wants").replace("[0.2, 0.6]", "0.2"), True),
        (TEXT.replace('is_member = "open"', "").replace("[0.2, 0.6]", "0.2"), True),
        (TEXT.replace('is_member = "open"', "").replace("about", "wants"), True),
        # The only other open weight belongs to an assumption that is off, so that one concern is left.
        (
            TEXT.replace('is_member = "open"', "")
            .replace("about", "wants")
            .replace('"War is avoided."', '"War is avoided."\nis_on = false'),
            False,
        ),
    ],
)
def test_a_case_is_open_while_more_than_one_world_agrees_with_it(text: str, is_open: bool) -> None:
    assert Case.loads(text).is_open is is_open


def test_by_priority_an_order_not_stated_or_shared_is_open() -> None:
    text = TEXT.replace('is_member = "open"', "").replace("about", "wants")
    text = text.replace('title = "The river war"', 'method = "priority"')
    text = text.replace('avoids = "war"', 'avoids = "southmark.strike"')
    assert Case.loads(text).is_open
    assert not Case.loads(text.replace("weight = [0.2, 0.6]", "order = 1")).is_open
    assert Case.loads(text.replace("weight = [0.2, 0.6]", "order = 2")).is_open


def test_a_citation_must_be_in_the_record() -> None:
    record = mediated_war()
    case = Case.loads(TEXT)
    case.check(record)
    party = replace(case.parties[0], speaks=("actor:99",))
    with pytest.raises(
        CaseError, match=r"party 'southmark' cites 'actor:99', which the record does not hold"
    ):
        replace(case, parties=(party, *case.parties[1:])).check(record)
    standing = replace(case.now[0], cites=("event:none",))
    with pytest.raises(CaseError, match=r"now 'southmark\.strike' cites 'event:none'"):
        replace(case, now=(standing,)).check(record)


@pytest.mark.parametrize(
    ("old", "new", "says", "line"),
    [
        ('title = "The river war"', "title = 7", "'title' = 7, it must be a text", 1),
        ('title = "The river war"', 'titel = "x"', "unknown key 'titel': did you mean 'title'", 1),
        ('name = "Southmark"\n', "", "lacks 'name'", 3),
        ('role = "belligerent"', 'role = "beligerent"', "did you mean 'belligerent'", 6),
        ('id = "northland"', 'id = "southmark"', "party 'southmark' appears twice", 9),
        ('id = "southmark"', 'id = "south mark"', "cannot be a name", 4),
        ('is_member = "open"', 'is_member = "maybe"', 'it must be true, false or "open"', 13),
        ('speaks = ["actor:2"]', 'speaks = "actor:2"', "must be a list of texts", 7),
        ('party = "southmark"', 'party = "suthmark"', "did you mean 'southmark'", 15),
        ('id = "strike"', 'id = "accept"', "option 'accept' appears twice for party 'southmark'", 20),
        ('moves = "on"', 'moves = "one"', "moves 'one'", 30),
        ('& southmark.accept"  ', '& southmark.acept"  ', "did you mean 'southmark.accept'", 33),
        ('when = "!deal"', 'when = "!(deal"', r"expected '\)'", 34),
        ('when = "!deal"', 'when = "!war"', "circle", 34),
        ('when = "!deal", ', "", "lacks 'when'", 32),
        ("& southmark.strike", "& southmark.stricke", "neither an option nor a definition", 37),
        ("southmark.accept & southmark.strike", "deal | !deal", "excludes every state", 37),
        (
            "southmark.accept & southmark.strike",
            "southmark.strike",
            "present state.*is excluded by the rule",
            66,
        ),
        ('wants = "!deal"\n', "", "needs exactly one of wants, avoids or about, found none", 40),
        ('avoids = "war"', 'avoids = "war"\nwants = "war"', "found wants and avoids", 48),
        ("weight = [0.2, 0.6]", "weight = [0.6, 0.2]", "the low end comes first", 44),
        ("weight = [0.2, 0.6]", "weight = [0.2, 1.2]", "must lie within 0 and 1", 44),
        ("weight = [0.2, 0.6]", "weight = nan", "must lie within 0 and 1", 44),
        ("weight = [0.2, 0.6]", 'weight = "high"', 'a number, low, high or "open"', 44),
        ("weight = [0.2, 0.6]", "weight = true", "True, it must be a number", 44),
        ("weight = [0.2, 0.6]", "weight = [1]", "it must be a number", 44),
        ("order = 2", "order = 0", "order 0 of concern 'southmark-2'", 48),
        ("order = 2", "order = 1.5", "it must be a whole number", 52),
        ('grade = "assumption"', 'grade = "guess"', "grade 'guess'", 53),
        ('assumption = "weary"', 'assumption = "wary"', "did you mean 'weary'", 48),
        ('assumption = "weary"\n', "", "is an assumption but names none", 48),
        ('about = "deal"', 'about = "dael"', "did you mean 'deal'", 59),
        ("southmark.strike = true", "southmark.stirke = true", "did you mean 'southmark.strike'", 67),
        ("southmark.strike = true", '"southmark.strike" = 1', "must be true or false", 67),
        ("is_taken = false, ", "", "lacks 'is_taken'", 66),
        ("probability = [0.2, 0.4]", "probability = [0.4, 0.2]", "the low end comes first", 72),
        ("probability = [0.2, 0.4]\n", "", "lacks 'probability'", 70),
        ('confidence = "low"', 'confidence = "lowish"', "did you mean 'low'", 73),
        ("by = 2031-06-01", 'by = "June"', "YYYY-MM-DD", 74),
        ("by = 2031-06-01", "by = 2031-06-01T10:00:00", "YYYY-MM-DD", 74),
    ],
)
def test_a_breach_is_named_with_its_line(old: str, new: str, says: str, line: int) -> None:
    text = changed(old, new)
    with pytest.raises(CaseError) as caught:
        Case.loads(text, name="river.toml")
    message = str(caught.value)
    assert re.search(says, message.replace("[", "").replace("]", ""))
    assert re.findall(r"river\.toml, line (\d+)", message) == [str(line)], message


def test_toml_errors_name_file_line_and_next_step() -> None:
    with pytest.raises(CaseError, match=r"river\.toml is not valid TOML: .*line 3.*correct it there"):
        Case.loads('title = "x"\n\n[[party]\n', name="river.toml")


ORDERED = """
[[concern]]
party = "northland"
wants = "deal"
order = 1

[[concern]]
party = "northland"
avoids = "northland.accept & southmark.accept"
order = {order}
"""


@pytest.mark.parametrize("order", [1, 2])
def test_strict_priorities_that_demand_opposite_things_are_a_preference_cycle(order: int) -> None:
    with pytest.raises(CaseError, match="a preference cycle: party 'northland' puts 'northland-1'"):
        Case.loads(TEXT + ORDERED.format(order=order))


def test_the_same_demand_twice_is_no_cycle() -> None:
    assert Case.loads(TEXT + ORDERED.format(order=2).replace("avoids", "wants"))


def test_an_order_that_the_weights_contradict_is_a_preference_cycle() -> None:
    text = TEXT + ORDERED.format(order=2).replace('avoids = "', 'wants = "southmark.strike & ')
    assert Case.loads(text)
    text = text.replace("order = 1", "order = 1\nweight = [0.1, 0.2]").replace(
        '"southmark.strike & northland.accept & southmark.accept"\norder = 2',
        '"southmark.strike & northland.accept & southmark.accept"\norder = 2\nweight = 0.3',
    )
    with pytest.raises(CaseError, match="in one order by 'order' and in the other by 'weight'"):
        Case.loads(text)


def test_rules_that_leave_no_state_together_are_refused() -> None:
    rules = '\n[[rule]]\nnever = "northland.accept"\n\n[[rule]]\nnever = "!northland.accept"\n'
    with pytest.raises(CaseError, match="and the rules before it exclude every state"):
        Case.loads(TEXT + rules)


def test_more_than_sixteen_options_are_refused() -> None:
    options = "".join(
        f'\n[[option]]\nid = "o{n}"\nparty = "northland"\ntext = "does {n}"\n' for n in range(14)
    )
    with pytest.raises(CaseError, match="has 17 options, at most 16"):
        Case.loads(TEXT + options)
    assert len(Case.loads(TEXT + options.rpartition("\n[[option]]")[0]).options) == 16


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * 100_000,
        "x = " + "[" * 100_000 + "]" * 100_000,
        "x = " + "{a=" * 20_000 + "1" + "}" * 20_000,
        ".".join(["a"] * 200_000) + " = 1",
        "[" + ".".join(["a"] * 5_000) + "]\n" + "b = 1\n",
        "x = 1" + "0" * 10_000,
        "weight = 1" + "0" * 400,
        "title = " + '"' * 3 + "x" * MAX_CHARACTERS + '"' * 3,
        "\x00",
        'title = "\ud800"',
        "[[party]]\n" * 200_000,
        "party = 3",
        "party = [1, 2]",
        "define = []",
        "now = 5",
        "[now]\na = 1",
        "[define]\n'' = 'true'",
        "[[option]]",
    ],
)
def test_hostile_text_is_refused_cleanly(text: str) -> None:
    with pytest.raises(CaseError) as caught:
        Case.loads(text)
    assert len(str(caught.value)) < 500


def test_twenty_megabytes_are_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "large.toml"
    with path.open("wb") as file:
        file.truncate(20_000_000)
    with pytest.raises(CaseError, match="has 20,000,000 bytes"):
        Case.load(path)


def test_paths_that_are_no_case_are_named(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(CaseError, match=r"cannot be read: .*check the path"):
            Case.load(path)
    with pytest.raises(CaseError, match="cannot be read"):
        Case.load("a\0b")
    latin = tmp_path / "latin.toml"
    latin.write_bytes('title = "S\u00fcdmark"\n'.encode("latin-1"))
    with pytest.raises(CaseError, match="is not UTF-8 at byte 10: save it as UTF-8"):
        Case.load(latin)


def test_places_are_found_past_texts_of_several_lines() -> None:
    text = changed(
        'because = "the terms leave the river with Northland"',
        'because = """\n[[concern]]\nweight = 3\n"""',
    ).replace("weight = 0.5", "weight = 1.5")
    with pytest.raises(CaseError, match=r"weight of concern 'southmark-2'.*line 54\)"):
        Case.loads(text, name="river.toml")


def test_tables_written_inline_are_named_by_their_number() -> None:
    text = 'party = [{id = "a", name = "A", role = "belligerent"}, {id = "b", name = "B"}]'
    with pytest.raises(CaseError, match=r"lacks 'role'.*\[\[party\]\] number 2"):
        Case.loads(text, name="x.toml")


def test_importing_the_case_loads_nothing_heavy() -> None:
    heavy = ("numpy", "spacy", "sqlalchemy", "tomlkit", "jinja2", "rich", "trafilatura")
    code = f"import sys, detente.case; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
