"""Ids of records; made as the ids of documents are, below which the record lies."""

from __future__ import annotations

from detente.documents.ids import hash_id as hash_id

__all__ = ["hash_id"]
