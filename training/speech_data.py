"""Prepare PolNeAR for training: word pieces of each document as printed and without names, and their marks.

    python -m training.speech_data QUOTES OUT.npz [--part train] [--first N]

QUOTES is a folder with ``polnear_train.docs.jsonl`` (``doc``, ``text``) and ``polnear_train.gold.jsonl``
(``doc``, and the ``[start, end]`` pieces of ``source``, ``cue``, ``content``): PolNeAR (Newell, Margolin &
Ruths 2018). OUT holds arrays only, no text that could be read back without the tokenizer.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.documents.document import Document
from detente.reading.knowledge.world import load_world
from detente.reading.learned.wordpieces import Wordpieces, load_tokenizer, split
from detente.reading.parse.parsed import Survey, survey
from detente.reading.parse.pipeline import load_pipeline
from training.progress import Progress

OUTSIDE, CUE_BEGIN, CUE_IN = 0, 1, 2
SOURCE_BEGIN, SOURCE_IN, CONTENT_BEGIN, CONTENT_IN = 1, 2, 3, 4


@dataclass(eq=False)
class Marked:
    """One form of a document: its pieces, the cue labels, and for each attribution its roles.

    ``cues`` has shape (n,). ``roles`` holds for each attribution the ``[low, high)`` of its cue and the
    role labels, shape (n,).
    """

    pieces: Wordpieces
    cues: NDArray[np.int64]
    roles: list[tuple[tuple[int, int], NDArray[np.int64]]] = field(default_factory=list)


def read_rows(folder: Path, part: str) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Return (id, text, attributions) of each document of a part, in the file's order."""
    gold: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (folder / f"polnear_{part}.gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold[row["doc"]].append(row)
    rows = map(json.loads, (folder / f"polnear_{part}.docs.jsonl").read_text(encoding="utf-8").splitlines())
    return [(row["doc"], row["text"], gold[row["doc"]]) for row in rows]


def label(
    pieces: Wordpieces, spans: list[list[int]], begin: int, inside: int, labels: NDArray[np.int64]
) -> None:
    """Write begin and inside labels over the pieces that each span touches; breaks inside it belong to it."""
    for start, end in spans:
        low, high = pieces.within(start, end)
        shown = [index for index in range(low, high) if pieces.ends[index] > pieces.starts[index]]
        if shown:
            labels[shown[0] : shown[-1] + 1] = inside
            labels[shown[0]] = begin


def mark(surveyed: Survey, gold: list[dict[str, Any]], *, with_names: bool) -> Marked:
    """Return one form of a document with its labels."""
    names = surveyed.names if with_names else ()
    pieces = split(surveyed.text, surveyed.paragraphs, names, surveyed.quotations, load_tokenizer())
    marked = Marked(pieces, np.zeros(len(pieces), dtype=np.int64))
    for row in gold:
        if not row["cue"]:
            continue
        label(pieces, row["cue"], CUE_BEGIN, CUE_IN, marked.cues)
        here = [pieces.within(*span) for span in row["cue"]]
        low, high = here[0]
        if high <= low:
            continue
        roles = np.zeros(len(pieces), dtype=np.int64)
        label(pieces, row["content"], CONTENT_BEGIN, CONTENT_IN, roles)
        label(pieces, row["source"], SOURCE_BEGIN, SOURCE_IN, roles)
        marked.roles.append(((low, high), roles))
    return marked


def packed(documents: list[Marked]) -> dict[str, NDArray[Any]]:
    """Put documents end to end: ``bounds`` (d+1,) for pieces, roles as sparse (document, cue, label) rows."""
    rows = [
        (number, low, high, index, value)
        for number, document in enumerate(documents)
        for (low, high), roles in document.roles
        for index, value in [(-1, 0), *((int(i), int(roles[i])) for i in np.flatnonzero(roles))]
    ]
    return {
        "bounds": np.cumsum([0, *(len(document.pieces) for document in documents)]),
        "ids": np.concatenate([document.pieces.ids for document in documents]),
        "traits": np.concatenate([document.pieces.traits for document in documents]),
        "starts": np.concatenate([document.pieces.starts for document in documents]),
        "ends": np.concatenate([document.pieces.ends for document in documents]),
        "cues": np.concatenate([document.cues for document in documents]),
        "roles": np.array(rows, dtype=np.int32),
    }


def main() -> None:
    """Read the corpus, mark both forms of every document, write them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("quotes", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--part", default="train")
    parser.add_argument("--first", type=int, default=None, help="take only so many documents")
    arguments = parser.parse_args()
    nlp, world = load_pipeline(), load_world()
    printed, unnamed = [], []
    rows = read_rows(arguments.quotes, arguments.part)[: arguments.first]
    progress = Progress(len(rows), "document")
    for number, (name, text, gold) in enumerate(rows, start=1):
        surveyed = survey(Document(id=name, path=name, text=text, sha256=""), nlp, world)
        printed.append(mark(surveyed, gold, with_names=False))
        unnamed.append(mark(surveyed, gold, with_names=True))
        progress.at(number)
    forms = {"printed": packed(printed), "unnamed": packed(unnamed)}
    arrays = {f"{form}_{key}": value for form, held in forms.items() for key, value in held.items()}
    np.savez_compressed(arguments.out, **arrays)
    print(f"{len(printed)} documents, {len(arrays['unnamed_ids']):,} pieces, written to {arguments.out}")


if __name__ == "__main__":
    main()
