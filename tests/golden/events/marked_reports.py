"""Six made-up reports with every deed in them marked by hand before any was read, and a scorer.

A file begins with lines of marks and goes on behind a blank line with the report:

    # half: development or scoring
    # event N: ROOT; actor; recipient; factuality; deaths LOW-HIGH; injured LOW-HIGH

In the report ``{words|N}`` is the trigger of deed N, as the guide has it (``GUIDE.md``). ``/`` parts what is
right alike, ``-`` says that there is nobody, ``?`` behind N that two people may well disagree whether there
is a deed: it counts neither as missed nor, if found, as wrong. The root ``none`` marks words that tell none
though they look like one. A number alone is exact; ``9-`` is nine or more.

A deed is found where the triggers overlap and the root is the same. Its parts are compared among those found.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.documents.document import Document
from detente.reading import read
from detente.record.record import Record
from detente.record.values import Count, Event, Mention

FOLDER = Path(__file__).with_name("reports")
_EVENT = re.compile(r"# event (?P<number>\d+)(?P<optional>\??): (?P<told>.+)")
_MARK = re.compile(r"\{(?P<words>[^{}|]+)\|(?P<number>\d+)\}")
Counts = Counter[tuple[str, str]]
"""Counts by what is scored and outcome."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedDeed:
    """A deed of a report; each of ``roots``, ``actors``, ``recipients`` and ``standings`` is right."""

    start: int
    end: int
    is_optional: bool
    roots: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    standings: tuple[str, ...]
    losses: Mapping[str, tuple[int, int | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedReport:
    """A report with its deeds, in text order."""

    name: str
    half: str
    text: str
    deeds: tuple[MarkedDeed, ...]


def load_reports(half: str | None = None) -> tuple[MarkedReport, ...]:
    """Load the reports of a half, or all of them, by the names of their files."""
    found = (load_report(path) for path in sorted(FOLDER.glob("*.txt")))
    return tuple(report for report in found if half in (None, report.half))


def load_report(path: Path) -> MarkedReport:
    """Load one report; ``ValueError`` where a mark and the head do not agree."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    lines = head.splitlines()
    told = {match["number"]: match for match in map(_EVENT.fullmatch, lines) if match is not None}
    if len(told) != len(lines) - 1 or not lines[0].startswith("# half: "):
        raise ValueError(f"{path.name} has a line of marks that is none: see the head of this module")
    text, places = "", {}
    end = 0
    for match in _MARK.finditer(body):
        text += body[end : match.start()]
        places[match["number"]] = (len(text), len(text) + len(match["words"]))
        text += match["words"]
        end = match.end()
    text += body[end:]
    if set(places) != set(told):
        raise ValueError(f"{path.name} marks {sorted(set(places) ^ set(told))} on one side alone")
    deeds = tuple(_deed(told[number], places[number]) for number in places)
    return MarkedReport(name=path.stem, half=lines[0].removeprefix("# half: "), text=text, deeds=deeds)


def _deed(match: re.Match[str], place: tuple[int, int]) -> MarkedDeed:
    root, actor, recipient, standing, *losses = match["told"].split("; ")
    return MarkedDeed(
        start=place[0],
        end=place[1],
        is_optional=bool(match["optional"]),
        roots=tuple(root.split("/")),
        actors=tuple(actor.split("/")),
        recipients=tuple(recipient.split("/")),
        standings=tuple(standing.split("/")),
        losses=dict(_bounds(one) for one in losses),
    )


def _bounds(words: str) -> tuple[str, tuple[int, int | None]]:
    kind, number = words.split()
    low, has_high, high = number.partition("-")
    return kind, (int(low), (int(high) if high else None) if has_high else int(low))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was scored, how it came out, and the words it is about."""

    what: str
    outcome: str
    words: str


def score(report: MarkedReport, reader: str) -> list[Verdict]:
    """Read a report and compare its events with the marks, in text order, then what is told too much."""
    document = Document(id=report.name, path=report.name, text=report.text, sha256="0" * 64)
    return list(compare(report, read([document], reader=reader)))


def compare(report: MarkedReport, record: Record) -> Iterator[Verdict]:
    """Yield what is right, wrong, missed and too much of the events of a record."""
    names = _names(record)
    used: dict[int, Event] = {}
    for number, deed in enumerate(report.deeds):
        taken = list(used.values())
        found = next((one for one in record.events if one not in taken and _is_it(deed, one)), None)
        if found is not None:
            used[number] = found
    for number, deed in enumerate(report.deeds):
        if deed.is_optional or "none" in deed.roots:
            continue
        words = _around(report, deed.start, deed.end)
        if number not in used:
            seen = [event.act for event in record.events if _overlaps(deed, event)]
            yield Verdict("deed", "missed", f"{words} {'/'.join(deed.roots)} {seen}")
            continue
        yield Verdict("deed", "right", words)
        yield from _parts(deed, used[number], names, words)
    for event in record.events:
        is_marked = any(_overlaps(deed, event) and deed.is_optional for deed in report.deeds)
        is_unsaid = any(_overlaps(deed, event) and "none" in deed.roots for deed in report.deeds)
        if event in used.values() or is_marked or (is_unsaid and event.factuality == "denied"):
            continue
        words = _around(report, event.trigger.start, event.trigger.end)
        yield Verdict("deed", "extra", f"{words} {event.act} {event.factuality}")


def _parts(
    deed: MarkedDeed, event: Event, names: Mapping[str, tuple[str, ...]], words: str
) -> Iterator[Verdict]:
    for what, mention, wanted in (
        ("actor", event.actor, deed.actors),
        ("recipient", event.recipient, deed.recipients),
    ):
        given = _name(mention, names)
        yield Verdict(what, _same_name(given, wanted), f"{words}: {given!r}, not {'/'.join(wanted)}")
    told = f"{words}: {event.factuality}, not {'/'.join(deed.standings)}"
    yield Verdict("factuality", "right" if event.factuality in deed.standings else "wrong", told)
    for kind, bounds in deed.losses.items():
        count = event.deaths if kind == "deaths" else event.injured
        outcome = "open" if count is None else "right" if _numbers(count) == bounds else "wrong"
        yield Verdict("losses", outcome, f"{words}: {count}, not {bounds}")


def _numbers(count: Count) -> tuple[int | None, int | None]:
    low = count.low if count.low is not None else count.best
    return low, count.high if count.high is not None or count.best is None else count.best


def _names(record: Record) -> dict[str, tuple[str, ...]]:
    """Return the name of each actor, with the names of those for whom it speaks."""
    actors = {actor.id: actor for actor in record.actors}
    names = {}
    for key in actors:
        chain: list[str] = []
        at: str | None = key
        while at is not None and actors[at].name not in chain:
            chain.append(actors[at].name)
            at = actors[at].speaks_for
        names[key] = tuple(chain)
    return names


def _name(mention: Mention | None, names: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the words that stand for somebody, and the names of who it is; nothing for nobody."""
    if mention is None:
        return ()
    return (mention.text, *names.get(mention.actor or "", ()))


def _same_name(given: Sequence[str], wanted: Sequence[str]) -> str:
    if not given or (len(given) == 1 and "-" in wanted):  # words that mean no actor name nobody
        return "right" if "-" in wanted else "open"
    is_same = any(one and one.lower() in name.lower() for one in wanted for name in given)
    return "right" if is_same else "wrong"


def _is_it(deed: MarkedDeed, event: Event) -> bool:
    return _overlaps(deed, event) and event.act in deed.roots


def _overlaps(deed: MarkedDeed, event: Event) -> bool:
    return deed.start < event.trigger.end and event.trigger.start < deed.end


def _around(report: MarkedReport, start: int, end: int) -> str:
    text = report.text
    shown = f"{text[max(0, start - 30) : start]}[{text[start:end]}]{text[end : end + 20]}"
    return f"{report.name}: ...{shown}".replace("\n", " ")


def counted(verdicts: Sequence[Verdict]) -> Counts:
    """Count verdicts by what is scored and how it came out."""
    return Counter((one.what, one.outcome) for one in verdicts)
