"""The reader by rules: dependencies, punctuation and word lists, with no learned weights of its own.

All documents are surveyed before one is read: one report names in full whom another calls by surname,
and what a word of doubt is, name of a person or of a body, is decided by all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Self

from detente.documents.document import Document
from detente.errors import ReadingError
from detente.reading.actor_file.holders import name_holders, with_known
from detente.reading.actor_file.known import prepare_actors
from detente.reading.actor_file.load import ActorFile
from detente.reading.actors.cast import Cast, build_cast
from detente.reading.actors.figures import gather_figures, share_figures
from detente.reading.actors.shared_names import share_names
from detente.reading.bargaining.claims import find_claims
from detente.reading.bargaining.proposals import find_proposals
from detente.reading.bargaining.responses import find_responses
from detente.reading.deeds.events import find_events
from detente.reading.inconsistencies.find import find_inconsistencies
from detente.reading.joining import Found, gather
from detente.reading.knowledge.world import load_world
from detente.reading.parse.parsed import Survey, prepare, survey
from detente.reading.parse.pipeline import load_pipeline, pipeline_name
from detente.reading.proposed import Proposed, Together
from detente.reading.record_sureness import with_probabilities
from detente.reading.relations.find import find_relations
from detente.reading.speech.statements import find_statements
from detente.record.values import Event, Failure, Statement


class RulesReader:
    """Read by rules on dependencies and punctuation.

    Its own learned part is the language pipeline alone.

    Parameters
    ----------
    actors : ActorFile, optional
        What the user knows of who is who.
    """

    name = "rules"

    def __init__(self, actors: ActorFile | None = None) -> None:
        self.actors = actors

    def with_actors(self, actors: ActorFile) -> Self:
        """Return this reader with what a user knows of who is who."""
        return type(self)(actors)

    @property
    def description(self) -> str:
        """What it is, with the language pipeline it rests on."""
        return f"rules on {pipeline_name()}"

    def read(self, document: Document) -> Proposed:
        """Read one document on its own.

        Raises
        ------
        ReadingError
            If the language pipeline is missing or the document cannot be read.
        """
        together = self.read_together((document,))
        if together.failures:
            raise ReadingError(together.failures[0].reason)
        return together.proposed

    def read_together(
        self, documents: Sequence[Document], progress: Callable[[int, int], None] | None = None
    ) -> Together:
        """Read documents that may name the same people.

        Parameters
        ----------
        documents : sequence of Document
            In the order of the record.
        progress : callable, optional
            Called with the number of documents read and in all.

        Raises
        ------
        ReadingError
            If the language pipeline is missing.
        """
        nlp, world = load_pipeline(), load_world()
        known = prepare_actors(self.actors, world) if self.actors is not None else None
        failed: list[Failure] = []
        surveys: list[Survey] = []
        for document in documents:
            try:
                surveys.append(survey(document, nlp, known.world if known is not None else world))
            except ReadingError as error:
                failed.append(Failure(path=document.path, reason=str(error)))
        surveys = share_names(surveys)
        if known is not None:
            surveys = [name_holders(surveyed, known) for surveyed in surveys]
        gathered = [gather_figures(surveyed, known) for surveyed in surveys]
        share_figures(gathered)
        found: list[Found] = []
        for index, (surveyed, figures) in enumerate(zip(surveys, gathered, strict=True)):
            one = self.read_cast(build_cast(prepare(surveyed, nlp), figures))
            found.append(one if known is None else with_known(one, surveyed, known))
            if progress is not None:
                progress(index + 1, len(surveys))
        read = tuple(one.document for one in found)
        return Together(documents=read, proposed=gather(found), failures=tuple(failed))

    def read_cast(self, cast: Cast) -> Found:
        """Read one prepared document whose names are tied to figures."""
        return with_probabilities(self.find_records(cast))

    def find_records(self, cast: Cast) -> Found:
        """Find the records of a prepared document, before any but the statements have a probability."""
        reading = cast.reading
        statements = self.find_statements(cast)
        proposals = find_proposals(reading, cast, statements)
        responses = find_responses(reading, cast, statements, proposals)
        events = self.find_events(cast, statements)
        claims = find_claims(reading, cast, statements, proposals)
        relations = find_relations(reading, cast, events, statements)
        figures = tuple(cast.figures.values())
        return Found(
            document=reading.document,
            figures=figures,
            relations=relations,
            statements=statements,
            events=events,
            proposals=proposals,
            responses=responses,
            claims=claims,
            inconsistencies=find_inconsistencies(cast, statements, events),
        )

    def find_statements(self, cast: Cast) -> tuple[Statement, ...]:
        """Find who says what in a prepared document."""
        return find_statements(cast.reading, cast)

    def find_events(self, cast: Cast, statements: Sequence[Statement]) -> tuple[Event, ...]:
        """Find who does what in a prepared document whose statements are known."""
        return find_events(cast.reading, cast, statements)
