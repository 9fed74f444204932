"""Which column of a table, or which key of a line, holds which field of an article."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields

from detente.documents.content import Content, printable
from detente.documents.origin import read_origin
from detente.documents.piece import is_markup, text_of_piece
from detente.errors import DocumentError


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The name of the column for each field; None for the names that are known anyway.

    Examples
    --------
    >>> Columns(text="Story", publisher="Paper").text
    'Story'
    """

    text: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None

    @classmethod
    def from_table(cls, table: Mapping[str, object]) -> Columns:
        """Return the columns that a table of field names and column names states.

        Raises
        ------
        DocumentError
            If it names an unknown field, or a column by anything but a text.
        """
        known = [item.name for item in fields(cls)]
        for key, value in table.items():
            if key not in known:
                raise DocumentError(f"columns: unknown field {key!r}: the fields are {', '.join(known)}")
            if not isinstance(value, str) or not value.strip():
                raise DocumentError(
                    f"columns: {key} must be a column's name in quotation marks, not {value!r:.60}"
                )
        return cls(**{key: str(value) for key, value in table.items()})


KNOWN = {
    "text": ("text", "body", "content", "article", "article_text", "full_text", "maintext"),
    "title": ("title", "headline"),
    "published": (
        "published", "published_on", "published_at", "publishedat", "date_published", "publication_date",
        "date", "pubdate",
    ),
    "updated": ("updated", "updated_on", "updated_at", "modified", "date_modified", "last_modified"),
    "url": ("url", "link"),
    "publisher": ("publisher", "source", "outlet", "source_name", "newspaper"),
    "author": ("author", "authors", "byline"),
    "language": ("language", "lang"),
}  # fmt: skip
"""Names that are known for each field, compared without case; the first that is there is taken."""

_OF_A_RECORD = frozenset({"start", "end", "text"})
_NAME_IT = 'name the one that holds it: text = "..." under [columns] of process.toml, or Columns(text=...)'
_PLACED_IN = frozenset({"document", "path"})
_FIELD_OF = {"published": "published_on", "updated": "updated_on"}


def columns_among(names: Sequence[str], given: Columns, *, place: str) -> dict[str, str]:
    """Return for each field the name of its column among those met.

    Raises
    ------
    DocumentError
        If there is none for the text, or none of a name that was given.
    """
    found: dict[str, str] = {}
    by_name = {name.strip().casefold(): name for name in reversed(names)}
    for field, known in KNOWN.items():
        wanted = getattr(given, field)
        if wanted is not None and wanted not in names:
            raise DocumentError(
                f"document {place} has no column {wanted!r} ({field}): it has {_shown(names)}"
            )
        name = wanted or next((by_name[name] for name in known if name in by_name), None)
        if name is not None:
            found[field] = name
    if "text" not in found:
        raise DocumentError(
            f"document {place} has no column of the reports' text ({', '.join(KNOWN['text'])}): it has "
            f"{_shown(names)}; leave it out, or {_NAME_IT}"
        )
    return found


def refuse_record(names: Sequence[str], given: Columns, *, place: str) -> None:
    """Raise DocumentError for the passages of a record that was exported: their text is that of reports.

    Read as reports they would say everything a second time, with the record as its source.
    """
    if given.text is None and set(names) >= _OF_A_RECORD and not _PLACED_IN.isdisjoint(names):
        raise DocumentError(
            f"document {place} has no column of the reports' text: its 'text' holds passages of other "
            f"documents, by document, start and end (it has {_shown(names)}); leave it out, or, if it "
            f"does hold reports, {_NAME_IT}"
        )


def has_text_column(names: Collection[str], given: Columns) -> bool:
    """Whether one of the names is that of the text."""
    if given.text is not None:
        return given.text in names
    return any(name.strip().casefold() in KNOWN["text"] for name in names)


def content_of_row(
    row: Mapping[str, str], columns: Mapping[str, str], *, raw: bytes, part: str, media_type: str, place: str
) -> Content:
    """Return the content of one article, each field where ``columns`` says.

    Raises
    ------
    DocumentError
        If its text is empty.
    """
    text = row.get(columns["text"], "")
    if not text.strip():
        raise DocumentError(f"document {place}: its {columns['text']!r} is empty: give the report's words")
    warnings: list[str] = []
    if is_markup(text):
        text = text_of_piece(text, place=place)
        warnings.append(f"column {columns['text']!r} holds markup, which was taken out")
    stated = {
        _FIELD_OF.get(field, field): (row[name], f"column {printable(name)!r}")
        for field, name in columns.items()
        if field != "text" and row.get(name)
    }
    origin = read_origin(stated, warnings)
    return Content(
        raw=raw, text=text, origin=origin, media_type=media_type, part=part, warnings=tuple(warnings)
    )


def _shown(names: Sequence[str]) -> str:
    shown = ", ".join(repr(printable(name, limit=40)) for name in names[:20]) or "none"
    return shown + (f" and {len(names) - 20} more" if len(names) > 20 else "")
