"""The page on a solved model: it nests, links lead somewhere, nothing slips in, and it says what is so."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.analysis.worlds.small import dilemma
from tests.unit.brief.parsed import Page, parse
from tests.unit.brief.solved import bare, grounded, hostile

from detente.analysis import solve
from detente.analysis.graph_model import GraphModel
from detente.analysis.results import Stability
from detente.analysis.worlds.examining import Inquiry, examine_model
from detente.brief.concept_words import concept_name, concept_text, list_concepts
from detente.brief.solved import Solved, headlines
from detente.brief.solved_page import render_stability

PAGES = [grounded, bare]


def page_of(stability: Stability) -> Page:
    return parse(render_stability(stability))


@pytest.mark.parametrize("made", PAGES)
class TestEveryPage:
    def test_nests(self, made: Callable[[], Stability]) -> None:
        assert page_of(made()).problems == []

    def test_links_to_anchors_that_are_there_exactly_once(self, made: Callable[[], Stability]) -> None:
        page = page_of(made())
        anchors = Counter(page.values("id"))
        assert [anchor for anchor, times in anchors.items() if times > 1] == []
        links = {href.removeprefix("#") for href in page.values("href")}
        assert all(href.startswith("#") for href in page.values("href"))
        assert links - {*anchors} == set()
        labelled = {name for value in page.values("aria-labelledby") for name in value.split()}
        assert labelled - {*anchors} == set()

    def test_has_no_script_style_attribute_or_remote_asset(self, made: Callable[[], Stability]) -> None:
        page = page_of(made())
        names = {tag for tag, _ in page.elements}
        assert names.isdisjoint({"script", "link", "img", "iframe", "object", "embed", "form", "base"})
        attributes = {name for _, held in page.elements for name in held}
        assert not [name for name in attributes if name == "style" or name.startswith("on")]


def test_a_verdict_leads_to_its_reason_and_the_reason_to_its_evidence() -> None:
    html = render_stability(grounded())
    assert '<a href="#s3-p1">GMR SMR SEQ</a>' in html
    row = re.search(r'<tr id="s3-p1">.*?</tr>', html, re.S)
    assert row is not None
    assert "North would leave" in row.group()
    assert '<a href="#k1">it would rather not hold its fire</a>' in row.group()
    evidence = re.search(r'<tr id="k2">.*?</tr>', html, re.S)
    assert evidence is not None
    for words in ("wants south.hold", "it said so", "statement:1, event:2", "statement:3", "calm"):
        assert words in evidence.group()


def test_the_first_lines_say_what_holds() -> None:
    assert list(headlines(Solved(stability=grounded()))) == [
        "Of 4 states that can be, 2 hold under SEQ.",
        "As things stand now, nobody would leave (SEQ).",
    ]
    moved = replace(grounded(), now=1)
    assert list(headlines(Solved(stability=moved)))[1:] == [
        "As things stand now, North would leave (SEQ).",
        "North would leave: it would no longer hold its fire, because it would rather not hold its fire; "
        "nothing that South would want to do in answer leaves North no better off than staying.",
    ]
    only = solve(dilemma(), concepts=("nash",))
    first = next(headlines(Solved(stability=only)))
    assert first == "Of 4 states that can be, one holds under Nash: North and South do not hold its fire."


def test_who_does_not_know_a_state_is_not_said_to_leave_it() -> None:
    ranks = [[1, 0, 3, 2], [1, 3, 0, 2]]
    model = GraphModel.from_options(owner=[0, 1], rank=ranks, misperceived=[["NN"], []])
    solved = Solved(stability=examine_model(model, Inquiry(), title="blind", now=0))
    assert solved.verdict(0, "dm 0") == "not known"
    assert solved.verdict(0, "dm 1") == "all"
    assert solved.verdict(3, "dm 0") == "leaves"
    assert list(headlines(solved))[-1] == (
        "Nobody would leave the present state, but not everybody knows that it can be: not dm 0."
    )
    assert "not known" in page_of(solved.stability).text


def test_few_states_are_all_shown_and_of_many_those_that_matter() -> None:
    solved = Solved(stability=bare())
    assert solved.shown(64) == (solved.stability.states, 0)
    shown, n_left = solved.shown(10)
    assert n_left == 64 - len(shown)
    assert {*solved.explained} <= {*shown}
    assert 5 in shown
    assert list(shown) == sorted(shown)


def test_orders_put_equals_together_best_first() -> None:
    solved = Solved(stability=bare())
    order = solved.order(2, range(6))
    assert order == [(2, 5), (1, 4), (0, 3)]
    assert [solved.place(2, group[0]) for group in order] == [1, 2, 3]


def test_a_state_without_names_is_called_by_its_number() -> None:
    model = GraphModel.from_graph(n_states=2, moves=[[(0, 1)], []], rank=[[0, 1], [0, 0]])
    found = examine_model(model, Inquiry(), title="")
    assert Solved(stability=found).describe(1) == "state 1"
    assert "A conflict without a name" in page_of(found).text


def test_every_concept_has_a_name_and_a_meaning() -> None:
    for concept in (*dict(bare().equilibria), "sim", "seq_sim", "cgmr", "csmr", "cseq"):
        assert concept_name(concept)
        assert len(concept_text(concept)) > 20
    assert concept_name("l3") == "L3"
    assert "foresees 3 moves" in concept_text("l3")
    assert [list_concepts(held, ("nash", "seq")) for held in ((), ("seq",), ("nash", "seq"))] == [
        "–",
        "SEQ",
        "all",
    ]
    assert list_concepts(("seq",), ("seq",)) == "SEQ"


def test_hostile_text_stays_text(shared: Path) -> None:
    items = json.loads((shared / "hostile" / "inputs.json").read_text(encoding="utf-8"))["items"]
    plain = Counter(tag for tag, _ in page_of(hostile("x")).elements)
    for item in items:
        if item["cls"] == "xss":
            page = page_of(hostile(item["input"]))
            assert page.problems == [], item["id"]
            assert Counter(tag for tag, _ in page.elements) == plain, item["id"]
