"""A text as the encoder sees it: word pieces of the copy without names, each mapped back to the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from detente.errors import ReadingError
from detente.reading.names.find import Name
from detente.reading.parse.masking import mask
from detente.reading.text.paragraphs import Paragraph
from detente.reading.text.quotations import Quotation

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

TOKENIZER = Path(__file__).with_name("weights") / "tokenizer.json"
FIRST, LAST, BREAK = 101, 102, 1
"""Ids of the pieces that open and close a window, and of the one between two paragraphs."""
MARKED, CAPITAL, QUOTED = 1, 2, 4
"""Traits of a piece, summed: it is asked about; it begins with a capital; it lies in a quotation."""
N_TRAITS = 8


@dataclass(frozen=True, slots=True, eq=False)
class Wordpieces:
    """The n word pieces of a text, in order.

    ``ids`` and ``traits`` have shape (n,); ``starts`` and ``ends`` (n,) are the code points of the
    verbatim text that each piece stands for, end exclusive. All pieces of one name stand for all of it; a
    paragraph break stands for none.
    """

    ids: NDArray[np.int64]
    traits: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)

    def within(self, start: int, end: int) -> tuple[int, int]:
        """Return the ``[low, high)`` of the pieces that touch ``[start, end)`` of the text."""
        low = bisect_left(self.ends, start + 1)
        high = bisect_left(self.starts, end)
        return int(low), max(int(low), int(high))


@lru_cache(maxsize=1)
def load_tokenizer(path: Path = TOKENIZER) -> Tokenizer:
    """Load the tokenizer that comes with the weights.

    Raises
    ------
    ReadingError
        If it is missing.
    """
    from tokenizers import Tokenizer

    if not path.is_file():
        raise ReadingError(
            f"tokenizer {path.name} is missing beside the weights: install detente anew, or read with "
            "--reader rules, which needs none"
        )
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def split(
    text: str,
    paragraphs: Sequence[Paragraph],
    names: Sequence[Name],
    quotations: Sequence[Quotation],
    tokenizer: Tokenizer,
) -> Wordpieces:
    """Cut a text into word pieces, its names replaced by plain ones.

    Parameters
    ----------
    text : str
        Verbatim text.
    paragraphs, names, quotations : sequence
        As surveyed, in text order (`detente.reading.parse.parsed.survey`). Without names the pieces are those
        of the text as printed.
    tokenizer : Tokenizer
        As `load_tokenizer` gives it.
    """
    ids: list[int] = []
    bounds: list[tuple[int, int]] = []
    for paragraph in paragraphs:
        if ids:
            ids.append(BREAK)
            bounds.append((paragraph.start, paragraph.start))
        here = [name for name in names if paragraph.start <= name.start < paragraph.end]
        masked = mask(text, paragraph.start, paragraph.end, here, ())
        encoded = tokenizer.encode(masked.copy, add_special_tokens=False)
        ids += encoded.ids
        bounds += [masked.source(low, high) for low, high in encoded.offsets]
    starts = np.array([low for low, _ in bounds], dtype=np.int64)
    ends = np.array([high for _, high in bounds], dtype=np.int64)
    return Wordpieces(np.array(ids, dtype=np.int64), _traits(text, starts, ends, quotations), starts, ends)


def _traits(
    text: str, starts: NDArray[np.int64], ends: NDArray[np.int64], quotations: Sequence[Quotation]
) -> NDArray[np.int64]:
    traits = np.zeros(len(starts), dtype=np.int64)
    for index, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        if end > start and text[start].isupper():
            traits[index] += CAPITAL
    for quotation in quotations:
        low, high = np.searchsorted(starts, (quotation.start, quotation.end))
        traits[low:high] |= np.where(ends[low:high] > starts[low:high], QUOTED, 0)
    return traits
