from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.reading.counts import Amount, find_casualties, parse_amount

# sentence | number words, kind, low, best, high, who ("-" is not stated), one group per casualty
TABLE = """
A barrage hit the city, killing over a dozen civilians. | over a dozen/killed/13/-/-/civilians
At least 14 people were killed. | At least 14/killed/14/-/-/people
14 people died. | 14/killed/14/14/14/people
More than two dozen people were wounded. | More than two dozen/injured/25/-/-/people
As many as 40 people are missing. | As many as 40/missing/-/-/40/people
Up to 30 soldiers were captured. | Up to 30/captured/-/-/30/soldiers
Between 10 and 12 people were injured. | Between 10 and 12/injured/10/-/12/people
12-15 people were injured. | 12-15/injured/12/-/15/people
One or two people were hurt. | One or two/injured/1/-/2/people
Around 20 people were hurt. | Around 20/injured/-/20/-/people
Nearly 100 people were killed. | Nearly 100/killed/-/100/100/people
Fewer than 10 people died. | Fewer than 10/killed/-/-/9/people
Dozens were killed. | Dozens/killed/24/-/-/-
Scores of people died. | Scores/killed/40/-/-/people
Hundreds of families were displaced. | Hundreds/displaced/200/-/-/families
Tens of thousands of people fled. | Tens of thousands/displaced/20000/-/-/people
Several people were injured. | Several/injured/3/-/-/people
A couple of guards were hurt. | A couple of/injured/2/2/2/guards
A child was killed. | A/killed/1/1/1/child
A 14-year-old girl was killed. | A/killed/1/1/1/14-year-old girl
Two soldiers and a medic died. | Two soldiers and a medic/killed/3/3/3/soldiers and a medic
10 men and five boys were killed. | 10 men and five boys/killed/15/15/15/men and five boys
14 Danes were killed. | 14/killed/14/14/14/Danes
Three of them died. | Three/killed/3/3/3/-
Two of the soldiers were wounded. | Two/injured/2/2/2/soldiers
Thirty-one people died. | Thirty-one/killed/31/31/31/people
One hundred and twenty people died. | One hundred and twenty/killed/120/120/120/people
Some 3,000 people fled. | Some 3,000/displaced/-/3000/-/people
1.2 million people were displaced. | 1.2 million/displaced/1200000/1200000/1200000/people
Two people killed in the strike were medics. | Two/killed/2/2/2/people
Five people, including two children, were killed. | Five/killed/5/5/5/people
Five people (two of them children) were killed. | Five/killed/5/5/5/people
It killed 14 men, including three boys, and wounded 30. | 14/killed/14/14/14/men; 30/injured/30/30/30/-
The raid ended, killing 3 and wounding 12. | 3/killed/3/3/3/-; 12/injured/12/12/12/-
Three people were killed and 12 wounded. | Three/killed/3/3/3/people; 12/injured/12/12/12/-
It killed 14 people and two guards were wounded. | 14/killed/14/14/14/people; two/injured/2/2/2/guards
The toll: 14 killed, 30 wounded. | 14/killed/14/14/14/-; 30/injured/30/30/30/-
Shells fell, leaving at least 14 people dead. | at least 14/killed/14/-/-/people
It left 14 dead and 30 injured. | 14/killed/14/14/14/-; 30/injured/30/30/30/-
The quake had a death toll of 14. | 14/killed/14/14/14/-
The death toll rose from 12 to 15. | 15/killed/15/15/15/-
The death toll has risen to at least 20. | at least 20/killed/20/-/-/-
The toll exceeded 100. | 100/killed/101/-/-/-
The strike claimed 14 lives. | 14/killed/14/14/14/-
It claimed the lives of 14 people. | 14/killed/14/14/14/people
The deaths of three aid workers were confirmed. | three/killed/3/3/3/aid workers
14 bodies were found. | 14/killed/14/14/14/-
One soldier was shot dead. | One/killed/1/1/1/soldier
Gunmen shot and killed three officers. | three/killed/3/3/3/officers
They took 12 soldiers prisoner. | 12/captured/12/12/12/soldiers
Shelling began, forcing 3,000 families from their homes. | 3,000/displaced/3000/3000/3000/families
12 are still missing. | 12/missing/12/12/12/-
500 casualties were treated. | 500/injured/500/500/500/-
No one was killed. | No one/killed/0/0/0/-
Nobody was hurt. | Nobody/injured/0/0/0/-
No civilians were harmed. | No/injured/0/0/0/civilians
There were no casualties. | no/killed/0/0/0/-; no/injured/0/0/0/-
No injuries or deaths were reported. | No/killed/0/0/0/-; No/injured/0/0/0/-
They withdrew without killing anyone. | without/killed/0/0/0/-
Two soldiers killed 14 people. | 14/killed/14/14/14/people
They killed or wounded 14 people. | 14/killed/-/-/14/people; 14/injured/-/-/14/people
"""


def number(word: str) -> int | None:
    return None if word == "-" else int(word)


def parse(table: str) -> list[tuple[str, list[tuple[object, ...]]]]:
    rows = []
    for line in table.strip().splitlines():
        sentence, values = line.split(" | ")
        expected: list[tuple[object, ...]] = []
        for group in values.split("; "):
            text, kind, low, best, high, who = group.split("/")
            expected.append(
                (text, kind, number(low), number(best), number(high), None if who == "-" else who)
            )
        rows.append((sentence, expected))
    return rows


@pytest.mark.parametrize(("sentence", "expected"), parse(TABLE))
def test_casualties_are_counted(sentence: str, expected: list[tuple[object, ...]]) -> None:
    found = find_casualties(sentence)
    assert [(c.text, c.kind, c.low, c.best, c.high, c.who) for c in found] == expected
    for casualties in found:
        assert sentence[casualties.start : casualties.end] == casualties.text
        assert casualties.clause_start <= casualties.start
        assert casualties.end <= casualties.clause_end <= len(sentence)
        assert casualties.status == "stated"


@pytest.mark.parametrize(
    "sentence",
    [
        "Lawmakers killed a bill.",
        "The veto killed the deal.",
        "The vote killed 14 bills.",
        "He killed two birds with one stone.",
        "They captured two villages.",
        "There were no immediate reports of casualties.",
        "The army suffered 500 casualties.",
        "On May 14 wounded men left the city.",
        "The race ended in a dead heat.",
        "Among the dead were the mayor and his wife.",
        "Some 14 people attended the talks.",
        "More than two dozen delegations came.",
        "In 2014 killed and wounded were buried there.",
        "A bomber killed the governor.",
    ],
)
def test_what_is_no_number_of_casualties_is_left_out(sentence: str) -> None:
    assert find_casualties(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The attack could kill thousands.", "uncertain"),
        ("They threatened to kill 14 hostages.", "uncertain"),
        ("14 people may have been killed.", "uncertain"),
        ("14 people are feared dead.", "uncertain"),
        ("The plan was to kill 14 officers.", "uncertain"),
        ("The army denied killing 14 civilians.", "denied"),
        ("14 people were not killed there.", "denied"),
        ("The army has killed 14 civilians.", "stated"),
    ],
)
def test_what_is_not_reported_as_having_happened_is_marked(sentence: str, status: str) -> None:
    assert [casualties.status for casualties in find_casualties(sentence)] == [status]


def test_groups_may_share_one_word_for_people() -> None:
    (casualties,) = find_casualties("10 northern and five southern soldiers were killed.")
    assert (casualties.text, casualties.low) == ("10 northern and five southern soldiers", 15)


def test_a_count_for_the_record_keeps_the_words_it_was_read_from() -> None:
    (casualties,) = find_casualties("killing over a dozen civilians")
    count = casualties.to_count()
    assert (count.low, count.best, count.high) == (13, None, None)
    assert count.expression is not None
    assert (count.expression.start, count.expression.end, count.expression.text) == (8, 20, "over a dozen")


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("over a dozen", Amount(13, None, None)),
        ("more than two dozen", Amount(25, None, None)),
        ("at least a dozen", Amount(12, None, None)),
        ("half a dozen", Amount(6, 6, 6)),
        ("half a million", Amount(500_000, 500_000, 500_000)),
        ("two hundred", Amount(200, 200, 200)),
        ("three thousand", Amount(3_000, 3_000, 3_000)),
        ("12,500", Amount(12_500, 12_500, 12_500)),
        ("1,250,000", Amount(1_250_000, 1_250_000, 1_250_000)),
        ("12\u00a0500", Amount(12_500, 12_500, 12_500)),
        ("hundreds of thousands", Amount(200_000, None, None)),
        ("another 14", Amount(14, 14, 14)),
        ("an estimated 300", Amount(None, 300, None)),
        ("ten to twelve", Amount(10, None, 12)),
    ],
)
def test_numbers_are_bounded_by_their_words(words: str, amount: Amount) -> None:
    assert parse_amount(words) == amount


def test_adding_groups_keeps_only_bounds_that_all_of_them_state() -> None:
    assert Amount(2, 2, 2) + Amount(1, 1, 1) == Amount(3, 3, 3)
    assert Amount(2, 2, 2) + Amount(None, None, 30) == Amount(2, None, 32)
    assert Amount(14, None, None) + Amount(1, 1, 1) == Amount(15, None, None)


def test_a_day_before_a_number_is_not_part_of_it() -> None:
    (casualties,) = find_casualties("By May 14 300 people were killed.")
    assert (casualties.text, casualties.low) == ("300", 300)


def test_a_long_run_of_digits_is_read_in_time_that_grows_with_its_length() -> None:
    assert find_casualties("999," * 8_000) == ()  # took 20 s before numbers were bounded


def test_words_without_a_number_are_refused() -> None:
    with pytest.raises(ValueError, match="'banana' is no number"):
        parse_amount("banana")


@settings(derandomize=True)
@given(st.text(max_size=80), st.sampled_from([row[0] for row in parse(TABLE)]))
def test_offsets_always_slice_back_to_the_words(noise: str, sentence: str) -> None:
    text = f"{noise} {sentence} {noise}"
    for casualties in find_casualties(text):
        assert text[casualties.start : casualties.end] == casualties.text
        low, high = casualties.low, casualties.high
        assert low is None or high is None or low <= high


@pytest.mark.parametrize(
    ("sentence", "deaths"),
    [
        ("The raid killed seven soldiers, a local official said.", 7),
        ("A mine went off, killing seven soldiers, two officials said.", 7),
        ("It killed five people, two local police officials in the town told reporters.", 5),
        ("Seven soldiers, a local official said, were killed.", 7),
        ("The raid killed two soldiers and a medic, the army said.", 3),
        ("It killed three civilians, two soldiers and a medic in the town, a nurse said.", 6),
    ],
)
def test_who_tells_a_toll_is_not_counted_in_it(sentence: str, deaths: int) -> None:
    (casualties,) = find_casualties(sentence)
    assert (casualties.kind, casualties.low, casualties.high) == ("killed", deaths, deaths)
