"""Score *he* and *she* on news texts with coreference marked by hand, at several lines for naming somebody.

    python benchmarks/reading/pronouns.py [FOLDER]

FOLDER holds ``*.conll`` files with the chains of mentions in the last column (GUM news, Zeldes 2017). A
pronoun is right when the actor it is tied to is also mentioned in another place of its chain, open when it is
tied to nobody. The weights in the package were fitted to these texts among others (``training/pronouns.py``
prints the scores of each text with weights fitted without it), so what this prints is no test on unseen text.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.documents.document import Document
from detente.reading.actors.cast import Cast, build_cast
from detente.reading.actors.figures import gather_figures
from detente.reading.actors.pronouns import PERSONAL
from detente.reading.knowledge.world import load_world
from detente.reading.parse.parsed import Reading, prepare, survey
from detente.reading.parse.pipeline import load_pipeline

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "reading" / "pronouns"
LINES = (0.4, 0.5, 0.6, 0.7, 0.8)
_NO_SPACE_BEFORE = re.compile(r"^[.,;:!?)%’”\-]$|^(?:'s|’s|n't|n’t)$")
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and, for each *he* or *she* in it, where else its person is mentioned."""

    name: str
    text: str
    others: Mapping[Stretch, Sequence[Stretch]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a pronoun: is the likeliest candidate right, and how likely is it said to be."""

    text: str
    place: Stretch
    is_right: bool
    probability: float
    is_named: bool


def load_marked(path: Path, *, closed_up: bool = False) -> Marked:
    """Put a text together from its tokens; ``closed_up`` sets plain quotation marks as print does."""
    text, spans = "", []
    begun: dict[str, list[int]] = {}
    chains: dict[str, list[Stretch]] = {}
    is_inside, is_after_opening = False, False
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) < 3:
            continue
        word = cells[1]
        is_joined = not text or bool(_NO_SPACE_BEFORE.match(word)) or text[-1] in "(“‘$-" or is_after_opening
        is_after_opening = False
        if closed_up and word == '"':
            is_joined, is_inside = is_joined or is_inside, not is_inside
            is_after_opening = is_inside
        text += "" if is_joined else " "
        spans.append((len(text), len(text) + len(word)))
        text += word
        for part in re.findall(r"\(\d+\)|\(\d+|\d+\)", cells[2]):
            chain = part.strip("()")
            if part.startswith("("):
                begun.setdefault(chain, []).append(spans[-1][0])
            if part.endswith(")"):
                chains.setdefault(chain, []).append((begun[chain].pop(), spans[-1][1]))
    others = {
        place: [other for other in places if other != place]
        for places in chains.values()
        for place in places
        if text[slice(*place)].lower() in PERSONAL
    }
    return Marked(path.stem, text, others)


def read_text(name: str, text: str) -> Reading:
    """Parse a text on its own."""
    nlp = load_pipeline()
    return prepare(survey(Document(id=name, path=name, text=text, sha256="0" * 64), nlp, load_world()), nlp)


def meets(mentions: Sequence[Stretch], others: Sequence[Stretch]) -> bool:
    """Whether any two stretches share a character."""
    return any(a[0] < b[1] and b[0] < a[1] for a in mentions for b in others)


def judge(marked: Marked, cast: Cast) -> Iterator[Verdict]:
    """Yield a verdict on every marked pronoun of a text."""
    tokens = {
        block.bounds(token, token): (block, token)
        for block in cast.reading.blocks
        for token in block.doc
        if token.lower_ in PERSONAL
    }
    for place, others in marked.others.items():
        if place not in tokens:
            yield Verdict(marked.name, place, False, 0.0, False)
            continue
        found = cast.resolve(*tokens[place])
        key = found.mention.actor or (found.candidates[0] if found.candidates else None)
        spans = cast.figures[key].mentions if key is not None else []
        is_right = meets([(span.start, span.end) for span in spans], others)
        is_named = found.mention.actor is not None
        yield Verdict(marked.name, place, is_right, found.probability or 0.0, is_named)


def count(verdicts: Sequence[Verdict], line: float | None = None) -> Counter[str]:
    """Count right, wrong and open pronouns, by a line for naming or (None) as the package names."""
    return Counter(
        ("right" if v.is_right else "wrong")
        if (v.is_named if line is None else v.probability >= line)
        else "open"
        for v in verdicts
    )


def show(verdicts: Sequence[Verdict], *, to: Sequence[float] = LINES) -> None:
    """Print the counts at each line."""
    for line in (None, *to):
        counts = count(verdicts, line)
        named = max(1, counts["right"] + counts["wrong"])
        title = "as named" if line is None else f"at {line:.1f}"
        told = ", ".join(f"{counts[word]:3} {word}" for word in ("right", "wrong", "open"))
        shares = f"{counts['right'] / max(1, counts.total()):.2f} of all right"
        print(f"{title:9} {told}   {shares}, {counts['wrong'] / named:.3f} of those named wrong")


def main() -> None:
    """Print the curve for the texts as their tokens stand and with quotation marks closed up."""
    parser = argparse.ArgumentParser(description="Score he and she on texts with coreference marked.")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    folder: Path = parser.parse_args().folder
    paths = sorted(folder.glob("*.conll"))
    if not paths:
        parser.error(f"no *.conll files in {folder}: give the folder that holds them")
    for closed_up in (False, True):
        verdicts = []
        for path in paths:
            marked = load_marked(path, closed_up=closed_up)
            reading = read_text(marked.name, marked.text)
            verdicts += list(judge(marked, build_cast(reading, gather_figures(reading.survey))))
        print("quotation marks closed up" if closed_up else "tokens as they stand")
        show(verdicts)


if __name__ == "__main__":
    main()
