"""A text with its marks as HTML: pieces that link to what was read, and labels that add no text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from detente.brief.marks import ROLE_WORDS, TextMark
from detente.brief.segments import Segment, cut
from detente.brief.visible import visible

_PIECE = Markup('<a class="m {}" href="#{}" title="{}" tabindex="-1"{}>{}</a>')
_HEAD = Markup('<span class="head{}">{}</span>')
_ID = Markup(' id="{}"')
_ANCHOR = Markup('<span id="{}"></span>')
_LABEL = Markup('<a class="to {}" href="#{}" aria-label="{}"></a>')


def marked_text(text: str, marks: Sequence[TextMark], *, body_start: int = 0) -> Markup:
    """Render a text so that the words on the page are its own, and all of them.

    Marks are flat, for elements can only nest and passages also cross. Labels are drawn by the style
    sheet, so that neither a copy nor a search of the words meets them.

    Parameters
    ----------
    text : str
    marks : sequence of TextMark
    body_start : int
        What stands before it is a header block that was not read, and is set back.

    Returns
    -------
    Markup
        Escaped; characters that a screen would hide are written out.
    """
    return Markup("").join(
        part for segment in cut(text, marks, also_at=(body_start,)) for part in _parts(segment, body_start)
    )


def _parts(segment: Segment, body_start: int) -> Iterable[Markup]:
    words = Markup.escape(visible(segment.text))
    addresses = [mark.anchor for mark in segment.starts if mark.anchor]
    yield from (_ANCHOR.format(address) for address in addresses[1:])
    own = _ID.format(addresses[0]) if addresses else Markup("")
    if segment.marks:
        classes = " ".join(sorted(segment.roles))
        yield _PIECE.format(classes, segment.marks[0].entry, _tip(segment), own, words)
    elif segment.start < body_start:
        is_whole = segment.start == 0 and len(segment.text) == body_start
        yield _HEAD.format(" whole" if is_whole else "", words)
    else:
        yield words
    labelled = {mark.label: mark for mark in segment.ends if mark.is_labelled}
    for label, mark in labelled.items():
        yield _LABEL.format(mark.role, mark.entry, label)


def _tip(segment: Segment) -> str:
    """Name the marks of a segment, innermost first; the labels and roles are ours, so nothing is hidden."""
    return " · ".join(dict.fromkeys(f"{mark.label} {ROLE_WORDS[mark.role]}" for mark in segment.marks))
