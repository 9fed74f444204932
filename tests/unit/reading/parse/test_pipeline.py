from __future__ import annotations

import pytest

from detente.errors import ReadingError
from detente.reading.parse.pipeline import (
    PIPELINE_VARIABLE,
    label_entities,
    load_pipeline,
    parse,
    pipeline_name,
)


def test_the_pipeline_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PIPELINE_VARIABLE, "another_pipeline")
    assert pipeline_name() == "another_pipeline"


def test_a_missing_pipeline_is_named_with_the_setting() -> None:
    with pytest.raises(ReadingError, match=rf"no_such_pipeline.*{PIPELINE_VARIABLE}"):
        load_pipeline("no_such_pipeline")


def test_a_pipeline_is_loaded_once() -> None:
    assert load_pipeline() is load_pipeline()


def test_names_are_labelled_without_a_parse_and_parsed_without_labels() -> None:
    nlp = load_pipeline()
    text = "Germany met France in Paris on Monday."
    ((first, *_),) = label_entities([text], nlp)
    assert text[first[0] : first[1]] == "Germany"
    (doc,) = parse([text], nlp)
    assert doc.ents == ()
    assert doc[1].lemma_ == "meet"
    assert [token.dep_ for token in doc][:2] == ["nsubj", "ROOT"]
