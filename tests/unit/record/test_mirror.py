from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.unit.record.sample import EXCHANGE, document, sample

from detente.documents import load
from detente.errors import PassageError
from detente.record import Record
from detente.record.check import check
from detente.record.mirror import mirror
from detente.record.values import Failure, Interval, Span


def test_mirror_has_every_passage_where_the_mirrored_words_stand() -> None:
    mirrored = mirror(sample(), EXCHANGE)
    check(mirrored)
    herald = mirrored.documents[0]
    assert herald.text.startswith(
        "Strike on Nordhaven as talks open\n\nSouthern forces struck Nordhaven on Monday"
    )
    assert (herald.title, herald.publisher) == ("Strike on Nordhaven as talks open", "Northern Herald")
    event = mirrored.events[0]
    assert event.passage.text == "Southern forces struck Nordhaven on Monday, killing at least 14 people"
    assert event.place is not None
    assert event.place.text == "Nordhaven"
    assert event.left_open == ("recipient: whom the strike on Nordhaven was aimed at is not said",)


def test_mirror_exchanges_actors_and_all_that_refers_to_them() -> None:
    record, mirrored = sample(), mirror(sample(), EXCHANGE)
    assert [actor.id for actor in mirrored.actors] == [
        "actor:southern-forces",
        "actor:ada-brandt",
        "actor:northland",
        "actor:southmark",
        "actor:ola-kerr",
    ]
    assert [actor.name for actor in mirrored.actors][1:3] == ["Ada Brandt", "Northland"]
    assert mirrored.actors[0].speaks_for == "actor:southmark"
    assert mirrored.actors[1].role == "President of Northland"
    assert (mirrored.relations[0].a, mirrored.relations[0].b) == (
        record.relations[0].b,
        record.relations[0].a,
    )
    clause = mirrored.proposals[0].clauses[0]
    assert (clause.gives_to, clause.taken_from) == ("actor:northland", "actor:southmark")
    assert mirrored.statements[-1].candidates == ("actor:ola-kerr", "actor:ada-brandt")
    assert mirrored.responses[0].proposal == mirrored.proposals[0].id
    assert mirrored.claims[0].statement == mirrored.statements[4].id


def test_mirror_computes_hashed_ids_anew_and_keeps_ids_given_by_hand() -> None:
    record = sample()
    mirrored = mirror(record, EXCHANGE)
    assert mirrored.events[0].id != record.events[0].id
    by_hand = replace(record, events=(replace(record.events[0], id="event:mine"),))
    assert mirror(by_hand, EXCHANGE).events[0].id == "event:mine"


def test_mirror_keeps_codes_dates_and_numbers() -> None:
    record, mirrored = sample(), mirror(sample(), EXCHANGE)
    for before, after in zip(record.statements, mirrored.statements, strict=True):
        assert (before.mode, before.channel, before.act) == (after.mode, after.channel, after.act)
    assert mirrored.events[0].deaths is not None
    assert mirrored.events[0].deaths.low == 14
    assert mirrored.claims[0].due is not None
    assert mirrored.claims[0].due.latest == date(2031, 5, 9)


def test_mirrored_document_is_the_one_that_loading_the_mirrored_file_gives(tmp_path: Path) -> None:
    text = (
        "Title: Brandt in Nordhaven\nPublisher: Southern Herald\nPublished: 2031-05-06\n"
        "Author: Clara Brandt\nUpdated: 2031-05-07\nLanguage: en\n\nBrandt met Kerr.\n"
    )
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8", newline="")
    record = Record(documents=(load(path),))
    (mirrored,) = mirror(record, EXCHANGE).documents
    path.write_text(mirrored.text, encoding="utf-8", newline="")
    assert load(path) == mirrored
    assert (mirrored.author, mirrored.updated_on) == ("Clara Kerr", date(2031, 5, 7))
    assert mirrored.body_start == mirrored.text.index("Kerr met Brandt.")
    assert mirrored.id != record.documents[0].id


def test_document_whose_bytes_are_not_its_text_gets_a_stand_in_digest(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Brandt met “Kerr”.".encode("cp1252"))
    record = Record(documents=(load(path),))
    mirrored = mirror(record, EXCHANGE)
    assert mirrored.documents[0].sha256 != record.documents[0].sha256
    assert mirrored.documents[0].id != record.documents[0].id
    assert mirror(mirrored, EXCHANGE) == record


def test_document_without_names_stays_itself() -> None:
    plain = Record(documents=(document("Nobody came.", path="a", publisher=None, published_on=None),))
    assert mirror(plain, EXCHANGE) == plain


def test_time_counted_from_an_item_follows_its_new_id() -> None:
    record = sample()
    event = record.events[0]
    due = Interval(earliest=None, latest=None, rule="a week after the strike on Port Sule", anchor=event.id)
    mirrored = mirror(replace(record, claims=(replace(record.claims[0], due=due),)), EXCHANGE)
    assert mirrored.claims[0].due is not None
    assert mirrored.claims[0].due.anchor == mirrored.events[0].id != event.id
    assert mirrored.claims[0].due.rule == "a week after the strike on Nordhaven"


def test_failures_keep_their_paths() -> None:
    record = Record(failures=(Failure(path="Northland.txt", reason="no words of Northland"),))
    (failure,) = mirror(record, EXCHANGE).failures
    assert (failure.path, failure.reason) == ("Northland.txt", "no words of Southmark")


def test_passage_with_other_words_than_its_document_is_refused() -> None:
    record = sample()
    said = replace(record.statements[0], cue=Span(start=0, end=4, text="told"))
    with pytest.raises(PassageError, match="check the record before mirroring"):
        mirror(replace(record, statements=(said, *record.statements[1:])), EXCHANGE)


def test_passage_of_a_document_that_is_not_there_is_refused() -> None:
    record = sample()
    with pytest.raises(PassageError, match="does not hold"):
        mirror(replace(record, documents=record.documents[1:]), EXCHANGE)
