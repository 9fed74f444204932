"""A user's actor file made ready for reading: its names in the world's, its offices by owner and day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from detente.reading.actor_file.load import ActorFile, KnownActor, KnownKind, Office
from detente.reading.actors.figures import Figure, actor_key
from detente.reading.actors.offices import speaks_for_state
from detente.reading.knowledge.titles import find_title, normal_title
from detente.reading.knowledge.words import demonym_base
from detente.reading.knowledge.world import Alias, Entry, EntryKind, Title, World, entry_key, has_own_plural
from detente.reading.names.aliases import alias_gaps, alias_words
from detente.reading.names.types import GIVEN, clean
from detente.record.values import ActorKind

_ENTRY_KINDS: dict[KnownKind, EntryKind] = {
    "person": "person",
    "state": "state",
    "organisation": "organisation",
    "armed force": "organisation",
    "group": "organisation",
}
_HEADS = frozenset({"leader", "head of state", "head of government", "strongman", "ruler"})
"""Titles by which reports call whoever heads a state, whatever the office is."""
_MIN_SHOUTED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """An office that somebody of the file holds: the holder's key, whose it is, and when."""

    holder: str
    owner: str
    title: Title
    office: Office


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Known:
    """What an actor file knows, by the keys that actors have in a record.

    ``world`` are all known names with those of the file; ``actors`` the file's by key; ``kinds`` and
    ``names`` are those of every actor that the file speaks of, its own or not; ``terms`` all offices.
    """

    world: World
    actors: Mapping[str, KnownActor]
    kinds: Mapping[str, ActorKind]
    names: Mapping[str, str]
    speaks_for: Mapping[str, str]
    sides: Mapping[str, str]
    terms: tuple[Term, ...]

    def figure(self, key: str, day: date | None) -> Figure | None:
        """Return a new figure of an actor as the file has it on a day; None when it has no such actor."""
        return self.own_figure(key, day) if key in self.actors else None

    def own_figure(self, key: str, day: date | None) -> Figure:
        """Return a new figure of an actor of the file as it is on a day; ``KeyError`` for any other."""
        actor = self.actors[key]
        side = f", on the side of {self.names[self.sides[key]]}" if key in self.sides else ""
        figure = Figure(key, actor.name, actor.kind, GIVEN + side, gender=actor.gender)
        term = next(self.terms_of(key, day), None)
        figure.speaks_for = self.speaks_for.get(key)
        figure.is_settled = bool(actor.offices)
        figure.is_gender_given = actor.gender is not None
        if term is not None:
            figure.title = term.title
            if self.kinds[term.owner] != "state" or speaks_for_state(term.title):
                figure.speaks_for = term.owner
        return figure

    def terms_of(self, key: str, day: date | None) -> Iterator[Term]:
        """Yield the offices somebody holds on a day, in the order of the file."""
        return (term for term in self.terms if term.holder == key and term.office.holds_on(day))

    def owner_figure(self, key: str) -> Figure:
        """Return a new figure of somebody whom an actor of the file speaks for."""
        return Figure(key, self.names[key], self.kinds[key], GIVEN)

    def holders(self, title: Title, owner: str, day: date | None) -> tuple[str, ...]:
        """Return the keys of those who hold an office of an owner on a day, in the order of the file."""
        held = [term for term in self.terms if term.owner == owner and term.office.holds_on(day)]
        words = normal_title(title.words)
        same = [term.holder for term in held if normal_title(term.title.words) == words]
        if not same and words in _HEADS:
            same = [term.holder for term in held if term.title.holds == "state head"]
        return tuple(dict.fromkeys(same))

    def has_office(self, title: Title, owner: str) -> bool:
        """Whether the file says of any days who held an office."""
        words = normal_title(title.words)
        return any(
            term.owner == owner
            and (
                normal_title(term.title.words) == words
                or (words in _HEADS and term.title.holds == "state head")
            )
            for term in self.terms
        )


def prepare_actors(file: ActorFile, world: World) -> Known:
    """Put the names of an actor file before those the world knows, and order what it says of offices."""
    index = {entry_key(clean(words)): actor for actor in file.actors for words in actor.words}
    own = _with_names(world, file)
    names: dict[str, str] = {actor_key(actor.name): actor.name for actor in file.actors}
    kinds: dict[str, ActorKind] = {actor_key(actor.name): actor.kind for actor in file.actors}

    def key_of(words: str) -> str:
        """Return the key of an actor the file refers to; one it does not list is the world's, or a state."""
        actor = index.get(entry_key(clean(words)))
        entry = own.lookup(words) if actor is None else None
        name = actor.name if actor is not None else words
        if entry is not None and not entry.is_ambiguous:
            name = entry.state or entry.name
        is_body = entry is not None and entry.state is None and entry.kind in ("organisation", "region")
        names.setdefault(actor_key(name), name)
        kinds.setdefault(actor_key(name), "organisation" if is_body else "state")
        return actor_key(name)

    terms = []
    for actor in file.actors:
        for office in actor.offices:
            owner = key_of(office.of)
            title = find_title(office.title, kinds[owner])
            terms.append(Term(holder=actor_key(actor.name), owner=owner, title=title, office=office))
    speaking = {actor_key(a.name): key_of(a.speaks_for) for a in file.actors if a.speaks_for is not None}
    sides = {actor_key(a.name): key_of(a.side) for a in file.actors if a.side is not None}
    return Known(
        world=own,
        actors=MappingProxyType({actor_key(actor.name): actor for actor in file.actors}),
        kinds=MappingProxyType(kinds),
        names=MappingProxyType(names),
        speaks_for=MappingProxyType(speaking),
        sides=MappingProxyType(sides),
        terms=tuple(terms),
    )


def _with_names(world: World, file: ActorFile) -> World:
    """Return the world with the names of the file, which win over its own."""
    entries = dict(world.entries)
    _rename(entries, file)
    shouted = dict(world.capitals_only)
    own = {
        entry_key(clean(words)): (words, entry) for actor in file.actors for words, entry in _entries(actor)
    }
    for actor in file.actors:
        for words, entry in _implied(actor):
            own.setdefault(entry_key(clean(words)), (words, entry))
    aliases: dict[str, list[Alias]] = {}
    for key, (words, entry) in own.items():
        entries[key] = entry
        if len(key) >= _MIN_SHOUTED and key.upper() not in own:
            shouted[key.upper()] = entry
        parts = alias_words(words)
        aliases.setdefault(parts[0], []).append(Alias(words=parts, gaps=alias_gaps(words), entry=entry))
    longest_first = {
        word: tuple(sorted(same, key=lambda alias: -len(alias.words))) for word, same in aliases.items()
    }
    return replace(
        world,
        entries=MappingProxyType(entries),
        capitals_only=MappingProxyType(shouted),
        longest=max(world.longest, *(key.count(" ") + 1 for key in entries)),
        aliases=MappingProxyType(longest_first),
    )


def _entries(actor: KnownActor) -> Iterator[tuple[str, Entry]]:
    """Yield the words for one actor and what they point at."""
    kind = _ENTRY_KINDS[actor.kind]
    state = actor.name if kind == "state" else None
    candidates = (actor.name,) if state else ()
    entry = Entry(kind=kind, name=actor.name, state=state, candidates=candidates, basis=GIVEN)
    for words in actor.names:
        is_adjective = state is not None and words != state and demonym_base(words, of=state) is not None
        yield words, replace(entry, kind="demonym") if is_adjective else entry
    for words in actor.capitals:
        yield words, replace(entry, kind="capital", place=words)
    for words in actor.demonyms:
        yield words, replace(entry, kind="demonym")


def _implied(actor: KnownActor) -> Iterator[tuple[str, Entry]]:
    """Yield plurals of the words for a people, and the regular word where none is given (*Karvian*)."""
    if actor.kind != "state":
        return
    candidates = (actor.name,)
    entry = Entry(kind="demonym", name=actor.name, state=actor.name, candidates=candidates, basis=GIVEN)
    demonyms = actor.demonyms
    if not demonyms and actor.name.endswith("a"):
        demonyms = (f"{actor.name}n",)
        yield demonyms[0], entry
    for words in demonyms:
        if not has_own_plural(words):
            yield f"{words}s", entry


def _rename(entries: dict[str, Entry], file: ActorFile) -> None:
    """Let all names of a state or body the world knows mean the actor whom the file gives one of them.

    So *Washington*, *American* and *the US* mean one actor with the file's *USA*.
    """
    states: dict[str, str] = {}
    bodies: dict[str, str] = {}
    for actor in file.actors:
        kind = _ENTRY_KINDS[actor.kind]
        for words in actor.names if kind != "person" else ():
            entry = entries.get(entry_key(clean(words)))
            if entry is None:
                continue
            if kind == "state" and entry.kind == "state" and entry.state is not None:
                states.setdefault(entry.state, actor.name)
            elif kind == "organisation" and entry.kind == "organisation":
                bodies.setdefault(entry.name, actor.name)
    if not states and not bodies:
        return
    for key, entry in entries.items():
        if states.keys() & {entry.state, *entry.candidates}:
            entries[key] = replace(
                entry,
                state=states.get(entry.state or "", entry.state),
                name=states.get(entry.name, entry.name) if entry.name == entry.state else entry.name,
                candidates=tuple(states.get(one, one) for one in entry.candidates),
            )
        elif entry.state is None and entry.kind == "organisation" and entry.name in bodies:
            entries[key] = replace(entry, name=bodies[entry.name])
