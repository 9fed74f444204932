"""Keep a record in SQLite: one file, append-only, safe against a crash; nothing else opens a database."""

from __future__ import annotations

from detente.record.store.store import Store as Store

__all__ = ["Store"]
