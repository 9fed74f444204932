from __future__ import annotations

import pytest

from detente.reading.knowledge.cues import ABOUT, ABOUT_NOUNS, BARE_SAYERS, OBJECT_CONTENT, classes, is_rare


@pytest.mark.parametrize(
    ("lemma", "first"),
    [
        ("say", "say"),
        ("urge", "urge"),
        ("accuse", "judge"),
        ("believe", "think"),
        ("deny", "deny"),
        ("walk", None),
    ],
)
def test_a_verb_has_its_class_of_cue(lemma: str, first: str | None) -> None:
    assert next(iter(classes(lemma)), None) == first


def test_verbs_of_attack_are_no_cues() -> None:
    for lemma in ("attack", "hit", "strike", "shell", "bomb"):
        assert classes(lemma) == ()


def test_every_verb_that_speaks_about_something_has_its_prepositions() -> None:
    assert all("about" in classes(lemma) and prepositions for lemma, prepositions in ABOUT.items())


def test_verbs_that_take_a_bare_clause_or_an_object_are_cues() -> None:
    assert all(classes(lemma) for lemma in BARE_SAYERS | OBJECT_CONTENT)


def test_everyday_verbs_need_more_than_a_clause() -> None:
    assert is_rare("see")
    assert not is_rare("say")


def test_nouns_of_saying_name_what_leads_to_their_content() -> None:
    assert "for" in ABOUT_NOUNS["call"]
    assert "to" in ABOUT_NOUNS["opposition"]
