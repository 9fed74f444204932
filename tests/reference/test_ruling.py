"""Rulings folded by the engine and by the letter of the definitions, on thousands of drawn histories."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.reference.literal_rulings import (
    literal_fields,
    literal_groups,
    literal_in_force,
    literal_standing,
)
from tests.unit.record.sample import sample

from detente.errors import RecordError
from detente.record.ruling.chain import chained
from detente.record.ruling.changes import change_text
from detente.record.ruling.items import ruled_item
from detente.record.ruling.joins import check_joins
from detente.record.ruling.ruled import rule_on
from detente.record.ruling.standing import in_force, standings
from detente.record.values import Ruling

RECORD = sample()
STATEMENTS = {said.id: said for said in RECORD.statements[:3]}
CLAIM = RECORD.claims[0].id
ACTORS = [actor.id for actor in RECORD.actors]

_corrections = st.fixed_dictionaries(
    {},
    optional={
        "about": st.sampled_from([None, "territory", "security"]),
        "act": st.sampled_from(["AGREE", "REJECT", "AID"]),
        "is_negated": st.booleans(),
        "direction": st.sampled_from([None, "for", "against"]),
    },
).filter(bool)
_grades = st.fixed_dictionaries(
    {}, optional={"credibility": st.sampled_from("123456"), "basis": st.sampled_from(["told", "witnessed"])}
).filter(bool)
_outcomes = st.sampled_from(["kept", "broken", "moot"]).map(
    lambda outcome: {"outcome": outcome, "evidence": [RECORD.documents[0].id]}
)


_CHANGES: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "accept": st.just({}),
    "reject": st.just({}),
    "note": st.just({}),
    "correct": _corrections,
    "grade": _grades,
    "outcome": _outcomes,
}


def _appended(rulings: list[Ruling], kind: Any, record: str, change: dict[str, Any]) -> None:
    ruling = Ruling(
        id="",
        kind=kind,
        record=record,
        by="N. N.",
        ruled_at="2031-05-07T12:00:00+00:00",
        because=f"reason {len(rulings)}",
        change=change_text(change),
    )
    rulings.append(chained(ruling, rulings[-1].id if rulings else ""))


@st.composite
def histories(draw: st.DrawFn) -> list[Ruling]:
    """Draw rulings on three statements and a claim, some undone, some undone and undone again."""
    rulings: list[Ruling] = []
    for _ in range(draw(st.integers(0, 12))):
        kind = draw(st.sampled_from([*_CHANGES, "undo", "undo"]))
        if kind == "undo":
            if rulings:
                target = draw(st.sampled_from(rulings))
                _appended(rulings, "undo", target.record, {"ruling": target.id})
            continue
        change = draw(_CHANGES[kind])
        record = CLAIM if kind == "outcome" else draw(st.sampled_from(list(STATEMENTS)))
        _appended(rulings, kind, record, change)
    return rulings


@given(histories())
def test_rulings_in_force_are_those_no_undo_in_force_names(rulings: list[Ruling]) -> None:
    assert list(in_force(rulings)) == literal_in_force(rulings)


@given(histories())
def test_every_item_stands_as_the_definitions_say(rulings: list[Ruling]) -> None:
    found = standings(rulings)
    for identifier in [*STATEMENTS, CLAIM]:
        expected = literal_standing(identifier, rulings)
        if expected is None:
            assert identifier not in found
            continue
        standing = found[identifier]
        assert {
            "status": standing.status,
            "credibility": standing.credibility,
            "basis": standing.basis,
            "reliability": standing.reliability,
            "notes": list(standing.notes),
            "outcome": (standing.outcome.ruling, standing.outcome.kind) if standing.outcome else None,
            "changed": list(standing.changed),
            "rulings": list(standing.rulings),
        } == expected


@given(histories())
def test_every_item_reads_as_the_definitions_say(rulings: list[Ruling]) -> None:
    names = ("about", "act", "is_negated", "direction")
    ruled = rule_on(RECORD, rulings)
    in_record = {said.id: said for said in ruled.record.statements}
    for identifier, said in STATEMENTS.items():
        expected = literal_fields(identifier, {name: getattr(said, name) for name in names}, rulings)
        after = ruled_item(said, rulings)
        assert in_record.get(identifier) == after
        assert (after is None) == (expected is None)
        if after is not None:
            assert {name: getattr(after, name) for name in names} == expected
    assert ruled.orphaned == ()


@st.composite
def joinings(draw: st.DrawFn) -> list[Ruling]:
    """Draw merges and splits of actors, all in pairs of one tree: so that no third one joins a pair."""
    rulings: list[Ruling] = []
    pairs = enumerate(ACTORS[1:], start=1)
    parents: dict[str, str] = {one: draw(st.sampled_from(ACTORS[:place])) for place, one in pairs}
    for _ in range(draw(st.integers(0, 10))):
        is_undo = draw(st.booleans())
        if rulings and is_undo:
            target = draw(st.sampled_from(rulings))
            _appended(rulings, "undo", target.record, {"ruling": target.id})
            continue
        child = draw(st.sampled_from(list(parents)))
        if draw(st.booleans()):
            _appended(rulings, "merge", child, {"into": parents[child]})
        else:
            _appended(rulings, "split", child, {"from": parents[child]})
    return rulings


@given(joinings())
def test_actors_are_joined_as_the_definitions_say(rulings: list[Ruling]) -> None:
    links = rule_on(RECORD, rulings).links
    assert {frozenset(links.group_of(actor)) for actor in ACTORS} == literal_groups(ACTORS, rulings)


pairs_ruled = st.lists(
    st.tuples(st.sampled_from(["merge", "split"]), st.permutations(ACTORS[:5]).map(lambda ids: ids[:2])),
    max_size=14,
)


@given(pairs_ruled)
def test_joins_that_are_let_pass_all_hold_and_others_cannot(drawn: list[tuple[Any, list[str]]]) -> None:
    """A ruling is refused exactly when, with all before it in effect, it says nothing new or cannot hold."""
    rulings: list[Ruling] = []
    for kind, (one, other) in drawn:
        change = {"into" if kind == "merge" else "from": other}
        before = {frozenset(group) for group in literal_groups(ACTORS, rulings) if len(group) > 1}
        was_one = any({one, other} <= group for group in before)
        trial = list(rulings)
        _appended(trial, kind, one, change)
        groups = literal_groups(ACTORS, trial)
        split = [pair for pair in _split_pairs(trial) if any(pair <= group for group in groups)]
        says_nothing_new = was_one if kind == "merge" else {one, other} in _split_pairs(rulings)
        is_refused = bool(split) or says_nothing_new
        try:
            check_joins(trial[-1], rulings, is_there=ACTORS.__contains__)
        except RecordError:
            assert is_refused
            continue
        assert not is_refused
        rulings = trial
        assert rule_on(RECORD, rulings).orphaned == ()


def _split_pairs(rulings: list[Ruling]) -> set[frozenset[str]]:
    """Return the pairs that were split; one that is merged after a split is refused, so they all stay so."""
    return {frozenset({one.record, json.loads(one.change)["from"]}) for one in rulings if one.kind == "split"}
