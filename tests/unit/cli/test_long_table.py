"""Long tables are set as rich sets them, to the last character."""

from __future__ import annotations

from io import BytesIO, StringIO, TextIOWrapper
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from detente.brief.visible import shorten
from detente.cli import long_table
from detente.cli.long_table import _PLAIN, Column, _table, print_rows

WORDS = st.one_of(
    st.text("abcdefghij", min_size=1, max_size=8),
    st.text("abc", min_size=1, max_size=60),
    st.sampled_from(
        ["“we", "said”", "…", "—", "2031-05-06", "é", "Ḥasan", "和平", "صلح", "🕊", "e\u0301", "[b]x[/b]"]
    ),
    st.text(max_size=6),
)
CELLS = st.lists(WORDS, max_size=20).map(lambda words: shorten(" ".join(words), 160))
NAMES = ("day", "kind", "who", "words")
TABLES = st.lists(st.tuples(*([CELLS] * len(NAMES))), min_size=1, max_size=12)


def _printed(rows: Any, columns: Any, width: int, *, by_rich: bool, **console: Any) -> str:
    out = StringIO()
    shown = Console(file=out, width=width, **console)
    if by_rich:
        shown.print(_table(columns, rows))
    else:
        print_rows(shown, columns, rows)
    return out.getvalue()


def _both(rows: Any, width: int, wide: str = "who words", **console: Any) -> tuple[str, str]:
    columns = [
        Column(name=name, is_wide=name in wide, at_least=6 if name in wide else None) for name in NAMES
    ]
    expected = _printed(rows, columns, width, by_rich=True, **console)
    return _printed(rows, columns, width, by_rich=False, **console), expected


@settings(max_examples=80)
@given(TABLES, st.integers(20, 200), st.sampled_from(["", "words", "who words", " ".join(NAMES)]))
@example([("2031-05-06", "said", "", "x" * 300)] * 3, 80, "who words")
@example([("", "", "", "")], 40, "words")
def test_any_table_is_set_as_rich_sets_it(rows: Any, width: int, wide: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(long_table, "FEW", 0)
        own, expected = _both(rows, width, wide)
    assert own == expected


@pytest.mark.parametrize(
    "console", [{"force_terminal": True}, {"force_terminal": True, "no_color": True}, {}]
)
def test_long_table_is_the_same_on_a_terminal(console: Any) -> None:
    said = [" ".join(["“no”"] * (number % 40)) for number in range(2500)]
    rows = [(f"2031-05-{len(words) % 28:02}", "said", "Ola Kerr", words) for words in said]
    own, expected = _both(rows, 100, **console)
    assert own == expected
    assert own.count("\n") > 2500


def test_table_on_a_terminal_of_few_letters_is_left_to_rich() -> None:
    rows = [("2031-05-06", "said", "Kerr", "no")] * 200
    columns = [Column(name=name, is_wide=False) for name in NAMES]
    told = []
    for by_rich in (True, False):
        held = BytesIO()
        file = TextIOWrapper(held, encoding="ascii")
        console = Console(file=file, width=80)
        if by_rich:
            console.print(_table(columns, rows))
        else:
            print_rows(console, columns, rows)
        file.flush()
        told.append(held.getvalue())
    assert told[0] == told[1]
    assert b"+---" in told[0]


def test_what_is_set_without_rich_takes_one_cell_a_letter() -> None:
    plain = [chr(point) for point in range(0x3000) if _PLAIN.fullmatch(chr(point))]
    assert len(plain) > 800
    assert [one for one in plain if cell_len(one) != 1] == []
