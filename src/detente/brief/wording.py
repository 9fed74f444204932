"""Plain sentences from numbers, states and conditions; no sentence depends on which side it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from detente.analysis.results import Question, Share
from detente.case import Case
from detente.case.expressions import And, Expression, If, Iff, Not, Or, Var, parse
from detente.case.model import Concern, Option
from detente.case.naming import called
from detente.record.values import Count, Interval

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
_IRREGULAR = {"is": "be", "has": "have", "does": "do", "goes": "go"}
AGREEMENT_NAMES = ("deal", "agreement")
"""Definitions of these names are spoken of as an agreement; any other by what it says."""

_SENTENCE_ENDS = (".", "!", "?", "…")


def join(parts: Iterable[str], last: str = "and") -> str:
    """Return a list in words: ``a, b and c``."""
    items = list(parts)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: ``1 report``, ``12 reports``, ``no reports``."""
    noun = one if number == 1 else (many or f"{one}s")
    return f"{number:,} {noun}" if number else f"no {noun}"


def sentence(text: str) -> str:
    """Return ``text`` with a capital at its start and a full stop at its end."""
    line = capital(text.strip())
    return line if not line or line.endswith(_SENTENCE_ENDS) else f"{line}."


def capital(text: str) -> str:
    """Return ``text`` with a capital at its start."""
    return text[:1].upper() + text[1:]


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


def is_plural(name: str) -> bool:
    """Whether a party's name is a plural common noun (``some allies``), to which verbs must agree."""
    last = name.split()[-1] if name.split() else ""
    return last[:1].islower() and last.endswith("s") and not last.endswith(("ss", "us", "is"))


def base_form(verb: str) -> str | None:
    """Return the base form of a third-person verb (``keeps`` to ``keep``), None when it is not one."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if not verb.isalpha() or len(verb) < 3 or not verb.endswith("s") or verb.endswith(("ss", "us", "is")):
        return None
    if verb.endswith("ies") and len(verb) > 4:
        return verb[:-3] + "y"
    if verb.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return verb[:-2]
    return verb[:-1]


def says(name: str, predicate: str) -> str:
    """Join a name and a predicate written in the singular: ``some allies oppose it``."""
    return f"{called(name)} {_predicate(predicate, is_plural=is_plural(name))}"


def does(name: str, option: Option, *, is_taken: bool) -> str:
    """Say that a party takes an option, or does not: ``Southmark does not accept the proposal``."""
    plural, subject = is_plural(name), called(name)
    if is_taken:
        return f"{subject} {_predicate(option.text, is_plural=plural)}"
    return f"{subject} {_negated([option.text], is_plural=plural)}"


def _would(option: Option, *, is_taken: bool) -> tuple[str, str, str]:
    """Return what follows ``would`` when an option changes: ``no longer``, the verb, and the rest."""
    verb, _, rest = option.text.strip().partition(" ")
    base = base_form(verb)
    lead = "" if is_taken else "no longer "
    return (lead, base, rest.strip()) if base else (lead, "take the option", f"“{option.text.strip()}”")


def changes(case: Case, moves: Sequence[tuple[str, bool]]) -> str:
    """Say a move's changes after ``would``: what is taken up first, then what is dropped.

    In that order ``no longer`` cannot be read to reach over what follows it.
    """
    options = {option.name: option for option in case.options}
    known = [(options[name], taken) for name, taken in moves if name in options]
    objects: dict[str, list[str]] = {}
    for wanted in (True, False):
        for option, taken in known:
            if taken is wanted:
                lead, verb, rest = _would(option, is_taken=taken)
                objects.setdefault(f"{lead}{verb}", []).append(rest)
    return join(f"{verb} {join(rests)}".rstrip() for verb, rests in objects.items())


def state(case: Case, taken: AbstractSet[str] | Sequence[str]) -> str:
    """Describe a state by what each party does, parties in case order.

    Parties that do the same are named together; of those that do nothing, last, it is said what they
    do not do, so that nobody's stand is left to guess.
    """
    held = frozenset(taken)
    doing: dict[tuple[str, ...], list[str]] = {}
    idle: dict[tuple[str, ...], list[str]] = {}
    for party in case.parties:
        owned = [option for option in case.options if option.party == party.id]
        done = tuple(option.text for option in owned if option.name in held)
        if done:
            doing.setdefault(done, []).append(party.name)
        elif owned:
            idle.setdefault(tuple(option.text for option in owned), []).append(party.name)
    clauses = [_together(names, texts) for texts, names in doing.items()]
    for texts, names in idle.items():
        negated = _negated(texts, is_plural=len(names) > 1 or is_plural(names[0]))
        clauses.append(f"{join(map(called, names))} {negated}")
    return "; ".join(clauses) if clauses else "nobody has an option"


def _negated(texts: Sequence[str], *, is_plural: bool) -> str:
    """Say that options are not taken: ``does not arm it``, ``neither accepts it nor keeps up attacks``."""
    if len(texts) == 1 and texts[0].strip().startswith("is "):
        return f"{'are' if is_plural else 'is'} not {texts[0].strip().removeprefix('is ').strip()}"
    objects: dict[str, list[str]] = {}
    for text in texts:
        verb, rest = text.strip().partition(" ")[::2]
        base = base_form(verb)
        objects.setdefault(base or "take the option", []).append(
            rest.strip() if base else f"“{text.strip()}”"
        )
    if len(objects) == 1:
        ((base, rests),) = objects.items()
        return f"{'do' if is_plural else 'does'} not {base} {join(rests, 'or')}".rstrip()
    verbs = {base: base if is_plural else _singular(base, texts) for base in objects}
    phrases = [f"{verbs[base]} {join(rests, 'or')}".rstrip() for base, rests in objects.items()]
    return f"neither {join(phrases, 'nor')}"


def _singular(base: str, texts: Sequence[str]) -> str:
    """Return the third-person form of a base form, as one of the texts has it."""
    verbs = (text.strip().partition(" ")[0] for text in texts)
    return next((verb for verb in verbs if base_form(verb) == base), "takes the option")


def _together(names: Sequence[str], texts: Sequence[str]) -> str:
    """Say that some parties all take some options: ``Northland and Southmark keep up attacks``."""
    many = len(names) > 1 or is_plural(names[0])
    objects: dict[str, list[str]] = {}
    for text in texts:
        verb, _, rest = _predicate(text, is_plural=many).partition(" ")
        objects.setdefault(verb, []).append(rest)
    done = join(f"{verb} {join(rests)}".rstrip() for verb, rests in objects.items())
    return f"{join(map(called, names))} {done}"


def _predicate(text: str, *, is_plural: bool) -> str:
    verb, _, rest = text.strip().partition(" ")
    base = base_form(verb)
    if base is None:
        return f"{'take' if is_plural else 'takes'} the option “{text.strip()}”"
    return f"{_agree(base, is_plural) if is_plural else verb} {rest.strip()}".rstrip()


def condition(case: Case, text: str) -> str:
    """Say a condition over options in words; a definition is said by its own text."""
    return _expression(case, parse(text), nested=False)


def definition_text(case: Case, name: str) -> str:
    """Return what a definition means in words: its own text, else its condition spelled out."""
    for definition in case.definitions:
        if definition.name == name:
            return definition.text or condition(case, definition.condition)
    return name


def question(case: Case, asked: Question) -> str:
    """Say what is open, to follow ``whether`` or stand alone: never with the reasons in it."""
    names = {party.id: party.name for party in case.parties}
    for concern in case.concerns:
        if concern.id != asked.subject:
            continue
        name = names.get(concern.party, concern.party)
        if concern.kind == "about" and any("wants" in label for label, _ in asked.settled):
            return _whether_wanted(case, concern, name)
        kind, what = _content(case, concern)
        if kind == "noun":
            return f"how much {what} counts for {called(name)}"
        return f"how much it counts for {called(name)} {what}"
    for party in case.parties:
        if asked.subject == f"party:{party.id}":
            return f"whether {called(party.name)} {'take' if is_plural(party.name) else 'takes'} part"
    return asked.text.strip().rstrip("?.")


def _whether_wanted(case: Case, concern: Concern, name: str) -> str:
    want = "want" if is_plural(name) else "wants"
    kind, what = _content(case, concern)
    if kind == "own":
        return f"whether {called(name)} {want} {what} or would rather not"
    if kind == "that":
        return f"whether {called(name)} {want} it or not {what}"
    return f"whether {called(name)} {want} or {'avoid' if is_plural(name) else 'avoids'} {what}"


def _content(case: Case, concern: Concern) -> tuple[str, str]:
    """Return what a concern is about: something of its ``own`` to do, a ``noun``, or ``that`` it is so."""
    match parse(concern.condition):
        case Var(name) if name.casefold() in AGREEMENT_NAMES and _is_defined(case, name):
            return "noun", "an agreement on these terms"
        case Var(name):
            for option in case.options:
                verb, _, rest = option.text.strip().partition(" ")
                base = base_form(verb)
                if option.name == name and option.party == concern.party and base:
                    return "own", f"to {base} {rest.strip()}".rstrip()
    return "that", f"that {condition(case, concern.condition)}"


def _is_defined(case: Case, name: str) -> bool:
    return any(definition.name == name for definition in case.definitions)


def _agree(base: str, plural: bool) -> str:
    return "are" if base == "be" and plural else base


def _expression(case: Case, expression: Expression, *, nested: bool) -> str:
    match expression:
        case Var(name):
            return _variable(case, name, is_taken=True)
        case Not(Var(name)):
            return _variable(case, name, is_taken=False)
        case Not(term):
            return f"it is not so that {_expression(case, term, nested=True)}"
        case And(()):
            return "always"
        case Or(()):
            return "never"
        case And(terms):
            said = join(_expression(case, term, nested=True) for term in terms)
        case Or(terms):
            said = "either " + join((_expression(case, term, nested=True) for term in terms), "or")
        case If(premise, conclusion):
            then = _expression(case, conclusion, nested=True)
            said = f"if {_expression(case, premise, nested=True)}, then {then}"
        case Iff(left, right):
            said = (
                f"{_expression(case, left, nested=True)} exactly when {_expression(case, right, nested=True)}"
            )
    return f"({said})" if nested else said


def _variable(case: Case, name: str, *, is_taken: bool) -> str:
    parties = {party.id: party.name for party in case.parties}
    for option in case.options:
        if option.name == name:
            return does(parties.get(option.party, option.party), option, is_taken=is_taken)
    said = definition_text(case, name)
    return said if is_taken else f"it is not so that {said}"
