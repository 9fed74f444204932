"""Where the tagger of who said what is asked a second time, and what becomes of its answers."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.reading.learned.attributions import find_attributions
from detente.reading.learned.windows import WIDTH
from detente.reading.learned.wordpieces import MARKED, Wordpieces

CUES = (20, 95)
N_PIECES, N_LABELS = 150, 8


class Marking:
    """Stands in for the tagger: knows cues by their ids; the piece before is source, that behind content."""

    def __init__(self) -> None:
        self.seen: list[list[int]] = []

    def run(self, _: None, inputs: dict[str, NDArray[np.int64]]) -> list[Any]:
        ids, traits, mask = inputs["ids"], inputs["traits"], inputs["mask"]
        scores = np.zeros((*ids.shape, N_LABELS), dtype=np.float32)
        scores[..., [0, 3]] = 5
        for row in range(len(ids)):
            asked = np.flatnonzero(traits[row] & MARKED)
            if len(asked):
                self.seen.append(ids[row, 1 : mask[row].sum() - 1].tolist())
                scores[row, asked[0] - 1, 4] = scores[row, asked[-1] + 1, 6] = 9
            else:
                scores[row, np.isin(ids[row], np.array(CUES) + 1000), 1] = 9
        return [scores]


def pieces() -> Wordpieces:
    places = np.arange(N_PIECES) * 3
    return Wordpieces(
        ids=np.arange(N_PIECES) + 1000,
        traits=np.zeros(N_PIECES, dtype=np.int64),
        starts=places,
        ends=places + 2,
    )


def test_source_and_content_are_places_of_the_text() -> None:
    found = find_attributions(pieces(), session=Marking())
    assert [one.cue for one in found] == [(60, 62), (285, 287)]
    assert [one.source for one in found] == [((57, 59),), ((282, 284),)]
    assert [one.content for one in found] == [((63, 65),), ((288, 290),)]


def test_a_cue_is_shown_in_its_sentence_between_two_others_or_in_all_that_fits() -> None:
    sentences = [(0, 90), (90, 240), (240, 300), (300, 450)]
    within, wide = Marking(), Marking()
    assert find_attributions(pieces(), sentences, within) == find_attributions(pieces(), session=wide)
    assert [(ids[0] - 1000, ids[-1] - 999) for ids in within.seen] == [(0, 80), (30, 150)]
    assert {len(ids) for ids in wide.seen} == {WIDTH}


def test_without_pieces_nothing_is_asked() -> None:
    nothing = np.zeros(0, dtype=np.int64)
    session = Marking()
    assert find_attributions(Wordpieces(nothing, nothing, nothing, nothing), (), session) == ()
    assert session.seen == []
