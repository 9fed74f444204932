"""Judge the records that both readers propose by those read by hand, for `training.record_sureness`.

- Of the example's dispatches (``examples/sarn/gold.jsonl``) events, proposals, responses and claims: right
  when they meet one of the hand-made record as in ``benchmarks/reading/gold.py``, of the same act or kind,
  and nobody is given who is not meant there (a state's spokesman is as good as the state). Events that are
  acts of statements are neither right nor wrong: that record keeps these with the statements.
- Of the article (``reading/article_gold.yaml`` in SHARED) responses and claims: right when they share three
  tenths with one of that reading, whose kinds are other ones, and nobody is given who is not meant there.
- Of marked sentences, read alone (``tests/golden/events``: the half for development;
  ``training/marks/corpus.jsonl``), events of the rules: right when their root is marked there, each mark
  given once.
- Relations of the rules: as ``training/marks/relations.jsonl`` marks them.

A proposal counts as met when any of its mentions does. Left out are events that the tagger rates itself,
deeds that are marked as hypothetical, and relations that nobody has marked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from benchmarks.reading.events import Told, found, marked, overlaps
from benchmarks.reading.gold import EXAMPLE, UNNAMED, judge_speaker, pair
from tests.golden.events.loader import MarkedEvent, MarkedSentence, load_event_set

from detente.documents import load
from detente.documents.document import Document
from detente.errors import RecordError
from detente.reading import read
from detente.reading.actors.cast import Cast
from detente.reading.joining import Found
from detente.reading.learned_reader import LearnedReader
from detente.reading.record_sureness import Basis, Rated, evidence, kind_of
from detente.reading.rules import RulesReader
from detente.record.jsonl import objects
from detente.record.record import Record

KINDS = ("event", "proposal", "response", "claim", "relation")
MARKS = Path(__file__).with_name("marks")
_KEY = {"event": "act", "response": "response", "claim": "claim"}
_WHO = {"proposal": "sponsor", "response": "by", "claim": "by"}

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What was known of a record, by which reader and of which document, and whether it is right."""

    kind: str
    source: str
    document: str
    reader: str
    known: dict[str, float]
    is_right: bool


class UnratedRules(RulesReader):
    """The rules, whose records have no probability yet."""

    def read_cast(self, cast: Cast) -> Found:
        """Read one prepared document."""
        return self.find_records(cast)


class UnratedLearned(LearnedReader):
    """The learned reader, whose records have no probability yet but for what its taggers rate."""

    def read_cast(self, cast: Cast) -> Found:
        """Read one prepared document."""
        return self.find_records(cast)


READERS: Mapping[str, type[RulesReader]] = {"rules": UnratedRules, "learned": UnratedLearned}


def judge(shared: Path) -> Iterator[Judged]:
    """Yield every record that a reader proposes and that can be judged.

    Parameters
    ----------
    shared : Path
        The folder that holds ``articles`` and ``reading``.
    """
    for reader in READERS:
        yield from _in_dispatches(reader)
        yield from _in_article(shared, reader)
    # the tagger of deeds has learned from these sentences; relations both readers find by the same rules
    yield from _in_sentences(shared, "rules")
    yield from _relations(shared, "rules")


def _known(record: Record) -> dict[str, tuple[str, dict[str, float]]]:
    """Return by id the kind of each record without a probability, and what is known of it."""
    basis = Basis(record.statements)
    records: tuple[Rated, ...] = (
        *record.events,
        *record.proposals,
        *record.responses,
        *record.claims,
        *record.relations,
    )
    return {
        one.id: (kind_of(one), evidence(one, basis.of(one))) for one in records if one.probability is None
    }


# -- the dispatches and the article


def _in_dispatches(reader: str) -> Iterator[Judged]:
    gold = [json.loads(line) for line in (EXAMPLE / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    paths = sorted((EXAMPLE / "dispatches").glob("*.txt"))
    record = read([load(path) for path in paths], reader=READERS[reader]())
    yield from _against(gold, record, reader, "dispatches")


def _in_article(shared: Path, reader: str) -> Iterator[Judged]:
    path = shared / "articles" / "peace_efforts.txt"
    held = yaml.safe_load((shared / "reading" / "article_gold.yaml").read_text(encoding="utf-8"))
    record = read([load(path)], reader=READERS[reader]())
    yield from _against(list(_article_items(held, path.name)), record, reader, "article")


def _article_items(held: Item, path: str) -> Iterator[Item]:
    """Yield the responses and claims of the reading by hand in the shape of the dispatches'; no kinds."""
    names = {entity["id"]: entity["name"] for entity in held["entities"]}
    rows = [("claim", row, row["claim"]) for row in held["claims_and_forecasts"]]
    rows += [("response", row, row["evidence"]) for row in held["responses"]]
    for kind, row, words in rows:
        if row.get("kind") == "no response reported":
            continue
        name = names.get(row["by"])
        by = None if name is None else {"actor": row["by"], "name": name}
        yield {"kind": kind, "path": path, "start": words["span"][0], "end": words["span"][1], "by": by}


def _against(gold: Sequence[Item], record: Record, reader: str, source: str) -> Iterator[Judged]:
    known = _known(record)
    given = [{**item, "path": Path(item["path"]).name} for item in objects(record)]
    for kind in (one for one in KINDS if any(item["kind"] == one for item in gold)):
        right = _right(
            [place for item in gold if item["kind"] == kind for place in _places(item)],
            [place for item in given if item["kind"] == kind for place in _places(item)],
            record,
        )
        for item in (item for item in given if item["kind"] == kind and item["id"] in known):
            if "done by saying" not in known[item["id"]][1]:
                yield Judged(
                    kind=kind,
                    source=source,
                    document=item["path"],
                    reader=reader,
                    known=known[item["id"]][1],
                    is_right=item["id"] in right,
                )


def _places(item: Item) -> Iterator[Item]:
    """Yield an item once for each place that tells of it: a proposal has several."""
    yield item
    if item["kind"] == "proposal":
        for mention in item["mentions"]:
            yield {**item, "start": mention["start"], "end": mention["end"]}


def _right(wanted: Sequence[Item], offered: Sequence[Item], record: Record) -> frozenset[str]:
    """Return the ids of the items of one kind that agree with one read by hand."""
    unnamed = frozenset(actor.id for actor in record.actors if actor.kind in UNNAMED)
    sides = {actor.id: actor.speaks_for for actor in record.actors}
    sponsors = {item["name"]: item["sponsor"] for item in wanted if item.get("sponsor")}
    right = []
    for theirs, mine in pair(wanted, offered, offered[0]["kind"]) if offered else ():
        key, who = _KEY.get(mine["kind"]), _WHO.get(mine["kind"])
        is_alike = key is None or key not in theirs or theirs[key] == mine[key]
        if who is not None:
            meant = theirs[who] or sponsors.get(theirs.get("name"))  # named in another dispatch
            is_alike = is_alike and _is_same(meant, mine[who], unnamed, sides)
        if is_alike:
            right.append(mine["id"])
    return frozenset(right)


def _is_same(
    theirs: Item | None, mine: Item | None, unnamed: frozenset[str], sides: Mapping[str, str | None]
) -> bool:
    """Whether nobody is given who is not meant; whoever speaks for a state is as good as the state."""
    if judge_speaker({"speaker": theirs}, {"speaker": mine}, unnamed) != "wrong":
        return True
    one, other = ((who or {}).get("actor") for who in (theirs, mine))
    return one is not None and other is not None and (sides.get(one) == other or sides.get(other) == one)


# -- marked sentences


def _in_sentences(shared: Path, reader: str) -> Iterator[Judged]:
    own = [one for one in load_event_set(shared) if one.half == "dev"]
    for sentence in (*own, *_marked_sentences(shared)):
        digest = hashlib.sha256(sentence.text.encode()).hexdigest()
        document = Document(id=f"doc:{digest[:16]}", path="-", text=sentence.text, sha256=digest)
        record = read([document], reader=READERS[reader]())
        known = _known(record)
        wanted = [marked(sentence, event) for event in sentence.events]
        told = [(event.id, found(event, 0)) for event in record.events]
        for identity, is_right in _rooted(wanted, told):
            if identity in known:
                yield Judged(
                    kind="event",
                    source="sentences",
                    document=sentence.document.name,
                    reader=reader,
                    known=known[identity][1],
                    is_right=is_right,
                )


def _marked_sentences(shared: Path) -> Iterator[MarkedSentence]:
    """Yield the sentences of the free corpus that were marked for training."""
    for number, line in enumerate((MARKS / "corpus.jsonl").read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        path = shared / "reading" / "corpus" / row["document"]
        text = path.read_bytes().decode("utf-8")[row["start"] : row["end"]]
        _check(text.encode(), row["sha256"], f"sentence {number} of {row['document']}")
        events = tuple(
            MarkedEvent(root=event["root"], trigger=tuple(event["trigger"]), factuality=event["factuality"])
            for event in row["events"]
        )
        yield MarkedSentence(number=number, document=path, text=text, start=0, half="dev", events=events)


def _check(words: bytes, sha256: str, what: str) -> None:
    met = hashlib.sha256(words).hexdigest()
    if met != sha256:
        raise RecordError(f"{what} has SHA-256 {met}, and {sha256} was marked: mark it anew")


def _rooted(wanted: Sequence[Told], told: Sequence[tuple[str, Told]]) -> Iterator[tuple[str, bool]]:
    """Yield each event's id with whether its root is marked; first those that overlap their mark."""
    plain = [one for one in wanted if one.factuality != "hypothetical"]
    optional = [one for one in wanted if one.factuality == "hypothetical"]
    left = [
        (identity, mine)
        for identity, mine in told
        if not any(one.root == mine.root and overlaps(one, mine) for one in optional)
    ]
    right: dict[str, None] = {}
    for is_near in (True, False):
        for one in list(plain):
            met = next(
                (
                    identity
                    for identity, mine in left
                    if identity not in right and mine.root == one.root and overlaps(one, mine) == is_near
                ),
                None,
            )
            if met is not None:
                plain.remove(one)
                right[met] = None
    for identity, _ in left:
        yield identity, identity in right


# -- marked relations


def _relations(shared: Path, reader: str) -> Iterator[Judged]:
    marks: dict[str, list[Item]] = {}
    for line in (MARKS / "relations.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        marks.setdefault(row["document"], []).append(row)
    for name, rows in marks.items():
        roots = (EXAMPLE / "dispatches", shared / "articles", shared / "reading" / "corpus")
        path = next(root / name for root in roots if (root / name).exists())
        _check(path.read_bytes(), rows[0]["sha256"], f"document {name}")
        record = read([load(path)], reader=READERS[reader]())
        known = _known(record)
        answers = {(row["start"], row["end"], row["relation"]): row["is_right"] for row in rows}
        for one in record.relations:
            answer = answers.get((one.passage.start, one.passage.end, one.kind))
            if answer is not None and one.id in known:
                yield Judged(
                    kind="relation",
                    source="marks",
                    document=name,
                    reader=reader,
                    known=known[one.id][1],
                    is_right=answer,
                )
