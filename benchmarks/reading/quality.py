"""Score the reading of an article and of pronouns against readings made by hand, beside the checkout.

    python benchmarks/reading/quality.py [SHARED]

``SHARED`` holds ``articles`` and ``reading``. The article's record is scored by the rules in the head of
``score_record.py``: statements match by content (intersection over union of characters at least .5), events
by class and overlapping trigger, the others by their words (.3). Pronouns are those of the GUM news texts
(Zeldes 2017) with coreference marked by hand: *he*, *she* and their forms. One counts as right when the actor
it was tied to is also mentioned in another place of its chain, as open when it was tied to nobody. The
example of the project has its own score, ``gold.py``.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detente.documents import load
from detente.documents.document import Document
from detente.reading import read
from detente.reading.actors.cast import build_cast
from detente.reading.actors.figures import gather_figures
from detente.reading.knowledge.world import load_world
from detente.reading.parse.parsed import prepare, survey
from detente.reading.parse.pipeline import load_pipeline
from detente.reading.readers import DEFAULT_READER
from detente.record.record import Record
from detente.record.values import Mention, Passage, Span

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
PRONOUNS = frozenset({"he", "she", "him", "his", "her"})
_NO_SPACE_BEFORE = re.compile(r"^[.,;:!?)%’”\-]$|^(?:'s|’s|n't|n’t)$")
Chains = dict[str, list[tuple[int, int]]]


def _span(span: Span | Passage | Mention) -> list[int]:
    return [span.start, span.end]


def _said(record: Record) -> Iterator[dict[str, Any]]:
    names = {actor.id: actor.name for actor in record.actors}

    def name(mention: Mention | None) -> str | None:
        return names.get(mention.actor or "", mention.text) if mention is not None else None

    for one in record.statements:
        yield {
            "kind": "statement", "speaker": name(one.speaker), "addressee": name(one.addressee),
            "mode": one.mode, "publicity": one.channel, "content": [_span(piece) for piece in one.content],
        }  # fmt: skip
    for event in record.events:
        yield {
            "kind": "event", "plover": event.act,
            "source": name(event.actor), "target": name(event.recipient),
            "trigger": _span(event.trigger),
        }  # fmt: skip


def rows(record: Record) -> Iterator[dict[str, Any]]:
    """Yield a record in the form that the scorer of the article reads."""
    yield from _said(record)
    for claim in record.claims:
        yield {"kind": "claim", "claim": _span(claim.passage)}
    for relation in record.relations:
        yield {"kind": "relation", "evidence": _span(relation.passage)}
    for proposal in record.proposals:
        yield {"kind": "proposal", "evidence": _span(proposal.passage)}
    for response in record.responses:
        yield {"kind": "response", "evidence": _span(response.passage)}


def score_article(shared: Path, reader: str) -> str:
    """Return what the scorer prints for the article."""
    record = read([load(shared / "articles" / "peace_efforts.txt")], reader=reader)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows(record))
        file.flush()
        scorer = shared / "reading" / "score_record.py"
        command = [sys.executable, str(scorer), str(shared / "reading" / "article_gold.yaml"), file.name]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def load_chains(path: Path) -> tuple[str, Chains]:
    """Put a text together from its tokens, and return it with its chains of mentions."""
    text, spans, chains, begun = "", [], {}, {}  # type: ignore[var-annotated]
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) < 3:
            continue
        word = cells[1]
        is_joined = not text or _NO_SPACE_BEFORE.match(word) or text[-1] in "(“‘$-"
        text += "" if is_joined else " "
        spans.append((len(text), len(text) + len(word)))
        text += word
        for part in re.findall(r"\(\d+\)|\(\d+|\d+\)", cells[2]):
            chain = part.strip("()")
            if part.startswith("("):
                begun.setdefault(chain, []).append(spans[-1][0])
            if part.endswith(")"):
                chains.setdefault(chain, []).append((begun[chain].pop(), spans[-1][1]))
    return text, chains


def tied_pronouns(text: str) -> dict[tuple[int, int], list[tuple[int, int]] | None]:
    """Return for each pronoun of a text all mentions of the actor it is tied to, None when it is open."""
    nlp = load_pipeline()
    reading = prepare(
        survey(Document(id="doc:p", path="p", text=text, sha256="0" * 64), nlp, load_world()), nlp
    )
    cast = build_cast(reading, gather_figures(reading.survey))
    tied = {}
    for block in reading.blocks:
        for token in (token for token in block.doc if token.lower_ in PRONOUNS):
            actor = cast.resolve(block, token).mention.actor
            mentions = cast.figures[actor].mentions if actor is not None else []
            tied[block.bounds(token, token)] = [(m.start, m.end) for m in mentions] if actor else None
    return tied


def score_pronouns(folder: Path) -> Counter[str]:
    """Count the pronouns that are tied rightly, wrongly, or left open."""
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.conll")):
        text, chains = load_chains(path)
        tied = tied_pronouns(text)
        for places in chains.values():
            for place in (place for place in places if text[slice(*place)].lower() in PRONOUNS):
                mentions = tied.get(place)
                others = [other for other in places if other != place]
                if mentions is None:
                    counts["open"] += 1
                else:
                    meets = any(m[0] < o[1] and o[0] < m[1] for m in mentions for o in others)
                    counts["right" if meets else "wrong"] += 1
    return counts


def main() -> None:
    """Print both scores, or say what is not there."""
    parser = argparse.ArgumentParser(description="Score the reading against readings made by hand.")
    parser.add_argument("shared", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--reader", default=DEFAULT_READER)
    arguments = parser.parse_args()
    shared = arguments.shared
    if not (shared / "reading").is_dir():
        parser.error(f"no folder {shared / 'reading'}: give the folder that holds articles and reading")
    print("article")
    print(score_article(shared, arguments.reader))
    counts = score_pronouns(shared / "reading" / "pronouns")
    named = counts["right"] + counts["wrong"]
    print("he and she")
    print(f"{dict(counts)}: right of those tied {counts['right'] / max(1, named):.2f}, "
          f"right of all {counts['right'] / max(1, counts.total()):.2f}")  # fmt: skip


if __name__ == "__main__":
    main()
