"""What the words around a name say it is: each clue a kind, a weight and a reason.

The clues are the text's own, so that they are the same for any two names in the same places. The
recogniser, which knows some names and not others, only decides where the text says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.reading.knowledge.words import (
    BUILDING_NOUNS,
    HONORIFICS,
    PLACE_NOUNS,
    PLACE_OPENERS,
    THING_NOUNS,
    demonym_base,
)
from detente.reading.knowledge.world import head_titles
from detente.reading.names.types import Name, NameKind

Clue = tuple[NameKind, float, str]

_SAYS = (
    r"(?:said|says|told|tells|added|adds|warned|warns|insisted|insists|replied|argued|argues|denied|denies|called|"
    r"calls|accused|accuses|announced|declared|stressed|noted|claimed|claims|asked|answered|vowed|promised|"
    r"demanded|urged|rejected|welcomed|described|conceded|acknowledged|suggested|wrote|stated)\b"
)
_AFTER_STATE = re.compile(
    r"[’']s? (?:\w+ )?(?:president|prime minister|government|army|armed forces|parliament|"
    r"foreign minister|foreign ministry|capital|leader|envoy|military|chancellor|king|queen|ambassador|"
    r"delegation|defen[cs]e minister|defen[cs]e ministry|central bank|supreme court|constitution|"
    r"embassy|cabinet|navy|coast guard|air force|emir|sultan|emperor|empress|monarch|premier)\b"
)
_STATE_BODY = re.compile(
    r" (?:parliament|army|navy|air force|armed forces|coast guard|embassy|foreign ministry|"
    r"(?:foreign|defen[cs]e|interior|prime) minister|ambassador)\b"
)
"""What an article and a state's name may stand before; *the Berg government* is called after a person."""
_OWN_MEANS = re.compile(
    r"[^.;:\n“”\"]{1,40}? its (?:\w+ )?(?:coast guard|navy|air force|ambassador|embassy|airspace|parliament|"
    r"warships|territorial waters|borders?)\b"
)
_APPOSED_STATE = re.compile(
    r", (?:the|an?) (?:[\w-]+ ){0,3}(?:republic|kingdom|federation|nation|country|emirate|sultanate|khanate|"
    r"principality|island state|city-state)\b(?![’'])"
)
_OWNS_LAND = re.compile(
    r"[’']s? (?:\w+ )?"
    r"(?:borders?|territory|sovereignty|economy|citizens|airspace|territorial integrity|independence)\b"
)
_BEFORE_STATE = re.compile(
    r"\b(?:president|prime minister|republic|kingdom|government|king|queen|people|parliament|army|state|"
    r"minister|ambassador|invasion|annexation|emirate|sultanate|nation) of (?:the )?$|"
    r"\b(?:governments|ministers|presidents|parliaments|armies|kings|queens|ambassadors) of (?:the )?"
    r"(?:[^\W\d_][\w’'-]*(?: [^\W\d_][\w’'-]*)? and (?:the )?)?$",
    re.IGNORECASE,
)
_HELD_OF = re.compile(
    r"\b(?:President|Prime Minister|Premier|Chancellor|King|Queen|Emir|Sultan|Emperor|Empress|"
    r"(?:Foreign|Defen[cs]e|Interior) Minister) (?:[^\W\d_a-z][\w.’'-]* ){1,3}of $"
)
_IN_PLACE = re.compile(r"\b(?:in|near|outside|around|throughout|above|overlooking) (?:the )?$", re.IGNORECASE)
_OF_PERSON = re.compile(r"[’']|-| (?:[A-Z]|administration|family|camp|era|government|circles)")
_AT_PLACE = re.compile(
    r"\b(?:at|from|towards?|over|leaving|reached|entered|hit|struck|shelled|bombed) (?:the )?$"
)
_PART_OF_PLACE = re.compile(
    r"\b(?:quarter|suburbs?|outskirts|streets|centre|center|north|south|east|west|mayor|harbour|harbor|airport|"
    r"ruins|residents|hospitals?|siege|"
    r"shelling|bombing|city|town|village|port|district|province|region|capital) "
    r"of (?:the )?$"
)
_AFTER_PLACE = re.compile(
    r",? (?:the|its|a|an) (?:[\w-]+ ){0,2}(?:capital|city|town|village|port|district|suburb)\b"
)
_SITE_AT = re.compile(
    r"\b(?:depots?|yards?|stations?|bases?|plants?|bridges?|camps?|airfields?|hospitals?|schools?|factory|factories|"
    r"checkpoints?|crossings?|talks|summit|meetings?|conference) (?:at|near) (?:the )?$|"
    r"\b(?:hills|mountains|slopes|ridges?|woods|forests?) (?:above|around|near|behind|below) (?:the )?$"
)
_TARGET = re.compile(
    r"\b(?:fired|firing|fires?|strikes?|attacks?|raids?|bombs|missiles|shells|advanced?|march) "
    r"(?:on|at) (?:the )?$"
)
_JOURNEY = re.compile(
    r"\b(?:returned|flew|travell?ed|drove|flight|flights|train|trains|road|visit|trip) (?:to|from) (?:the )?$"
)
_ACTS = re.compile(
    rf",? (?:{_SAYS}|(?:has|had|will|would|did|does|could|should|must|wants|accepts|rejects|refuses|agrees|"
    r"demands|expects|hopes|insists)\b|(?!based|called|named)[a-z]+ed\b)"
)
_IS_ASKED = re.compile(
    r"\b(?:ask|asked|told|tell|urged?|advised?|warned|pressed|pressured?|persuaded?|accused?|blamed?|by) $",
    re.IGNORECASE,
)
_ANSWERS = re.compile(r" (?:did|does|would|has|had) not (?:answer|comment|respond|say|reply|return)")
_TO = re.compile(r"\bto $")
_THEN = re.compile(
    r" (?:in|on|by|next|this|last) (?:early |late |mid-)?(?:January|February|March|April|May|June|July|"
    r"August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"week|month)\b"
)
_PARTED_PLACE = re.compile(r"[’']s? (?:outskirts|streets|residents|airport|mayor|suburbs|harbour|harbor)\b")
_LANDSCAPE = re.compile(r"\b(?:upper|lower|central|northern|southern|eastern|western) $")
_NAMED_CAPITAL = re.compile(r"\bcapital,? $")
_SPEAKS = re.compile(rf",? {_SAYS}")
_SPOKEN = re.compile(rf"[,.?!][”\"’'] {_SAYS[:-2]} $")
_WHO = re.compile(r",? (?:who|whose)\b")
_OF_EMPLOYER = re.compile(r" of the [^\W\d_a-z]")
_AFTER_PERSON = re.compile(
    r", \d\d,|[’']s (?:wife|husband|son|daughter|father|mother|brother|sister|widow)\b"
)
_STAFF = re.compile(r"[’']s? (?:spokes\w+|aides?|office|remarks|comments|allies|lawyers?)\b")
_OF_BODY = re.compile(r"\b(?:members?|fighters|leaders?|founders?|supporters) of (?:the )?$")
_LED = re.compile(r"\b(?:leads?|led|heads|headed|commands|commanded|founded|chairs|chaired|joined) the $")
_BODY_OF = re.compile(
    r" (?:members?|fighters|militants|group|party|movement|militia|rebels|newspaper|news agency|company|"
    r"agency|network|alliance|spokes\w+)\b"
)
_ANY_ARTICLE = re.compile(r"\b(?:[Tt]he|[Aa]n?) $")
_ARTICLE = re.compile(r"\b[Tt]he $")
_ENDS_PHRASE = re.compile(
    r"[’']s?\b|[’']|[.,;:?!)”\"—–]|$| (?:[—–-]|and|or|but|said|says|has|have|had|is|was|were|will|would|"
    r"in|on|of|at|by|for|from|to|with|that|which|who|as|after|before|over|under|during|when|"
    r"while|did|does|do|may|could|should)\b"
)
_TITLE_BEFORE = re.compile(r"((?:[\w-]+ ){0,3}[\w-]+)(,?) $")
_SPEAKS_FOR_BUILDING = re.compile(
    r"\b(?:spokes\w+|officials?|aides?|statement|speaks|sources?) (?:for|of|at|in|from) the $"
)


def clues(name: Name, text: str) -> Iterator[Clue]:
    """Yield what the words around and inside a name that the world does not know say it is."""
    before, after = text[max(0, name.start - 60) : name.start], text[name.end : name.end + 60]
    if name.kind != "unknown":
        yield name.kind, 8, name.basis
    if "\n" in before or "\n" in after:  # a wrapped line is a blank, a paragraph's end is an end
        before, after = re.sub(r"(?<!\n)\n(?!\n)", " ", before), re.sub(r"(?<!\n)\n(?!\n)", " ", after)
    yield from _form(name, before, after)
    yield from _of_states(name, before, after)
    yield from _of_places(before, after)
    yield from _of_persons(before, after)
    yield from _of_bodies(name, before, after)


def acts(name: Name, text: str) -> bool:
    """Whether a mention stands as somebody who does something, or is asked to."""
    before, after = text[max(0, name.start - 20) : name.start], text[name.end : name.end + 30]
    return _ACTS.match(after) is not None or _IS_ASKED.search(before) is not None


def _form(name: Name, before: str, after: str) -> Iterator[Clue]:
    """Yield what the name's own words say."""
    words = name.key.lower().split()
    if len(words) < 2 or name.kind != "unknown":
        return
    if words[-1] in PLACE_NOUNS or words[0] in PLACE_OPENERS:
        yield "place", 8, "named by a word for a place"
    elif words[-1] in BUILDING_NOUNS:
        yield "place", 2, "named by a word for a building"
        if _SPEAKS.match(after) or _ANSWERS.match(after) or _SPEAKS_FOR_BUILDING.search(before):
            yield "organisation", 20, "a building that is said to speak"
    elif words[-1] in THING_NOUNS:
        yield "unknown", 12, "named by a word for a thing"


def _of_states(name: Name, before: str, after: str) -> Iterator[Clue]:
    if _AFTER_STATE.match(after) or _BEFORE_STATE.search(before):
        yield "state", 5, "it has a government"
    elif _APPOSED_STATE.match(after):
        yield "state", 8, "called a state"
    elif demonym_base(name.text) is None and _ANY_ARTICLE.search(before) and _STATE_BODY.match(after):
        yield "state", 4, "it has a parliament or forces"
    elif _HELD_OF.search(before):
        yield "state", 4, "a head or minister of it is named"
    if _OWN_MEANS.match(after):
        yield "state", 3, "it has forces or envoys of its own"
    if _OWNS_LAND.match(after):
        yield "state", 3, "it has borders or citizens"


def _of_places(before: str, after: str) -> Iterator[Clue]:
    ends = _ENDS_PHRASE.match(after) is not None
    if _NAMED_CAPITAL.search(before) or _AFTER_PLACE.match(after):
        yield "place", 8, "called a capital or a town"
    elif _PART_OF_PLACE.search(before) or _SITE_AT.search(before):
        yield "place", 5, "a part of it is named"
    elif _LANDSCAPE.search(before):
        yield "place", 4, "it is upper or lower"
    elif _JOURNEY.search(before) or (_TO.search(before) and _THEN.match(after)):
        yield "place", 3, "it is travelled to"
    elif _TARGET.search(before):
        yield "place", 1.5, "it is struck"  # so may a militia be
    elif _IN_PLACE.search(before) and not _OF_PERSON.match(after):
        yield "place", 3, "something is or happens in it"
    elif ends and _AT_PLACE.search(before):
        yield "place", 1.5, "something is or happens at it"
    if _PARTED_PLACE.match(after):
        yield "place", 4, "it has streets or residents"


def _of_persons(before: str, after: str) -> Iterator[Clue]:
    title = _TITLE_BEFORE.search(before)
    if title is not None and has_title(title.group(1)):
        yield "person", 6, "an office right before it"
    elif _titled_after(after):
        yield "person", 6, "an office right behind it"
    if _SPEAKS.match(after) or _SPOKEN.search(before):
        yield "person", 2, "speaks"
    if _AFTER_PERSON.match(after):
        yield "person", 5, "has an age or a family"
    elif _WHO.match(after):
        yield "person", 2, "somebody *who* does something"
    elif _STAFF.match(after):
        yield "person", 1, "has an office or aides"
    elif _OF_EMPLOYER.match(after):
        yield "person", 1, "is of a body"


def has_title(words: str) -> bool:
    """Whether words end with an office or a form of address."""
    parts = words.split(" ")
    if parts[-1] in HONORIFICS:
        return True
    return any(" ".join(parts[index:]).lower() in head_titles() for index in range(len(parts)))


def _titled_after(after: str) -> bool:
    """Whether an office stands in apposition behind a name (*, the foreign minister of*)."""
    match = re.match(r", (?:the |a |an |its |his |her |their )((?:[\w-]+[ ]?){1,5})", after)
    if match is None:
        return False
    words = match.group(1).lower().split()
    for index in range(len(words)):
        if words[index] in ("of", "for", "who", "said", "in", "and"):
            return False
        if any(" ".join(words[index : index + n]) in head_titles() for n in (3, 2, 1)):
            return True
    return False


def _of_bodies(name: Name, before: str, after: str) -> Iterator[Clue]:
    if _OF_BODY.search(before) or _LED.search(before):
        yield "organisation", 3, "it has members"
    if _BODY_OF.match(after):
        yield "organisation", 2, "it has members"
    if name.text.isupper() and 2 <= len(name.text) <= 6 and name.text.isascii():
        yield "organisation", 3, "an abbreviation"
    if _ARTICLE.search(before) and _ENDS_PHRASE.match(after):
        yield "organisation", 3, "named with an article"
