from __future__ import annotations

import pytest
from tests.unit.reading.tales import BOTH_WAYS, tale

from detente.record.record import Record


def relations(record: Record) -> list[tuple[str, set[str]]]:
    return [(relation.kind, {relation.a, relation.b}) for relation in record.relations]


@BOTH_WAYS
@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The war between {own} and {other} went on.", "at war"),
        ("{own}’s war against {other} went on.", "at war"),
        ("The hatred between {own} and {other} is old.", "hostility"),
        ("{own}, an ally of {other}, said nothing.", "alliance"),
        ("{own}, the closest partner of {other}, said nothing.", "alliance"),
    ],
)
def test_what_stands_between_two_names(own: str, other: str, sentence: str, kind: str) -> None:
    pair = {f"actor:{own.lower()}", f"actor:{other.lower()}"}
    found = relations(tale(sentence.format(own=own, other=other)))
    assert (kind, pair) in found


@BOTH_WAYS
def test_an_attack_that_the_reporter_states_shows_war(own: str, other: str) -> None:
    pair = {f"actor:{own.lower()}", f"actor:{other.lower()}"}
    assert ("at war", pair) in relations(tale(f"{own} attacked {other} on Monday."))
    assert relations(tale(f"{own} did not attack {other}.")) == []


def test_what_a_speaker_says_holds_is_stated_by_the_speaker() -> None:
    record = tale("Novak said that the war between Velkia and Tarvia was long.")
    (relation,) = [relation for relation in record.relations if relation.kind == "at war"]
    assert relation.stated_by == "actor:petr-novak"
    (told,) = tale("The war between Velkia and Tarvia was long.").relations
    assert told.stated_by is None
