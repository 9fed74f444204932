"""Frozen values to plain JSON and back; the same that files for exchange are written with."""

from __future__ import annotations

from detente.record.plain import from_plain as from_plain
from detente.record.plain import hints as hints
from detente.record.plain import is_scalar as is_scalar
from detente.record.plain import plain as plain
from detente.record.plain import without_none as without_none
