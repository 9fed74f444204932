"""What kind of claim some words make about the future, if they make one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.reading.bargaining.chances import stated_chance
from detente.reading.knowledge.cues import word_set
from detente.reading.knowledge.issues import issue_of
from detente.record.values import ClaimKind

_NO_NOUN = "".join(
    rf"(?<!\b{word} )" for word in ("no", "the", "any", "political", "popular", "free", "their", "its", "of")
)
"""Before *will* these make it a noun: *no will for peace*, *the will of the people*."""
WILL = re.compile(
    rf"\b{_NO_NOUN}will\b(?! (?:of|for|to)\b)"
    r"|\b(?:shall|won[’']t|going to|is set to|are set to|is due to|are due to)\b|[’']ll\b",
    re.IGNORECASE,
)
MIGHT = re.compile(r"\b(?:would|could|might|may|should)\b", re.IGNORECASE)
MUST = re.compile(
    r"\b(?:must|has to|have to|need to|needs to|deadline|demand\w*|no later than|"
    r"(?:I|we) (?:need|want) (?:an?|the|your|their|all|both)\b)",
    re.IGNORECASE,
)
SWIFTLY = re.compile(
    r"\b(?:swiftly|quickly|soon|shortly|imminently|before long|in no time|immediately|rapidly)\b",
    re.IGNORECASE,
)
_WOULD = re.compile(r"\bwould\b|[’']d\b", re.IGNORECASE)
_OR_ELSE = re.compile(r"\b(?:or else|otherwise|face (?:the )?consequences|unless)\b", re.IGNORECASE)
_OR_FACE = re.compile(
    r"\bor (?:else )?(?:face|lose|risk|suffer|accept|be (?:\w+ly )?\w+ed|"
    r"(?:I|we|there|they|it) (?:will|would|shall))\b",
    re.IGNORECASE,
)
_EITHER = re.compile(r"\beither\b[^.;]{3,120}?\bor (?:I|we)\b", re.IGNORECASE)
_NO_MORE = re.compile(
    r"\bthere (?:will|would) be (?:no (?:more )?(?:talks|truce|ceasefire|deal|agreement|negotiations?|"
    r"peace|exchange|summit|meeting|vote|election|signature)|war|a war)\b",
    re.IGNORECASE,
)
"""What is threatened with where it is said to be the end of the process."""
_PENALTY = re.compile(
    r"\b(?:will|would) be (?:withdrawn|suspended|cut|closed|cancel+ed|called off|ended|doubled|tightened|"
    r"reimposed|resumed|stopped|frozen|expelled|sealed|seized|annulled|revoked)\b",
    re.IGNORECASE,
)
_BEFALLS = re.compile(
    r"\b(?:will|would|could|may|might)\b[^.;,]{0,40}?\b(?:die|starve|suffer|collapse|flee|perish|drown|freeze|"
    r"worsen|spread|escalate|deteriorate|run out)\b|\b(?:could|might|may)\b",
    re.IGNORECASE,
)
"""What comes by itself, or only may: who warns of it does not threaten with it."""
_BARGAINS = re.compile(
    r"^\W*(?:give|let|send|free|release|hand|open|bring|return|show|pay|stop|lift|sign|withdraw|leave|end)\b"
    r"[^.;]{3,120}?\band\b[^.;]{1,60}?(?:\b(?:will|shall)\b|[’']ll\b)",
    re.IGNORECASE,
)
"""A demand with what is given for it (*Give us ninety and they will be home*)."""
_UNMET = re.compile(
    r"\b(?:if|should)\b[^,;]{0,60}?\b(?:not|no|none|miss(?:es)?|fails?|failed|refuses?|refused|"
    r"(?:go|goes|went) on|continued?|one more|a single|breaks?|broke|silence)\b",
    re.IGNORECASE,
)
_IF = re.compile(r"\b(?:if|once|provided|when)\b", re.IGNORECASE)
_OWN = re.compile(
    r"\b(?:I|we|he|she|they|it)(?: (?:\w+ly|still|also))? (?:will|shall|would|could)\b"
    r"|\b(?:I|we|he|she|they|it)[’'](?:ll|d)\b"
    r"|\b(?:my|our|his|her|its|their) (?:country|government|party|parliament|army|forces|people) "
    r"(?:still )?(?:will|would)\b",
    re.IGNORECASE,
)
_SPOKEN_OWN = re.compile(
    r"\b(?:I|we)(?: (?:\w+ly|still|also))? (?:will|shall|would|could)\b|\b(?:I|we)[’'](?:ll|d)\b"
    r"|\b(?:my|our) (?:country|government|party|parliament|army|forces|people) (?:still )?(?:will|would)\b",
    re.IGNORECASE,
)
"""In words that are quoted *he*, *they* and *it* are others."""
_EXPECTS = re.compile(
    r"\b(?:I|we) (?:\w+ly |still |also )?(?:expect|believe|think|hope|doubt|fear|predict|assume|suspect)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"(?:\b(?:will|would|shall)|[’']ll) (?:\w+ )?(?:not|never)\b|\bwon[’']t\b|\bwouldn[’']t\b", re.IGNORECASE
)
_SMALL_TALK = re.compile(
    r"\b(?:will|would|shall|[’']ll|[’']d)\s+(?:only |just |also )?"
    r"(?:say|tell|begin|mean|add|ask|listen|see|think|know|"
    r"sooner|rather|like|be honest|repeat|remind|have to|refer (?:you|them)|point out|note|urge you|"
    r"get back to you|leave (?:it|that|this)|"
    r"let (?:him|her|them|others|the \w+) (?:speak|talk|address|discuss))\b",
    re.IGNORECASE,
)
_HAD_HOPED = re.compile(r"had (?:\w+ )?(?:hoped|expected|wanted|meant|planned)\b", re.IGNORECASE)
"""What one had hoped for has not come."""
_PLANS = re.compile(r"(?:\w+ )?(?:plans?|intends?)(?: to)?$", re.IGNORECASE)
_GIFT = re.compile(r"\W*\d[\d,.]* (?!(?:days?|weeks?|months?|years?|per)\b)")
"""What is pledged in numbers (*300 policemen*)."""
_SAYS_NOW = re.compile(
    r"\b(?:I|we)(?: will| shall| would|[’'](?:ll|d)) (?:only |just )?(?:say|add|repeat) "
    r"(?:one thing|this|that|only)\b",
    re.IGNORECASE,
)
"""What is promised so is said in the same breath."""
_OF_THE_PROCESS = re.compile(
    r"\b(?:answer|sign|deliver\w*|vote|ratif\w*|publish|plan|text|leave|return|open|meet|strike|attack|fire|war|send|"
    r"join|resign|step aside|parliament|mediation)\b",
    re.IGNORECASE,
)
_LOOKS_ON = re.compile(
    r"^(?:that )?(?:to|not to|no more|never again)\b|\bno more\b|\bare coming\b", re.IGNORECASE
)
_PROMISES = word_set(
    "promise pledge vow swear guarantee commit assure undertake agree "
    "agreed promised pledged vowed swore committed"
)
_FORECASTS = word_set(
    "predict forecast expect anticipate believe think hope estimate project fear doubt suspect "
    "believed hoped feared anticipated predicted thought"
)
GATHERS = re.compile(
    r"\b(?:vote|talks|meeting|summit|conference|election|referendum|hearing|session|ministers|leaders|"
    r"delegations|envoys|negotiators|presidents|council|assembly|parliament|cabinet|committee)\b"
    r"[^.;]{0,20}\b(?:be held|takes? place|meets?|resumes?|begins?|starts?|convenes?|opens?)\b",
    re.IGNORECASE,
)
_THREATS = word_set("warn warned threaten threatened threatening warning")


@dataclass(frozen=True, slots=True)
class Outlook:
    """Some words and what decides whether they are a claim.

    ``cue`` are the words of saying, ``act`` what the statement does, ``is_dated`` whether a time to come
    stands in the words, ``is_own`` whether the speaker's own side is named as the one who will do it,
    ``is_quoted`` whether the words are the speaker's own.
    """

    words: str
    cue: str
    act: str
    is_dated: bool
    is_own: bool
    is_quoted: bool = False

    @property
    def stems(self) -> set[str]:
        """The words of the cue, with and without their endings."""
        words = re.findall(r"[a-z]+", self.cue.lower())
        return {word.removesuffix("ed").removesuffix("s") for word in words} | set(words)


def kind_of(outlook: Outlook) -> ClaimKind | None:
    """Say what kind of claim the words are; None when they do not look ahead.

    Examples
    --------
    >>> kind_of(Outlook("the rivers will rise on Friday", "said", "OTHER", True, False))
    'forecast'
    >>> kind_of(Outlook("the talks will resume on Friday", "said", "OTHER", True, False))
    'schedule'
    >>> kind_of(Outlook("we have done enough", "said", "OTHER", False, True)) is None
    True
    """
    words, stems = outlook.words, outlook.stems
    looks = bool(WILL.search(words) or MIGHT.search(words))
    own_words = _SPOKEN_OWN if outlook.is_quoted else _OWN
    is_own = outlook.is_own or bool(own_words.search(words))
    if _is_ultimatum(outlook, looks=looks, is_own=is_own):
        return "ultimatum"
    if _SAYS_NOW.search(words) or _HAD_HOPED.match(outlook.cue):
        return None
    is_forecast = bool(stems & _FORECASTS)
    if (looks or outlook.is_dated or is_forecast) and stated_chance(words) is not None:
        return "forecast"
    is_for_us = bool(re.search(r"\b(?:me|us)\b", words))  # "ask me in a week" binds the one who says it
    if outlook.is_dated and (MUST.search(words) or (outlook.act == "REQUEST" and not is_for_us)):
        return "deadline"
    if stems & _PROMISES:
        return "promise" if looks or _LOOKS_ON.search(words) or _GIFT.match(words) else None
    if outlook.is_dated and _PLANS.match(outlook.cue) and _LOOKS_ON.search(words):
        return "promise"
    if not looks:
        if outlook.is_dated and (is_forecast or _EXPECTS.search(words)):
            return "forecast"
        return "promise" if outlook.is_dated and re.search(r"\b(?:me|us|I|we)\b", words) else None
    if not (outlook.is_dated or is_forecast or SWIFTLY.search(words)) and not _is_weighty(
        outlook, is_own=is_own
    ):
        return None
    if outlook.is_quoted and _BARGAINS.search(words):
        return "promise"
    if outlook.is_dated and not is_own and GATHERS.search(words):
        return "schedule"
    return "promise" if is_own and not is_forecast else "forecast"


def _is_ultimatum(outlook: Outlook, *, looks: bool, is_own: bool) -> bool:
    """Whether something unwelcome is announced for the case that a demand is not met."""
    words, is_threat = outlook.words, outlook.act == "THREATEN" or bool(outlook.stems & _THREATS)
    if _OR_FACE.search(words) and (is_threat or outlook.act == "REQUEST" or MUST.search(words)):
        return True
    is_ahead = looks or (bool(_LOOKS_ON.search(words)) and not outlook.stems & _PROMISES)
    hangs = bool(_IF.search(words) or _OR_ELSE.search(words))
    if is_threat and is_ahead and hangs and not _BEFALLS.search(words):
        return True
    if _EITHER.search(words) and (looks or outlook.is_dated):
        return True
    if not looks:
        return False
    if outlook.is_dated and _OR_ELSE.search(words):
        return True
    is_penalty = bool(_PENALTY.search(words)) or (outlook.is_quoted and bool(_NO_MORE.search(words)))
    return bool(_UNMET.search(words)) and (is_own or is_penalty)


def _is_weighty(outlook: Outlook, *, is_own: bool) -> bool:
    """Whether an undated *will* or *would* is more than talk: of the process, not denied, not small talk."""
    words = outlook.words
    if _SMALL_TALK.search(words) or (_NEGATED.search(words) and outlook.act != "THREATEN"):
        return False
    if not WILL.search(words) and not (_WOULD.search(words) and is_own):
        return False  # could, might, should: too little said to be held to
    return issue_of(words) != "other" or (is_own and bool(_OF_THE_PROCESS.search(words)))
