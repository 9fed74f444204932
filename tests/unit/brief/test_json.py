from __future__ import annotations

import json
import re
from dataclasses import asdict, fields, replace

from tests.unit.brief.sample import CASE, RECORD
from tests.unit.brief.shares import EXPLORATION

from detente.brief import Finding, brief
from detente.brief import json as brief_json
from detente.record import Record

BRIEF = brief(RECORD, CASE, EXPLORATION)
READ = json.loads(BRIEF.to_json())


def test_keys_are_those_that_are_documented_in_that_order() -> None:
    assert tuple(READ) == brief_json.KEYS
    heads = re.findall(r"^(``.+``)$", brief_json.__doc__ or "", re.MULTILINE)
    documented = [key for head in heads for key in re.findall(r"``([a-z_]+)``", head)]
    assert tuple(documented) == brief_json.KEYS


def test_findings_are_whole() -> None:
    assert [set(finding) for finding in READ["findings"]] == [
        {field.name for field in fields(Finding)} for _ in BRIEF.findings
    ]
    assert READ["findings"][0]["sentence"] == BRIEF.findings[0].sentence
    assert READ["findings"][0]["numbers"][0] == ["SEQ", asdict(EXPLORATION.targets[0].holds[3])]


def test_record_case_and_exploration_are_whole() -> None:
    assert set(READ["record"]) == {field.name for field in fields(Record)}
    assert READ["record"]["documents"][0]["text"] == RECORD.documents[0].text
    assert READ["record"]["documents"][0]["published_on"] == "2031-05-03"
    assert next(iter(READ["case"])) == "id"
    assert READ["case"]["id"] == CASE.id
    assert len(READ["exploration"]["outcomes"]) == len(EXPLORATION.outcomes)
    assert READ["as_of"] == "2031-05-14"


def test_labels_lead_from_records_to_what_the_brief_calls_them() -> None:
    labels = [entry.label for entry in BRIEF.index.entries]
    assert list(READ["labels"].values()) == labels
    assert READ["labels"][RECORD.statements[0].id] == "S1"


def test_lone_surrogates_survive_as_escapes_and_other_text_as_it_is() -> None:
    case = replace(CASE, title="a\ud800b Kyïv")
    written = brief(RECORD, case, EXPLORATION).to_json()
    assert "a\\ud800b Kyïv" in written
    written.encode("utf-8")
    assert json.loads(written)["case"]["title"] == case.title
