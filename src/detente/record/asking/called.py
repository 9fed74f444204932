"""Whom a name given by a person means among the actors of a record."""

from __future__ import annotations

from collections.abc import Mapping

from detente.errors import RecordError
from detente.record.wording import search_words

MOST_TOLD = 5
"""Names that a message lists."""


def called(name: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids of the actors of that name: several where several bear it whole.

    Parameters
    ----------
    name : str
        An actor's id, a whole name, or words of one that no other actor's name has.
    names : mapping of str to str
        Names of the actors by id.

    Raises
    ------
    RecordError
        If nobody is called so, or the words fit several names.

    Examples
    --------
    >>> names = {"actor:ola-velk": "Ola Velk", "actor:ost": "Ost"}
    >>> called("velk", names), called("actor:ost", names)
    (('actor:ola-velk',), ('actor:ost',))
    """
    if name in names:
        return (name,)
    wanted = search_words(name)
    words = {actor: search_words(own) for actor, own in names.items()}
    whole = tuple(actor for actor, own in words.items() if own == wanted)
    part = tuple(actor for actor, own in words.items() if wanted and set(wanted) <= set(own))
    if whole or len(part) == 1:
        return whole or part
    if not part:
        raise RecordError(f"nobody in the record is called {name!r}: see `detente find` for who speaks in it")
    told = "; ".join(f"{names[actor]} ({actor})" for actor in part[:MOST_TOLD])
    more = f"; and {len(part) - MOST_TOLD} more" if len(part) > MOST_TOLD else ""
    raise RecordError(f"{name!r} fits {len(part)} actors: {told}{more}; give a whole name, or an id")
