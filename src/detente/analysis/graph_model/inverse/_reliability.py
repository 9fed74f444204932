"""How often a monotone and/or form holds when each of its variables does with the same chance.

Terms are sets of variables; a family of terms holds when all variables of some term do. The answer is a
polynomial in the chance ``y``, kept as {exponent: coefficient} with exact integers.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

Term = frozenset[int]
Terms = frozenset[Term]
Polynomial = dict[int, int]

MAX_TERMS = 2_000
"""Terms a form may be written with."""

MAX_STEPS = 20_000
"""Families met on the way, before the count is given up."""


class TooManyError(ArithmeticError):
    """The form has no short enough description: count in another way, or sample."""


def all_of(families: Iterable[Iterable[Term]]) -> Terms:
    """Return the smallest sets that hold a term of every family.

    Raises
    ------
    TooManyError
        If there are more than `MAX_TERMS` of them at some step.
    """
    product: Terms = frozenset({frozenset()})
    for family in families:
        product = shortest(one | other for one in product for other in family)
        if len(product) > MAX_TERMS:
            raise TooManyError
    return product


def some_of_each(family: Iterable[Term]) -> Terms:
    """Return the smallest sets that meet every term of a family: they fail it when all of them do."""
    return all_of([[frozenset({variable}) for variable in sorted(term)] for term in family])


def shortest(terms: Iterable[Term]) -> Terms:
    """Leave out the terms that hold another one."""
    kept: list[Term] = []
    for term in sorted(set(terms), key=len):
        if not any(other <= term for other in kept):
            kept.append(term)
        if len(kept) > MAX_TERMS:
            raise TooManyError
    return frozenset(kept)


def reliability(terms: Terms) -> Polynomial:
    """Return the chance, as a polynomial in ``y``, that all variables of some term hold.

    Raises
    ------
    TooManyError
        If more than `MAX_STEPS` families are met.

    Examples
    --------
    Either of two variables: ``2 y - y**2``.

    >>> reliability(frozenset({frozenset({0}), frozenset({1})}))
    {1: 2, 2: -1}
    """
    known: dict[Terms, Polynomial] = {}
    steps = count()

    def solve(family: Terms) -> Polynomial:
        if not family:
            return {}
        if frozenset() in family:
            return {0: 1}
        if family not in known:
            if next(steps) >= MAX_STEPS:
                raise TooManyError
            parts = _components(family)
            if len(parts) > 1:
                fails: Polynomial = {0: 1}
                for part in parts:
                    fails = _times(fails, _complement(solve(part)))
                known[family] = _complement(fails)
            else:
                known[family] = split(family)
        return known[family]

    def split(family: Terms) -> Polynomial:
        # Variables that stand in the same terms act as one, which holds with chance y ** size.
        group = _busiest(family)
        holds = {len(group): 1}
        inside = solve(shortest(term - group for term in family))
        outside = solve(frozenset(term for term in family if not term & group))
        return _plus(_times(holds, inside), _times(_complement(holds), outside))

    return solve(family=terms)


def _components(family: Terms) -> list[Terms]:
    """Split a family into parts that share no variable."""
    parts: list[tuple[set[int], list[Term]]] = []
    for term in sorted(family, key=lambda term: (len(term), sorted(term))):
        touched = [part for part in parts if part[0] & term]
        parts = [part for part in parts if not part[0] & term]
        variables = set(term).union(*(part[0] for part in touched))
        parts.append((variables, [term, *(other for part in touched for other in part[1])]))
    return [frozenset(part) for _, part in parts]


def _busiest(family: Terms) -> Term:
    """Return the variables that stand together in the most terms."""
    stands: dict[int, list[int]] = {}
    for index, term in enumerate(sorted(family, key=sorted)):
        for variable in term:
            stands.setdefault(variable, []).append(index)
    groups: dict[tuple[int, ...], set[int]] = {}
    for variable, where in stands.items():
        groups.setdefault(tuple(where), set()).add(variable)
    busiest = max(groups, key=lambda where: (len(where), tuple(-index for index in where)))
    return frozenset(groups[busiest])


def _plus(one: Polynomial, other: Polynomial) -> Polynomial:
    total = dict(one)
    for exponent, coefficient in other.items():
        total[exponent] = total.get(exponent, 0) + coefficient
    return {exponent: total[exponent] for exponent in sorted(total) if total[exponent]}


def _times(one: Polynomial, other: Polynomial) -> Polynomial:
    total: Polynomial = {}
    for a, first in one.items():
        for b, second in other.items():
            total[a + b] = total.get(a + b, 0) + first * second
    return {exponent: total[exponent] for exponent in sorted(total) if total[exponent]}


def _complement(one: Polynomial) -> Polynomial:
    return _plus({0: 1}, {exponent: -coefficient for exponent, coefficient in one.items()})
