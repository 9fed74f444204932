"""Reading: documents to proposed records, each with the passage it rests on.

Importing this package loads no language model; `read` does, once.
"""

from __future__ import annotations

from detente.reading.collect import read as read

__all__ = ["read"]
