"""Reading: documents to proposed records, each with the passage it rests on.

Importing this package loads no language model; `read` does, once. Even the rules are imported only when
something is read: who reads is asked for by commands that read nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.reading.collect import read as read

__all__ = ["read"]


def __getattr__(name: str) -> Any:
    """Import what reads when it is first asked for (PEP 562)."""
    if name != "read":
        raise AttributeError(f"module 'detente.reading' has no attribute {name!r}; it has read")
    from detente.reading.collect import read

    globals()[name] = read
    return read
