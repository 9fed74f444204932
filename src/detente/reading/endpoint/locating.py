"""Where words stand in a text, when somebody gives the words alone: exactly there, once, or nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from detente.record.values import Span

Bounds = tuple[int, int]


class UnlocatedError(Exception):
    """Words that stand nowhere in a stretch of text, or in several places of it."""


def locate(text: str, words: str, within: Bounds, *, apart_from: Sequence[Bounds] = ()) -> Span:
    """Find the one place where words stand, letter by letter and as whole words.

    Parameters
    ----------
    text : str
        Verbatim text.
    words : str
        White space around them does not count; inside them everything does.
    within : (int, int)
        The stretch ``[start, end)`` to look in.
    apart_from : sequence of (int, int)
        Stretches the words may not touch.

    Raises
    ------
    UnlocatedError
        If there is no such place, or more than one.

    Examples
    --------
    >>> locate("The day he said yes, they said no.", "he", (0, 34)).start
    8
    >>> locate("The day he said yes, they said no.", "said", (0, 34))
    Traceback (most recent call last):
    ...
    detente.reading.endpoint.locating.UnlocatedError: 'said' stands in 2 places of the text it was asked of
    """
    wanted = words.strip()
    if not wanted:
        raise UnlocatedError("no words were given")
    low, high = within
    found = []
    start = text.find(wanted, low, high)
    while start >= 0:
        end = start + len(wanted)
        is_free = all(end <= first or last <= start for first, last in apart_from)
        if is_free and not _cuts_word(text, start) and not _cuts_word(text, end):
            found.append(start)
        start = text.find(wanted, start + 1, high)
    if len(found) != 1:
        shown = wanted if len(wanted) <= 60 else wanted[:59] + "…"
        where = f"in {len(found)} places of" if found else "nowhere in"
        raise UnlocatedError(f"{shown!r} stands {where} the text it was asked of")
    return Span(start=found[0], end=found[0] + len(wanted), text=wanted)


def _cuts_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and _is_letter(text[place - 1]) and _is_letter(text[place])


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"
