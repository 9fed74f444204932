from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest
from tests.unit.record.ruling.making import ruled

from detente.documents.document import Document
from detente.errors import RecordError
from detente.record.ruling.carrying import carried, latest, moved_places
from detente.record.ruling.changes import change_of


def test_ruling_is_about_the_item_that_came_in_place() -> None:
    rulings = ruled(
        ("reject", "event:1"),
        ("correct", "claim:1", {"statement": "statement:1", "by": "actor:1"}),
        ("outcome", "claim:1", {"outcome": "kept", "evidence": ["event:1", "doc:1"]}),
    )
    successors = {"event:1": "event:2", "event:2": "event:3", "statement:1": "statement:2", "doc:1": "doc:2"}
    after = carried(rulings, successors)
    assert [ruling.record for ruling in after] == ["event:3", "claim:1", "claim:1"]
    assert [ruling.id for ruling in after] == [ruling.id for ruling in rulings]
    assert change_of(after[1]) == {"statement": "statement:2", "by": "actor:1"}
    assert change_of(after[2]) == {"outcome": "kept", "evidence": ["event:3", "doc:2"]}
    assert carried(rulings, {}) == rulings


def test_words_pointed_at_are_followed_where_they_are_found_again_and_stay_where_not() -> None:
    at = {"document": "doc:1", "start": 0, "end": 3, "text": "She"}
    rulings = ruled(("correct", "claim:1", {"by": {"at": at, "actor": "actor:1"}}))
    assert carried(rulings, {"doc:1": "doc:2"}) == rulings
    (after,) = carried(rulings, {"doc:1": "doc:2", "doc:1 0 3": "doc:2 8 11", "doc:2 8 11": "doc:3 9 12"})
    there = {"document": "doc:3", "start": 9, "end": 12, "text": "She"}
    assert change_of(after) == {"by": {"at": there, "actor": "actor:1"}}


def version(number: int, text: str) -> Document:
    return Document(id=f"doc:{number}", path="a.txt", text=text, sha256="")


class TestMovedPlaces:
    first = version(1, "Kerr came. He was late. Nobody saw him.")
    second = version(2, "It rained. Kerr came. He was late. Nobody saw him.")
    third = version(3, "It rained. Kerr came. He was never late. Nobody saw him.")
    known = MappingProxyType({one.id: one for one in (first, second, third)})

    def moved(self, words: str, later: dict[str, str]) -> dict[str, str]:
        start = self.first.text.index(words)
        at = {"document": "doc:1", "start": start, "end": start + len(words), "text": words}
        rulings = ruled(("correct", "claim:1", {"by": {"at": at}}), ("accept", "claim:1"))
        return moved_places(rulings, later, self.known.__getitem__)

    def test_are_those_of_every_later_version(self) -> None:
        assert self.moved("Kerr", {"doc:1": "doc:2", "doc:2": "doc:3"}) == {
            "doc:1 0 4": "doc:2 11 15",
            "doc:2 11 15": "doc:3 11 15",
        }
        assert self.moved("Kerr", {}) == {}

    def test_end_where_the_sentence_is_another(self) -> None:
        assert self.moved("He", {"doc:1": "doc:2", "doc:2": "doc:3"}) == {"doc:1 11 13": "doc:2 22 24"}

    def test_that_never_had_the_words_are_passed_over(self) -> None:
        at = {"document": "doc:1", "start": 0, "end": 3, "text": "She"}
        rulings = ruled(("correct", "claim:1", {"by": {"at": at}}))
        assert moved_places(rulings, {"doc:1": "doc:2"}, self.known.__getitem__) == {}


def test_what_was_noted_on_a_document_is_noted_on_its_later_version_which_is_graded_anew() -> None:
    rulings = ruled(("note", "doc:1"), ("grade", "doc:1", {"reliability": "B"}), ("note", "doc:2"))
    note, grade, own = carried(rulings, {"doc:1": "doc:2"})
    assert (note.record, note.because) == ("doc:2", "of an earlier version: the note of the tests")
    assert (grade, own) == rulings[1:]


def test_note_on_an_item_that_is_read_anew_is_as_it_was_made() -> None:
    (note,) = carried(ruled(("note", "event:1")), {"event:1": "event:2"})
    assert (note.record, note.because) == ("event:2", "the note of the tests")


def test_change_in_free_words_is_left_as_it_is() -> None:
    old = replace(ruled(("correct", "claim:1", {"by": None}))[0], change="by Kerr")
    assert carried([old], {"claim:1": "claim:2"}) == (replace(old, record="claim:2"),)


def test_id_that_succeeds_itself_is_refused() -> None:
    with pytest.raises(RecordError, match="came in place of itself"):
        latest("event:1", {"event:1": "event:2", "event:2": "event:1"})
    assert latest("event:1", {"event:1": "event:1"}) == "event:1"
