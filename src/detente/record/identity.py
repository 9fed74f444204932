"""The id of each kind of item: a hash of the words and places that make it this item and no other.

What a better reading may change without it being another item (who the speaker is, which day, how many
dead, what it is about, how it is meant, how probable it is) stays out of the hash, so that a ruling on the
item still finds it after the documents are read again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from detente.record.ids import hash_id
from detente.record.values import (
    Claim,
    Event,
    Inconsistency,
    Item,
    Mention,
    Passage,
    Proposal,
    Relation,
    Response,
    Span,
    Statement,
)

Field = str | int | None
Identified = TypeVar("Identified", bound=Item | Relation)


def content_id(item: Item | Relation) -> str:
    """Return the id that the item's content gives it, whatever its ``id`` says now.

    Parameters
    ----------
    item : Statement, Event, Proposal, Response, Claim, Inconsistency or Relation
        Its ``id`` is not looked at.

    Returns
    -------
    str
        The kind, a colon and 16 hex digits.
    """
    kind, fields = _kind_and_fields(item)
    return hash_id(kind, *_passage(item.passage), *fields)


def identified(item: Identified) -> Identified:
    """Return the item with the id its content gives it.

    >>> said = Span(start=0, end=4, text="Yes.")
    >>> where = Passage(document="doc:1", start=0, end=4, text="Yes.")
    >>> draft = Statement(id="", passage=where, mode="direct", channel="public", content=(said,))
    >>> identified(draft).id.startswith("statement:")
    True
    """
    return replace(item, id=content_id(item))


def _kind_and_fields(item: Item | Relation) -> tuple[str, tuple[Field, ...]]:
    match item:
        case Statement():
            content = tuple(field for span in item.content for field in (span.start, span.end))
            return "statement", (*_span(item.cue), *content)
        case Event():
            spans = (*_span(item.trigger), *_span(item.actor), *_span(item.recipient), *_span(item.place))
            return "event", (item.act, *spans)
        case Proposal():
            return "proposal", ()
        case Response():
            who = item.by.actor if item.by else None
            return "response", (item.kind, who, *_span(item.by))
        case Claim():
            return "claim", (item.kind, *_span(item.made))
        case Inconsistency():
            return "inconsistency", (item.kind, *_span(item.other))
        case Relation():
            return "relation", (item.kind, item.a, item.b)


def _passage(passage: Passage) -> tuple[Field, ...]:
    return (passage.document, passage.start, passage.end, passage.text)


def _span(span: Span | Mention | Passage | None) -> tuple[Field, Field]:
    return (span.start, span.end) if span else (None, None)
