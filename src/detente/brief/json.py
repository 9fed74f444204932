"""A brief as JSON: everything it says and everything it was made from, in a stable order.

Keys, in this order:

``format``
    1; a change that would break a reader raises it.
``detente``
    Version of the package that worked out the shares.
``no_model``
    Why no shares of worlds stand behind the brief, or null when they do.
``as_of``
    The day the brief speaks from, ``YYYY-MM-DD``, or null.
``addition``
    Number of the last addition of the kept record it was made from, or null.
``findings``
    The first page, in order: ``label``, ``topic``, ``sentence``, ``confidence``, ``because``,
    ``evidence`` (record ids), ``rests_on`` (``text``, ``anchor``), ``numbers`` (name and share),
    ``likelihood`` (ICD 203 words or null).
``labels``
    For each record id the label that the brief cites it by.
``positions``, ``stances``
    ``columns`` and ``rows``; each row has one cell for each column, with ``positions`` and ``stakes``.
``claims``
    ``claim``, ``status`` (open, due, overdue), ``reason``.
``contradictions``
    ``kind``, ``subject``, ``sides`` (``label``, ``text``, ``records``), ``basis``.
``quotes``
    The quote ledger: ``statements``, ``words``, ``speaker``, ``status``, ``variants``, ``sources``,
    ``comparisons``, ``denied_by``.
``record``, ``case``, ``exploration``
    The values the brief was made from, field by field as their classes have them; ``case`` has ``id``
    before its fields, and is null in a brief of the record alone, as is ``exploration`` without a model.

Dates are ``YYYY-MM-DD``. Text is not escaped to ASCII; a lone surrogate is written as an escape.
"""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from detente.brief.briefing import Brief

FORMAT = 1
KEYS = (
    "format",
    "detente",
    "no_model",
    "as_of",
    "addition",
    "findings",
    "labels",
    "positions",
    "stances",
    "claims",
    "contradictions",
    "quotes",
    "record",
    "case",
    "exploration",
)

_SURROGATE = re.compile("[\ud800-\udfff]")


def render(brief: Brief) -> str:
    """Render everything as one JSON object, indented by two spaces, with a line feed at its end.

    Parameters
    ----------
    brief : Brief

    Returns
    -------
    str
        Encodes as UTF-8 whatever the documents held.
    """
    values = {
        "format": FORMAT,
        "detente": brief.exploration.provenance.version,
        "no_model": brief.no_model or None,
        "as_of": _plain(brief.as_of),
        "addition": brief.addition,
        "findings": _plain(brief.findings),
        "labels": {record: entry.label for record, entry in brief.index.by_id.items()},
        "positions": _plain(brief.positions),
        "stances": _plain(brief.stances),
        "claims": _plain(brief.claims),
        "contradictions": _plain(brief.contradictions),
        "quotes": _plain(brief.quotes),
        "record": _plain(brief.record),
        "case": {"id": brief.case.id, **_plain(brief.case)} if brief.has_case else None,
        "exploration": None if brief.no_model else _plain(brief.exploration),
    }
    written = json.dumps(values, ensure_ascii=False, indent=2, allow_nan=False)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", written) + "\n"


def _plain(value: Any) -> Any:
    """Return dataclasses as objects, tuples as lists and dates as text; anything else as it is."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value
