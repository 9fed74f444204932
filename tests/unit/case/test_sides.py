"""Whom a draft takes for the sides where no attack of one on the other is told."""

from __future__ import annotations

import pytest
from tests.unit.case.scribe import Scribe

from detente.case import Case, draft
from detente.errors import NoConflictError
from detente.record.record import Record

TALKS = "Talks between Northland and Southmark ended. Eastvale put forward a plan. Northland masses tanks."


def roles(case: Case) -> dict[str, str]:
    return {party.name: party.role for party in case.parties}


def talks(*, is_armed: bool, is_mediated: bool) -> Record:
    """Two that talk; a third's plan and a threat of force are each there or not."""
    scribe = Scribe()
    scribe.report(TALKS)
    north, south = scribe.actor("Northland"), scribe.actor("Southmark")
    east = scribe.actor("Eastvale")
    scribe.event("CONSULT", north, south, "Northland and Southmark ended")
    if is_mediated:
        scribe.proposal("a plan", sponsor=east)
    if is_armed:
        scribe.event("MOBILIZE", north, None, "Northland masses tanks")
    return scribe.record()


def test_two_that_a_third_brings_together_over_force_are_the_sides() -> None:
    case = draft(talks(is_armed=True, is_mediated=True))
    assert roles(case) == {"Northland": "belligerent", "Southmark": "belligerent", "Eastvale": "mediator"}
    assert any("does not say who fights whom" in note for note in case.notes)


@pytest.mark.parametrize(("is_armed", "is_mediated"), [(False, True), (True, False), (False, False)])
def test_two_that_only_talk_are_no_sides(*, is_armed: bool, is_mediated: bool) -> None:
    with pytest.raises(NoConflictError):
        draft(talks(is_armed=is_armed, is_mediated=is_mediated))


def test_two_that_use_force_and_blame_each_other_are_the_sides() -> None:
    scribe = Scribe()
    scribe.report(
        "Northland shelled a camp. The Reed Front bombed a town. The Reed Front accused Northland of lies."
    )
    north, front = scribe.actor("Northland"), scribe.actor("Reed Front", "organisation")
    scribe.event("ASSAULT", north, None, "Northland shelled a camp")
    scribe.event("ASSAULT", front, None, "Reed Front bombed a town")
    scribe.statement(front, "Reed Front accused Northland of lies", "ACCUSE", toward=north)
    assert roles(draft(scribe.record())) == {"Northland": "belligerent", "Reed Front": "belligerent"}


def test_a_tally_of_the_dead_makes_no_backer() -> None:
    scribe = Scribe()
    scribe.report(
        "Northland shelled Southmark. Southmark shelled Northland. Reed Hospital said Northland killed nine."
    )
    north, south = scribe.actor("Northland"), scribe.actor("Southmark")
    hospital = scribe.actor("Reed Hospital", "organisation")
    scribe.event("ASSAULT", north, south, "Northland shelled Southmark")
    scribe.event("ASSAULT", south, north, "Southmark shelled Northland")
    told = "Reed Hospital said Northland killed nine"
    scribe.statement(hospital, told, "ACCUSE", toward=north)
    blamed = draft(scribe.record())
    assert roles(blamed)["Reed Hospital"] == "backer"
    scribe.event(
        "ASSAULT",
        north,
        None,
        "Northland killed nine",
        factuality="alleged",
        statement=scribe.statements[-1].id,
    )
    assert "Reed Hospital" not in roles(draft(scribe.record()))
