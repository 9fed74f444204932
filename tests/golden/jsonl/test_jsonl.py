"""The lines of a small record, read by a person; ``python -m tests.golden.jsonl.rewrite`` renews them."""

from __future__ import annotations

from tests.golden.jsonl.rewrite import GOLDEN, expected


def test_sample_record_gives_the_lines_that_were_read() -> None:
    assert expected() == GOLDEN.read_text(encoding="utf-8")
