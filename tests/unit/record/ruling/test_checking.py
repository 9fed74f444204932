from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest
from tests.unit.record.ruling.making import drafted, ruled, undone
from tests.unit.record.sample import sample

from detente.errors import RecordError
from detente.record.ruling.changes import change_text
from detente.record.ruling.checking import ALLOWED, check_change, check_undo, undoing
from detente.record.ruling.things import source_id, things
from detente.record.values import RulingKind

RECORD = sample()
THINGS = things(RECORD)
SAID, ACCUSES = RECORD.statements[:2]
STRIKE, DRAFT, WILLING, PROMISE = RECORD.events[0], RECORD.proposals[0], RECORD.responses[0], RECORD.claims[0]
KERR, BRANDT = "actor:ola-kerr", "actor:ada-brandt"
HERALD, COURIER = RECORD.documents


def check(kind: RulingKind, record: str, change: dict[str, Any] | None = None) -> None:
    check_change(drafted(kind, record, change), THINGS[record], THINGS.get)


ACCEPTED: list[tuple[RulingKind, str, dict[str, Any]]] = [
    ("accept", SAID.id, {}),
    ("reject", RECORD.relations[0].id, {}),
    ("note", source_id(HERALD), {}),
    ("note", KERR, {}),
    ("correct", SAID.id, {"speaker": BRANDT, "toward": {"name": "the aide", "kind": "unnamed"}}),
    ("correct", SAID.id, {"within": ACCUSES.id}),
    ("correct", KERR, {"role": None, "speaks_for": "actor:northland"}),
    ("correct", RECORD.inconsistencies[0].id, {"about": STRIKE.id}),
    ("merge", KERR, {"into": BRANDT}),
    ("merge", SAID.id, {"into": ACCUSES.id}),
    ("split", KERR, {"from": BRANDT}),
    ("split", KERR, {"documents": [COURIER.id], "name": "Ola Kerr"}),
    ("grade", SAID.id, {"credibility": "6"}),
    ("grade", PROMISE.id, {"credibility": "1", "basis": "deduced"}),
    ("grade", HERALD.id, {"reliability": "A"}),
    ("grade", source_id(COURIER), {"reliability": "F"}),
    ("outcome", PROMISE.id, {"outcome": "kept", "on": "2031-05-09", "evidence": [STRIKE.id, HERALD.id]}),
    ("outcome", PROMISE.id, {"outcome": "moot"}),
]


@pytest.mark.parametrize(("kind", "record", "change"), ACCEPTED)
def test_ruling_of_the_right_form_is_let_pass(kind: RulingKind, record: str, change: dict[str, Any]) -> None:
    check(kind, record, change)


REFUSED: list[tuple[RulingKind, str, dict[str, Any], str]] = [
    ("accept", SAID.id, {"act": "AID"}, "changes nothing else"),
    ("reject", KERR, {}, "merge the actor into another, split it, or correct it"),
    ("accept", HERALD.id, {}, "only statements, .* and relations can be ruled on so"),
    ("correct", HERALD.id, {"title": "x"}, "sidecar"),
    ("correct", SAID.id, {}, "changes nothing: give at least one of speaker"),
    ("correct", SAID.id, {"passage": "x"}, "changes 'passage', which is not to be corrected"),
    ("correct", SAID.id, {"act": "SHOUT"}, "act must be one of AGREE, .*; 'SHOUT' was given"),
    ("correct", SAID.id, {"act": None}, "act cannot be left open"),
    ("correct", SAID.id, {"is_negated": "yes"}, "must be true or false"),
    ("correct", SAID.id, {"about": " "}, "must be words"),
    ("correct", SAID.id, {"toward": {"name": "X"}}, "must be the id of an actor or a new one"),
    ("correct", SAID.id, {"toward": {"name": "X", "kind": "country"}}, "kind is one of person, state"),
    ("correct", SAID.id, {"toward": "actor:nobody"}, "toward refers to 'actor:nobody'.*nothing of that id"),
    ("correct", SAID.id, {"toward": STRIKE.id}, "must be the id of an actor; the record holds an event"),
    ("correct", SAID.id, {"candidates": KERR}, "must be a list of actors"),
    ("correct", SAID.id, {"candidates": [KERR, "actor:nobody"]}, "refers to 'actor:nobody'"),
    ("correct", SAID.id, {"within": SAID.id}, "within cannot be the statement itself"),
    ("correct", SAID.id, {"said_on": "6 May"}, "must be a day as 2031-05-06"),
    ("correct", SAID.id, {"said_on": "20310506"}, "must be a day as 2031-05-06"),
    ("correct", SAID.id, {"said_on": {"earliest": None, "latest": None}}, "must be a day"),
    ("correct", SAID.id, {"said_on": {"earliest": "2031-05-07", "latest": "2031-05-06"}}, "begins after"),
    ("correct", SAID.id, {"speaker": {"at": {"start": 0}}}, 'has "at" and so must be'),
    ("correct", STRIKE.id, {"deaths": -1}, "must be a number"),
    ("correct", STRIKE.id, {"deaths": True}, "must be a number"),
    ("correct", STRIKE.id, {"deaths": {"low": 5, "high": 4}}, "0 <= low <= best <= high"),
    ("correct", STRIKE.id, {"deaths": {}}, "must be a number"),
    ("correct", PROMISE.id, {"chance": 1.5}, "must be a number from 0 to 1"),
    ("correct", PROMISE.id, {"chance": True}, "must be a number from 0 to 1"),
    ("correct", WILLING.id, {"proposal": SAID.id}, "proposal refers to .* must be the id of a proposal"),
    ("correct", DRAFT.id, {"clauses": {}}, "what changes in each clause"),
    ("correct", DRAFT.id, {"clauses": {"one": {"issue": "x"}}}, "names the clause 'one'"),
    ("correct", DRAFT.id, {"clauses": {"2": {"issue": "x"}}}, "no single clause has the order 2"),
    ("correct", DRAFT.id, {"clauses": {"1": {}}}, "must say what changes in clause 1"),
    ("correct", DRAFT.id, {"clauses": {"1": {"order": 2}}}, "gives clause 1 the field 'order'"),
    ("correct", DRAFT.id, {"clauses": {"1": {"gives_to": "actor:x"}}}, "clauses.1.gives_to refers to"),
    ("correct", KERR, {"speaks_for": KERR}, "speaks_for cannot be the actor itself"),
    ("merge", PROMISE.id, {"into": PROMISE.id}, "only actors, events, proposals and statements"),
    ("merge", KERR, {"into": KERR}, "names the actor itself"),
    ("merge", KERR, {}, "has no change"),
    ("merge", KERR, {"into": 7}, "names 7"),
    ("merge", KERR, {"into": SAID.id}, "must be the id of an actor"),
    ("split", STRIKE.id, {"documents": [HERALD.id], "name": "x"}, 'write {"from": id}'),
    ("split", KERR, {"documents": [], "name": "x"}, "must be a list of ids"),
    ("split", KERR, {"documents": [COURIER.id], "name": ""}, "must be the name"),
    ("split", KERR, {"documents": ["doc:x", COURIER.id], "name": "X"}, "documents refers to 'doc:x'"),
    ("split", KERR, {"documents": [HERALD.id, COURIER.id], "name": "X"}, "correct its name instead"),
    ("split", BRANDT, {"documents": [HERALD.id], "name": "X"}, "none of these documents mentions it"),
    ("grade", SAID.id, {}, "gives no grade: give credibility or basis"),
    ("grade", SAID.id, {"reliability": "A"}, "it has credibility and basis only"),
    ("grade", SAID.id, {"credibility": 2}, "must be one of 1, 2, 3, 4, 5, 6, and 2 was given"),
    ("grade", HERALD.id, {"credibility": "2"}, "it has reliability only"),
    ("outcome", SAID.id, {"outcome": "kept"}, "only claims"),
    ("outcome", PROMISE.id, {"outcome": "kept"}, "without evidence"),
    ("outcome", PROMISE.id, {"outcome": "late"}, "it is one of kept, broken, moot"),
    ("outcome", PROMISE.id, {"outcome": "moot", "on": "May"}, "on must be a day"),
    ("outcome", PROMISE.id, {"outcome": "kept", "evidence": [KERR]}, "must be the id of an item or document"),
    ("outcome", PROMISE.id, {"outcome": "kept", "when": "x"}, 'write {"outcome"'),
]


@pytest.mark.parametrize(("kind", "record", "change", "message"), REFUSED)
def test_ruling_that_cannot_be_is_refused_with_what_to_do(
    kind: RulingKind, record: str, change: dict[str, Any], message: str
) -> None:
    with pytest.raises(RecordError, match=message):
        check(kind, record, change)


def test_words_pointed_at_are_the_documents() -> None:
    at = {"document": SAID.passage.document, "start": 0, "end": 6, "text": "Strike"}
    check("correct", SAID.id, {"speaker": {"actor": KERR, "at": at}})
    with pytest.raises(RecordError, match="does not read 'Struck' there"):
        check("correct", SAID.id, {"speaker": {"actor": KERR, "at": at | {"text": "Struck"}}})
    with pytest.raises(RecordError, match="must be at words of its own document"):
        check("correct", SAID.id, {"speaker": {"actor": KERR, "at": at | {"document": COURIER.id}}})
    check("correct", SAID.id, {"speaker": {"at": at}})


def test_every_kind_has_things_it_can_be_about() -> None:
    assert set(ALLOWED) == set(get_args(RulingKind))


def test_undo_takes_back_the_last_in_force_or_the_one_named() -> None:
    rulings = ruled(("accept", SAID.id), ("reject", STRIKE.id))
    assert undoing(rulings) == (STRIKE.id, change_text({"ruling": rulings[1].id}))
    assert undoing(undone(rulings, 1)) == (SAID.id, change_text({"ruling": rulings[0].id}))
    assert undoing(rulings, rulings[0].id) == (SAID.id, change_text({"ruling": rulings[0].id}))
    redo = undone(rulings, 1)
    assert undoing(redo, redo[2].id) == (STRIKE.id, change_text({"ruling": redo[2].id}))
    with pytest.raises(RecordError, match="no ruling is in force"):
        undoing(())
    with pytest.raises(RecordError, match="no ruling 'ruling:x' to undo"):
        undoing(rulings, "ruling:x")


def test_undo_must_take_back_what_is_in_force() -> None:
    rulings = undone(ruled(("accept", SAID.id), ("reject", STRIKE.id)), 0)
    first, second, undo = rulings
    check_undo(drafted("undo", STRIKE.id, {"ruling": second.id}), rulings)
    check_undo(drafted("undo", SAID.id, {"ruling": undo.id}), rulings)
    with pytest.raises(RecordError, match="was undone already: undo the undo"):
        check_undo(drafted("undo", SAID.id, {"ruling": first.id}), rulings)
    with pytest.raises(RecordError, match="was undone already"):
        check_undo(drafted("undo", SAID.id, {"ruling": undo.id}), undone(rulings, 2))
    check_undo(drafted("undo", SAID.id, {"ruling": first.id}), undone(rulings, 2))
    with pytest.raises(RecordError, match="an undo is about what the undone ruling is about"):
        check_undo(drafted("undo", SAID.id, {"ruling": second.id}), rulings)
    with pytest.raises(RecordError, match="there is no ruling 'ruling:x'"):
        check_undo(drafted("undo", SAID.id, {"ruling": "ruling:x"}), rulings)


def test_made_actor_can_be_referred_to() -> None:
    made = replace(RECORD.actors[0], id="actor:made")
    ruling = drafted("correct", SAID.id, {"speaker": "actor:made"})
    check_change(ruling, SAID, {**THINGS, made.id: made}.get)
    with pytest.raises(RecordError, match="refers to 'actor:made'"):
        check_change(ruling, SAID, THINGS.get)
