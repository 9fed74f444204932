"""The reader that learned: the rules, with taggers that decide where words and deeds are told and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Self

from detente.reading.actor_file.load import ActorFile
from detente.reading.actors.cast import Cast
from detente.reading.deeds.events import find_events
from detente.reading.deeds.hints import phrase_places, sentence_places
from detente.reading.deeds.joining import join_events, likely_events
from detente.reading.deeds.tagged import tag_deeds
from detente.reading.learned.attributions import find_attributions
from detente.reading.learned.events import decide, load_sureness
from detente.reading.learned.wordpieces import Wordpieces, load_tokenizer, split
from detente.reading.parse.parsed import Reading
from detente.reading.parse.pipeline import pipeline_name
from detente.reading.rules import RulesReader
from detente.reading.speech.assembly import build_statements
from detente.reading.speech.learned_drafts import learned_drafts
from detente.reading.speech.statements import find_drafts
from detente.record.values import Event, Statement

TOLD_FROM = 0.4
"""Least probability that words were told so from which a statement is kept."""
DONE_FROM = 0.52
"""Least probability from which a deed is kept that the tagger marks.

The highest at which F1 of its deeds and those of the rules, on sentences neither has seen, is near the best.
"""


class LearnedReader(RulesReader):
    """Read by rules and learned taggers, whose weights come with the package.

    The taggers see the text with every name replaced by one plain name of its kind
    (`detente.reading.learned`).

    Parameters
    ----------
    actors : ActorFile, optional
        What the user knows of who is who.
    told_from, done_from : float
        Statements that are less probably told are left out, and deeds that the tagger alone marks and that
        are less probable.
    """

    name = "learned"

    def __init__(
        self,
        actors: ActorFile | None = None,
        *,
        told_from: float = TOLD_FROM,
        done_from: float = DONE_FROM,
    ) -> None:
        super().__init__(actors)
        self.told_from = told_from
        self.done_from = done_from

    def with_actors(self, actors: ActorFile) -> Self:
        """Return this reader with what a user knows of who is who."""
        return type(self)(actors, told_from=self.told_from, done_from=self.done_from)

    @property
    def description(self) -> str:
        """What it is, with the language pipeline and the weights it rests on."""
        return f"rules on {pipeline_name()}, with learned taggers"

    def find_statements(self, cast: Cast) -> tuple[Statement, ...]:
        """Find who says what: the tagger's attributions, tied to the parse and to the rules' drafts."""
        reading = cast.reading
        attributions = find_attributions(pieces_of(reading), tuple(sentence_places(reading)))
        drafts = learned_drafts(reading, find_drafts(reading), attributions)
        return build_statements(drafts, reading, cast, told_from=self.told_from)

    def find_events(self, cast: Cast, statements: Sequence[Statement]) -> tuple[Event, ...]:
        """Find who does what: what the tagger marks, and what the rules find that it thinks possible."""
        reading = cast.reading
        seen = tag_deeds(reading, pieces_of(reading))
        deeds = decide(seen, replace(load_sureness(), least=self.done_from))
        ruled = find_events(reading, cast, statements)
        looked_at = tuple(sentence_places(reading))
        likely = likely_events(
            ruled, [one.deed for one in seen], looked_at, statements, phrase_places(reading)
        )
        told = find_events(reading, cast, statements, deeds)
        # acts of statements stand in both; those of the rules are weighed
        return join_events(likely, [event for event in told if event.probability is not None])


@lru_cache(maxsize=1)
def pieces_of(reading: Reading) -> Wordpieces:
    """Return a document as the taggers see it."""
    surveyed = reading.survey
    paragraphs, names, quotations = surveyed.paragraphs, surveyed.names, surveyed.quotations
    return split(surveyed.text, paragraphs, names, quotations, load_tokenizer())
