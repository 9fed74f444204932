from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from detente.reading.parse.attribute_rules import quicken_rules
from detente.reading.parse.pipeline import DEFAULT_PIPELINE

TEXT = (
    "She has to leave, he'd said; they're not going to, and can't have been asked what the others' plans "
    "were. Wanna bet?  \n It is theirs, which nobody whom we've met would deny: he's gone in '44."
)
RULES = [
    ([[{"TAG": "NN"}]], {"POS": "NOUN"}),
    ([[{"TAG": {"IN": ["NN", "NNS"]}, "LOWER": {"IN": ["talks", "talk"]}}]], {"LEMMA": "talk"}),
    ([[{"LOWER": "talk"}], [{"LOWER": "meeting"}]], {"POS": "PROPN"}),
    ([[{"LOWER": "the"}, {"LOWER": "talk"}]], {"LEMMA": "TALK"}),
    ([[{"LOWER": {"REGEX": "^no"}}]], {"POS": "INTJ"}),
    ([[{"TAG": {"NOT_IN": ["NN", "NNS", "DT"]}}]], {"POS": "X"}),
]


def _ruler(*, is_quick: bool) -> tuple[Language, AttributeRuler]:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    for patterns, attrs in RULES:
        ruler.add(patterns, attrs)  # type: ignore[arg-type]
    if is_quick:
        quicken_rules(nlp)
    return nlp, ruler


def _tagged(nlp: Language) -> Doc:
    words = ["The", "talk", "and", "Talks", "of", "the", "Meeting", "nobody", "Talk"]
    return Doc(nlp.vocab, words=words, tags=["DT", "NN", "CC", "NNS", "IN", "DT", "NN", "NN", "VB"])


def test_all_kinds_of_patterns_match_as_before() -> None:
    (plain, ruler), (quick, quicker) = _ruler(is_quick=False), _ruler(is_quick=True)
    expected = {(number, start, end) for number, _, start, end in ruler.match(_tagged(plain))}
    found = quicker.match(_tagged(quick))
    assert {(number, start, end) for number, _, start, end in found} == expected
    assert {number for number, _, _ in expected} == set(range(len(RULES)))
    assert found == sorted(found)


@pytest.mark.parametrize("attribute", ["pos_", "lemma_", "tag_", "dep_", "morph"])
def test_the_pipeline_says_the_same_of_every_word(attribute: str) -> None:
    plain, quick = spacy.load(DEFAULT_PIPELINE), spacy.load(DEFAULT_PIPELINE)
    quicken_rules(quick)
    said = [[str(getattr(token, attribute)) for token in nlp(TEXT)] for nlp in (plain, quick)]
    assert said[0] == said[1]
    assert set(said[0]) != {""}
