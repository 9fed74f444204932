"""Score who-said-what on news with marked quotations, and time the reading of it.

    python benchmarks/reading/statements.py [--reader NAME] [--docs DOCS] [--gold GOLD] [--first N]

DOCS holds ``doc`` and ``text``, GOLD holds ``doc``, ``type`` (direct, mixed, indirect) and the ``[start,
end]`` pieces of ``source`` and ``content``. Without arguments the development part of PolNeAR (Newell,
Margolin & Ruths 2018) is read where it lies beside the checkout. A statement is found when it shares at
least half of its content with a marked one, one to one; it is right when the speaker's words overlap too,
or neither has any. The record leaves a speaker out who is not certain; *by its source* counts the words
that stand for the source all the same. Of the statements that are found it is also said how many have a
speaker who is tied to an actor, in how many of these the speaker is wrong, and how many are left open. Rules
were worked out on examples from both parts of the corpus, so this is not a test on unseen text.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from detente.documents.document import Document
from detente.reading.actors.cast import build_cast
from detente.reading.actors.figures import gather_figures
from detente.reading.knowledge.world import load_world
from detente.reading.parse.parsed import prepare, survey
from detente.reading.parse.pipeline import load_pipeline, pipeline_name
from detente.reading.readers import DEFAULT_READER, load_reader
from detente.reading.rules import RulesReader
from detente.record.values import Mention, Span, Statement

QUOTES = Path(__file__).resolve().parents[2].parent / "shared" / "reading" / "quotes"
LEAST_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Marked:
    """One attribution as sets of code points."""

    source: frozenset[int]
    content: frozenset[int]
    kind: str


Met = tuple[Marked, Statement]
"""A marked attribution and the statement that was found for it."""


def letters(spans: list[list[int]]) -> frozenset[int]:
    return frozenset(index for start, end in spans for index in range(start, end))


def load_gold(path: Path) -> dict[str, list[Marked]]:
    gold: dict[str, list[Marked]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        gold[row["doc"]].append(Marked(letters(row["source"]), letters(row["content"]), row["type"]))
    return gold


def marked(statement: Statement, who: Span | Mention | None) -> Marked:
    source = [[who.start, who.end]] if who is not None else []
    content = [[span.start, span.end] for span in statement.content]
    return Marked(letters(source), letters(content), statement.mode)


def pair(gold: list[Marked], found: list[Marked]) -> list[tuple[Marked, Marked]]:
    """Pair what shares at least half of its content, best first, one to one."""
    shares = [
        (len(a.content & b.content) / len(a.content | b.content), i, j)
        for i, a in enumerate(gold)
        for j, b in enumerate(found)
        if a.content & b.content
    ]
    pairs, left, right = [], set(range(len(gold))), set(range(len(found)))
    for share, i, j in sorted(shares, reverse=True):
        if share >= LEAST_SHARE and i in left and j in right:
            pairs.append((gold[i], found[j]))
            left.remove(i)
            right.remove(j)
    return pairs


def is_right(gold: Marked, found: Marked) -> bool:
    return bool(gold.source & found.source) or not (gold.source or found.source)


def report(met: Sequence[Met], n_found: int, wanted: Sequence[Marked]) -> None:
    """Print how many of the wanted statements are found, and how many have the right speaker."""
    right = [is_right(gold, marked(one, one.speaker)) for gold, one in met]
    by_source = [is_right(gold, marked(one, one.source)) for gold, one in met]
    _print_f1("content", len(met), n_found, len(wanted))
    _print_f1("content and speaker", sum(right), n_found, len(wanted))
    _print_f1("... by its source", sum(by_source), n_found, len(wanted))
    for kind in ("direct", "mixed", "indirect"):
        n_kind = max(1, sum(item.kind == kind for item in wanted))
        here = [is_so for (gold, _), is_so in zip(met, right, strict=True) if gold.kind == kind]
        print(f"   {kind:<9} found {len(here) / n_kind:.3f}, right {sum(here) / n_kind:.3f}")


def _print_f1(name: str, n_right: int, n_found: int, n_gold: int) -> None:
    precision, recall = n_right / max(1, n_found), n_right / max(1, n_gold)
    f1 = 2 * n_right / max(1, n_found + n_gold)
    print(f"{name:<28} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({n_right} of {n_gold})")


def report_speakers(met: Sequence[Met]) -> None:
    """Print how many found statements have a named speaker, in how many it is wrong, how many are open."""
    named = [(gold, one) for gold, one in met if one.speaker is not None and one.speaker.actor is not None]
    wrong = sum(not is_right(gold, marked(one, one.speaker)) for gold, one in named)
    by_source = sum(not is_right(gold, marked(one, one.source)) for gold, one in named)
    left_open = [(gold, one) for gold, one in met if one.speaker is None]
    by_words = sum(is_right(gold, marked(one, one.source)) for gold, one in left_open)
    print(f"of {len(met)} found, speaker tied to an actor: {share(len(named), len(met))}")
    print(f"   wrong among these {share(wrong, len(named))}, by the source {share(by_source, len(named))}")
    print(f"   open {share(len(left_open), len(met))}, of these right by the source: {by_words}")


def share(part: int, whole: int) -> str:
    return f"{part} ({part / max(1, whole):.1%})"


def read(rows: Sequence[dict[str, Any]], reader: RulesReader) -> Iterator[tuple[str, tuple[Statement, ...]]]:
    """Yield each document's name and its statements."""
    nlp, world = load_pipeline(), load_world()
    for row in rows:
        surveyed = survey(Document(id=row["doc"], path=row["doc"], text=row["text"], sha256=""), nlp, world)
        cast = build_cast(prepare(surveyed, nlp), gather_figures(surveyed))
        yield row["doc"], reader.find_statements(cast)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--docs", type=Path, default=QUOTES / "polnear_dev.docs.jsonl")
    parser.add_argument("--gold", type=Path, default=QUOTES / "polnear_dev.gold.jsonl")
    parser.add_argument("--first", type=int, default=None, help="read only so many documents")
    parser.add_argument("--reader", choices=("learned", "rules"), default=DEFAULT_READER)
    arguments = parser.parse_args()
    reader = load_reader(arguments.reader)
    assert isinstance(reader, RulesReader)
    rows = [json.loads(line) for line in arguments.docs.read_text(encoding="utf-8").splitlines()]
    rows = rows[: arguments.first]
    gold = load_gold(arguments.gold)
    list(read(rows[:1], reader))  # loads what reading needs, so that loading is not timed
    started = time.perf_counter()
    met: list[Met] = []
    n_found = 0
    for name, statements in read(rows, reader):
        n_found += len(statements)
        marks = [marked(one, one.speaker) for one in statements]
        told = {id(mark): one for mark, one in zip(marks, statements, strict=True)}
        met += [(theirs, told[id(mine)]) for theirs, mine in pair(gold[name], marks)]
    seconds = time.perf_counter() - started
    versions = f"Python {platform.python_version()}, spaCy {version('spacy')}, {pipeline_name()}"
    print(f"reader {reader.name}, {platform.machine()}, {versions}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{len(rows)} documents in {seconds:.1f} s, {memory} MiB at most")
    report(met, n_found, [item for row in rows for item in gold[row["doc"]]])
    report_speakers(met)


if __name__ == "__main__":
    main()
