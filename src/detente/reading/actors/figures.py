"""Who is named in a document: persons with their offices, states, bodies, forces, groups.

Figures are gathered from names and the few words around them, read in line and not from the parse:
*Karvian President Anton Velk*, *Anton Velk, the president of Karvia*, *Karvia's president, Anton Velk*.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from detente.reading.actors.called_bodies import called_bodies, owned_bodies
from detente.reading.actors.keys import actor_key as actor_key
from detente.reading.actors.keys import name_key as name_key
from detente.reading.actors.offices import find_office, speaks_for_state
from detente.reading.actors.shared_names import find_palaces
from detente.reading.actors.tied_offices import tie_counterparts, tie_crowns, tie_delegations
from detente.reading.knowledge.words import HONORIFIC_GENDERS, STATE_BODY_NOUNS
from detente.reading.knowledge.world import Title
from detente.reading.names.find import Name
from detente.reading.parse.parsed import Survey
from detente.reading.text.paragraphs import Paragraph
from detente.record.values import ActorKind, Span

if TYPE_CHECKING:
    from detente.reading.actor_file.known import Known


@dataclass(slots=True, eq=False)
class Figure:
    """Somebody being gathered; becomes an ``Actor`` when the document is read.

    ``gender`` is ``he`` or ``she`` when a word says so (``they`` when a user does); ``governs`` that the
    text speaks of this person's presidency, government or the like; ``is_settled`` that a user's actor
    file lists the person's offices, so that none is taken over from another document; and
    ``is_gender_given`` that it says the gender.
    """

    key: str
    name: str
    kind: ActorKind
    basis: str
    speaks_for: str | None = None
    speaks_for_span: Span | None = None
    title: Title | None = None
    gender: str | None = None
    governs: bool = False
    is_settled: bool = False
    is_gender_given: bool = False
    mentions: list[Span] = field(default_factory=list)

    @property
    def role(self) -> str | None:
        """The office as the text words it."""
        return self.title.words if self.title else None


def gather_figures(surveyed: Survey, known: Known | None = None) -> dict[str, Figure]:
    """Gather the figures of a document, in order of first mention.

    Persons get their office and whom they speak for from the words next to their name; a person with
    an office but no state named beside it is tied to a state only when the text leaves one choice.
    Where an actor file says who somebody is on the day of the document, that stands.
    """
    figures: dict[str, Figure] = {}
    for name in surveyed.names:
        _add_name(figures, surveyed, name, known)
    befores = (None, *surveyed.names[:-1])
    for before, name in zip(befores, surveyed.names, strict=False):
        if name.kind == "person":
            _add_office(figures, surveyed, name, before)
    _tie_seats(figures, surveyed, known)
    called = called_bodies(surveyed)
    for name, owner, span in owned_bodies(surveyed, called):
        body = figures.get(actor_key(name.key))
        if body is not None and body.speaks_for is None and is_state_body(name.key):
            body.speaks_for, body.speaks_for_span = owner, span
    tie_delegations(figures, surveyed, called)
    tie_crowns(figures, called)
    tie_counterparts(figures, surveyed)
    _add_genders(figures, surveyed)
    _tie_heads(figures, surveyed)
    _tie_to_states(figures)
    if known is not None:
        add_owners(figures, known, surveyed.document.published_on)
    return figures


def add_owners(figures: dict[str, Figure], known: Known, day: date | None) -> None:
    """Add whom the actors of the file speak for on a day, where the document does not name them."""
    for figure in list(figures.values()):
        key = figure.speaks_for
        while key is not None and key not in figures and key in known.names:
            figures[key] = known.figure(key, day) or known.owner_figure(key)
            key = figures[key].speaks_for


def _span(name: Name) -> Span:
    return Span(start=name.start, end=name.end, text=name.text)


def _add_name(figures: dict[str, Figure], surveyed: Survey, name: Name, known: Known | None) -> None:
    key = name_key(name)
    if key is None:
        return
    kinds: dict[str, ActorKind] = {"person": "person", "organisation": "organisation"}
    kind: ActorKind = kinds.get(name.kind, "state")
    figure = figures.get(key)
    if figure is None:
        shown = name.key if kind != "state" else (name.state or name.key)
        given = known.figure(key, surveyed.document.published_on) if known is not None else None
        figure = figures[key] = given or Figure(key, shown, kind, name.basis)
    if (
        kind == "organisation"
        and name.state
        and is_state_body(name.key)
        and figure.speaks_for is None
        and actor_key(name.state) != key
    ):
        figure.speaks_for, figure.speaks_for_span = actor_key(name.state), _span(name)
        _ensure_state(figures, name.state, known)
    figure.mentions.append(_span(name))


def is_state_body(key: str) -> bool:
    """Whether a body acts for a state, by its name (*Karvian Defence Ministry*, not *Karvian Post*)."""
    return any(word in STATE_BODY_NOUNS for word in key.lower().split())


def _ensure_state(figures: dict[str, Figure], state: str, known: Known | None) -> None:
    key = actor_key(state)
    if key not in figures:
        given = known.figure(key, None) if known is not None else None
        figures[key] = given or Figure(key, state, "state", "named through its adjective")


def _add_office(figures: dict[str, Figure], surveyed: Survey, name: Name, before: Name | None) -> None:
    """Read the office beside a person's name, and the state or body it belongs to."""
    figure = figures[actor_key(name.key)]
    office = find_office(surveyed, name, before)
    if office is None:
        return
    text = surveyed.text
    title, owner = office
    figure.title = figure.title or title
    figure.gender = figure.gender or title.pronoun
    key = name_key(owner) if owner is not None else None
    if owner is None or key is None or key == figure.key:
        return
    is_borne_out = figure.speaks_for == key and figure.speaks_for_span is None
    if figure.speaks_for is not None and not is_borne_out:
        return
    low, high = min(owner.start, name.start), max(owner.end, name.end)
    figure.speaks_for = key
    figure.speaks_for_span = Span(start=low, end=high, text=text[low:high])


_SERVES_PERSON = frozenset({"representative", "spokesperson"})


def may_speak_for(title: Title, owner: Figure) -> bool:
    """Whether an office speaks for its owner: a minister for the state, not for the person who leads it."""
    if owner.kind == "person":
        return title.holds in _SERVES_PERSON or title.words.endswith(("aide", "adviser", "advisor"))
    return owner.kind != "state" or speaks_for_state(title)


def _tie_to_states(figures: dict[str, Figure]) -> None:
    """Let whoever serves a person speak for whom that person does; a minister of nobody else's is open."""
    for figure in figures.values():
        leader = figures.get(figure.speaks_for or "")
        if leader is None or leader.kind != "person" or figure.title is None:
            continue
        if not may_speak_for(figure.title, leader):
            state = figures.get(leader.speaks_for or "")
            is_tied = state is not None and state.kind != "person" and may_speak_for(figure.title, state)
            figure.speaks_for = leader.speaks_for if is_tied else None
            figure.speaks_for_span = figure.speaks_for_span if is_tied else None


_SEAT_OF = re.compile(
    r",? (?:the |which is the )?(?:official )?(?:seat|residence|office|palace) of "
    r"(?:the )?(?P<rest>[^.;\n]{2,60})"
)


def _tie_seats(figures: dict[str, Figure], surveyed: Survey, known: Known | None) -> None:
    """Tie a building to its government (*Elm House, the seat of the Karvian government*)."""
    for palace, _, state in find_palaces(surveyed):
        figure = figures.get(actor_key(palace.key))
        if figure is not None and figure.speaks_for is None and palace.kind == "organisation":
            figure.speaks_for, figure.speaks_for_span = actor_key(state), _span(palace)
            _ensure_state(figures, state, known)
    for name, following in pairwise((*surveyed.names, None)):
        if name is None or following is None or name.kind not in ("organisation", "unknown", "place"):
            continue
        match = _SEAT_OF.match(surveyed.text, name.end)
        key = actor_key(name.key)
        owner = name_key(following)
        if match is None or owner is None or following.start > match.end() or owner == key:
            continue
        figure = figures.setdefault(key, Figure(key, name.key, "organisation", "called a seat of government"))
        if not name.is_given:
            figure.kind = "organisation"
        if figure.speaks_for is None:
            figure.speaks_for = owner
            text = surveyed.text[name.start : following.end]
            figure.speaks_for_span = Span(start=name.start, end=following.end, text=text)


_PRONOUNS = {
    "he": "he", "his": "he", "him": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
}  # fmt: skip


def _add_genders(figures: dict[str, Figure], surveyed: Survey) -> None:
    """Learn how a person is referred to: by *Mr* or *Queen*, else by paragraphs with nobody else."""
    addressed: dict[str, set[str]] = {}
    for name in surveyed.names:
        if name.kind == "person" and name.honorific in HONORIFIC_GENDERS:
            addressed.setdefault(actor_key(name.key), set()).add(HONORIFIC_GENDERS[name.honorific])
    referred: dict[str, set[str]] = {}
    for paragraph, persons in _persons_by_paragraph(surveyed):
        if len(persons) == 1:
            words = surveyed.text[paragraph.start : paragraph.end].lower()
            genders = {_PRONOUNS[word] for word in re.findall(r"[a-z]+", words) if word in _PRONOUNS}
            if len(genders) == 1:
                referred.setdefault(persons[0], set()).update(genders)
    for tallies in (addressed, referred):
        for key, found in tallies.items():
            if len(found) == 1 and figures[key].gender is None:
                figures[key].gender = next(iter(found))


def _persons_by_paragraph(surveyed: Survey) -> Iterator[tuple[Paragraph, list[str]]]:
    """Yield each paragraph with the keys of the persons it names, in order."""
    names = surveyed.names
    starts = [name.start for name in names]
    for paragraph in surveyed.paragraphs:
        inside = names[bisect_left(starts, paragraph.start) : bisect_left(starts, paragraph.end)]
        keys = dict.fromkeys(actor_key(name.key) for name in inside if name.kind == "person")
        yield paragraph, list(keys)


_HOLDS_OFFICE = re.compile(
    r"[’']s (?:presidency|administration|premiership|government|cabinet|inauguration)\b"
)
_OWN_OFFICE = re.compile(r"\b(?:his|her) (?:presidency|administration|premiership|term in office|cabinet)\b")


def _tie_heads(figures: dict[str, Figure], surveyed: Survey) -> None:
    """Tie a head of government to a state when the text names just one state's seat without its head.

    *His administration* shows that a person governs; a seat of government shows of what. Only when one
    such person and one such state are left is the tie made, and the basis says so.
    """
    text = surveyed.text
    heads = [
        persons[0]
        for paragraph, persons in _persons_by_paragraph(surveyed)
        if len(persons) == 1 and _OWN_OFFICE.search(text, paragraph.start, paragraph.end)
    ]
    heads += [
        actor_key(name.key)
        for name in surveyed.names
        if name.kind == "person" and _HOLDS_OFFICE.match(text, name.end)
    ]
    for key in heads:
        figures[key].governs = True
    free = [
        key for key in dict.fromkeys(heads) if figures[key].speaks_for is None and not figures[key].is_settled
    ]
    led = {figure.speaks_for for figure in figures.values() if figure.kind == "person" and figure.speaks_for}
    seats = [
        name
        for name in surveyed.names
        if name.kind == "seat" and name.state and actor_key(name.state) not in led
    ]
    states = list(dict.fromkeys(name.state for name in seats if name.state))
    if len(free) == 1 and len(states) == 1:
        figure = figures[free[0]]
        figure.speaks_for, figure.speaks_for_span = actor_key(states[0]), _span(seats[0])
        figure.basis += "; governs, and the only seat of government without a named head is this state's"


def share_figures(gathered: Sequence[dict[str, Figure]]) -> None:
    """Let the documents of one reading tell each other who is who.

    What one document says of a person (gender, office, whom he or she speaks for) fills what another
    leaves out, when all that say something agree. A bare surname takes it from the one full name.
    """
    known: dict[str, list[Figure]] = {}
    for figures in gathered:
        for figure in figures.values():
            known.setdefault(figure.key, []).append(figure)
    full = full_names(gathered)
    for key, same in known.items():
        others = known.get(full.get(key, ""), [])
        for figure in same:
            _fill(figure, [*same, *others])


def full_names(gathered: Sequence[dict[str, Figure]]) -> dict[str, str]:
    """Map the key of a bare surname to the one full name that any document has for it."""
    full: dict[str, list[str]] = {}
    bare: list[Figure] = []
    for figures in gathered:
        for figure in figures.values():
            parts = figure.name.split()
            if figure.kind != "person":
                continue
            if len(parts) == 1:
                bare.append(figure)
            elif figure.key not in full.setdefault(parts[-1].casefold(), []):
                full[parts[-1].casefold()].append(figure.key)
    found = {figure.key: full.get(figure.name.casefold(), []) for figure in bare}
    return {key: keys[0] for key, keys in found.items() if len(keys) == 1}


def _fill(figure: Figure, others: Sequence[Figure]) -> None:
    genders = {other.gender for other in others if other.gender}
    if figure.gender is None and len(genders) == 1:
        figure.gender = next(iter(genders))
    if figure.is_settled:
        return
    titles = {other.title.words: other.title for other in others if other.title}
    if figure.title is None and len(titles) == 1:
        figure.title = next(iter(titles.values()))
    sides = {other.speaks_for for other in others if other.speaks_for}
    if figure.speaks_for is None and len(sides) == 1:
        figure.speaks_for = next(iter(sides))
