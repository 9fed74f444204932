from __future__ import annotations

from io import StringIO

from rich.console import Console
from tests.unit.brief.sample import CASE, RECORD
from tests.unit.brief.shares import EXPLORATION

from detente.brief import brief
from detente.brief.terminal import render

BRIEF = brief(RECORD, CASE, EXPLORATION)


def _shown(width: int) -> str:
    stream = StringIO()
    render(BRIEF, Console(file=stream, width=width))
    return stream.getvalue()


def test_every_finding_is_printed_with_confidence_and_evidence() -> None:
    shown = " ".join(_shown(100).split())
    for finding in BRIEF.findings:
        assert " ".join(finding.sentence.split()) in shown
        assert f"confidence {finding.confidence}: {finding.because}" in shown
    assert "F7 rests on E1 E2 E4" in shown


def test_lines_fit_the_console() -> None:
    for width in (40, 80, 120):
        assert max(len(line) for line in _shown(width).splitlines()) <= width


def test_the_present_is_marked_among_the_outcomes() -> None:
    assert "now: Northland and Southmark keep up attacks" in " ".join(_shown(200).split())
