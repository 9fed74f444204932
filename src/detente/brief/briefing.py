"""The brief: everything it says, worked out once, and the forms it can be given out in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from detente.analysis.results import Exploration
from detente.brief.cast import Cast, build_cast
from detente.brief.claims import DatedClaim, date_claims, reading_day
from detente.brief.contradictions import Contradiction, find_contradictions
from detente.brief.findings import Finding, Material
from detente.brief.labels import Index, build_index
from detente.brief.ledger import Quoted, compared_quotes, find_copies, quoted_statements
from detente.brief.page import build_findings
from detente.brief.positions import Matrix, build_positions, build_stances
from detente.brief.uses import Use, build_uses
from detente.case import Case
from detente.record.quotes import QuoteEntry
from detente.record.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a record and a case come to, with the evidence of every sentence.

    Attributes
    ----------
    record, case, exploration
        What the brief was made from, unchanged.
    as_of : datetime.date or None
        The day it speaks from; None when none was given and no report is dated.
    findings : tuple of Finding
        The first page, in order.
    positions, stances : Matrix
        Party by proposal and issue; party by party.
    claims : tuple of DatedClaim
        Promises, forecasts and deadlines with their status on ``as_of``.
    contradictions : tuple of Contradiction
        What does not fit together, side by side.
    quotes : tuple of QuoteEntry
        The quote ledger across reports.
    cast, index, uses, quoted
        Who speaks for whom; the label of each record; where each record is used; the place of each
        quoting statement in the ledger.
    """

    record: Record
    case: Case
    exploration: Exploration
    as_of: date | None
    findings: tuple[Finding, ...]
    positions: Matrix
    stances: Matrix
    claims: tuple[DatedClaim, ...]
    contradictions: tuple[Contradiction, ...]
    quotes: tuple[QuoteEntry, ...]
    cast: Cast
    index: Index
    uses: Mapping[str, tuple[Use, ...]]
    quoted: Mapping[str, Quoted]

    def html(self) -> str:
        """Render one self-contained HTML file: no script, no remote asset."""
        from detente.brief.html import render

        return render(self)

    def markdown(self) -> str:
        """Render Markdown, with each record's words as a footnote."""
        from detente.brief.markdown import render

        return render(self)

    def to_json(self) -> str:
        """Render everything as JSON; the keys are described in ``detente.brief.json``."""
        from detente.brief.json import render

        return render(self)


def brief(record: Record, case: Case, exploration: Exploration, *, as_of: date | None = None) -> Brief:
    """Set out what a record and a case come to.

    Parameters
    ----------
    record : Record
        What the reports say.
    case : Case
        The model of the conflict.
    exploration : Exploration
        Shares over the worlds that agree with the case.
    as_of : datetime.date, optional
        The day to judge deadlines from. Without it, the day of the newest dated report; the clock is
        never asked.

    Returns
    -------
    Brief
    """
    cast = build_cast(record, case)
    index = build_index(record)
    positions = build_positions(record, case, cast)
    contradictions = find_contradictions(record, cast)
    day = reading_day(record, as_of)
    quotes = compared_quotes(record)
    material = Material(
        record=record,
        case=case,
        exploration=exploration,
        cast=cast,
        index=index,
        positions=positions,
        copies=find_copies(record),
    )
    findings = build_findings(material)
    return Brief(
        record=record,
        case=case,
        exploration=exploration,
        as_of=day,
        findings=findings,
        positions=positions,
        stances=build_stances(record, case, cast),
        claims=date_claims(record, day),
        contradictions=contradictions,
        quotes=quotes,
        cast=cast,
        index=index,
        uses=build_uses(findings, contradictions, case),
        quoted=quoted_statements(quotes),
    )
