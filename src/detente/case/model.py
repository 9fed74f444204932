"""The frozen values a case is made of: parties, options, rules, concerns, and where things stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Role = Literal["belligerent", "mediator", "backer", "guarantor", "spoiler", "ratifier"]
Moves = Literal["both", "on", "off"]
ConcernKind = Literal["wants", "avoids", "about"]
Grade = Literal["record", "assumption", "open", "analyst"]
Method = Literal["weights", "priority"]
Confidence = Literal["low", "moderate", "high"]
Direction = Literal["wants", "avoids"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody with a part in the conflict; a decision maker when it owns an option.

    ``speaks`` are ids of the actors that speak for it. ``is_member`` None leaves open whether it
    takes part at all: worlds draw it. ``cites`` are ids of records.
    """

    id: str
    name: str
    role: Role
    speaks: tuple[str, ...] = ()
    is_member: bool | None = True
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something one party can do or not do.

    ``moves`` "on": once taken it stays taken; "off": once dropped it stays dropped.
    """

    id: str
    party: str
    text: str
    moves: Moves = "both"
    cites: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """``party.id``, as conditions name it."""
        return f"{self.party}.{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A combination of options that cannot be. ``assumption`` names the assumption it comes from."""

    never: str
    because: str = ""
    assumption: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """One thing a party cares about: a condition over options that it wants, avoids, or has an open view of.

    ``weight`` is (low, high) with 0 <= low <= high <= 1, equal ends for a stated number, None when open.
    ``order`` is the strict priority (1 first), None when not stated. ``supports`` and ``against`` are
    record ids: evidence that points the other way is kept, not netted out. ``assumption`` names the
    template assumption it comes from.
    """

    id: str
    party: str
    kind: ConcernKind
    condition: str
    because: str = ""
    grade: Grade = "analyst"
    weight: tuple[float, float] | None = None
    order: int | None = None
    assumption: str | None = None
    supports: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """A named template assumption; switched off, the concerns and rules that come from it are left out."""

    name: str
    text: str
    is_on: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Something a mediator, or another third party, could do, and what it costs.

    ``adds`` are options that can be taken with it: an option that some measure adds cannot be taken
    while none of these is in force, unless it is taken now. ``blocks`` are options that are not taken
    with it, ``takes`` options that are and stay so. ``turns_on`` and ``turns_off`` are assumptions. It
    can give one ``concern`` another ``weight``, (low, high), or another ``direction``. ``is_on`` puts it
    in force. ``cites`` are ids of records.
    """

    id: str
    text: str
    cost: float
    adds: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    turns_on: tuple[str, ...] = ()
    turns_off: tuple[str, ...] = ()
    concern: str | None = None
    weight: tuple[float, float] | None = None
    direction: Direction | None = None
    because: str = ""
    is_on: bool = False
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A name for a condition over options, used in other conditions; ``text`` says it in words."""

    name: str
    condition: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether an option is taken now, and the records that say so; not stated counts as not taken."""

    option: str
    is_taken: bool
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """An analyst's own probability for something in the world, by a date: (low, high) in [0, 1]."""

    text: str
    probability: tuple[float, float]
    confidence: Confidence
    by: date | None = None
    because: str = ""
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """The plain fields of a case, in file order; ``detente.case.Case`` adds loading, saving and checks.

    ``unplaced`` are names of actors that fit no role; ``notes`` say what a reader of the case must know.
    """

    title: str = ""
    method: Method = "weights"
    parties: tuple[Party, ...] = ()
    options: tuple[Option, ...] = ()
    definitions: tuple[Definition, ...] = ()
    rules: tuple[Rule, ...] = ()
    concerns: tuple[Concern, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    now: tuple[Standing, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    unplaced: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
