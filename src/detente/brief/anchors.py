"""Anchors of the model's parts, numbered in case order so that no name ever gets into an address."""

from __future__ import annotations

from detente.case import Case

OUTCOMES = "outcomes"
TARGETS = "targets"
QUESTIONS = "questions"
ASSUMPTIONS = "assumptions"
CONCERNS = "concerns"


def concern_anchor(case: Case, concern: str) -> str:
    """Return the anchor of a concern's row; the table's own for an id the case does not hold."""
    for number, row in enumerate(case.concerns, start=1):
        if row.id == concern:
            return f"k{number}"
    return CONCERNS


def assumption_anchor(case: Case, assumption: str) -> str:
    """Return the anchor of an assumption's row; the table's own for a name the case does not hold."""
    for number, row in enumerate(case.assumptions, start=1):
        if row.name == assumption:
            return f"h{number}"
    return ASSUMPTIONS
