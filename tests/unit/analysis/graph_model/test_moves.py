"""States, and the moves between them."""

from __future__ import annotations

import numpy as np

from detente.analysis.graph_model import GraphModel, MoveGraph


def graph() -> MoveGraph:
    return GraphModel.from_options(
        owner=[0, 1, 0, 1, 0],
        direction=["both", "both", "fwd", "back", "both"],
        infeasible=["YY---", "--N-Y"],
        rank=np.zeros((2, 18)),
    ).graph


def test_the_same_moves_are_found_before_and_after_they_are_listed() -> None:
    asked, listed = graph(), graph()
    assert len(listed.targets) == 2  # lists them
    for dm in range(2):
        found = [asked.reached(dm, position) for position in range(asked.n_states)]
        assert found == [listed.reached(dm, position) for position in range(asked.n_states)]
        assert sum(map(len, found)) == int(listed.reach(dm).sum()) > 0
