from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.unit.record.sample import sample

from detente.errors import PassageError, RecordError
from detente.record import Record
from detente.record.check import check
from detente.record.values import Count, Interval, Mention, Passage, Span


def test_sample_passes() -> None:
    check(sample())


def test_empty_record_passes() -> None:
    check(Record())


def _with_first(record: Record, field: str, **changes: Any) -> Record:
    first, *others = getattr(record, field)
    changed: dict[str, Any] = {field: (replace(first, **changes), *others)}
    return replace(record, **changed)


def _moved(record: Record, field: str, name: str) -> Record:
    """Return the record with one span of its first item read one letter further on."""
    span = getattr(getattr(record, field)[0], name)
    return _with_first(record, field, **{name: replace(span, start=span.start + 1)})


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("statements", "passage"),
        ("statements", "speaker"),
        ("statements", "addressee"),
        ("statements", "cue"),
        ("events", "trigger"),
        ("events", "actor"),
        ("events", "place"),
        ("proposals", "sponsor"),
        ("responses", "by"),
        ("responses", "alleged_by"),
        ("claims", "made"),
        ("relations", "passage"),
    ],
)
def test_passage_with_other_words_is_named(field: str, name: str) -> None:
    with pytest.raises(PassageError, match=rf"{name} \[\d+, \d+\) of .* should read"):
        check(_moved(sample(), field, name))


def _odd_span(record: Record) -> Span:
    return Span(start=0, end=3, text="not there")


NESTED: list[tuple[str, Callable[[Record], Record]]] = [
    ("content[0]", lambda r: _with_first(r, "statements", content=(_odd_span(r),))),
    ("quoted[0]", lambda r: _with_first(r, "statements", quoted=(_odd_span(r),))),
    (
        "deaths.expression",
        lambda r: _with_first(
            r, "events", deaths=Count(low=1, best=None, high=None, expression=_odd_span(r))
        ),
    ),
    (
        "due.expression",
        lambda r: _with_first(r, "claims", due=Interval(earliest=None, latest=None, expression=_odd_span(r))),
    ),
    (
        "clauses[0].passage",
        lambda r: _with_first(
            r,
            "proposals",
            clauses=(
                replace(
                    r.proposals[0].clauses[0],
                    passage=Passage(document=r.documents[1].id, start=0, end=3, text="not there"),
                ),
            ),
        ),
    ),
    (
        "mentions[0]",
        lambda r: _with_first(
            r, "actors", mentions=(Passage(document=r.documents[0].id, start=0, end=3, text="not there"),)
        ),
    ),
]


@pytest.mark.parametrize(("where", "damage"), NESTED, ids=[where for where, _ in NESTED])
def test_nested_passage_with_other_words_is_named(where: str, damage: Callable[[Record], Record]) -> None:
    with pytest.raises(PassageError) as raised:
        check(damage(sample()))
    assert f": {where} [" in str(raised.value)
    assert "read the document again" in str(raised.value)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3), (0, 10_000)])
def test_place_outside_its_document_is_refused(start: int, end: int) -> None:
    with pytest.raises(PassageError, match="is not a passage"):
        check(_with_first(sample(), "statements", cue=Span(start=start, end=end, text="told")))


def test_negative_place_is_refused_even_where_slicing_would_find_the_words() -> None:
    record = sample()
    text = record.documents[0].text
    cue = Span(start=-3, end=-1, text=text[-3:-1])
    with pytest.raises(PassageError, match="is not a passage"):
        check(_with_first(record, "statements", cue=cue))


def test_passage_in_a_document_that_is_not_there_is_refused() -> None:
    record = sample()
    with pytest.raises(PassageError, match="add that document"):
        check(replace(record, documents=record.documents[1:]))


def test_two_things_of_one_id_are_refused() -> None:
    record = sample()
    with pytest.raises(RecordError, match="the same id as another event"):
        check(_with_first(record, "proposals", id=record.events[0].id))


def test_empty_id_is_refused() -> None:
    with pytest.raises(RecordError, match="identified"):
        check(_with_first(sample(), "events", id=""))


def _mention(record: Record, field: str, name: str) -> Mention:
    mention: Mention = getattr(getattr(record, field)[0], name)
    return replace(mention, actor="actor:nobody")


@pytest.mark.parametrize("share", [-0.1, 1.01, float("nan"), float("inf")])
@pytest.mark.parametrize(
    ("field", "name"),
    [("statements", "probability"), ("statements", "speaker_probability"), ("relations", "probability")],
)
def test_probability_that_is_none_is_refused(field: str, name: str, share: float) -> None:
    with pytest.raises(RecordError, match=f"{name} is .*: it must be from 0 to 1"):
        check(_with_first(sample(), field, **{name: share}))


@pytest.mark.parametrize("share", [0.0, 1.0, None])
def test_certainty_and_its_absence_pass(share: float | None) -> None:
    check(_with_first(sample(), "events", probability=share))


def test_inconsistency_between_two_documents_is_refused() -> None:
    record = sample()
    other = record.documents[0]
    place = Passage(document=other.id, start=0, end=6, text=other.text[:6])
    with pytest.raises(RecordError, match="lies inside one document"):
        check(_with_first(record, "inconsistencies", other=place))


def test_inconsistency_with_other_words_at_either_place_is_refused() -> None:
    first = sample().inconsistencies[0]
    assert first.other is not None
    for name, place in (("passage", first.passage), ("other", first.other)):
        with pytest.raises(PassageError, match=rf": {name} \["):
            check(_with_first(sample(), "inconsistencies", **{name: replace(place, start=place.start + 1)}))


def test_inconsistency_that_does_not_say_what_it_found_is_refused() -> None:
    with pytest.raises(RecordError, match="does not say what does not fit"):
        check(_with_first(sample(), "inconsistencies", found=" "))


DANGLING: list[tuple[str, Callable[[Record], Record]]] = [
    ("speaker.actor", lambda r: _with_first(r, "statements", speaker=_mention(r, "statements", "speaker"))),
    ("candidates", lambda r: _with_first(r, "statements", candidates=("actor:ola-kerr", "actor:nobody"))),
    ("toward", lambda r: _with_first(r, "statements", toward="actor:nobody")),
    ("within", lambda r: _with_first(r, "statements", within="statement:none")),
    ("statement", lambda r: _with_first(r, "events", statement=r.events[0].id)),
    ("proposal", lambda r: _with_first(r, "responses", proposal=r.events[0].id)),
    ("statement", lambda r: _with_first(r, "claims", statement="statement:none")),
    ("a", lambda r: _with_first(r, "relations", a="actor:nobody")),
    ("about", lambda r: _with_first(r, "inconsistencies", about="event:none")),
    ("stated_by", lambda r: _with_first(r, "relations", stated_by=r.events[0].id)),
    ("speaks_for", lambda r: _with_first(r, "actors", speaks_for="actor:nobody")),
    (
        "clauses[0].gives_to",
        lambda r: _with_first(
            r, "proposals", clauses=(replace(r.proposals[0].clauses[0], gives_to="actor:nobody"),)
        ),
    ),
]


@pytest.mark.parametrize(("where", "damage"), DANGLING)
def test_reference_to_nothing_is_named(where: str, damage: Callable[[Record], Record]) -> None:
    with pytest.raises(RecordError) as raised:
        check(damage(sample()))
    assert f": {where} refers to '" in str(raised.value)


def test_relation_may_be_stated_by_a_statement() -> None:
    record = sample()
    check(_with_first(record, "relations", stated_by=record.statements[0].id))


def test_statements_that_report_each_other_are_refused() -> None:
    record = sample()
    first, second, *others = record.statements
    circle = (replace(first, within=second.id), replace(second, within=first.id), *others)
    with pytest.raises(RecordError, match="is within itself"):
        check(replace(record, statements=circle))


def test_actor_that_speaks_for_itself_is_refused() -> None:
    record = sample()
    with pytest.raises(RecordError, match="speaks for itself"):
        check(_with_first(record, "actors", speaks_for=record.actors[0].id))


def test_open_speaker_needs_a_reason() -> None:
    with pytest.raises(RecordError, match="speaker_open"):
        check(_with_first(sample(), "statements", speaker=None))


def test_interval_that_ends_before_it_begins_is_refused() -> None:
    due = Interval(earliest=date(2031, 5, 9), latest=date(2031, 5, 8))
    with pytest.raises(RecordError, match="due begins 2031-05-09 after it ends 2031-05-08"):
        check(_with_first(sample(), "claims", due=due))


@pytest.mark.parametrize(
    ("low", "best", "high"), [(3, 2, None), (None, 5, 4), (5, None, 4), (-1, None, None)]
)
def test_count_with_bounds_out_of_order_is_refused(
    low: int | None, best: int | None, high: int | None
) -> None:
    with pytest.raises(RecordError, match="low <= best <= high"):
        check(_with_first(sample(), "events", deaths=Count(low=low, best=best, high=high)))


@pytest.mark.parametrize("field", ["statements", "actors"])
def test_items_out_of_text_order_are_refused(field: str) -> None:
    record = sample()
    with pytest.raises(RecordError, match=f"the {field} are not in text order"):
        check(replace(record, **{field: getattr(record, field)[::-1]}))


def test_documents_out_of_date_order_are_refused() -> None:
    record = sample()
    later = replace(record.documents[0], published_on=date(2031, 5, 7))
    with pytest.raises(RecordError, match="the documents are not in text order"):
        check(Record(documents=(later, record.documents[1])))


def test_undated_document_may_stand_anywhere() -> None:
    first, second = sample().documents
    undated = replace(first, id="doc:undated", published_on=None)
    check(Record(documents=(undated, first, second)))
    check(Record(documents=(first, undated, second)))
