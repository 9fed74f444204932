"""Worlds: complete sets of preferences that agree with a case, drawn, solved and counted."""

from __future__ import annotations

from detente.analysis.worlds.exploring import explore
from detente.analysis.worlds.mediating import mediate
from detente.analysis.worlds.outlooks import Wish
from detente.analysis.worlds.solving import solve
from detente.analysis.worlds.world import World, build_world

__all__ = ["Wish", "World", "build_world", "explore", "mediate", "solve"]
