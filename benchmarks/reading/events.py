"""Score whole event records on the marked sentences (tests/golden/events): alone, and in their document.

    python -m benchmarks.reading.events [SHARED] [--reader rules] [--within] [--show dev]

Matching follows the head of ``score_events.py`` beside the checkout, mode ``full``: an event is found when
the root is the same (class), when its actor shares a word too, and its recipient too; each event is matched
once, first come first. Function words do not count, and two that name nobody agree. Hypothetical deeds are
optional: one that is not read is not missed, and one that is read, with the same root and an overlapping
trigger, is not counted. Factuality is counted among the events found by class whose triggers overlap.
``--within`` reads each whole document and takes the events whose trigger stands in the sentence.
``--reader tagger`` reads by rules all but the deeds, which the event tagger marks. It has learned from the
half for development, so only the other half says how well it reads: ``training.events_score`` gives the
figures of taggers that have not seen the sentences they are asked about.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.golden.events.loader import MarkedEvent, MarkedSentence, Place, load_event_set

from detente.documents import load
from detente.documents.document import Document
from detente.reading import read
from detente.reading.actors.cast import Cast
from detente.reading.deeds.events import find_events
from detente.reading.deeds.tagged import tag_deeds
from detente.reading.learned.events import decide, load_sureness
from detente.reading.learned_reader import pieces_of
from detente.reading.readers import Reader
from detente.reading.rules import RulesReader
from detente.record.values import Event, Mention, Statement

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
LEVELS = ("class", "+ actor", "+ actor and recipient")
_FUNCTION = "the a an of and or in on at to for by from with his her its their our former new some other 's s"
_FUNCTION_WORDS = frozenset(_FUNCTION.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event in the form that is compared: its trigger counted from the start of the sentence."""

    root: str
    trigger: Place
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    factuality: str


def marked(sentence: MarkedSentence, event: MarkedEvent) -> Told:
    """Return a marked event in the form that is compared."""
    return Told(
        root=event.root,
        trigger=(event.trigger[0] - sentence.start, event.trigger[1] - sentence.start),
        actor=tuple(map(sentence.words, event.actor)),
        recipient=tuple(map(sentence.words, event.recipient)),
        factuality=event.factuality,
    )


def found(event: Event, start: int) -> Told:
    """Return an event that was read in the form that is compared; its mentions count with their own words."""

    def words(mention: Mention | None) -> tuple[str, ...]:
        return () if mention is None else (mention.text,)

    return Told(
        root=event.act,
        trigger=(event.trigger.start - start, event.trigger.end - start),
        actor=words(event.actor),
        recipient=words(event.recipient),
        factuality=event.factuality,
    )


class DeedTagger(RulesReader):
    """The rules for all but the deeds, which the tagger marks."""

    name = "tagger"

    def find_events(self, cast: Cast, statements: Sequence[Statement]) -> tuple[Event, ...]:
        """Find who does what: the marked deeds, tied to the parse and the cast."""
        seen = tag_deeds(cast.reading, pieces_of(cast.reading))
        return find_events(cast.reading, cast, statements, decide(seen, load_sureness()))


def read_alone(sentences: Sequence[MarkedSentence], reader: str | Reader = "rules") -> Iterator[list[Told]]:
    """Yield what is read in each sentence when nothing else is known."""
    for sentence in sentences:
        digest = hashlib.sha256(sentence.text.encode()).hexdigest()
        document = Document(id=f"doc:{digest[:16]}", path="-", text=sentence.text, sha256=digest)
        yield [found(event, 0) for event in read([document], reader=reader).events]


def read_within(sentences: Sequence[MarkedSentence], reader: str | Reader = "rules") -> Iterator[list[Told]]:
    """Yield what is read in each sentence when its whole document is read."""
    read_before: dict[Path, tuple[Event, ...]] = {}
    for sentence in sentences:
        if sentence.document not in read_before:
            read_before[sentence.document] = tuple(read([load(sentence.document)], reader=reader).events)
        end = sentence.start + len(sentence.text)
        yield [
            found(event, sentence.start)
            for event in read_before[sentence.document]
            if sentence.start <= event.trigger.start < end
        ]


def content_words(text: str) -> frozenset[str]:
    """Return the words of a mention that count."""
    plain = text.lower().replace("u.s.", "us").replace("u.n.", "un")
    return frozenset(re.findall(r"[a-z0-9]+", plain)) - _FUNCTION_WORDS


def share_words(gold: Sequence[str], read_: Sequence[str]) -> bool:
    """Whether two lists of mentions share a content word; two empty ones agree."""
    if not gold and not read_:
        return True
    return any(content_words(one) & content_words(other) for one in gold for other in read_)


def agrees(gold: Told, read_: Told, level: str) -> bool:
    """Whether an event that was read matches a marked one on a level."""
    if gold.root != read_.root:
        return False
    if level != "class" and not share_words(gold.actor, read_.actor):
        return False
    return level != LEVELS[2] or share_words(gold.recipient, read_.recipient)


def pair(gold: Sequence[Told], read_: Sequence[Told], level: str) -> list[tuple[Told, Told]]:
    """Match events of a sentence one to one, in order."""
    left = list(read_)
    pairs = []
    for one in gold:
        other = next((other for other in left if agrees(one, other, level)), None)
        if other is not None:
            left.remove(other)
            pairs.append((one, other))
    return pairs


def overlaps(one: Told, other: Told) -> bool:
    """Whether two triggers share a character."""
    return one.trigger[0] < other.trigger[1] and other.trigger[0] < one.trigger[1]


def without_optional(gold: Sequence[Told], read_: Sequence[Told]) -> tuple[list[Told], list[Told]]:
    """Leave out hypothetical deeds, and what was read of them."""
    optional = [one for one in gold if one.factuality == "hypothetical"]
    kept = [
        one for one in read_ if not any(one.root == other.root and overlaps(one, other) for other in optional)
    ]
    return [one for one in gold if one not in optional], kept


def score(gold: Sequence[Sequence[Told]], read_: Sequence[Sequence[Told]]) -> None:
    """Print precision, recall and F1 on each level, factuality and how often it keeps silent."""
    both = [without_optional(one, other) for one, other in zip(gold, read_, strict=True)]
    n_gold, n_read = sum(len(one) for one, _ in both), sum(len(other) for _, other in both)
    for level in LEVELS:
        right = sum(len(pair(one, other, level)) for one, other in both)
        precision, recall, f1 = right / max(1, n_read), right / max(1, n_gold), 2 * right / (n_gold + n_read)
        print(f"    {level:22} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
    met = [two for one, other in both for two in pair(one, other, "class") if overlaps(*two)]
    same = sum(one.factuality == other.factuality for one, other in met)
    silent = [not other for one, other in both if not one]
    print(f"    {n_gold} marked, {n_read} read; factuality {same} of {len(met)}; "
          f"silent on {sum(silent)} of {len(silent)} sentences without a deed")  # fmt: skip


def show(
    sentences: Sequence[MarkedSentence], gold: Sequence[Sequence[Told]], read_: Sequence[Sequence[Told]]
) -> None:
    """Print each sentence with what was missed (-), read too much (+) and matched (=)."""
    for sentence, one, other in zip(sentences, gold, read_, strict=True):
        pairs = pair(one, other, LEVELS[2])
        print(f"\n{sentence.number} {sentence.text}")
        for event in one:
            print("   =" if any(event is a for a, _ in pairs) else "   -", _line(event, sentence.text))
        for event in other:
            if not any(event is b for _, b in pairs):
                print("   +", _line(event, sentence.text))


def _line(event: Told, text: str) -> str:
    return (
        f"{event.root} {text[slice(*event.trigger)]!r} {event.actor} -> {event.recipient} {event.factuality}"
    )


def roots(gold: Sequence[Sequence[Told]], read_: Sequence[Sequence[Told]]) -> str:
    """Return for each root how many were marked, read, and right by class."""
    counts: Mapping[str, Counter[str]] = {name: Counter() for name in ("marked", "read", "right")}
    for one, other in zip(gold, read_, strict=True):
        counts["marked"].update(event.root for event in one)
        counts["read"].update(event.root for event in other)
        counts["right"].update(event.root for event, _ in pair(one, other, "class"))
    names = sorted(counts["marked"] | counts["read"])
    return " ".join(f"{n} {counts['right'][n]}/{counts['marked'][n]}/{counts['read'][n]}" for n in names)


def main() -> None:
    """Print the scores of both halves."""
    parser = argparse.ArgumentParser(description="Score whole event records on marked sentences.")
    parser.add_argument("shared", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--within", action="store_true", help="read whole documents too (minutes)")
    parser.add_argument("--show", choices=("dev",), help="print the events of the half for development")
    parser.add_argument("--reader", default="rules", help="a reader's name, or tagger")
    asked = parser.parse_args()
    reader = DeedTagger() if asked.reader == "tagger" else asked.reader
    ways: dict[str, Callable[..., Iterator[list[Told]]]] = {"alone": read_alone}
    if asked.within:
        ways["within the document"] = read_within
    whole = load_event_set(asked.shared)
    for name, way in ways.items():
        read_all = list(way(whole, reader))
        for half in ("dev", "test"):
            chosen = [place for place, one in enumerate(whole) if one.half == half]
            sentences = [whole[place] for place in chosen]
            gold = [[marked(one, event) for event in one.events] for one in sentences]
            read_ = [read_all[place] for place in chosen]
            print(f"{name}, {half}: {len(sentences)} sentences")
            score(gold, read_)
            print("    right/marked/read: " + roots(gold, read_))
            if asked.show == half:
                show(sentences, gold, read_)


if __name__ == "__main__":
    main()
