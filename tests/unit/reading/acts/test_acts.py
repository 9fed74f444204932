from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from detente.errors import ReadingError
from detente.reading.acts import STRENGTH, classify_act, classify_lemmas, direction_of, strength_of
from detente.reading.acts.lexicon import _source, entries
from detente.record.values import PLOVER_ROOTS

VOCAB = English().vocab  # word forms only: no model


def root(lemma: str, **frame: Any) -> str | None:
    act = classify_lemmas(lemma, **frame)
    return act.root if act else None


@pytest.mark.parametrize(
    ("lemma", "frame", "expected"),
    [
        ("agree", {}, "AGREE"),
        ("agree", {"complement_lemma": "withdraw"}, "AGREE"),
        ("meet", {}, "CONSULT"),
        ("visit", {}, "CONSULT"),
        ("hold", {"object_lemma": "talk"}, "CONSULT"),
        ("pay", {"object_lemma": "visit"}, "CONSULT"),
        ("express", {"object_lemma": "support"}, "SUPPORT"),
        ("praise", {}, "SUPPORT"),
        ("sign", {"object_lemma": "treaty"}, "SUPPORT"),
        ("extradite", {}, "COOPERATE"),
        ("share", {"object_lemma": "intelligence"}, "COOPERATE"),
        ("provide", {"object_lemma": "aid"}, "AID"),
        ("donate", {}, "AID"),
        ("lift", {"object_lemma": "sanction"}, "CONCEDE"),
        ("release", {"object_lemma": "prisoner"}, "CONCEDE"),
        ("step", {"particle": "down"}, "CONCEDE"),
        ("withdraw", {"object_lemma": "troop"}, "RETREAT"),
        ("declare", {"object_lemma": "ceasefire"}, "RETREAT"),
        ("lay", {"particle": "down"}, "RETREAT"),
        ("urge", {}, "REQUEST"),
        ("call", {"particle": "on"}, "REQUEST"),
        ("call", {"words": ["they", "called", "for", "restraint"]}, "REQUEST"),
        ("issue", {"object_lemma": "appeal"}, "REQUEST"),
        ("criticise", {}, "ACCUSE"),
        ("blame", {}, "ACCUSE"),
        ("express", {"object_lemma": "skepticism"}, "ACCUSE"),
        ("launch", {"object_lemma": "investigation"}, "ACCUSE"),
        ("reject", {}, "REJECT"),
        ("refuse", {"complement_lemma": "accept"}, "REJECT"),
        ("rule", {"particle": "out"}, "REJECT"),
        ("turn", {"particle": "down"}, "REJECT"),
        ("threaten", {}, "THREATEN"),
        ("vow", {"complement_lemma": "retaliate"}, "THREATEN"),
        ("issue", {"object_lemma": "ultimatum"}, "THREATEN"),
        ("protest", {}, "PROTEST"),
        ("go", {"words": ["teachers", "went", "on", "strike"]}, "PROTEST"),
        ("impose", {"object_lemma": "sanction"}, "SANCTION"),
        ("recall", {"object_lemma": "ambassador"}, "SANCTION"),
        ("deploy", {"object_lemma": "troop"}, "MOBILIZE"),
        ("put", {"words": ["put", "troops", "on", "alert"]}, "MOBILIZE"),
        ("arrest", {}, "COERCE"),
        ("return", {"object_lemma": "fire"}, "ASSAULT"),
        ("impose", {"object_lemma": "curfew"}, "COERCE"),
        ("attack", {}, "ASSAULT"),
        ("launch", {"object_lemma": "strike"}, "ASSAULT"),
        ("open", {"object_lemma": "fire"}, "ASSAULT"),
        ("barrage", {}, "ASSAULT"),
        ("meeting", {}, "CONSULT"),
    ],
)
def test_predicates_have_their_root(lemma: str, frame: dict[str, Any], expected: str) -> None:
    assert root(lemma, **frame) == expected


@pytest.mark.parametrize(
    ("lemma", "first", "second"),
    [
        (
            "hand",
            ({"particle": "over", "object_lemma": "medicine"}, "AID"),
            ({"object_lemma": "power"}, "CONCEDE"),
        ),
        ("seize", ({"object_lemma": "house"}, "COERCE"), ({"object_lemma": "town"}, "ASSAULT")),
        ("break", ({"object_lemma": "ceasefire"}, "ASSAULT"), ({"particle": "off"}, "REJECT")),
        ("order", ({"object_lemma": "arrest"}, "COERCE"), ({"complement_lemma": "leave"}, "SANCTION")),
        (
            "launch",
            ({"object_lemma": "attack", "words": ["a", "scathing", "attack"]}, "ACCUSE"),
            ({"object_lemma": "attack", "words": ["an", "attack"]}, "ASSAULT"),
        ),
        (
            "send",
            ({"object_lemma": "troop", "words": ["troops", "on", "a", "peacekeeping", "mission"]}, "AID"),
            ({"object_lemma": "troop"}, "MOBILIZE"),
        ),
    ],
)
def test_the_words_around_a_verb_decide_its_sense(
    lemma: str, first: tuple[dict[str, Any], str], second: tuple[dict[str, Any], str]
) -> None:
    for frame, expected in (first, second):
        assert root(lemma, **frame) == expected


@pytest.mark.parametrize(
    ("lemma", "frame"),
    [
        ("walk", {}),
        ("meet", {"object_lemma": "need"}),
        ("fight", {"object_lemma": "corruption"}),
        ("kill", {"object_lemma": "bill"}),
        ("release", {"object_lemma": "statement"}),
        ("hold", {"object_lemma": "umbrella"}),
    ],
)
def test_what_is_no_deed_has_no_root(lemma: str, frame: dict[str, Any]) -> None:
    assert root(lemma, **frame) is None


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("accept", "REJECT"),
        ("support", "REJECT"),
        ("meet", "REJECT"),
        ("withdraw", "REJECT"),
        ("release", "REJECT"),
        ("attack", None),
        ("threaten", None),
        ("reject", None),
        ("accuse", None),
    ],
)
def test_not_cooperating_is_rejecting_and_not_attacking_is_nothing(lemma: str, expected: str | None) -> None:
    assert root(lemma) is not None
    assert root(lemma, is_negated=True) == expected


@pytest.mark.parametrize(
    ("lemma", "complement", "expected"),
    [
        ("plan", "attack", "THREATEN"),
        ("plan", "visit", "AGREE"),
        ("vow", "support", "AGREE"),
        ("begin", "withdraw", "RETREAT"),
        ("try", "mediate", "CONSULT"),
        ("stop", "attack", "RETREAT"),
        ("stop", "aid", "SANCTION"),
        ("stop", "negotiate", "REJECT"),
        ("fail", "support", "REJECT"),
        ("fail", "attack", None),
    ],
)
def test_a_verb_that_governs_a_deed_changes_what_it_amounts_to(
    lemma: str, complement: str, expected: str | None
) -> None:
    assert root(lemma, complement_lemma=complement) == expected


def test_an_announced_deed_keeps_the_deed_itself() -> None:
    act = classify_lemmas("plan", complement_lemma="attack")
    assert act is not None
    assert (act.root, act.deed) == ("THREATEN", "ASSAULT")


def test_the_basis_names_the_words_that_decided() -> None:
    act = classify_lemmas("launch", object_lemma="strike")
    assert act is not None
    assert "launch" in act.basis
    assert "strike" in act.basis


def test_every_root_has_entries_and_none_stands_under_two_roots() -> None:
    found = list(entries())
    assert {name for name, _, _ in found} == {*PLOVER_ROOTS, "NONE"}
    places = Counter((kind == "nouns", entry) for _, kind, entry in found)
    assert [entry for (_, entry), count in places.items() if count > 1] == []


def test_every_class_that_an_entry_names_exists() -> None:
    named = {word[1:] for _, _, entry in entries() for word in entry.split() if word.startswith("@")}
    assert named <= set(_source()["classes"])


def test_every_entry_gives_its_own_root() -> None:
    for name, kind, entry in entries():
        if kind == "verbs":
            assert root(entry) == name, entry
        if kind == "nouns" and root(entry) != name:  # a verb of the same form goes first
            assert root("launch", object_lemma=entry, words=[]) in (name, root("launch", words=[entry])), (
                entry
            )


@pytest.mark.parametrize(
    ("lemma", "frame", "direction"),
    [
        ("accept", {}, "for"),
        ("welcome", {}, "for"),
        ("endorse", {}, "for"),
        ("reject", {}, "against"),
        ("oppose", {}, "against"),
        ("resist", {}, "against"),
        ("consider", {}, "conditional"),
        ("willing", {}, "conditional"),
        ("accept", {"is_negated": True}, "against"),
        ("reject", {"is_negated": True}, "conditional"),
        ("refuse", {"complement_lemma": "accept"}, "against"),
        ("refuse", {"complement_lemma": "condemn"}, "conditional"),
        ("agree", {"complement_lemma": "reject"}, "against"),
        ("rule", {"particle": "out"}, "against"),
        ("rule", {"particle": "out", "is_negated": True}, "conditional"),
        ("rule", {}, None),
        ("turn", {"particle": "down"}, "against"),
        ("walk", {}, None),
        ("walk", {"is_negated": True}, None),
    ],
)
def test_a_predicate_is_for_against_or_conditional(
    lemma: str, frame: dict[str, Any], direction: str | None
) -> None:
    assert direction_of(lemma, **frame) == direction


@pytest.mark.parametrize(
    ("words", "strength"),
    [
        ("We will never accept this.", "strong"),
        ("He categorically ruled out a deal.", "strong"),
        ("That is a red line.", "strong"),
        ("We won’t sign.", "strong"),
        ("They might accept it.", "weak"),
        ("They may accept it.", "weak"),
        ("She was hesitant.", "weak"),
        ("They did not rule out talks.", "weak"),
        ("They accept it.", None),
        ("They met in May.", None),
        ("They might never accept it.", None),
    ],
)
def test_words_make_a_position_firmer_or_softer(words: str, strength: str | None) -> None:
    assert strength_of(words) == strength


def test_no_word_is_both_strong_and_weak() -> None:
    assert not set(STRENGTH["strong"]) & set(STRENGTH["weak"])


def parsed(*rows: tuple[str, str, str, str, int]) -> Doc:
    """Build a parsed sentence from (word, lemma, part of speech, dependency, head) rows."""
    words, lemmas, pos, deps, heads = zip(*rows, strict=True)
    return Doc(
        VOCAB, words=list(words), lemmas=list(lemmas), pos=list(pos), deps=list(deps), heads=list(heads)
    )


def act_in(doc: Doc, source: str, target: str) -> str | None:
    act = classify_act(doc.text, source, target, nlp=lambda _: doc, reader="rules")  # type: ignore[arg-type]
    return act.root if act else None


def test_a_deed_is_read_from_source_to_target() -> None:
    doc = parsed(
        ("Norland", "Norland", "PROPN", "nsubj", 1),
        ("shelled", "shell", "VERB", "ROOT", 1),
        ("Sudmark", "Sudmark", "PROPN", "dobj", 1),
    )
    assert act_in(doc, "Norland", "Sudmark") == "ASSAULT"


def test_the_agent_of_a_passive_is_the_source() -> None:
    doc = parsed(
        ("Sudmark", "Sudmark", "PROPN", "nsubjpass", 2),
        ("was", "be", "AUX", "auxpass", 2),
        ("criticised", "criticise", "VERB", "ROOT", 2),
        ("by", "by", "ADP", "agent", 2),
        ("Norland", "Norland", "PROPN", "pobj", 3),
    )
    assert act_in(doc, "Norland", "Sudmark") == "ACCUSE"


@pytest.mark.parametrize(
    ("auxiliary", "lemma", "verb", "expected"),
    [
        ("will", "meet", "meet", "AGREE"),
        ("will", "attack", "attack", "THREATEN"),
        ("did", "meet", "meet", "CONSULT"),
    ],
)
def test_the_future_announces(auxiliary: str, lemma: str, verb: str, expected: str) -> None:
    doc = parsed(
        ("Norland", "Norland", "PROPN", "nsubj", 2),
        (auxiliary, auxiliary, "AUX", "aux", 2),
        (verb, lemma, "VERB", "ROOT", 2),
        ("Sudmark", "Sudmark", "PROPN", "dobj", 2),
    )
    assert act_in(doc, "Norland", "Sudmark") == expected


def test_negation_reaches_down_to_the_deed() -> None:
    doc = parsed(
        ("Norland", "Norland", "PROPN", "nsubj", 3),
        ("will", "will", "AUX", "aux", 3),
        ("not", "not", "PART", "neg", 3),
        ("travel", "go", "VERB", "ROOT", 3),
        ("to", "to", "PART", "aux", 5),
        ("meet", "meet", "VERB", "advcl", 3),
        ("Sudmark", "Sudmark", "PROPN", "dobj", 5),
    )
    assert act_in(doc, "Norland", "Sudmark") == "REJECT"


def test_saying_that_another_must_do_something_is_a_request() -> None:
    doc = parsed(
        ("Norland", "Norland", "PROPN", "nsubj", 1),
        ("said", "say", "VERB", "ROOT", 1),
        ("Sudmark", "Sudmark", "PROPN", "nsubj", 4),
        ("must", "must", "AUX", "aux", 4),
        ("leave", "leave", "VERB", "ccomp", 1),
    )
    assert act_in(doc, "Norland", "Sudmark") == "REQUEST"


def test_a_refused_request_is_a_rejection() -> None:
    doc = parsed(
        ("Norland", "Norland", "PROPN", "nsubj", 1),
        ("rejected", "reject", "VERB", "ROOT", 1),
        ("a", "a", "DET", "det", 3),
        ("request", "request", "NOUN", "dobj", 1),
        ("from", "from", "ADP", "prep", 3),
        ("Sudmark", "Sudmark", "PROPN", "pobj", 4),
    )
    assert act_in(doc, "Norland", "Sudmark") == "REJECT"


def test_exchanging_the_names_gives_the_same_act() -> None:
    rows = [
        ("Norland", "Norland", "PROPN", "nsubj", 1),
        ("warned", "warn", "VERB", "ROOT", 1),
        ("Sudmark", "Sudmark", "PROPN", "dobj", 1),
    ]
    swap = {"Norland": "Sudmark", "Sudmark": "Norland"}
    mirrored = [(swap.get(w, w), swap.get(le, le), p, d, h) for w, le, p, d, h in rows]
    assert classify_act(
        "Norland warned Sudmark",
        "Norland",
        "Sudmark",
        nlp=lambda _: parsed(*rows),  # type: ignore[arg-type]
        reader="rules",
    ) == classify_act(
        "Sudmark warned Norland",
        "Sudmark",
        "Norland",
        nlp=lambda _: parsed(*mirrored),  # type: ignore[arg-type]
        reader="rules",
    )


def test_words_that_do_not_stand_in_the_sentence_are_refused() -> None:
    doc = parsed(("Norland", "Norland", "PROPN", "nsubj", 1), ("left", "leave", "VERB", "ROOT", 1))
    with pytest.raises(ReadingError, match="'Sudmark' does not stand in the sentence"):
        act_in(doc, "Norland", "Sudmark")
