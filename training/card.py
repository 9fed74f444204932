"""Write the card of a trained tagger anew: its bytes, its hash, its date, and what was measured.

    python -m training.card BEFORE.md WEIGHTS.onnx OUT.md --scores LOG.txt ...

What a person wrote on the card stays as it is. The hash, the one size in bytes and the one date are those of
the new weights; between the lines ``<!-- measured -->`` and ``<!-- end -->`` stands what the scripts printed
that scored them, in place of what stood there. A card without these lines gets them at its end.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

BEGIN, END = "<!-- measured -->", "<!-- end -->"
HASH = r"\b[0-9a-f]{64}\b"
SIZE = r"\b\d{1,3}(?:,\d{3})+ bytes"
DAY = r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2} [A-Z][a-z]+ \d{4}\b"
_WARNING = (
    "What `make train` printed when these weights were made. Figures elsewhere on this card that differ are "
    "of weights trained before."
)


def renew(card: str, weights: bytes, day: date, scores: Sequence[tuple[str, str]]) -> str:
    """Return the card of new weights.

    Parameters
    ----------
    card : str
        The card as it was.
    weights : bytes
        What is shipped.
    day : datetime.date
        When it was trained.
    scores : sequence of (name, text)
        What each script printed.

    Raises
    ------
    ValueError
        If the card does not name exactly one hash, one size in bytes and one date.
    """
    written, _, rest = card.partition(BEGIN)
    after = rest.partition(END)[2]
    facts = (
        (HASH, hashlib.sha256(weights).hexdigest(), "hash (64 hexadecimal digits)"),
        (SIZE, f"{len(weights):,} bytes", "size (12,345,678 bytes)"),
        (DAY, day.isoformat(), "date (2026-11-23)"),
    )
    for pattern, value, what in facts:
        written, n_found = re.subn(pattern, value, written)
        if n_found != 1:
            raise ValueError(
                f"the card names {n_found} times a {what} before what was measured: name it once"
            )
    blocks = "\n\n".join(f"{name}:\n\n```text\n{text.strip()}\n```" for name, text in scores)
    return f"{written.rstrip()}\n\n{BEGIN}\n\n{_WARNING}\n\n{blocks}\n\n{END}\n{after.lstrip()}"


def main() -> None:
    """Read, renew, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("before", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--scores", type=Path, nargs="+", required=True)
    asked = parser.parse_args()
    scores = [(path.stem, path.read_text(encoding="utf-8")) for path in asked.scores]
    card = asked.before.read_text(encoding="utf-8")
    try:
        renewed = renew(card, asked.weights.read_bytes(), date.today(), scores)
    except ValueError as error:
        raise SystemExit(f"{asked.before}: {error}") from error
    asked.out.write_text(renewed, encoding="utf-8")
    print(f"{asked.out}: {len(renewed.splitlines())} lines")


if __name__ == "__main__":
    main()
