from __future__ import annotations

from dataclasses import replace

from tests.unit.record.sample import sample

from detente.cli.reviewing.entries import Entry, Wanted, candidates, context, entries, is_open, rows
from detente.record.ruling import Standing


def test_everything_not_yet_decided_is_shown_in_text_order() -> None:
    record = sample()
    items = list(record.items())
    assert [entry.item for entry in entries(record, {}, Wanted())] == items
    decided = {
        items[0].id: Standing(item=items[0].id, status="accepted"),
        items[1].id: Standing(item=items[1].id, credibility="2"),
    }
    left = [entry.item for entry in entries(record, decided, Wanted())]
    assert left == items[1:]
    assert [entry.item for entry in entries(record, decided, Wanted(is_ruled=True))] == items


def test_open_speakers_and_doubtful_items_are_asked_for() -> None:
    record = sample()
    asked = [entry.item for entry in entries(record, {}, Wanted(is_open=True))]
    assert asked == [said for said in record.statements if is_open(said)] != []
    unsure = replace(record, statements=tuple(replace(said, probability=0.2) for said in record.statements))
    found = [entry.item for entry in entries(unsure, {}, Wanted(below=0.3))]
    assert found == list(unsure.statements)
    assert {entry.kind for entry in entries(record, {}, Wanted(kinds=("event", "claim")))} == {
        "event",
        "claim",
    }


def test_context_is_the_paragraph_cut_at_the_words() -> None:
    record = sample()
    for entry in entries(record, {}, Wanted()):
        before, words, after = context(entry)
        assert words == entry.item.passage.text
        assert before + words + after in entry.document.text
        assert "\n\n" not in before
        assert "\n\n" not in after


def test_context_of_a_text_without_paragraphs_is_cut() -> None:
    record = sample()
    first = next(entries(record, {}, Wanted()))
    long = replace(first.document, text="a" * 2000 + first.document.text.replace("\n\n", " ") + "b" * 5000)
    start = first.item.passage.start + 2000
    moved = replace(first.item.passage, start=start, end=start + len(first.item.passage.text))
    entry = Entry(item=replace(first.item, passage=moved), document=long, standing=first.standing)
    before, words, after = context(entry)
    assert words == long.text[start : start + len(words)]
    assert max(len(before), len(after)) <= 600


def test_fields_are_told_in_words() -> None:
    record = sample()
    names = {actor.id: actor.name for actor in record.actors}
    for entry in entries(record, {}, Wanted()):
        told = dict(rows(entry.item, names))
        assert "id" not in told
        assert all(told.values())
        assert not any("actor:" in value for value in told.values())
    shown = dict(rows(record.events[0], names))
    assert shown["act"] == record.events[0].act


def test_candidates_are_those_of_an_open_statement() -> None:
    record = sample()
    said = replace(
        record.statements[0], speaker=None, speaker_open="two fit", candidates=("actor:a", "actor:b")
    )
    assert candidates(said) == ("actor:a", "actor:b")
    assert candidates(record.events[0]) == ()
