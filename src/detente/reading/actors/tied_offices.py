"""Whose an office is that the text does not say beside the name, where other words leave one choice.

*Foreign Minister Ann Berg, who leads the government delegation*; a king where one kingdom is named; *her
counterpart, Tom Rusk*, where two ministers were named together and one of them is hers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from detente.reading.actors.called_bodies import Called
from detente.reading.actors.keys import actor_key, name_key
from detente.reading.actors.offices import title_at_end
from detente.reading.names.find import Name
from detente.reading.parse.parsed import Survey
from detente.record.values import Span

if TYPE_CHECKING:
    from detente.reading.actors.figures import Figure

_CROWNS = {
    "king": "kingdom", "queen": "kingdom", "monarch": "kingdom", "crown prince": "kingdom",
    "crown princess": "kingdom", "prince": "kingdom", "princess": "kingdom", "emir": "emirate",
    "sultan": "sultanate", "khan": "khanate", "emperor": "empire", "empress": "empire",
}  # fmt: skip
"""What a state calls itself that has somebody of a title at its head."""
_HEADS_DELEGATION = re.compile(
    r",? (?:who )?(?:leads|heads|led|headed|is leading|is heading|chairs) the (?P<whose>[a-z]+)(?:[’']s)?"
    r"(?:(?: (?:negotiating|peace))? (?:delegation|team|side|negotiators)\b|(?=[,.;]))"
)
_THEIR_OFFICE = re.compile(r", the (?P<whose>[a-z]+)[’']s (?P<role>[a-z][a-z -]{2,40})[,.;]")
_COUNTERPART = re.compile(r"\b(?:[Hh]er|[Hh]is) (?:[a-z]+ )?counterpart,? $")
_TWO_OF = re.compile(
    r"\b(?:ministers|presidents|leaders|prime ministers|envoys|kings|queens|chancellors|heads of state|"
    r"commanders|generals|ambassadors|negotiators) of (?:the )?$"
)
_AND = re.compile(r" and (?:the )?")
_NEAR = 40


def tie_delegations(figures: dict[str, Figure], surveyed: Survey, called: Mapping[str, Called]) -> None:
    """Let who leads *the government delegation*, or is *the movement's chief*, speak for whom it means."""
    for name in surveyed.names:
        if name.kind != "person":
            continue
        match = _HEADS_DELEGATION.match(surveyed.text, name.end)
        if match is None:
            match = _THEIR_OFFICE.match(surveyed.text, name.end)
            if match is None or title_at_end(match["role"]) is None:
                continue
        owner = called.get(match["whose"])
        if owner is not None and owner.start < name.start:
            _tie(figures, actor_key(name.key), owner.key, surveyed, (name.start, match.end()))


def tie_crowns(figures: dict[str, Figure], called: Mapping[str, Called]) -> None:
    """Let a king without a country beside the name be the king of the only kingdom that the text names."""
    for figure in figures.values():
        if figure.kind != "person" or figure.speaks_for is not None or figure.is_settled:
            continue
        owner = called.get(_CROWNS.get(figure.title.words, "")) if figure.title is not None else None
        if owner is not None and owner.key in figures and figures[owner.key].kind == "state":
            figure.speaks_for = owner.key
            figure.basis += "; of the only state of the text that calls itself so"


def tie_counterparts(figures: dict[str, Figure], surveyed: Survey) -> None:
    """Tie *her counterpart, Tom Rusk* to the other of the two whose ministers are named together.

    Hers is the office of the person named last before, who speaks for one of them; where more than one
    pair holds that one, it stays open.
    """
    pairs = list(_pairs(surveyed))
    before: Name | None = None
    for name in surveyed.names:
        if name.kind != "person":
            continue
        near = surveyed.text[max(0, name.start - _NEAR) : name.start]
        match = _COUNTERPART.search(near)
        first = figures.get(actor_key(before.key)) if before is not None else None
        before = name
        if match is None or first is None or first.speaks_for is None:
            continue
        others = {b if a == first.speaks_for else a for a, b in pairs if first.speaks_for in (a, b)}
        figure = figures[actor_key(name.key)]
        if len(others) == 1:
            start = name.start - len(near) + match.start()
            _tie(figures, figure.key, next(iter(others)), surveyed, (start, name.end))
            figure.title = figure.title or first.title


def _pairs(surveyed: Survey) -> Iterator[tuple[str, str]]:
    """Yield the two of *the foreign ministers of A and B*."""
    text = surveyed.text
    for first, second in pairwise(surveyed.names):
        a, b = name_key(first), name_key(second)
        is_joined = _AND.fullmatch(text, first.end, second.start) is not None
        if is_joined and a and b and _TWO_OF.search(text[max(0, first.start - _NEAR) : first.start]):
            yield a, b


def _tie(figures: dict[str, Figure], key: str, owner: str, surveyed: Survey, place: tuple[int, int]) -> None:
    figure = figures[key]
    if figure.speaks_for is None and not figure.is_settled and owner != key:
        start, end = place
        figure.speaks_for = owner
        figure.speaks_for_span = Span(start=start, end=end, text=surveyed.text[start:end])
