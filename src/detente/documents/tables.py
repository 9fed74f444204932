"""Articles in a table (CSV, TSV) or in lines (JSONL), one document for each row or line."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator

from detente.documents.columns import Columns, columns_among, content_of_row, has_text_column, refuse_record
from detente.documents.content import MAX_DOCUMENT_BYTES, Contents
from detente.documents.decoding import decode
from detente.documents.kinds import CSV, JSONL, TSV
from detente.errors import DocumentError

_DELIMITERS = (",", ";", "\t", "|")
_FIELD_LIMIT = MAX_DOCUMENT_BYTES
# Lines one by one, without a copy of the text.
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_FIRST_LINE = re.compile(r"[^\n]*\S[^\n]*")
_ROW_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def read_table(raw: bytes, *, media_type: str, columns: Columns, place: str) -> Contents:
    """Yield a document for each row of a CSV or TSV file; the first row that is not empty names the columns.

    Rows are counted as a spreadsheet does, the row of names mostly being row 1. A part's own bytes are its
    row as it stands in the file, in UTF-8. The delimiter of a .csv file is the one of comma, semicolon, tab
    and bar with which the first row names the text, else the one that divides it into most columns.

    Raises
    ------
    DocumentError
        If no column is the text's, or one that was named is not there.
    """
    decoded = decode(raw, place=place)
    delimiters = ("\t",) if media_type == TSV else _DELIMITERS
    delimiter = _delimiter(decoded.text, delimiters, columns)
    rows = _rows(decoded.text, delimiter)
    first, names, problem = _names(rows)
    if problem:
        raise DocumentError(f"document {place}, row {first}: {problem}")
    refuse_record(names, columns, place=place)
    found = columns_among(names, columns, place=place)
    for number, (cells, line, problem) in enumerate(rows, start=first + 1):
        part = f"row {number}"
        here = f"{place}, {part}"
        if not any(cell.strip() for cell in cells) and not problem:
            continue  # an empty line, as editors leave at the end
        try:
            if len(cells) > len(names):
                problem = f"it has {len(cells)} cells, the first row names {len(names)} columns"
            if problem:
                raise DocumentError(f"document {here}: {problem}: correct the row")
            row = dict(zip(names, cells, strict=False))
            kept = line.encode("utf-8")
            yield content_of_row(row, found, raw=kept, part=part, media_type=CSV, place=here)
        except DocumentError as error:
            yield error


def read_lines(raw: bytes, *, columns: Columns, place: str) -> Contents:
    """Yield a document for each line of a JSONL file, which is an object with named values.

    A part's own bytes are its line as it stands in the file, in UTF-8, without the line end.

    Raises
    ------
    DocumentError
        If none of the lines holds a text: then the name of its key is the matter.
    """
    text = decode(raw, place=place).text
    _refuse_record(text, columns, place)
    keys: dict[str, None] = {}
    is_any_with_text = False
    failures: list[DocumentError] = []
    for number, match in enumerate(_LINE.finditer(text), start=1):
        line = match.group()
        if not line.strip():
            continue
        part = f"line {number}"
        here = f"{place}, {part}"
        try:
            row = _object(line, here)
            keys.update(dict.fromkeys(row))
            if is_any_with_text or has_text_column(row, columns):
                is_any_with_text = True
                yield from failures
                failures = []
            found = columns_among(list(row), _present(columns, row), place=here)
            kept = line.rstrip("\r\n").encode("utf-8")
            yield content_of_row(row, found, raw=kept, part=part, media_type=JSONL, place=here)
        except DocumentError as error:
            if is_any_with_text:
                yield error
            else:
                failures.append(error)
    if not is_any_with_text:
        if not keys and failures:
            raise failures[0]
        columns_among(list(keys), columns, place=place)
        yield from failures


def _refuse_record(text: str, columns: Columns, place: str) -> None:
    """Look at the first line alone: a record that was exported begins with its header or a passage."""
    match = _FIRST_LINE.search(text)
    try:
        row = _object(match.group(), place) if match else {}
    except DocumentError:
        return  # said of the line, in its turn
    if row.get("format") == "detente-record" and columns.text is None:
        raise DocumentError(
            f"document {place} is a record that was exported, and holds no column of the reports' text: add "
            "it with `detente import`, or leave it out"
        )
    refuse_record(list(row), columns, place=place)


def _present(columns: Columns, row: dict[str, str]) -> Columns:
    """Return the columns without those that a line leaves out: lines need not state every field."""
    given = {field: name for field, name in _named(columns) if field == "text" or name in row}
    return Columns(**given)


def _named(columns: Columns) -> Iterator[tuple[str, str]]:
    for field in Columns.__dataclass_fields__:
        name = getattr(columns, field)
        if name is not None:
            yield field, name


def _object(line: str, place: str) -> dict[str, str]:
    """Return the values of a line as words: of an object its name, of a list of either all of them."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = (
            "it is nested too deeply" if isinstance(error, RecursionError) else f"it is not JSON ({error})"
        )
        raise DocumentError(f"document {place}: {reason}: correct the line") from error
    if not isinstance(value, dict):
        raise DocumentError(
            f"document {place}: it is no object with named values: write {{...}} on each line"
        )
    row: dict[str, str] = {}
    for key, item in value.items():
        # JSON may escape half a surrogate pair, which cannot be written anywhere.
        row[key.encode("utf-8", "replace").decode()] = _words(item).encode("utf-8", "replace").decode()
    return row


def _words(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        return (
            ", ".join(filter(None, map(_words, value))) if not any(isinstance(x, list) for x in value) else ""
        )
    return "" if value is None or isinstance(value, bool | dict) else str(value)


def _names(rows: Iterator[tuple[list[str], str, str]]) -> tuple[int, list[str], str]:
    """Return the number of the first row that is not empty, its cells, and what is wrong with it (or "")."""
    for number, (cells, _, problem) in enumerate(rows, start=1):
        if problem or any(cell.strip() for cell in cells):
            return number, cells, problem
    return 1, [], ""


def _delimiter(text: str, delimiters: tuple[str, ...], columns: Columns) -> str:
    headers = {mark: _names(_rows(text, mark))[1] for mark in delimiters}
    for mark, names in headers.items():
        if has_text_column(names, columns):
            return mark
    return max(delimiters, key=lambda mark: len(headers[mark]))


def _rows(text: str, delimiter: str) -> Iterator[tuple[list[str], str, str]]:
    """Yield the cells of each row, the row as it stands in the file, and what is wrong with it (or "")."""
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for match in _ROW_LINE.finditer(text):
            taken.append(match.group())
            yield match.group()

    # Strict: else a quotation mark that is never closed would take in all rows after it.
    reader = csv.reader(lines(), delimiter=delimiter, strict=True)
    while True:
        before = csv.field_size_limit(_FIELD_LIMIT)
        try:
            cells = next(reader)
            problem = ""
        except StopIteration:
            return
        except csv.Error as error:
            cells, problem = [], f"it is not CSV ({error})"
        finally:
            csv.field_size_limit(before)
        yield cells, "".join(taken).rstrip("\r\n"), problem
        taken.clear()
