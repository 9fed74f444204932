"""A record that is added to, ruled on, undone and read again is at every step what a simple model says.

The model keeps the last reading of each document in memory and all rulings, and follows them by
``rule_on`` over the whole of it. ``HYPOTHESIS_PROFILE=search`` takes 10,000 steps on each database.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from detente.documents.document import Document
from detente.errors import RecordError
from detente.record import Record
from detente.record.check import check
from detente.record.identity import identified
from detente.record.ruling import change_text, rule_on
from detente.record.ruling.successors import successors
from detente.record.store import Store, tables
from detente.record.store.opening import transaction
from detente.record.store.rows import value_of
from detente.record.store.selecting import fetch, is_current
from detente.record.values import Actor, Claim, Item, Mention, Passage, Ruling, Span, Statement

if TYPE_CHECKING:
    from tests.tools.postgresql import Server

IS_SEARCH = os.environ.get("HYPOTHESIS_PROFILE") == "search"
PATHS = ("a", "b", "c")
WORDS = ("the bridge is safe", "the river rose again", "the envoys met at noon", "nobody left the mill")
NAMES = ("Kerr", "Brandt")


def _document(path: str, version: int) -> Document:
    lines = [f"{NAMES[(place + len(path)) % 2]} said {words}." for place, words in enumerate(WORDS)]
    text = f"Report {path}.\n\n" + "\n".join(lines) + "\n\nIt was updated." * version
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(id=f"doc:{digest[:16]}", path=path, text=text, sha256=digest)


def _reading(document: Document, read: tuple[tuple[bool, int, str], ...], *, has_claim: bool) -> Record:
    """Return a reading: of each sentence whether it was read, how much was cut off, and the act."""
    statements: list[Statement] = []
    mentions: dict[str, list[Passage]] = {}
    for words, (is_read, cut, act) in zip(WORDS, read, strict=True):
        start = document.text.index(words)
        begin = document.text.rindex("\n", 0, start) + 1
        name = document.text[begin : document.text.index(" ", begin)]
        if not is_read:
            continue
        end = start + len(words) - cut
        speaker = Mention(start=begin, end=begin + len(name), text=name, actor=f"actor:{name.lower()}")
        place = Passage(document=document.id, start=begin, end=end, text=document.text[begin:end])
        content = Span(start=start, end=end, text=document.text[start:end])
        said = Statement(
            id="",
            passage=place,
            mode="indirect",
            channel="public",
            content=(content,),
            speaker=speaker,
            act=act,
        )
        statements.append(identified(said))
        mentions.setdefault(name, []).append(replace(place, end=begin + len(name), text=name))
    claims = []
    if has_claim and statements:
        said = statements[-1]
        claims.append(identified(Claim(id="", passage=said.passage, kind="promise", statement=said.id)))
    actors = tuple(
        Actor(id=f"actor:{name.lower()}", name=name, kind="person", mentions=tuple(places))
        for name, places in mentions.items()
    )
    found = Record(
        documents=(document,),
        actors=actors,
        statements=tuple(statements),
        claims=tuple(claims),
        reader="machine",
    )
    check(found)
    return found


class Model:
    """What a record holds, kept as plainly as can be."""

    def __init__(self) -> None:
        self.readings: list[Record] = []
        self.known: set[str] = set()
        self.rulings: list[Ruling] = []
        self.followed: dict[str, str] = {}

    def add(self, reading: Record, *, again: bool) -> None:
        (document,) = reading.documents
        place = next(
            (i for i, one in enumerate(self.readings) if one.documents[0].path == document.path), None
        )
        if document.id in self.known:
            if again and place is not None and self.readings[place].documents[0].id == document.id:
                self._follow(self.readings[place], reading)
                self.readings[place] = reading
            return
        self.known.add(document.id)
        if place is not None:
            self._follow(self.readings.pop(place), reading)
        self.readings.append(reading)

    def _follow(self, old: Record, new: Record) -> None:
        before: tuple[Item, ...] = (*old.statements, *old.claims)
        after: tuple[Item, ...] = (*new.statements, *new.claims)
        found = successors(before, old.documents[0], new.documents[0], after)
        there = {item.id for item in after}
        for item in before:
            if item.id not in there and item.id in found:
                self.followed.pop(found[item.id], None)
                self.followed[item.id] = found[item.id]
        for identifier in there:
            self.followed.pop(identifier, None)

    def record(self) -> Record:
        groups: dict[str, Any] = {
            name: tuple(item for one in self.readings for item in getattr(one, name))
            for name in ("documents", "statements", "claims")
        }
        actors: dict[str, Actor] = {}
        for one in self.readings:
            for actor in one.actors:
                before = actors.get(actor.id)
                mentions = (*before.mentions, *actor.mentions) if before else actor.mentions
                actors[actor.id] = replace(actor, mentions=mentions)
        return Record(**groups, actors=tuple(actors.values()), reader="machine" if self.known else "")


class Machine(RuleBasedStateMachine):
    """Does to a store and to a model the same, step by step."""

    def __init__(self, where: Callable[[], str]) -> None:
        super().__init__()
        self.store = Store.open(where())
        self.model = Model()

    @rule(
        path=st.sampled_from(PATHS),
        version=st.integers(0, 2),
        read=st.tuples(
            *[st.tuples(st.booleans(), st.integers(0, 4), st.sampled_from(["OTHER", "AGREE"]))] * len(WORDS)
        ),
        has_claim=st.booleans(),
        again=st.booleans(),
    )
    def add(
        self,
        path: str,
        version: int,
        read: tuple[tuple[bool, int, str], ...],
        has_claim: bool,
        again: bool,
    ) -> None:
        reading = _reading(_document(path, version), read, has_claim=has_claim)
        self.store.add(reading, again=again)
        self.model.add(reading, again=again)
        self._compare()

    @precondition(lambda self: self.model.readings)
    @rule(
        data=st.data(),
        kind=st.sampled_from(["accept", "reject", "reject", "note", "correct", "correct", "grade"]),
    )
    def decide(self, data: st.DataObject, kind: Any) -> None:
        record = self.model.record()
        items: list[Item] = [*record.statements, *record.claims]
        if not items:
            return
        item = data.draw(st.sampled_from(items))
        change: dict[str, Any] = {}
        if kind == "grade":
            change = {"credibility": data.draw(st.sampled_from(["1", "6"]))}
        elif kind == "correct" and isinstance(item, Statement):
            new = {"name": "Ada Lind", "kind": "person"}
            change = data.draw(
                st.sampled_from(
                    [{"about": "river"}, {"speaker": "actor:kerr"}, {"speaker": new}, {"speaker": None}]
                )
            )
        elif kind == "correct":
            change = {"due": "2031-05-06"}
        try:
            made = self.store.rule(kind, item.id, by="ann", because="so", change=change_text(change))
        except RecordError:
            return  # the store says why it cannot be ruled so, which other tests look at
        self.model.rulings.append(made)
        self._compare()

    @precondition(lambda self: self.model.rulings)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        ruling = data.draw(st.sampled_from([None, *(one.id for one in self.model.rulings[-6:])]))
        try:
            made = self.store.undo(by="ben", because="no", ruling=ruling)
        except RecordError:
            return
        self.model.rulings.append(made)
        self._compare()

    def _compare(self) -> None:
        record = self.model.record()
        assert self.store.as_read() == record
        wanted = rule_on(record, self.model.rulings, successors=self.model.followed)
        assert self.store.ruled() == wanted
        with transaction(self.store._connection, "it", writes=False):
            for name in ("statements", "claims"):
                cls, table = tables.ITEMS[name]
                rows = fetch(self.store._connection, table, is_current(table))
                held: dict[str, Any] = {row["id"]: value_of(cls, row) for row in rows}
                assert held == {item.id: item for item in getattr(wanted.record, name)}
                assert len(rows) == len(held)

    def teardown(self) -> None:
        assert self.store.rulings() == tuple(self.model.rulings)
        self.store.verify()
        self.store.close()


@pytest.mark.parametrize("database", ["file", "server"])
def test_store_is_what_the_model_says(database: str, request: pytest.FixtureRequest) -> None:
    def where() -> str:
        if database == "file":
            return ":memory:"
        server: Server = request.getfixturevalue("postgresql")
        return server.database()

    n_runs, n_steps = (100, 100) if IS_SEARCH else (6, 30) if database == "file" else (2, 20)
    machine: Any = lambda: Machine(where)  # noqa: E731 - what is made anew for every run
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=n_runs,
            stateful_step_count=n_steps,
            derandomize=True,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
