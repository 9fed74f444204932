"""What the event tagger is shown beside the words, and what its scores mean.

Beside its usual traits (`detente.reading.learned.wordpieces`) a piece may be the source or the target whose
act is asked about, and may carry a hint: the root that the rules give the deed it tells. The tagger answers
every question with the same row of scores a piece; each question reads its own columns.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.reading.learned.wordpieces import N_TRAITS, Wordpieces
from detente.record.values import PLOVER_ROOTS, Factuality

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOTS = PLOVER_ROOTS
FACTUALITIES: tuple[Factuality, ...] = (
    "happened",
    "denied",
    "planned",
    "threatened",
    "hypothetical",
    "alleged",
)
SOURCE, TARGET = N_TRAITS, 2 * N_TRAITS
"""Added to the traits of the pieces whose act is asked about; no piece is both."""
HINT = 3 * N_TRAITS
"""Times 1 + the place of a root in ``ROOTS``, added to the traits of a piece with a hint."""
N_EVENT_TRAITS = HINT * (len(ROOTS) + 1)

TRIGGER = slice(0, 3)
"""Is it the trigger of an event: no, its first piece, a further one (nothing marked)."""
FIRST_ROOT = slice(3, 19)
"""Of which root, were it a trigger (nothing marked)."""
ROOT = slice(19, 36)
"""None, or of which root: at the pieces of the marked trigger."""
FACTUALITY = slice(36, 42)
"""Of the event told by the marked trigger, at its pieces."""
ROLE = slice(42, 47)
"""Nothing, actor begins, goes on, recipient begins, goes on: of the event told by the marked trigger."""
ACT = slice(47, 63)
"""What the source does to the target: the mean over their pieces."""
N_LABELS = 63


def with_hints(pieces: Wordpieces, hints: Iterable[tuple[int, int, str]]) -> Wordpieces:
    """Return the pieces with hints: for each, ``[start, end)`` of the text and the root.

    Where hints overlap the first one stays.
    """
    traits = pieces.traits.copy()
    for start, end, root in hints:
        low, high = pieces.within(start, end)
        if high > low and not (traits[low:high] >= HINT).any():
            traits[low:high] += HINT * (1 + ROOTS.index(root))
    return replace(pieces, traits=traits)


def hint_of(pieces: Wordpieces, place: tuple[int, int]) -> str | None:
    """Return the first hint at ``[low, high)`` of the pieces, None without one."""
    hints = pieces.traits[slice(*place)] // HINT
    return next((ROOTS[int(hint) - 1] for hint in hints if hint), None)


def asked(
    pieces: Wordpieces, source: tuple[int, int], target: tuple[int, int], hint: str | None
) -> Wordpieces:
    """Return the pieces with the ``[low, high)`` of source and target marked, other hints left out.

    ``hint`` is the root that the rules give what the source does to the target.
    """
    traits = pieces.traits % N_TRAITS
    extra = 0 if hint is None else HINT * (1 + ROOTS.index(hint))
    traits[slice(*target)] += TARGET + extra
    here = slice(*source)
    traits[here] = traits[here] % N_TRAITS + SOURCE + extra
    return replace(pieces, traits=traits)
