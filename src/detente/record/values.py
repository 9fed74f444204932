"""The frozen values a record is made of: who said what, who did what, what is offered, what is promised.

All offsets are code points of the document's verbatim text, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Mode = Literal["direct", "indirect", "mixed"]
Channel = Literal["public", "private", "anonymous", "relayed"]
Factuality = Literal["happened", "denied", "planned", "threatened", "hypothetical", "alleged"]
ActorKind = Literal["person", "state", "organisation", "armed force", "group", "unnamed"]
Direction = Literal["for", "against", "conditional", "undecided"]
ResponseKind = Literal["accept", "support", "willing", "conditional", "resist", "oppose", "reject"]
ClaimKind = Literal["promise", "forecast", "deadline", "ultimatum", "schedule"]
RelationKind = Literal["at war", "hostility", "alliance", "mediation", "neutrality", "membership"]
RulingKind = Literal["accept", "reject", "correct", "merge", "split", "grade", "note", "outcome", "undo"]
InconsistencyKind = Literal["office", "weekday", "date", "count", "place", "actor file"]
Tense = Literal["past", "present", "future"]
Precision = Literal["", "day", "week", "month", "quarter", "season", "year", "decade", "vague", "open"]
"""What the words of a time count in, finest first; empty when it was not read from words for a time."""

Modality = Literal["asserted", "possible", "necessary", "intended", "wished", "asked"]
"""How a speaker stands to what is said.

``asserted`` told as a fact; ``possible`` held for possible or likely only; ``necessary`` obliged,
permitted or forbidden; ``intended`` undertaken by the speaker (promises, threats and refusals too);
``wished`` hoped or feared; ``asked`` a question or a request, both of which want something of the hearer.

Palmer, F. R. (2001), Mood and Modality, 2nd ed., ch. 2 (epistemic: possible), ch. 3 (deontic: necessary;
commissive: intended; volitive: wished) and ch. 5 (interrogative, jussive: asked). That questions and
requests are one class is Searle, J. R. (1976), A classification of illocutionary acts, Language in Society
5, p. 11.
"""


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

    ``expression`` are the words it was read from, ``rule`` says how, ``anchor`` what it was counted from,
    ``precision`` what the words count in: "two weeks ago" names one day, but only to the week.
    """

    earliest: date | None
    latest: date | None
    expression: Span | None = None
    rule: str = ""
    anchor: str = ""
    precision: Precision = ""

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
class Role:
    """What one document calls an actor: an office in its words, and the day the document was published."""

    document: str
    words: str
    told_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Whoever is named in the documents.

    ``speaks_for`` is the actor this one stands for (a president for a state), with its passage in
    ``speaks_for_passage`` when the text says so; ``basis`` says how the actor was recognised.
    ``mentions`` are in text order.

    ``role`` is the first that is told. Where not all documents that mention the actor tell that one,
    ``roles`` are those of the documents that tell any, in their order; it is empty where they do.
    """

    id: str
    name: str
    kind: ActorKind
    speaks_for: str | None = None
    speaks_for_passage: Passage | None = None
    role: str | None = None
    basis: str = ""
    mentions: tuple[Passage, ...] = ()
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Something the documents say holds between two actors; ``probability`` as for a statement."""

    id: str
    kind: RelationKind
    a: str
    b: str
    passage: Passage
    stated_by: str | None = None
    probability: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Somebody said something, in one document, in its words.

    ``passage`` covers speaker, cue and content; ``content`` are its pieces in text order; ``quoted``
    the pieces inside quotation marks, marks excluded. ``source`` are the words that stand for the speaker,
    given also when whom they mean is open. ``speaker`` is None when not certain, then
    ``speaker_open`` says why and ``candidates`` lists who it could be. ``act`` is a PLOVER class.
    ``toward`` is the actor the statement is directed at, ``direction`` how it stands to it (or to the
    proposal). ``is_negated`` marks speech that is said *not* to have happened or to be false.
    ``within`` is the id of the statement that reports this one.

    ``about`` is the issue it is about. ``modality`` is how the speaker stands to what is said, ``tense``
    that of the main clause of the content as it is worded (a present perfect is past), and ``condition``
    the words under which it is meant to hold. Each is None when the words do not tell.

    ``probability`` is how probable it is that the record is right: that this was told, and that what is
    filled in is so. ``speaker_probability`` is that of the speaker, or of the first candidate when the
    speaker is open. Both lie in [0, 1] and are calibrated by the reader that gives them; None when it
    gives none.
    """

    id: str
    passage: Passage
    mode: Mode
    channel: Channel
    content: tuple[Span, ...]
    quoted: tuple[Span, ...] = ()
    source: Span | None = None
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
    about: str | None = None
    modality: Modality | None = None
    tense: Tense | None = None
    condition: Span | None = None
    probability: float | None = None
    speaker_probability: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Somebody did something.

    ``act`` is a PLOVER class; ``alleged_by`` is whoever says it happened, when not the reporter.
    ``left_open`` gives, for each field that could not be filled, the reason. ``probability`` as for a
    statement.
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
    probability: float | None = None


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
    """A text on the table; ``mentions`` are all passages that speak of it, in order.

    ``probability`` as for a statement.
    """

    id: str
    passage: Passage
    name: str
    sponsor: Mention | None = None
    sponsor_open: str | None = None
    clauses: tuple[Clause, ...] = ()
    mentions: tuple[Passage, ...] = ()
    probability: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """How somebody answers a proposal; ``alleged_by`` when another says so of them.

    ``probability`` as for a statement.
    """

    id: str
    passage: Passage
    kind: ResponseKind
    proposal: str | None = None
    by: Mention | None = None
    alleged_by: Mention | None = None
    statement: str | None = None
    probability: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something said about the future. ``due`` is None when no time is stated at all.

    ``chance`` is how probable the speaker called it in figures, in [0, 1]; None when in words or not at all.
    ``probability`` as for a statement.
    """

    id: str
    passage: Passage
    kind: ClaimKind
    by: Mention | None = None
    made: Span | None = None
    due: Interval | None = None
    chance: float | None = None
    statement: str | None = None
    probability: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inconsistency:
    """Something that does not fit inside one document, or between its words and a user's actor file.

    ``passage`` has the words that do not fit and ``other`` the words of the same document that they do
    not fit with; None when they fit with nothing by themselves (31 June), or with what is not in the
    document: the calendar, its date of publication, an actor file. ``about`` is the actor or the event
    of the record that it is about. ``found`` says in one sentence what does not fit; which of the two is
    right is not decided.
    """

    id: str
    kind: InconsistencyKind
    passage: Passage
    other: Passage | None = None
    about: str | None = None
    found: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """An analyst's decision on a record. ``previous`` chains it to the ruling before.

    ``change`` is a JSON object: what is to be different, by the kind of the ruling (see ``ruling.changes``).
    """

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


Item = Statement | Event | Proposal | Response | Claim | Inconsistency
"""What `detente read --jsonl` writes, one object a line."""

PLOVER_ROOTS = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""The PLOVER event roots (Halterman et al. 2023, *PLOVER and POLECAT*), with OTHER for none of them."""
