"""The first schema: files of it were made before there were scripts."""

from __future__ import annotations

revision = "1"
down_revision = None


def upgrade() -> None:
    """Do nothing: a file of this schema has its tables."""
