"""The people met so far on the way through a text: where each was last seen, how often, and in what part."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Role = Literal["subject", "object", "possessor", "other"]
Form = Literal["name", "pronoun", "noun"]

REACH = 15
"""How many sentences back a person stays in mind; beyond it hardly any pronoun finds its person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where words stand: paragraph, sentence in it, sentence of the whole text; and who says them if quoted.

    ``speaker`` is None outside quotations and where the speaker is not known.
    """

    order: int
    sentence: int
    running: int
    is_quoted: bool = False
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One mention of a person.

    ``key`` stands for the person whichever way he or she is called, ``actor`` for the figure that was named
    (None of a common noun that names nobody); ``gender`` is that of a noun or pronoun, None of a name;
    ``chance`` how likely it is that a pronoun means this person. People named in one breath (*Berg and Rusk*)
    have the same ``pair``.
    """

    key: str
    actor: str | None
    words: str
    place: Place
    position: int
    role: Role
    form: Form
    says: bool = False
    gender: str | None = None
    chance: float = 1.0
    pair: int | None = None


@dataclass(slots=True, eq=False)
class Trace:
    """What is kept of one person: first and last sighting, the last as a subject, and how often.

    ``pronouns`` counts those that were tied to the person, by gender; ``is_named`` is false for somebody
    who was only called by a common noun (*a woman*).
    """

    first: Sighting
    last: Sighting
    subject: Sighting | None = None
    count: int = 0
    pronouns: Counter[str] = field(default_factory=Counter)

    @property
    def is_named(self) -> bool:
        """Whether a name was seen, or a title that is known to be somebody's."""
        return self.first.form != "noun"


@dataclass(slots=True, eq=False)
class Memory:
    """Traces of all people seen, the one seen last at the end."""

    traces: dict[str, Trace] = field(default_factory=dict)
    total: int = 0
    speaker: str | None = None
    """Who was last the subject of a verb of saying."""

    def note(self, sighting: Sighting) -> None:
        """Keep a sighting."""
        trace = self.traces.pop(sighting.key, None) or Trace(sighting, sighting)
        trace.last = sighting
        trace.count += 1
        self.total += 1
        if sighting.role == "subject":
            trace.subject = sighting
        if sighting.form == "pronoun" and sighting.gender is not None:
            trace.pronouns[sighting.gender] += 1
        if sighting.says and not sighting.place.is_quoted:
            self.speaker = sighting.key
        self.traces[sighting.key] = trace

    def recent(self, running: int) -> Iterator[tuple[str, Trace]]:
        """Yield people seen not too long ago, the last seen first."""
        for key in reversed(self.traces):
            trace = self.traces[key]
            if running - trace.last.place.running > REACH:
                return
            yield key, trace

    def first(self) -> str | None:
        """Return the person with a name who was seen first in the text."""
        named = ((trace.first.position, key) for key, trace in self.traces.items() if trace.is_named)
        return min(named, default=(math.inf, None))[1]
