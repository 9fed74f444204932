"""What must hold between the actors of a file: one actor a name, one holder an office, no circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from detente.errors import ActorFileError
from detente.reading.actors.figures import actor_key
from detente.reading.knowledge.titles import find_title, is_single, normal_title
from detente.reading.knowledge.world import entry_key
from detente.reading.names.types import clean

if TYPE_CHECKING:
    from detente.reading.actor_file.load import KnownActor, Office


def check_actors(actors: Sequence[KnownActor], file: str) -> None:
    """Check what the actors of one file say of one another.

    Raises
    ------
    ActorFileError
        If a name is two actors', somebody speaks for himself, alone or in a circle, or two hold at one
        time an office that has one holder.
    """
    owners = _owners(actors, file)
    _check_circles(actors, owners, file)
    _check_holders(actors, owners, file)


def _at(file: str, line: int | None) -> str:
    return f"{file}, line {line}" if line is not None else file


def _owners(actors: Sequence[KnownActor], file: str) -> dict[str, KnownActor]:
    """Map every name to its one actor, and every id to the name that gives it."""
    found: dict[str, KnownActor] = {}
    ids: dict[str, KnownActor] = {}
    for actor in actors:
        same = ids.setdefault(actor_key(actor.name), actor)
        if same is not actor:
            raise ActorFileError(
                f"actor {actor.name!r} gets the id {actor_key(actor.name)!r}, as {same.name!r} does "
                f"({_at(file, same.line)}, and {_at(file, actor.line)}): join them or rename one"
            )
        for words in actor.words:
            first = found.setdefault(entry_key(clean(words)), actor)
            if first is not actor:
                raise ActorFileError(
                    f"the name {words!r} is two actors', {first.name!r} ({_at(file, first.line)}) and "
                    f"{actor.name!r} ({_at(file, actor.line)}): a report that has it cannot say which; "
                    "leave it to one of them"
                )
    return found


def _target(words: str, owners: Mapping[str, KnownActor]) -> str:
    """Return the name of the actor meant, or the words themselves where the file has none of that name."""
    actor = owners.get(entry_key(clean(words)))
    return actor.name if actor is not None else words


def _check_circles(actors: Sequence[KnownActor], owners: Mapping[str, KnownActor], file: str) -> None:
    """Follow whom each speaks for, by a tie or an office, and refuse a way that leads back."""
    leads: dict[str, list[str]] = {}
    for actor in actors:
        words = ([actor.speaks_for] if actor.speaks_for else []) + [office.of for office in actor.offices]
        leads[actor.name] = list(dict.fromkeys(_target(one, owners) for one in words))
    done: set[str] = set()
    for actor in actors:
        way = [actor.name]
        rest = [iter(leads[actor.name])]
        while rest:
            following = next(rest[-1], None)
            if following is None:
                rest.pop()
                done.add(way.pop())
            elif following in way:
                circle = [*way[way.index(following) :], following]
                shown = " for ".join(repr(name) for name in circle[:5])
                raise ActorFileError(
                    f"actor {circle[0]!r} speaks for itself in a circle: {shown} "
                    f"({_at(file, actor.line)}): take one speaks_for or office out"
                )
            elif following not in done:
                way.append(following)
                rest.append(iter(leads.get(following, ())))


def _check_holders(actors: Sequence[KnownActor], owners: Mapping[str, KnownActor], file: str) -> None:
    """Refuse two holders of an office that one person holds; the day of a handover may be both's."""
    held: dict[tuple[str, str], list[tuple[KnownActor, Office]]] = {}
    for actor, office, owner in _single_offices(actors, owners):
        held.setdefault((owner, normal_title(office.title)), []).append((actor, office))
    for terms in held.values():
        terms.sort(key=lambda term: (term[1].since or date.min, term[1].until or date.max))
        latest, end = terms[0], terms[0][1].until or date.max
        for before, after in pairwise(terms):
            if (before[1].until or date.max) > end:
                latest, end = before, before[1].until or date.max
            if after[0] is not latest[0] and (after[1].since or date.min) < end:
                raise ActorFileError(
                    f"the office {after[1].title!r} of {after[1].of!r} has two holders at one time: "
                    f"{_term(latest, file)} and {_term(after, file)}: "
                    "correct the days, or leave one out"
                )


def _single_offices(
    actors: Sequence[KnownActor], owners: Mapping[str, KnownActor]
) -> Iterator[tuple[KnownActor, Office, str]]:
    for actor in actors:
        for office in actor.offices:
            owner = owners.get(entry_key(clean(office.of)))
            title = find_title(office.title, owner.kind if owner is not None else "state")
            if is_single(title):
                yield actor, office, _target(office.of, owners)


def _term(term: tuple[KnownActor, Office], file: str) -> str:
    actor, office = term
    days = [f"from {office.since}"] if office.since else []
    days += [f"until {office.until}"] if office.until else []
    return f"{actor.name!r} {' '.join(days) or 'always'} ({_at(file, office.line)})"
