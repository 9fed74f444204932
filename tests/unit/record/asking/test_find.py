from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.unit.record.sample import sample

from detente.errors import RecordError
from detente.record.asking.find import find
from detente.record.asking.query import Query, Term, author, holds, terms
from detente.record.ruling import Standing
from detente.record.wording import search_words


def _ids(query: Query, **more: Any) -> list[str]:
    return [hit.item.id for hit in find(sample(), query, **more).hits]


def _kinds(query: Query) -> set[str]:
    return {type(hit.item).__name__ for hit in find(sample(), query).hits}


def test_everything_is_found_by_day_and_place() -> None:
    record = sample()
    answer = find(record, Query())
    inconsistent = {odd.id for odd in record.inconsistencies}
    assert {hit.item.id for hit in answer.hits} == {item.id for item in record.items()} - inconsistent
    places = [
        (hit.document.published_on or date.max, hit.item.passage.document, hit.item.passage.start)
        for hit in answer.hits
    ]
    assert [place[0] for place in places] == sorted(place[0] for place in places)
    assert answer.n_found == len(answer.hits)
    assert {hit.document.text for hit in answer.hits} == {""}


def test_limit_cuts_and_the_number_stays() -> None:
    whole = find(sample(), Query())
    cut = find(sample(), Query(), limit=2)
    assert cut.hits == whole.hits[:2]
    assert cut.n_found == whole.n_found > 2


@pytest.mark.parametrize("kind", ["statement", "event", "proposal", "response", "claim"])
def test_kinds_are_told_apart(kind: str) -> None:
    assert _kinds(Query(kinds=(kind,))) <= {kind.capitalize()}


def test_who_is_whoever_said_or_did_it() -> None:
    record = sample()
    for actor in record.actors:
        found = find(record, Query(who=(actor.id,))).hits
        assert [hit.item.id for hit in found] == [
            hit.item.id
            for hit in find(record, Query()).hits
            if (told := author(hit.item)) is not None and told.actor == actor.id
        ]


def test_words_stand_in_the_passage_in_any_order() -> None:
    record = sample()
    said = record.statements[0]
    first, *_, last = search_words(said.passage.text)
    assert said.id in _ids(Query(words=f"{last} {first}"))
    assert said.id not in _ids(Query(words=f"{last} {first} nowhere"))
    assert said.id not in _ids(Query(words=f"{first} -{last}"))


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("truce", True),
        ("TRUCE", True),
        ("tru*", True),
        ("tru", False),
        ('"long truce"', True),
        ('"truce long"', False),
        ('"long tr*"', False),
        ("velk", True),
        ("cease-fire", True),
        ("fire", True),
        ("long -truce", False),
        ("long -ships", True),
        ('-"truce long" long', True),
    ],
)
def test_terms_say_which_words_are_wanted(words: str, is_found: bool) -> None:
    said = search_words("Velk’s long truce, or Cease-Fire.")
    assert all(holds(said, term) for term in terms(words)) is is_found


def test_words_alone_of_marks_are_nothing_to_look_for() -> None:
    assert terms("") == ()
    for words in ("!!!", "-truce", '""', "- *"):
        with pytest.raises(RecordError, match="has no word to look for"):
            terms(words)
    assert terms("a!!") == (Term(("a",)),)


def test_days_leave_out_what_is_outside_and_what_has_none() -> None:
    record = sample()
    days = sorted({one.published_on for one in record.documents if one.published_on})
    assert days
    inside = find(record, Query(since=days[0], until=days[-1])).hits
    assert {hit.document.published_on for hit in inside} <= set(days)
    later = find(record, Query(since=date(2999, 1, 1)))
    assert later.hits == ()


def test_status_and_grade_are_those_of_the_rulings() -> None:
    record = sample()
    first, second, *_ = (hit.item for hit in find(record, Query()).hits)
    standings = {
        first.id: Standing(item=first.id, status="accepted", credibility="2"),
        second.id: Standing(item=second.id, credibility="4"),
    }
    assert _ids(Query(status=("accepted",)), standings=standings) == [first.id]
    assert first.id not in _ids(Query(status=("proposed",)), standings=standings)
    assert _ids(Query(credibility=("4", "5")), standings=standings) == [second.id]


def test_rejected_is_found_only_when_asked_for() -> None:
    record = sample()
    gone = record.statements[-1]
    left = replace(record, statements=record.statements[:-1])
    standings = {gone.id: Standing(item=gone.id, status="rejected")}
    asked = find(left, Query(status=("rejected",)), standings=standings, rejected=(gone,))
    assert [hit.item.id for hit in asked.hits] == [gone.id]
    usual = find(left, Query(), standings=standings, rejected=(gone,))
    assert gone.id not in {hit.item.id for hit in usual.hits}


def test_sources_are_found_by_words_of_their_names_and_by_grade() -> None:
    record = sample()
    document = record.documents[0]
    word = search_words(document.source)[0]
    found = find(record, Query(source=word, reliability=(document.reliability,))).hits
    assert document.id in {hit.document.id for hit in found}
    assert find(record, Query(source="nobody")).hits == ()


def test_below_finds_what_is_less_probable() -> None:
    record = sample()
    statements = tuple(replace(said, probability=0.3) for said in record.statements)
    doubtful = replace(record, statements=statements)
    kinds = ("statement",)
    assert find(doubtful, Query(kinds=kinds, below=0.4)).n_found == len(statements)
    assert find(doubtful, Query(kinds=kinds, below=0.3)).n_found == 0


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"kinds": ("statements",)}, "no kind 'statements' to find; there are statement, event"),
        ({"acts": ("YIELD",)}, "no act 'YIELD'"),
        ({"channel": "secret"}, "no channel 'secret'"),
        ({"status": ("ruled",)}, "no status 'ruled'"),
        ({"credibility": ("7",)}, "no credibility '7'"),
        ({"reliability": ("G",)}, "no reliability 'G'"),
        ({"since": date(2031, 2, 1), "until": date(2031, 1, 1)}, "exchange the two days"),
    ],
)
def test_what_there_is_not_is_told(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(RecordError, match=said):
        Query(**asked)
