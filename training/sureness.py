"""Fit how probable it is that a statement is right, for the rules and for the learned reader.

    python -m training.sureness QUOTES OUT.json [--first N]

QUOTES holds PolNeAR's development part (``polnear_dev.docs.jsonl``, ``polnear_dev.gold.jsonl``), which the
taggers were not trained on. Every statement that a reader finds is right or wrong by the marked ones:
*told* when it shares at least half of its words with one, and then its *speaker* when their words for the
speaker overlap. Whether something was told inside what somebody else is told to say is not judged: the
corpus leaves most of it out. Two logistic regressions with an L2 penalty over what the reader knows
(`detente.reading.speech.sureness.evidence`). Printed, and kept in OUT, is the expected calibration error
(Naeini, Cooper & Hauskrecht 2015: ten bins of equal width) of probabilities fitted without the document they
are of, in ten folds of documents; kept are weights fitted to all.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from benchmarks.reading.statements import is_right, load_gold, marked, pair
from numpy.typing import NDArray

from detente.documents.document import Document
from detente.reading.actors.cast import build_cast
from detente.reading.actors.figures import gather_figures
from detente.reading.deeds.hints import sentence_places
from detente.reading.knowledge.world import load_world
from detente.reading.learned.attributions import find_attributions
from detente.reading.learned_reader import pieces_of
from detente.reading.parse.parsed import Reading, prepare, survey
from detente.reading.parse.pipeline import load_pipeline
from detente.reading.speech.assembly import build_pairs
from detente.reading.speech.drafts import Draft
from detente.reading.speech.learned_drafts import learned_drafts
from detente.reading.speech.statements import find_drafts
from detente.reading.speech.sureness import evidence
from detente.record.values import Statement
from training.progress import Progress

FOLDS, BINS, PENALTY, ROUNDS = 10, 10, 1.0, 50
READERS = ("rules", "learned")
OF_TELLING = frozenset(
    {"words", "verb of saying", "cue unknown", "source a common noun", "content with that"}
)
"""What says whether words were told and next to nothing of whose they are: too much for so few wrong ones."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a reader knew of a statement; whether it was told so, and its speaker right.

    ``told`` is None where the corpus cannot judge it, ``speaker`` where no marked statement has its words.
    """

    document: int
    known: dict[str, float]
    told: bool | None
    speaker: bool | None
    is_named: bool


def drafts_of(reading: Reading, reader: str) -> Sequence[Draft]:
    """Return what a reader proposes for a document."""
    ruled = find_drafts(reading)
    if reader == "rules":
        return ruled
    attributions = find_attributions(pieces_of(reading), tuple(sentence_places(reading)))
    return learned_drafts(reading, ruled, attributions)


def judge(quotes: Path, reader: str, first: int | None = None) -> Iterator[Judged]:
    """Yield every statement of a reader in the development part, or its first documents, judged."""
    gold = load_gold(quotes / "polnear_dev.gold.jsonl")
    nlp, world = load_pipeline(), load_world()
    lines = (quotes / "polnear_dev.docs.jsonl").read_text(encoding="utf-8").splitlines()[:first]
    progress = Progress(len(lines), f"document for {reader},")
    for number, row in enumerate(map(json.loads, lines)):
        surveyed = survey(Document(id=row["doc"], path=row["doc"], text=row["text"], sha256=""), nlp, world)
        reading = prepare(surveyed, nlp)
        cast = build_cast(reading, gather_figures(surveyed))
        built = build_pairs(drafts_of(reading, reader), reading, cast, named_from=0.0)
        found = [marked(statement, statement.speaker) for _, statement in built]
        met = {id(mine): theirs for theirs, mine in pair(gold[row["doc"]], found)}
        for (draft, statement), mine in zip(built, found, strict=True):
            theirs = met.get(id(mine))
            right = None if theirs is None else is_right(theirs, mine)
            told = theirs is not None if statement.within is None else None
            yield Judged(number, _known(draft, statement), told, right, _is_named(statement))
        progress.at(number + 1)


def _known(draft: Draft, statement: Statement) -> dict[str, float]:
    return evidence(draft, statement.mode, statement.content, statement.speaker)


def _is_named(statement: Statement) -> bool:
    return statement.speaker is not None and statement.speaker.actor is not None


def fit(
    known: Sequence[dict[str, float]], right: NDArray[np.bool_], names: Sequence[str]
) -> NDArray[np.float64]:
    """Return the weights of a logistic regression, by Newton's method."""
    table = np.array([[one.get(name, 0.0) for name in names] for one in known])
    weights = np.zeros(len(names))
    for _ in range(ROUNDS):
        given = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (right - given) - PENALTY * weights
        bend = (table * (given * (1 - given))[:, None]).T @ table + PENALTY * np.eye(len(names))
        step = np.linalg.solve(bend, slope)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def predicted(
    known: Sequence[dict[str, float]], weights: NDArray[np.float64], names: Sequence[str]
) -> NDArray[np.float64]:
    """Return the probabilities that weights give."""
    table = np.array([[one.get(name, 0.0) for name in names] for one in known])
    given: NDArray[np.float64] = 1 / (1 + np.exp(-table @ weights))
    return given


def calibration_error(given: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Return the expected calibration error over bins of equal width."""
    bins = np.minimum((given * BINS).astype(int), BINS - 1)
    gaps = [
        abs(right[bins == index].mean() - given[bins == index].mean()) * (bins == index).sum()
        for index in range(BINS)
        if (bins == index).any()
    ]
    return float(sum(gaps) / len(given))


def fit_one(judged: Sequence[Judged], what: str) -> tuple[dict[str, float], dict[str, float | int]]:
    """Fit one model: its weights by name, and its scores out of fold."""
    is_told = what == "told"
    rows = [
        one
        for one in judged
        if (one.told is not None if is_told else one.speaker is not None and one.is_named)
    ]
    if not rows:
        raise SystemExit(f"no statement to fit the probability of '{what}' to: judge more documents")
    left_out = frozenset() if is_told else OF_TELLING
    names = sorted({name for row in rows for name in row.known} - left_out)
    known = [row.known for row in rows]
    right = np.array([bool(row.told if is_told else row.speaker) for row in rows])
    folds = np.array([row.document % FOLDS for row in rows])
    given = np.full(len(rows), right.mean())  # stays where there is no other document to learn from
    for fold in range(FOLDS):
        kept = [k for k, f in zip(known, folds, strict=True) if f != fold]
        held = [k for k, f in zip(known, folds, strict=True) if f == fold]
        if kept and held:
            given[folds == fold] = predicted(held, fit(kept, right[folds != fold], names), names)
    weights = fit(known, right, names)
    scores: dict[str, float | int] = {
        "n": len(rows),
        "share right": round(float(right.mean()), 3),
        "expected calibration error out of fold": round(calibration_error(given, right), 4),
        "Brier score out of fold": round(float(((given - right) ** 2).mean()), 4),
    }
    return {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)}, scores


def main() -> None:
    """Judge, fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("quotes", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--first", type=int, default=None, help="judge only so many documents")
    arguments = parser.parse_args()
    kept: dict[str, dict[str, object]] = {"weights": {}, "scores": {}}
    for reader in READERS:
        judged = list(judge(arguments.quotes, reader, arguments.first))
        pairs = {what: fit_one(judged, what) for what in ("told", "speaker")}
        kept["weights"][reader] = {what: weights for what, (weights, _) in pairs.items()}
        kept["scores"][reader] = {what: scores for what, (_, scores) in pairs.items()}
        print(reader, json.dumps(kept["scores"][reader]))
    arguments.out.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
