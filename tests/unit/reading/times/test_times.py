"""Every expected day here was counted by hand on a calendar of 2025; 24 April 2025 was a Thursday."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.reading.times import find_times
from detente.record.values import Interval

REPORT = date(2025, 4, 24)

# expression, earliest, latest, kind; "-" is an open end
CALENDAR = """
2025-05-01                        | 2025-05-01 2025-05-01 point
1 May 2025                        | 2025-05-01 2025-05-01 point
on 1 May 2025                     | 2025-05-01 2025-05-01 point
on 1st May, 2025                  | 2025-05-01 2025-05-01 point
May 1, 2025                       | 2025-05-01 2025-05-01 point
on Thursday, May 1, 2025          | 2025-05-01 2025-05-01 point
the 1st of May 2025               | 2025-05-01 2025-05-01 point
Feb. 24, 2022                     | 2022-02-24 2022-02-24 point
24 Sept 2014                      | 2014-09-24 2014-09-24 point
12.05.2025                        | 2025-05-12 2025-05-12 point
25/12/2024                        | 2024-12-25 2024-12-25 point
12/25/2024                        | 2024-12-25 2024-12-25 point
03/05/2025                        | 2025-03-05 2025-05-03 point
3 to 5 May 2025                   | 2025-05-03 2025-05-05 point
3-5 May 2025                      | 2025-05-03 2025-05-05 point
3–5 May 2025                      | 2025-05-03 2025-05-05 point
May 3-5, 2025                     | 2025-05-03 2025-05-05 point
between 3 and 5 May 2025          | 2025-05-03 2025-05-05 point
from 3 to 5 May 2025              | 2025-05-03 2025-05-05 point
from 3 May to 5 June 2025         | 2025-05-03 2025-06-05 point
30 December 2024 to 2 January 2025 | 2024-12-30 2025-01-02 point
between 3 May 2025 and 5 May 2025 | 2025-05-03 2025-05-05 point
in May 2025                       | 2025-05-01 2025-05-31 point
in early May 2025                 | 2025-05-01 2025-05-10 point
mid-May 2025                      | 2025-05-11 2025-05-20 point
late February 2024                | 2024-02-21 2024-02-29 point
at the end of May 2025            | 2025-05-25 2025-05-31 point
in 2025                           | 2025-01-01 2025-12-31 point
since 2014                        | 2014-01-01 2025-04-24 duration
between 2014 and 2022             | 2014-01-01 2022-12-31 point
from 2014 to 2022                 | 2014-01-01 2022-12-31 point
by 2030                           | 2025-04-24 2030-12-31 deadline
in the 1990s                      | 1990-01-01 1999-12-31 point
spring 2025                       | 2025-03-01 2025-05-31 point
in the autumn of 2024             | 2024-09-01 2024-11-30 point
winter 2025                       | 2024-12-01 2026-02-28 point
the second quarter of 2025        | 2025-04-01 2025-06-30 point
Q3 2025                           | 2025-07-01 2025-09-30 point
in the first half of 2025         | 2025-01-01 2025-06-30 point
the first week of May 2025        | 2025-05-01 2025-05-07 point
the last week of May 2025         | 2025-05-25 2025-05-31 point
the week of May 7, 2025           | 2025-05-05 2025-05-11 point
by 12 May 2025                    | 2025-04-24 2025-05-12 deadline
before 12 May 2025                | 2025-04-24 2025-05-11 deadline
until 12 May 2025                 | 2025-04-24 2025-05-12 deadline
no later than 1 June 2025         | 2025-04-24 2025-06-01 deadline
by 12 May 2024                    | - 2024-05-12 deadline
after 12 May 2025                 | 2025-05-13 - point
as of 1 May 2025                  | 2025-05-01 - point
since 24 February 2022            | 2022-02-24 2025-04-24 duration
three days after 12 May 2025      | 2025-05-15 2025-05-15 point
two weeks before 12 May 2025      | 2025-04-28 2025-04-28 point
throughout May 2025               | 2025-05-01 2025-05-31 duration
"""

RELATIVE = """
on 3 May                          | 2025-05-03 2025-05-03 point
on 3 March                        | 2025-03-03 2025-03-03 point
on 20 December                    | 2024-12-20 2024-12-20 point
April 22                          | 2025-04-22 2025-04-22 point
April 22nd                        | 2025-04-22 2025-04-22 point
on Monday, 28 April               | 2025-04-28 2025-04-28 point
Friday, 20 December               | 2024-12-20 2024-12-20 point
between 3 and 5 May               | 2025-05-03 2025-05-05 point
in May                            | 2025-05-01 2025-05-31 point
by the end of May                 | 2025-04-24 2025-05-31 deadline
before the end of June            | 2025-04-24 2025-06-30 deadline
by mid-June                       | 2025-04-24 2025-06-20 deadline
last May                          | 2024-05-01 2024-05-31 point
next spring                       | 2026-03-01 2026-05-31 point
over the summer                   | 2025-06-01 2025-08-31 point
today                             | 2025-04-24 2025-04-24 point
tonight                           | 2025-04-24 2025-04-24 point
this morning                      | 2025-04-24 2025-04-24 point
yesterday                         | 2025-04-23 2025-04-23 point
yesterday evening                 | 2025-04-23 2025-04-23 point
last night                        | 2025-04-23 2025-04-23 point
overnight                         | 2025-04-23 2025-04-24 point
tomorrow                          | 2025-04-25 2025-04-25 point
the day before yesterday          | 2025-04-22 2025-04-22 point
the day after tomorrow            | 2025-04-26 2025-04-26 point
on Friday                         | 2025-04-25 2025-04-25 point
on Tuesday                        | 2025-04-22 2025-04-22 point
on Thursday                       | 2025-04-24 2025-04-24 point
late on Friday                    | 2025-04-25 2025-04-25 point
Tuesday night                     | 2025-04-22 2025-04-22 point
last Friday                       | 2025-04-18 2025-04-18 point
last Tuesday                      | 2025-04-15 2025-04-22 point
next Monday                       | 2025-04-28 2025-04-28 point
next Friday                       | 2025-04-25 2025-05-02 point
this Friday                       | 2025-04-25 2025-04-25 point
this past Friday                  | 2025-04-18 2025-04-18 point
this coming Thursday              | 2025-05-01 2025-05-01 point
Friday last week                  | 2025-04-18 2025-04-18 point
Monday of next week               | 2025-04-28 2025-04-28 point
from Monday to Wednesday          | 2025-04-21 2025-04-23 point
by Friday                         | 2025-04-24 2025-04-25 deadline
by Tuesday                        | 2025-04-24 2025-04-29 deadline
until Monday                      | 2025-04-24 2025-04-28 deadline
since Monday                      | 2025-04-21 2025-04-24 duration
a week from Friday                | 2025-05-02 2025-05-02 point
this week                         | 2025-04-21 2025-04-27 point
last week                         | 2025-04-14 2025-04-20 point
next week                         | 2025-04-28 2025-05-04 point
early next week                   | 2025-04-28 2025-04-30 point
late last week                    | 2025-04-17 2025-04-20 point
by the end of next week           | 2025-04-24 2025-05-04 deadline
earlier this week                 | 2025-04-21 2025-04-24 point
later this week                   | 2025-04-24 2025-04-27 point
next month                        | 2025-05-01 2025-05-31 point
last month                        | 2025-03-01 2025-03-31 point
early next month                  | 2025-05-01 2025-05-10 point
at the end of the month           | 2025-04-24 2025-04-30 point
by the end of the month           | 2025-04-24 2025-04-30 deadline
by the end of the year            | 2025-04-24 2025-12-31 deadline
before the end of the year        | 2025-04-24 2025-12-31 deadline
later this year                   | 2025-04-24 2025-12-31 point
last year                         | 2024-01-01 2024-12-31 point
next year                         | 2026-01-01 2026-12-31 point
by year-end                       | 2025-04-24 2025-12-31 deadline
over the weekend                  | 2025-04-26 2025-04-27 point
last weekend                      | 2025-04-19 2025-04-20 point
next weekend                      | 2025-04-26 2025-05-04 point
in a week                         | 2025-05-01 2025-05-01 point
in two weeks                      | 2025-05-08 2025-05-08 point
in two weeks' time                | 2025-05-08 2025-05-08 point
in two to three weeks             | 2025-05-08 2025-05-15 point
in a few days                     | 2025-04-26 2025-04-29 point
in a couple of days               | 2025-04-26 2025-04-26 point
in a fortnight                    | 2025-05-08 2025-05-08 point
in three months                   | 2025-07-24 2025-07-24 point
in twenty-one days                | 2025-05-15 2025-05-15 point
in 48 hours                       | 2025-04-26 2025-04-26 point
ten days from now                 | 2025-05-04 2025-05-04 point
two weeks ago                     | 2025-04-10 2025-04-10 point
a year ago                        | 2024-04-24 2024-04-24 point
more than a year ago              | - 2024-04-24 point
less than a week ago              | 2025-04-17 2025-04-24 point
a few days ago                    | 2025-04-19 2025-04-22 point
within ten days                   | 2025-04-24 2025-05-04 deadline
within 24 hours                   | 2025-04-24 2025-04-25 deadline
within the next two weeks         | 2025-04-24 2025-05-08 deadline
within days                       | 2025-04-24 2025-05-01 deadline
within the month                  | 2025-04-24 2025-04-30 deadline
in the coming days                | 2025-04-25 2025-05-01 point
in the coming weeks               | 2025-05-01 2025-05-22 point
in the next 48 hours              | 2025-04-24 2025-04-26 point
over the next ten days            | 2025-04-24 2025-05-04 point
for the next two weeks            | 2025-04-24 2025-05-08 duration
for the past two weeks            | 2025-04-10 2025-04-24 duration
over the past month               | 2025-03-24 2025-04-24 point
in the last three days            | 2025-04-21 2025-04-24 point
over the past few days            | 2025-04-19 2025-04-24 point
in recent days                    | 2025-04-17 2025-04-24 point
in recent weeks                   | 2025-03-27 2025-04-24 point
"""

# Words that name a time without saying which days: found, left open, and with the kind they are.
OPEN = """
that same day                     | point
on the same day                   | point
that week                         | point
the day before                    | point
the next day                      | point
the following day                 | point
two days earlier                  | point
a week later                      | point
weeks later                       | point
by then                           | deadline
within 30 days of signing         | deadline
three days after the attack       | point
a week before the vote            | point
the day after the summit          | point
on the eve of the vote            | point
the 100-day mark                  | point
his first 100 days                | point
early in his term                 | point
recently                          | point
soon                              | point
in the near future                | point
years ago                         | point
until further notice              | deadline
for 30 days                       | duration
for years                         | duration
30-day                            | duration
every Friday                      | frequency
every two weeks                   | frequency
twice a week                      | frequency
daily                             | frequency
on Fridays                        | frequency
"""


def rows(table: str) -> list[tuple[str, ...]]:
    parsed = []
    for line in table.strip().splitlines():
        expression, values = line.split("|")
        parsed.append((expression.strip(), *values.split()))
    return parsed


def day(word: str) -> date | None:
    return None if word == "-" else date.fromisoformat(word)


@pytest.mark.parametrize(("expression", "earliest", "latest", "kind"), rows(CALENDAR + RELATIVE.lstrip()))
def test_days_are_counted(expression: str, earliest: str, latest: str, kind: str) -> None:
    sentence = f"Talks between delegations, {expression}, in the capital."  # shows no tense
    found = find_times(sentence, published_on=REPORT)
    assert [time.text for time in found] == [expression]
    time = found[0]
    assert (time.earliest, time.latest, time.kind) == (day(earliest), day(latest), kind)
    assert sentence[time.start : time.end] == expression
    assert time.rule


def test_the_tables_hold_at_least_120_expressions_and_half_are_relative() -> None:
    assert len(rows(CALENDAR)) + len(rows(RELATIVE)) >= 120
    assert len(rows(RELATIVE)) >= 60


@pytest.mark.parametrize(("expression", "earliest", "latest", "kind"), rows(RELATIVE))
def test_without_a_date_of_the_report_relative_times_stay_open_and_keep_their_rule(
    expression: str, earliest: str, latest: str, kind: str
) -> None:
    dated = find_times(f"So {expression}.", published_on=REPORT)
    undated = find_times(f"So {expression}.", published_on=None)
    assert [(time.text, time.kind, time.rule) for time in undated] == [(expression, kind, dated[0].rule)]
    assert undated[0].is_open
    assert undated[0].anchor == ""


@pytest.mark.parametrize(("expression", "earliest", "latest", "kind"), rows(CALENDAR))
def test_calendar_dates_need_no_date_of_the_report(
    expression: str, earliest: str, latest: str, kind: str
) -> None:
    found = find_times(expression, published_on=None)
    assert not found[0].is_open


@pytest.mark.parametrize(("expression", "kind"), rows(OPEN))
def test_times_that_lean_on_something_else_stay_open(expression: str, kind: str) -> None:
    found = find_times(f"It happened {expression}.", published_on=REPORT)
    assert [(time.text, time.kind) for time in found] == [(expression, kind)]
    assert found[0].is_open
    assert found[0].rule


@pytest.mark.parametrize(
    "sentence",
    [
        "It was the deadliest barrage on the capital in months.",
        "It was the worst attack in two years.",
        "The first exchange of prisoners in 20 years was called off.",
        "They spoke for the first time in three years.",
        "The sides have not met in months.",
        "A 34-year-old man was held.",
        "A woman, aged 34, was held.",
        "He is 34 years old.",
        "She was sentenced to 10 years in prison.",
        "They may march on the capital as soon as possible.",
        "The army will march.",
        "Some 2,025 people came; 2025 people left.",
        "Thirty-one deaths were reported on 31 February 2025.",
        "How soon is too soon?",
        "They spring a leak and fall over.",
    ],
)
def test_words_that_only_look_like_times_are_left_out(sentence: str) -> None:
    assert [time.text for time in find_times(sentence, published_on=REPORT)] == []


@pytest.mark.parametrize(
    ("expression", "past", "future"),
    [
        ("on Friday", "2025-04-18", "2025-04-25"),
        ("on Tuesday", "2025-04-22", "2025-04-29"),
        ("on Thursday", "2025-04-24", "2025-04-24"),
        ("on 3 May", "2024-05-03", "2025-05-03"),
        ("on 3 March", "2025-03-03", "2026-03-03"),
    ],
)
def test_a_tense_decides_between_past_and_future(expression: str, past: str, future: str) -> None:
    (was,) = find_times(expression, published_on=REPORT, direction="past")
    (will,) = find_times(expression, published_on=REPORT, direction="future")
    assert (was.earliest, will.earliest) == (date.fromisoformat(past), date.fromisoformat(future))


def test_the_weekend_of_a_past_tense_is_over() -> None:
    (was,) = find_times("over the weekend", published_on=REPORT, direction="past")
    assert (was.earliest, was.latest) == (date(2025, 4, 19), date(2025, 4, 20))


def test_how_long_something_took_is_not_when_it_will_be() -> None:
    (took,) = find_times("They rebuilt it in three months.", published_on=REPORT, direction="past")
    assert took.is_open


def test_what_was_said_on_goes_before_the_date_of_the_report() -> None:
    (time,) = find_times("Ask me in a week", published_on=REPORT, said_on=date(2025, 4, 20))
    assert (time.earliest, time.latest) == (date(2025, 4, 27), date(2025, 4, 27))
    assert time.anchor == "said 2025-04-20"


def test_an_anchor_that_is_a_stretch_of_days_widens_what_is_counted_from_it() -> None:
    said = Interval(earliest=date(2025, 4, 20), latest=date(2025, 4, 22))
    (time,) = find_times("in a week", published_on=None, said_on=said)
    assert (time.earliest, time.latest) == (date(2025, 4, 27), date(2025, 4, 29))


def test_an_anchor_with_one_known_end_counts_from_that_end() -> None:
    said = Interval(earliest=None, latest=date(2025, 4, 22))
    (time,) = find_times("in a week", published_on=None, said_on=said)
    assert time.latest == date(2025, 4, 29)


@pytest.mark.parametrize(
    ("expression", "earliest", "latest"),
    [
        ("that same day", "2025-04-10", "2025-04-10"),
        ("that week", "2025-04-07", "2025-04-13"),
        ("the day before", "2025-04-09", "2025-04-09"),
        ("the following day", "2025-04-11", "2025-04-11"),
        ("two days later", "2025-04-12", "2025-04-12"),
        ("two days earlier", "2025-04-08", "2025-04-08"),
        ("by then", "2025-04-10", "2025-04-10"),
    ],
)
def test_a_time_spoken_of_before_settles_what_leans_on_it(
    expression: str, earliest: str, latest: str
) -> None:
    (time,) = find_times(expression, published_on=REPORT, antecedent=date(2025, 4, 10))
    assert (time.earliest or time.latest, time.latest) == (
        date.fromisoformat(earliest),
        date.fromisoformat(latest),
    )


def test_an_event_is_named_as_the_anchor() -> None:
    (time,) = find_times("within 30 days of signing the accord", published_on=REPORT)
    assert time.anchor == "signing"
    (time,) = find_times("three days after the attack", published_on=REPORT)
    assert time.anchor == "the attack"


@pytest.mark.parametrize(
    ("expression", "is_future"),
    [
        ("in a week", True),
        ("yesterday", False),
        ("by Friday", True),
        ("by 12 May 2024", False),
        ("since Monday", False),
        ("in 2019", False),
        ("in 2031", True),
        ("this week", None),
        ("every day", None),
        ("soon", True),
    ],
)
def test_what_lies_ahead_is_told_from_what_lies_behind(expression: str, is_future: bool | None) -> None:
    (time,) = find_times(expression, published_on=REPORT)
    assert time.is_future is is_future


def test_a_number_beyond_the_calendar_is_left_open() -> None:
    (time,) = find_times("in 9000 years", published_on=REPORT)
    assert time.is_open


def test_several_times_are_found_in_text_order_without_overlap() -> None:
    text = (
        "On Monday they met; two days later, by the end of the month, it fell due within 30 days of signing."
    )
    found = find_times(text, published_on=REPORT)
    assert [time.text for time in found] == [
        "On Monday",
        "two days later",
        "by the end of the month",
        "within 30 days of signing",
    ]


def test_the_end_of_a_leap_february_is_kept_inside_the_month() -> None:
    (time,) = find_times("in one month", published_on=date(2024, 1, 31))
    assert time.latest == date(2024, 2, 29)


@settings(derandomize=True)
@given(st.text(max_size=60), st.sampled_from([row[0] for row in rows(RELATIVE)]))
def test_offsets_always_slice_back_to_the_words(noise: str, expression: str) -> None:
    text = f"{noise} {expression} {noise}"
    for time in find_times(text, published_on=REPORT):
        assert text[time.start : time.end] == time.text
        if time.earliest and time.latest:
            assert time.earliest <= time.latest


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The envoys met on Friday.", "2025-04-25"),
        ("The envoys will meet on Friday.", "2025-05-02"),
        ("They said the envoys would meet on Monday.", "2025-04-28"),
        ("The envoys, they said on Monday, will stay.", "2025-04-21"),
        ("On Monday, the envoys left.", "2025-04-21"),
        ("On Monday, the envoys will leave.", "2025-04-28"),
        ("They agreed to meet on Monday.", "2025-04-28"),
        ("They left. On Monday the truce expires.", "2025-04-28"),
        ("A meeting on Monday?", "2025-04-28"),
    ],
)
def test_the_verb_beside_a_time_shows_its_tense_where_none_is_given(sentence: str, day: str) -> None:
    (time,) = find_times(sentence, published_on=date(2025, 4, 26))
    assert time.earliest == date.fromisoformat(day)


def test_a_tense_that_is_given_goes_before_the_verb() -> None:
    (time,) = find_times("The envoys met on Friday.", published_on=REPORT, direction="future")
    assert time.earliest == date(2025, 4, 25)


@pytest.mark.parametrize("count", [1, 400])
def test_what_leans_on_a_time_is_counted_from_the_last_one_before_it(count: int) -> None:
    text = "On 3 March they met. They parted two days later. " * count
    found = find_times(text, published_on=REPORT)
    assert [time.earliest for time in found] == [date(2025, 3, 3), date(2025, 3, 5)] * count


def test_a_day_is_not_counted_from_a_month() -> None:
    _, time = find_times("In March they met, and the following day they parted.", published_on=REPORT)
    assert time.is_open


def test_text_before_dates_what_leans_on_it_and_is_not_returned() -> None:
    before = "The strike on 3 March cut the road. "
    (later,) = find_times("Two days later it was mended.", published_on=REPORT, before=before)
    assert later.earliest == date(2025, 3, 5)
    (after,) = find_times("The day after the strike it was mended.", published_on=REPORT, before=before)
    assert after.earliest == date(2025, 3, 4)
    assert after.anchor == "the strike"


@pytest.mark.parametrize(
    "text",
    [
        "A strike on 3 March cut the road; the day after a strike nobody works.",
        "They met on 3 March; the day after they left it rained.",
        "The vote was held on 3 March; the day after the strike it rained.",
    ],
)
def test_an_event_that_the_text_does_not_date_stays_open(text: str) -> None:
    assert find_times(text, published_on=REPORT)[-1].is_open


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("They had left the meeting on 8 May off the list.", "2025-05-08"),  # 351 days back, 14 ahead
        ("They left on 8 August.", "2024-08-08"),  # 259 days back, 106 ahead
        ("They called a vote for Friday.", "2025-04-25"),
    ],
)
def test_a_verb_in_the_past_puts_no_day_almost_a_year_back(sentence: str, day: str) -> None:
    (time,) = find_times(sentence, published_on=REPORT)
    assert time.earliest == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    ["on Fr\u0131day, 3 May", "on Thur\u017fday", "in Apr\u0131l", "last wee\u212a", "\u0130n two weeks"],
)
def test_letters_that_only_fold_to_those_of_a_day_or_month_break_nothing(text: str) -> None:
    for time in find_times(text, published_on=date(2025, 6, 5)):
        assert text[time.start : time.end] == time.text


def test_what_is_from_a_days_deed_is_no_stretch_from_that_day() -> None:
    (found,) = find_times("The toll from Wednesday's attack rose.", published_on=REPORT)
    assert (found.earliest, found.latest, found.kind) == (date(2025, 4, 23), date(2025, 4, 23), "point")
