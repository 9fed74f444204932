"""Whether a record is sound, told at once: that it is so is asked at every load, that it is not hardly ever.

Only yes or no is told; what is wrong, `record.check` has to say, in words that take longer to find.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any

from detente.record.fields import REFERENCES, Target, holding
from detente.record.plain import hints
from detente.record.record import Record
from detente.record.values import (
    Actor,
    Claim,
    Count,
    Event,
    Inconsistency,
    Interval,
    Mention,
    Passage,
    Proposal,
    Relation,
    Response,
    Span,
    Statement,
)

Known = Mapping[Target, Set[str]]
"""The ids that a reference may name, by what it must name."""


_SHARES: Mapping[type, tuple[str, ...]] = {
    kind: tuple(name for name in hints(kind) if name in ("probability", "speaker_probability", "chance"))
    for kind in (Relation, Statement, Event, Proposal, Response, Claim)
}
"""Fields that hold a probability."""


def known_ids(record: Record) -> Known:
    """Return the ids in a record that each kind of reference may name."""
    actors = {actor.id for actor in record.actors}
    statements = {statement.id for statement in record.statements}
    return {
        "actor": actors,
        "statement": statements,
        "proposal": {proposal.id for proposal in record.proposals},
        "actor or statement": actors | statements,
        "actor or event": actors | {event.id for event in record.events},
        "document": {document.id for document in record.documents},
    }


def is_sound(record: Record) -> bool:
    """Whether ids are unique, places read as their documents do, and references lead somewhere.

    These are the promises of a record (``record.check``) but for circles and for the order of the text.
    """
    values = [value for group in _groups(record) for value in group]
    ids = [*(document.id for document in record.documents), *(value.id for value in values)]
    if not all(ids) or len(set(ids)) < len(ids):
        return False
    texts = {document.id: document.text for document in record.documents}
    known = known_ids(record)
    return all(_is_complete(value) and _is_sound(value, texts, known) for value in values)


def ids_referred_to(values: Iterable[object]) -> set[str]:
    """Return the ids that anything in some values refers to."""
    found: set[str] = set()
    for value in values:
        for part in _parts(value):
            kind: Any = type(part)
            if kind is Mention:
                found.add(part.actor)
            for name in REFERENCES.get(kind, ()) if kind is not Mention else ():
                held = getattr(part, name)
                found.update(held if isinstance(held, tuple) else (held,))
    found.discard(None)
    return found


def _groups(record: Record) -> Iterator[tuple[Any, ...]]:
    yield from (record.actors, record.relations, record.statements, record.events, record.proposals)
    yield from (record.responses, record.claims, record.inconsistencies)


def _parts(value: Any) -> Iterator[Any]:
    """Yield a value and every dataclass inside it; most are places, which hold nothing further."""
    left = [value]
    while left:
        part = left.pop()
        yield part
        kind: Any = type(part)
        for name in holding(kind) or ():
            held = getattr(part, name)
            if type(held) is tuple:
                left += held
            elif held is not None:
                left.append(held)


def _is_sound(value: Any, texts: Mapping[str, str], known: Known) -> bool:
    home = texts.get(value.passage.document) if type(value) is not Actor else None
    actors = known["actor"]
    for part in _parts(value):
        kind: Any = type(part)
        if kind is Passage or kind is Span or kind is Mention:
            text = texts.get(part.document) if kind is Passage else home
            start, end = part.start, part.end
            if text is None or not 0 <= start < end <= len(text) or text[start:end] != part.text:
                return False
            if kind is Mention and part.actor is not None and part.actor not in actors:
                return False
        elif not (_is_in_order(part) and _leads_somewhere(part, known)):
            return False
    return True


def _is_in_order(part: Any) -> bool:
    if type(part) is Interval:
        return not (part.earliest and part.latest) or part.earliest <= part.latest
    if type(part) is Count:
        stated = [bound for bound in (part.low, part.best, part.high) if bound is not None]
        return stated == sorted(stated) and all(bound >= 0 for bound in stated)
    return True


def _leads_somewhere(part: Any, known: Known) -> bool:
    for name, target in REFERENCES.get(type(part), {}).items():
        held = getattr(part, name)
        if type(held) is tuple:
            if not known[target] >= set(held):
                return False
        elif held is not None and held not in known[target]:
            return False
    return True


def _is_complete(value: Any) -> bool:
    """Whether a value says what it must, and its probabilities are such."""
    if type(value) is Statement and value.speaker is None and not value.speaker_open:
        return False
    if type(value) is Inconsistency:
        is_apart = value.other is not None and value.other.document != value.passage.document
        if is_apart or not value.found.strip():
            return False
    for name in _SHARES.get(type(value), ()):
        share = getattr(value, name)
        if share is not None and not (math.isfinite(share) and 0 <= share <= 1):
            return False
    return True
