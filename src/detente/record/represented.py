"""For whom each actor of a record speaks, to the end of the chain: a spokeswoman for a palace for a state."""

from __future__ import annotations

from collections.abc import Iterable

from detente.record.values import Actor


def represented(actors: Iterable[Actor]) -> dict[str, str]:
    """Map every actor to the one whom it speaks for in the end; to itself when it speaks for nobody.

    Parameters
    ----------
    actors : iterable of Actor
        Whoever is spoken for and not among them ends the chain. An actor whose chain runs in a
        circle (which ``check`` refuses) speaks for itself.

    Examples
    --------
    >>> palace = Actor(id="actor:palace", name="the palace", kind="organisation", speaks_for="actor:state")
    >>> aide = Actor(id="actor:aide", name="an aide", kind="person", speaks_for="actor:palace")
    >>> represented([aide, palace])["actor:aide"]
    'actor:state'
    """
    steps = {actor.id: actor.speaks_for for actor in actors}
    return {actor: _end(actor, steps) for actor in steps}


def _end(actor: str, steps: dict[str, str | None]) -> str:
    met = {actor}
    here = actor
    while (following := steps.get(here)) is not None:
        if following in met:
            return actor
        met.add(following)
        here = following
    return here
