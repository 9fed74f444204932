"""Verdicts, moves and deeds in plain sentences."""

from __future__ import annotations
