"""Cells that no spreadsheet obeys, and rows as RFC 4180 asks for."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.cells import csv_text, plain_cell, safe_cell

DANGEROUS = ["=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠"]

UNSEEN = "".join(chr(c) for c in range(0x3000) if unicodedata.category(chr(c))[0] in "CZ")


def begins_safely(cell: str) -> bool:
    """What the hostile inputs ask for, said again: not one of these, nor after what is not seen."""
    seen = cell.lstrip(UNSEEN)
    return not any(text.startswith(tuple(DANGEROUS)) for text in (cell, seen))


def hostile(shared: Path) -> list[str]:
    listed = json.loads((shared / "hostile" / "inputs.json").read_text(encoding="utf-8"))["items"]
    return [item["input"] for item in listed if item["cls"] == "csv"]


class TestSafeCell:
    def test_no_hostile_input_begins_a_formula(self, shared: Path) -> None:
        inputs = hostile(shared)
        assert len(inputs) >= 10
        for text in inputs:
            assert begins_safely(safe_cell(text)), text

    @pytest.mark.parametrize("sign", DANGEROUS)
    @pytest.mark.parametrize("before", ["", " ", "\ufeff", "\u200b", "\u00a0", "\u202e", "'", "''", " '"])
    def test_a_dangerous_sign_gets_an_apostrophe_wherever_it_comes_first(
        self, before: str, sign: str
    ) -> None:
        assert safe_cell(f"{before}{sign}SUM(1)").startswith("'")
        assert begins_safely(safe_cell(f"{before}{sign}SUM(1)"))

    @pytest.mark.parametrize("text", ["a=1", "5 - 4", "“no”", "", "'tis", "a\n=1+1", "Ωmega", " x", "50%"])
    def test_other_words_stay(self, text: str) -> None:
        assert safe_cell(text) == text

    @given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("'=+-@ \t\ufeff＝")))
    def test_can_be_taken_back(self, text: str) -> None:
        assert plain_cell(safe_cell(text)) == text
        assert begins_safely(safe_cell(text))

    def test_halves_of_characters_are_replaced(self) -> None:
        assert safe_cell("a\ud800b") == "a\ufffdb"


class TestCsvText:
    def test_a_reader_finds_every_hostile_cell_and_no_row_more(self, shared: Path) -> None:
        inputs = [text for text in hostile(shared) if "\x00" not in text]
        text = csv_text(["words", "n"], [[words, -1] for words in inputs])
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert [plain_cell(row[0]) for row in rows[1:]] == inputs

    def test_numbers_stay_numbers_and_none_is_empty(self) -> None:
        assert csv_text(["a", "b", "c"], [[-1, -0.5, None]]) == "a,b,c\r\n-1,-0.5,\r\n"

    def test_headings_are_cells_too(self) -> None:
        assert csv_text(["=a"], []) == "'=a\r\n"

    def test_quotes_as_rfc_4180_asks_for(self) -> None:
        text = csv_text(["a"], [['x,"y"'], ["two\nlines"], ["two\rlines"]])
        assert text == 'a\r\n"x,""y"""\r\n"two\nlines"\r\n"two\rlines"\r\n'

    def test_raw_leaves_texts_as_they_are(self) -> None:
        assert csv_text(["a"], [["=1+1"]], raw=True) == "a\r\n=1+1\r\n"
