"""A record as JSON, one object a line in text order: the contract of ``detente read --jsonl``.

The shape is fixed by ``record.schema.json`` beside this module (JSON Schema, draft 2020-12).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

from detente.documents.document import Document
from detente.record.record import Record
from detente.record.values import (
    Claim,
    Clause,
    Count,
    Event,
    Inconsistency,
    Interval,
    Item,
    Mention,
    Passage,
    Proposal,
    Response,
    Span,
    Statement,
)

Json = dict[str, Any]

# A line stays one line for every reader (some end lines at NEL, U+2028 and U+2029), does not drive a
# terminal, and can be written as UTF-8, which has no form for half a surrogate pair.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def lines(record: Record) -> Iterator[str]:
    r"""Yield each item of a record as one line of JSON, in text order.

    Letters are written as they are, not as ``\u`` escapes, but for control characters, line and
    paragraph separators, and surrogates that stand alone. No line end is added.
    """
    for item in objects(record):
        text = json.dumps(item, ensure_ascii=False, allow_nan=False)
        yield _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def objects(record: Record) -> Iterator[Json]:
    """Yield the same items as plain dictionaries, keys in the order of the schema."""
    documents = {document.id: document for document in record.documents}
    names = {actor.id: actor.name for actor in record.actors}
    for item in record.items():
        yield item_object(item, documents[item.passage.document], names)


def item_object(item: Item, document: Document, names: Mapping[str, str]) -> Json:
    """Return one item, with the path of its document and the names (by id) of the actors in it."""
    return _common(item, document) | _particular(item, names)


def schema() -> Json:
    """Return the JSON Schema that every object satisfies."""
    text = files("detente.record").joinpath("record.schema.json").read_text(encoding="utf-8")
    loaded: Json = json.loads(text)
    return loaded


def _common(item: Item, document: Document) -> Json:
    return {
        "kind": type(item).__name__.lower(),
        "id": item.id,
        "document": item.passage.document,
        "path": document.path,
        "start": item.passage.start,
        "end": item.passage.end,
        "text": item.passage.text,
    }


def _particular(item: Item, names: Mapping[str, str]) -> Json:
    match item:
        case Statement():
            return _statement(item, names)
        case Event():
            return _event(item, names)
        case Proposal():
            return _proposal(item, names)
        case Response():
            return _response(item, names)
        case Claim():
            return _claim(item, names)
        case Inconsistency():
            return _inconsistency(item, names)


def _statement(said: Statement, names: Mapping[str, str]) -> Json:
    return {
        "source": _span(said.source),
        "speaker": _mention(said.speaker, names),
        "speaker_open": said.speaker_open,
        "candidates": [_actor(candidate, names) for candidate in said.candidates],
        "addressee": _mention(said.addressee, names),
        "cue": _span(said.cue),
        "content": [_span(piece) for piece in said.content],
        "quoted": [_span(piece) for piece in said.quoted],
        "mode": said.mode,
        "channel": said.channel,
        "act": said.act,
        "toward": _actor(said.toward, names),
        "direction": said.direction,
        "said_on": _interval(said.said_on),
        "occasion": _span(said.occasion),
        "is_negated": said.is_negated,
        "within": said.within,
        "about": said.about,
        "modality": said.modality,
        "tense": said.tense,
        "condition": _span(said.condition),
        "probability": said.probability,
        "speaker_probability": said.speaker_probability,
    }


def _event(event: Event, names: Mapping[str, str]) -> Json:
    return {
        "trigger": _span(event.trigger),
        "actor": _mention(event.actor, names),
        "act": event.act,
        "recipient": _mention(event.recipient, names),
        "place": _mention(event.place, names),
        "time": _interval(event.time),
        "deaths": _count(event.deaths),
        "injured": _count(event.injured),
        "factuality": event.factuality,
        "alleged_by": _mention(event.alleged_by, names),
        "statement": event.statement,
        "left_open": list(event.left_open),
        "probability": event.probability,
    }


def _proposal(proposal: Proposal, names: Mapping[str, str]) -> Json:
    return {
        "name": proposal.name,
        "sponsor": _mention(proposal.sponsor, names),
        "sponsor_open": proposal.sponsor_open,
        "clauses": [_clause(clause, names) for clause in proposal.clauses],
        "mentions": [_passage(mention) for mention in proposal.mentions],
        "probability": proposal.probability,
    }


def _response(response: Response, names: Mapping[str, str]) -> Json:
    return {
        "response": response.kind,
        "proposal": response.proposal,
        "by": _mention(response.by, names),
        "alleged_by": _mention(response.alleged_by, names),
        "statement": response.statement,
        "probability": response.probability,
    }


def _claim(claim: Claim, names: Mapping[str, str]) -> Json:
    return {
        "claim": claim.kind,
        "by": _mention(claim.by, names),
        "made": _span(claim.made),
        "due": _interval(claim.due),
        "chance": claim.chance,
        "statement": claim.statement,
        "probability": claim.probability,
    }


def _inconsistency(found: Inconsistency, names: Mapping[str, str]) -> Json:
    return {
        "inconsistency": found.kind,
        "other": _span(found.other),
        "about": found.about,
        "name": names.get(found.about or ""),
        "found": found.found,
    }


def _clause(clause: Clause, names: Mapping[str, str]) -> Json:
    return {
        "order": clause.order,
        "issue": clause.issue,
        **_passage(clause.passage),
        "gives_to": _actor(clause.gives_to, names),
        "taken_from": _actor(clause.taken_from, names),
        "is_hedged": clause.is_hedged,
    }


def _passage(passage: Passage) -> Json:
    return {
        "document": passage.document,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
    }


def _span(span: Span | Passage | None) -> Json | None:
    return None if span is None else {"text": span.text, "start": span.start, "end": span.end}


def _actor(actor: str | None, names: Mapping[str, str]) -> Json | None:
    return None if actor is None else {"actor": actor, "name": names.get(actor)}


def _mention(mention: Mention | None, names: Mapping[str, str]) -> Json | None:
    if mention is None:
        return None
    return {
        "text": mention.text,
        "start": mention.start,
        "end": mention.end,
        "actor": mention.actor,
        "name": None if mention.actor is None else names.get(mention.actor),
    }


def _interval(interval: Interval | None) -> Json | None:
    if interval is None:
        return None
    return {
        "earliest": interval.earliest.isoformat() if interval.earliest else None,
        "latest": interval.latest.isoformat() if interval.latest else None,
        "expression": _span(interval.expression),
        "rule": interval.rule,
        "anchor": interval.anchor,
        "precision": interval.precision,
    }


def _count(count: Count | None) -> Json | None:
    if count is None:
        return None
    words = count.expression
    return {
        "low": count.low,
        "best": count.best,
        "high": count.high,
        "text": words.text if words else None,
        "start": words.start if words else None,
        "end": words.end if words else None,
    }
