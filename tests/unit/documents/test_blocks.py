from __future__ import annotations

import pytest

from detente.documents.blocks import Edge, joined


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        ([], ""),
        (["  One ", " two\n"], "One two"),
        (["One", Edge.BREAK, "two"], "One\ntwo"),
        (["One", Edge.BREAK, Edge.BREAK, "two"], "One\n\ntwo"),
        (["One", Edge.BREAK, Edge.BLOCK, "two"], "One\n\ntwo"),
        (["One", Edge.BLOCK, " \xa0 ", Edge.BLOCK, "two"], "One\n\ntwo"),
        (["One", Edge.BLOCK, Edge.CELL, Edge.BLOCK, "two"], "One\ttwo"),
        (["One", Edge.CELL, Edge.ROW, Edge.CELL, "two"], "One\n\ntwo"),
        ([Edge.ROW, Edge.CELL, "One", Edge.ROW], "One"),
    ],
)
def test_the_widest_edge_between_two_runs_of_words_shows(pieces: list[str | Edge], text: str) -> None:
    assert joined(pieces) == text
