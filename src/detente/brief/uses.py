"""Where each record is used: the way back from a source's words to the sentences that rest on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from detente.brief.contradictions import Clash
from detente.brief.findings import Finding
from detente.case import Case

Use = tuple[str, str]
"""A label and the anchor it links to."""


def build_uses(
    findings: Iterable[Finding], contradictions: Iterable[Clash], case: Case
) -> Mapping[str, tuple[Use, ...]]:
    """Return for each record id the findings, contradictions and parts of the case that cite it."""
    uses: dict[str, dict[Use, None]] = {}

    def note(records: Iterable[str], label: str, anchor: str) -> None:
        for record in records:
            uses.setdefault(record, {}).setdefault((label, anchor))

    for finding in findings:
        note(finding.evidence, finding.label, finding.label.lower())
    for number, contradiction in enumerate(contradictions, start=1):
        for side in contradiction.sides:
            note(side.records, f"X{number}", f"x{number}")
    for number, concern in enumerate(case.concerns, start=1):
        note((*concern.supports, *concern.against), f"K{number}", f"k{number}")
    for option in case.options:
        note(option.cites, "option", "options")
    for party in case.parties:
        note(party.cites, "party", "parties")
    for standing in case.now:
        note(standing.cites, "now", "options")
    for number, measure in enumerate(case.measures, start=1):
        note(measure.cites, f"M{number}", f"m{number}")
    for number, judgement in enumerate(case.judgements, start=1):
        note(judgement.cites, f"J{number}", f"j{number}")
    return {record: tuple(found) for record, found in uses.items()}
