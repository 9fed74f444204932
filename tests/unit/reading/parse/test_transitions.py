"""Texts annotated step by step are annotated as the pipeline does it itself."""

from __future__ import annotations

from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from detente.reading.parse import transitions
from detente.reading.parse.pipeline import DEFAULT_PIPELINE
from detente.reading.parse.transitions import annotate

TEXTS = [
    "Karvia's foreign minister, Ada Brandt, said on Friday that she would not sign the draft in Geneva.",
    "",
    "No.",
    "  \n ",
    "Two guards of the United Nations were killed near Selm; the army blamed the rebels, who denied it.",
    *(f"On {day} May Germany and France met for the {day}th time, and parted." for day in range(1, 90)),
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(DEFAULT_PIPELINE)


def told(docs: list[Doc]) -> list[list[tuple[Any, ...]]]:
    return [
        [
            (t.text, t.tag_, t.pos_, t.lemma_, t.dep_, t.head.i, t.ent_iob_, t.ent_type_, t.is_sent_start)
            for t in doc
        ]
        for doc in docs
    ]


def test_every_word_is_annotated_as_by_the_pipeline(nlp: Language) -> None:
    found = told(annotate(TEXTS, nlp, nlp.pipe_names))
    assert found == told(list(nlp.pipe(TEXTS)))
    words = [word for doc in found for word in doc]
    assert len({word[4] for word in words}) > 10  # relations
    assert {"DATE", "GPE"} <= {word[7] for word in words}


def test_the_steps_are_ours_for_the_parser_and_the_names_alone(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    stepped: list[str] = []
    monkeypatch.setattr(transitions, "_step_through", lambda docs, pipe: stepped.append(pipe.name))
    docs = annotate(TEXTS[:1], nlp, nlp.pipe_names)
    assert sorted(stepped) == ["ner", "parser"]
    assert docs[0][0].tag_ == "NNP"
    assert not docs[0].ents


def test_only_the_named_parts_annotate(nlp: Language) -> None:
    (doc,) = annotate(TEXTS[:1], nlp, ["ner"])
    assert doc.ents
    assert not doc.has_annotation("DEP")


def test_a_part_that_is_a_plain_function_is_called() -> None:
    blank = spacy.blank("en")

    @Language.component("marks_all")
    def marks_all(doc: Doc) -> Doc:
        for token in doc:
            token.tag_ = "XX"
        return doc

    blank.add_pipe("marks_all")
    (doc,) = annotate(["a b"], blank, ["marks_all"])
    assert [token.tag_ for token in doc] == ["XX", "XX"]
