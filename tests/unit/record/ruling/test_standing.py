from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.unit.record.ruling.making import Draft, ruled, undone

from detente.record.ruling.standing import Outcome, Standing, by_record, in_force, standings

ITEM = "statement:1"
CLAIM = "claim:1"


def test_nothing_ruled_leaves_nothing() -> None:
    assert in_force(()) == ()
    assert standings(()) == {}


def test_undone_ruling_is_out_of_force_and_so_is_the_undo() -> None:
    rulings = undone(ruled(("accept", ITEM), ("reject", ITEM)), 1)
    assert in_force(rulings) == rulings[:1]
    assert standings(rulings)[ITEM].status == "accepted"


def test_undo_that_is_undone_brings_the_ruling_back_at_its_place() -> None:
    once = undone(ruled(("reject", ITEM), ("note", ITEM)), 0)
    twice = undone(once, 2)
    assert in_force(once) == once[1:2]
    assert in_force(twice) == twice[:2]
    assert in_force(undone(twice, 3)) == once[1:2]


ACCEPT: Draft = ("accept", ITEM)
REJECT: Draft = ("reject", ITEM)
CORRECT: Draft = ("correct", ITEM, {"about": "territory"})


@pytest.mark.parametrize(
    ("drafts", "status"),
    [
        ([ACCEPT], "accepted"),
        ([REJECT, ACCEPT], "accepted"),
        ([ACCEPT, REJECT], "rejected"),
        ([REJECT, CORRECT], "corrected"),
        ([CORRECT, ACCEPT], "corrected"),
        ([CORRECT, REJECT], "rejected"),
        ([CORRECT, REJECT, ACCEPT], "corrected"),
        ([("note", ITEM)], "proposed"),
        ([("grade", ITEM, {"credibility": "2"})], "proposed"),
    ],
)
def test_last_decision_counts_and_a_correction_accepts_the_rest(drafts: list[Draft], status: str) -> None:
    assert standings(ruled(*drafts))[ITEM].status == status


def test_grades_are_kept_apart_and_the_last_counts() -> None:
    rulings = ruled(
        ("grade", ITEM, {"credibility": "2", "basis": "told"}),
        ("grade", ITEM, {"credibility": "3"}),
        ("grade", "source:1", {"reliability": "B"}),
    )
    found = standings(rulings)
    assert (found[ITEM].credibility, found[ITEM].basis, found[ITEM].reliability) == ("3", "told", None)
    source = found["source:1"]
    assert (source.credibility, source.basis, source.reliability) == (None, None, "B")


def test_standing_lists_notes_changed_fields_and_rulings_in_order() -> None:
    rulings = ruled(
        ("correct", ITEM, {"about": "territory"}),
        ("note", ITEM),
        ("correct", ITEM, {"act": "AGREE", "about": None}),
    )
    assert standings(rulings) == {
        ITEM: Standing(
            item=ITEM,
            status="corrected",
            notes=("the note of the tests",),
            changed=("about", "act"),
            rulings=tuple(ruling.id for ruling in rulings),
        )
    }


def test_last_outcome_counts() -> None:
    rulings = ruled(
        ("outcome", CLAIM, {"outcome": "broken", "on": "2031-05-09", "evidence": ["event:1"]}),
        ("outcome", CLAIM, {"outcome": "kept", "evidence": ["event:2", "doc:1"]}),
    )
    kept = Outcome(kind="kept", evidence=("event:2", "doc:1"), ruling=rulings[1].id)
    assert standings(rulings)[CLAIM].outcome == kept
    broken = Outcome(kind="broken", on=date(2031, 5, 9), evidence=("event:1",), ruling=rulings[0].id)
    assert standings(undone(rulings, 1))[CLAIM].outcome == broken


def test_change_in_free_words_has_no_effect_but_is_listed() -> None:
    old = replace(ruled(("correct", ITEM, {"about": "x"}))[0], change="speaker should be Kerr")
    assert standings([old]) == {ITEM: Standing(item=ITEM, rulings=(old.id,))}


def test_rulings_are_grouped_by_what_they_are_about() -> None:
    rulings = ruled(("accept", ITEM), ("note", CLAIM), ("reject", ITEM))
    assert by_record(rulings) == {ITEM: (rulings[0], rulings[2]), CLAIM: (rulings[1],)}
