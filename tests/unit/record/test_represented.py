from __future__ import annotations

from tests.unit.record.made import named

from detente.record.represented import represented


def test_follows_the_chain_to_its_end() -> None:
    aide = named("aide", "Aide", speaks_for="velk")
    velk = named("velk", "Velk", speaks_for="karvia")
    assert represented([aide, velk]) == {"aide": "karvia", "velk": "karvia"}


def test_whoever_speaks_for_nobody_or_into_a_circle_speaks_for_himself() -> None:
    alone = named("alone", "Alone")
    circle = [named("a", "A", speaks_for="b"), named("b", "B", speaks_for="a")]
    leading_in = named("c", "C", speaks_for="a")
    found = represented([alone, *circle, leading_in])
    assert found == {"alone": "alone", "a": "a", "b": "b", "c": "c"}
