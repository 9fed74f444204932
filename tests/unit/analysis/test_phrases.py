"""English for what parties do, from texts of every shape."""

from __future__ import annotations

import pytest

from detente.analysis.phrases import in_number, negated, says, would


@pytest.mark.parametrize(
    ("deeds", "said"),
    [
        ([("stops", True)], "stop"),
        ([("stops", False)], "no longer stop"),
        ([("keeps its guns", False), ("accepts it", True)], "accept it and no longer keep its guns"),
        ([("takes option 1", True), ("takes option 2", True)], "take option 1 and option 2"),
        ([("stops", True), ("stops", True)], "stop"),
        (
            [("Modify", True), ("Delay", False)],
            "take the option “Modify” and no longer take the option “Delay”",
        ),
        ([("keeps\tup\n attacks", True)], "keep up attacks"),
    ],
)
def test_what_is_done_reads_on_after_would(deeds: list[tuple[str, bool]], said: str) -> None:
    assert would(deeds) == said


def test_a_name_of_many_takes_the_plural() -> None:
    assert in_number("keeps up attacks", is_plural=True) == "keep up attacks"
    assert in_number("is ready", is_plural=True) == "are ready"
    assert says("some allies", "opposes it") == "some allies oppose it"
    assert says("Republic of the South", "opposes it") == "the Republic of the South opposes it"


def test_what_is_not_done_is_denied_once_for_all() -> None:
    assert negated(["accepts it"], is_plural=False) == "does not accept it"
    assert negated(["accepts it", "accepts monitors"], is_plural=False) == "does not accept it or monitors"
    assert (
        negated(["accepts it", "keeps attacking"], is_plural=False)
        == "neither accepts it nor keeps attacking"
    )
    assert negated(["is ready"], is_plural=True) == "are not ready"
