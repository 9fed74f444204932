"""The sections of a brief after its first page, in order."""

from __future__ import annotations

from detente.brief.blocks import Section
from detente.brief.briefing import Brief
from detente.brief.sections.case import build_case_section
from detente.brief.sections.claims import build_claims_section, build_contradictions_section
from detente.brief.sections.events import build_events_section
from detente.brief.sections.method import build_method_section, build_reports_section
from detente.brief.sections.outcomes import build_outcomes_section
from detente.brief.sections.people import build_people_section
from detente.brief.sections.positions import build_positions_section, build_proposals_section
from detente.brief.sections.statements import build_statements_section


def build_sections(brief: Brief) -> tuple[Section, ...]:
    """Build every section: the record first, then the model where there is one, then method and reports."""
    model: tuple[Section, ...] = ()
    if brief.has_case:
        model = (build_case_section(brief),)
    if not brief.no_model:
        model = (build_outcomes_section(brief), *model)
    return (
        build_positions_section(brief),
        build_proposals_section(brief),
        build_statements_section(brief),
        build_events_section(brief),
        build_claims_section(brief),
        build_contradictions_section(brief),
        *model,
        build_people_section(brief),
        build_method_section(brief),
        build_reports_section(brief),
    )
