"""Nineteen reports of invented conflicts, marked by hand before any reader read them, and their scores.

Each report has its marks in TOML: the proposal with its clauses and sponsor, the answers to it,
claims about the future with the days they are due, conditions, demands, and the days of some deeds. A mark
is words of the report, found where they first stand. ``optional`` marks are such as two people may well
decide differently: they count neither as missed nor, if found, as wrong. What the record has no kind for
(*has yet to decide*) is marked ``undecided``; to read an answer there is wrong.

A clause is found if it shares half of the characters that it or its mark has, the others if they share half
of the shorter one. The reports were marked in rounds. Those of ``test`` and ``fourth test`` are for scoring
alone; the misses in those of ``second test`` and ``third test`` were looked at once they had been scored,
and rules were mended by them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from detente.documents import load
from detente.reading import read
from detente.record.record import Record
from detente.record.values import Interval, Mention

REPORTS, MARKS = (Path(__file__).with_name(name) for name in ("reports", "marks"))
Place = tuple[int, int]


@dataclass(slots=True)
class Score:
    """How many marks there are of a kind, how many were proposed, and how many of these are right."""

    marked: int = 0
    proposed: int = 0
    right: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of the marks that was found."""
        return self.right / max(1, self.marked)

    @property
    def precision(self) -> float:
        """The share of what was proposed that is marked."""
        return self.right / max(1, self.proposed)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / max(1, self.marked + self.proposed)

    def __str__(self) -> str:
        return (
            f"{self.right:3} right of {self.marked:3} marked and {self.proposed:3} proposed: "
            f"P {self.precision:.2f} R {self.recall:.2f} F1 {self.f1:.2f}"
        )


def reports(half: str) -> list[Path]:
    """Return the reports of one half (``dev`` or ``test``), by name."""
    return [path for path in sorted(REPORTS.glob("*.txt")) if _marks(path)["half"] == half]


def score(paths: Sequence[Path], reader: str) -> dict[str, Score]:
    """Read reports, each by itself, and score what is read against the marks."""
    scores: dict[str, Score] = {}
    for path in paths:
        marks, record = _marks(path), read([load(path)], reader=reader)
        text = path.read_text(encoding="utf-8")
        for kind, found, wanted in _compared(text, marks, record):
            _count(scores, kind, wanted, found, f"{path.stem}: ")
    return scores


@dataclass(frozen=True, slots=True)
class One:
    """A mark, or what was read: where it stands, and what else has to be the same."""

    place: Place
    text: str
    is_optional: bool = False
    details: Mapping[str, Any] = field(default_factory=dict)


def _marks(path: Path) -> dict[str, Any]:
    return tomllib.loads((MARKS / f"{path.stem}.toml").read_text(encoding="utf-8"))


def place_of(text: str, words: str) -> Place:
    """Return where words of a report first stand."""
    start = text.index(words)
    return start, start + len(words)


def _compared(
    text: str, marks: Mapping[str, Any], record: Record
) -> Iterator[tuple[str, list[One], list[One]]]:
    """Yield each kind with what was read and what is marked."""
    names = {actor.id: actor.name for actor in record.actors}

    def wanted(kind: str, words: str = "words") -> list[One]:
        return [
            One(place_of(text, mark[words]), mark[words], mark.get("optional", False), mark)
            for mark in marks.get(kind, ())
        ]

    def name(mention: Mention | None) -> str:
        return names.get(mention.actor or "", mention.text) if mention is not None else ""

    yield (
        "proposal",
        [
            One((m.start, m.end), p.name, False, {"sponsor": name(p.sponsor)})
            for p in record.proposals
            for m in _nearest(p.mentions, wanted("proposal"))
        ],
        wanted("proposal"),
    )
    yield (
        "clause",
        [One((c.passage.start, c.passage.end), c.passage.text) for p in record.proposals for c in p.clauses],
        [One(place_of(text, w), w) for p in marks.get("proposal", ()) for w in p["clauses"]],
    )
    yield (
        "response",
        [
            One(
                (r.passage.start, r.passage.end),
                r.passage.text,
                False,
                {"by": name(r.by), "kind": r.kind, "alleged": name(r.alleged_by)},
            )
            for r in record.responses
        ],
        wanted("response"),
    )
    yield "claim", [
        One((c.passage.start, c.passage.end), c.passage.text, False,
            {"by": name(c.by), "kind": c.kind, "due": _days(c.due)})
        for c in record.claims
    ], wanted("claim")  # fmt: skip
    yield (
        "condition",
        [
            One((s.condition.start, s.condition.end), s.condition.text)
            for s in record.statements
            if s.condition is not None
        ],
        wanted("condition"),
    )
    yield (
        "demand",
        [
            One((piece.start, piece.end), piece.text, False, {"by": name(s.speaker)})
            for s in record.statements
            if s.act == "REQUEST"
            for piece in s.content[:1]
        ],
        wanted("demand"),
    )
    yield (
        "deed",
        [
            One((e.trigger.start, e.trigger.end), e.trigger.text, False, {"time": _days(e.time)})
            for e in record.events
        ],
        wanted("deed", "trigger"),
    )


def _nearest(mentions: Sequence[Any], marked: Sequence[One]) -> list[Any]:
    """Return the one mention of a proposal that shares a marked one's words, else its first."""
    inside = [m for m in mentions for one in marked if m.start < one.place[1] and one.place[0] < m.end]
    return [*inside, *mentions][:1]


def _days(interval: Interval | None) -> list[str]:
    if interval is None or interval.is_open:
        return []
    return [day.isoformat() if day else "" for day in (interval.earliest, interval.latest)]


def _share(kind: str, one: Place, other: Place) -> float:
    both = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    lengths = [one[1] - one[0], other[1] - other[0]]
    return both / (sum(lengths) - both if kind == "clause" else min(lengths))


def _count(scores: dict[str, Score], kind: str, wanted: list[One], found: list[One], where: str) -> None:
    """Pair what was read with the marks, the most alike first, and count; details only of what is paired."""
    pairs = sorted(
        (-_share(kind, a.place, b.place) - _agree(a, b), i, j)
        for i, a in enumerate(wanted)
        for j, b in enumerate(found)
        if _share(kind, a.place, b.place) >= 0.5
    )
    paired: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in paired and j not in paired.values():
            paired[i] = j
    one = scores.setdefault(kind, Score())
    one.marked += sum(not mark.is_optional for mark in wanted)
    one.right += sum(not wanted[i].is_optional for i in paired)
    if kind in ("demand", "condition", "deed"):  # only some of them are marked
        one.proposed += sum(not wanted[i].is_optional for i in paired)
    else:
        optional = {j for _, i, j in pairs if wanted[i].is_optional} | {
            j for i, j in paired.items() if wanted[i].is_optional
        }
        right = {j for i, j in paired.items() if not wanted[i].is_optional}
        extra = [j for j in range(len(found)) if j not in optional - right]
        one.proposed += len(extra)
        one.notes += [
            f"{where}too much: {found[j].text!r} {found[j].details}" for j in extra if j not in right
        ]
    one.notes += [
        f"{where}missed: {mark.text!r}"
        for i, mark in enumerate(wanted)
        if i not in paired and not mark.is_optional
    ]
    for i, j in sorted(paired.items()):
        _count_details(scores, kind, wanted[i], found[j], where)


def _agree(mark: One, found: One) -> float:
    """Return a little more for what agrees in who and of what kind: of equals it is paired first."""
    return sum(0.1 for detail, fits in CHECKS.items() if detail in mark.details and fits(mark, found))


def _count_details(scores: dict[str, Score], kind: str, mark: One, found: One, where: str) -> None:
    if mark.is_optional:
        return
    for detail, fits in CHECKS.items():
        is_asked = detail in mark.details or (kind, detail) == ("claim", "due")
        if detail in found.details and is_asked:
            one = scores.setdefault(f"{kind} {detail}", Score())
            one.marked += 1
            one.proposed += 1
            if fits(mark, found):
                one.right += 1
            else:
                one.notes.append(
                    f"{where}{mark.text!r}: {found.details[detail]!r}, not {mark.details.get(detail)!r}"
                )


def _same_name(mark: One, found: One) -> bool:
    wanted = mark.details.get("by") or mark.details.get("sponsor")
    given = (found.details.get("by") or found.details.get("sponsor") or "").lower()
    return any(
        bool(given) and (name.lower() in given or given in name.lower())
        for name in ([wanted] if isinstance(wanted, str) else wanted or [])
    )


def _same_alleger(mark: One, found: One) -> bool:
    """Whether the same one alleges an answer, or nobody does."""
    wanted, given = mark.details["alleged"], found.details["alleged"].lower()
    if not (wanted and given):
        return not wanted and not given
    return any(name.lower() in given or given in name.lower() for name in wanted)


def _same_days(detail: str) -> Callable[[One, One], bool]:
    def same(mark: One, found: One) -> bool:
        wanted = [date.fromisoformat(day).isoformat() for day in mark.details.get(detail, [])]
        return bool(wanted == found.details[detail])

    return same


CHECKS: dict[str, Callable[[One, One], bool]] = {
    "by": _same_name,
    "sponsor": _same_name,
    "alleged": _same_alleger,
    "kind": lambda mark, found: bool(mark.details.get("kind") == found.details.get("kind")),
    "due": _same_days("due"),
    "time": _same_days("time"),
}
