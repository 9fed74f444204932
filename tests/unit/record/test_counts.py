from __future__ import annotations

import pytest

from detente.record.counts import count_text
from detente.record.values import Count


@pytest.mark.parametrize(
    ("low", "best", "high", "expected"),
    [
        (14, None, None, "at least 14"),
        (None, None, 20, "at most 20"),
        (10, None, 20, "10 to 20"),
        (10, 14, 20, "14 (10 to 20)"),
        (9, None, 9, "9"),
        (9, 9, 9, "9"),
        (None, 7, None, "7"),
        (3, 7, None, "7"),
    ],
)
def test_counts_are_told_as_they_were(
    low: int | None, best: int | None, high: int | None, expected: str
) -> None:
    assert count_text(Count(low=low, best=best, high=high)) == expected
