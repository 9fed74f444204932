from __future__ import annotations

from datetime import date
from typing import get_args

from detente.documents.document import Document
from detente.reading.parse.moments import find_moments
from detente.reading.times import expression
from detente.record import values

TEXT = "They met on 3 May, two weeks ago, and will meet in the coming days."
REPORT = Document(id="doc:1", path="1.txt", text=TEXT, sha256="0" * 64, published_on=date(2025, 5, 17))


def test_an_interval_keeps_what_its_words_count_in() -> None:
    moments = find_moments(REPORT, 0, len(TEXT))
    held = {
        one.interval.expression.text: one.interval.precision for one in moments if one.interval.expression
    }
    assert held == {"on 3 May": "day", "two weeks ago": "week", "in the coming days": "vague"}


def test_the_record_knows_every_precision_that_is_read() -> None:
    assert get_args(values.Precision) == ("", *get_args(expression.Precision))
