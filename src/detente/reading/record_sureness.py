"""How probable it is that an event, a proposal, a response, a claim or a relation is right.

A logistic model for each kind over a few things that are known when the records of a document are put
together; none of them knows a name. What rests on a statement goes with the statement's own probability,
and never against it. The weights lie in ``record_sureness.json``, fitted by ``training/record_sureness.py``
on what both readers propose for texts that were read by hand; the file says how little there is of each
kind, and the weights are drawn strongly towards knowing nothing (a normal prior, which is ridge regression:
Hoerl & Kennard 1970, *Technometrics* 12, section 2; for logistic models le Cessie & van Houwelingen 1992,
*Applied Statistics* 41, section 2).

*Right* is, for an event, that the words tell a deed of this root; for the others, that they are of this
kind and that nobody is given for it who does not belong to it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import Final, TypeVar

from detente.reading.joining import Found
from detente.reading.speech.said_words import SaidWords
from detente.record.values import (
    Claim,
    Event,
    Mention,
    Proposal,
    Relation,
    Response,
    Span,
    Statement,
)

Rated = Event | Proposal | Response | Claim | Relation
OneRated = TypeVar("OneRated", bound=Rated)
Evidence = dict[str, float]

SAID: Final = "log-odds of its statement"
"""The evidence whose weight is never negative: the log-odds of the statement that a record rests on."""
_LEAST, _MOST, _FAR = 0.001, 0.999, 30.0
_FORCE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT"})
_WORDS = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SUPPORT"})


def with_probabilities(found: Found) -> Found:
    """Return what was read in a document with a probability for each record that has none yet.

    Parameters
    ----------
    found : Found
        Statements keep what the reader gave them, and so does an event that a tagger rated.
    """
    basis = Basis(found.statements)

    def rated_all(records: Sequence[OneRated]) -> tuple[OneRated, ...]:
        return tuple(rated(one, basis.of(one)) for one in records)

    return replace(
        found,
        events=rated_all(found.events),
        proposals=rated_all(found.proposals),
        responses=rated_all(found.responses),
        claims=rated_all(found.claims),
        relations=rated_all(found.relations),
    )


class Basis:
    """Which statement of a document a record rests on.

    Parameters
    ----------
    statements : sequence of Statement
        All of the document.
    """

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._by_id = {one.id: one for one in statements}
        self._words = SaidWords(statements)

    def of(self, record: Rated) -> Statement | None:
        """Return the statement; None where the reporter tells it, and for a text on the table."""
        match record:
            case Proposal():
                return None  # that a text is on the table does not hang on one who speaks of it
            case Relation():
                where = record.passage
                span = Span(start=where.start, end=where.end, text=where.text)
                return self._words.around(span) if record.stated_by is not None else None
            case _:
                return self._by_id.get(record.statement or "")


def rated(record: OneRated, said: Statement | None) -> OneRated:
    """Return a record with its probability, in (0, 1); one that has a probability already is unchanged.

    Parameters
    ----------
    record : Event, Proposal, Response, Claim or Relation
    said : Statement or None
        The statement that it rests on.
    """
    if record.probability is not None:
        return record
    weights = _weights()[kind_of(record)]
    return replace(record, probability=probability(weights, evidence(record, said)))


def kind_of(record: Rated) -> str:
    """Return the name of a record's kind, by which its weights go."""
    return type(record).__name__.lower()


def probability(weights: Mapping[str, float], known: Mapping[str, float]) -> float:
    """Return the logistic of what is known, weighed; rounded, and never 0 or 1.

    Examples
    --------
    >>> probability({"always": 1.0}, {"always": 1.0})
    0.731
    >>> probability({"always": 60.0}, {"always": 1.0})
    0.999
    """
    total = sum(weights.get(name, 0.0) * value for name, value in known.items())
    bounded = min(max(total, -_FAR), _FAR)  # beyond it the exponential would overflow
    return round(min(max(1 / (1 + exp(-bounded)), _LEAST), _MOST), 3)


def evidence(record: Rated, said: Statement | None) -> Evidence:
    """Return what is known of a record, by name; what is not so is left out.

    Parameters
    ----------
    record : Event, Proposal, Response, Claim or Relation
    said : Statement or None
        The statement that it rests on.
    """
    known = {"always": 1.0} | _of_statement(said)
    match record:
        case Event():
            return known | _of_event(record, said)
        case Proposal():
            return known | _of_proposal(record)
        case Response():
            return known | _of_response(record)
        case Claim():
            return known | _of_claim(record)
        case Relation():
            return known | {record.kind: 1.0}


def _of_statement(said: Statement | None) -> Evidence:
    """Return how sure the statement is that a record rests on; nothing where the reporter tells it."""
    if said is None:
        return {}
    known = {"in somebody's words": 1.0}
    if said.probability is None:
        return known
    bounded = min(max(said.probability, _LEAST), _MOST)
    return known | {SAID: log(bounded / (1 - bounded))}


def _of_event(event: Event, said: Statement | None) -> Evidence:
    return {_group(event.act): 1.0} | _holding(
        {
            "done by saying": is_spoken(event, said),
            "not told as having happened": event.factuality != "happened",
            "no actor": not _is_known(event.actor),
            "no recipient": not _is_known(event.recipient),
        }
    )


def is_spoken(event: Event, said: Statement | None) -> bool:
    """Whether an event is the act of a statement itself: to accuse, to demand, to reject."""
    return said is not None and said.passage == event.passage


def _group(act: str) -> str:
    return "force" if act in _FORCE else "word" if act in _WORDS else "dealing"


def _of_proposal(proposal: Proposal) -> Evidence:
    return _holding(
        {
            "sponsor known": _is_known(proposal.sponsor),
            "has clauses": bool(proposal.clauses),
            "spoken of again": len(proposal.mentions) > 1,
        }
    )


def _of_response(response: Response) -> Evidence:
    return _holding(
        {
            "yes or no": response.kind in ("accept", "reject"),
            "to a proposal": response.proposal is not None,
            "alleged": response.alleged_by is not None,
        }
    )


def _of_claim(claim: Claim) -> Evidence:
    return {claim.kind: 1.0} | _holding(
        {
            "day stated": claim.due is not None and not claim.due.is_open,
            "speaker open": claim.statement is not None and not _is_known(claim.by),
        }
    )


def _is_known(mention: Mention | None) -> bool:
    return mention is not None and mention.actor is not None


def _holding(said: Mapping[str, bool]) -> Evidence:
    return {name: 1.0 for name, holds in said.items() if holds}


@cache
def _weights() -> dict[str, dict[str, float]]:
    text = files("detente.reading").joinpath("record_sureness.json").read_text(encoding="utf-8")
    held: dict[str, dict[str, float]] = json.loads(text)["weights"]
    return held
