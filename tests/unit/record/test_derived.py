"""What follows from a record: found once, kept, and never taken for what another record gives."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from tests.unit.record.quoting import ACTORS, ALTERED, QUOTE, REPORTS, together

import detente.record.derived as deriving
from detente.record.derived import Derived
from detente.record.links import Link, Links
from detente.record.quotes import QuoteEntry, quote_ledger
from detente.record.record import Record
from detente.record.sources import Sources

WHOLE = together(*REPORTS)


class Memory:
    """A shelf that keeps the text of what a file would hold."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}

    def get(self, name: str, key: str) -> Any:
        text = self.held.get((name, key))
        return None if text is None else json.loads(text)

    def put(self, name: str, key: str, value: Any) -> None:
        self.held[name, key] = json.dumps(value)


def _both(shelf: Memory | None, record: Record) -> tuple[Sources, tuple[QuoteEntry, ...]]:
    derived = Derived(shelf)
    sources = derived.sources(record.documents)
    return sources, derived.ledger(record, sources.copies)


def _check(shelf: Memory | None, record: Record) -> None:
    sources, ledger = _both(shelf, record)
    expected = Sources(record.documents)
    assert (sources.copies, sources.number) == (expected.copies, expected.number)
    assert ledger == quote_ledger(record)


def _refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    def found_again(*_: Any, **__: Any) -> None:
        raise AssertionError("it was kept, and is found once more")

    monkeypatch.setattr(deriving, "same_text_groups", found_again)
    monkeypatch.setattr(deriving, "quote_ledger", found_again)


def test_the_sample_has_what_is_to_be_kept() -> None:
    ledger = quote_ledger(WHOLE)
    assert [len(group) for group in Sources(WHOLE.documents).copies].count(2) == 1
    assert any(entry.status == "altered" and entry.comparisons and entry.denied_by for entry in ledger)
    assert any(variant.statement is None for entry in ledger for variant in entry.variants)


def test_what_is_found_is_what_the_functions_find() -> None:
    _check(None, WHOLE)
    _check(None, Record())


def test_what_was_kept_is_not_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Memory()
    found = _both(shelf, WHOLE)
    expected = found[0].copies, found[1]
    _refuse(monkeypatch)
    again = _both(shelf, WHOLE)
    assert (again[0].copies, again[1]) == expected
    with pytest.raises(AssertionError, match="once more"):
        _both(None, WHOLE)


def test_what_touches_no_words_leaves_it_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Memory()
    expected = _both(shelf, WHOLE)[1]
    graded = tuple(replace(one, reliability="B") for one in WHOLE.documents)
    said = tuple(replace(one, about="peace", probability=0.3) for one in WHOLE.statements)
    ruled = replace(WHOLE, documents=graded, statements=said, events=())
    _refuse(monkeypatch)
    assert _both(shelf, ruled)[1] == expected


def _first_said(change: Callable[[Any], Any]) -> Record:
    first, *others = WHOLE.statements
    return replace(WHOLE, statements=(change(first), *others))


def _first_document(**changes: Any) -> Record:
    first, *others = WHOLE.documents
    return replace(WHOLE, documents=(replace(first, **changes), *others))


_OTHERWISE = {
    "a report less": together(*REPORTS[:3], *REPORTS[4:]),
    "another order": together(*reversed(REPORTS)),
    "another speaker": _first_said(
        lambda said: replace(said, speaker=replace(said.speaker, actor=ACTORS[1].id))
    ),
    "no speaker": _first_said(lambda said: replace(said, speaker=None, speaker_open="two are named")),
    "said not to have been said": _first_said(lambda said: replace(said, is_negated=True)),
    "not quoted": _first_said(lambda said: replace(said, quoted=())),
    "other words": _first_said(
        lambda said: replace(said, quoted=tuple(replace(span, text=ALTERED) for span in said.quoted))
    ),
    "another id": _first_said(lambda said: replace(said, id="statement:other")),
    "another name": replace(WHOLE, actors=(replace(ACTORS[0], name="Ola Velk"), *WHOLE.actors[1:])),
    "another kind": replace(WHOLE, actors=(replace(ACTORS[0], kind="group"), *WHOLE.actors[1:])),
    "another text": _first_document(text=WHOLE.documents[0].text.replace("a", "o")),
    "another beginning": _first_document(body_start=len(WHOLE.documents[0].text) - 20),
    "half a character": _first_document(text=WHOLE.documents[0].text + "\ud800"),
}


@pytest.mark.parametrize("otherwise", _OTHERWISE.values(), ids=_OTHERWISE.keys())
def test_nothing_kept_is_taken_for_what_another_record_gives(otherwise: Record) -> None:
    shelf = Memory()
    _both(shelf, WHOLE)
    _check(shelf, otherwise)
    _check(shelf, otherwise)
    _check(shelf, WHOLE)


def test_texts_do_not_run_into_each_other() -> None:
    one, other, *_ = WHOLE.documents
    shelf = Memory()
    for first, second in (("ab" * 40, "c"), ("a", "ba" * 39 + "bc")):
        pair = (replace(one, text=first), replace(other, text=second))
        assert Derived(shelf).sources(pair).copies == Sources(pair).copies
    assert len(shelf.held) == 2


@pytest.mark.parametrize(
    "junk", [0, "x", {"a": 1}, [1], [[0, 0]], [[7, 8]], [[1, 0]], [[0]], [[0, "1"]], [None]]
)
def test_what_somebody_else_kept_is_found_anew(junk: Any) -> None:
    shelf = Memory()
    _both(shelf, WHOLE)
    links = Links(links=(Link(kind="actor", a="x", b="y", score=0.5, why="so"),), apart=(("x", "z"),))
    assert Derived(shelf).links("digest", lambda: links) == links
    for place in shelf.held:
        shelf.held[place] = json.dumps(junk)
    _check(shelf, WHOLE)
    assert Derived(shelf).links("digest", lambda: links) == links


def test_links_are_kept_for_one_time_of_a_record() -> None:
    shelf = Memory()
    links = Links(links=(Link(kind="actor", a="x", b="y", score=0.5, why="so"),), apart=(("x", "z"),))
    found = Derived(shelf).links("one", lambda: links)
    kept = Derived(shelf).links("one", lambda: Links())
    assert found == kept == links
    assert kept.group_of("x") == links.group_of("x")
    assert Derived(shelf).links("other", lambda: Links()) == Links()
    assert Derived(shelf).links("", lambda: links) == links
    assert Derived(shelf).links("", lambda: Links()) == Links()


def test_words_of_a_quotation_are_in_the_sample() -> None:
    assert {entry.words for entry in quote_ledger(WHOLE)} == {QUOTE}
