"""Closed classes of English words that tell names from other words."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


CALENDAR = _set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december mondays tuesdays wednesdays thursdays fridays saturdays "
    "sundays christmas easter ramadan eid hanukkah"
)

COMMON_CAPITALISED = _set(
    "the a an this that these those it its he she they we you i his her their our your my in on at by for "
    "from to of with as and but or nor so yet if when while after before since until because although "
    "though despite however meanwhile moreover still also even just only both either neither each every "
    "all some any many most few several no not yes there here where what who whom whose which why how one "
    "two three four five six seven eight nine ten once again now then today yesterday tomorrow asked "
    "according about against among amid during under over into without within speaking earlier later last "
    "next first second third finally instead indeed perhaps maybe thus therefore hence besides "
    "nevertheless nonetheless otherwise let please sources officials reporters is are was were be been "
    "being do does did has have had will would shall should can could may might must nothing nobody "
    "everyone everybody somebody someone anything everything such same other another given question them "
    "him us me herself himself themselves itself"
)

NUMERALS = _set("two three four five six seven eight nine ten first second third")

OPENERS = _set(
    "questions answer answers reporter moderator interviewer ask tell stop halt shut wait look listen "
    "call bring give take make keep leave come go get put say see think thank thanks welcome dear hello "
    "good sorry well okay enough more less much never always often sometimes whether unless except beyond "
    "behind beneath beside between above below across along around near off onto out outside past through "
    "throughout toward towards upon via per like unlike than current recent ruined occupied police people "
    "protesters citizens witnesses residents aides critics analysts experts diplomats soldiers troops "
    "rebels militants fighters lawmakers negotiators mediators talks delegations delegates negotiations "
    "tensions laughter applause crosstalk inaudible q"
)
"""Words that are ordinary when they open a sentence, and may be part of a name inside one."""

TITLE_ABBREVIATIONS = frozenset(
    {
        "Dr",
        "Gen",
        "Lt",
        "Col",
        "Sgt",
        "Capt",
        "Maj",
        "Cmdr",
        "Adm",
        "Brig",
        "Prof",
        "Sen",
        "Rep",
        "Gov",
        "Rev",
        "Hon",
    }
    | {"Pres", "Amb", "Sec", "Messrs"}
)
HONORIFIC_GENDERS = {
    "Mr": "he", "Sir": "he", "Lord": "he", "Mister": "he", "Baron": "he", "Count": "he", "Father": "he",
    "Mrs": "she", "Ms": "she", "Miss": "she", "Madam": "she", "Madame": "she", "Lady": "she", "Dame": "she",
    "Baroness": "she", "Countess": "she", "Sister": "she",
}  # fmt: skip
HONORIFICS = (
    TITLE_ABBREVIATIONS | frozenset(HONORIFIC_GENDERS) | {"Judge", "Justice", "Professor", "Congressmen"}
)
ABBREVIATED = TITLE_ABBREVIATIONS | {"Mr", "Mrs", "Ms", "St", "Jr", "Sr"}
"""Words that are written with a full stop that ends no sentence."""

NAME_PREFIXES = _set("pro anti ex non mid post pre then inter trans half former")
NAME_TAILS = _set("led held run born style era made wide friendly leaning")
"""What a hyphen puts behind a name to make it a property (*Karvian-led*), with every *-ed* and *-ing*."""
NAME_SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV"})

PARTICLES = _set(
    "of de del della di da dos al el la le les bin ibn bint abu van von der den ter zu ul ur and for the"
)

LINKING = frozenset({"of", "and", "for", "the"})
"""Particles that join names to one another, or stand inside the names of organisations."""

ORGANISATION_NOUNS = _set(
    "ministry army forces force parliament council party front union organisation organization agency "
    "bank court committee commission movement guard guards brigade government assembly senate congress "
    "office department foundation institute university group times post herald news tribune gazette "
    "courier observer journal wire press league federation alliance association authority bureau command "
    "company corporation coalition fund center centre academy society service services network navy "
    "airforce division battalion regiment corps militia secretariat embassy consulate tribunal chamber "
    "cabinet directorate initiative treaty agreement accord accords protocol summit conference monitor "
    "community synod brigades legion legions institution observatory academy collective syndicate "
    "watch dispatch broadcasting radio television compact bloc units boys organizations organisations "
    "holdings strategies analytics hospital administration mission delegation"
)

STATE_BODY_NOUNS = _set(
    "ministry army forces force parliament council guard guards brigade government assembly senate "
    "congress office department court navy airforce division battalion regiment corps militia secretariat "
    "embassy consulate tribunal chamber cabinet directorate administration mission delegation command "
    "authority"
)
"""Bodies that act for the state in whose name they are named; an outlet or a bank does not."""

PORTFOLIOS = _set(
    "national security home foreign external internal defence defense interior finance justice economy "
    "economic energy trade health information culture education agriculture transport labour labor "
    "environment social affairs emergency emergencies development planning reconstruction water oil "
    "strategic diaspora religious state intelligence communications tourism housing industry science "
    "technology youth sports humanitarian regional policy"
)
"""What ministers and advisers are of, when it stands before their title (*National Security Minister*)."""

OFFICE_QUALIFIERS = _set(
    "current acting deputy vice interim incoming outgoing senior top chief new newly elected embattled "
    "veteran long-time longtime first military political presidential government army naval opposition "
    "rebel de facto transitional caretaker internationally recognised recognized exiled peace "
    "humanitarian special main own lead ministry civilian hardline hard-line rights human relief "
    "refugee nuclear mission police"
)
"""Words that may stand between a state or body and the title of its officer."""
PARTISAN_NOUNS = _set(
    "opposition rebel rebels party parties movement separatist separatists insurgent guerrilla union "
    "church diaspora minority community branch chapter"
)
"""Groups in a state that are not the state's own (*the leader of the Karvian opposition*)."""
NON_STATE_OFFICES = _set(
    "warlord senator congressman congresswoman lawmaker legislator parliamentarian archbishop bishop "
    "patriarch imam mufti cardinal soldier chair co-chair head chief director coordinator"
) | {"member of parliament", "grand mufti", "executive director"}
"""Offices that, held in a state, do not speak for it."""

PLACE_NOUNS = _set(
    "dam river sea ocean bay gulf strait straits bridge valley mountains hills island islands lake desert "
    "peninsula square street road avenue airport harbour harbor district province county oblast canal "
    "pass plain plains coast highlands plateau forest delta corridor heights airfield station city town "
    "village"
)
PLACE_OPENERS = _set("port mount lake cape fort gulf upper lower river")
STATE_FORMS = _set(
    "kingdom republic sultanate emirate khanate principality duchy caliphate empire tsardom shogunate"
)
"""What a state calls itself before its name (*the Kingdom of Karvia*)."""
BUILDING_NOUNS = _set("palace house castle hall villa mansion residence")
THING_NOUNS = _set("war wars prize day act amendment deal plan peace spring constitution award cup image")
"""Last words of names for things that neither speak nor lie anywhere."""

_OPENER_ENDINGS = (
    "ally",
    "ently",
    "antly",
    "ously",
    "ively",
    "edly",
    "ingly",
    "lessly",
    "tely",
    "tion",
    "tions",
)
_ENDINGS = ("ian", "ean", "an", "n", "ese", "ish", "ic", "i", "er", "ite", "ene")


def is_opener(word: str) -> bool:
    """Whether a capitalised word at the head of a sentence has the form of an ordinary word.

    Examples
    --------
    >>> is_opener("Regarding"), is_opener("Unexpectedly"), is_opener("Tomas")
    (True, True, False)
    """
    return len(word) > 5 and word.isalpha() and (word.endswith("ing") or word.endswith(_OPENER_ENDINGS))


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
        return next(
            (word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) > len(end) + 2), None
        )
    if len(of) < 4 or of.startswith(word):
        return None
    fits = any(of.startswith(stem) and len(of) - len(stem) <= 2 for stem in demonym_stems(word))
    return of if fits else None


def demonym_stems(word: str) -> tuple[str, ...]:
    """Return what is left of a word without each ending of an adjective of place that it has."""
    return tuple(word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) >= len(end) + 3)
