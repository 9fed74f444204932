"""The page on interchange: its table of what each format loses is what the formats hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.record.exports.told import told

from detente.record.exports.formats import FORMATS

PAGE = Path(__file__).resolve().parents[4] / "docs" / "reference" / "interchange.md"

RECORD = told().record
TRACES = {
    "texts of reports": "Ada Brandt denied it on",
    "publisher of a report": "Southern Herald",
    "author of a report": "Ines Varga",
    "address of a report": "https://www.delta-gazette.example/2031/05/talks",
    "where each field was found": "og:site_name",
    "day of publication": "published_on",
    "reports that failed": "lost.txt",
    "the reader's name": '"by hand"',
    "actors and their roles": "President of Southmark",
    "relations": "at war",
    "statements": RECORD.statements[-1].id,
    "why a speaker is open": next(said.speaker_open for said in RECORD.statements if said.speaker_open),
    "events": RECORD.events[0].id,
    "words an event was read from": "killing at least 14 people",
    "range of deaths": "deaths",
    "proposals and clauses": "territory",
    "responses": RECORD.responses[0].id,
    "claims": RECORD.claims[0].id,
    "inconsistencies": RECORD.inconsistencies[0].id,
    "probabilities": "probability",
    "rulings, by whom and why": "zephyr",
    "notes": "juniper",
    "how an item stands": "corrected",
    "independent sources": "independent_source",
}
"""For each row of the table something that stands in the files of the formats that hold it."""


def rows() -> Iterator[list[str]]:
    section = (
        PAGE.read_text(encoding="utf-8").partition("## What each format loses")[2].partition("\nBesides")[0]
    )
    for line in section.splitlines():
        if line.startswith("|") and "---" not in line:
            yield [cell.strip() for cell in line.strip("|").split("|")]


HEADING, *ROWS = rows()


def test_has_a_column_for_each_format_and_a_row_for_each_trace() -> None:
    assert [cell.strip("`") for cell in HEADING[1:]] == list(FORMATS)
    assert [row[0] for row in ROWS] == list(TRACES)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row[0]))
def test_says_what_is_held_and_what_is_lost(row: list[str]) -> None:
    assert "yes" in row
    for name, stated in zip(FORMATS, row[1:], strict=True):
        data = b"\n".join(FORMATS[name].write(told(), False).values()).decode("utf-8").replace("\r\n ", "")
        if stated in ("yes", "no"):
            assert (TRACES[row[0]] in data) == (stated == "yes"), name
