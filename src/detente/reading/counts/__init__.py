"""Read how many people were killed, injured, captured, missing or displaced, as reported.

Bounds that the words do not state stay None: "over a dozen" is 13 at least, and no more is known.
"""

from __future__ import annotations

from detente.reading.counts.amounts import Amount as Amount
from detente.reading.counts.amounts import parse_amount as parse_amount
from detente.reading.counts.find import Casualties as Casualties
from detente.reading.counts.find import find_casualties as find_casualties

__all__ = ["Amount", "Casualties", "find_casualties", "parse_amount"]
