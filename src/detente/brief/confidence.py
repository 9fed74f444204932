"""How far to trust a finding: low, moderate or high, by a stated rule, with its plain reason.

Confidence is about the basis of a finding, not about how likely something is, and is never given in
the same sentence.

References
----------
Office of the Director of National Intelligence (2015), Intelligence Community Directive 203,
section D.6.e(2)(b): confidence rests on the quantity and quality of the sources, and is kept apart
from likelihood.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from detente.brief.labels import Index
from detente.brief.wording import count
from detente.case import Case
from detente.case.model import Concern, Confidence
from detente.documents.document import Document
from detente.record.record import Record

LEVELS: tuple[Confidence, ...] = ("low", "moderate", "high")
GOOD_GRADES = ("A", "B")
"""Admiralty grades of a source that count as good: completely and usually reliable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """A level of confidence and its reason in plain words."""

    level: Confidence
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """Which documents copy another: pairs of a copy's id and the source that first carried its words."""

    first: tuple[tuple[str, str], ...] = ()

    def origin(self, document: Document) -> str:
        """Return the name of the independent source behind a document."""
        for copy, source in self.first:
            if copy == document.id:
                return source
        return document.source


def sources_of(records: Iterable[str], record: Record, index: Index) -> tuple[Document, ...]:
    """Return the documents that some records rest on, in the record's order."""
    documents = {document.id: document for document in record.documents}
    found: dict[str, None] = {}
    for item in records:
        entry = index.find(item)
        for mark in entry.marks[:1] if entry is not None else ():
            found.setdefault(mark.passage.document)
    return tuple(document for key, document in documents.items() if key in found)


def trust_in_reports(documents: Iterable[Document], copies: Copies) -> Trust:
    """Rate what some documents report.

    High: two independent sources or more, at least two of them graded A or B. Moderate: two
    independent sources, or one graded A or B. Low: anything less. Copies of one wire report count
    as one source, with the best of their grades.

    Parameters
    ----------
    documents : iterable of Document
        Those the finding rests on.
    copies : Copies
        Which documents carry the same words.
    """
    grades: dict[str, list[str]] = {}
    for document in documents:
        grades.setdefault(copies.origin(document), []).append(document.reliability)
    best = [min(found) for found in grades.values()]
    good = [grade for grade in best if grade in GOOD_GRADES]
    level: Confidence = "low"
    if len(best) >= 2 and len(good) >= 2:
        level = "high"
    elif len(best) >= 2 or good:
        level = "moderate"
    return Trust(level=level, because=_sources_in_words(best))


def trust_in_model(concerns: Iterable[Concern], reports: Trust, case: Case) -> Trust:
    """Rate what the model says, from the reports and from how much of the case rests on them.

    Never above the reports' own level; one level lower when more than half of the concerns are open
    or assumed; never high while anything is open.
    """
    rows = list(concerns)
    loose = [row for row in rows if row.grade in ("open", "assumption") or row.kind == "about"]
    level = LEVELS.index(reports.level)
    if 2 * len(loose) > len(rows):
        level -= 1
    if case.is_open or not rows:
        level = min(level, 1)
    because = reports.because
    if loose:
        because += f"; {len(loose)} of {count(len(rows), 'concern')} assumed or open"
    return Trust(level=LEVELS[max(level, 0)], because=because)


def as_read(trust: Trust, record: Record) -> Trust:
    """Return a level of confidence in what a reader found: never high, for nobody has checked it yet."""
    if trust.level != "high" or not record.reader:
        return trust
    return Trust(level="moderate", because=f"{trust.because}; read by machine")


def lowered(trust: Trust, because: str) -> Trust:
    """Return a level of confidence one step lower, with one more reason."""
    level = max(LEVELS.index(trust.level) - 1, 0)
    return Trust(level=LEVELS[level], because=f"{trust.because}; {because}")


def _sources_in_words(grades: list[str]) -> str:
    if not grades:
        return "rests on no report"
    sources = count(len(grades), "independent source") if len(grades) > 1 else "one source"
    graded = [grade for grade in grades if grade != "F"]
    if not graded:
        return f"{sources}, not graded"
    ungraded = len(grades) - len(graded)
    marks = ", ".join(graded) + (f", {ungraded} not graded" if ungraded else "")
    return f"{sources} ({marks})"
