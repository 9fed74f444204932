from __future__ import annotations

from dataclasses import replace

from tests.unit.brief.sample import (
    CASE,
    DISCUSSES,
    EASTMERE,
    IN_PRIVATE,
    NO_SIGNING,
    OPPOSES,
    PROPOSAL,
    READY_TO_SIGN,
    RECORD,
    REJECTS,
    RESISTS,
    SAID_WILLING,
)

from detente.brief.cast import build_cast
from detente.brief.positions import Matrix, build_positions, build_stances, held_positions
from detente.record.asking.positions import positions

CAST = build_cast(RECORD, CASE)
MATRIX = build_positions(RECORD, CASE, CAST)


def _cell(matrix: Matrix, row: str, column: str) -> list[tuple[str, str, str | None]]:
    place = [entry.text for entry in matrix.columns].index(column)
    cell = next(entry for entry in matrix.rows if entry.name == row).cells[place]
    return [(position.direction, position.record, position.alleged_by) for position in cell.positions]


def test_columns_are_proposals_then_issues() -> None:
    assert [(column.text, column.kind) for column in MATRIX.columns] == [
        ("the Westrian proposal", "proposal"),
        ("territory", "issue"),
        ("guarantees", "issue"),
    ]


def test_rows_follow_the_case() -> None:
    assert [row.name for row in MATRIX.rows] == ["Northland", "Southmark", "Westria", "Eastmere"]


def test_a_leaders_answer_is_the_partys_and_what_others_say_is_alleged() -> None:
    southmark = _cell(MATRIX, "Southmark", "the Westrian proposal")
    assert ("against", REJECTS.id, None) in southmark
    assert ("against", RESISTS.id, "Westria") in southmark
    assert ("conditional", SAID_WILLING.id, "Westria") in southmark
    assert ("conditional", DISCUSSES.id, None) in southmark
    assert _cell(MATRIX, "Northland", "the Westrian proposal") == [("for", READY_TO_SIGN.id, None)]


def test_words_with_a_direction_and_no_issue_are_no_position() -> None:
    assert IN_PRIVATE.direction == "conditional"
    assert IN_PRIVATE.toward is None
    shown = {
        record for row in MATRIX.rows for cell in row.cells for record in (p.record for p in cell.positions)
    }
    assert IN_PRIVATE.id not in shown


def test_positions_stand_in_text_order() -> None:
    records = [record for _, record, _ in _cell(MATRIX, "Southmark", "the Westrian proposal")]
    assert records.index(REJECTS.id) < records.index(SAID_WILLING.id) < records.index(DISCUSSES.id)


def test_an_answer_counts_on_an_issue_when_its_words_hold_the_clause() -> None:
    assert _cell(MATRIX, "Southmark", "territory") == [("against", REJECTS.id, None)]
    assert _cell(MATRIX, "Southmark", "guarantees") == []


def test_stakes_say_who_gains_and_who_gives_up() -> None:
    place = [column.text for column in MATRIX.columns].index("territory")
    stakes = {row.name: row.cells[place].stakes for row in MATRIX.rows}
    assert stakes["Northland"] == (("gains", PROPOSAL.id),)
    assert stakes["Southmark"] == (("gives up", PROPOSAL.id),)
    assert stakes["Westria"] == ()


def test_an_actor_outside_the_case_keeps_a_row_of_its_own() -> None:
    case = replace(CASE, parties=CASE.parties[:3])
    matrix = build_positions(RECORD, case, build_cast(RECORD, case))
    last = matrix.rows[-1]
    assert (last.name, last.party, last.key) == ("Eastmere", None, EASTMERE)
    assert _cell(matrix, "Eastmere", "the Westrian proposal") == [("against", OPPOSES.id, None)]


def test_stances_are_between_parties_and_never_toward_oneself() -> None:
    stances = build_stances(RECORD, CASE, CAST)
    assert [column.text for column in stances.columns] == ["Northland", "Southmark"]
    directed = {row.name: [len(cell.positions) for cell in row.cells] for row in stances.rows}
    assert directed == {
        "Northland": [0, 0],
        "Southmark": [0, 0],
        "Westria": [1, 1],
        "Eastmere": [0, 0],
    }


def test_a_chain_of_speaking_for_one_another_ends() -> None:
    looped = tuple(
        replace(actor, speaks_for="actor:venn") if actor.id == "actor:southmark" else actor
        for actor in RECORD.actors
    )
    case = replace(CASE, parties=CASE.parties[:1])
    cast = build_cast(replace(RECORD, actors=looped), case)
    holder = cast.holder_of("actor:venn")
    assert holder is not None
    assert holder.party is None


def test_words_on_an_issue_stand_in_its_column_as_the_listing_has_them() -> None:
    told = tuple(
        replace(said, about="territory") if said.id == NO_SIGNING.id else said for said in RECORD.statements
    )
    record = replace(RECORD, statements=told)
    matrix = build_positions(record, CASE, CAST)
    assert ("against", NO_SIGNING.id, None) in _cell(matrix, "Southmark", "territory")
    shown = {
        (entry.record, entry.direction)
        for row in matrix.rows
        for cell in row.cells
        for entry in cell.positions
        if entry.alleged_by is None
    }
    for held in positions(record):
        assert {(stance.item, stance.direction) for stance in held.stances} <= shown
    assert {one.about for one in held_positions(record, CAST)} == {one.about for one in positions(record)}


def test_unnamed_speakers_hold_no_position() -> None:
    actors = tuple(replace(one, kind="unnamed") if one.id == EASTMERE else one for one in RECORD.actors)
    case = replace(CASE, parties=CASE.parties[:3])
    record = replace(RECORD, actors=actors)
    matrix = build_positions(record, case, build_cast(record, case))
    assert "Eastmere" not in [row.name for row in matrix.rows]
