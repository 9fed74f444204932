"""The brief: everything it says, worked out once, and the forms it can be given out in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from detente import __version__
from detente.analysis.results import Exploration, Provenance
from detente.brief.cast import Cast, build_cast
from detente.brief.claims import DatedClaim, date_claims, reading_day
from detente.brief.contradictions import Clash, find_clashes
from detente.brief.findings import Finding, Material
from detente.brief.labels import Index, build_index
from detente.brief.ledger import Quoted, compared_quotes, find_copies, quoted_statements
from detente.brief.page import build_findings
from detente.brief.positions import Matrix, build_positions, build_stances, held_positions
from detente.brief.uses import Use, build_uses
from detente.case import Case
from detente.errors import CaseError
from detente.record.quotes import QuoteEntry
from detente.record.record import Record
from detente.record.ruling.ruled import Ruled
from detente.record.ruling.standing import Standing
from detente.record.selecting import of_documents
from detente.record.values import Ruling

NO_CASE = "no case was given: draft one or write one by hand"
_ITEMS = ("statements", "events", "proposals", "responses", "claims", "inconsistencies")
NOT_EXPLORED = "the case was not explored: explore it, and give the shares too"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a record and a case come to, with the evidence of every sentence.

    Attributes
    ----------
    record, case, exploration
        What the brief was made from, unchanged; an empty case and exploration where there are none.
    no_model : str
        Why no shares of worlds stand behind the brief, and what to do; empty when they do.
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
    addition : int or None
        The last addition of the kept record it was made from, so that what came after can be asked for.
    standings, orphaned
        How things stand by what analysts ruled, and rulings that took no effect.
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
    contradictions: tuple[Clash, ...]
    quotes: tuple[QuoteEntry, ...]
    cast: Cast
    index: Index
    uses: Mapping[str, tuple[Use, ...]]
    quoted: Mapping[str, Quoted]
    no_model: str = ""
    addition: int | None = None
    standings: Mapping[str, Standing] = field(default_factory=dict)
    orphaned: tuple[Ruling, ...] = ()

    @property
    def has_case(self) -> bool:
        """Whether the brief was made from a case."""
        return bool(self.case.parties or self.case.options or not self.no_model)

    @property
    def title(self) -> str:
        """Title of the case; of a brief of the record alone, the title of its only report."""
        documents = self.record.documents
        only = documents[0].title if len(documents) == 1 else None
        plain = "What the reports say" if self.no_model else "Peace process brief"
        return self.case.title or only or plain

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


def brief(
    record: Record | Ruled,
    case: Case | None = None,
    exploration: Exploration | None = None,
    *,
    as_of: date | None = None,
    no_model: str = "",
    addition: int | None = None,
) -> Brief:
    """Set out what a record and a case come to, or the record alone.

    Parameters
    ----------
    record : Record or Ruled
        What the reports say; with what analysts ruled, when it comes from a store.
    case : Case, optional
        The model of the conflict; without it the brief says nothing of what can hold.
    exploration : Exploration, optional
        Shares over the worlds that agree with the case; without them no outcome is spoken of.
    as_of : datetime.date, optional
        The day to judge deadlines from. Without it, the day of the newest dated report; the clock is
        never asked.
    no_model : str
        Why there is no case or no exploration, and what to do: the brief says so first.
    addition : int, optional
        Number of the last addition, when the record comes from a store.

    Returns
    -------
    Brief

    Raises
    ------
    CaseError
        If an exploration comes without the case that it explores.
    """
    if case is None and exploration is not None:
        raise CaseError("an exploration without its case cannot be briefed: give the case too")
    if case is not None and exploration is not None:
        no_model = ""
    else:
        no_model = no_model or (NO_CASE if case is None else NOT_EXPLORED)
    case = case or Case()
    ruled = record if isinstance(record, Ruled) else Ruled(record=record)
    material = _gathered(ruled, case, exploration or _unexplored(case), no_model)
    findings = build_findings(material)
    day = reading_day(ruled.record, as_of)
    quotes = compared_quotes(ruled.record)
    return Brief(
        record=ruled.record,
        case=case,
        exploration=material.exploration,
        as_of=day,
        findings=findings,
        positions=material.positions,
        stances=build_stances(ruled.record, case, material.cast),
        claims=date_claims(ruled.record, day, ruled.standings),
        contradictions=material.contradictions,
        quotes=quotes,
        cast=material.cast,
        index=material.index,
        uses=build_uses(findings, material.contradictions, case),
        quoted=quoted_statements(quotes),
        no_model=no_model,
        addition=addition,
        standings=ruled.standings,
        orphaned=ruled.orphaned,
    )


def _gathered(ruled: Ruled, case: Case, exploration: Exploration, no_model: str) -> Material:
    """Return what the findings are made from: the record's parts brought together with the case's."""
    record = ruled.record
    cast = build_cast(record, case)
    compared = _with_reports(record)
    return Material(
        record=record,
        case=case,
        exploration=exploration,
        cast=cast,
        index=build_index(record),
        positions=build_positions(compared, case, cast),
        held=held_positions(compared, cast),
        copies=find_copies(record),
        contradictions=find_clashes(compared, cast, ruled.links),
        no_model=no_model,
    )


def _with_reports(record: Record) -> Record:
    """Return the part of a record whose reports it holds: what has none has no day and no source."""
    known = {document.id for document in record.documents}
    # Not ``record.items()``: it goes by the order of the reports, and some may be missing.
    if all(item.passage.document in known for name in _ITEMS for item in getattr(record, name)):
        return record
    return of_documents(record, known)


def _unexplored(case: Case) -> Exploration:
    """Return the shares of no world at all."""
    return Exploration(
        provenance=Provenance(case=case.id, method="none", n_worlds=0, seed=None, version=__version__),
        options=(),
        n_states=0,
        outcomes=(),
        now=None,
        targets=(),
    )
