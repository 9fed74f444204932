"""An item in a few words: who, to whom, what; the words of the text where whom they mean is open."""

from __future__ import annotations

from collections.abc import Mapping

from detente.record.values import (
    Claim,
    Event,
    Inconsistency,
    Interval,
    Item,
    Mention,
    Proposal,
    Response,
    Span,
    Statement,
)


def who(item: Item, names: Mapping[str, str]) -> str:
    """Return who said, did, sponsors, answers or promises; the words of the text when that is open."""
    match item:
        case Statement():
            return _name(item.speaker or item.source, names)
        case Event():
            return _name(item.actor, names)
        case Proposal():
            return _name(item.sponsor, names)
        case Response() | Claim():
            return _name(item.by, names)
        case Inconsistency():
            return names.get(item.about or "", "")


def whom(item: Item, names: Mapping[str, str]) -> str:
    """Return whom it is said or done to; empty when nobody is named."""
    match item:
        case Statement():
            return _name(item.addressee, names) or names.get(item.toward or "", "")
        case Event():
            return _name(item.recipient, names)
        case _:
            return ""


def what(item: Item) -> str:
    """Return the act, or the kind of what it is, with what keeps it from being so."""
    match item:
        case Statement():
            return f"{item.act}, denied" if item.is_negated else item.act
        case Event():
            return item.act if item.factuality == "happened" else f"{item.act}, {item.factuality}"
        case Proposal():
            return item.name
        case Response() | Claim():
            return item.kind
        case Inconsistency():
            return item.found


def in_words(item: Item, names: Mapping[str, str]) -> str:
    """Return an item as one phrase: ``Ada Brandt to Northland: ACCUSE``."""
    someone, other = who(item, names), whom(item, names)
    told = f"{someone} to {other}" if someone and other else someone or (other and f"to {other}")
    return f"{told}: {what(item)}" if told else what(item)


def days(interval: Interval | None) -> str:
    """Return a stretch of days in words; empty when neither end is known.

    >>> from datetime import date
    >>> days(Interval(earliest=None, latest=date(2031, 5, 9)))
    'not after 2031-05-09'
    """
    if interval is None or interval.is_open:
        return ""
    if interval.earliest is None:
        return f"not after {interval.latest}"
    if interval.latest is None:
        return f"not before {interval.earliest}"
    if interval.earliest == interval.latest:
        return f"{interval.earliest}"
    return f"{interval.earliest} to {interval.latest}"


def _name(words: Mention | Span | None, names: Mapping[str, str]) -> str:
    if words is None:
        return ""
    actor = words.actor if isinstance(words, Mention) else None
    return names.get(actor, words.text) if actor else words.text
