"""What is known of a statement when it is put together, and how probable that makes it."""

from __future__ import annotations

import json
from importlib.resources import files
from math import exp, log

import pytest
from tests.unit.reading.parses import hand_parsed, word
from tests.unit.reading.sayings import record_of
from training.sureness import OF_TELLING

from detente.reading.speech.drafts import Draft, Tagging
from detente.reading.speech.sureness import evidence, sureness_of
from detente.record.values import Mention, Span

WEIGHTS = json.loads(files("detente.reading.speech").joinpath("sureness.json").read_text("utf-8"))["weights"]
KENYA = Mention(start=0, end=5, text="Kenya", actor="actor:kenya")


def draft(**fields: object) -> Draft:
    block = hand_parsed(
        "Kenya said that it won",
        "Kenya NNP nsubj 1",
        "said VBD ROOT 1 say",
        "that MARK mark 4",
        "it PRP nsubj 4",
        "won VBD ccomp 1 win",
    )
    base = Draft(
        block=block,
        cue_token=word(block, "said"),
        cue_class="say",
        cue=Span(start=6, end=10, text="said"),
        speaker=word(block, "Kenya"),
    )
    for name, value in fields.items():
        setattr(base, name, value)
    return base


def content(text: str) -> tuple[Span, ...]:
    return (Span(start=11, end=11 + len(text), text=text),)


def test_the_evidence_names_what_is_so_and_leaves_out_what_is_not() -> None:
    known = evidence(draft(), "indirect", content("that it won"), KENYA)
    assert known == {
        "always": 1.0,
        "indirect": 1.0,
        "named": 1.0,
        "words": round(log(4), 3),
        "cue of say": 1.0,
        "verb of saying": 1.0,
        "content with that": 1.0,
    }


@pytest.mark.parametrize(
    ("fields", "speaker", "kind"),
    [
        ({}, None, "open"),
        ({}, Mention(start=0, end=5, text="Kenya"), "untied"),
        ({"label": Span(start=0, end=5, text="Kenya")}, KENYA, "labelled"),
    ],
)
def test_the_evidence_says_what_stands_for_the_speaker(
    fields: dict[str, object], speaker: Mention | None, kind: str
) -> None:
    assert kind in evidence(draft(**fields), "direct", content("it won"), speaker)


@pytest.mark.parametrize("reader", ["rules", "learned"])
def test_probabilities_are_the_logistic_of_the_weights(reader: str) -> None:
    tagging = Tagging(attribution=None, is_ruled=True) if reader == "learned" else None
    one = draft(tagging=tagging)
    known = evidence(one, "indirect", content("that it won"), KENYA)
    total = sum(WEIGHTS[reader]["told"].get(name, 0.0) * value for name, value in known.items())
    assert sureness_of(one, known, None).told == pytest.approx(1 / (1 + exp(-total)), abs=0.0006)


def test_the_words_themselves_say_nothing_of_whose_they_are() -> None:
    for reader in ("rules", "learned"):
        assert not OF_TELLING & set(WEIGHTS[reader]["speaker"])


def test_no_weight_is_of_a_name() -> None:
    names = {name for reader in WEIGHTS.values() for model in reader.values() for name in model}
    assert all(name == name.lower() for name in names)


def test_turns_that_say_more_are_surer() -> None:
    short, long = record_of(
        "Ana Keller and Tom Brandt spoke.\n\nKELLER: No.\n\n"
        "BRANDT: The border stays closed until every one of the drivers is home."
    ).statements
    assert short.probability is not None
    assert long.probability is not None
    assert short.probability < long.probability
