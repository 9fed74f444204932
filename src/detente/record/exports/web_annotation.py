"""A record as annotations of its documents' texts, by the W3C Web Annotation Data Model.

References
----------
W3C (2017), Web Annotation Data Model, Recommendation: sections 3.2.4 (textual bodies), 4.2.4 (text quote
selector), 4.2.5 (text position selector) and 5.2 (annotation page).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from detente.documents.document import Document
from detente.documents.origin import is_web_address
from detente.record.exports.export import Export
from detente.record.exports.json_text import json_text
from detente.record.exports.summary import in_words
from detente.record.jsonl import objects
from detente.record.ruling.standing import Standing
from detente.record.values import Item, Passage

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Code points of the text before and after a passage by which it can be found again."""

Json = dict[str, Any]


def to_web_annotations(export: Export) -> str:
    """Return one annotation page (JSON-LD), an annotation for each item in text order.

    Each points at the words in two ways: by the words and what stands around them, and by their place in
    the extracted text, in code points. Its bodies are what was read in a phrase and as JSON, as
    ``detente read --jsonl`` gives it, the act or kind as a class, how it was ruled on, and the notes.
    """
    page: Json = {
        "@context": CONTEXT,
        "id": _iri("annotations"),
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": list(_annotations(export)),
    }
    return json_text(page, indent=1) + "\n"


def _annotations(export: Export) -> Iterator[Json]:
    documents = {document.id: document for document in export.record.documents}
    ruled, names = export.standings, export.names
    for item, read in zip(export.record.items(), objects(export.record), strict=True):
        document = documents[item.passage.document]
        yield {
            "id": _iri(item.id),
            "type": "Annotation",
            "motivation": "describing",
            "body": list(_bodies(item, read, names, ruled.get(item.id))),
            "target": {
                "type": "SpecificResource",
                "source": _source(document),
                "selector": _selectors(item.passage, document.text),
            },
        }


def _bodies(
    item: Item, read: Mapping[str, Any], names: Mapping[str, str], standing: Standing | None
) -> Iterator[Json]:
    kind = str(read["kind"])
    yield _textual("describing", in_words(item, names), format="text/plain", language="en")
    yield _textual("classifying", " ".join(filter(None, (kind, _class(read)))), format="text/plain")
    yield _textual("describing", json_text(read), format="application/json")
    if standing is None:
        return
    yield _textual("assessing", standing.status, format="text/plain")
    if standing.outcome is not None:
        yield _textual("assessing", standing.outcome.kind, format="text/plain")
    if standing.credibility is not None:
        yield _textual("assessing", f"credibility {standing.credibility}", format="text/plain")
    for note in standing.notes:
        yield _textual("commenting", note, format="text/plain")


def _class(read: Mapping[str, Any]) -> str:
    """Return the act of a statement or event, the kind of a response, claim or inconsistency."""
    return next(
        (str(read[name]) for name in ("act", str(read["kind"])) if isinstance(read.get(name), str)), ""
    )


def _textual(purpose: str, value: str, **described: str) -> Json:
    return {"type": "TextualBody", "purpose": purpose, "value": value, **described}


def _source(document: Document) -> Json:
    is_page = document.url is not None and is_web_address(document.url)
    return {
        "id": document.url if is_page else _iri(document.id),
        "type": "Text",
        "format": document.media_type,
        "language": document.language,
    }


def _selectors(passage: Passage, text: str) -> list[Json]:
    return [
        {
            "type": "TextQuoteSelector",
            "exact": passage.text,
            "prefix": text[max(0, passage.start - AROUND) : passage.start],
            "suffix": text[passage.end : passage.end + AROUND],
        },
        {"type": "TextPositionSelector", "start": passage.start, "end": passage.end},
    ]


def _iri(identifier: str) -> str:
    return "urn:detente:" + quote(identifier.encode("utf-8", "surrogatepass"), safe=":")
