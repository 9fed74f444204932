"""Results of the analysis as JSON and in words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from detente.analysis.results import Exploration, Mediation, Share, Stability
from detente.brief.visible import one_line


def as_text(result: Stability | Exploration | Mediation) -> str:
    """Return a result as JSON, its fields as `detente.analysis.results` names them."""
    return json.dumps(asdict(result), ensure_ascii=False, allow_nan=False, indent=2)


def percent(share: Share) -> str:
    """Return a share of worlds in per cent, with its standard error where it was sampled.

    >>> percent(Share(share=0.25, error=0.0137, n=1000))
    '25% ±1.4'
    """
    shown = f"{100 * share.share:.0f}%"
    return shown if share.error == 0 else f"{shown} ±{100 * share.error:.1f}"


def taken_in_words(state: int, options: Sequence[str]) -> str:
    """Return the options that are taken in a state, by name, or ``nothing``.

    >>> taken_in_words(5, ["north.accept", "south.accept", "south.strike"])
    'north.accept, south.strike'
    """
    taken = [name for bit, name in enumerate(options) if state >> bit & 1]
    return one_line(", ".join(taken)) or "nothing"
