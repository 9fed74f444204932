"""Whether a record keeps its promises: passages read as their documents do, references lead somewhere."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from detente.documents.document import Document
from detente.errors import PassageError, RecordError
from detente.record.fields import Place, places, references, values_of
from detente.record.record import Record
from detente.record.soundness import is_sound, known_ids
from detente.record.values import (
    Actor,
    Count,
    Inconsistency,
    Interval,
    Item,
    Passage,
    Proposal,
    Relation,
    Statement,
)

_SHOWN = 60  # code points of a wrong passage that a message shows


def check(record: Record) -> None:
    """Raise on the first thing in a record that a reader could not rely on.

    Every span, mention and passage is not empty and is its document's ``text[start:end]``; ids are
    unique; every reference names an actor, statement or proposal of the record; nothing reports or
    speaks for itself in a circle; a speaker that is left open has its reason; ends of intervals and
    counts are in order; probabilities lie in [0, 1]; what does not fit stands in one document;
    documents, actors, items and mentions stand in text order.

    Raises
    ------
    PassageError
        If a passage lies outside its document or has other words than the document there.
    RecordError
        For everything else.
    """
    if not is_sound(record):
        documents = {document.id: document for document in record.documents}
        _check_ids(record)
        for label, value in _labelled(record):
            check_value(label, value, documents)
        _check_references(record)
    check_circle("is within", {statement.id: statement.within for statement in record.statements})
    check_circle("speaks for", {actor.id: actor.speaks_for for actor in record.actors})
    _check_order(record)


def check_value(label: str, value: Actor | Relation | Item, documents: Mapping[str, Document]) -> None:
    """Raise if one value of a record breaks a promise that it can break alone.

    Parameters
    ----------
    label : str
        What messages call it.
    value : Actor, Relation, Statement, Event, Proposal, Response, Claim or Inconsistency
    documents : mapping of str to Document
        By their ids: all that its passages may point into.

    Raises
    ------
    PassageError
        If a passage lies outside its document or has other words than the document there.
    RecordError
        If the ends of an interval or a count are out of order, a speaker is open without a reason, a
        probability is none, or an inconsistency spans two documents or does not say what it found.
    """
    _check_places(label, value, documents)
    _check_values(label, value)


def _labelled(record: Record) -> Iterator[tuple[str, Actor | Relation | Item]]:
    groups: tuple[tuple[Actor | Relation | Item, ...], ...] = (
        record.actors,
        record.relations,
        record.statements,
        record.events,
        record.proposals,
        record.responses,
        record.claims,
        record.inconsistencies,
    )
    for group in groups:
        for value in group:
            yield f"{type(value).__name__.lower()} '{value.id}'", value


def _check_ids(record: Record) -> None:
    seen: dict[str, str] = {}
    everything = [(f"document '{document.id}'", document.id) for document in record.documents]
    everything += [(label, value.id) for label, value in _labelled(record)]
    for label, identifier in everything:
        if not identifier:
            raise RecordError(f"{label} has an empty id: give it one with detente.record.identity.identified")
        if identifier in seen:
            raise RecordError(
                f"{label} has the same id as another {seen[identifier].split()[0]}: "
                "an id stands for one thing, so keep one of the two"
            )
        seen[identifier] = label


def _check_places(label: str, value: Actor | Relation | Item, documents: Mapping[str, Document]) -> None:
    home = None if isinstance(value, Actor) else value.passage.document
    for field, place in places(value):
        identifier = place.document if isinstance(place, Passage) else home
        document = documents.get(identifier or "")
        if document is None:
            raise PassageError(
                f"{label}: {field} points into document {identifier!r}, which the record does not hold: "
                "add that document to the record"
            )
        problem = _problem(place, document)
        if problem:
            raise PassageError(f"{label}: {field} {problem}")


def _problem(place: Place, document: Document) -> str:
    """Say what is wrong with a place in its document, or return an empty string."""
    where = f"[{place.start}, {place.end}) of '{document.path}' ({document.id})"
    if not 0 <= place.start < place.end <= len(document.text):
        return (
            f"{where} is not a passage: it must be 0 <= start < end <= {len(document.text)}, "
            "in code points of the document's text; correct the offsets"
        )
    found = document.text[place.start : place.end]
    if found != place.text:
        return (
            f"{where} should read {_short(place.text)} but the document has {_short(found)} there; "
            "read the document again"
        )
    return ""


def _short(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")


def _check_values(label: str, value: Actor | Relation | Item) -> None:
    for field, part in values_of(value):
        if isinstance(part, Interval) and part.earliest and part.latest and part.earliest > part.latest:
            raise RecordError(
                f"{label}: {field} begins {part.earliest} after it ends {part.latest}: swap the ends"
            )
        if isinstance(part, Count):
            stated = [bound for bound in (part.low, part.best, part.high) if bound is not None]
            if stated != sorted(stated) or any(bound < 0 for bound in stated):
                raise RecordError(
                    f"{label}: {field} has low {part.low}, best {part.best}, high {part.high}: "
                    "what is stated must satisfy 0 <= low <= best <= high"
                )
    if isinstance(value, Statement) and value.speaker is None and not value.speaker_open:
        raise RecordError(f"{label} has no speaker and no reason: say in speaker_open why it is left open")
    if isinstance(value, Inconsistency):
        _check_inconsistency(label, value)
    for name in ("probability", "speaker_probability", "chance"):
        share = getattr(value, name, None)
        if share is not None and not (math.isfinite(share) and 0 <= share <= 1):
            raise RecordError(
                f"{label}: {name} is {share!r}: it must be from 0 to 1, or None where there is none"
            )


def _check_inconsistency(label: str, value: Inconsistency) -> None:
    other = value.other
    if other is not None and other.document != value.passage.document:
        raise RecordError(
            f"{label} has its two passages in '{value.passage.document}' and '{other.document}': an "
            "inconsistency lies inside one document; what two documents say differently is no inconsistency"
        )
    if not value.found.strip():
        raise RecordError(f"{label} does not say what does not fit: say it in found, in one sentence")


def _check_references(record: Record) -> None:
    known = known_ids(record)
    for label, value in _labelled(record):
        for field, target, referred in references(value):
            if referred not in known[target]:
                raise RecordError(
                    f"{label}: {field} refers to {referred!r}, and the record holds no {target} of that id: "
                    "add it or leave the field open"
                )


def check_circle(relation: str, step: Mapping[str, str | None]) -> None:
    """Raise if following a relation (by id, None at the end) ever comes back to where it was.

    Raises
    ------
    RecordError
        Naming the ids on the circle.
    """
    for start in step:
        path = [start]
        while (following := step[path[-1]]) is not None:
            if following in path:
                raise RecordError(
                    f"'{following}' {relation} itself, through {' -> '.join(path)}: cut the circle"
                )
            path.append(following)


def _check_order(record: Record) -> None:
    rank = {document.id: index for index, document in enumerate(record.documents)}

    def where(passage: Passage) -> tuple[int, int]:
        return rank[passage.document], passage.start

    dates = [(document.published_on.toordinal(), 0) for document in record.documents if document.published_on]
    _require_order("documents", "publication date", dates)
    firsts = [where(actor.mentions[0]) for actor in record.actors if actor.mentions]
    _require_order("actors", "first mention", firsts)
    for name in ("relations", "statements", "events", "proposals", "responses", "claims", "inconsistencies"):
        _require_order(name, "document and start", [where(item.passage) for item in getattr(record, name)])
    holders: tuple[Actor | Proposal, ...] = (*record.actors, *record.proposals)
    for holder in holders:
        keys = [where(mention) for mention in holder.mentions]
        _require_order(f"mentions of '{holder.id}'", "document and start", keys)


def _require_order(what: str, by: str, keys: Sequence[tuple[int, int]]) -> None:
    for index, (before, after) in enumerate(pairwise(keys), start=1):
        if after < before:
            raise RecordError(
                f"the {what} are not in text order: number {index + 1} stands before number {index} "
                f"by {by}; sort them"
            )
