"""Whom an office means on a report's day, by an actor file: *the Karvian president*, *President Berg*."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from detente.reading.actor_file.contradictions import find_contradictions
from detente.reading.actor_file.known import Known
from detente.reading.actors.figures import Figure, add_owners, name_key
from detente.reading.actors.offices import find_office
from detente.reading.joining import Found, renamed
from detente.reading.knowledge.titles import SHARED_TITLES, normal_title
from detente.reading.knowledge.world import Title
from detente.reading.names.types import GIVEN, Name
from detente.reading.parse.parsed import Survey

_OTHER = frozenset(
    {"former", "ex", "late", "next", "future", "deputy", "vice", "another", "previous", "then"}
)
_INDEFINITE = re.compile(r"(?:an?|any|every|no|some|one) ", re.IGNORECASE)


def with_known(found: Found, surveyed: Survey, known: Known) -> Found:
    """Return what was read in a report with offices tied to their holders and contradictions noted."""
    tied = tie_holders(found, known)
    return replace(tied, inconsistencies=(*tied.inconsistencies, *find_contradictions(surveyed, known)))


def name_holders(surveyed: Survey, known: Known) -> Survey:
    """Tie a surname with an office to whoever of that name holds the office (*President Berg*).

    Only where the report names nobody else of that surname in full, and one person of the file fits.
    """
    day = surveyed.document.published_on
    persons = {name.key for name in surveyed.names if name.kind == "person"}
    taken = {key.rpartition(" ")[2] for key in persons if " " in key}
    meant: dict[str, str] = {}
    for before, name in zip((None, *surveyed.names[:-1]), surveyed.names, strict=False):
        if name.kind != "person" or name.is_given or " " in name.key or name.key in taken:
            continue
        office = find_office(surveyed, name, before)
        if office is not None:
            found = _holders_called(name.key, *office, known, day)
            if len(found) == 1:
                meant.setdefault(name.key, found[0])
    if not meant:
        return surveyed
    names = tuple(
        replace(name, key=meant[name.key], basis=GIVEN)
        if name.kind == "person" and name.key in meant
        else name
        for name in surveyed.names
    )
    return replace(surveyed, names=names)


def _holders_called(
    surname: str, title: Title, owner: Name | None, known: Known, day: date | None
) -> list[str]:
    """Return the names of those with a surname who hold an office on a day, of whomever it is told."""
    words = normal_title(title.words)
    of = name_key(owner) if owner is not None else None
    found = [
        known.names[term.holder]
        for term in known.terms
        if known.names[term.holder].rpartition(" ")[2] == surname
        and term.office.holds_on(day)
        and normal_title(term.title.words) == words
        and of in (None, term.owner)
    ]
    return list(dict.fromkeys(found))


def tie_holders(found: Found, known: Known) -> Found:
    """Tie offices that a report names without their holder to whoever holds them on its day.

    An office that the file lists and that nobody, or more than one, holds on the day stays without a
    name, whatever another report says of it.
    """
    day = found.document.published_on
    meant: dict[str, str] = {}
    for figure in found.figures:
        if figure.kind != "unnamed" or figure.title is None or figure.speaks_for is None:
            continue
        if figure.title.words in SHARED_TITLES or _is_another(figure):
            continue
        holders = known.holders(figure.title, figure.speaks_for, day)
        if len(holders) == 1:
            meant[figure.key] = holders[0]
        elif known.has_office(figure.title, figure.speaks_for):
            figure.is_settled = True
    if not meant:
        return found
    figures = _joined(found, meant, known)
    return replace(renamed(replace(found, figures=()), meant), figures=figures)


def _is_another(figure: Figure) -> bool:
    """Whether words beside an office make it one that its holder has not (*a former Karvian president*)."""
    title = set(figure.title.words.split()) if figure.title is not None else set()
    if _OTHER & set(figure.name.lower().replace("-", " ").split()) - title:
        return True
    return any(_INDEFINITE.match(mention.text) for mention in figure.mentions)


def _joined(found: Found, meant: Mapping[str, str], known: Known) -> tuple[Figure, ...]:
    """Return the figures of a report, each tied office counted to its holder."""
    figures = {figure.key: figure for figure in found.figures if figure.key not in meant}
    for office in found.figures:
        if office.key not in meant:
            continue
        key = meant[office.key]
        holder = figures.get(key) or known.own_figure(key, found.document.published_on)
        if holder.speaks_for == office.speaks_for and holder.speaks_for_span is None:
            holder.speaks_for_span = office.mentions[0]
        holder.mentions += office.mentions
        figures[key] = holder
    add_owners(figures, known, found.document.published_on)
    return tuple(figures.values())
