from __future__ import annotations

from difflib import SequenceMatcher
from random import Random

import pytest

from detente.record.wording import (
    Wording,
    are_variants,
    closeness,
    differences,
    holds,
    is_same,
    normal_words,
    stretch,
    wording,
)

LONG = "We will not sign while our towns burn, and nobody in this room should expect it of us today"


def _one(*texts: str) -> Wording:
    return wording(texts)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LONG, LONG.upper()),
        (LONG, LONG.replace(",", " –")),
        ("We don’t accept the terms", "We don't accept the terms"),
        ("Ｗe accept all of it", "We accept all of it"),
    ],
)
def test_case_punctuation_and_letter_forms_are_no_difference(before: str, after: str) -> None:
    assert is_same(_one(before), _one(after))


def test_part_of_a_quotation_has_the_same_words() -> None:
    assert is_same(_one("our towns burn, and nobody"), _one(LONG))
    assert holds(_one(LONG), _one("our towns burn, and nobody"))
    assert not holds(_one("our towns burn, and nobody"), _one(LONG))


def test_quotation_cut_by_its_cue_has_the_same_words() -> None:
    cut = _one("We will not sign while our towns burn,", "and nobody in this room should expect it")
    assert cut.pieces == ((0, 8), (8, 16))
    assert is_same(cut, _one(LONG))


@pytest.mark.parametrize("dots", ["…", "...", ". . ."])
def test_dots_stand_for_what_is_left_out(dots: str) -> None:
    cut = _one(f"We will not sign while our towns burn {dots} today")
    assert is_same(cut, _one(LONG))
    assert not is_same(_one("today we will not sign " + dots), _one(LONG))


def test_few_words_here_and_there_are_not_a_quotation_cut() -> None:
    assert not holds(_one(LONG), _one("We … sign … it"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LONG, LONG.replace("not", "never")),
        (LONG, LONG.replace(" not", "")),
        ("We will not sign while our towns burn", "We will never sign while our towns burn"),
        ("our towns are burning and nobody in this room will help", LONG),
    ],
)
def test_close_words_are_a_variant_and_not_the_same(before: str, after: str) -> None:
    assert not is_same(_one(before), _one(after))
    if before.startswith("our"):
        assert not are_variants(_one(before), _one(after)), "five of eleven words are too few"
    else:
        assert are_variants(_one(before), _one(after))
        assert are_variants(_one(after), _one(before))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We are going to build a bridge", "We are going to leave this place at once"),
        ("I take responsibility", "I take full responsibility"),
        ("peace", "peace is a word that everybody uses"),
        ("That is not acceptable", "That is not enough"),
        ("", ""),
    ],
)
def test_common_words_make_no_variant(before: str, after: str) -> None:
    assert not are_variants(_one(before), _one(after))


def test_few_words_are_a_variant_when_they_are_all() -> None:
    assert are_variants(_one("It takes two."), _one("it takes two"))


def test_closeness_is_the_share_of_the_shorter_ones_words_in_order() -> None:
    assert closeness(_one("a b c d"), _one("x a b y d x")) == 0.75
    assert closeness(_one("a b c d"), _one("d c b a")) == 0.25
    assert closeness(_one("a b c d"), _one("a b x y"), at_least=0.8) == 0.0
    assert closeness(_one(""), _one("a")) == 0.0


def test_closeness_is_that_of_the_best_of_all_stretches() -> None:
    random = Random(20310507)
    for _ in range(200):
        short, long = (random.choices("abcdef", k=k) for k in (random.randint(1, 6), random.randint(6, 12)))
        stretches = [long[i : i + len(short)] for i in range(len(long) - len(short) + 1)]
        matches = [SequenceMatcher(None, part, short).get_matching_blocks() for part in stretches]
        best = max(sum(block.size for block in blocks) for blocks in matches) / len(short)
        assert closeness(_one(" ".join(short)), _one(" ".join(long))) == best


def _kinds(before: str, after: str) -> list[tuple[str, str, str]]:
    return [(part.kind, part.before, part.after) for part in differences(_one(before), _one(after))]


def test_changed_word_stands_beside_its_counterpart() -> None:
    assert _kinds("We will not sign it now", "We will never sign it now") == [
        ("same", "We will", "We will"),
        ("replaced", "not", "never"),
        ("same", "sign it now", "sign it now"),
    ]


def test_word_left_out_or_added_is_said() -> None:
    assert _kinds("We will not sign it", "We will sign it") == [
        ("same", "We will", "We will"),
        ("left out", "not", ""),
        ("same", "sign it", "sign it"),
    ]
    assert _kinds("We will sign it", "We will not sign it")[1] == ("added", "", "not")


def test_what_a_part_does_not_quote_is_no_difference() -> None:
    whole = "Before all that. We will not sign while our towns burn. And after it more was said"
    part = "We will never sign while our towns burn"
    assert _kinds(whole, part) == [
        ("not quoted", "Before all that", ""),
        ("same", "We will", "We will"),
        ("replaced", "not", "never"),
        ("same", "sign while our towns burn", "sign while our towns burn"),
        ("not quoted", "And after it more was said", ""),
    ]
    assert [kind for kind, _, _ in _kinds(part, whole)] == [
        "not quoted", "same", "replaced", "same", "not quoted",
    ]  # fmt: skip


def test_what_dots_leave_out_is_not_quoted() -> None:
    kinds = _kinds(LONG, "We will not sign … and nobody in this room should expect it of us today")
    assert [(kind, before) for kind, before, _ in kinds] == [
        ("same", "We will not sign"),
        ("not quoted", "while our towns burn"),
        ("same", "and nobody in this room should expect it of us today"),
    ]


def test_differences_spell_out_both_wordings() -> None:
    pairs = [
        (LONG, LONG.replace("not", "never").replace("today", "tomorrow morning")),
        ("a b c d e f g h", "x y a b z c d f g h i j"),
        ("We will not sign", LONG),
    ]
    for before, after in [*pairs, *((b, a) for a, b in pairs)]:
        parts = differences(_one(before), _one(after))
        assert " ".join(part.before for part in parts if part.before).split() == list(_one(before).words)
        assert " ".join(part.after for part in parts if part.after).split() == list(_one(after).words)


def test_stretch_is_where_the_words_stand_or_the_likest() -> None:
    assert stretch(_one(LONG), _one("while our towns burn")).words == ("while", "our", "towns", "burn")
    assert stretch(_one(LONG), _one("while their towns burn")).words == ("while", "our", "towns", "burn")
    cut = stretch(_one(LONG), _one("We will not sign … nobody in this room"))
    assert cut.words == normal_case(LONG.partition(" should")[0])


def normal_case(text: str) -> tuple[str, ...]:
    return _one(text).words


def test_words_are_compared_without_marks() -> None:
    assert normal_words("“No-one’s U.S. towns,” she said") == ("no-one's", "u.s", "towns", "she", "said")
