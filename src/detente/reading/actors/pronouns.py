"""*He* and *she* in running text: who was seen before, and whom a pronoun is tied to, if anybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from detente.reading.actors.antecedents import Candidate, Genders, Pronoun, find_candidates
from detente.reading.actors.clause_people import Meant, is_sayer, pair_of, people_around, role_of
from detente.reading.actors.figures import Figure, actor_key
from detente.reading.actors.person_nouns import noun_gender
from detente.reading.actors.pronoun_model import NAMED, NAMED_SPEAKER, Weights, load_weights, probabilities
from detente.reading.actors.salience import Resolution, tied
from detente.reading.actors.sightings import Form, Memory, Place, Sighting
from detente.reading.knowledge.given_names import given_gender
from detente.reading.knowledge.words import HONORIFIC_GENDERS
from detente.reading.names.types import GIVEN
from detente.reading.parse.parsed import Reading
from detente.record.values import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

PERSONAL = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she"}
"""Pronouns for one person, with the gender of each."""
_SHOWN = 4
"""How many candidates an open pronoun lists."""
_WORTH_SHOWING = 0.05
_LIKELY = 0.5
"""How likely a person must be for a pronoun to count as one more mention, whether it is tied or open."""


@dataclass(slots=True, eq=False)
class Pronouns:
    """Ties pronouns to people on one pass through a text."""

    genders: Genders
    aliases: Mapping[str, str]
    weights: Weights
    memory: Memory = field(default_factory=Memory)

    def note(self, key: str, mention: Mention, token: Token, place: Place, form: Form) -> None:
        """Keep in mind that somebody was mentioned by name or title, or by a noun that is a figure."""
        self.memory.note(self._sighting(key, mention, token, place, form))

    def _sighting(self, key: str, mention: Mention, token: Token, place: Place, form: Form) -> Sighting:
        return Sighting(
            key=self.aliases.get(key, key), actor=key, words=mention.text, place=place,
            position=mention.start, role=role_of(token), form=form, says=is_sayer(token),
            pair=pair_of(token), gender=noun_gender(token) if form == "noun" else None,
        )  # fmt: skip

    def note_noun(self, mention: Mention, token: Token, place: Place, gender: str | None) -> None:
        """Keep in mind that a person was mentioned by a common noun only (*a woman*)."""
        self.memory.note(
            Sighting(
                key=noun_key(mention), actor=None, words=mention.text, place=place,
                position=mention.start, role=role_of(token), form="noun", says=is_sayer(token), gender=gender,
            )
        )  # fmt: skip

    def candidates(self, mention: Mention, token: Token, place: Place, meant: Meant) -> tuple[Candidate, ...]:
        """Return everybody in mind whom a pronoun can mean, with what speaks for each."""
        pronoun = Pronoun(
            gender=PERSONAL[token.lower_],
            place=place,
            position=mention.start,
            role=role_of(token),
            says=is_sayer(token),
            people=people_around(token, lambda other: self._known(meant(other))),
        )
        return find_candidates(pronoun, self.memory, self.genders)

    def resolve(self, mention: Mention, token: Token, place: Place, meant: Meant) -> Resolution:
        """Tie a pronoun to the likeliest person, or leave it open with the candidates by probability."""
        candidates = self.candidates(mention, token, place, meant)
        chances = probabilities(candidates, self.weights)
        # stable: of equals the one seen last comes first
        ranked = sorted(zip(chances, candidates, strict=True), key=lambda pair: -pair[0])
        named = [(chance, one.actor) for chance, one in ranked if one.actor is not None]
        if named and named[0][0] >= _LIKELY:
            seen = self._sighting(named[0][1], mention, token, place, "pronoun")
            self.memory.note(replace(seen, gender=PERSONAL[token.lower_], chance=named[0][0]))
        line = NAMED_SPEAKER if is_sayer(token) else NAMED
        return self._resolution(mention, named, line)

    def _resolution(self, mention: Mention, named: list[tuple[float, str]], line: float) -> Resolution:
        words = repr(mention.text)
        if not named:
            return Resolution(mention, f"nobody named before {words} fits it")
        best = round(named[0][0], 3)
        if named[0][0] >= line:
            return Resolution(tied(mention, named[0][1]), probability=best)
        keys = tuple(key for chance, key in named[:_SHOWN] if chance >= _WORTH_SHOWING)
        if len(keys) < 2:
            reason = f"{words} may mean somebody who is not named"
        else:
            reason = f"{words} fits more than one person named before it"
        return Resolution(mention, reason, keys, probability=best)

    def _known(self, key: str | None) -> str | None:
        return self.aliases.get(key, key) if key is not None else None


def noun_key(mention: Mention) -> str:
    """Return what stands for a person who is mentioned by a common noun only."""
    return f"noun:{mention.start}"


def start_pronouns(
    reading: Reading, figures: Mapping[str, Figure], weights: Weights | None = None
) -> Pronouns:
    """Return the resolver of a document's pronouns, with what its names tell of gender."""
    persons = [figure for figure in figures.values() if figure.kind == "person"]
    aliases = _aliases(persons)
    return Pronouns(
        genders=Genders(
            titled=_agreed(_titled(reading, figures), aliases),
            referred=_agreed(((figure.key, figure.gender) for figure in persons), aliases),
            given=_agreed(((figure.key, given_gender(figure.name)) for figure in persons), aliases),
        ),
        aliases=aliases,
        weights=load_weights() if weights is None else weights,
    )


def _titled(reading: Reading, figures: Mapping[str, Figure]) -> Iterator[tuple[str, str | None]]:
    """Yield people with the gender that a user, an office (*queen*) or a form of address (*Mr*) tells."""
    for figure in figures.values():
        if figure.kind == "person" and figure.basis.startswith(GIVEN):
            yield figure.key, figure.gender
        if figure.title is not None:
            yield figure.key, figure.title.pronoun
    for name in reading.names:
        if name.kind == "person":
            yield actor_key(name.key), HONORIFIC_GENDERS.get(name.honorific or "")


def _agreed(told: Iterable[tuple[str, str | None]], aliases: Mapping[str, str]) -> dict[str, str]:
    """Return the gender of each person for whom all that is told agrees."""
    found: dict[str, set[str]] = {}
    for key, gender in told:
        if gender is not None:
            found.setdefault(aliases.get(key, key), set()).add(gender)
    return {key: next(iter(genders)) for key, genders in found.items() if len(genders) == 1}


def _aliases(persons: Sequence[Figure]) -> dict[str, str]:
    """Map whoever is called by one name to the person of the text who is meant in all likelihood.

    A surname means the one most often mentioned of those who have it, a given name alone the only one who
    has it (*Ann*: Ann Berg). Only the weighing of candidates uses this: actors stay apart as they are named.
    """
    full = [figure for figure in persons if len(figure.name.split()) > 1]
    single = [figure for figure in persons if len(figure.name.split()) == 1]
    aliases = {}
    for figure in single:
        family = [other for other in full if other.name.split()[-1] == figure.name]
        given = [other for other in full if other.name.split()[0] == figure.name]
        if family:
            aliases[figure.key] = max(family, key=lambda other: len(other.mentions)).key
        elif len(given) == 1:
            aliases[figure.key] = given[0].key
    return aliases
