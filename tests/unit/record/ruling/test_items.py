from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from tests.unit.record.ruling.making import ruled, undone
from tests.unit.record.sample import sample

from detente.record import values
from detente.record.fields import values_of
from detente.record.ruling.correctable import CORRECTABLE
from detente.record.ruling.corrections import new_actor_id
from detente.record.ruling.items import ruled_item
from detente.record.values import Actor, Count, Interval, Item, Mention, Relation, Span, Statement

RECORD = sample()
REJECTS, ACCUSES, CONCEDES = RECORD.statements[:3]
OPEN = RECORD.statements[5]
STRIKE = RECORD.events[0]
DRAFT = RECORD.proposals[0]
WILLING = RECORD.responses[0]
PROMISE = RECORD.claims[0]


def corrected(item: Item | Relation, **change: Any) -> Any:
    return ruled_item(item, ruled(("correct", item.id, change)))


def test_item_without_rulings_is_as_it_was_read() -> None:
    for item in RECORD.items():
        assert ruled_item(item, ()) is item
        assert ruled_item(item, ruled(("reject", "event:other"))) is item
        assert ruled_item(item, ruled(("accept", item.id), ("note", item.id))) == item


def test_rejected_item_is_none_until_that_is_undone() -> None:
    rulings = ruled(("reject", STRIKE.id))
    assert ruled_item(STRIKE, rulings) is None
    assert ruled_item(STRIKE, undone(rulings, 0)) == STRIKE


def test_correction_lifts_a_rejection() -> None:
    rulings = ruled(("reject", STRIKE.id), ("correct", STRIKE.id, {"factuality": "denied"}))
    assert ruled_item(STRIKE, rulings) == replace(STRIKE, factuality="denied", probability=None)


def test_corrections_apply_in_order_and_an_undone_one_does_not() -> None:
    rulings = ruled(
        ("correct", ACCUSES.id, {"act": "THREATEN", "about": "territory"}),
        ("correct", ACCUSES.id, {"act": "PROTEST"}),
    )
    after = ruled_item(ACCUSES, rulings)
    assert after == replace(ACCUSES, act="PROTEST", about="territory")
    assert ruled_item(ACCUSES, undone(rulings, 1)) == replace(ACCUSES, act="THREATEN", about="territory")
    assert ruled_item(ACCUSES, undone(rulings, 0)) == replace(ACCUSES, act="PROTEST")


def test_id_stays_even_where_the_corrected_field_is_hashed() -> None:
    assert corrected(STRIKE, act="COERCE").id == STRIKE.id
    assert corrected(PROMISE, kind="deadline").id == PROMISE.id


def test_chosen_speaker_stands_at_the_words_read_for_the_speaker() -> None:
    somebody = OPEN.passage.text.index("somebody") + OPEN.passage.start
    words = Span(start=somebody, end=somebody + 8, text="somebody")
    after = corrected(replace(OPEN, source=words), speaker="actor:ada-brandt")
    assert after.speaker == Mention(
        start=words.start, end=words.end, text="somebody", actor="actor:ada-brandt"
    )
    assert (after.speaker_open, after.candidates, after.speaker_probability) == (None, (), None)


def test_chosen_speaker_without_words_of_its_own_stands_at_the_passage() -> None:
    where = OPEN.passage
    mention = Mention(start=where.start, end=where.end, text=where.text, actor="actor:ola-kerr")
    assert corrected(OPEN, speaker="actor:ola-kerr").speaker == mention


def test_speaker_can_be_chosen_at_other_words() -> None:
    where = ACCUSES.passage
    at = {"document": where.document, "start": where.start, "end": where.start + 3, "text": "She"}
    after = corrected(ACCUSES, speaker={"at": at, "actor": "actor:southmark"})
    she = Mention(start=where.start, end=where.start + 3, text="She", actor="actor:southmark")
    assert after.speaker == she


def test_speaker_left_open_keeps_the_words_and_says_why() -> None:
    after: Statement = corrected(ACCUSES, speaker=None, candidates=["actor:ola-kerr", "actor:ada-brandt"])
    assert ACCUSES.speaker is not None
    assert after.speaker is None
    assert after.speaker_open == "the correct of the tests"
    assert after.source == Span(start=ACCUSES.speaker.start, end=ACCUSES.speaker.end, text="She")
    assert after.candidates == ("actor:ola-kerr", "actor:ada-brandt")


def test_new_actor_gets_an_id_by_its_name() -> None:
    new = {"name": "the aide", "kind": "unnamed"}
    after = corrected(CONCEDES, speaker=new, toward=new)
    assert CONCEDES.speaker is not None
    assert after.speaker == replace(CONCEDES.speaker, actor=new_actor_id("the aide"))
    assert after.toward == new_actor_id("the aide")


def test_corrected_time_keeps_the_words_it_was_read_from() -> None:
    assert STRIKE.time is not None
    day = date(2031, 5, 4)
    after = corrected(STRIKE, time="2031-05-04").time
    words = STRIKE.time.expression
    assert after == Interval(earliest=day, latest=day, expression=words, rule="ruled", precision="day")
    after = corrected(STRIKE, time={"earliest": None, "latest": "2031-05-04"}).time
    assert after == Interval(earliest=None, latest=day, expression=words, rule="ruled")


def test_corrected_count_keeps_the_words_it_was_read_from() -> None:
    assert STRIKE.deaths is not None
    words = STRIKE.deaths.expression
    assert corrected(STRIKE, deaths=15).deaths == Count(low=None, best=15, high=None, expression=words)
    after = corrected(STRIKE, deaths={"low": 14, "high": 20}).deaths
    assert after == Count(low=14, best=None, high=20, expression=words)
    assert corrected(STRIKE, injured=3).injured == Count(low=None, best=3, high=None)


def test_event_says_anew_what_is_left_open() -> None:
    assert corrected(STRIKE, recipient="actor:southmark").left_open == ()
    after = corrected(STRIKE, actor=None)
    assert after.left_open == (*STRIKE.left_open, "actor: the correct of the tests")
    assert after.actor is None
    assert corrected(STRIKE, alleged_by=None, statement=None).left_open == STRIKE.left_open


def test_sponsor_left_open_says_why() -> None:
    after = corrected(DRAFT, sponsor=None)
    assert (after.sponsor, after.sponsor_open) == (None, "the correct of the tests")
    assert corrected(after, sponsor="actor:northland").sponsor_open is None


def test_clauses_are_corrected_by_their_order() -> None:
    change = {
        "1": {"issue": "security", "gives_to": "actor:northland", "taken_from": None, "is_hedged": False}
    }
    (clause,) = corrected(DRAFT, clauses=change).clauses
    expected = replace(
        DRAFT.clauses[0], issue="security", gives_to="actor:northland", taken_from=None, is_hedged=False
    )
    assert clause == expected
    assert corrected(DRAFT, clauses={"1": None}).clauses == ()


def test_correction_of_a_clause_that_was_taken_out_changes_nothing() -> None:
    first, second = {"clauses": {"1": None}}, {"clauses": {"1": {"issue": "security"}}, "name": "the draft"}
    after = ruled_item(DRAFT, ruled(("correct", DRAFT.id, first), ("correct", DRAFT.id, second)))
    assert after == replace(DRAFT, clauses=())


def test_probability_is_the_readers_and_goes_with_its_reading() -> None:
    assert REJECTS.probability is not None
    after = corrected(REJECTS, about="security")
    assert after.probability is None
    assert after.speaker_probability == REJECTS.speaker_probability


VALUES: dict[str, Any] = {
    "choice": None,
    "flag": True,
    "text": "other words",
    "actor": "actor:ola-kerr",
    "actors": ["actor:southmark"],
    "mention": "actor:southmark",
    "interval": "2031-06-01",
    "count": 7,
    "share": 0.25,
    "id": "statement:other",
    "clauses": {"1": {"issue": "other words"}},
}


@pytest.mark.parametrize("item", [*RECORD.items(), *RECORD.relations], ids=lambda item: item.id)
def test_every_field_that_can_be_corrected_is(item: Item | Relation) -> None:
    for name, field in CORRECTABLE[type(item)].items():
        before = getattr(item, name)
        value = VALUES[field.kind]
        if field.kind == "choice":
            value = next(word for word in field.choices if word != before)
        if field.kind == "flag":
            value = not before
        if field.kind == "clauses" and not before:
            continue
        after = corrected(item, **{name: value})
        assert getattr(after, name) != before, name
        assert after.passage == item.passage
        if field.is_optional:
            assert getattr(corrected(item, **{name: None}), name) is None


@pytest.mark.parametrize("cls", list(CORRECTABLE), ids=lambda cls: cls.__name__)
def test_correctable_fields_are_fields_and_no_words_or_ids(cls: type) -> None:
    names = {field.name for field in fields(cls)}
    assert set(CORRECTABLE[cls]) <= names
    kept = {"id", "passage", "content", "quoted", "cue", "source", "trigger", "made", "mentions", "other"}
    assert not kept & set(CORRECTABLE[cls])


def test_words_read_are_all_kept_by_a_correction() -> None:
    after = corrected(REJECTS, act="AGREE", direction=None, modality=None, tense="past")
    before_words = [part for _, part in values_of(REJECTS) if isinstance(part, Span)]
    assert [part for _, part in values_of(after) if isinstance(part, Span)] == before_words


def test_actor_kinds_are_those_of_the_record() -> None:
    assert CORRECTABLE[Actor]["kind"].choices == values.ActorKind.__args__  # type: ignore[attr-defined]
