"""Score what the tagger of who said what marks, by the scorer that comes with the corpora.

    python -m training.speech_score CORPORA [--first N]

CORPORA holds ``score_quotes.py`` and ``quotes/polnear_dev.docs.jsonl`` with its ``gold.jsonl``: PolNeAR's
development part (Newell, Margolin & Ruths 2018), which training never saw. Scored are the marks alone, as the
tagger of the package makes them when it is shown what the reader shows it: no rules, and nothing left out
for being improbable.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from detente.documents.document import Document
from detente.reading.deeds.hints import sentence_places
from detente.reading.knowledge.world import load_world
from detente.reading.learned.attributions import find_attributions
from detente.reading.learned.wordpieces import load_tokenizer, split
from detente.reading.parse.parsed import prepare, survey
from detente.reading.parse.pipeline import load_pipeline
from training.progress import Progress
from training.speech_data import read_rows


def marks(rows: Sequence[tuple[str, str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the marks of every document as the scorer reads them.

    The tagger says nothing of *direct* and *indirect*, so its marks have no type.
    """
    nlp, world, tokenizer = load_pipeline(), load_world(), load_tokenizer()
    progress = Progress(len(rows), "document")
    for number, (name, text, _) in enumerate(rows, start=1):
        seen = survey(Document(id=name, path=name, text=text, sha256=""), nlp, world)
        pieces = split(text, seen.paragraphs, seen.names, seen.quotations, tokenizer)
        for one in find_attributions(pieces, tuple(sentence_places(prepare(seen, nlp)))):
            yield {"doc": name, "source": one.source, "cue": [one.cue], "content": one.content}
        progress.at(number)


def write(path: Path, rows: Iterator[dict[str, Any]]) -> None:
    """Write one object a line."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def main() -> None:
    """Mark, and print what the scorer says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--first", type=int, default=None, help="mark only so many documents")
    arguments = parser.parse_args()
    rows = read_rows(arguments.corpora / "quotes", "dev")[: arguments.first]
    with tempfile.TemporaryDirectory() as folder:
        gold, told = Path(folder) / "gold.jsonl", Path(folder) / "told.jsonl"
        write(gold, ({**row, "doc": name} for name, _, marked in rows for row in marked))
        write(told, marks(rows))
        scorer = arguments.corpora / "score_quotes.py"
        done = subprocess.run(
            [sys.executable, str(scorer), str(gold), str(told)], check=True, capture_output=True, text=True
        )
    print(f"{len(rows)} documents; the marks alone, by {scorer.name}")
    print(done.stdout, end="")


if __name__ == "__main__":
    main()
