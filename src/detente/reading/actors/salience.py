"""Who is in a reader's mind: persons named so far, weighed by how lately and how prominently."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.reading.actors.common_nouns import prominence
from detente.reading.actors.figures import Figure
from detente.record.values import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLEAR_LEAD = 1.45
"""How far ahead the best candidate must be of the next one to be named."""
_REMEMBERED = 400
"""How many mentions are kept, so that long texts cost no more a page than short ones."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whom some words mean: a mention, and when it is open why and who it could be.

    ``candidates`` are in order of probability, the likeliest first. ``probability`` is that of the one it
    is tied to or, when open, of the first candidate; None where no model weighed them.
    """

    mention: Mention
    reason: str | None = None
    candidates: tuple[str, ...] = ()
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class _Salient:
    """A person in mind: where last mentioned, and how prominently."""

    key: str
    block: int
    sentence: int
    weight: float


@dataclass(slots=True)
class Salience:
    """The persons named so far in one pass through a text."""

    _persons: list[_Salient] = field(default_factory=list)

    def remember(self, key: str, order: int, sentence: int, token: Token) -> None:
        """Note that a person was mentioned, in which block and sentence."""
        self._persons.append(_Salient(key, order, sentence, prominence(token)))
        if len(self._persons) > _REMEMBERED:
            del self._persons[: _REMEMBERED // 2]  # far back: no longer in mind

    def scores(self, figures: Mapping[str, Figure], order: int, sentence: int) -> dict[str, float]:
        """Weigh the persons in mind: nearer and more prominent counts more."""
        scores: dict[str, float] = {}
        for item in self._persons:
            figure = figures.get(item.key)
            if figure is None or order - item.block > 1:
                continue
            distance = sentence - item.sentence if item.block == order else sentence + 2
            scores[item.key] = max(scores.get(item.key, 0.0), item.weight * 0.8 ** max(0, distance))
        return scores


def choose(mention: Mention, scores: Mapping[str, float], words: str) -> Resolution:
    """Tie words to the person clearly ahead of the others; open, with the candidates, when none is."""
    ranked = sorted(scores, key=lambda key: -scores[key])  # stable: first mentioned first
    if not ranked:
        return Resolution(mention, f"nobody named before {words} fits it")
    if len(ranked) > 1 and scores[ranked[0]] < _CLEAR_LEAD * scores[ranked[1]]:
        return Resolution(mention, f"{words} fits more than one person named before it", tuple(ranked[:4]))
    return Resolution(tied(mention, ranked[0]))


def tied(mention: Mention, key: str | None) -> Mention:
    """Return a mention that points at an actor."""
    return Mention(start=mention.start, end=mention.end, text=mention.text, actor=key)
