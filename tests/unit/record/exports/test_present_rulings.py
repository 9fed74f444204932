"""Rulings on what was read before, given away as rulings on what is read now."""

from __future__ import annotations

import json
from dataclasses import replace

from tests.unit.record.exports.rulings import chain, ruling
from tests.unit.record.exports.told import told

from detente.record.exports.cutting import MARK
from detente.record.exports.present_rulings import present_rulings
from detente.record.exports.redaction import Redaction, redacted
from detente.record.ruling.chain import broken_link

MADE = chain(
    [
        ruling("accept", "statement:old", "heard it"),
        ruling("merge", "event:one", "one", '{"into":"event:old"}'),
        ruling("reject", "statement:kept", "a slogan"),
    ]
)
UNDOING = chain([*MADE, ruling("undo", "statement:old", "no", f'{{"ruling":"{MADE[0].id}"}}')])
FOLLOWED = {"statement:old": "statement:new", "event:old": "event:new"}


def test_nothing_changes_where_nothing_was_read_again() -> None:
    assert present_rulings(UNDOING, {}) == UNDOING
    assert present_rulings(UNDOING, {"claim:old": "claim:new"}) == UNDOING


def test_they_name_what_came_in_its_place_in_a_chain_that_holds() -> None:
    now = present_rulings(UNDOING, FOLLOWED)
    assert [one.record for one in now] == ["statement:new", "event:one", "statement:kept", "statement:new"]
    assert json.loads(now[1].change) == {"into": "event:new"}
    assert json.loads(now[3].change) == {"ruling": now[0].id}
    assert not broken_link(now)
    assert [(one.by, one.because, one.ruled_at) for one in now] == [
        (one.by, one.because, one.ruled_at) for one in UNDOING
    ]


def test_what_is_not_held_any_more_keeps_neither_id_nor_words_when_redacted() -> None:
    export = told()
    said = export.record.statements[0]
    at = {"document": "doc:00000000000000aa", "start": 0, "end": 12, "text": "in the depot"}
    change = json.dumps({"speaker": {"actor": "actor:ola-kerr", "at": at}}, sort_keys=True)
    gone = ruling("merge", "event:00000000000000bb", "one", '{"into":"event:00000000000000cc"}')
    made = chain([ruling("correct", said.id, "seen", change), gone])
    new = redacted(replace(export, rulings=made), Redaction()).rulings
    written = " ".join(one.record + one.change for one in new)
    for words in ("00000000000000", "in the depot"):
        assert words not in written
    place = json.loads(new[0].change)["speaker"]["at"]
    assert (place["text"], place["end"] - place["start"]) == (MARK, len(MARK))
    assert new[1].record.startswith("gone:")
    assert new[1].record != json.loads(new[1].change)["into"]
