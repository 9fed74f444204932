"""Conditions over options: read from text, asked of a state, and written back.

``!a`` not, ``a & b`` and, ``a | b`` or, ``a -> b`` or ``if a then b``, ``a <-> b`` or ``a iff b``,
parentheses, ``true`` and ``false``; binding in that order, ``->`` to the right. A name is
``party.option`` or the name of a definition: letters of any script, digits, ``_`` and ``-``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from difflib import get_close_matches

from detente.errors import ExpressionError

MAX_DEPTH = 64
"""Nesting beyond this is refused: no reader could check it, and recursion must stay bounded."""

MAX_LENGTH = 4_000
"""Longest condition accepted, in characters; a longer one should be broken up by definitions."""


@dataclass(frozen=True, slots=True)
class Var:
    """An option ``party.option``, or a definition, by name; it holds when the option is taken."""

    name: str


@dataclass(frozen=True, slots=True)
class Not:
    """Holds when ``term`` does not."""

    term: Expression


@dataclass(frozen=True, slots=True)
class And:
    """Holds when all ``terms`` do; ``And(())`` is ``true``."""

    terms: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Holds when any of ``terms`` does; ``Or(())`` is ``false``."""

    terms: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class If:
    """Holds when ``premise`` does not, or ``conclusion`` does."""

    premise: Expression
    conclusion: Expression


@dataclass(frozen=True, slots=True)
class Iff:
    """Holds when both sides hold or neither does."""

    left: Expression
    right: Expression


Expression = Var | Not | And | Or | If | Iff

TRUE = And(())
FALSE = Or(())

_TOKEN = re.compile(
    r"\s*(?:(?P<name>\w(?:\w|-(?!>))*(?:\.\w(?:\w|-(?!>))*)?)|(?P<sign><->|->|[!&|()]))",
)
_WORDS = {"true", "false", "if", "then", "iff"}
_SIGNS = {"if": "if", "then": "then", "iff": "<->"}
_MEANT = {"and": "&", "or": "|", "not": "!", "=>": "->", "==": "<->"}


@dataclass(frozen=True, slots=True)
class _Token:
    """``kind`` is the sign itself, ``name``, ``true``, ``false`` or ``end``."""

    kind: str
    text: str
    at: int


def is_name(text: str) -> bool:
    """Whether ``text`` can be the id of a party or an option, or name a definition."""
    return re.fullmatch(r"\w(?:\w|-(?!>))*", text) is not None and text not in _WORDS


def parse(text: str, *, place: str = "") -> Expression:
    """Read a condition.

    Parameters
    ----------
    text : str
        The condition, at most ``MAX_LENGTH`` characters.
    place : str
        Where it stands ("case.toml, line 14"), for the message.

    Returns
    -------
    Expression

    Raises
    ------
    ExpressionError
        With a line that points at the place, when the text is not a condition or nests deeper
        than ``MAX_DEPTH``.

    Examples
    --------
    >>> render(parse("if a.x & !b.y then deal"))
    'a.x & !b.y -> deal'
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionError(
            f"condition of {len(text):,} characters{_in(place)}: at most {MAX_LENGTH:,} are read; "
            "name its parts under [define] and use the names"
        )
    return _Parser(text, place).condition()


def names(expression: Expression) -> tuple[str, ...]:
    """Return every name in the expression once, in the order of first use."""
    return tuple(dict.fromkeys(node.name for node in walk(expression) if isinstance(node, Var)))


def walk(expression: Expression) -> Iterator[Expression]:
    """Yield the expression and all its parts, each before its own parts, left to right."""
    stack: list[Expression] = [expression]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(parts(node)))


def parts(expression: Expression) -> tuple[Expression, ...]:
    """Return the immediate parts of an expression, left to right."""
    match expression:
        case Var():
            return ()
        case Not(term):
            return (term,)
        case And(terms) | Or(terms):
            return terms
        case If(premise, conclusion):
            return (premise, conclusion)
        case Iff(left, right):
            return (left, right)


def holds(expression: Expression, taken: AbstractSet[str]) -> bool:
    """Whether the expression holds where exactly the options named in ``taken`` are taken.

    A name of a definition is an option like any other here: inline definitions first
    (``Case.expression``).

    >>> holds(parse("a.x -> !b.y"), {"a.x"})
    True
    """
    match expression:
        case Var(name):
            return name in taken
        case Not(term):
            return not holds(term, taken)
        case And(terms):
            return all(holds(term, taken) for term in terms)
        case Or(terms):
            return any(holds(term, taken) for term in terms)
        case If(premise, conclusion):
            return not holds(premise, taken) or holds(conclusion, taken)
        case Iff(left, right):
            return holds(left, taken) == holds(right, taken)


def render(expression: Expression) -> str:
    """Write an expression so that ``parse`` gives it back, with no needless parentheses."""
    return _render(expression, 0)


def near_misses(name: str, known: Sequence[str]) -> str:
    """Return a phrase that lists the known names nearest to ``name``, for an error message."""
    close = get_close_matches(name, known, n=3, cutoff=0.6)
    if close:
        return "did you mean " + " or ".join(repr(word) for word in close) + "?"
    if not known:
        return "none is known yet"
    shown = ", ".join(known[:12]) + (", ..." if len(known) > 12 else "")
    return f"known are {shown}"


_LEVELS = {Iff: 1, If: 2, Or: 3, And: 4}


def _render(expression: Expression, outer: int) -> str:
    """Write ``expression`` inside something that binds with strength ``outer``."""
    match expression:
        case Var(name):
            return name
        case Not(term):
            return "!" + _render(term, 5)
        case And(()):
            return "true"
        case Or(()):
            return "false"
        case And(terms):
            text = " & ".join(_render(term, 5) for term in terms)
        case Or(terms):
            text = " | ".join(_render(term, 4) for term in terms)
        case If(premise, conclusion):
            text = f"{_render(premise, 3)} -> {_render(conclusion, 2)}"
        case Iff(left, right):
            text = f"{_render(left, 1)} <-> {_render(right, 2)}"
    return f"({text})" if _LEVELS[type(expression)] < outer else text


class _Parser:
    """Recursive descent over the tokens of one condition."""

    def __init__(self, text: str, place: str) -> None:
        self.text = text
        self.place = place
        self.tokens = list(self._tokens())
        self.index = 0
        self.depth = 0

    def condition(self) -> Expression:
        """Read the whole text."""
        if self._peek().kind == "end":
            raise self._error("nothing is written here: write a condition such as 'a.accept & b.accept'", 0)
        expression = self._iff()
        if self._peek().kind != "end":
            raise self._unexpected("&, |, ->, <-> or the end")
        return expression

    def _iff(self) -> Expression:
        left = self._if()
        while self._take("<->"):
            left = Iff(left, self._if())
        return left

    def _if(self) -> Expression:
        if self._take("if"):
            self._enter()
            premise = self._if()
            self._need("then")
            expression: Expression = If(premise, self._if())
            self.depth -= 1
            return expression
        premise = self._or()
        if not self._take("->"):
            return premise
        self._enter()
        expression = If(premise, self._if())
        self.depth -= 1
        return expression

    def _or(self) -> Expression:
        terms = [self._and()]
        while self._take("|"):
            terms.append(self._and())
        return terms[0] if len(terms) == 1 else Or(tuple(terms))

    def _and(self) -> Expression:
        terms = [self._unary()]
        while self._take("&"):
            terms.append(self._unary())
        return terms[0] if len(terms) == 1 else And(tuple(terms))

    def _unary(self) -> Expression:
        token = self._peek()
        if token.kind not in ("!", "(", "name", "true", "false"):
            raise self._unexpected("a name, !, ( or if")
        self.index += 1
        if token.kind == "name":
            return Var(token.text)
        if token.kind in ("true", "false"):
            return TRUE if token.kind == "true" else FALSE
        self._enter()
        if token.kind == "!":
            expression: Expression = Not(self._unary())
        else:
            expression = self._iff()
            self._need(")")
        self.depth -= 1
        return expression

    def _enter(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self._error(
                f"nested more than {MAX_DEPTH} deep: name its parts under [define] and use the names",
                self._peek().at,
            )

    def _peek(self) -> _Token:
        return self.tokens[self.index]

    def _take(self, kind: str) -> bool:
        if self._peek().kind != kind:
            return False
        self.index += 1
        return True

    def _need(self, kind: str) -> None:
        if not self._take(kind):
            raise self._unexpected(repr(kind))

    def _tokens(self) -> Iterator[_Token]:
        at = 0
        end = len(self.text.rstrip())
        while at < end:
            match = _TOKEN.match(self.text, at)
            if match is None:
                at += len(self.text[at:]) - len(self.text[at:].lstrip())
                raise self._error(self._stray(at), at)
            text = match.group("name") or match.group("sign")
            kind = _SIGNS.get(text, text) if match.group("sign") or text in _WORDS else "name"
            yield _Token(kind, text, match.end() - len(text))
            at = match.end()
        yield _Token("end", "the end", end)

    def _stray(self, at: int) -> str:
        meant = _MEANT.get(self.text[at : at + 2])
        hint = f"write {meant}" if meant else "use names, ! & | -> <-> and parentheses"
        return f"{self.text[at]!r} cannot stand in a condition: {hint}"

    def _unexpected(self, wanted: str) -> ExpressionError:
        token = self._peek()
        # 'a and b' reads as two names: say which sign was meant.
        words = (token.text.lower(), self.tokens[self.index - 1].text.lower() if self.index else "")
        meant = next((word for word in words if word in _MEANT), None)
        hint = f"; for '{meant}' write {_MEANT[meant]}" if meant else ""
        found = token.text if token.kind == "end" else repr(token.text)
        return self._error(f"expected {wanted}, found {found}{hint}", token.at)

    def _error(self, what: str, at: int) -> ExpressionError:
        # A window keeps the caret line readable in a long condition.
        start = max(0, at - 50)
        line = re.sub(r"\s", " ", self.text[start : at + 30])
        return ExpressionError(
            f"condition{_in(self.place)}, character {at + 1}: {what}\n  {line}\n  {' ' * (at - start)}^"
        )


def _in(place: str) -> str:
    return f" in {place}" if place else ""
