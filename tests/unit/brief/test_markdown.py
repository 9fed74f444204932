from __future__ import annotations

import re

import pytest
from tests.unit.brief.sample import CASE, RECORD
from tests.unit.brief.shares import EXPLORATION

from detente.brief import brief
from detente.brief.markdown import escape

WRITTEN = brief(RECORD, CASE, EXPLORATION).markdown()


def test_every_footnote_that_is_cited_is_given_once() -> None:
    cited = set(re.findall(r"\[\^(\w+)\](?!:)", WRITTEN))
    given = re.findall(r"^\[\^(\w+)\]:", WRITTEN, re.MULTILINE)
    assert cited <= {*given}
    assert len(given) == len({*given})
    assert {"S1", "E1", "P1", "R1", "C1", "L1"} <= {*given}


def test_a_footnote_gives_words_document_and_place() -> None:
    start = RECORD.events[0].passage.start
    words = "Northland forces shelled the town of Millford, killing at least 14 people"
    assert f"[^E1]: “{words}” — D1, characters {start}–{start + len(words)}." in WRITTEN


def test_findings_stand_before_everything_else() -> None:
    headings = re.findall(r"^## (.+)$", WRITTEN, re.MULTILINE)
    assert headings[0] == "Findings"
    assert headings[1] == "Positions"


def test_tables_are_square() -> None:
    for table in re.findall(r"(?:^\|.*\|\n?)+", WRITTEN, re.MULTILINE):
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in table.strip().split("\n")}
        assert len(widths) == 1, table


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a|b", "a\\|b"),
        ("*x* _y_ `z`", "\\*x\\* \\_y\\_ \\`z\\`"),
        ("two\nlines", "two lines"),
        ("# no heading", "\\# no heading"),
        ("&lt;", "&amp;lt;"),
        ("a\u202eb", "a⟨U+202E⟩b"),
    ],
)
def test_text_means_nothing_in_markdown(text: str, escaped: str) -> None:
    assert escape(text) == escaped
