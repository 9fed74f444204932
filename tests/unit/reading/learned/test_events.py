from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from detente.reading.learned.acts import find_act
from detente.reading.learned.event_labels import (
    ACT,
    FACTUALITIES,
    FACTUALITY,
    FIRST_ROOT,
    N_LABELS,
    ROLE,
    ROOT,
    ROOTS,
    SOURCE,
    TARGET,
    TRIGGER,
)
from detente.reading.learned.events import Deed, Sureness, decide, rate, sight_deeds
from detente.reading.learned.wordpieces import MARKED, N_TRAITS, Wordpieces

TELLS, OBJECT, ELSE = 3000, 3001, 2000
SURE = 9.0
SURENESS = Sureness(bias=0.0, weights=(0.5, 0.5, 0.0), least=0.5)


class Scripted:
    """Answers like a tagger to which the piece TELLS is an ASSAULT by what is before it on what is behind."""

    def __init__(self, also: Callable[[NDArray[Any], NDArray[Any]], None] | None = None) -> None:
        self.also = also
        self.widths: list[int] = []

    def run(self, _: None, inputs: dict[str, NDArray[np.int64]]) -> list[NDArray[np.float32]]:
        ids, traits = inputs["ids"], inputs["traits"]
        self.widths.append(ids.shape[1])
        scores = np.zeros((*ids.shape, N_LABELS), dtype=np.float32)
        scores[..., TRIGGER.start] = SURE
        scores[..., ROLE.start] = SURE
        tells = ids == TELLS
        scores[tells, TRIGGER.start] = 0
        scores[tells, TRIGGER.start + 1] = SURE
        scores[tells, FIRST_ROOT.start + ROOTS.index("ASSAULT")] = SURE
        scores[tells, ROOT.start + 1 + ROOTS.index("ASSAULT")] = SURE
        scores[tells, FACTUALITY.start + FACTUALITIES.index("planned")] = SURE
        for row, column in zip(*np.nonzero(tells & (traits % 2 == MARKED)), strict=True):
            scores[row, column - 1, ROLE.start + 1] = 2 * SURE
            scores[row, column + 1, ROLE.start + 3] = 2 * SURE
        if self.also is not None:
            self.also(inputs["traits"], scores)
        return [scores]


def pieces(ids: list[int]) -> Wordpieces:
    starts = np.arange(len(ids)) * 4
    return Wordpieces(np.array(ids), np.zeros(len(ids), dtype=np.int64), starts, starts + 3)


def marks(ids: list[int], sentences: list[tuple[int, int]], tagger: Any = None) -> tuple[Deed, ...]:
    return decide(sight_deeds(pieces(ids), sentences, tagger or Scripted()), SURENESS)


def test_a_deed_is_given_with_its_parts_in_places_of_the_text() -> None:
    (deed,) = marks([ELSE, TELLS, OBJECT, ELSE], [(0, 15)])
    assert (deed.trigger, deed.root, deed.factuality) == ((4, 7), "ASSAULT", "planned")
    assert (deed.actor, deed.recipient) == (((0, 3),), ((8, 11),))
    assert deed.sureness > 0.99


def test_nothing_is_seen_outside_the_sentences_nor_across_them() -> None:
    row = [ELSE, TELLS, ELSE, TELLS, ELSE, TELLS]
    deeds = marks(row, [(0, 11), (12, 19)])
    assert [deed.trigger for deed in deeds] == [(4, 7), (12, 15)]
    assert [deed.actor for deed in deeds] == [((0, 3),), ()]


def test_no_sentence_no_deed() -> None:
    assert marks([ELSE, TELLS], []) == ()
    assert marks([ELSE, TELLS], [(40, 50)]) == ()


def test_triggers_side_by_side_of_one_root_are_one_deed() -> None:
    assert [deed.trigger for deed in marks([ELSE, TELLS, TELLS, ELSE], [(0, 15)])] == [(4, 7)]


def test_what_the_second_look_takes_for_none_is_dropped() -> None:
    def doubt(traits: NDArray[Any], scores: NDArray[Any]) -> None:
        scores[traits % 2 == MARKED, ROOT.start] = 4 * SURE

    assert marks([ELSE, TELLS, ELSE], [(0, 11)], Scripted(doubt)) == ()


def test_a_maybe_of_the_first_look_is_decided_by_the_second() -> None:
    def hesitate(traits: NDArray[Any], scores: NDArray[Any]) -> None:
        scores[:, 2, TRIGGER.start : TRIGGER.start + 2] = (2.0, 0.0)
        scores[:, 2, ROOT.start + 1 + ROOTS.index("AID")] = 3 * SURE

    (deed,) = marks([ELSE, ELSE, ELSE], [(0, 11)], Scripted(hesitate))
    assert (deed.trigger, deed.root) == ((4, 7), "AID")


@pytest.mark.parametrize("at", [3, 100, 130, 299])
def test_a_deed_anywhere_in_a_very_long_sentence_is_seen_whole(at: int) -> None:
    row = [ELSE] * 301
    row[at] = TELLS
    tagger = Scripted()
    (deed,) = marks(row, [(0, 4 * 301)], tagger)
    assert deed.trigger == (4 * at, 4 * at + 3)
    assert (deed.actor, deed.recipient) == (((4 * at - 4, 4 * at - 1),), ((4 * at + 4, 4 * at + 7),))
    assert max(tagger.widths) <= 128


def test_a_probability_grows_with_both_looks() -> None:
    sureness = Sureness(bias=-1.0, weights=(1.0, 0.5, 0.2), least=0.5)
    assert sureness.probability(1.0, 0.0, 0.0) == pytest.approx(0.5)
    assert sureness.probability(2.0, 0.0, 0.0) > sureness.probability(1.0, 0.0, 0.0)
    assert sureness.probability(1.0, 2.0, 0.0) > sureness.probability(1.0, 0.0, 0.0)


class ActByMark:
    """Answers REJECT at sources and AID at targets, more loudly at sources."""

    def run(self, _: None, inputs: dict[str, NDArray[np.int64]]) -> list[NDArray[np.float32]]:
        roles = inputs["traits"] // N_TRAITS % 3
        scores = np.zeros((*roles.shape, N_LABELS), dtype=np.float32)
        scores[roles == SOURCE // N_TRAITS, ACT.start + ROOTS.index("REJECT")] = 3 * SURE
        scores[roles == TARGET // N_TRAITS, ACT.start + ROOTS.index("AID")] = SURE
        return [scores]


@pytest.mark.parametrize("size", [6, 400])
def test_an_act_is_read_at_source_and_target(size: int) -> None:
    root, probability = find_act(pieces([ELSE] * size), (1, 2), (4, 5), None, ActByMark())
    assert root == "REJECT"
    assert probability > 0.99


def test_an_act_between_places_far_apart_is_still_read() -> None:
    root, _ = find_act(pieces([ELSE] * 400), (1, 2), (390, 391), None, ActByMark())
    assert root in ROOTS


def test_what_is_improbable_is_rated_too_though_it_is_not_told() -> None:
    seen = sight_deeds(pieces([ELSE, TELLS, OBJECT, ELSE]), [(0, 15)], Scripted())
    doubtful = Sureness(bias=-30.0, weights=SURENESS.weights, least=0.5)
    (rated,) = rate(seen, doubtful)
    assert rated.deed.sureness == pytest.approx(doubtful.probability(*seen[0].features))
    assert rated.deed.sureness < doubtful.least
    assert decide(seen, doubtful) == ()
