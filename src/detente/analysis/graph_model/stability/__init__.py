"""Further concepts: over pairwise preferences, by coalitions, at the same time, by foresight."""

from __future__ import annotations
