from __future__ import annotations

import gc
import time

from hypothesis import given
from hypothesis import strategies as st

from detente.brief.marks import Role, TextMark
from detente.brief.segments import MAX_NAMED, Segment, cut

TEXT = "North shelled Millford.\r\nIt was “a mistake”, he said.\n\u202eEnd & <end>.\n"

places = st.lists(
    st.tuples(
        st.integers(0, len(TEXT)),
        st.integers(0, len(TEXT)),
        st.sampled_from(("claim", "trigger", "actor")),
    )
    .map(lambda row: (min(row[:2]), max(row[:2]), row[2]))
    .filter(lambda row: row[0] < row[1]),
    max_size=10,
)


def _mark(start: int, end: int, role: Role = "claim", label: str = "C1") -> TextMark:
    return TextMark(start=start, end=end, role=role, label=label, entry=label.lower())


def _cut(text: str, marks: list[TextMark]) -> list[Segment]:
    return list(cut(text, marks))


@given(places, st.lists(st.integers(-5, len(TEXT) + 5), max_size=3))
def test_segments_put_together_are_the_text_and_have_the_marks_that_cover_them(
    rows: list[tuple[int, int, Role]], also_at: list[int]
) -> None:
    marks = [_mark(*row, label=f"C{number}") for number, row in enumerate(rows)]
    segments = list(cut(TEXT, marks, also_at=also_at))
    assert "".join(segment.text for segment in segments) == TEXT
    for segment in segments:
        end = segment.start + len(segment.text)
        assert TEXT[segment.start : end] == segment.text
        covering = {mark for mark in marks if mark.start <= segment.start and end <= mark.end}
        partly = {mark for mark in marks if mark.start < end and segment.start < mark.end}
        assert partly == covering
        assert segment.roles == {mark.role for mark in covering}
        assert set(segment.marks) <= covering
        assert len(segment.marks) == min(len(covering), MAX_NAMED)
    for mark in marks:
        assert [segment.start for segment in segments if mark in segment.starts] == [mark.start]
        ends = [segment.start + len(segment.text) for segment in segments if mark in segment.ends]
        assert ends == [mark.end]


def test_crossing_marks_share_the_piece_between_them() -> None:
    first, second = _mark(0, 10, label="C1"), _mark(6, 14, label="C2")
    found = [
        (segment.text, [mark.label for mark in segment.marks]) for segment in _cut(TEXT[:20], [first, second])
    ]
    assert found == [("North ", ["C1"]), ("shel", ["C2", "C1"]), ("led ", ["C2"]), ("Millfo", [])]


def test_an_empty_text_has_no_segments() -> None:
    assert _cut("", []) == []


def test_deep_nesting_costs_no_more_for_each_mark() -> None:
    """Of 16 times the marks the time may not be 256-fold: the best of three, in processor time."""

    def seconds(n: int) -> float:
        text = "a" * (2 * n + 1)
        marks = [_mark(place, len(text) - place) for place in range(n)]
        spent = []
        for _ in range(3):
            begun = time.process_time()
            assert sum(1 for _ in cut(text, marks)) == 2 * n - 1
            spent.append(time.process_time() - begun)
        return min(spent)

    gc.disable()  # what it costs depends on all that other tests have left behind
    try:
        small, large = seconds(1_000), seconds(16_000)
    finally:
        gc.enable()
    assert large < 64 * small
