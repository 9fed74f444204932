"""Packed marks: what goes in comes out, and steps lead where the tables say."""

from __future__ import annotations

import numpy as np
import pytest

from detente.analysis.graph_model.stability import _packed
from detente.analysis.graph_model.stability._packed import Mover


@pytest.mark.parametrize("n_origins", [1, 7, 8, 63, 64, 65, 130])
def test_marks_come_out_as_they_went_in(n_origins: int) -> None:
    rng = np.random.default_rng(n_origins)
    holds = rng.random((9, n_origins)) < 0.5
    marks = _packed.pack(holds)
    assert marks.dtype == np.uint64
    assert np.array_equal(_packed.unpack(marks, n_origins), holds)
    assert np.array_equal(_packed.unpack(_packed.invert(marks), n_origins), ~holds)
    assert not _packed.invert(marks)[-1].any()
    assert np.array_equal(_packed.first_origin(marks), holds[:, 0])
    origins = rng.integers(0, 9, size=n_origins)
    assert np.array_equal(_packed.at_origins(marks, origins), holds[origins, np.arange(n_origins)])


def chain() -> list[Mover]:
    """Mover 0 goes 0 to 1 and 1 to 2, mover 1 goes 2 to 3; four states, state 4 is nowhere."""
    return [
        Mover(members=1, table=np.array([[1, 2, 4, 4]])),
        Mover(members=2, table=np.array([[4, 4, 3, 4]])),
    ]


def starts(target: int, rule: str) -> list[int]:
    marks = _packed.pack(np.eye(4, dtype=bool)[:, [target]])
    found = _packed.joint_step(chain(), marks, rule)  # type: ignore[arg-type]
    return [int(state) for state in np.flatnonzero(_packed.first_origin(found))]


def test_nobody_steps_twice_in_a_row() -> None:
    assert starts(2, "legal") == [1]
    assert starts(3, "legal") == [1, 2]
    assert starts(3, "once") == [1, 2]
    assert starts(3, "single") == [2]


def test_who_took_part_in_one_step_takes_part_in_no_other_under_once() -> None:
    movers = [
        Mover(members=0b01, table=np.array([[1, 3, 3]])),
        Mover(members=0b11, table=np.array([[3, 2, 3]])),
    ]
    marks = _packed.pack(np.eye(3, dtype=bool)[:, [2]])
    for rule, expected in (("legal", [True, True, False]), ("once", [False, True, False])):
        found = _packed.joint_step(movers, marks, rule)  # type: ignore[arg-type]
        assert _packed.first_origin(found).tolist() == expected


def test_numbers_spread_as_marks_do() -> None:
    values = np.array([[5], [4], [3], [1], [9]])
    assert _packed.joint_step(chain(), values, "legal", np.minimum)[:, 0].tolist() == [4, 1, 1, 9, 9]


def test_a_table_keeps_allowed_moves_only_and_no_wider_than_needed() -> None:
    targets = np.array([[1, 1, 0], [2, 1, 2]])
    mover = _packed.make_mover(4, targets)
    assert mover.table.tolist() == [[1, 3, 0], [2, 3, 3]]
    allowed = np.array([[False, True, True], [True, True, True]])
    assert _packed.make_mover(4, targets, allowed).table.tolist() == [[2, 3, 0]]
