"""Events as PLOVER records, one JSON object a line.

References
----------
Open Event Data Alliance (2021), PLOVER: Event, Actor and Data Interchange Specification, draft 0.7b1, ch. 4
(names of the fields) and 5.2 (quad categories). Halterman, Schrodt, Beger, Bagozzi & Scarborough (2023),
PLOVER and POLECAT: A New Political Event Ontology and Dataset (the sixteen event classes).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from detente.documents.document import Document
from detente.record.exports.export import Export
from detente.record.exports.json_text import json_text
from detente.record.exports.summary import days
from detente.record.values import PLOVER_ROOTS, Actor, Count, Event, Mention

QUAD_CODES: Mapping[str, int] = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION"), 3),
    **dict.fromkeys(("PROTEST", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
"""1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.

REQUEST is the later name of DEMAND.
"""

CODEBOOK = "PLOVER 0.7b1"
TOLD = ("happened", "alleged")
"""PLOVER records what took place. What is denied, planned or supposed would be counted as that."""


def to_plover(export: Export) -> str:
    """Return the events that took place, by the reports, and have a PLOVER class, in text order.

    Fields that nothing is known of are left out, but for the four that PLOVER requires. ``date`` is the
    first day the event can have had and ``enddate`` the last; ``date`` is null when no first day is known,
    for the day of the report is not the day of the event. ``factuality`` is not PLOVER's: ``alleged``
    events took place as somebody says.
    """
    documents = {document.id: document for document in export.record.documents}
    actors = {actor.id: actor for actor in export.record.actors}
    events = [
        event for event in export.record.events if event.act in PLOVER_ROOTS and event.factuality in TOLD
    ]
    return "".join(f"{json_text(_event(event, documents, actors, export))}\n" for event in events)


def _event(
    event: Event, documents: Mapping[str, Document], actors: Mapping[str, Actor], export: Export
) -> dict[str, Any]:
    time = event.time
    return {
        "id": event.id,
        "has_event": True,
        "date": time.earliest.isoformat() if time and time.earliest else None,
        **({"enddate": time.latest.isoformat()} if time and time.latest else {}),
        "source": list(_actors(event.actor, actors)),
        "recipient": list(_actors(event.recipient, actors)),
        "event": [event.act],
        **({"event_loc": {"name": event.place.text}} if event.place else {}),
        "event_text": [event.trigger.text],
        "quad_code": QUAD_CODES[event.act],
        "text": event.passage.text,
        "text_info": {"start": event.passage.start, "end": event.passage.end},
        **_sizes(event),
        "cite_info": _cited(documents[event.passage.document], export.record.reader),
        "factuality": event.factuality,
        **({"comment": f"time: {days(time)}"} if time and not time.is_open else {}),
    }


def _actors(mention: Mention | None, actors: Mapping[str, Actor]) -> Iterator[dict[str, Any]]:
    if mention is None:
        return
    actor = actors.get(mention.actor or "")
    yield {
        "actor_text": mention.text,
        **({"identifier_id": actor.id, "identifier_text": actor.name} if actor else {}),
        **({"office": actor.role} if actor and actor.role else {}),
    }


def _sizes(event: Event) -> dict[str, Any]:
    sizes = {"dead": _number(event.deaths), "injured": _number(event.injured)}
    known = {name: number for name, number in sizes.items() if number is not None}
    return {"size_info": known} if known else {}


def _number(count: Count | None) -> int | None:
    """Return the one number PLOVER has a place for: the best, else the lowest; a limit above is no number."""
    if count is None:
        return None
    return count.low if count.best is None else count.best


def _cited(document: Document, reader: str) -> dict[str, str]:
    known = {
        "citation": document.id,
        "url": document.url,
        "title": document.title,
        "language": document.language,
        "publication": document.publisher,
        "coder": reader,
        "codebook": CODEBOOK,
    }
    return {name: words for name, words in known.items() if words}
