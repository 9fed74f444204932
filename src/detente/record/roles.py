"""What each document calls an actor, taken out of the actor and put back in one form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from detente.record.values import Actor, Role


def told_roles(actor: Actor) -> dict[str, str | None]:
    """Return what each document that mentions an actor calls him or her; None where it is nothing."""
    homes: dict[str, str | None] = dict.fromkeys(
        (mention.document for mention in actor.mentions), None if actor.roles else actor.role
    )
    return homes | {role.document: role.words for role in reversed(actor.roles)}


def with_told_roles(actor: Actor, told: Mapping[str, str | None], days: Mapping[str, date | None]) -> Actor:
    """Return an actor with what each document calls him or her; ``role`` stays, where there is one.

    Parameters
    ----------
    actor : Actor
    told : mapping of str to str or None
        By document; documents that are not among the days are passed over.
    days : mapping of str to datetime.date or None
        Day of publication by document, in the order of the record.
    """
    known = {document: told[document] or None for document in days if document in told}
    first = next(filter(None, known.values()), actor.role)
    actor = replace(actor, role=actor.role or first)
    if set(known.values()) <= {actor.role}:
        return replace(actor, roles=())
    roles = [Role(document=one, words=words, told_on=days[one]) for one, words in known.items() if words]
    return replace(actor, roles=tuple(roles))
