"""What a reader makes of the actors of a marked report, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.golden.casts.marked import OPEN, Mark, MarkedReport

from detente.documents.document import Document
from detente.reading.actors.cast import SIDES, Cast, build_cast
from detente.reading.actors.figures import Figure, gather_figures
from detente.reading.actors.shared_names import share_names
from detente.reading.joining import Found
from detente.reading.knowledge.world import load_world
from detente.reading.parse.parsed import prepare, survey
from detente.reading.parse.pipeline import load_pipeline
from detente.reading.rules import RulesReader

Counts = Counter[tuple[str, str]]
"""Counts by what is scored and outcome."""


@dataclass(frozen=True, slots=True)
class Miss:
    """Something that is not as marked."""

    what: str
    words: str
    expected: str
    got: str


Verdict = tuple[str, str, Miss]
"""What is scored, the outcome, and what it is about."""


def read_marked(report: MarkedReport) -> tuple[Cast, Found]:
    """Read a marked report as the rules do."""
    nlp, world = load_pipeline(), load_world()
    document = Document(id=report.manner, path=report.manner, text=report.text, sha256="0" * 64)
    (surveyed,) = share_names([survey(document, nlp, world)])
    cast = build_cast(prepare(surveyed, nlp), gather_figures(surveyed))
    return cast, RulesReader().read_cast(cast)


def score(report: MarkedReport) -> tuple[Counts, list[Miss]]:
    """Count, for one report, what is right, wrong and open, with everything that is not right.

    - ``named``: an actor marked by name is found; a figure of a name that no mark names is ``extra``.
    - ``kind``, ``speaks for``: of the actors found. Whom one speaks for is compared by where the chain ends.
    - ``alias``: a marked name counts to the figure that most of its actor's names count to.
    - ``reference``: a word that is no name is tied to that figure, to another (wrong) or to none (open).
    - ``relation``: each marked one is found; any other is ``extra``.
    """
    cast, found = read_marked(report)
    meant = _pair(report, cast.figures)
    verdicts = [
        *_score_actors(report, meant, cast),
        *_score_marks(report, meant, cast),
        *_score_relations(report, meant, found),
    ]
    counts = Counter((what, outcome) for what, outcome, _ in verdicts)
    return counts, [miss for _, outcome, miss in verdicts if outcome != "right"]


def _verdict(what: str, outcome: str, words: str, expected: str, got: str) -> Verdict:
    return what, outcome, Miss(f"{what} {outcome}", words, expected, got)


def _score_actors(report: MarkedReport, meant: Mapping[str, str], cast: Cast) -> Iterator[Verdict]:
    for key in report.actors:
        if any(mark.is_name and mark.key == key for mark in report.marks):
            yield _verdict("named", "right" if key in meant else "missed", key, key, "")
    for key, figure_key in meant.items():
        figure, actor = cast.figures[figure_key], report.actors[key]
        if actor.kind != "unnamed":
            outcome = "right" if figure.kind == actor.kind else "wrong"
            yield _verdict("kind", outcome, key, actor.kind, figure.kind)
        end = _end(key, report)
        expected = None if end == key else meant.get(end, end)
        got = cast.represented(figure_key)
        got = None if got == figure_key else got
        if expected is not None or got is not None:
            yield _verdict("speaks for", _outcome(expected, got), key, str(expected), str(got))
    for figure in _extra(report, cast):
        yield _verdict("named", "extra", figure.name, "", figure.kind)


def _score_marks(report: MarkedReport, meant: Mapping[str, str], cast: Cast) -> Iterator[Verdict]:
    for mark in report.marks:
        what = "alias" if mark.is_name else "reference"
        got = _named_by(mark, cast) if mark.is_name else _referred(mark, cast)
        outcome = _outcome(meant.get(mark.key, ""), got)
        if mark.key == OPEN:
            outcome = "right" if got is None or cast.figures[got].kind == "group" else "wrong"
        yield _verdict(what, outcome, _around(report, mark), mark.key, str(got))


def _outcome(expected: str | None, got: str | None) -> str:
    return "open" if got is None else "right" if got == expected else "wrong"


def _score_relations(report: MarkedReport, meant: Mapping[str, str], found: Found) -> Iterator[Verdict]:
    told = {(one.kind, frozenset({one.a, one.b})) for one in found.relations}
    expected = {
        (kind, frozenset({meant.get(a, a), meant.get(b, b) if b else SIDES}))
        for kind, a, b in report.relations
    }
    for kind, pair in sorted(expected, key=str):
        outcome = "right" if (kind, pair) in told else "missed"
        yield _verdict("relation", outcome, kind, " ".join(sorted(pair)), "")
    for kind, pair in sorted(told - expected, key=str):
        if kind != "neutrality":
            yield _verdict("relation", "extra", kind, "", " ".join(sorted(pair)))


def _around(report: MarkedReport, mark: Mark) -> str:
    text = report.text
    return f"...{text[max(0, mark.start - 30) : mark.start]}[{text[mark.start : mark.end]}]".replace(
        "\n", " "
    )


def _end(key: str, report: MarkedReport) -> str:
    """Return whom an actor speaks for in the end, itself where for nobody."""
    while (owner := report.actors[key].speaks_for) is not None:
        key = owner
    return key


def _pair(report: MarkedReport, figures: Mapping[str, Figure]) -> dict[str, str]:
    """Pair marked actors with figures by the most marks that both have, names before other words."""
    shared: Counter[tuple[str, str]] = Counter()
    for mark in report.marks:
        for figure in figures.values():
            if any(_touch(mark, span.start, span.end) for span in figure.mentions):
                shared[mark.key, figure.key] += 100 if mark.is_name else 1
    pairs: dict[str, str] = {}
    for (key, figure_key), _ in shared.most_common():
        is_figure_named = figures[figure_key].basis != "named by a common noun"
        is_named = any(mark.is_name and mark.key == key for mark in report.marks)
        if key in report.actors and key not in pairs and figure_key not in pairs.values():
            if is_named and not is_figure_named:
                continue
            pairs[key] = figure_key
    return pairs


def _touch(mark: Mark, start: int, end: int) -> bool:
    """Whether a mention is the marked words: a title may stand before a name, nothing behind it."""
    return start < mark.end and mark.start < end and abs(end - mark.end) <= 2


def _extra(report: MarkedReport, cast: Cast) -> Iterator[Figure]:
    """Yield figures of names, none of whose mentions touches a mark."""
    for figure in cast.figures.values():
        if figure.basis in ("named by a common noun", "named together", "the sides of the conflict"):
            continue
        spans = [(span.start, span.end) for span in figure.mentions]
        if spans and not any(a < mark.end and mark.start < b for a, b in spans for mark in report.marks):
            yield figure


def _named_by(mark: Mark, cast: Cast) -> str | None:
    touching = [
        figure.key
        for figure in cast.figures.values()
        if any(_touch(mark, span.start, span.end) for span in figure.mentions)
    ]
    named = [key for key in touching if cast.figures[key].basis != "named by a common noun"]
    return next(iter(named or touching), None)


def _referred(mark: Mark, cast: Cast) -> str | None:
    """Return whom a word that is no name is tied to: the head of the marked words."""
    for block in sorted(cast.reading.blocks, key=lambda block: block.inside is None):
        tokens = block.tokens_within(mark.start, mark.end)
        if tokens and block.ends[tokens[-1].i] == mark.end:
            inside = {token.i for token in tokens}
            head = next(token for token in tokens if token.head.i not in inside or token.head is token)
            return cast.resolve(block, head).mention.actor
    return None


def table(counted: Sequence[Counts]) -> str:
    """Return the counts of all reports together, a line for each thing that is scored."""
    total: Counts = sum(counted, Counter())
    lines = []
    for what in dict.fromkeys(what for what, _ in total):
        parts = [f"{n} {outcome}" for (one, outcome), n in sorted(total.items()) if one == what]
        lines.append(f"{what:11} {', '.join(parts)}")
    return "\n".join(lines)
