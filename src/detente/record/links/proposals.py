"""Proposals of several documents that are one text on the table.

Reports call one plan *a six-point peace plan*, *his six-point plan*, *the Tolland plan*, *the Sembrian
plan*. They are taken for one when the same side sponsors them, or the same proper names stand in both, and
neither the version nor the number of points differs. A plan without a sponsor or a proper name (*the plan*)
stays alone, and so does one that fits two, one whose version is not said once a later version is on the
table, and one that is told as new (*a plan*) unless it has as many points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.record.links.link import Link
from detente.record.links.names import adjectives, name_words
from detente.record.record import Record
from detente.record.represented import represented
from detente.record.values import Proposal
from detente.record.wording import normal_words

SAME_POINTS = 0.9
"""The same sponsor or proper names, and the same number of points."""
SAME_SPONSOR = 0.8
"""The same actor sponsors both."""
SAME_NAMES = 0.8
"""The same proper names stand in both."""
SAME_SIDE = 0.7
"""Sponsors of one side."""

_TEXTS = frozenset({
    "plan", "plans", "proposal", "proposals", "draft", "text", "framework", "offer", "roadmap", "accord",
    "accords", "agreement", "deal", "initiative", "formula", "document", "memorandum", "treaty", "package",
})  # fmt: skip
_VERSIONS = {
    **dict.fromkeys(("first", "original", "initial"), "first"),
    **dict.fromkeys(("second", "2nd"), "second"),
    **dict.fromkeys(("third", "3rd"), "third"),
    **dict.fromkeys(("fourth", "4th"), "fourth"),
    **dict.fromkeys(("new", "revised", "amended", "updated", "modified", "latest"), "revised"),
    **dict.fromkeys(("counter", "counterproposal", "rival", "alternative"), "counter"),
}
_OF_ANOTHER = frozenset({
    "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "upper",
    "lower", "equatorial",
})  # fmt: skip
"""Words that with the name of a state make the name of another."""
_POINTS = re.compile(r"^(\w+)-(?:point|part|step|stage|phase|page)$")
_PROPER = re.compile(r"\b[A-Z][\w’'-]+")


@dataclass(frozen=True, slots=True)
class _Offer:
    proposal: Proposal
    sponsor: str | None
    side: str | None
    version: str
    is_version_said: bool
    points: str | None
    names: frozenset[str]
    is_text: bool
    is_new: bool


def proposal_links(record: Record) -> tuple[Link, ...]:
    """Propose which proposals of different documents are one.

    Parameters
    ----------
    record : Record
        With its actors joined (``joining.linked``).

    Returns
    -------
    tuple of Link
        Each proposal tied to the first that it fits, in the order of the record.
    """
    return tuple(_links(list(_offers(record))))


def _links(offers: list[_Offer]) -> Iterator[Link]:
    earlier: list[_Offer] = []  # the first of each, and those that fit none
    later_versions: set[str] = set()  # of which sides a version after the first is on the table
    for offer in offers:
        sides = {side for side in (offer.side, *offer.names) if side is not None}
        is_open = not offer.is_version_said and bool(sides & later_versions)
        fitting = [] if is_open else [one for one in earlier if _score(one, offer)]
        if not fitting:
            earlier.append(offer)
        if len(fitting) == 1:
            found, score = fitting[0], _score(fitting[0], offer)
            why = f"{offer.proposal.name!r} and {found.proposal.name!r}: {_reason(score)}"
            yield Link(kind="proposal", a=offer.proposal.id, b=found.proposal.id, score=score, why=why)
        if offer.version != "first":
            later_versions |= sides


def _offers(record: Record) -> Iterator[_Offer]:
    ends = represented(record.actors)
    marks = _marks(record)
    for proposal in record.proposals:
        words = normal_words(proposal.name)
        sponsor = proposal.sponsor.actor if proposal.sponsor is not None else None
        sponsor = sponsor or _sponsor_in_name(words, marks)
        versions = [_VERSIONS[word] for word in words if word in _VERSIONS]
        points = [match.group(1) for word in words if (match := _POINTS.match(word))]
        names = frozenset(
            word for found in _PROPER.findall(proposal.name) for word in normal_words(found)
        ).difference(_VERSIONS, _TEXTS, ("the", "a", "an", "his", "her", "its", "their"))
        yield _Offer(
            proposal=proposal,
            sponsor=sponsor,
            side=ends.get(sponsor) if sponsor is not None else None,
            version=versions[0] if versions else "first",
            is_version_said=bool(versions),
            points=points[0] if points else None,
            names=names,
            is_text=not _TEXTS.isdisjoint(words),
            is_new=words[:1] in (("a",), ("an",), ("another",)),
        )


def _sponsor_in_name(words: Sequence[str], marks: Mapping[str, str]) -> str | None:
    """Return whom a proposal's name marks as its sponsor; None when nobody, or several."""
    found = {
        marks[word]
        for before, word in zip(("", *words), words, strict=False)
        if word in marks and before not in _OF_ANOTHER  # *the South Karvian plan* is not Karvia's
    }
    return found.pop() if len(found) == 1 else None


def _marks(record: Record) -> Mapping[str, str]:
    """Map words that mark a sponsor in a proposal's name: of states, and surnames that one person has."""
    surnames: dict[str, set[str]] = {}
    for actor in record.actors:
        words = name_words(actor)
        if actor.kind == "person" and words:
            surnames.setdefault(words[-1], set()).add(actor.id)
    marks = {word: next(iter(ids)) for word, ids in surnames.items() if len(ids) == 1}
    owners = adjectives(actor for actor in record.actors if actor.kind == "state")
    both = marks.keys() & owners.keys()  # a surname that is a state's name may mean either
    return {word: one for word, one in (marks | owners).items() if word not in both}


def _score(one: _Offer, other: _Offer) -> float:
    """Return how sure it is that a later proposal is an earlier one; 0 when it is not taken for it."""
    is_apart = one.proposal.passage.document != other.proposal.passage.document
    if not (is_apart and one.is_text and other.is_text) or one.version != other.version:
        return 0.0
    if one.points is not None and other.points is not None and one.points != other.points:
        return 0.0
    if one.side is not None and other.side is not None and one.side != other.side:
        return 0.0
    is_same_side = one.side is not None and one.side == other.side
    is_same_name = bool(one.names) and one.names == other.names
    if not (is_same_side or is_same_name):
        return 0.0
    if one.points is not None and one.points == other.points:
        return SAME_POINTS
    if other.is_new:
        return 0.0
    if one.sponsor is not None and one.sponsor == other.sponsor:
        return SAME_SPONSOR
    return SAME_NAMES if is_same_name else SAME_SIDE


def _reason(score: float) -> str:
    if score == SAME_POINTS:
        return "the same sponsor or name, and as many points"
    return "the same sponsor or name" if score == SAME_SPONSOR else "sponsors of one side"
