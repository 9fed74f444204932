"""The frozen values a record is made of: who said what, who did what, what is offered, what is promised.

All offsets are code points of the document's verbatim text, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Mode = Literal["direct", "indirect", "mixed"]
Channel = Literal["public", "private", "relayed"]
Factuality = Literal["happened", "denied", "planned", "threatened", "hypothetical", "alleged"]
ActorKind = Literal["person", "state", "organisation", "armed force", "group", "unnamed"]
Direction = Literal["for", "against", "conditional", "undecided"]
ResponseKind = Literal["accept", "support", "willing", "conditional", "resist", "oppose", "reject"]
ClaimKind = Literal["promise", "forecast", "deadline", "ultimatum", "schedule"]
RelationKind = Literal["at war", "hostility", "alliance", "mediation", "neutrality", "membership"]
RulingKind = Literal["accept", "reject", "correct", "merge", "split", "grade", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Some words of a document: ``text`` is always the document's ``[start, end)``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Some words of a named document; ``document.text[start:end] == text``."""

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that point at an actor; ``actor`` is None when whom they mean is not certain."""

    start: int
    end: int
    text: str
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A stretch of days, both ends included; an end that is not known is None.

    ``expression`` are the words it was read from, ``rule`` says how, ``anchor`` what it was counted from.
    """

    earliest: date | None
    latest: date | None
    expression: Span | None = None
    rule: str = ""
    anchor: str = ""

    @property
    def is_open(self) -> bool:
        """Whether neither end is known."""
        return self.earliest is None and self.latest is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of people as reported: bounds that were not stated are None."""

    low: int | None
    best: int | None
    high: int | None
    expression: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Whoever is named in the documents.

    ``speaks_for`` is the actor this one stands for (a president for a state), with its passage in
    ``speaks_for_passage`` when the text says so; ``basis`` says how the actor was recognised.
    ``mentions`` are in text order.
    """

    id: str
    name: str
    kind: ActorKind
    speaks_for: str | None = None
    speaks_for_passage: Passage | None = None
    role: str | None = None
    basis: str = ""
    mentions: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Something the documents say holds between two actors."""

    id: str
    kind: RelationKind
    a: str
    b: str
    passage: Passage
    stated_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Somebody said something, in one document, in its words.

    ``passage`` covers speaker, cue and content; ``content`` are its pieces in text order; ``quoted``
    the pieces inside quotation marks, marks excluded. ``speaker`` is None when not certain, then
    ``speaker_open`` says why and ``candidates`` lists who it could be. ``act`` is a PLOVER class.
    ``toward`` is the actor the statement is directed at, ``direction`` how it stands to it (or to the
    proposal). ``is_negated`` marks speech that is said *not* to have happened or to be false.
    ``within`` is the id of the statement that reports this one.
    """

    id: str
    passage: Passage
    mode: Mode
    channel: Channel
    content: tuple[Span, ...]
    quoted: tuple[Span, ...] = ()
    speaker: Mention | None = None
    speaker_open: str | None = None
    candidates: tuple[str, ...] = ()
    addressee: Mention | None = None
    cue: Span | None = None
    act: str = "OTHER"
    toward: str | None = None
    direction: Direction | None = None
    said_on: Interval | None = None
    occasion: Span | None = None
    is_negated: bool = False
    within: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Somebody did something.

    ``act`` is a PLOVER class; ``alleged_by`` is whoever says it happened, when not the reporter.
    ``left_open`` gives, for each field that could not be filled, the reason.
    """

    id: str
    passage: Passage
    trigger: Span
    act: str
    actor: Mention | None = None
    recipient: Mention | None = None
    place: Mention | None = None
    time: Interval | None = None
    deaths: Count | None = None
    injured: Count | None = None
    factuality: Factuality = "happened"
    alleged_by: Mention | None = None
    statement: str | None = None
    left_open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One term of a proposal: what it is about and who gains by it, when the text says so."""

    order: int
    issue: str
    passage: Passage
    gives_to: str | None = None
    taken_from: str | None = None
    is_hedged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A text on the table; ``mentions`` are all passages that speak of it, in order."""

    id: str
    passage: Passage
    name: str
    sponsor: Mention | None = None
    sponsor_open: str | None = None
    clauses: tuple[Clause, ...] = ()
    mentions: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """How somebody answers a proposal; ``alleged_by`` when another says so of them."""

    id: str
    passage: Passage
    kind: ResponseKind
    proposal: str | None = None
    by: Mention | None = None
    alleged_by: Mention | None = None
    statement: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something said about the future. ``due`` is None when no time is stated at all."""

    id: str
    passage: Passage
    kind: ClaimKind
    by: Mention | None = None
    made: Span | None = None
    due: Interval | None = None
    statement: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """An analyst's decision on a record. ``previous`` chains it to the ruling before."""

    id: str
    kind: RulingKind
    record: str
    by: str
    ruled_at: str
    because: str
    change: str = ""
    previous: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A document that could not be read, and why; the others are read all the same.

    Also, with its document's path, a record that a reader proposed and that was refused or left out:
    ``reason`` then begins with which one, and the rest of the document is in the record.
    """

    path: str
    reason: str


Item = Statement | Event | Proposal | Response | Claim
"""What `detente read --jsonl` writes, one object a line."""

PLOVER_ROOTS = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""The PLOVER event roots (Halterman et al. 2023, *PLOVER and POLECAT*), with OTHER for none of them."""
