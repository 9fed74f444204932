from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.unit.documents.files import pdf

from detente.documents import Document, load

Line = tuple[float, float, str]

LEFT = [
    "The president of the southern state said on",
    "Tuesday that his government was ready to sign",
    "a ceasefire if the north withdrew its troops",
    "from the valley. “We will sign on the day the",
    "last tank leaves,” he told reporters in the",
    "capital after the meeting with the envoy of",
]
RIGHT = [
    "the two mediators. The foreign minister of the",
    "north rejected the condition. “There are no",
    "tanks of ours in the valley,” she said. She",
    "accused the south of using the talks to gain",
    "time, and warned that she would not come back",
    "to the table before the end of the month.",
]
PROSE = "\n".join((*LEFT, *RIGHT))


def _column(lines: list[str], x: float, *, top: float = 700) -> list[Line]:
    return [(x, top - 16 * number, line) for number, line in enumerate(lines)]


def _words(x: float, y: float, line: str) -> Iterator[Line]:
    """Yield the words of a line, each drawn at a place of its own."""
    for word in line.split():
        yield x, y, word
        x += 6.5 * len(word) + 8


def _in_turns(left: list[Line], right: list[Line]) -> list[Line]:
    return sorted([*left, *right], key=lambda line: -line[1])


def _read(lines: list[Line]) -> Document:
    return load(pdf([lines]), path="a.pdf")


def _is_warned(document: Document) -> bool:
    return any("columns may be mixed on 1 of 1 pages, first page 1" in one for one in document.warnings)


@pytest.mark.parametrize("shift", [0, 6])
def test_columns_drawn_line_by_line_are_read_one_after_the_other(shift: float) -> None:
    document = _read(_in_turns(_column(LEFT, 60), _column(RIGHT, 325, top=700 - shift)))
    assert document.text == PROSE
    assert not _is_warned(document)


def test_columns_drawn_one_after_the_other_stay_as_they_are() -> None:
    document = _read([*_column(LEFT, 60), *_column(RIGHT, 325)])
    assert document.text == PROSE
    assert not _is_warned(document)


def test_what_stands_above_and_below_the_columns_stays_there_and_a_longer_column_is_read_in_full() -> None:
    longer = [*LEFT, "the union, who had come by train."]
    lines = _in_turns(_column(longer, 60), _column(RIGHT, 325))
    lines.insert(0, (60, 780, "A president sets a condition for a ceasefire, and a minister rejects it"))
    lines.append((60, 40, "Printed in the capital"))
    above, columns, below = _read(lines).text.split("\n\n")
    assert above.startswith("A president sets")
    assert columns == "\n".join((*longer, *RIGHT))
    assert below == "Printed in the capital"


def test_a_first_line_that_is_indented_belongs_to_its_column() -> None:
    right = _column(RIGHT, 325)
    right[0] = (340, right[0][1], right[0][2])
    assert _read(_in_turns(_column(LEFT, 60), right)).text == PROSE


def test_three_columns_are_read_one_after_the_other() -> None:
    lines = [line[:30] for line in LEFT]
    columns = [_column([f"{name} {line}" for line in lines], 40 + 185 * at) for at, name in enumerate("ABC")]
    ordered = _read(_in_turns(_in_turns(columns[0], columns[1]), columns[2])).text.split("\n")
    assert [line[0] for line in ordered] == [*"AAAAAABBBBBBCCCCCC"]


def test_words_drawn_one_by_one_keep_the_spaces_between_them() -> None:
    left, right = ([" ".join(line.split()[:6]) for line in lines] for lines in (LEFT, RIGHT))
    words = [word for line in _in_turns(_column(left, 60), _column(right, 325)) for word in _words(*line)]
    assert _read(words).text == "\n".join((*left, *right))


def test_a_line_across_both_columns_keeps_the_order_and_is_warned_of() -> None:
    across = "A line of a heading that goes across both of the columns, from the left to the right"
    left, right = _column(LEFT * 2, 60), _column(RIGHT * 2, 325)
    lines = [line for line in _in_turns(left, right) if line[1] != left[5][1]]
    lines.insert(10, (60, left[5][1], across))
    document = _read(lines)
    assert _is_warned(document)
    assert document.text.startswith(f"{LEFT[0]} {RIGHT[0]}\n{LEFT[1]}")
    assert across in document.text


def test_one_column_drawn_word_by_word_and_tables_stay_as_they_are() -> None:
    words = [word for line in _column(LEFT * 3, 60) for word in _words(*line)]
    assert _read(words).text == "\n".join(LEFT * 3)
    names = [
        "Northern Relief Committee",
        "The Valley Council",
        "Southern Union of Workers",
        "Elders of the Coast",
    ]
    told = [
        "answered the envoy in March",
        "has not answered the envoy",
        "answered, and then withdrew",
        "was not asked by the envoy",
    ]
    document = _read(_in_turns(_column(names, 60), _column(told, 325)))
    assert document.text.split("\n")[0] == f"{names[0]} {told[0]}"
    assert not _is_warned(document)
