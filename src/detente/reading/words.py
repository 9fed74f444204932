"""Closed classes of English words that tell names from other words."""

from __future__ import annotations

CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december mondays tuesdays wednesdays thursdays fridays saturdays sundays "
    "christmas easter ramadan eid hanukkah".split()
)

COMMON_CAPITALISED = frozenset(
    "the a an this that these those it its he she they we you i his her their our your my in on at by for from to of "
    "with as and but or nor so yet if when while after before since until because although though despite however "
    "meanwhile moreover still also even just only both either neither each every all some any many most few several "
    "no not yes there here where what who whom whose which why how one two three four five six seven eight nine ten "
    "once again now then today yesterday tomorrow asked according about against among amid during under over into "
    "without within speaking earlier later last next first second third finally instead indeed perhaps maybe thus "
    "therefore hence besides nevertheless nonetheless otherwise let please sources officials reporters "
    "is are was were be been being do does did has have had will would shall should can could may might must "
    "nothing nobody everyone everybody somebody someone anything everything such same other another given".split()
)

HONORIFICS = frozenset({"Mr", "Mrs", "Ms", "Dr", "Sir", "St", "Gen", "Lt", "Col", "Sgt", "Prof", "Sen", "Rep", "Gov"})

PARTICLES = frozenset(
    "of de del della di da dos al el la le les bin ibn bint abu van von der den ter zu ul ur and for the".split()
)

LINKING = frozenset({"of", "and", "for", "the"})
"""Particles that join names to one another, or stand inside the names of organisations."""

ORGANISATION_NOUNS = frozenset(
    "ministry army forces force parliament council party front union organisation organization agency bank court "
    "committee commission movement guard guards brigade government assembly senate congress office department "
    "foundation institute university group times post herald news tribune gazette courier observer journal wire press "
    "league federation alliance association authority bureau command company corporation coalition fund center centre "
    "academy society service services network navy airforce division battalion regiment corps militia secretariat "
    "embassy consulate tribunal chamber cabinet directorate foundation initiative treaty agreement accord accords "
    "protocol summit conference monitor watch dispatch broadcasting radio television".split()
)

_ENDINGS = ("ian", "ean", "an", "n", "ese", "ish", "ic", "i", "er", "ite", "ene")


def demonym_base(word: str, *, of: str | None = None) -> str | None:
    """Return the stem if ``word`` has the form of an adjective of place, of the place ``of`` if given.

    Examples
    --------
    >>> demonym_base("Karvian", of="Karvia")
    'Karvia'
    >>> demonym_base("Tolmenese", of="Tolmen")
    'Tolmen'
    >>> demonym_base("Talks") is None
    True
    """
    if of is None:
        return next((word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) > len(end) + 2), None)
    if len(of) < 4 or word == of:
        return None
    for ending in _ENDINGS:
        if not word.endswith(ending):
            continue
        stem = word[: -len(ending)]
        if len(stem) >= 3 and (of == stem or (of[: len(stem)] == stem and len(of) - len(stem) <= 2)):
            return of
    return None
