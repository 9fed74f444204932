"""Which states and bodies were lately named as subjects: whom *it* may mean."""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.reading.actors.salience import Resolution, tied
from detente.reading.actors.sightings import Place
from detente.record.values import Mention

_SHOWN = 4


@dataclass(slots=True)
class Bodies:
    """The states and bodies named as subjects so far in one pass through a text."""

    _named: list[tuple[int, int, str]] = field(default_factory=list)

    def remember(self, key: str, place: Place) -> None:
        """Note that a state or body was the subject of a clause."""
        self._named.append((place.order, place.sentence, key))

    def meant(self, mention: Mention, place: Place | None) -> Resolution:
        """Tie *it* to the one state or body named as a subject in this sentence or the one before."""
        near = [
            key
            for order, sentence, key in self._named
            if place is not None and order == place.order and 0 <= place.sentence - sentence <= 1
        ]
        keys = list(dict.fromkeys(near))
        if len(keys) == 1:
            return Resolution(tied(mention, keys[0]))
        reason = f"{mention.text!r} fits {len(keys) or 'no'} bodies named before it"
        return Resolution(mention, reason, tuple(keys[:_SHOWN]))
