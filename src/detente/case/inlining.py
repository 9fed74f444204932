"""Definitions put in the place of their names, so that a condition speaks of options alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.case.expressions import And, Expression, If, Iff, Not, Or, Var, near_misses, parse
from detente.errors import CaseError, ExpressionError

MAX_DEPTH = 200
"""Nesting allowed once definitions are put in place."""

MAX_NODES = 1_000
"""Size allowed once definitions are put in place: definitions that double one another end here."""


def inline(
    expression: Expression, definitions: Mapping[str, str], options: Sequence[str], *, place: str = ""
) -> Expression:
    """Return ``expression`` with every definition's condition in the place of its name.

    Parameters
    ----------
    expression : Expression
    definitions : mapping of str to str
        Name of each definition and its condition.
    options : sequence of str
        Names of the options, ``party.option``.
    place : str
        Where the condition stands, for messages.

    Raises
    ------
    ExpressionError
        If a name is neither an option nor a definition, or the result is too deep or too large.
    CaseError
        If definitions name one another in a circle.
    """
    return _Inliner(definitions, options, place).put(expression, 0)[0]


class _Inliner:
    """One pass; each definition is read once, and its size and depth are remembered."""

    def __init__(self, definitions: Mapping[str, str], options: Sequence[str], place: str) -> None:
        self.definitions = definitions
        self.options = dict.fromkeys(options)
        self.place = f" in {place}" if place else ""
        self.known: dict[str, tuple[Expression, int, int]] = {}
        self.open: list[str] = []

    def put(self, node: Expression, depth: int) -> tuple[Expression, int, int]:
        """Return the node inlined, its number of nodes and its depth; ``depth`` is what lies above it."""
        if depth > MAX_DEPTH:
            raise self._too_large(f"nests more than {MAX_DEPTH} deep")
        match node:
            case Var(name):
                return self._name(name, depth)
            case Not(term):
                inner = self.put(term, depth + 1)
                return self._sized(Not(inner[0]), [inner])
            case And(terms):
                inners = [self.put(term, depth + 1) for term in terms]
                return self._sized(And(tuple(inner[0] for inner in inners)), inners)
            case Or(terms):
                inners = [self.put(term, depth + 1) for term in terms]
                return self._sized(Or(tuple(inner[0] for inner in inners)), inners)
            case If(premise, conclusion):
                inners = [self.put(premise, depth + 1), self.put(conclusion, depth + 1)]
                return self._sized(If(inners[0][0], inners[1][0]), inners)
            case Iff(left, right):
                inners = [self.put(left, depth + 1), self.put(right, depth + 1)]
                return self._sized(Iff(inners[0][0], inners[1][0]), inners)

    def _name(self, name: str, depth: int) -> tuple[Expression, int, int]:
        if name in self.options:
            return Var(name), 1, 0
        if name not in self.definitions:
            known = [*self.options, *self.definitions]
            raise ExpressionError(
                f"{name!r}{self.place} is neither an option nor a definition: {near_misses(name, known)}"
            )
        if name in self.open:
            circle = " -> ".join([*self.open[self.open.index(name) :], name])
            raise CaseError(
                f"definitions go round in a circle{self.place} ({circle}): break it at one of them"
            )
        if name not in self.known:
            self.open.append(name)
            expression = parse(self.definitions[name], place=f"definition {name!r}")
            self.known[name] = self.put(expression, depth + 1)
            self.open.pop()
        found = self.known[name]
        if depth + found[2] > MAX_DEPTH:
            raise self._too_large(f"nests more than {MAX_DEPTH} deep")
        return found

    def _sized(
        self, node: Expression, inners: list[tuple[Expression, int, int]]
    ) -> tuple[Expression, int, int]:
        size = 1 + sum(inner[1] for inner in inners)
        if size > MAX_NODES:
            raise self._too_large(f"grows to more than {MAX_NODES:,} parts")
        return node, size, 1 + max((inner[2] for inner in inners), default=0)

    def _too_large(self, what: str) -> ExpressionError:
        return ExpressionError(
            f"the condition{self.place}, with its definitions put in place, {what}: use plainer definitions"
        )
