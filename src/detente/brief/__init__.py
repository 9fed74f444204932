"""The brief: findings first, then the evidence they rest on, as HTML, Markdown, JSON or on a terminal."""

from detente.brief.briefing import Brief as Brief
from detente.brief.briefing import brief as brief
from detente.brief.findings import Finding as Finding
