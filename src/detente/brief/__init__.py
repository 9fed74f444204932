"""The brief: findings first, then the evidence they rest on, as HTML, Markdown, JSON or on a terminal."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

from detente.late import late

if TYPE_CHECKING:
    from datetime import date

    from detente.analysis.results import Exploration
    from detente.brief.briefing import Brief as Brief
    from detente.brief.briefing import brief as brief
    from detente.brief.findings import Finding as Finding
    from detente.case import Case
    from detente.record.record import Record
    from detente.record.ruling.ruled import Ruled

_HOME = {
    "Brief": "detente.brief.briefing",
    "brief": "detente.brief.briefing",
    "Finding": "detente.brief.findings",
}


class _CallablePackage(ModuleType):
    """A package that is called like the function of its name.

    ``detente.brief`` is both the public function and this package. Whenever a module below is imported
    before the function is asked for, Python binds the name to the package; calling it must still brief.
    """

    def __call__(
        self,
        record: Record | Ruled,
        case: Case | None = None,
        exploration: Exploration | None = None,
        *,
        as_of: date | None = None,
        no_model: str = "",
        addition: int | None = None,
    ) -> Brief:
        from detente.brief.briefing import brief

        return brief(record, case, exploration, as_of=as_of, no_model=no_model, addition=addition)


__getattr__ = late(__name__, _HOME)  # most who import from here want to show a text

sys.modules[__name__].__class__ = _CallablePackage
