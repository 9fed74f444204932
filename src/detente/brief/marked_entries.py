"""What is said beside a text of each record read from it: what it is, why, and what was left open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from detente.brief.blocks import Cell, Inline, link, quiet, quote, strong, tag, text
from detente.brief.labels import Index
from detente.brief.marked_open import NO_REASON, LeftOpen, left_open
from detente.brief.marks import actor_entry, is_in_place, proposal_places, text_anchor
from detente.brief.times import TimeRead
from detente.brief.visible import shorten
from detente.brief.wording import bounds, days
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
    Relation,
    Response,
    Span,
    Statement,
)

MAX_WORDS = 200
"""Characters of a passage shown in an entry; the text beside it has all of them."""
MAX_NAME = 80
"""Characters of a name shown in an entry."""

Row = tuple[str, Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record as it is told beside the text.

    ``rows`` are its fields with what fills them and why; ``left_open`` the fields that nothing fills, each
    with the reason. ``back`` leads to the words, and is empty where they are not at their place.
    """

    label: str
    anchor: str
    back: str
    kind: str
    heading: Cell
    words: str
    rows: tuple[Row, ...]
    left_open: tuple[LeftOpen, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Tells the records of one document.

    Attributes
    ----------
    names : mapping
        Names of actors by id.
    index : Index
        The labels of the record.
    document : int
        The document's number on the page.
    source : str
        Its text.
    mentioned : frozenset of str
        The labels of the actors that are marked in it.
    """

    names: Mapping[str, str]
    index: Index
    document: int
    source: str
    mentioned: frozenset[str]

    def entry(self, item: Item | Relation) -> Entry:
        """Tell a record."""
        label = self.index.label(item.id)
        return Entry(
            label=label,
            anchor=label.lower(),
            back=text_anchor(label) if is_in_place(item.passage, self.source) else "",
            kind=type(item).__name__.lower(),
            heading=self._heading(item),
            words=clip(item.passage.text, MAX_WORDS),
            rows=tuple(self._rows(item)),
            left_open=tuple(_clipped(left_open(item, self.names))),
        )

    def time(self, read: TimeRead) -> Entry:
        """Tell an expression of time."""
        interval = read.interval
        users: list[Inline] = []
        for label in read.used_by:
            users += [text(" "), link(label, label.lower())]
        rows: list[Row] = [("dates", tuple(users))]
        if interval.rule and not interval.is_open:
            rows.append(("rule", (text(interval.rule),)))
        if interval.anchor:
            rows.append(("counted from", (text(interval.anchor),)))
        return Entry(
            label=read.label,
            anchor=read.label.lower(),
            back=text_anchor(read.label) if is_in_place(read.expression, self.source) else "",
            kind="time",
            heading=(text("date open" if interval.is_open else days(interval)),),
            words=clip(read.expression.text, MAX_WORDS),
            rows=tuple(rows),
            left_open=(("days", interval.rule or NO_REASON),) if interval.is_open else (),
        )

    def _heading(self, item: Item | Relation) -> Cell:
        match item:
            case Statement():
                whom = (text(" to "), *self.who(item.addressee)) if item.addressee else ()
                return (*self.who(item.speaker, "speaker open"), *whom)
            case Event():
                whom = (text(" to "), *self.who(item.recipient)) if item.recipient else ()
                return (*self.who(item.actor, "actor open"), *whom)
            case Proposal():
                return (text(clip(item.name, MAX_NAME)),)
            case Response() | Claim():
                return self.who(item.by, "who is open")
            case Relation():
                return (*self.actor(item.a), text(" and "), *self.actor(item.b))
            case Inconsistency():
                return (tag(item.kind), text(" does not fit"))

    def _rows(self, item: Item | Relation) -> Iterator[Row]:
        yield from self._told(item)
        share = getattr(item, "probability", None)
        if share is not None:
            yield "probability", (text(f"{share:.2f}"), quiet(" that this is right"))

    def _told(self, item: Item | Relation) -> Iterator[Row]:
        match item:
            case Statement():
                return self._statement(item)
            case Event():
                return self._event(item)
            case Proposal():
                return self._proposal(item)
            case Response():
                return self._response(item)
            case Claim():
                return self._claim(item)
            case Relation():
                return self._relation(item)
            case Inconsistency():
                return self._inconsistency(item)

    def _statement(self, said: Statement) -> Iterator[Row]:
        denied = " · denied: not said, or said to be false" if said.is_negated else ""
        yield "how", (tag(said.mode), text(f" · {said.channel} · {said.act}{denied}"))
        yield from self._mentioned("speaker", said.speaker)
        yield from _speaker_share(said)
        yield from _words("cue", said.cue)
        if said.toward is not None:
            stand = (tag(said.direction), text(" ")) if said.direction else ()
            yield "toward", (*stand, *self.actor(said.toward))
        elif said.direction is not None:
            yield "stance", (tag(said.direction),)
        yield from self._mentioned("addressee", said.addressee)
        meant = " · ".join(word for word in (said.modality, said.tense) if word)
        if meant:
            yield "meant as", (text(meant),)
        yield from _words("condition", said.condition)
        if said.about is not None:
            yield "about", (tag(said.about),)
        yield from _words("occasion", said.occasion)
        yield from _dated("said on", said.said_on)
        yield from self._linked("within", said.within)

    def _event(self, event: Event) -> Iterator[Row]:
        yield "what", (tag(event.act), text(f" · {event.factuality}"))
        yield from _words("trigger", event.trigger)
        yield from self._mentioned("actor", event.actor)
        yield from self._mentioned("recipient", event.recipient)
        yield from self._placed(event.place)
        yield from _dated("time", event.time)
        yield from _counted("deaths", event.deaths)
        yield from _counted("injured", event.injured)
        yield from self._mentioned("alleged by", event.alleged_by)
        yield from self._linked("read in", event.statement)

    def _proposal(self, proposal: Proposal) -> Iterator[Row]:
        yield from self._mentioned("sponsor", proposal.sponsor)
        label = self.index.label(proposal.id)
        places = [place for place, _ in proposal_places(proposal)]
        n_spoken = len(places) - len(proposal.clauses)  # the clauses come last
        spoken: list[Inline] = []
        for number, place in enumerate(places[:n_spoken], start=1):
            spoken += [text(" · " if spoken else ""), self._back(place, label, number)]
        yield "spoken of", tuple(spoken)
        for number, clause in enumerate(proposal.clauses, start=n_spoken + 1):
            yield f"clause {clause.order}", self._clause(clause, label, number)

    def _clause(self, clause: Clause, label: str, number: int) -> Cell:
        parts: list[Inline] = [tag(clause.issue), text(" "), self._back(clause.passage, label, number)]
        if clause.gives_to:
            parts += [text(" · gives to "), *self.actor(clause.gives_to)]
        if clause.taken_from:
            parts += [text(" · takes from "), *self.actor(clause.taken_from)]
        return (*parts, quiet(" · hedged")) if clause.is_hedged else tuple(parts)

    def _response(self, answer: Response) -> Iterator[Row]:
        yield "answer", (tag(answer.kind),)
        yield from self._linked("to", answer.proposal)
        yield from self._mentioned("by", answer.by)
        yield from self._mentioned("alleged by", answer.alleged_by)
        yield from self._linked("read in", answer.statement)

    def _claim(self, claim: Claim) -> Iterator[Row]:
        yield "claim", (tag(claim.kind),)
        yield from self._mentioned("by", claim.by)
        yield from _words("made", claim.made)
        yield from _dated("due", claim.due)
        yield from self._linked("read in", claim.statement)

    def _relation(self, relation: Relation) -> Iterator[Row]:
        yield "relation", (tag(relation.kind),)
        if relation.stated_by is not None:
            stated = relation.stated_by
            by = self.actor(stated) if stated in self.names else (self._record(stated),)
            yield "stated by", by

    def _inconsistency(self, odd: Inconsistency) -> Iterator[Row]:
        yield "found", (text(clip(odd.found, 2 * MAX_WORDS)),)
        if odd.other is not None:
            yield "beside", (self._back(odd.other, self.index.label(odd.id), 2),)
        if odd.about is not None and odd.about in self.names:
            yield "about", self.actor(odd.about)
        else:
            yield from self._linked("about", odd.about)

    def who(self, mention: Mention | None, missing: str = "open") -> Cell:
        """Name whoever some words mean; where that is open, give the words."""
        if mention is None:
            return (tag(missing),)
        if mention.actor is None:
            return (quote(clip(mention.text, MAX_NAME)), quiet(" (who is open)"))
        return self.actor(mention.actor)

    def actor(self, actor: str) -> Cell:
        """Name an actor; the name leads to the entry beside this text where the text mentions it."""
        name = clip(self.names.get(actor, actor), MAX_NAME)
        entry = self.index.find(actor)
        if entry is None or entry.label not in self.mentioned:
            return (strong(name),)
        return (link(name, actor_entry(entry.label, self.document)),)

    def _mentioned(self, field: str, mention: Mention | None) -> Iterator[Row]:
        if mention is None:
            return
        name = self.names.get(mention.actor, "") if mention.actor else ""
        same = name.casefold() == mention.text.strip().casefold()
        words = () if same or not mention.actor else (quiet(f" (“{clip(mention.text, MAX_NAME)}”)"),)
        yield field, (*self.who(mention), *words)

    def _placed(self, place: Mention | None) -> Iterator[Row]:
        if place is not None:
            of = (quiet(" · of "), *self.actor(place.actor)) if place.actor else ()
            yield "place", (quote(clip(place.text, MAX_NAME)), *of)

    def _linked(self, field: str, record: str | None) -> Iterator[Row]:
        if record is not None:
            yield field, (self._record(record),)

    def _record(self, record: str) -> Inline:
        entry = self.index.find(record)
        if entry is None or entry.passage is None or entry.passage.document not in self.index.documents:
            return quiet(clip(self.index.label(record), MAX_NAME))
        return link(entry.label, entry.anchor)

    def _back(self, passage: Passage, label: str, number: int) -> Inline:
        words = clip(passage.text, MAX_WORDS)
        is_here = self.index.documents.get(passage.document) == self.document
        if not (is_here and is_in_place(passage, self.source)):
            return quote(words)
        return link(words, text_anchor(label, number))


def clip(words: str, length: int) -> str:
    """Return words on one line and short, however long they are: only their beginning is looked at."""
    begin = words[: 2 * length]
    short = shorten(begin, length)
    return short if len(begin) == len(words) or short.endswith("…") else f"{short} …"


def _clipped(reasons: Iterable[LeftOpen]) -> Iterator[LeftOpen]:
    for field, why in reasons:
        yield clip(field, MAX_NAME), clip(why, 2 * MAX_WORDS)


def _speaker_share(said: Statement) -> Iterator[Row]:
    share = said.speaker_probability
    if share is None:
        return
    is_named = said.speaker is not None and said.speaker.actor is not None
    if is_named or said.candidates:
        whom = "this is the speaker" if is_named else "it is the first who could be"
        yield "how surely", (text(f"{share:.2f}"), quiet(f" that {whom}"))


def _words(field: str, span: Span | None) -> Iterator[Row]:
    if span is not None:
        yield field, (quote(clip(span.text, MAX_WORDS)),)


def _dated(field: str, interval: Interval | None) -> Iterator[Row]:
    """Yield the days, the words they were read from, by which rule, and what they were counted from."""
    if interval is None or interval.is_open:
        return
    parts: list[Inline] = [text(days(interval))]
    if interval.expression is not None:
        parts.append(quiet(f" (“{clip(interval.expression.text, MAX_NAME)}”)"))
    if interval.rule:
        parts.append(quiet(f" · {interval.rule}"))
    if interval.anchor:
        parts.append(quiet(f" · counted from: {interval.anchor}"))
    yield field, tuple(parts)


def _counted(field: str, number: Count | None) -> Iterator[Row]:
    if number is None:
        return
    words = f", “{clip(number.expression.text, MAX_NAME)}”" if number.expression else ""
    yield field, (text(bounds(number)), quiet(f" (low / best / high{words})"))
