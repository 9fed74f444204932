"""Read expressions of time: what days they name, what they are counted from, and by which rule.

An expression counted from a day that is not known stays open; none is ever guessed.
"""

from __future__ import annotations

from detente.reading.times.expression import TimeExpression as TimeExpression
from detente.reading.times.find import find_times as find_times

__all__ = ["TimeExpression", "find_times"]
