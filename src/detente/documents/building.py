"""From what a file holds to a document: its origin, its language, its id."""

from __future__ import annotations

import hashlib

from detente.documents import kinds
from detente.documents.content import MAX_DOCUMENT_BYTES, Content, Loaded, refuse_empty, refuse_size
from detente.documents.document import Document, FieldOrigin
from detente.documents.ids import hash_id
from detente.documents.inspection import unusual_characters
from detente.documents.language import judge_language
from detente.documents.origin import Origin
from detente.documents.text_head import read_byline, read_text_head

WITH_A_HEAD = frozenset({kinds.TEXT, kinds.MARKDOWN, kinds.PDF, kinds.WORD})
"""Kinds of file whose text may begin with a headline and a day; what else is read states them beside it."""

OF_ALL = ("publisher", "author", "language", "reliability")
"""Fields of a sidecar that hold for every part of its file."""


def build_document(content: Content, *, path: str, place: str, sidecar: Origin) -> Loaded:
    """Return the document that a content is, with the bytes it was read from.

    Parameters
    ----------
    content : Content
    path : str
        Of the file, as it is shown.
    place : str
        Names the file in messages.
    sidecar : Origin
        What the analyst states beside the file, which wins over what the content states itself.

    Raises
    ------
    DocumentError
        If the text is empty, binary, too large or in another language than English.
    """
    here = f"{place}, {content.part}" if content.part else place
    text = content.text
    refuse_size(len(text), MAX_DOCUMENT_BYTES, place=here)
    kinds.refuse_control_characters(text, place=here)
    refuse_empty(text[content.body_start :], place=here)
    analyst = sidecar.only(*OF_ALL) if content.part else sidecar
    stated, head_warnings = _with_head(content, analyst.over(content.origin))
    judged = judge_language(
        text[content.body_start :],
        stated=stated.stated().get("language"),
        is_analyst=analyst.language is not None,
        place=here,
    )
    sha256 = hashlib.sha256(content.raw).hexdigest()
    published = stated.published_on.isoformat() if stated.published_on else None
    document = Document(
        id=hash_id("doc", sha256, stated.publisher, stated.url, published),
        path=path,
        text=text,
        body_start=content.body_start,
        sha256=sha256,
        title=stated.title,
        publisher=stated.publisher,
        url=stated.url,
        author=stated.author,
        published_on=stated.published_on,
        updated_on=stated.updated_on,
        reliability=stated.reliability or "F",
        encoding=content.encoding,
        media_type=content.media_type,
        language=judged.code,
        part=content.part,
        provenance=_provenance(stated, judged.where),
        warnings=(*content.warnings, *head_warnings, *unusual_characters(text), *judged.warnings),
    )
    return Loaded(document=document, raw=content.raw)


def _with_head(content: Content, stated: Origin) -> tuple[Origin, tuple[str, ...]]:
    """Fill from the head of a text what nothing else states: of any the author, of a plain one the rest."""
    stated = stated.over(Origin.of({"author": read_byline(content.text, content.body_start)}))
    if content.media_type not in WITH_A_HEAD:
        return stated, ()
    head = read_text_head(content.text, content.body_start)
    is_dated = stated.published_on is not None
    return stated.over(
        head.origin.only("title") if is_dated else head.origin
    ), () if is_dated else head.warnings


def _provenance(stated: Origin, language_where: str) -> tuple[FieldOrigin, ...]:
    found = {item.field: item.where for item in stated.found if item.field != "language"}
    if language_where:
        found["language"] = language_where
    return tuple(FieldOrigin(field=field, where=where) for field, where in found.items())
