"""A brief of the record alone: no case could be drafted, or none was explored."""

from __future__ import annotations

import io
import json
from collections import Counter

import pytest
from rich.console import Console
from tests.unit.brief.parsed import parse
from tests.unit.brief.sample import CASE, RECORD
from tests.unit.brief.shares import EXPLORATION

from detente.brief import Brief, brief
from detente.brief.terminal import render
from detente.errors import CaseError
from detente.record import Record

REASON = "no case could be drafted, for the record names no two parties in conflict: write one by hand"
ALONE = brief(RECORD, no_model=REASON)
UNEXPLORED = brief(RECORD, CASE, no_model="the case gives no party an option: write what each can do")
NOTHING = brief(Record())


@pytest.mark.parametrize("made", [ALONE, UNEXPLORED, NOTHING], ids=["no case", "not explored", "no record"])
class TestEveryForm:
    def test_says_first_what_it_is_not_and_why(self, made: Brief) -> None:
        first = made.findings[0]
        assert first.topic == "no model"
        assert "record alone" in first.sentence
        assert made.no_model
        assert made.no_model[1:].rstrip(".") in first.sentence

    def test_speaks_of_no_share_of_worlds(self, made: Brief) -> None:
        text = parse(made.html()).text
        assert "of the worlds" not in text
        assert "Which outcomes can hold" not in text
        assert "The case defines no" not in text
        assert all(not finding.numbers for finding in made.findings)

    def test_every_link_leads_somewhere_once(self, made: Brief) -> None:
        page = parse(made.html())
        assert page.problems == []
        anchors = Counter(page.values("id"))
        assert [anchor for anchor, times in anchors.items() if times > 1] == []
        assert {href[1:] for href in page.values("href") if href.startswith("#")} <= {*anchors}

    def test_is_given_out_in_every_form(self, made: Brief) -> None:
        file = io.StringIO()
        render(made, Console(file=file, width=100))
        sentence = made.findings[0].sentence
        assert sentence[:40] in file.getvalue()
        assert sentence[:40] in made.markdown()
        read = json.loads(made.to_json())
        assert read["no_model"] == made.no_model
        assert read["exploration"] is None


def test_without_a_case_nothing_of_one_is_shown() -> None:
    assert json.loads(ALONE.to_json())["case"] is None
    text = parse(ALONE.html()).text
    assert "The model and what it assumes" not in text
    assert "case case:" not in text


def test_a_case_that_was_not_explored_is_shown() -> None:
    assert json.loads(UNEXPLORED.to_json())["case"]["id"] == CASE.id
    assert "The model and what it assumes" in parse(UNEXPLORED.html()).text


def test_the_record_is_set_out_as_ever() -> None:
    text = parse(ALONE.html()).text
    for title in ("Who said what", "What happened", "Proposals and responses", "Claims and deadlines"):
        assert title in text
    said = next(finding for finding in ALONE.findings if finding.topic == "said")
    named = [row for row in RECORD.statements if row.speaker is not None and row.speaker.actor is not None]
    assert said.sentence.startswith(f"{len([row for row in named if not row.is_negated])} statements of ")
    assert {*said.evidence} <= {row.id for row in named}


def test_shares_without_their_case_are_refused() -> None:
    with pytest.raises(CaseError, match="without its case"):
        brief(RECORD, None, EXPLORATION)


def test_a_case_with_its_shares_needs_no_reason() -> None:
    made = brief(RECORD, CASE, EXPLORATION, no_model="not so")
    assert made.no_model == ""
    assert made.findings[0].topic != "no model"
