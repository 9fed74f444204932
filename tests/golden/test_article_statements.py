"""The statements of a real article, held against a hand-made reading of it that lies beside the checkout."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from detente.documents import load
from detente.reading import read
from detente.record.record import Record
from detente.record.values import Mention, Statement

QUOTED = ("s06", "s07", "s11", "s13", "s16", "s20", "s22")
"""Gold statements with quoted words; the last has two quoted passages, so that there are eight."""
CARRYING = ("s02", "s14", "s09", "s08")
"""The indirect statements the story rests on."""
LEAST_F1 = 0.87
MODES = {"direct": "direct", "indirect": "indirect", "attitude": "indirect", "mixed": "mixed"}


@cache
def article(shared: Path) -> tuple[Record, dict[str, Any]]:
    """Return the record of the article and its hand-made reading."""
    gold = yaml.safe_load((shared / "reading" / "article_gold.yaml").read_text(encoding="utf-8"))
    return read([load(shared / "articles" / "peace_efforts.txt")]), gold


def letters(spans: Sequence[tuple[int, int]]) -> set[int]:
    return {index for start, end in spans for index in range(start, end)}


def gold_letters(statement: dict[str, Any]) -> set[int]:
    return letters([(span["span"][0], span["span"][1]) for span in statement["content"]])


def overlap(statement: Statement, gold: dict[str, Any]) -> float:
    """Return the share of the content of either that both have."""
    ours = letters([(span.start, span.end) for span in statement.content])
    theirs = gold_letters(gold)
    return len(ours & theirs) / len(ours | theirs)


def matched(record: Record, gold: dict[str, Any]) -> dict[str, Statement]:
    """Pair gold statements with those read, best first, where they share at least half of their content."""
    pairs = sorted(
        (
            (overlap(statement, wanted), wanted["id"], index)
            for wanted in gold["statements"]
            for index, statement in enumerate(record.statements)
        ),
        key=lambda pair: -pair[0],
    )
    found: dict[str, Statement] = {}
    used: set[int] = set()
    for share, key, index in pairs:
        if share >= 0.5 and key not in found and index not in used:
            found[key] = record.statements[index]
            used.add(index)
    return found


def is_named(record: Record, mention: Mention | None, entity: dict[str, Any]) -> bool:
    """Whether a speaker's actor is mentioned where the hand-made reading has the entity."""
    if mention is None or mention.actor is None:
        return False
    actor = next(actor for actor in record.actors if actor.id == mention.actor)
    spots = [(passage.start, passage.end) for passage in actor.mentions] + [(mention.start, mention.end)]
    wanted = letters([(m["span"][0], m["span"][1]) for m in entity["mentions"]])
    return bool(letters(spots) & wanted)


def entity(gold: dict[str, Any], key: str) -> dict[str, Any]:
    return next(entity for entity in gold["entities"] if entity["id"] == key)


def test_most_statements_are_found_and_few_others(shared: Path) -> None:
    record, gold = article(shared)
    n_found = len(matched(record, gold))
    f1 = 2 * n_found / (len(record.statements) + len(gold["statements"]))
    assert f1 >= LEAST_F1, (n_found, len(record.statements), len(gold["statements"]))


@pytest.mark.parametrize("key", [*QUOTED, *CARRYING])
def test_what_the_story_rests_on_is_found_with_its_speaker(shared: Path, key: str) -> None:
    record, gold = article(shared)
    wanted = next(statement for statement in gold["statements"] if statement["id"] == key)
    statement = matched(record, gold)[key]
    assert is_named(record, statement.speaker, entity(gold, wanted["speaker"]))
    assert statement.mode == MODES[wanted["mode"].split()[0].rstrip(",")]


def test_all_eight_quoted_passages_are_quoted(shared: Path) -> None:
    record, gold = article(shared)
    found = matched(record, gold)
    quoted = [span.text.strip(" ,.") for key in QUOTED for span in found[key].quoted]
    inner = [wanted["inner_quote"] for wanted in gold["statements"] if wanted["id"] in QUOTED]
    texts = [span["text"] for spans in inner for span in (spans if isinstance(spans, list) else [spans])]
    assert len(texts) == 8
    assert sorted(quoted) == sorted(text.strip(" ,.") for text in texts)


def test_no_statement_names_a_wrong_speaker(shared: Path) -> None:
    record, gold = article(shared)
    by_key = {statement["id"]: statement for statement in gold["statements"]}
    for key, statement in matched(record, gold).items():
        if statement.speaker is not None and statement.speaker.actor is not None:
            assert is_named(record, statement.speaker, entity(gold, by_key[key]["speaker"])), key


def test_what_was_said_in_confidence_is_private(shared: Path) -> None:
    record, gold = article(shared)
    found = matched(record, gold)
    assert found["s02"].channel == "private"
    assert found["s06"].channel == "public"


def test_a_disagreement_over_who_blocks_can_be_read(shared: Path) -> None:
    record, gold = article(shared)
    found = matched(record, gold)
    assert found["s08"].act == "ACCUSE"
    assert found["s21"].act == "REQUEST"
    assert found["s08"].toward != found["s21"].toward
