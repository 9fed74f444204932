"""Find casualties in a text: a number of people beside words for what happened to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from detente.reading.counts.amounts import AMOUNT, Amount, parse_amount
from detente.reading.counts.people import MODIFIERS, NOUN, PROPER, mark_people
from detente.record.values import Count, Span

Kind = Literal["killed", "injured", "captured", "missing", "displaced"]
Status = Literal["stated", "uncertain", "denied"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualties:
    """A number of people and what is said to have happened to them.

    Attributes
    ----------
    start, end : int
        Code points of the number and what qualifies it, end exclusive; ``text`` is that slice.
    kind : {"killed", "injured", "captured", "missing", "displaced"}
    low, best, high : int or None
        Number of people; None where not stated. Several groups ("two soldiers and a medic") are added.
    who : str or None
        The words for the people, without the number.
    status : {"stated", "uncertain", "denied"}
        Uncertain under "could", "feared", "threatened to"; denied under "not" and "denied".
    clause_start, clause_end : int
        The number together with the words that say what happened.
    """

    start: int
    end: int
    text: str
    kind: Kind
    low: int | None
    best: int | None
    high: int | None
    who: str | None
    status: Status
    clause_start: int
    clause_end: int

    def to_count(self, offset: int = 0) -> Count:
        """The number as a record keeps it; ``offset`` is where the searched text begins in its document."""
        words = Span(start=offset + self.start, end=offset + self.end, text=self.text)
        return Count(low=self.low, best=self.best, high=self.high, expression=words)


_OF = r"(?:\s+of(?:\s+(?:the|its|their|his|her|our|those|these))?)?"
_NOBODY = r"no\s+one|nobody|none"
_PEOPLE = rf"{_OF}{MODIFIERS}\s+{NOUN}\b"
# In lists the word for people may come once: "10 northern and five southern soldiers".
_SHARED = rf"(?:\s+[^\W\d_][\w’'-]*(?<!s))?(?=\s+and\s+{AMOUNT}{MODIFIERS}\s+{NOUN}\b)"
_ONE = rf"(?i:(?:an?|no|not\s+a\s+single|{_NOBODY}){_PEOPLE})"
_GROUP = (
    rf"(?:(?i:{AMOUNT})(?:(?i:{_PEOPLE}|\s+of\s+(?:them|whom|those)\b)|{PROPER}|(?i:{_SHARED})|\b)|"
    rf"{_ONE}|(?i:(?:{_NOBODY})\b))"
)

_AUXILIARY = (
    r"(?i:(?:\s+(?:who|that))?(?:\s+(?:was|were|is|are|be|been|being|have|has|had|having|got|later|also|all|both|"
    r"feared|believed|reported|confirmed|presumed|known|said|to|then|still|remain|remains|remained|lie|lay|listed|as|"
    r"could|would|might|may|should|not|left|then|since|\w+ly))*)"
)
_HAPPENED_TO: dict[Kind, str] = {
    "killed": (
        r"killed|dead(?!\s+(?!after|in|and|or|on|at|as|from|by|near|when|while|with|since|to|there|following|"
        r"during|across|inside|outside|over|of|before|last|this|late|early|yesterday|today)[a-z])|died|slain|"
        r"murdered|massacred|executed|assassinated|perished|shot\s+(?:dead|and\s+killed)|beaten\s+to\s+death|"
        r"burned\s+to\s+death|lost\s+(?:their|his|her)\s+li(?:fe|ves)|found\s+dead|deaths?|fatalities|bodies"
    ),
    "injured": (
        r"injured|wounded|hurt|harmed|maimed|hospitali[sz]ed|injuries|treated(?:\s+(?:for|in|at)\b)?|"
        r"suffered\s+(?:\w+\s+){0,2}(?:injuries|wounds)"
    ),
    "captured": (
        r"captured|abducted|kidnapped|taken\s+(?:prisoner|captive|hostage)|held\s+(?:hostage|captive)"
    ),
    "missing": r"missing|unaccounted\s+for",
    "displaced": (
        r"displaced|uprooted|fled|forced\s+(?:to\s+(?:flee|leave)|from|out\s+of)|driven\s+(?:from|out)|homeless"
    ),
}
_DOES: dict[Kind, str] = {
    "killed": (
        r"kill(?:s|ed|ing)?|murder(?:s|ed|ing)?|massacr(?:es?|ed|ing)|slaughter(?:s|ed|ing)?|execut(?:es?|ed|ing)|"
        r"assassinat(?:es?|ed|ing)|gun(?:s|ned|ning)?\s+down|shot\s+(?:dead|and\s+killed)|stabbed\s+to\s+death|"
        r"behead(?:s|ed|ing)?|(?:claim(?:s|ed|ing)?|t(?:ook|akes?|aking)|cost(?:s|ing)?)\s+the\s+li(?:fe|ves)\s+of|"
        r"(?:deaths?|killings?|murders?|massacres?|assassinations?|executions?|slayings?)\s+of"
    ),
    "injured": (
        r"wound(?:s|ed|ing)?|injur(?:es?|ed|ing)|hurt(?:s|ing)?|maim(?:s|ed|ing)?|(?:injury|wounding)\s+(?:of|to)"
    ),
    "captured": (
        r"captur(?:es?|ed|ing)|abduct(?:s|ed|ing)?|kidnap(?:s|ped|ping)?|"
        r"t(?:ook|akes?|aking)\s+(?:prisoner|captive|hostage)|(?:capture|abduction|kidnapping)\s+of"
    ),
    "missing": r"(?!)",
    "displaced": r"displac(?:es?|ed|ing)|uproot(?:s|ed|ing)?|(?:displacement|uprooting)\s+of",
}
_KINDS: tuple[Kind, ...] = ("killed", "injured", "captured", "missing", "displaced")


def _by_kind(words: dict[Kind, str], prefix: str) -> str:
    return "|".join(f"(?P<{prefix}{kind}>{words[kind]})" for kind in _KINDS)


_PART = rf"(?i:(?:{'|'.join(_HAPPENED_TO.values())}))\b"
# "killing seven soldiers, two local officials said": those who tell it are not among them.
_TELLS = (
    r"(?:sa(?:id|ys?|ying)|t(?:old|ells?|elling)|add(?:ed|s|ing)|report(?:ed|s|ing)|confirm(?:ed|s|ing)|"
    r"announc(?:ed|es|ing)|wrote|writes|stat(?:ed|es|ing)|claim(?:ed|s|ing))"
)
_NOT_TELLER = rf"(?!(?:\s+[\w’'.-]+){{0,6}}?\s+(?i:{_TELLS})\b)"
_NEXT_GROUP = rf"(?:\s*,\s*|\s*,?\s+and\s+)(?:(?i:{AMOUNT})(?:(?i:{_PEOPLE})|{PROPER})|{_ONE}){_NOT_TELLER}"
_SUBJECTS = rf"{_GROUP}(?:{_NEXT_GROUP}){{0,3}}"
# "killed ten soldiers and two civilians were injured": the second group belongs to the second verb.
_OBJECTS = rf"{_GROUP}(?:{_NEXT_GROUP}(?!{_AUXILIARY}\s+{_PART})){{0,3}}"
_ASIDE = r"(?:\s*,[^,;.()]{1,70},|\s*\([^()]{1,70}\))?"
_PASSIVE = re.compile(
    rf"(?<![\w$€£.,-])(?P<people>{_SUBJECTS}){_ASIDE}(?P<auxiliary>{_AUXILIARY})\s+"
    rf"(?P<verb>(?i:{_by_kind(_HAPPENED_TO, '')})\b"
    rf"(?:\s+(?i:and|or)\s+(?i:{_by_kind(_HAPPENED_TO, 'also_')})\b)?)"
)
_ACTIVE = re.compile(
    rf"(?<![\w-])(?P<verb>(?i:{_by_kind(_DOES, '')})(?:\s+(?i:and|or)\s+(?i:{_by_kind(_DOES, 'also_')}))?)\s+"
    rf"(?P<people>{_OBJECTS})"
)
_TAKEN = re.compile(
    rf"(?<![\w-])(?P<verb>(?i:t(?:ook|akes?|aking|aken)|h(?:olds?|eld|olding)))\s+(?P<people>{_OBJECTS})\s+"
    r"(?P<captured>(?i:prisoners?|captives?|hostages?))\b"
)
_DRIVEN = re.compile(
    rf"(?<![\w-])(?P<verb>(?i:forc(?:es?|ed|ing)|dr(?:ove|ives?|iving)|sen(?:t|ding)))\s+"
    rf"(?P<people>{_OBJECTS})\s+"
    r"(?P<displaced>(?i:to\s+(?:flee|leave|abandon)|from\s+their|out\s+of\s+their|fleeing|into\s+exile))\b"
)
_LIVES = re.compile(
    rf"(?<![\w-])(?P<verb>(?i:claim(?:s|ed|ing)?|cost(?:s|ing)?|t(?:ook|akes?|aking)))\s+(?P<people>(?i:{AMOUNT}))\s+"
    r"(?P<killed>(?i:(?:more\s+)?lives))\b"
)
_TOLL = re.compile(
    r"(?<![\w-])(?P<verb>(?i:(?P<injured>number\s+of\s+(?:injured|wounded|people\s+injured|people\s+wounded))|"
    r"(?P<killed>(?:death\s+)?toll|number\s+of\s+(?:dead|deaths|fatalities|(?:people|civilians|those)\s+killed))))"
    r"(?:[^.;:!?\d]{0,60}?\s|\s)(?:(?i:from)\s+[\w,.]+\s+)?"
    r"(?P<over>(?i:past|exceeded|exceeds|topped|surpassed|passed))?"
    rf"(?(over)|(?<!\w)(?i:to|at|of|was|is|reached|stood\s+at|hit|now))\s+(?P<people>(?i:{AMOUNT}))\b"
)
_NONE = re.compile(
    r"(?<![\w-])(?P<people>(?i:no|without(?:\s+any)?|zero))\s+(?P<verb>(?i:"
    r"(?P<killed>deaths|fatalities|loss\s+of\s+life)(?:\s+(?:or|and)\s+(?P<also_injured>injuries))?|"
    r"(?P<injured>injuries)(?:\s+(?:or|and)\s+(?P<also_killed>deaths|fatalities))?|(?P<both>casualties)))\b"
)
_ANYONE = re.compile(
    r"(?<![\w-])(?P<people>(?i:without|did\s+not|didn['’]t|had\s+not|has\s+not))\s+(?P<verb>(?i:(?P<killed>kill\w*)|"
    r"(?P<injured>injur\w*|wound\w*|hurt\w*))(?:\s+or\s+(?i:(?P<also_injured>injur\w*|wound\w*|hurt\w*)))?)\s+"
    r"(?i:anyone|anybody)\b"
)
_CASUALTIES = re.compile(
    rf"(?<![\w-])(?P<people>(?i:{AMOUNT}))\s+(?i:casualties)(?P<auxiliary>{_AUXILIARY})\s+"
    r"(?P<verb>(?P<injured>(?i:treated|hospitali[sz]ed)))\b"
)
_PATTERNS = (_ACTIVE, _TAKEN, _DRIVEN, _LIVES, _TOLL, _CASUALTIES, _PASSIVE, _NONE, _ANYONE)

_NUMBER = re.compile(rf"(?:{AMOUNT}|{_NOBODY}|not\s+a\s+single|no|an?)\b", re.IGNORECASE)
_BETWEEN_GROUPS = re.compile(rf"(?:\s*,\s*(?:and\s+)?|\s+and\s+)(?=(?:{AMOUNT}|an?)\s)", re.IGNORECASE)
_OF_WHOM = re.compile(r"^\s*of(?:\s+(?:the|its|their|his|her|our|those|these|them|whom))?\b", re.IGNORECASE)
_DATE = re.compile(
    r"(?:\b(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Resolution|Article|Flight|Unit|Room|page|chapter|aged?|No\.|Number)\s+)$"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
# After a number without a word for people only such words may follow: else it counts something else.
_AFTER_BARE = re.compile(
    r"\s*(?:$|[.,;:!?)\]—–”\"]|-{2}|(?:in|and|on|at|during|after|as|near|of|when|while|including|from|since|inside|"
    r"outside|across|earlier|last|this|the|according|with|by|before|or|there|for|over|late|early|overnight|"
    r"yesterday|today|so|but|who|among|more|others|have|has|had|were|was|is|are|dead|killed|injured|wounded)\b)",
    re.IGNORECASE,
)
# "Two soldiers killed in the strike" were killed; "two soldiers killed the guard" were not.
_TRANSITIVE = re.compile(
    r"killed|murdered|massacred|executed|assassinated|injured|wounded|hurt|harmed|captured|abducted",
    re.IGNORECASE,
)
_AFTER_REDUCED = re.compile(
    r"\s*(?:$|[.,;:!?)\]—–”\"]|-{2}|(?:in|and|on|at|during|after|as|near|of|when|while|including|from|since|inside|"
    r"outside|across|earlier|last|according|with|by|before|or|there|for|over|late|early|overnight|yesterday|"
    r"today|so|but|who|among|have|has|had|were|was|is|are)\b)",
    re.IGNORECASE,
)
_UNCERTAIN = re.compile(
    r"\b(?:could|would|might|may|should|feared|believed|presumed|to\s+be)\b", re.IGNORECASE
)
_MODAL = re.compile(
    r"\b(?:could|would|might|may|can|should|if|will|threaten(?:ed|s|ing)?|vow(?:ed|s|ing)?|plan(?:ned|s|ning)?|"
    r"want(?:ed|s|ing)?|tr(?:y|ied|ies|ying)|attempt(?:ed|s|ing)?|aim(?:ed|s|ing)?|hop(?:ed|es|ing)|"
    r"risk(?:s|ed|ing)?|"
    r"prevent(?:s|ed|ing)?|avoid(?:s|ed|ing)?|intend(?:s|ed|ing)?|capable|able)"
    r"(?:\s+(?:have|be|of|to|from|also|well|still|yet|reportedly))*\s*$",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(r"\bto\s+(?:kill|wound|injure|capture|displace|murder|execute)$", re.IGNORECASE)
_DENIED = re.compile(
    r"(?:\b(?:not|never|den(?:y|ied|ies|ying)|reject(?:s|ed|ing)?)|n['’]t)(?:\s+(?:have|been|having|claims?|reports?|"
    r"that|it|they|he|she|had|of|the))*\s*$",
    re.IGNORECASE,
)


def find_casualties(text: str) -> tuple[Casualties, ...]:
    """Find the numbers of people killed, injured, captured, missing or displaced in a text.

    Parameters
    ----------
    text : str
        Verbatim, best one sentence at a time; offsets of the result are code points in it.

    Returns
    -------
    tuple of Casualties
        By place of the number; one number may stand twice, for "killed or wounded".
    """
    found: list[Casualties] = []
    verbs: set[tuple[int, int]] = set()  # of transitive verbs, with
    objects: list[tuple[int, int]] = []  # their objects, which are no other verb's subjects
    marked = mark_people(text)
    for pattern in _PATTERNS:
        for match in _matches(pattern, marked, objects if pattern is _PASSIVE else []):
            if _is_casualty(pattern, match, verbs):
                found += _read(pattern, match, text)
                if pattern is _ACTIVE:
                    verbs |= {match.span(name) for name in match.groupdict() if match[name]}
                    objects.append(match.span("people"))
    ordered = sorted(found, key=lambda item: (item.start, -item.end, _KINDS.index(item.kind)))
    kept: list[Casualties] = []
    for item in ordered:
        if not any(item.start < other.end and item.kind == other.kind for other in kept):
            kept.append(item)
    return tuple(kept)


def _matches(pattern: re.Pattern[str], text: str, taken: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """Yield matches that do not begin inside words already taken."""
    position = 0
    while match := pattern.search(text, position):
        ends = [end for start, end in taken if start <= match.start() < end]
        if ends:
            position = max(ends)
        else:
            yield match
            position = max(match.end(), position + 1)


def _is_casualty(pattern: re.Pattern[str], match: re.Match[str], taken_verbs: set[tuple[int, int]]) -> bool:
    people, text = match["people"], match.string
    has_noun = re.search(rf"(?:\b{NOUN}|{PROPER}|\bof\s+(?:them|whom|those))\Z", people, re.IGNORECASE)
    if pattern is _ACTIVE and not has_noun:
        is_capture = match["captured"] is not None
        return not is_capture and _AFTER_BARE.match(text, match.end("people")) is not None
    if pattern is _PASSIVE:
        spans = {match.span(name) for name in match.groupdict() if match[name]}
        is_object_of_same_verb = not match["auxiliary"] and bool(spans & taken_verbs)
        before = text[max(0, match.start() - 20) : match.start()]
        is_label = not has_noun and (_DATE.search(before) or _YEAR.fullmatch(people))
        is_active = (
            not match["auxiliary"]
            and _TRANSITIVE.match(match["verb"])
            and not _AFTER_REDUCED.match(text, match.end())
        )
        return not (is_object_of_same_verb or is_label or is_active)
    return True


def _read(pattern: re.Pattern[str], match: re.Match[str], text: str) -> Iterator[Casualties]:
    groups = match.groupdict()
    kinds = [kind for kind in _KINDS if groups.get(kind)]
    also = [kind for kind in _KINDS if groups.get(f"also_{kind}")]
    if groups.get("both"):
        kinds = ["killed", "injured"]
    if pattern in (_NONE, _ANYONE):
        amount, who, end = Amount(0, 0, 0), None, match.end("people")
    else:
        amount, who, end = _people(match, text)
    if also and amount.high != 0:
        amount = Amount(None, None, amount.high)  # one number for both: each is part of it
    if groups.get("over"):
        amount = Amount(None if amount.low is None else amount.low + 1, None, None)
    start = match.start("people")
    item = Casualties(
        start=start,
        end=end,
        text=text[start:end],
        kind="killed",
        low=amount.low,
        best=amount.best,
        high=amount.high,
        who=who,
        status=_status(pattern, match),
        clause_start=match.start(),
        clause_end=match.end(),
    )
    for kind in [*kinds, *also]:
        yield replace(item, kind=kind)


def _people(match: re.Match[str], text: str) -> tuple[Amount, str | None, int]:
    """Add up the groups of people; return also the words for them and where the number words end."""
    words = text[slice(*match.span("people"))]
    first = _NUMBER.match(words)
    if first is None:
        raise ValueError(f"{words!r} begins with no number: the pattern and the number grammar disagree")
    total, n_groups, position = parse_amount(first[0]), 1, first.end()
    while (between := _BETWEEN_GROUPS.search(words, position)) and (
        number := _NUMBER.match(words, between.end())
    ):
        total, n_groups, position = total + parse_amount(number[0]), n_groups + 1, number.end()
    who = _OF_WHOM.sub("", words[first.end() :]).strip()
    end = first.end() if n_groups == 1 else len(words)
    return total, who or None, match.start("people") + end


def _status(pattern: re.Pattern[str], match: re.Match[str]) -> Status:
    if pattern in (_NONE, _ANYONE):
        return "stated"
    auxiliary = match.groupdict().get("auxiliary") or ""
    before = match.string[max(0, match.start() - 60) : match.start()]
    if re.search(r"\bnot\b", auxiliary, re.IGNORECASE) or _DENIED.search(before):
        return "denied"
    is_infinitive = pattern is _ACTIVE and _INFINITIVE.search(before + match["verb"])
    if _UNCERTAIN.search(auxiliary) or _MODAL.search(before) or is_infinitive:
        return "uncertain"
    return "stated"
