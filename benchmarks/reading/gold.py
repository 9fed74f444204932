"""Score the reading of the example dispatches against the record made by hand (examples/sarn/gold.jsonl).

    python benchmarks/reading/gold.py [--reader NAME]

A statement is found when its content shares at least half of all characters that either reading gives it
(intersection over union), an event when the triggers overlap, the others when their passages share three
tenths. Pairs are made best first, each item once. The hand-made record leaves out headlines, reporters'
questions and what the reporter says, so proposing these counts against precision here and is no error.
A speaker is right when the names share all words of the shorter one, and, where the hand-made record has
nobody by name, when nobody is named.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import detente
from detente.reading import read
from detente.reading.readers import DEFAULT_READER
from detente.record.jsonl import objects

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "sarn"
UNNAMED = ("unnamed", "group")

Item = Mapping[str, Any]
Pair = tuple[Item, Item]


def content(item: Item) -> frozenset[int]:
    """Return the code points of what was said."""
    return frozenset(point for piece in item["content"] for point in range(piece["start"], piece["end"]))


def passage(item: Item) -> frozenset[int]:
    """Return the code points of the passage."""
    return frozenset(range(item["start"], item["end"]))


def trigger(item: Item) -> frozenset[int]:
    """Return the code points of an event's trigger."""
    return frozenset(range(item["trigger"]["start"], item["trigger"]["end"]))


RULES: dict[str, tuple[Callable[[Item], frozenset[int]], float]] = {
    "statement": (content, 0.5),
    "event": (trigger, 0.01),
    "proposal": (passage, 0.3),
    "response": (passage, 0.3),
    "claim": (passage, 0.3),
}


def pair(gold: Sequence[Item], found: Sequence[Item], kind: str) -> Iterator[Pair]:
    """Yield pairs of a gold item and a found one, the most alike first, each item once."""
    points, least = RULES[kind]
    alike = []
    for i, a in enumerate(gold):
        for j, b in enumerate(found):
            if a["path"] == b["path"]:
                one, other = points(a), points(b)
                share = len(one & other) / max(1, len(one | other))
                if share >= least:
                    alike.append((-share, i, j))
    used_gold: dict[int, None] = {}
    used_found: dict[int, None] = {}
    for _, i, j in sorted(alike):
        if i not in used_gold and j not in used_found:
            used_gold[i] = used_found[j] = None
            yield gold[i], found[j]


def judge_speaker(gold: Item, found: Item, unnamed: frozenset[str]) -> str:
    """Return ``right``, ``open`` or ``wrong`` for the speaker of a statement that was found."""
    wanted = (gold["speaker"] or {}).get("name") if (gold["speaker"] or {}).get("actor") else None
    speaker = found["speaker"] or {}
    given = speaker.get("name") if speaker.get("actor") not in {None, *unnamed} else None
    if given is None or wanted is None:
        return "right" if given == wanted else "open" if given is None else "wrong"
    words, others = given.lower().split(), wanted.lower().split()
    return "right" if all(word in others for word in words) or all(w in words for w in others) else "wrong"


def main() -> None:
    """Print precision and recall for each kind, and the speakers and acts among what was found."""
    parser = argparse.ArgumentParser(description="Score the reading of the example dispatches.")
    parser.add_argument("--reader", default=DEFAULT_READER)
    reader = parser.parse_args().reader
    gold = [json.loads(line) for line in (EXAMPLE / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    paths = sorted((EXAMPLE / "dispatches").glob("*.txt"))
    record = read((detente.load(path) for path in paths), reader=reader)
    found = [{**item, "path": Path(item["path"]).name} for item in objects(record)]
    unnamed = frozenset(actor.id for actor in record.actors if actor.kind in UNNAMED)
    for kind in RULES:
        wanted = [item for item in gold if item["kind"] == kind]
        given = [item for item in found if item["kind"] == kind]
        pairs = list(pair(wanted, given, kind))
        print(f"{kind:10} {len(pairs):4} found of {len(wanted):3} ({len(pairs) / len(wanted):.0%}), ", end="")
        print(f"{len(given)} proposed (precision at least {len(pairs) / max(1, len(given)):.0%})")
        if kind in ("statement", "event"):
            same = sum(a["act"] == b["act"] for a, b in pairs)
            print(f"{'':10} act the same in {same} ({same / len(pairs):.0%})")
        if kind == "statement":
            verdicts = [judge_speaker(a, b, unnamed) for a, b in pairs]
            told = ", ".join(f"{verdicts.count(word)} {word}" for word in ("right", "open", "wrong"))
            print(f"{'':10} speaker: {told}")


if __name__ == "__main__":
    main()
