"""Source text as HTML with its used passages highlighted, nested where they nest, split where they cross."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from detente.brief.sources import MAX_DEPTH, Paragraph, Piece, Used
from detente.brief.visible import visible

_OPEN = Markup('<mark class="{}"{}>')
_CLOSE = Markup("</mark>")
_ID = Markup(' id="{}"')
_ANCHOR = Markup('<span id="{}"></span>')
_BACK = Markup('<a class="back" href="#{}">{}</a>')


def highlighted(paragraph: Paragraph) -> Markup:
    """Render one line of a source text.

    A passage is a ``mark``; the first of its parts carries its anchor, and after its last character
    a small label leads to the record that uses it. Passages that cross one another are split at the
    crossing, since elements can only nest; beyond ``MAX_DEPTH`` a passage keeps anchor and label
    but gets no mark of its own.

    Parameters
    ----------
    paragraph : Paragraph

    Returns
    -------
    Markup
    """
    parts: list[Markup] = []
    stack: list[Used] = []
    for piece in paragraph.pieces:
        _open(parts, stack, piece)
        parts.append(Markup.escape(visible(piece.text)))
        if piece.ends:
            _close_to(parts, stack, _common(stack, [used for used in stack if used not in piece.ends]))
            parts.append(_backs(piece.ends))
    _close_to(parts, stack, 0)
    return Markup("").join(parts)


def _open(parts: list[Markup], stack: list[Used], piece: Piece) -> None:
    wanted = list(piece.covers[:MAX_DEPTH])
    _close_to(parts, stack, _common(stack, wanted))
    parts += [_ANCHOR.format(used.mark.anchor) for used in piece.starts if used not in wanted]
    for used in wanted[len(stack) :]:
        anchor = _ID.format(used.mark.anchor) if used in piece.starts else Markup("")
        kind = used.entry.kind if used in piece.starts else f"{used.entry.kind} more"
        parts.append(_OPEN.format(kind, anchor))
        stack.append(used)


def _common(stack: Sequence[Used], wanted: Sequence[Used]) -> int:
    depth = 0
    while depth < min(len(stack), len(wanted)) and stack[depth] is wanted[depth]:
        depth += 1
    return depth


def _close_to(parts: list[Markup], stack: list[Used], depth: int) -> None:
    while len(stack) > depth:
        parts.append(_CLOSE)
        stack.pop()


def _backs(ends: Sequence[Used]) -> Markup:
    """Return the labels of the records whose passages end here; several passages of one give one."""
    labels = {used.entry.label: used.entry.anchor for used in ends}
    links = Markup(" ").join(_BACK.format(anchor, label) for label, anchor in labels.items())
    return Markup("<sup>{}</sup>").format(links)
