"""All variants that comparing every pair finds are near; the ledger is that of all pairs compared."""

from __future__ import annotations

from itertools import combinations, product
from random import Random

import pytest
from tests.unit.record.made import named, record, report
from tests.unit.record.sample import Reader

from detente.record import quote_ledger, quotes
from detente.record.identity import identified
from detente.record.nearness import near_across, near_pairs
from detente.record.record import Record
from detente.record.values import Mention, Statement
from detente.record.wording import Wording, are_variants, wording

LETTERS = [chr(ord("a") + number) for number in range(20)]
SPEAKERS = (None, "velk", "orsa", "velk-again")
ACTORS = (
    named("velk", "Ada Velk", kind="person"),
    named("orsa", "Ben Orsa", kind="person"),
    named("velk-again", "Cato Velk", kind="person"),
)


def drawn(seed: int, n_wordings: int) -> list[Wording]:
    """Draw wordings of common and rare words, many of them made of others: cut, shortened, mixed, changed."""
    draw = Random(seed)
    texts: list[list[str]] = [[]]
    for _ in range(n_wordings - 1):
        made = draw.choices(LETTERS, weights=range(1, 21), k=draw.randint(0, 16))
        if draw.random() < 0.9:
            made = _changed(draw, draw.choice(texts)) + made[: draw.choice([0, 0, 3])]
        texts.append(made)
    return [wording(_pieces(draw, text)) for text in texts]


def _changed(draw: Random, text: list[str]) -> list[str]:
    start = draw.randint(0, len(text) // 3)
    kept = [draw.choice(LETTERS) if draw.random() < 0.1 else word for word in text[start:]]
    return draw.choice([kept, kept, kept[: draw.randint(0, len(kept))], draw.sample(kept, len(kept))])


def _pieces(draw: Random, text: list[str]) -> list[str]:
    cut = draw.choice([0, 0, draw.randint(0, len(text))])
    return [" ".join(text[:cut]), " ".join(text[cut:])]


@pytest.mark.parametrize("seed", range(6))
def test_every_pair_of_variants_is_near(seed: int) -> None:
    wordings = drawn(seed, 160)
    near = near_pairs(wordings)
    variants = {
        (first, later)
        for first, later in combinations(range(len(wordings)), 2)
        if are_variants(wordings[first], wordings[later])
    }
    assert len(variants) > 30
    assert variants <= set(near)
    assert near == sorted(set(near))
    assert all(first < later for first, later in near)
    assert len(near) < len(wordings) * (len(wordings) - 1) / 4


@pytest.mark.parametrize("seed", range(4))
def test_every_pair_of_variants_across_is_near(seed: int) -> None:
    wordings = drawn(seed, 160)
    ones, others = wordings[::3], [wording for place, wording in enumerate(wordings) if place % 3]
    near = near_across(ones, others)
    variants = {
        (one, other)
        for one, other in product(range(len(ones)), range(len(others)))
        if are_variants(ones[one], others[other])
    }
    assert len(variants) > 20
    assert variants <= set(near)
    assert near == sorted(set(near))
    assert len(near) < len(ones) * len(others) / 2


def told(seed: int) -> Record:
    """Draw a record of quotations by few speakers in eight reports, and a transcript with turns of two."""
    draw = Random(seed)
    texts = [" ".join(one.words) or "so" for one in drawn(seed, 24)]
    turns = [f"{draw.choice(['VELK', 'MR. ORSA', 'Q'])}: {draw.choice(texts)}" for _ in range(8)]
    readers = [report("\n".join(["Ada Velk, Ben Orsa", *turns]), "Palace")]
    statements: dict[str, Statement] = {}
    for number in range(8):
        printed = draw.sample(texts, 3)
        own = " ".join(f"{number}w{place}" for place in range(40))
        lines = "\n".join(f"Somebody said: “{text}”" for text in printed)
        reader = report(f"{own}\n{lines}", f"Paper {number}")
        readers.append(reader)
        for text in printed:
            said = _said(reader, f"Somebody said: “{text}”", text, draw)
            statements.setdefault(said.id, said)
    return record(*readers, actors=ACTORS, statements=statements.values())


def _said(reader: Reader, line: str, text: str, draw: Random) -> Statement:
    passage = reader.passage(line)
    start = passage.start + line.index("“") + 1
    span = type(reader.span(line))(start=start, end=start + len(text), text=text)
    who = draw.choice(SPEAKERS)
    name = Mention(start=passage.start, end=passage.start + 8, text="Somebody", actor=who)
    return identified(
        Statement(
            id="",
            passage=passage,
            mode="direct",
            channel="public",
            content=(span,),
            quoted=(span,),
            speaker=name if who is not None else None,
            speaker_open=None if who is not None else "nobody is named",
            is_negated=draw.random() < 0.15,
        )
    )


def test_ledger_is_that_of_all_pairs_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    held = [told(seed) for seed in range(25)]
    found = [quote_ledger(one) for one in held]
    monkeypatch.setattr(quotes, "near_pairs", lambda own: list(combinations(range(len(own)), 2)))
    monkeypatch.setattr(
        quotes, "near_across", lambda ones, others: list(product(range(len(ones)), range(len(others))))
    )
    assert found == [quote_ledger(one) for one in held]
    entries = [entry for ledger in found for entry in ledger]
    assert any(variant.statement is None for entry in entries for variant in entry.variants)
    assert any(entry.denied_by for entry in entries)
    assert sum(len(entry.statements) > 1 for entry in entries) > 50
