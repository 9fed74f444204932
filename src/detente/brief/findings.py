"""The page of findings: what a reader must know first, each with its evidence and its confidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from detente.analysis.results import Exploration, Share
from detente.brief.cast import Cast
from detente.brief.confidence import Copies
from detente.brief.contradictions import Clash
from detente.brief.labels import Index
from detente.brief.positions import Matrix
from detente.case import Case
from detente.case.model import Confidence
from detente.record.asking.positions import Position
from detente.record.record import Record

Topic = Literal[
    "no model", "thin record", "bottom line", "outlook", "said", "moved", "clash", "blocks", "change", "path"
]

HEADINGS: dict[Topic, str] = {
    "no model": "What this brief is not",
    "thin record": "Before you read on",
    "bottom line": "Bottom line",
    "outlook": "The analyst’s own judgement",
    "said": "What the reports hold",
    "moved": "What moved",
    "clash": "What does not fit together",
    "blocks": "Who blocks",
    "change": "What would change it",
    "path": "The way from here",
}
"""The blocks of the page, in the order a reader meets them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """Something a finding rests on besides records: an assumption, a concern or a table of the model.

    ``anchor`` is where the brief shows it.
    """

    text: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One sentence of the first page.

    Attributes
    ----------
    label : str
        ``F1``, ``F2`` ... in the order of the page.
    topic : Topic
        The block it stands in.
    sentence : str
        States a share of worlds, or something reported, or a likelihood, never its confidence.
    confidence : Confidence
        How far to trust the sentence.
    because : str
        The reason for that confidence.
    evidence : tuple of str
        Ids of the records it rests on, in record order.
    rests_on : tuple of Rest
        Assumptions, concerns and tables it rests on.
    numbers : tuple of (str, Share)
        Shares the sentence states, by name.
    likelihood : str or None
        ICD 203 words, only in a statement about the world.
    """

    label: str = ""
    topic: Topic
    sentence: str
    confidence: Confidence
    because: str
    evidence: tuple[str, ...] = ()
    rests_on: tuple[Rest, ...] = ()
    numbers: tuple[tuple[str, Share], ...] = ()
    likelihood: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything findings are made from.

    ``positions`` is the table of who stands where, ``held`` the same over time with what moved.
    """

    record: Record
    case: Case
    exploration: Exploration
    cast: Cast
    index: Index
    positions: Matrix
    held: tuple[Position, ...] = ()
    copies: Copies = field(default_factory=Copies)
    contradictions: tuple[Clash, ...] = ()
    no_model: str = ""


def in_record_order(records: Iterable[str], index: Index) -> tuple[str, ...]:
    """Return record ids in the order of their labels; ids that the record does not hold come last."""
    asked = dict.fromkeys(records)
    known = [entry.record for entry in index.entries if entry.record in asked]
    unknown = [record for record in asked if index.find(record) is None]
    return tuple(dict.fromkeys([*known, *unknown]))
