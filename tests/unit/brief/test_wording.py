from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.unit.brief.sample import CASE

from detente.analysis.results import Share
from detente.brief.wording import (
    base_form,
    bounds,
    changes,
    condition,
    count,
    days,
    definition_text,
    does,
    join,
    percent,
    says,
    sentence,
    share_of_worlds,
    state,
)
from detente.case import Case
from detente.case.model import Definition, Option, Party
from detente.record.values import Count, Interval, Span


@pytest.mark.parametrize(
    ("verb", "base"),
    [
        ("accepts", "accept"),
        ("presses", "press"),
        ("endorses", "endorse"),
        ("opposes", "oppose"),
        ("carries", "carry"),
        ("reaches", "reach"),
        ("goes", "go"),
        ("vetoes", "veto"),
        ("is", "be"),
        ("has", "have"),
        ("ties", "tie"),
        ("ceasefire", None),
        ("press", None),
        ("<script>s", None),
    ],
)
def test_base_form_of_a_verb(verb: str, base: str | None) -> None:
    assert base_form(verb) == base


def _option(text: str) -> Option:
    return Option(id="x", party="p", text=text)


def test_an_option_is_said_taken_and_not_taken() -> None:
    accepts = _option("accepts the terms")
    assert does("Southmark", accepts, is_taken=True) == "Southmark accepts the terms"
    assert does("Southmark", accepts, is_taken=False) == "Southmark does not accept the terms"
    assert says("some allies", "is willing") == "some allies are willing"
    assert does("some allies", accepts, is_taken=True) == "some allies accept the terms"
    assert does("some allies", accepts, is_taken=False) == "some allies do not accept the terms"
    assert does("United States", accepts, is_taken=False) == "the United States does not accept the terms"
    assert does("Southmark", _option("is absent"), is_taken=False) == "Southmark is not absent"
    truce = _option("truce for a week")
    assert does("Southmark", truce, is_taken=True) == "Southmark takes the option “truce for a week”"
    assert does("allies", truce, is_taken=False) == "allies do not take the option “truce for a week”"


def test_a_state_names_parties_that_do_the_same_together() -> None:
    taken = ("northland.attack", "southmark.attack", "westria.press-northland", "westria.press-southmark")
    assert state(CASE, taken) == (
        "Northland and Southmark keep up attacks; Westria presses Northland and Southmark; "
        "Eastmere does not oppose the proposal on the table"
    )
    assert state(CASE, ()) == (
        "Northland and Southmark neither accept the proposal on the table nor keep up attacks; Westria "
        "neither presses Northland or Southmark nor walks away from the mediation; Eastmere does not "
        "oppose the proposal on the table"
    )


def test_a_move_says_what_is_dropped_last() -> None:
    presses = (("westria.press-northland", False), ("westria.press-southmark", False))
    assert changes(CASE, presses) == "no longer press Northland and Southmark"
    moves = (("northland.accept", False), ("northland.attack", True))
    assert changes(CASE, moves) == "keep up attacks and no longer accept the proposal on the table"


def test_conditions_are_said_in_words() -> None:
    assert condition(CASE, "deal") == CASE.definitions[0].text
    assert condition(CASE, "!deal") == f"it is not so that {CASE.definitions[0].text}"
    assert condition(CASE, "!westria.walk") == "Westria does not walk away from the mediation"
    assert condition(CASE, "westria.walk -> (northland.attack | southmark.attack)") == (
        "if Westria walks away from the mediation, then "
        "(either Northland keeps up attacks or Southmark keeps up attacks)"
    )


def test_a_definition_without_a_text_is_spelled_out() -> None:
    case = Case(
        parties=(Party(id="a", name="Aland", role="belligerent"),),
        options=(Option(id="x", party="a", text="stops"),),
        definitions=(Definition(name="quiet", condition="a.x"),),
    )
    assert definition_text(case, "quiet") == "Aland stops"


def test_shares_are_said_with_their_standard_error_and_never_as_a_likelihood() -> None:
    half = Share(share=0.5, error=0.0158, n=1000)
    assert share_of_worlds(half) == (
        "in 50\u00a0% of the worlds that fit the record (standard error 1.6 points)"
    )
    assert share_of_worlds(half, is_short=True) == "in 50\u00a0% of the worlds (± 1.6)"
    none = Share(share=0.0, error=0.0, n=1000)
    assert share_of_worlds(none, is_short=True) == "in none of the worlds"
    assert share_of_worlds(replace(none, share=1.0), is_short=True) == "in all worlds"
    assert share_of_worlds(none) == (
        "in none of the 1,000 worlds drawn that fit the record (95 % bound 0.3 points)"
    )
    assert share_of_worlds(Share(share=1.0, error=0.0, n=1)) == "in the one world the case leaves"
    assert share_of_worlds(Share(share=0.0, error=0.0, n=1)) == "not in the one world the case leaves"


@pytest.mark.parametrize(
    ("share", "error", "shown"),
    [
        (0.474, 0.0158, "47\u00a0%"),
        (0.474, 0.0049, "47.4\u00a0%"),
        (0.004, 0.002, "0.4\u00a0%"),
        (1.0, 0, "100\u00a0%"),
    ],
)
def test_percent_shows_a_decimal_only_where_the_error_carries_it(
    share: float, error: float, shown: str
) -> None:
    assert percent(Share(share=share, error=error, n=1000)) == shown


def test_stretches_of_days() -> None:
    def interval(first: date | None, last: date | None) -> Interval:
        return Interval(earliest=first, latest=last, expression=Span(start=0, end=4, text="soon"))

    third, twelfth, june = date(2031, 5, 3), date(2031, 5, 12), date(2031, 6, 1)
    assert days(None) == "no time stated"
    assert days(interval(None, None)) == "date open (“soon”)"
    assert days(interval(third, third)) == "3 May 2031"
    assert days(interval(third, twelfth)) == "3–12 May 2031"
    assert days(interval(third, june)) == "3 May – 1 June 2031"
    assert days(interval(third, date(2032, 1, 1))) == "3 May 2031 – 1 January 2032"
    assert days(interval(None, june)) == "by 1 June 2031"
    assert days(interval(june, None)) == "from 1 June 2031"


def test_small_pieces() -> None:
    assert join(["a", "b", "c"], "or") == "a, b or c"
    assert count(0, "report") == "no reports"
    assert count(1, "report") == "1 report"
    assert count(1200, "world") == "1,200 worlds"
    assert sentence("westria walks") == "Westria walks."
    assert sentence("Is it so?") == "Is it so?"
    assert sentence("") == ""
    assert bounds(Count(low=13, best=None, high=None)) == "13 / ? / ?"
    assert bounds(Count(low=9, best=9, high=9)) == "9"
    assert bounds(None) == "–"
