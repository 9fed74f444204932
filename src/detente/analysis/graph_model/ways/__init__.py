"""What can be reached from a state, by which moves, and who has to begin."""

from __future__ import annotations
