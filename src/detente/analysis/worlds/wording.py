"""Conditions and options of a case in words."""

from __future__ import annotations

from detente.analysis.phrases import base_form, in_number, is_plural, join, negated
from detente.case import Case
from detente.case.expressions import And, Expression, If, Iff, Not, Or, Var, parse
from detente.case.model import Concern, Option
from detente.case.naming import called

AGREEMENT_NAMES = ("deal", "agreement")
"""Definitions of these names are spoken of as an agreement; any other by what it says."""


def does(name: str, option: Option, *, is_taken: bool) -> str:
    """Say that a party takes an option, or does not: ``Southmark does not accept the proposal``."""
    plural, subject = is_plural(name), called(name)
    if is_taken:
        return f"{subject} {in_number(option.text, is_plural=plural)}"
    return f"{subject} {negated([option.text], is_plural=plural)}"


def condition(case: Case, text: str) -> str:
    """Say a condition over options in words; a definition is said by its own text."""
    return _expression(case, parse(text), nested=False)


def definition_text(case: Case, name: str) -> str:
    """Return what a definition means in words: its own text, else its condition spelled out."""
    for definition in case.definitions:
        if definition.name == name:
            return definition.text or condition(case, definition.condition)
    return name


def content(case: Case, concern: Concern) -> tuple[str, str]:
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
