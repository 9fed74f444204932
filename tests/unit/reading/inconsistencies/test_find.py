"""What does not fit inside one report: invented sentences, each side once."""

from __future__ import annotations

from datetime import date

import pytest

from detente.documents.document import Document
from detente.reading import read
from detente.record.mirror import both_ways, mirror_text
from detente.record.record import Record
from detente.record.values import Inconsistency

PUBLISHED = date(2025, 6, 5)  # a Thursday
SIDES = {
    "Petr Novak": "Marta Kral",
    "Novak": "Kral",
    "Norland": "Sudland",
    "Norlandian": "Sudlandian",
    "Port Sule": "Nordhaven",
}


def read_text(text: str, published_on: date | None = PUBLISHED) -> Record:
    return read(
        [Document(id="doc:test", path="test.txt", text=text, sha256="0" * 64, published_on=published_on)]
    )


def odd(text: str, published_on: date | None = PUBLISHED) -> list[Inconsistency]:
    return list(read_text(text, published_on).inconsistencies)


def mirrored(text: str) -> str:
    return mirror_text(text, both_ways(SIDES))[0]


def words(found: list[Inconsistency]) -> list[tuple[str, str, str | None]]:
    return [(one.kind, one.passage.text, one.other.text if one.other else None) for one in found]


WEEKDAYS = [
    ("The talks opened on Monday, 3 June 2025.", "Monday", "3 June 2025"),
    ("The talks opened on Monday, June 3, 2025, in Paris.", "Monday", "June 3, 2025"),
    ("The talks opened on Monday 3 June.", "Monday", "3 June"),
    ("The talks opened on Friday, the 3rd of June 2025.", "Friday", "3rd of June 2025"),
    ("The talks opened on 3 June (Friday) in Paris.", "Friday", "3 June"),
    ("The talks opened on 3 June 2025, a Sunday.", "Sunday", "3 June 2025"),
    ("The talks will open on Wednesday morning, 13 June.", "Wednesday", "13 June"),
]
WEEKDAYS_THAT_FIT = [
    "The talks opened on Tuesday, 3 June 2025.",
    "The talks opened on Tuesday, June 3, in Paris.",
    "The talks ran from Monday to Wednesday, 4 June.",
    "The talks ran Monday-Wednesday, June 2-4.",
    "Shots were heard on Friday and 3 June passed without a word.",
    "The war began on Monday, 3 November.",
    "They met on Monday. June 3 was quiet.",
    "They met on Tues. 3 June.",
]


@pytest.mark.parametrize(("text", "weekday", "day"), WEEKDAYS)
def test_weekday_that_does_not_fit_its_date(text: str, weekday: str, day: str) -> None:
    assert words(odd(text)) == [("weekday", weekday, day)]


@pytest.mark.parametrize("text", WEEKDAYS_THAT_FIT)
def test_weekday_that_fits_or_may_fit_is_left_alone(text: str) -> None:
    assert odd(text) == []


def test_without_a_year_nothing_is_said_where_the_report_has_no_date() -> None:
    assert odd("The talks opened on Monday 3 June.", None) == []
    (found,) = odd("The talks opened on Monday, 3 June 2025.", None)
    assert found.found == "Monday does not fit 3 June 2025: 2025-06-03 is a Tuesday."


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The truce ends on 31 June.", "31 June"),
        ("The truce ends on June 31, 2025.", "June 31, 2025"),
        ("The truce ends on 29 February 2026.", "29 February 2026"),
        ("The truce ended on 30 February.", "30 February"),
        ("The truce ended on the 31st of November 2024.", "31st of November 2024"),
    ],
)
def test_day_that_no_calendar_has(text: str, day: str) -> None:
    assert words(odd(text)) == [("date", day, None)]


@pytest.mark.parametrize(
    "text",
    [
        "The truce ends on 30 June.",
        "The truce ends on 29 February 2028.",
        "The truce ends on 29 February.",
        "In June 31 people were killed.",
        "Prices rose in April 31.5 percent.",
        "The 31 June-born recruits left.",
    ],
)
def test_day_that_may_be_is_left_alone(text: str) -> None:
    assert odd(text) == []


def test_deed_told_as_done_after_its_report() -> None:
    record = read_text("Norland’s army shelled Port Sule on 12 July 2025, killing two soldiers.")
    (found,) = record.inconsistencies
    assert words([found]) == [("date", "12 July 2025", "shelled")] or found.passage.text.endswith("July 2025")
    assert found.about in {event.id for event in record.events}
    assert "2025-07-12" in found.found


@pytest.mark.parametrize(
    "text",
    [
        "Norland’s army shelled Port Sule on 2 June 2025, killing two soldiers.",
        "Norland’s army shelled Port Sule on 6 June 2025, killing two soldiers.",
        "Norland’s army will shell Port Sule on 12 July 2025.",
        "Norland’s army shelled Port Sule on 12 July, killing two soldiers.",
    ],
)
def test_deed_that_may_have_been_done_is_left_alone(text: str) -> None:
    assert odd(text) == []


OFFICES = [
    (
        "President Petr Novak of Norland said on Tuesday that the talks would go on. "
        "Former President Novak flew to Paris.",
        "Former President Novak",
        "President Petr Novak",
    ),
    (
        "As his presidency crosses the 100-day mark, Petr Novak faces new doubts. "
        "Despite his claims, the former president has admitted that the war is hard to end. "
        "Petr Novak said that he was tired.",
        "the former president",
        "his presidency crosses the 100-day mark",
    ),
    (
        "Petr Novak, a former foreign minister of Norland, left Paris. "
        "“We will talk,” Foreign Minister Petr Novak said on Wednesday.",
        "Petr Novak, a former foreign minister of Norland",
        "Foreign Minister Petr Novak",
    ),
    (
        "Ex-President Petr Novak of Norland arrived in Paris. President Novak meets the envoys today.",
        "Ex-President Petr Novak",
        "President Novak",
    ),
]
OFFICES_THAT_FIT = [
    "Former President Petr Novak of Norland flew to Paris. In 2014, President Novak signed the first truce.",
    "Former Prime Minister Petr Novak is now president. President Petr Novak said that he would talk.",
    "Former President Petr Novak met President Marta Kral of Sudland. President Kral said she was glad.",
    "President Petr Novak criticised the former president, Marta Kral. President Novak said she had failed.",
    "“The former president is weak,” Kral said. President Petr Novak said nothing.",
    "Former President Petr Novak flew to Paris, where then-President Novak once lived.",
    "President Petr Novak of Norland said that the talks would go on.",
]


@pytest.mark.parametrize("exchange", [False, True], ids=["as told", "exchanged"])
@pytest.mark.parametrize(("text", "former", "held"), OFFICES)
def test_holder_called_former(text: str, former: str, held: str, *, exchange: bool) -> None:
    turn = mirrored if exchange else str
    record = read_text(turn(text))
    (found,) = record.inconsistencies
    assert words([found]) == [("office", turn(former), turn(held))]
    names = {actor.id: actor.name for actor in record.actors}
    assert names[found.about or ""] == turn("Petr Novak")


@pytest.mark.parametrize("exchange", [False, True], ids=["as told", "exchanged"])
@pytest.mark.parametrize("text", OFFICES_THAT_FIT)
def test_office_that_fits_or_may_fit_is_left_alone(text: str, *, exchange: bool) -> None:
    assert odd(mirrored(text) if exchange else text) == []


COUNTS = [
    (
        "14 killed in strike on Port Sule\n\n"
        "Norland’s army shelled Port Sule on Tuesday, killing 41 people. The mayor was not hurt.",
        ("14", "41"),
    ),
    (
        "Norland’s army shelled Port Sule on 3 June 2025, killing 12 people.\n\n"
        "Envoys met in Paris. Norland’s army shelled Port Sule on 3 June 2025 and killed at least 20 people.",
        ("12", "at least 20"),
    ),
]
COUNTS_THAT_FIT = [
    "Dozens killed in strike on Port Sule\n\nNorland’s army shelled Port Sule on Tuesday, killing 41 people.",
    "14 killed in strike on Nordhaven\n\nNorland’s army shelled Port Sule on Tuesday, killing 41 people.",
    "Norland’s army shelled Port Sule on 3 June 2025, killing 12 people.\n\n"
    "Norland’s army shelled Port Sule on 4 June 2025, killing 20 people.",
    "Norland’s army shelled Port Sule on 3 June 2025, killing 12 people.\n\n"
    "In a second attack, Norland’s army shelled Port Sule on 3 June 2025, killing 20 people.",
    "Norland’s army shelled Port Sule on 3 June 2025, killing 12 people.\n\n"
    "Norland’s army shelled Port Sule on 3 June 2025, killing at least ten people.",
]


@pytest.mark.parametrize(("text", "numbers"), COUNTS)
def test_counts_of_one_deed_that_do_not_fit(text: str, numbers: tuple[str, str]) -> None:
    record = read_text(text)
    (found,) = record.inconsistencies
    assert (found.kind, found.other is not None) == ("count", True)
    assert found.passage.text.startswith(numbers[0])
    assert found.other is not None
    assert found.other.text.startswith(numbers[1])
    assert found.about in {event.id for event in record.events}


@pytest.mark.parametrize("text", COUNTS_THAT_FIT)
def test_counts_that_fit_or_may_be_of_two_deeds_are_left_alone(text: str) -> None:
    assert odd(text) == []


MET = "President Petr Novak of Norland met President Marta Kral of Sudland in Vell on Tuesday.\n\n"
PLACES = [
    (MET + "Novak met Kral in Ostrava on Tuesday, an aide said.", ("Vell", "Ostrava")),
    (MET + "The aides ate fish. Kral met Novak in Ostrava on 3 June 2025.", ("Vell", "Ostrava")),
]
PLACES_THAT_FIT = [
    MET + "Novak met Kral in Vell on Tuesday for two hours.",
    MET + "Novak met Kral in Ostrava on Wednesday.",
    MET + "Novak met Kral again in Ostrava on Tuesday.",
    MET + "Novak flew home. On Tuesday the foreign minister of Norland met Kral in Ostrava.",
    MET + "Novak met Kral in Norland on Tuesday.",
    MET + "Novak met Kral in Westmark province on Tuesday.",
    MET + "Novak met Kral in Ostrava, a suburb of Vell, on Tuesday.",
    MET + "Novak met Kral in Ostrava.",
    MET + "Novak will meet Kral in Ostrava on Tuesday.",
]


@pytest.mark.parametrize("exchange", [False, True], ids=["as told", "exchanged"])
@pytest.mark.parametrize(("text", "towns"), PLACES)
def test_two_places_of_one_meeting(text: str, towns: tuple[str, str], *, exchange: bool) -> None:
    assert words(odd(mirrored(text) if exchange else text)) == [("place", *towns)]


@pytest.mark.parametrize("text", PLACES_THAT_FIT)
def test_places_that_fit_or_may_be_of_two_meetings_are_left_alone(text: str) -> None:
    assert odd(text) == []


def test_losses_told_behind_two_mentions_of_one_deed_are_compared() -> None:
    first = "Norland’s army struck the port of Port Sule on Tuesday. Nine people were killed.\n\n"
    (found,) = odd(
        first + "Norland’s army struck the port of Port Sule on Tuesday at dawn. Sixteen people died."
    )
    assert words([found]) == [("count", "Nine", "Sixteen")]


def test_several_that_do_not_fit_come_in_text_order() -> None:
    found = odd("The talks opened on Monday, 3 June 2025.\n\nThe truce ends on 31 June 2025.")
    assert [one.kind for one in found] == ["weekday", "date"]


@pytest.mark.parametrize("published_on", [date.min, date.max, None])
@pytest.mark.parametrize(
    "text",
    [
        "The talks opened on Frıday, 3 June 2025.",
        "The talks opened on Thurſday, 3 ſept 2025.",
        "The talks opened on Monday, 3 Aprıl 2025.",
        "Novak left on ３１ June 2025, or on 99 June, or 0 June.",
        "Former President Petr Novak left on 3 June 2025. President Petr Novak said no.",
        "Norland’s army shelled Port Sule on 12 July 2025, killing two soldiers.",
    ],
)
def test_odd_letters_and_days_at_the_ends_of_time_break_nothing(text: str, published_on: date | None) -> None:
    for found in odd(text, published_on):
        assert found.found
