from __future__ import annotations

import pytest

from detente.case.expressions import holds, parse
from detente.case.tables import every_state, option_table, truth_table

OPTIONS = ("a.x", "b.y", "c.z")


@pytest.mark.parametrize(
    "text",
    ["a.x", "!b.y", "a.x & c.z", "a.x | b.y -> c.z", "a.x <-> !c.z", "true", "false", "!(a.x & b.y) | c.z"],
)
def test_a_table_says_of_each_state_what_the_condition_says(text: str) -> None:
    expression = parse(text)
    table = truth_table(expression, OPTIONS)
    for state in range(8):
        taken = {name for index, name in enumerate(OPTIONS) if state >> index & 1}
        assert bool(table >> state & 1) is holds(expression, taken)
    assert table <= every_state(3)


def test_every_option_is_taken_in_half_of_the_states() -> None:
    for option in range(10):
        table = option_table(option, 10)
        assert table.bit_count() == 512
        assert all(bool(table >> state & 1) == bool(state >> option & 1) for state in range(1024))


def test_an_unknown_name_is_not_taken_for_another() -> None:
    with pytest.raises(KeyError):
        truth_table(parse("a.q"), OPTIONS)
