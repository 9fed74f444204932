"""What a reader hands over: records it proposes, before anything is known of their truth."""

from __future__ import annotations

from dataclasses import dataclass

from detente.documents.document import Document
from detente.record.values import (
    Actor,
    Claim,
    Event,
    Failure,
    Inconsistency,
    Proposal,
    Relation,
    Response,
    Statement,
)

GROUPS: dict[str, type] = {
    "actors": Actor,
    "relations": Relation,
    "statements": Statement,
    "events": Event,
    "proposals": Proposal,
    "responses": Response,
    "claims": Claim,
    "inconsistencies": Inconsistency,
}
"""The groups of `Proposed`, named as those of a record are, with what each holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """Records a reader proposes, of the kinds a record holds, in any order.

    An actor's id begins with ``actor:`` and is the same for the same actor in every document. The id
    of anything else is the reader's own label, by which its other proposals may refer to it, or empty:
    it gets the id of its content when it is taken into a record. ``left_out`` says, one line each,
    what the reader found and did not propose, and why.
    """

    actors: tuple[Actor, ...] = ()
    relations: tuple[Relation, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    responses: tuple[Response, ...] = ()
    claims: tuple[Claim, ...] = ()
    inconsistencies: tuple[Inconsistency, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """What a reader of many documents found: those it could read, what it proposes, those that failed."""

    documents: tuple[Document, ...]
    proposed: Proposed
    failures: tuple[Failure, ...] = ()
