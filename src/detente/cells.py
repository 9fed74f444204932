"""Cells of CSV files that a spreadsheet shows and never obeys, in rows as RFC 4180 asks for.

A spreadsheet takes a cell that begins like a formula for one, also from a CSV file. What stands in the
reports is anybody's words, so a cell of text that would begin so begins with an apostrophe instead, by which
spreadsheets know text. Numbers are numbers and stay as they are.

References
----------
Shafranovich, Y. (2005), RFC 4180, Common Format and MIME Type for CSV Files, section 2.
OWASP, "CSV Injection": the characters that begin a formula.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

Cell = str | int | float | None

_OBEYED = frozenset("=+-@|\u2212")
"""What begins a formula or a command in some spreadsheet, in its plain form; and the minus sign."""

_STEERING = frozenset("\t\r\n\x00")
"""Not a cell's first character, whatever follows: importers cut it off, or stop at it."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
"""Categories of characters that an importer may cut off or not show, so that the next comes first."""

_MARK = "'"
_HALVES = re.compile("[\ud800-\udfff]")


def safe_cell(text: str) -> str:
    r"""Return a text as a cell that no spreadsheet takes for a formula.

    An apostrophe is put before a text whose first character, after white space, marks that are not seen
    and apostrophes, is one of ``= + - @ |`` in any width or form, or TAB, CR, LF or NUL. ``plain_cell`` can
    take it off again. Halves of surrogate pairs, which no encoding of a file can hold, become U+FFFD.

    Examples
    --------
    >>> safe_cell("=1+1"), safe_cell("\uff1d1"), safe_cell(" \u200b@SUM(1)"), safe_cell("5 - 4")
    ("'=1+1", "'＝1", "' \u200b@SUM(1)", '5 - 4')
    """
    whole = _HALVES.sub("\ufffd", text)
    return _MARK + whole if _is_obeyed(whole) else whole


def plain_cell(cell: str) -> str:
    """Return the text that ``safe_cell`` was given, where it held no half of a surrogate pair.

    >>> plain_cell("'=1+1"), plain_cell("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell.startswith(_MARK) and _is_obeyed(cell[1:]) else cell


def csv_text(heading: Sequence[str], rows: Iterable[Sequence[Cell]], *, raw: bool = False) -> str:
    """Return a table as CSV: commas, double quotes where they are needed, CR LF at the end of each row.

    Parameters
    ----------
    heading : sequence of str
        Names of the columns.
    rows : iterable of sequences of str, int, float or None
        Numbers are written as numbers, so that a column of numbers stays one; None is an empty cell.
    raw : bool
        Leave texts as they are, for a program that reads the file; a spreadsheet may then obey them.

    Examples
    --------
    >>> csv_text(["words", "change"], [["=1+1", -3], ["yes, no", None]]).splitlines()
    ['words,change', "'=1+1,-3", '"yes, no",']
    """
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    for row in (heading, *rows):
        writer.writerow([_cell(cell, raw=raw) for cell in row])
    return table.getvalue()


def _cell(cell: Cell, *, raw: bool) -> str:
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return str(cell)
    return _HALVES.sub("\ufffd", cell) if raw else safe_cell(cell)


def _is_obeyed(text: str) -> bool:
    for letter in text:
        if letter in _STEERING:
            return True
        if letter != _MARK and unicodedata.category(letter) not in _UNSEEN:
            return unicodedata.normalize("NFKC", letter)[0] in _OBEYED
    return False
