from __future__ import annotations

import pytest
from tests.unit.reading.parses import hand_parsed, word

from detente.documents.document import Document
from detente.errors import ReadingError
from detente.reading.knowledge.world import load_world
from detente.reading.parse.parsed import MAX_TEXT, cut_span, prepare, survey
from detente.reading.parse.pipeline import load_pipeline

TEXT = "Peace plan\n\nNovak of Velkia said: “We will sign the plan.” Kral left.\n\nThe talks went on."


def reading_of(text: str):  # type: ignore[no-untyped-def]
    document = Document(id="doc:test", path="test.txt", text=text, sha256="0" * 64)
    nlp = load_pipeline()
    return prepare(survey(document, nlp, load_world()), nlp)


@pytest.mark.parametrize(
    ("text", "expected"),
    [(" a b ", "a b"), (", that is,", "that is"), ("—", ""), ("", ""), ("“kept”", "“kept”")],
)
def test_outer_blanks_and_joining_marks_are_cut(text: str, expected: str) -> None:
    span = cut_span(text, 0, len(text))
    assert span.text == expected
    assert text[span.start : span.end] == expected


def test_spans_of_tokens_are_the_words_of_the_text() -> None:
    block = hand_parsed("The plan failed", "The DT det 1 the", "plan NN nsubj 2", "failed VBD ROOT 2 fail")
    span = block.span(word(block, "The"), word(block, "plan"))
    assert (span.start, span.end, span.text) == (0, 8, "The plan")


def test_a_quoted_utterance_is_parsed_apart_and_masked_outside() -> None:
    reading = reading_of(TEXT)
    (inside,) = [block for block in reading.blocks if block.inside is not None]
    assert [token.text for token in inside.doc][:3] == ["We", "will", "sign"]
    assert reading.inner(reading.quotations[0]) is inside
    outside = next(
        block for block in reading.body() if "Kral" in TEXT[block.paragraph.start : block.paragraph.end]
    )
    assert "sign" not in [token.text for token in outside.doc]


def test_every_token_maps_back_into_its_paragraph() -> None:
    for block in reading_of(TEXT).blocks:
        for token in block.doc:
            start, end = block.bounds(token, token)
            assert block.paragraph.start <= start <= end <= block.paragraph.end


def test_tokens_are_found_by_their_place_in_the_text() -> None:
    for block in reading_of(TEXT).blocks:
        for token in block.doc:
            start, end = block.bounds(token, token)
            assert (block.starts[token.i], block.ends[token.i]) == (start, end)
            assert token in block.tokens_within(start, start + 1)
            assert token in block.tokens_touching(start, end)
            assert token not in block.tokens_within(end, end + 40)
            assert token not in block.tokens_touching(end, end + 40)


def test_headings_are_not_running_text() -> None:
    reading = reading_of(TEXT)
    assert all("Peace plan" not in TEXT[b.paragraph.start : b.paragraph.end] for b in reading.body())


def test_a_text_over_the_limit_is_refused_with_what_to_do() -> None:
    with pytest.raises(ReadingError, match=r"test\.txt: 5.*split it") as caught:
        reading_of("The war went on. " * (MAX_TEXT // 17 + 1))
    assert "500,000" in str(caught.value)
