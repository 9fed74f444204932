"""Names of actors compared: which words they have, which office they name, whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from detente.record.values import Actor
from detente.record.wording import normal_words

ONE_HOLDER = frozenset({
    "president", "prime minister", "chancellor", "taoiseach", "king", "queen", "emperor", "empress", "emir",
    "sultan", "pope", "supreme leader", "foreign minister", "defence minister", "interior minister",
    "finance minister", "justice minister", "foreign secretary", "defence secretary", "home secretary",
    "secretary of state", "secretary general",
})  # fmt: skip
"""Offices that one person holds at a time in a state or body, as `office` writes them."""

_SAME = {"defense": "defence", "premier": "prime minister", "pm": "prime minister"}
_SPOILS = frozenset({
    "former", "ex", "late", "then", "next", "new", "incoming", "outgoing", "future", "deputy", "vice",
    "acting", "interim", "caretaker", "designate", "elect", "another", "one", "two", "both", "first",
    "second", "last", "other", "opposition", "shadow", "his", "her", "its", "their", "our", "my", "your",
    "whose", "own", "this", "that", "previous", "predecessor", "successor",
})  # fmt: skip
"""Words beside an office by which it does not name whoever holds it, or names him to one report only."""
_TAKES_OVER = frozenset({
    "new", "next", "incoming", "future", "designate", "elect", "acting", "interim", "caretaker", "outgoing",
    "successor",
})  # fmt: skip
"""Words beside an office by which it changes hands: the office alone is then not one person's throughout."""
_LEFT = frozenset({"former", "ex", "late", "then", "previous", "predecessor"})
"""Words beside an office by which whoever bears it holds it no longer."""
_SMALL = frozenset(("of", "the", "for", "s", "and"))
_STANDS_BEFORE = _SMALL | _SPOILS | {"a", "an", "in", "from", "by", "senior", "elite"}
"""Words before the mark of an owner that do not make it another owner's."""


def office(role: str | None) -> str:
    """Return the words of an office as they are compared; empty when there is none.

    >>> office("Premier"), office("Defense Minister"), office("Secretary-General")
    ('prime minister', 'defence minister', 'secretary general')
    """
    words = (part for word in normal_words(role or "") for part in word.split("-"))
    return " ".join(_SAME.get(word, word) for word in words)


def may_name_holder(actor: Actor) -> bool:
    """Whether an unnamed actor is called by an office that one person holds (*the Karvian president*)."""
    return office(actor.role) in ONE_HOLDER and not _SPOILS & _parts(actor)


def is_taking_over(actor: Actor, role: str | None) -> bool:
    """Whether an actor of a role is about to take over an office that one person holds, or to leave it.

    >>> morn = Actor(id="actor:morn", name="Ada Morn", kind="person")
    >>> is_taking_over(morn, "president-elect")
    True
    """
    named = _parts(actor) if actor.kind == "unnamed" else frozenset()
    is_told = not _TAKES_OVER.isdisjoint(named | set(office(role).split()))
    return is_told and office_held(role) in ONE_HOLDER


def office_held(role: str | None) -> str:
    """Return the words of an office without those by which it changes hands."""
    return " ".join(word for word in office(role).split() if word not in _TAKES_OVER)


def office_left(role: str | None) -> str:
    """Return the office that one person holds and that a role says was held; empty when it says none.

    >>> office_left("former Foreign Minister"), office_left("foreign minister")
    ('foreign minister', '')
    """
    words = office(role).split()
    held = " ".join(word for word in words if word not in _LEFT)
    return held if len(held.split()) < len(words) and held in ONE_HOLDER else ""


def _parts(actor: Actor) -> frozenset[str]:
    """Return the words of a name, those joined by a hyphen (*ex-president*) taken apart."""
    return frozenset(part for word in name_words(actor) for part in word.split("-"))


def name_words(actor: Actor) -> tuple[str, ...]:
    """Return the words of an actor's name as they are compared.

    >>> name_words(Actor(id="actor:velk", name="Velk’s", kind="person"))
    ('velk',)
    """
    return tuple(word.removesuffix("'s").removesuffix("'") for word in normal_words(actor.name))


def initials(words: Sequence[str]) -> str:
    """Return the letters that stand for the given names in the words of a name; empty where these are told.

    >>> initials(("d", "lenk")), initials(("d.j", "lenk")), initials(("dana", "lenk")), initials(("lenk",))
    ('d', 'dj', '', '')
    """
    letters = [letter for word in words[:-1] for letter in word.split(".")]
    return "".join(letters) if all(len(letter) == 1 for letter in letters) else ""


def adjectives(states: Iterable[Actor]) -> dict[str, str]:
    """Map the words that may mark what is a state's to its id: its name of one word, and that with *-n*.

    A word that would do for two states is left out. Only names in *-a* have a regular adjective; for the
    others the reading knows it or it is unknown here.
    """
    found: dict[str, set[str]] = {}
    for state in states:
        words = name_words(state)
        if len(words) == 1:
            for word in (words[0], f"{words[0]}n") if words[0].endswith("a") else words:
                found.setdefault(word, set()).add(state.id)
    return {word: next(iter(ids)) for word, ids in found.items() if len(ids) == 1}


def owner_in_name(actor: Actor, marks: Mapping[str, str]) -> str | None:
    """Return the one state that the words of a name mark as its owner; None when none or several do."""
    found = {marks[word] for word in marking(name_words(actor), marks)}
    return found.pop() if len(found) == 1 else None


def marking(words: Sequence[str], marks: Mapping[str, str]) -> Iterator[str]:
    """Yield the words that mark an owner: alone, for *South Karvian* is not *Karvian*.

    >>> list(marking(("the", "karvian", "army"), {"karvian": "actor:karvia"}))
    ['karvian']
    >>> list(marking(("south", "karvian", "army"), {"karvian": "actor:karvia"}))
    []
    """
    for before, word in zip(("", *words), words, strict=False):
        if word in marks and (not before or before in _STANDS_BEFORE or before in marks):
            yield word


def bare_words(actor: Actor, marks: Mapping[str, str]) -> frozenset[str]:
    """Return the words of a name without those that mark an owner or join it."""
    return frozenset(word for word in name_words(actor) if word not in marks and word not in _SMALL)
