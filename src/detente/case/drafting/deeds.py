"""What was said or done to whom: statements and events of a record in one form, in text order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from detente.case.drafting.casting import Casting
from detente.case.drafting.topics import is_to_all_sides
from detente.record.record import Record
from detente.record.values import Direction, Event, Factuality, Passage, Statement

AGAINST = ("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
"""PLOVER roots that go against whoever they are directed at."""

FOR = ("AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID")
"""PLOVER roots that favour whoever they are directed at."""

PRESSING = ("REQUEST", "ACCUSE", "THREATEN", "SANCTION", "COERCE")
"""PLOVER roots by which somebody presses whoever they are directed at."""

_TAKES = re.compile(r"\b(?:seiz|captur|overr[ua]n|conquer|occup|took\b|taken\b)")
_OF_EACH = ("ASSAULT", "COERCE", "MOBILIZE")
"""PLOVER roots of force: what several do together, each of them does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One thing said or done.

    Attributes
    ----------
    record : str
        Id of the statement or event.
    by, to : str or None
        Principals; None when not certain, or when there is none.
    act : str
        PLOVER root, or ``OTHER``.
    words : str
        What it is about: the content of a statement, the passage of an event.
    passage : Passage
    is_said : bool
        A statement, or an event.
    factuality : Factuality
        ``happened`` for a statement; ``alleged`` when another reports it of its speaker.
    alleged_by : str or None
        Principal that says so; None when the report says so itself, or when it is not certain who.
    direction : Direction or None
    about_proposal : bool
        Directed at a proposal, or at nobody.
    to_all : bool
        Directed at both sides, or at each of them, without naming one.
    is_seizure : bool
        A town was taken from whose it is, by force.
    """

    record: str
    by: str | None
    to: str | None
    act: str
    words: str
    passage: Passage
    is_said: bool
    factuality: Factuality = "happened"
    alleged_by: str | None = None
    direction: Direction | None = None
    about_proposal: bool = False
    to_all: bool = False
    is_seizure: bool = False

    @property
    def is_against(self) -> bool:
        """Whether it goes against whoever it is directed at."""
        return self.act in AGAINST or (self.act not in FOR and self.direction == "against")

    @property
    def is_for(self) -> bool:
        """Whether it favours whoever it is directed at."""
        return self.act in FOR or (self.act not in AGAINST and self.direction == "for")

    @property
    def is_real(self) -> bool:
        """Whether the report itself says it happened."""
        return self.factuality == "happened"


def find_deeds(record: Record, casting: Casting) -> tuple[Deed, ...]:
    """Return everything said or done in text order; what is said *not* to have been said is left out."""
    statements = {statement.id: statement for statement in record.statements}
    proposals = dict.fromkeys(proposal.id for proposal in record.proposals)
    rank = {document: index for index, document in enumerate(casting.documents)}
    deeds = [
        _said(statement, casting, statements, proposals)
        for statement in record.statements
        if not statement.is_negated
    ]
    deeds += [deed for event in record.events for deed in _done(event, casting)]
    return tuple(
        sorted(deeds, key=lambda deed: (rank.get(deed.passage.document, len(rank)), deed.passage.start))
    )


def by_actor(deeds: Sequence[Deed]) -> dict[str, tuple[Deed, ...]]:
    """Return the deeds of each actor, in text order."""
    found: dict[str, list[Deed]] = {}
    for deed in deeds:
        if deed.by is not None:
            found.setdefault(deed.by, []).append(deed)
    return {actor: tuple(items) for actor, items in found.items()}


def _said(
    statement: Statement, casting: Casting, statements: dict[str, Statement], proposals: dict[str, None]
) -> Deed:
    by = casting.whom(statement.speaker)
    to = casting.principal(statement.toward)
    if to is None and statement.act in ("REQUEST", "THREATEN", "CONSULT"):
        to = casting.whom(statement.addressee)
    outer = statements.get(statement.within) if statement.within is not None else None
    teller = casting.whom(outer.speaker) if outer is not None else None
    is_told = outer is not None and teller != by
    words = " ".join(span.text for span in statement.content) or statement.passage.text
    addressee = statement.addressee
    to_all = (
        casting.is_collective(statement.toward)
        or (addressee is not None and casting.is_collective(addressee.actor))
        or is_to_all_sides(f"{addressee.text if addressee is not None else ''}; {words}")
    )
    return Deed(
        record=statement.id,
        by=by,
        to=to,
        act=statement.act,
        words=words,
        passage=statement.passage,
        is_said=True,
        factuality="alleged" if is_told else "happened",
        alleged_by=teller if is_told else None,
        direction=statement.direction,
        about_proposal=statement.toward in proposals or (to is None and (statement.toward is None or to_all)),
        to_all=to_all,
    )


def _done(event: Event, casting: Casting) -> list[Deed]:
    """Return what an event tells: one deed, or for force used by several together, one for each of them."""
    document = event.passage.document
    if event.act in _OF_EACH:
        joint = casting.members(event.actor, document)
        hit = casting.members(event.recipient, document)
        if joint or hit:
            pairs = product(joint or (casting.whom(event.actor),), hit or (casting.whom(event.recipient),))
            return [_one(event, casting, by, to) for by, to in pairs]
    return [_one(event, casting, casting.whom(event.actor), casting.whom(event.recipient))]


def _one(event: Event, casting: Casting, by: str | None, to: str | None) -> Deed:
    if to is None or to == by or casting.actors[to].kind in ("group", "unnamed"):
        # An attack on a town, or on people there, is one on those the town is known to stand for.
        to = casting.whom(event.place) or to
    teller = casting.whom(event.alleged_by)
    factuality = event.factuality
    if event.alleged_by is not None and factuality == "happened" and (teller is None or teller != by):
        factuality = "alleged"
    return Deed(
        record=event.id,
        by=by,
        to=to if to != by else None,
        act=event.act,
        words=event.passage.text,
        passage=event.passage,
        is_said=False,
        factuality=factuality,
        alleged_by=teller if teller != by else None,
        about_proposal=event.recipient is None,
        is_seizure=_is_seizure(event, casting),
        to_all=event.recipient is not None
        and (casting.is_collective(event.recipient.actor) or is_to_all_sides(event.recipient.text)),
    )


def _is_seizure(event: Event, casting: Casting) -> bool:
    """Whether a town is taken: the words stand for a state but are no name of it."""
    hit = event.recipient
    owner = casting.actors.get(hit.actor or "") if hit is not None else None
    if event.act != "COERCE" or hit is None or owner is None:
        return False
    if owner.kind != "state" or not _TAKES.search(event.trigger.text):
        return False
    return all((one.document, one.start) != (event.passage.document, hit.start) for one in owner.mentions)
