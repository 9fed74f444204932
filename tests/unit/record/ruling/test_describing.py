from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.unit.record.ruling.making import drafted
from tests.unit.record.sample import sample

from detente.record.ruling.describing import describe
from detente.record.ruling.things import source_id, things
from detente.record.values import RulingKind

RECORD = sample()
THINGS = things(RECORD)
NAMES = {actor.id: actor.name for actor in RECORD.actors} | {one.id: one.path for one in RECORD.documents}
ACCUSES, STRIKE, PROMISE = RECORD.statements[1].id, RECORD.events[0].id, RECORD.claims[0].id
HERALD, COURIER = RECORD.documents
KERR, BRANDT = "actor:ola-kerr", "actor:ada-brandt"
SAID = "statement “She accused Northland of stalling”"
PROMISED = "claim “promised on Tuesday an answer to the draft by Friday”"
STRUCK = "event “Northern forces struck Port Sule on Monday, killing at…”"

LINES: list[tuple[RulingKind, str, dict[str, Any], str]] = [
    ("accept", ACCUSES, {}, f"accepted {SAID}"),
    ("reject", STRIKE, {}, f"rejected {STRUCK}"),
    ("note", KERR, {}, "noted on actor Ola Kerr"),
    ("correct", ACCUSES, {"speaker": BRANDT}, f"corrected {SAID}: speaker is Ada Brandt"),
    ("correct", ACCUSES, {"speaker": None, "is_negated": True},
     f"corrected {SAID}: is_negated is yes, speaker is left open"),
    ("correct", ACCUSES, {"candidates": [KERR, BRANDT]},
     f"corrected {SAID}: candidates is Ola Kerr and Ada Brandt"),
    ("correct", ACCUSES, {"toward": {"name": "the aide", "kind": "unnamed"}},
     f"corrected {SAID}: toward is the aide (unnamed, new)"),
    ("correct", ACCUSES, {"speaker": {"actor": KERR, "at": {"text": "She"}}},
     f"corrected {SAID}: speaker is Ola Kerr (“She”)"),
    ("correct", STRIKE, {"deaths": {"low": 14, "high": None}},
     f"corrected {STRUCK}: deaths is high left open, low 14"),
    ("merge", BRANDT, {"into": KERR}, "merged actor Ada Brandt into Ola Kerr"),
    ("split", BRANDT, {"from": KERR}, "split actor Ada Brandt from Ola Kerr"),
    ("split", KERR, {"documents": [COURIER.id], "name": "O. Kerr"},
     "split actor Ola Kerr: it is O. Kerr in courier.txt"),
    ("grade", ACCUSES, {"credibility": "2", "basis": "told"}, f"graded {SAID}: basis told, credibility 2"),
    ("grade", source_id(HERALD), {"reliability": "B"}, "graded source Southern Herald: reliability B"),
    ("grade", HERALD.id, {"reliability": "B"}, "graded document herald.txt: reliability B"),
    ("outcome", PROMISE, {"outcome": "kept", "on": "2031-05-09", "evidence": [HERALD.id]},
     f"settled {PROMISED}: kept on 2031-05-09 (see herald.txt)"),
    ("undo", ACCUSES, {"ruling": "ruling:1"}, f"took back a ruling on {SAID}: ruling:1"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "record", "change", "line"), LINES)
def test_ruling_is_said_in_one_line(kind: RulingKind, record: str, change: dict[str, Any], line: str) -> None:
    assert describe(drafted(kind, record, change), THINGS[record], NAMES) == line


def test_what_is_not_known_is_shown_as_it_is() -> None:
    assert describe(drafted("reject", "event:gone"), None) == "rejected 'event:gone'"
    merge = drafted("merge", KERR, {"into": "actor:x"})
    assert describe(merge, THINGS[KERR]) == "merged actor Ola Kerr into actor:x"


def test_line_is_one_line_whatever_the_words() -> None:
    change = {"name": "Ola\nKerr " + 90 * "x"}
    line = describe(drafted("correct", KERR, change), THINGS[KERR])
    assert line == "corrected actor Ola Kerr: name is Ola Kerr…"
    old = replace(drafted("correct", KERR), change="her name\nis Kerr")
    assert describe(old, None) == "corrected 'actor:ola-kerr': her name is Kerr"
