"""Copies found through sketches are those found by comparing every pair, as the plain definition does."""

from __future__ import annotations

import random
from itertools import combinations, permutations

import pytest

from detente.documents.document import Document
from detente.record.copies import same_text_groups

WORDS = [a + b for a in "brkltmsvdgpn" for b in ("al", "en", "or", "ut", "ip", "ask", "eld", "orn")]


def literal_groups(documents: list[Document]) -> set[frozenset[str]]:
    """Five words in a row: 40 % of those of the shorter text in common, at least 20 of them, make a copy."""
    runs = {}
    for document in documents:
        words = document.text.split()
        runs[document.id] = {tuple(words[k : k + 5]) for k in range(len(words) - 4)}
    groups = [{document.id} for document in documents]
    for one, other in combinations(runs, 2):
        shorter = min(len(runs[one]), len(runs[other]))
        if len(runs[one] & runs[other]) >= max(0.4 * shorter, min(20, shorter)):
            first = next(group for group in groups if one in group)
            second = next(group for group in groups if other in group)
            if first is not second:
                first |= second
                groups.remove(second)
    return {frozenset(group) for group in groups}


def made(seed: int, n_wires: int = 25) -> list[Document]:
    """Texts of which some print another: whole, with words changed, cut, or inside a longer one."""
    draw = random.Random(seed)
    texts = []
    for _ in range(n_wires):
        wire = draw.choices(WORDS, k=draw.randint(60, 400))
        texts.append(wire)
        for _ in range(draw.randint(0, 3)):
            start = draw.randint(0, len(wire) // 2)
            copy = wire[start : draw.randint(start + 30, len(wire) + 30)]
            copy = [draw.choice(WORDS) if draw.random() < 0.05 else word for word in copy]
            texts.append(copy + draw.choices(WORDS, k=draw.randint(0, 300)))
    foot = draw.choices(WORDS, k=15)  # stands under every text
    draw.shuffle(texts)
    return [
        Document(id=f"doc:{place}", path="", text=" ".join(text + foot), sha256="")
        for place, text in enumerate(texts)
    ]


@pytest.mark.parametrize("seed", range(8))
def test_sketches_find_what_comparing_all_finds(seed: int) -> None:
    documents = made(seed)
    by_sketch = same_text_groups(documents, exhaustive=0)
    assert by_sketch == same_text_groups(documents)
    assert set(map(frozenset, by_sketch)) == literal_groups(documents)
    assert any(len(group) > 2 for group in by_sketch)


def test_a_crowd_of_copies_is_one_group_and_a_standing_phrase_makes_none() -> None:
    draw = random.Random(3)
    wire, foot = draw.choices(WORDS, k=120), draw.choices(WORDS, k=40)
    others = [draw.choices(WORDS, k=200) + foot for _ in range(60)]
    copies = [draw.choices(WORDS, k=5) + wire for _ in range(60)]
    documents = [
        Document(id=f"doc:{place}", path="", text=" ".join(text), sha256="")
        for place, text in enumerate([*others, *copies])
    ]
    sizes = sorted(map(len, same_text_groups(documents, exhaustive=0)))
    assert sizes == [1] * 60 + [60]


def test_groups_do_not_depend_on_the_order() -> None:
    documents = made(1, 2)[:4]
    found = {
        frozenset(map(frozenset, same_text_groups(order, exhaustive=0))) for order in permutations(documents)
    }
    assert len(found) == 1


def test_texts_without_words_resemble_none() -> None:
    empty = [Document(id=str(place), path="", text="…", sha256="") for place in range(3)]
    assert same_text_groups(empty, exhaustive=0) == same_text_groups(empty) == (("0",), ("1",), ("2",))
