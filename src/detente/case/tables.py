"""Truth tables of conditions, as Python integers: bit s is set when the condition holds in state s.

A state's bit k is set when option k is taken. For the sixteen options a case may have, a table
is an integer of 65,536 bits, so that a rule is checked against every state in one operation.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from detente.case.expressions import And, Expression, If, Iff, Not, Or, Var


def every_state(n_options: int) -> int:
    """Return the table of a condition that always holds.

    >>> bin(every_state(2))
    '0b1111'
    """
    return (1 << (1 << n_options)) - 1


@lru_cache(maxsize=256)
def option_table(option: int, n_options: int) -> int:
    """Return the table of "option number ``option`` is taken".

    >>> bin(option_table(1, 2))
    '0b1100'
    """
    half = 1 << option
    table = ((1 << half) - 1) << half
    width = half * 2
    while width < 1 << n_options:
        table |= table << width
        width *= 2
    return table


def truth_table(expression: Expression, options: Sequence[str]) -> int:
    """Return the table of an expression whose names are all in ``options``.

    Parameters
    ----------
    expression : Expression
        With definitions inlined.
    options : sequence of str
        Option names; the position is the option's bit in a state.

    Raises
    ------
    KeyError
        If the expression names something else.

    Examples
    --------
    >>> from detente.case.expressions import parse
    >>> bin(truth_table(parse("a.x & !b.y"), ["a.x", "b.y"]))
    '0b10'
    """
    return _table(expression, {name: index for index, name in enumerate(options)}, len(options))


def _table(expression: Expression, index: dict[str, int], n: int) -> int:
    match expression:
        case Var(name):
            return option_table(index[name], n)
        case Not(term):
            return every_state(n) ^ _table(term, index, n)
        case And(terms):
            table = every_state(n)
            for term in terms:
                table &= _table(term, index, n)
            return table
        case Or(terms):
            table = 0
            for term in terms:
                table |= _table(term, index, n)
            return table
        case If(premise, conclusion):
            return (every_state(n) ^ _table(premise, index, n)) | _table(conclusion, index, n)
        case Iff(left, right):
            return every_state(n) ^ _table(left, index, n) ^ _table(right, index, n)
