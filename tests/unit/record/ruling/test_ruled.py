from __future__ import annotations

from dataclasses import replace

from tests.unit.record.ruling.making import Draft, ruled, undone
from tests.unit.record.sample import sample

from detente.record.check import check
from detente.record.links import Link, Links
from detente.record.record import Record
from detente.record.ruling.changes import change_text
from detente.record.ruling.ruled import Ruled, opened, rule_on
from detente.record.ruling.things import source_id

RECORD = sample()
HERALD, COURIER = RECORD.documents
KERR, BRANDT, NORTHLAND = "actor:ola-kerr", "actor:ada-brandt", "actor:northland"
REJECTS, ACCUSES, CONCEDES = RECORD.statements[:3]
PROMISES = RECORD.statements[4]
STRIKE, DRAFT, WILLING, PROMISE = RECORD.events[0], RECORD.proposals[0], RECORD.responses[0], RECORD.claims[0]


def after(*drafts: Draft, links: Links | None = None) -> Ruled:
    found = rule_on(RECORD, ruled(*drafts), links=links)
    check(found.record)
    return found


def test_record_nobody_ruled_on_is_as_it_was_read() -> None:
    assert rule_on(RECORD, ()) == Ruled(record=RECORD)
    assert rule_on(Record(), ()) == Ruled(record=Record())


def test_what_was_rejected_is_left_out_and_listed() -> None:
    found = after(("reject", STRIKE.id), ("reject", RECORD.relations[0].id))
    assert found.record == replace(RECORD, events=(), relations=())
    assert found.rejected == (RECORD.relations[0], STRIKE)
    assert found.standings[STRIKE.id].status == "rejected"
    assert found.orphaned == ()


def test_what_was_told_in_a_rejected_statement_stays_without_it() -> None:
    found = after(("reject", CONCEDES.id), ("reject", DRAFT.id))
    (response,) = found.record.responses
    assert (response.statement, response.proposal) == (None, None)
    assert response == replace(WILLING, statement=None, proposal=None)


def test_statement_stays_when_the_one_that_reports_it_is_rejected() -> None:
    found = after(("correct", ACCUSES.id, {"within": REJECTS.id}), ("reject", REJECTS.id))
    assert found.record.statements[0] == replace(ACCUSES, within=None)


def test_statements_that_report_each_other_report_nothing() -> None:
    found = after(
        ("correct", ACCUSES.id, {"within": REJECTS.id}), ("correct", REJECTS.id, {"within": ACCUSES.id})
    )
    assert [said.within for said in found.record.statements[:2]] == [None, None]


def test_undoing_everything_gives_the_record_back() -> None:
    rulings = ruled(
        ("reject", STRIKE.id),
        ("correct", ACCUSES.id, {"speaker": {"name": "the aide", "kind": "unnamed"}}),
        ("merge", BRANDT, {"into": KERR}),
        ("split", KERR, {"documents": [COURIER.id], "name": "X"}),
        ("grade", source_id(HERALD), {"reliability": "B"}),
        ("outcome", PROMISE.id, {"outcome": "kept", "evidence": [HERALD.id]}),
    )
    for number in reversed(range(6)):
        rulings = undone(rulings, number)
    assert rule_on(RECORD, rulings) == Ruled(record=RECORD)


def test_merged_actors_are_one_and_an_undone_merge_takes_them_apart() -> None:
    rulings = ruled(("merge", BRANDT, {"into": KERR}))
    found = rule_on(RECORD, rulings)
    check(found.record)
    ids = [one.id for one in found.record.actors]
    assert BRANDT not in ids
    speaker = found.record.statements[4].speaker
    assert speaker is not None
    assert speaker.actor == KERR
    assert found.links.group_of(BRANDT) == (KERR, BRANDT)
    assert found.links.links[0].score == 1
    assert rule_on(RECORD, undone(rulings, 0)) == Ruled(record=RECORD)


def test_split_takes_a_proposed_link_apart_and_a_merge_overrules_it() -> None:
    proposed = Links(links=(Link(kind="actor", a=BRANDT, b=KERR, score=0.9, why="tried"),))
    assert len(after(links=proposed).record.actors) == len(RECORD.actors) - 1
    split: Draft = ("split", KERR, {"from": BRANDT})
    assert after(split, links=proposed).record == RECORD
    assert after(split, links=proposed).links.group_of(KERR) == (KERR,)
    again = after(split, ("merge", KERR, {"into": BRANDT}), links=proposed)
    assert again.links.group_of(KERR) == (BRANDT, KERR)


def test_events_and_statements_are_linked_and_not_joined() -> None:
    found = after(("merge", REJECTS.id, {"into": RECORD.statements[3].id}))
    assert found.record == RECORD
    assert found.links.group_of(REJECTS.id) == (RECORD.statements[3].id, REJECTS.id)


def test_grade_of_a_document_counts_before_its_sources() -> None:
    wire = replace(HERALD, id="doc:second")
    record = replace(RECORD, documents=(HERALD, wire, COURIER))
    rulings = ruled(
        ("grade", HERALD.id, {"reliability": "E"}),
        ("grade", source_id(HERALD), {"reliability": "B"}),
    )
    found = rule_on(record, rulings).record.documents
    assert [document.reliability for document in found] == ["E", "B", "F"]


def test_grade_of_a_source_is_none_of_its_items() -> None:
    found = after(("grade", source_id(HERALD), {"reliability": "A"}))
    assert set(found.standings) == {source_id(HERALD)}


def test_ruling_on_what_is_gone_is_orphaned_and_listed() -> None:
    rulings = ruled(
        ("reject", "statement:gone"),
        ("correct", ACCUSES.id, {"speaker": "actor:gone", "act": "AID"}),
        ("merge", KERR, {"into": "actor:gone"}),
        ("outcome", PROMISE.id, {"outcome": "kept", "evidence": ["event:gone"]}),
        ("accept", ACCUSES.id),
    )
    found = rule_on(RECORD, rulings)
    assert found.record == RECORD
    assert found.orphaned == rulings[:4]
    assert set(found.standings) == {ACCUSES.id}
    assert rule_on(RECORD, undone(rulings, 0)).orphaned == rulings[1:4]


def test_correction_that_fits_no_more_is_orphaned() -> None:
    rulings = ruled(
        ("correct", DRAFT.id, {"clauses": {"1": None}}),
        ("correct", DRAFT.id, {"clauses": {"1": {"issue": "security"}}}),
    )
    found = rule_on(RECORD, rulings)
    assert found.orphaned == rulings[1:]
    assert found.standings[DRAFT.id].rulings == (rulings[0].id,)


def test_ruling_whose_change_is_free_words_is_orphaned() -> None:
    old = tuple(
        replace(ruling, change="as the Courier has it")
        for ruling in ruled(("correct", ACCUSES.id), ("merge", KERR), ("grade", STRIKE.id))
    )
    found = rule_on(RECORD, old)
    assert found == Ruled(record=RECORD, orphaned=old)


def test_rulings_follow_items_to_their_successors() -> None:
    later = replace(STRIKE, id="event:later")
    record = replace(RECORD, events=(later,))
    rulings = ruled(("reject", STRIKE.id))
    assert rule_on(record, rulings).orphaned == rulings
    found = rule_on(record, rulings, successors={STRIKE.id: "event:later"})
    assert found.rejected == (later,)
    assert found.orphaned == ()
    assert found.standings["event:later"].rulings == (rulings[0].id,)


def test_ruling_again_on_what_was_ruled_changes_nothing() -> None:
    rulings = ruled(
        ("correct", ACCUSES.id, {"speaker": {"name": "the aide", "kind": "unnamed"}, "about": "territory"}),
        ("correct", STRIKE.id, {"actor": None, "deaths": 15}),
        ("grade", COURIER.id, {"reliability": "C"}),
    )
    once = rule_on(RECORD, rulings)
    assert rule_on(once.record, rulings).record == once.record


def test_references_to_what_is_gone_are_opened() -> None:
    record = opened(RECORD, {STRIKE.id, PROMISES.id})
    assert record.claims[0].statement is None
    assert record.events == RECORD.events
    assert opened(RECORD, set()) == RECORD


def test_change_is_empty_where_nothing_is_to_be_said() -> None:
    assert change_text({}) == ruled(("accept", STRIKE.id))[0].change == ""


def test_merge_that_would_join_what_was_ruled_apart_is_listed() -> None:
    rulings = ruled(
        ("split", KERR, {"from": BRANDT}),
        ("merge", KERR, {"into": NORTHLAND}),
        ("merge", NORTHLAND, {"into": BRANDT}),
    )
    found = rule_on(RECORD, rulings)
    assert found.orphaned == rulings[2:]
    assert found.links.group_of(KERR) == (NORTHLAND, KERR)
    assert rule_on(RECORD, undone(rulings, 0)).orphaned == ()
    overruled = ruled(("merge", KERR, {"into": BRANDT}), ("split", KERR, {"from": BRANDT}))
    assert rule_on(RECORD, overruled).orphaned == ()
