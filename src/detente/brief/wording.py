"""Plain sentences from numbers, states and conditions; no sentence depends on which side it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from detente.analysis.phrases import (
    base_form,
    capital,
    count,
    in_number,
    is_plural,
    join,
    negated,
    says,
    sentence,
    would,
)
from detente.analysis.results import Question, Share
from detente.analysis.worlds.wording import AGREEMENT_NAMES, condition, content, definition_text, does
from detente.case import Case
from detente.case.model import Concern
from detente.case.naming import called
from detente.record.values import Count, Interval

__all__ = [
    "AGREEMENT_NAMES",
    "CONCEPT_NAMES",
    "CONCEPT_TEXTS",
    "base_form",
    "bounds",
    "capital",
    "changes",
    "condition",
    "count",
    "day",
    "days",
    "definition_text",
    "does",
    "doings",
    "is_plural",
    "join",
    "percent",
    "question",
    "says",
    "sentence",
    "share_of_worlds",
    "state",
    "would",
]

CONCEPT_NAMES = {
    "nash": "Nash",
    "gmr": "GMR",
    "smr": "SMR",
    "seq": "SEQ",
}
CONCEPT_TEXTS = {
    "nash": "no party can improve on it alone, whatever the others do next",
    "gmr": "every improvement away from it can be answered by some move of the others that leaves the "
    "mover no better off (general metarationality)",
    "smr": "as GMR, and the mover cannot escape the answer either (symmetric metarationality)",
    "seq": "every improvement away from it can be answered by a move that the others would themselves want "
    "to make (sequential stability)",
}
"""What each concept asks of a stable outcome (Fang, Hipel & Kilgour 1993, *Interactive Decision Making*)."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_PER_CENT = "\u00a0%"  # no line may break between number and sign


def day(when: date) -> str:
    """Return a day in words: ``3 May 2031``."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def days(interval: Interval | None) -> str:
    """Return a stretch of days in words; what is not known is said to be open."""
    if interval is None:
        return "no time stated"
    first, last = interval.earliest, interval.latest
    if first is None and last is None:
        said = f" (“{interval.expression.text}”)" if interval.expression else ""
        return f"date open{said}"
    if first is None or last is None:
        return f"by {day(last)}" if last is not None else f"from {day(first)}" if first is not None else ""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def bounds(number: Count | None) -> str:
    """Return a count as reported: low / best / high, with ``?`` for a bound that was not stated."""
    if number is None:
        return "–"
    if number.low is not None and number.low == number.best == number.high:
        return str(number.best)
    return " / ".join(
        "?" if bound is None else f"{bound:,}" for bound in (number.low, number.best, number.high)
    )


def percent(share: Share) -> str:
    """Return a share in percent, with a decimal only where its standard error carries one."""
    value = 100 * share.share
    if share.n > 1 and 0 < value < 100 and (share.error < 0.005 or value < 1 or value > 99):
        return f"{value:.1f}{_PER_CENT}"
    return f"{value:.0f}{_PER_CENT}"


def share_of_worlds(share: Share, *, is_short: bool = False) -> str:
    """Say in which share of the worlds something holds, with its standard error.

    None or all of ``n`` worlds has no standard error to speak of; then the 95 % bound 3 / n is
    given instead. ``is_short`` is for where the page has said before what is counted.

    References
    ----------
    Hanley & Lippman-Hand (1983), "If nothing goes wrong, is everything all right?", JAMA 249(13).
    """
    if share.n <= 1:
        return "in the one world the case leaves" if share.share else "not in the one world the case leaves"
    if is_short and share.share in (0, 1):
        return "in all worlds" if share.share else "in none of the worlds"
    if is_short:
        return f"in {percent(share)} of the worlds (± {100 * share.error:.1f})"
    bound = f"{300 / share.n:.1f} points"
    if share.share == 0:
        return f"in none of the {share.n:,} worlds drawn that fit the record (95 % bound {bound})"
    if share.share == 1:
        return f"in all {share.n:,} worlds drawn that fit the record (95 % bound {bound})"
    error = f"{100 * share.error:.1f} points"
    return f"in {percent(share)} of the worlds that fit the record (standard error {error})"


def changes(case: Case, moves: Sequence[tuple[str, bool]]) -> str:
    """Say a move's changes after ``would``: what is taken up first, then what is dropped.

    In that order ``no longer`` cannot be read to reach over what follows it.
    """
    texts = {option.name: option.text for option in case.options}
    return would([(texts[name], taken) for name, taken in moves if name in texts])


def state(case: Case, taken: AbstractSet[str] | Sequence[str]) -> str:
    """Describe a state by what each party does, parties in case order.

    Parties that do the same are named together; of those that do nothing, last, it is said what they
    do not do, so that nobody's stand is left to guess.
    """
    held = frozenset(taken)
    return doings(
        (party.name, [(o.text, o.name in held) for o in case.options if o.party == party.id])
        for party in case.parties
    )


def doings(owners: Iterable[tuple[str, Sequence[tuple[str, bool]]]]) -> str:
    """Say what everybody does: of each name, in order, the texts of its options and whether it takes them."""
    doing: dict[tuple[str, ...], list[str]] = {}
    idle: dict[tuple[str, ...], list[str]] = {}
    for name, owned in owners:
        done = tuple(text for text, is_taken in owned if is_taken)
        if done:
            doing.setdefault(done, []).append(name)
        elif owned:
            idle.setdefault(tuple(text for text, _ in owned), []).append(name)
    clauses = [_together(names, texts) for texts, names in doing.items()]
    for texts, names in idle.items():
        idling = negated(texts, is_plural=len(names) > 1 or is_plural(names[0]))
        clauses.append(f"{join(map(called, names))} {idling}")
    return "; ".join(clauses) if clauses else "nobody has an option"


def _together(names: Sequence[str], texts: Sequence[str]) -> str:
    """Say that some parties all take some options: ``Northland and Southmark keep up attacks``."""
    many = len(names) > 1 or is_plural(names[0])
    objects: dict[str, list[str]] = {}
    for text in texts:
        verb, _, rest = in_number(text, is_plural=many).partition(" ")
        objects.setdefault(verb, []).append(rest)
    done = join(f"{verb} {join(rests)}".rstrip() for verb, rests in objects.items())
    return f"{join(map(called, names))} {done}"


def question(case: Case, asked: Question) -> str:
    """Say what is open, to follow ``whether`` or stand alone: never with the reasons in it."""
    names = {party.id: party.name for party in case.parties}
    for concern in case.concerns:
        if concern.id != asked.subject:
            continue
        name = names.get(concern.party, concern.party)
        if concern.kind == "about" and any("wants" in label for label, _ in asked.settled):
            return _whether_wanted(case, concern, name)
        kind, what = content(case, concern)
        if kind == "noun":
            return f"how much {what} counts for {called(name)}"
        return f"how much it counts for {called(name)} {what}"
    for party in case.parties:
        if asked.subject == f"party:{party.id}":
            return f"whether {called(party.name)} {'take' if is_plural(party.name) else 'takes'} part"
    return asked.text.strip().rstrip("?.")


def _whether_wanted(case: Case, concern: Concern, name: str) -> str:
    want = "want" if is_plural(name) else "wants"
    kind, what = content(case, concern)
    if kind == "own":
        return f"whether {called(name)} {want} {what} or would rather not"
    if kind == "that":
        return f"whether {called(name)} {want} it or not {what}"
    return f"whether {called(name)} {want} or {'avoid' if is_plural(name) else 'avoids'} {what}"
