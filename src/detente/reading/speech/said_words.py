"""Where in a text somebody's words stand: statements found by place, quickly in long texts too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.record.values import Span, Statement

_STRIDE = 512
"""Width in code points of a shelf; most pieces of content lie on one or two."""


class SaidWords:
    """The pieces of content and the cues of a document's statements, shelved by place.

    Parameters
    ----------
    statements : sequence of Statement
        Of one document; their order decides between pieces of the same length.
    """

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.statements = tuple(statements)
        self._pieces: dict[int, list[tuple[Span, Statement]]] = {}
        self._cues: dict[int, list[tuple[Span, Statement]]] = {}
        for statement in self.statements:
            for piece in statement.content:
                _shelve(self._pieces, piece, statement)
            if statement.cue is not None:
                _shelve(self._cues, statement.cue, statement)

    def pieces(self, start: int, end: int) -> Iterator[tuple[Span, Statement]]:
        """Yield each piece of content that overlaps ``[start, end)``, with its statement, in text order."""
        return _on_shelves(self._pieces, start, end)

    def cues(self, start: int, end: int) -> Iterator[tuple[Span, Statement]]:
        """Yield each cue that overlaps ``[start, end)``, with its statement."""
        return _on_shelves(self._cues, start, end)

    def around(self, span: Span) -> Statement | None:
        """Return the innermost statement whose content holds all of a span."""
        holding = [
            (piece.end - piece.start, statement)
            for piece, statement in self.pieces(span.start, span.end)
            if piece.start <= span.start and span.end <= piece.end
        ]
        return min(holding, key=lambda pair: pair[0], default=(0, None))[1]

    def is_said(self, at: int) -> bool:
        """Whether a place lies in somebody's words."""
        return any(True for _ in self.pieces(at, at + 1))


def _shelve(shelves: dict[int, list[tuple[Span, Statement]]], span: Span, statement: Statement) -> None:
    for shelf in range(span.start // _STRIDE, max(span.start, span.end - 1) // _STRIDE + 1):
        shelves.setdefault(shelf, []).append((span, statement))


def _on_shelves(
    shelves: dict[int, list[tuple[Span, Statement]]], start: int, end: int
) -> Iterator[tuple[Span, Statement]]:
    first = start // _STRIDE
    for shelf in range(first, max(start, end - 1) // _STRIDE + 1):
        for span, statement in shelves.get(shelf, ()):
            # a span on several shelves is given once, from the first of them that is asked for
            if span.start < end and start < span.end and max(span.start // _STRIDE, first) == shelf:
                yield span, statement
