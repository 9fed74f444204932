"""Ten thousand steps of adding, ruling, undoing and reading anew, held against a model without tables."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from tests.property.readings import READINGS, REPORTS, STYLES, together
from tests.property.record_model import Model

from detente.documents.document import Document
from detente.errors import RecordError
from detente.record import Record
from detente.record.asking.query import Query
from detente.record.ruling import Source, change_text
from detente.record.ruling.checking import ALLOWED
from detente.record.ruling.things import Thing
from detente.record.store import Store
from detente.record.values import (
    Actor,
    Claim,
    Event,
    Failure,
    Inconsistency,
    Proposal,
    Relation,
    Response,
    Ruling,
    RulingKind,
    Statement,
)

if TYPE_CHECKING:
    from tests.tools.postgresql import Server

N_STEPS = 50
"""Steps of one run."""

IS_LONG = settings.get_current_profile_name() in ("long", "search")
"""Whether to look as far as is promised, ten thousand steps on each, which takes minutes."""

N_RUNS = {"file": 240, "server": 240} if IS_LONG else {"file": 24, "server": 8}
"""Runs, each on a record of its own; a server takes longer for a step."""

N_LEAST = {"file": 10_000, "server": 10_000} if IS_LONG else {"file": 1_000, "server": 300}
"""Steps that all runs must have made in the end: a run may be shorter than it could be."""

WHEN = "2031-06-01T12:00:00+00:00"
KINDS: tuple[RulingKind, ...] = (*get_args(RulingKind)[:-1], "correct", "correct", "reject")
NEW = {"name": "Mara Lind", "kind": "person"}
OTHER = {"name": "Mara Lind", "kind": "group"}

CORRECTIONS: Mapping[type, tuple[dict[str, Any], ...]] = {
    Statement: ({"speaker": "ACTOR"}, {"speaker": "AT"}, {"speaker": NEW},
                {"act": "REJECT", "about": "peace"}, {"toward": OTHER}, {"act": "YIELD"},
                {"said_on": "2031-05-04"}, {"within": "statement"}, {"channel": "relayed"}),
    Event: ({"actor": "ACTOR"}, {"actor": "AT"}, {"recipient": NEW}, {"act": "SANCTION"},
            {"time": "2031-05-01"}, {"statement": "statement"}, {"deaths": 3}, {"deaths": -1},
            {"time": None}),
    Proposal: ({"sponsor": "ACTOR"}, {"name": "the other draft"}, {"name": " "}, {"sponsor": OTHER},
               {"clauses": {"1": {"gives_to": "ACTOR"}}}, {"clauses": {"1": None}},
               {"clauses": {"9": None}}),
    Response: ({"by": "ACTOR"}, {"kind": "reject"}, {"proposal": "proposal"}, {"by": NEW}),
    Claim: ({"by": "ACTOR"}, {"due": "2031-05-02"}, {"chance": 0.5}, {"chance": 2}, {"statement": None}),
    Relation: ({"a": "ACTOR"}, {"kind": "hostility"}, {"a": None}, {"b": NEW}),
    Inconsistency: ({"about": "ACTOR"}, {"found": "It does not fit."}, {"about": "event"}),
    Actor: ({"name": "Kerr"}, {"speaks_for": "ACTOR"}, {"role": "envoy"}, {"speaks_for": None}, {"name": ""}),
}  # fmt: skip
"""What corrections change; names in capitals, and of kinds, stand for the id of one of them."""

QUERIES = (
    Query(),
    Query(words="leave -dawn", kinds=("statement", "claim")),
    Query(words='"would open" pas*', kinds=("statement",)),
    Query(words="shell*", kinds=("event",)),
    Query(who=("actor:kerr",), kinds=("response", "claim")),
    Query(acts=("AGREE", "REJECT", "ASSAULT", "SANCTION")),
    Query(about="opening"),
    Query(channel="public", since=date(2031, 5, 5)),
    Query(until=date(2031, 5, 7), kinds=("event", "claim")),
    Query(kinds=("statement",)),
    Query(kinds=("event",)),
    Query(kinds=("proposal", "response")),
    Query(status=("rejected",), kinds=("event", "statement")),
    Query(status=("accepted", "corrected"), kinds=("claim", "event")),
    Query(status=("proposed",), words="draft", kinds=("proposal",)),
    Query(credibility=("2", "3"), kinds=("statement", "proposal")),
    Query(reliability=("B",), kinds=("statement", "event")),
    Query(source="herald", below=0.8, kinds=("statement",)),
)
QUERY = st.integers(0, len(QUERIES) - 1)
PICK = st.integers(0, 10_000)
REPORT = st.sampled_from([report.document.id for report in REPORTS])
STYLE = st.sampled_from(STYLES)


def machine(where: Callable[[], str], steps: list[int]) -> type[RuleBasedStateMachine]:
    """Return a machine whose runs each open a record of their own, and count their steps."""

    class Recording(RuleBasedStateMachine):
        """A store and the model do the same, and then say the same."""

        def __init__(self) -> None:
            super().__init__()
            self.store = Store.open(where())
            self.model = Model()

        def teardown(self) -> None:
            self.compare_all()
            self.store.close()

        def compare(self, query: int, limit: int | None = None) -> None:
            """Compare what is found at every step, and everything that is there at every few."""
            steps[0] += 1
            found = self.store.find(QUERIES[query], limit=limit)
            assert found == self.model.find(QUERIES[query], limit)
            if steps[0] % 5 == 0:
                ruled = self.model.ruled()
                assert self.store.ruled() == ruled
                assert self.store.orphaned() == {ruling.id for ruling in ruled.orphaned}
            if steps[0] % 25 == 0:
                self.compare_all()

        def compare_all(self) -> None:
            assert self.store.ruled() == self.model.ruled()
            assert self.store.as_read() == self.model.as_read()
            assert self.store.documents() == self.model.documents()
            assert self.store.rulings() == tuple(self.model.rulings)
            assert self.store.verify().rulings == len(self.model.rulings)

        @rule(one=REPORT, other=st.none() | REPORT, style=STYLE, again=st.booleans(), query=QUERY)
        def add(self, one: str, other: str | None, style: str, again: bool, query: int) -> None:
            family = {report.document.id: report.family for report in REPORTS}
            apart = [one] if other is None or family[one] == family[other] else [one, other]
            self._add([READINGS[report, style] for report in apart], again=again)
            self.compare(query)

        def _add(self, readings: list[Record], *, again: bool) -> None:
            readings = sorted(readings, key=lambda part: part.documents[0].published_on or date.max)
            record = together(readings, reader=readings[0].reader)
            assert self.store.add(record, again=again) == self.model.add(readings, again=again)

        @rule(path=st.sampled_from("ab"), query=QUERY)
        def fail(self, path: str, query: int) -> None:
            failure = Failure(path=path, reason="it is empty")
            assert self.store.add(Record(failures=(failure,))) == 0
            self.model.fail(failure)
            self.compare(query)

        @rule(kind=st.sampled_from(KINDS), pick=PICK, change=PICK, query=QUERY)
        def decide(self, kind: RulingKind, pick: int, change: int, query: int) -> None:
            self._decide(kind, pick, change, query)

        @rule(kind=st.sampled_from(KINDS), pick=PICK, change=PICK, query=QUERY)
        def decide_more(self, kind: RulingKind, pick: int, change: int, query: int) -> None:
            self._decide(kind, pick, change, query)  # so that as much is ruled as is added

        def _decide(self, kind: RulingKind, pick: int, change: int, query: int) -> None:
            known = self.model.known()
            fitting = [one for one, thing in known.items() if isinstance(thing, ALLOWED[kind])]
            gone = [*self.model.later, "statement:gone", *known]
            target = _picked(fitting, pick) if fitting and pick % 8 else _picked(gone, pick // 8)
            thing = known.get(target)
            self._rule(kind, target, change_text(_change(kind, thing, change, known)))
            self.compare(query, limit=pick % 6 or None)

        @rule(pick=PICK, query=QUERY)
        def undo(self, pick: int, query: int) -> None:
            rulings = self.model.rulings
            if rulings:  # of all, so that undoing is undone, and what was undone is not again
                undone = _picked(rulings, pick)
                self._rule("undo", undone.record, change_text({"ruling": undone.id}))
            self.compare(query)

        def _rule(self, kind: RulingKind, target: str, change: str) -> None:
            told: Any = {"by": "ann", "because": "so it is", "change": change, "ruled_at": WHEN}
            drawn = Ruling(id="", kind=kind, record=target, **told)
            before = self.store.last_addition()
            try:
                expected = self.model.rule(drawn)
            except RecordError:
                with pytest.raises(RecordError):
                    self.store.rule(kind, target, **told)
                assert self.store.last_addition() == before
                return
            assert self.store.rule(kind, target, **told) == expected

    return Recording


def _picked(among: Any, pick: int) -> Any:
    return among[pick % len(among)]


def _change(kind: RulingKind, thing: Thing | None, pick: int, known: Mapping[str, Thing]) -> dict[str, Any]:
    """Return a change for a ruling, most often one that can be made."""
    alike = [one for one, other in known.items() if type(other) is type(thing)] or ["actor:gone"]
    documents = [one for one, other in known.items() if isinstance(other, Document)]
    if kind == "correct" and type(thing) in CORRECTIONS:
        filled: dict[str, Any] = _filled(_picked(CORRECTIONS[type(thing)], pick), pick // 8, known)
        home = known.get(thing.passage.document) if not isinstance(thing, Actor) else None  # type: ignore[union-attr]
        at = _pointed(home, pick // 8, known) if isinstance(home, Document) else None
        return {name: at if value == "AT" else value for name, value in filled.items()}
    if kind in ("merge", "split"):
        if kind == "split" and isinstance(thing, Actor) and pick % 2:
            return {"documents": [_picked(documents, pick // 2)], "name": "Somebody Else"}
        return {"into" if kind == "merge" else "from": _picked(alike, pick // 2)}
    if kind == "grade":
        of_source = isinstance(thing, Document | Source)
        return {"reliability": "ABC"[pick % 3]} if of_source else {"credibility": "1237"[pick % 4]}
    if kind == "outcome":
        return {"outcome": ("kept", "broken", "late")[pick % 3], "on": "2031-05-30"}
    return {} if pick % 16 else {"act": "AID"}


def _pointed(document: Document, pick: int, known: Mapping[str, Thing]) -> dict[str, Any]:
    """Return somebody at words of a document: at a sentence, which later versions have or have otherwise."""
    words = _picked([one for one in document.text.split(". ") if one], pick)
    start = document.text.index(words)
    place = {"document": document.id, "start": start, "end": start + len(words), "text": words}
    return {"actor": _filled("ACTOR", pick, known), "at": place}


def _filled(change: Any, pick: int, known: Mapping[str, Thing]) -> Any:
    """Return a change with ids for the words that stand for them."""
    if isinstance(change, dict):
        return {name: _filled(value, pick, known) for name, value in change.items()}
    kinds: Mapping[str, type] = {"ACTOR": Actor, "statement": Statement, "proposal": Proposal, "event": Event}
    if not isinstance(change, str) or change not in kinds:
        return change
    there = [one for one, thing in known.items() if isinstance(thing, kinds[change])]
    return _picked([*there, "actor:gone"], pick)


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder, in memory where there is room for one: what is tried here is not the disk."""
    memory = Path("/dev/shm")
    made = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
    yield made
    shutil.rmtree(made)


def _run(where: Callable[[], str], n_runs: int) -> int:
    """Make runs; return how many steps they made."""
    steps = [0]
    chosen = settings(max_examples=n_runs, stateful_step_count=N_STEPS)
    run_state_machine_as_test(machine(where, steps), settings=chosen)
    return steps[0]


def test_record_in_a_file_is_what_the_model_says(folder: Path) -> None:
    numbers = count()
    n_steps = _run(lambda: str(folder / f"{next(numbers)}.sqlite"), N_RUNS["file"])
    assert n_steps >= N_LEAST["file"]


def test_record_on_a_server_is_what_the_model_says(postgresql: Server) -> None:
    made: list[str] = []

    def database() -> str:
        if made:  # hundreds of them would fill a disk
            postgresql.drop(made.pop())
        made.append(postgresql.database())
        return made[0]

    assert _run(database, N_RUNS["server"]) >= N_LEAST["server"]
