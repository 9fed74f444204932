"""Render a brief as one HTML file that opens anywhere: no script, no remote asset, no inline style.

Whatever comes from a document or a case is text: it is escaped by the templates, its invisible
characters are written out, and an address becomes a link only when it is http or https.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from detente.brief.briefing import Brief
from detente.brief.contents import build_sections
from detente.brief.findings import HEADINGS, Finding, Topic
from detente.brief.labels import Index
from detente.brief.shell import environment, is_web_address, policy, style
from detente.brief.sources import build_sources, orphans
from detente.brief.svg import timeline
from detente.brief.visible import shorten

__all__ = ["EMPTY_TOPICS", "MOST_REFS", "Reference", "findings_by_topic", "is_web_address", "render"]

MOST_REFS = 8
"""Links shown under a finding; the rest are counted, with a link to where all of them stand."""

_TIP = 160
"""Characters of a record's words shown as a tip."""

EMPTY_TOPICS = {
    "moved": "The record shows no change of position, no force and no step toward the other side.",
    "blocks": "The case defines nothing that could be blocked.",
    "change": "The case leaves nothing open that would change the share.",
    "path": "No way was sought: it is where things stand already, or there is no form of it to reach.",
}
"""What is said of a part of the first page that nothing was found for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A record's label, the anchor of its words, and the words themselves for the tip."""

    label: str
    target: str
    words: str


def render(brief: Brief) -> str:
    r"""Render a brief as a self-contained HTML document.

    Parameters
    ----------
    brief : Brief

    Returns
    -------
    str
        With ``\n`` line ends and no lone surrogate, so that it encodes as UTF-8.
    """
    template = environment().get_template("brief.html.jinja")
    return template.render(
        brief=brief,
        style=Markup(style()),
        policy=policy(),
        title=brief.title,
        blocks=findings_by_topic(brief),
        sections=build_sections(brief),
        sources=build_sources(brief.record.documents, brief.index),
        orphans=orphans(brief.index),
        index=brief.index,
        most_refs=MOST_REFS,
        empty_topics=EMPTY_TOPICS,
        timeline=lambda events: timeline(brief, events),
        reference=lambda record: _reference(brief.index, record),
    )


def findings_by_topic(brief: Brief) -> list[tuple[Topic, str, list[Finding]]]:
    """Return topic, heading and findings; a topic nobody may miss is kept even when it is empty.

    Without a model only what moved is such a topic: the others would speak of shares nobody worked out.
    """
    kept = ("moved",) if brief.no_model else tuple(EMPTY_TOPICS)
    grouped = []
    for topic, heading in HEADINGS.items():
        found = [finding for finding in brief.findings if finding.topic == topic]
        if found or topic in kept:
            grouped.append((topic, heading, found))
    return grouped


def _reference(index: Index, record: str) -> Reference | None:
    """Return what a link to a record needs, or None when the record is not there."""
    entry = index.find(record)
    if entry is None:
        return None
    target = entry.marks[0].anchor if entry.marks else entry.anchor
    words = shorten(entry.passage.text, _TIP) if entry.passage is not None else ""
    return Reference(label=entry.label, target=target, words=words)
