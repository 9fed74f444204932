from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from detente.documents.document import Document
from detente.record import same_text_groups

WIRE = (
    "Negotiators left the lakeside hotel late on Tuesday without a word to the crowd outside. Two of them "
    "had been seen arguing on the terrace an hour before, and a third had asked for his car. The host said "
    "the rooms were paid for until the weekend, so nobody need read too much into a dinner that ended early."
)
OWN = (
    "The talks by the lake broke up in the evening with nothing to show for nine hours of work. Hotel staff "
    "who asked not to be named told of raised voices on the terrace and of a delegate calling for a driver. "
    "There is still time: the rooms stay booked until Sunday, the host told this newspaper over the phone."
)
FOOT = "Our reporters follow the talks. Write to the desk with questions. "


def _document(name: str, text: str, body_start: int = 0) -> Document:
    return Document(id=name, path=name, text=text, sha256="", body_start=body_start)


def test_unchanged_copy_is_one_source() -> None:
    copies = [_document("a", WIRE), _document("b", OWN), _document("c", WIRE)]
    assert same_text_groups(copies) == (("a", "c"), ("b",))


def test_shortened_and_retitled_copy_is_one_source() -> None:
    short = "TALKS END\n\n" + WIRE.rpartition(" The host")[0].replace("late on Tuesday", "on Tuesday night")
    assert same_text_groups([_document("a", WIRE), _document("b", short)]) == (("a", "b"),)


def test_other_words_for_the_same_evening_are_another_source() -> None:
    assert same_text_groups([_document("a", WIRE), _document("b", OWN)]) == (("a",), ("b",))


def test_speech_that_both_quote_makes_no_copy() -> None:
    speech = "“" + " ".join(f"word{number}" for number in range(200)) + "”"
    texts = [_document("a", WIRE + speech), _document("b", OWN + speech)]
    assert same_text_groups(texts) == (("a",), ("b",))


def test_standing_phrase_makes_no_copy_of_short_notes() -> None:
    notes = [_document("a", FOOT + "A bridge fell."), _document("b", FOOT + "The envoy is ill and in bed.")]
    assert same_text_groups(notes) == (("a",), ("b",))


def test_short_note_printed_whole_is_a_copy() -> None:
    note = "The envoy is ill."
    texts = [_document("a", note), _document("b", f"{WIRE} {note}")]
    assert same_text_groups(texts) == (("a",), ("b",)), "four words are too few to be a copy of anything"
    note = "The envoy is ill and in bed with a fever."
    assert same_text_groups([_document("a", note), _document("b", f"{note} {WIRE}")]) == (("a", "b"),)


def test_header_is_not_looked_at() -> None:
    header = "Title: " + " ".join(f"head{number}" for number in range(60)) + "\n\n"
    texts = [_document(name, header + text, len(header)) for name, text in (("a", WIRE), ("b", OWN))]
    assert same_text_groups(texts) == (("a",), ("b",))


def test_copies_of_copies_are_one_group_in_any_order() -> None:
    middle = WIRE + " " + OWN
    documents = [_document("a", WIRE), _document("b", OWN), _document("m", middle)]
    for order in permutations(documents):
        assert same_text_groups(order) == (tuple(document.id for document in order),)


def test_empty_documents_are_no_copies_of_each_other() -> None:
    empty = _document("a", "…")
    assert same_text_groups([empty, replace(empty, id="b")]) == (("a",), ("b",))
    assert same_text_groups([]) == ()
