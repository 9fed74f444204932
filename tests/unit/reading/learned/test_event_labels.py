from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.reading.learned.event_labels import (
    ACT,
    FACTUALITIES,
    FACTUALITY,
    FIRST_ROOT,
    HINT,
    N_EVENT_TRAITS,
    N_LABELS,
    ROLE,
    ROOT,
    ROOTS,
    SOURCE,
    TARGET,
    TRIGGER,
    asked,
    hint_of,
    with_hints,
)
from detente.reading.learned.wordpieces import CAPITAL, N_TRAITS, QUOTED, Wordpieces


def pieces(n: int, traits: list[int] | None = None) -> Wordpieces:
    """Return n pieces of three code points each, one blank between them."""
    starts = np.arange(n) * 4
    given = np.zeros(n, dtype=np.int64) if traits is None else np.array(traits, dtype=np.int64)
    return Wordpieces(np.full(n, 2000), given, starts, starts + 3)


def parts_of(traits: NDArray[np.int64]) -> list[tuple[int, int, int]]:
    return [(int(one) % N_TRAITS, int(one) // N_TRAITS % 3, int(one) // HINT) for one in traits]


def test_every_question_has_columns_of_its_own() -> None:
    every = (TRIGGER, FIRST_ROOT, ROOT, FACTUALITY, ROLE, ACT)
    columns = [index for one in every for index in range(N_LABELS)[one]]
    assert columns == list(range(N_LABELS))
    sizes = [3, len(ROOTS), len(ROOTS) + 1, len(FACTUALITIES), 5, len(ROOTS)]
    assert [one.stop - one.start for one in every] == sizes


def test_a_hint_adds_to_the_traits_of_its_pieces_alone() -> None:
    hinted = with_hints(pieces(4, [0, CAPITAL, QUOTED, 0]), [(4, 11, "ASSAULT")])
    hint = 1 + ROOTS.index("ASSAULT")
    assert parts_of(hinted.traits) == [(0, 0, 0), (CAPITAL, 0, hint), (QUOTED, 0, hint), (0, 0, 0)]
    assert hinted.traits.max() < N_EVENT_TRAITS


def test_the_first_of_two_hints_on_a_piece_stays() -> None:
    hinted = with_hints(pieces(3), [(0, 7, "AID"), (4, 11, "COERCE")])
    assert [hint for _, _, hint in parts_of(hinted.traits)] == [1 + ROOTS.index("AID")] * 2 + [0]


def test_source_and_target_are_told_apart_and_carry_the_rules_answer() -> None:
    before = with_hints(pieces(4, [CAPITAL, 0, 0, CAPITAL]), [(4, 7, "AID")])
    traits = asked(before, (0, 1), (3, 4), "REJECT").traits
    hint = 1 + ROOTS.index("REJECT")
    source, target = SOURCE // N_TRAITS, TARGET // N_TRAITS
    assert parts_of(traits) == [(CAPITAL, source, hint), (0, 0, 0), (0, 0, 0), (CAPITAL, target, hint)]


def test_a_target_around_its_source_keeps_both() -> None:
    traits = asked(pieces(4), (1, 2), (0, 4), None).traits
    assert [role for _, role, _ in parts_of(traits)] == [2, 1, 2, 2]


def test_a_hint_is_read_back_where_it_stands() -> None:
    hinted = with_hints(pieces(4, [CAPITAL] * 4), [(4, 7, "AID")])
    assert [hint_of(hinted, place) for place in ((0, 1), (0, 2), (1, 2), (2, 4))] == [
        None,
        "AID",
        "AID",
        None,
    ]
