from __future__ import annotations

import pytest

from detente.errors import RecordError
from detente.record.asking.called import called

NAMES = {
    "actor:ola-velk": "Ola Velk",
    "actor:ada-velk": "Ada Velk",
    "actor:ost": "Ost",
    "actor:army-of-ost": "Army of Ost",
    "actor:jean-luc": "Jean-Luc d’Orl",
}


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Ola Velk", "actor:ola-velk"),
        ("OLA VELK", "actor:ola-velk"),
        ("ada", "actor:ada-velk"),
        ("Ost", "actor:ost"),
        ("army", "actor:army-of-ost"),
        ("actor:army-of-ost", "actor:army-of-ost"),
        ("Velk, Ada", "actor:ada-velk"),
        ("orl", "actor:jean-luc"),
    ],
)
def test_whole_names_ids_and_words_of_one_name_are_enough(name: str, actor: str) -> None:
    assert called(name, NAMES) == (actor,)


def test_all_who_bear_a_whole_name_are_meant() -> None:
    assert called("Ola Velk", {**NAMES, "actor:other": "Ola VELK"}) == ("actor:ola-velk", "actor:other")


@pytest.mark.parametrize("name", ["Brandt", "", "!", "actor:nobody"])
def test_nobody_of_a_name_is_told(name: str) -> None:
    with pytest.raises(RecordError, match="nobody in the record is called"):
        called(name, NAMES)


def test_several_of_a_name_are_told() -> None:
    with pytest.raises(RecordError, match=r"'Velk' fits 2 actors: Ola Velk \(actor:ola-velk\); Ada Velk"):
        called("Velk", NAMES)
    many = {f"actor:{number}": f"Velk {number}" for number in range(9)}
    with pytest.raises(RecordError, match=r"fits 9 actors.*and 4 more"):
        called("velk", many)
