from __future__ import annotations

import pytest

from detente.reading.speech.said_words import SaidWords
from detente.record.values import Passage, Span, Statement


def statement(name: str, *pieces: tuple[int, int], cue: tuple[int, int] | None = None) -> Statement:
    first, last = min(start for start, _ in pieces), max(end for _, end in pieces)
    return Statement(
        id=f"statement:{name}",
        passage=Passage(document="doc:test", start=first, end=last, text=""),
        mode="indirect",
        channel="public",
        content=tuple(Span(start=start, end=end, text="") for start, end in pieces),
        cue=Span(start=cue[0], end=cue[1], text="") if cue else None,
    )


def words(start: int, end: int) -> Span:
    return Span(start=start, end=end, text="")


OUTER = statement("outer", (10, 5000), cue=(5001, 5005))
INNER = statement("inner", (100, 200), (700, 900))
SAID = SaidWords([OUTER, INNER])


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ((20, 30), OUTER),
        ((120, 130), INNER),
        ((100, 200), INNER),
        ((190, 210), OUTER),
        ((750, 760), INNER),
        ((4000, 4990), OUTER),
        ((4990, 5010), None),
        ((0, 5), None),
    ],
)
def test_the_innermost_statement_holds_the_words(span: tuple[int, int], expected: Statement | None) -> None:
    assert SAID.around(words(*span)) == expected


@pytest.mark.parametrize(
    ("at", "expected"), [(9, False), (10, True), (4999, True), (5000, False), (9999, False)]
)
def test_places_in_somebodys_words(at: int, expected: bool) -> None:
    assert SAID.is_said(at) is expected


@pytest.mark.parametrize(("start", "end"), [(0, 6000), (300, 3000), (511, 513), (512, 1024)])
def test_pieces_over_many_shelves_are_given_once(start: int, end: int) -> None:
    found = [(piece.start, one.id) for piece, one in SAID.pieces(start, end)]
    expected = [
        (piece.start, one.id)
        for one in (OUTER, INNER)
        for piece in one.content
        if piece.start < end and start < piece.end
    ]
    assert sorted(found) == sorted(expected)


def test_cues_are_kept_apart() -> None:
    assert [one.id for _, one in SAID.cues(5000, 5006)] == ["statement:outer"]
    assert list(SAID.cues(100, 200)) == []


def test_nothing_said() -> None:
    assert SaidWords([]).around(words(0, 10)) is None
