"""Words for offices compared: which mean the same office, and which of them one person holds at a time."""

from __future__ import annotations

from detente.reading.knowledge.cues import word_set
from detente.reading.knowledge.world import Office, Title, head_titles

_ONE_HOLDER = frozenset({"state head", "government member"})
SHARED_TITLES = word_set("minister official senator deputy aide adviser advisor lawmaker negotiator delegate")
"""Titles that several people hold at once, so that the title alone names nobody."""
_SEVERAL = word_set(
    "leader prince princess duke strongman dictator ruler monarch sovereign governor mayor secretary "
    "undersecretary commissioner prosecutor speaker legislator parliamentarian congressman congresswoman"
) | {
    "captain regent",
    "cabinet minister",
    "member of parliament",
    "head of state",
    "head of government",
    "chief executive",
    "top diplomat",
    "presidential aide",
    "senior official",
}
"""Titles that say too little to tell one office: another may hold the like, or the same person two."""
_DEPUTIES = ("deputy ", "vice ", "assistant ", "under ")
_FOR_NOW = ("acting ", "interim ", "caretaker ", "transitional ", "current ", "incumbent ", "sitting ")
_SAME = {
    "defense": "defence",
    "advisor": "adviser",
    "premier": "prime minister",
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
    "chairman": "chair",
    "chairwoman": "chair",
    "chairperson": "chair",
}
_HELD_BY: dict[str, Office] = {"armed force": "armed force", "state": "government member"}


def normal_title(words: str) -> str:
    """Return the words of an office as they are compared: one spelling, nobody's gender, no *acting*.

    Examples
    --------
    >>> normal_title("Acting Premier"), normal_title("Defense Secretary"), normal_title("Vice-President")
    ('prime minister', 'defence secretary', 'vice president')
    """
    plain = " ".join(words.lower().replace("-", " ").split())
    while plain.startswith(_FOR_NOW):
        plain = plain.partition(" ")[2]
    return " ".join(_SAME.get(word, word) for word in plain.split(" "))


def is_for_now(title: Title) -> bool:
    """Whether an office is held until somebody holds it for good (*acting president*)."""
    return title.words.replace("-", " ").startswith(_FOR_NOW)


def may_name_one(title: Title) -> bool:
    """Whether a title with its state may name its holder (*the Karvian foreign minister*)."""
    return title.holds in _ONE_HOLDER and title.words not in SHARED_TITLES


def is_single(title: Title) -> bool:
    """Whether a state has one holder of an office at a time, and the title can mean nothing else.

    Examples
    --------
    >>> [is_single(head_titles()[words]) for words in ("president", "vice president", "leader")]
    [True, False, False]
    """
    words = normal_title(title.words)
    return (
        title.holds in _ONE_HOLDER
        and words not in SHARED_TITLES | _SEVERAL
        and not words.startswith(_DEPUTIES)
        and not words.endswith((" adviser", " aide"))
    )


def find_title(words: str, owner_kind: str) -> Title:
    """Return the office that words name; one that is not listed is of the kind its owner gives.

    Parameters
    ----------
    words : str
        As a user writes them, with or without capitals.
    owner_kind : str
        Kind of the actor the office is of.

    Examples
    --------
    >>> find_title("Foreign Minister", "state").holds
    'government member'
    >>> find_title("First Warden", "organisation")
    Title(words='first warden', holds='organisation', pronoun=None)
    """
    plain = " ".join(words.lower().split())
    titles = head_titles()
    listed = titles.get(plain) or titles.get(normal_title(plain))
    return listed or Title(words=plain, holds=_HELD_BY.get(owner_kind, "organisation"))
