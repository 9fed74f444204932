"""detente: an evidence-linked record of a peace process, and which agreements can hold.

The ten names below are the library; each is imported when first used, so that importing detente
loads no language model and no numerical library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.late import late

if TYPE_CHECKING:
    from detente.analysis import explore as explore
    from detente.analysis import solve as solve
    from detente.brief import brief as brief
    from detente.case import Case as Case
    from detente.case import draft as draft
    from detente.documents import Document as Document
    from detente.documents import load as load
    from detente.errors import DetenteError as DetenteError
    from detente.reading import read as read
    from detente.record import Record as Record

__version__ = "0.1.0"

_HOME = {
    "load": "detente.documents",
    "Document": "detente.documents",
    "read": "detente.reading",
    "Record": "detente.record",
    "draft": "detente.case",
    "Case": "detente.case",
    "solve": "detente.analysis",
    "explore": "detente.analysis",
    "brief": "detente.brief",
    "DetenteError": "detente.errors",
}

__all__ = list(_HOME)


__getattr__ = late(__name__, _HOME)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
