"""Whether a text tells a deed of somebody: not a wish, a possibility, a figure of speech, a word in passing.

What must be said for a deed to be told differs from root to root: a meeting needs those who meet, an arrest
the one arrested, a refusal the one who refuses and what. Somebody is whoever the text ties to an actor, and
also a person or body that it only describes or calls *he* or *they*: the record says that nobody is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.reading.actors.cast import SIDES, Cast
from detente.reading.bargaining.texts import is_proposal
from detente.reading.deeds.find import SPOKEN, deed_object
from detente.reading.deeds.parts import denier, doer_of, target_of
from detente.reading.deeds.phrases import is_journey
from detente.reading.knowledge.cues import word_set
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block
from detente.reading.speech.content_words import can_speak
from detente.record.values import Event, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

_RECIPIENTS = frozenset({"person", "state", "organisation", "armed force"})
_WITH_RECIPIENT = frozenset({"AID", "SANCTION", "COOPERATE"})
_SUFFERED = frozenset({"COERCE", "ACCUSE", "SANCTION"})
_OBJECTS = frozenset({"him", "her", "them", "us", "they", "he", "she", "we", "who"})
_JUDGES = word_set(
    "accuse blame criticise criticize condemn denounce sue indict convict prosecute investigate probe "
    "sentence charge implicate impeach rebuke slam lambast lambaste castigate chastise incriminate attack"
)
_BINDS = word_set("agree pledge promise vow commit consent")
_REFUSES = word_set("refuse decline reject oppose block veto rebuff obstruct resist defy boycott")
_SAYING_NO = word_set(
    "comment say answer speak discuss elaborate give name identify specify disclose explain reveal be"
)
_ASKS = word_set("ask urge request encourage order direct instruct invite press summon challenge appeal")
_WANTS = word_set("need want expect require")
_LEAVES = word_set(
    "resign quit retire retreat surrender withdraw capitulate return yield relent back release free"
)
_TAKES = word_set("raid seize confiscate ban censor outlaw demolish bulldoze search")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A deed with its token and who is in it: whether somebody does it and somebody is done to."""

    event: Event
    block: Block
    token: Token
    cast: Cast
    has_doer: bool
    has_recipient: bool

    @property
    def is_between_several(self) -> bool:
        """Whether those who do it are several, named together."""
        actor = self.event.actor
        key = actor.actor if actor is not None else None
        return key is not None and self.cast.figures[key].kind == "group"


def is_told(event: Event, block: Block, token: Token, cast: Cast) -> bool:
    """Whether the text tells a deed of somebody, not a wish, a possibility or a figure of speech."""
    if event.factuality == "hypothetical" or syntax.is_commanded(token):
        return False
    is_lower = token.dep_ in ("pcomp", "xcomp", "acl")
    is_kept = event.statement is not None and not is_lower
    if event.factuality == "denied" and not (is_kept or denier(token) is not None):
        return False  # a deed that the reporter says was not done; only what somebody denies is kept
    deed = Told(
        event=event,
        block=block,
        token=token,
        cast=cast,
        has_doer=_is_tied(event.actor) or _is_somebody(block, doer_of(block, token)),
        has_recipient=_is_tied(event.recipient) or _is_somebody(block, target_of(block, token)),
    )
    if event.act in ("AGREE", "SUPPORT", *SPOKEN):
        return _is_spoken_deed(deed)
    if event.act == "CONSULT":
        return _is_meeting(deed)
    if event.act == "ASSAULT":
        return _is_attack(deed)
    if event.act in _SUFFERED and syntax.is_passive(token) and deed.has_recipient:
        return True
    if event.act == "COERCE" and syntax.is_passive(token) and token.lemma_.lower() in _TAKES:
        return True
    if event.act == "SANCTION" and token.pos_ == "VERB" and deed_object(token) is not None:
        return deed.has_doer
    if event.act in _WITH_RECIPIENT:
        joins = event.actor is not None and " and " in event.actor.text
        return deed.has_doer and (deed.has_recipient or deed.is_between_several or joins)
    return _is_done(deed)


def is_actor(mention: Mention | None, cast: Cast) -> bool:
    """Whether a recipient is an actor with a name, or both sides; lawmakers and reporters are listeners."""
    figure = cast.figures.get(mention.actor or "") if mention is not None else None
    return figure is not None and (figure.kind in _RECIPIENTS or figure.key == SIDES)


def is_same_side(cast: Cast, first: Mention | None, second: Mention | None) -> bool:
    """Whether two mentions mean the same actor or those who speak for it."""
    if first is None or second is None or first.actor is None:
        return False
    return cast.represented(first.actor) == cast.represented(second.actor)


def answers_proposal(block: Block, verb: Token) -> bool:
    """Whether a verb, or the one it governs (*refuse to accept*), has a proposal as its object."""
    for one in (verb, syntax.child(verb, "xcomp")):
        target = deed_object(one) if one is not None else None
        if target is not None and is_proposal(block, target):
            return True
    return False


def _is_tied(mention: Mention | None) -> bool:
    return mention is not None and mention.actor is not None


def _is_somebody(block: Block, token: Token | None) -> bool:
    """Whether a word means people or a body, though nobody by name."""
    if token is None:
        return False
    return block.name(token) is not None or can_speak(block, token) or token.lower_ in _OBJECTS


def _is_spoken_deed(deed: Told) -> bool:
    """Whether a deed of words is told: toward a proposal or another, or binding oneself."""
    event, token = deed.event, deed.token
    if event.factuality not in ("happened", "alleged", "planned"):
        return False
    if token.pos_ != "VERB":
        return deed.has_doer or deed.has_recipient
    lemma = token.lemma_.lower()
    if syntax.is_passive(token) and not deed.has_doer:
        is_asked = lemma in _ASKS and syntax.child(token, "xcomp") is not None
        return deed.has_recipient and (lemma in _JUDGES or is_asked)
    if not deed.has_doer:
        return False
    is_answer = answers_proposal(deed.block, token)
    if event.act == "AGREE":
        return (
            lemma in _BINDS
            and token.tag_ not in ("VB", "VBP")
            and syntax.child(token, "xcomp", "prep", "ccomp") is not None
        )
    if event.act == "REJECT":
        return is_answer or _is_refusal(token)
    is_directed = is_actor(event.recipient, deed.cast) and not is_same_side(
        deed.cast, event.actor, event.recipient
    )
    if event.act == "ACCUSE":
        return is_directed or (lemma in _JUDGES and deed_object(token) is not None)
    if event.act == "REQUEST" and syntax.child(token, "xcomp", "ccomp") is not None:
        return lemma in _ASKS | _WANTS and deed.has_recipient
    return (event.act == "REQUEST" and is_answer) or is_directed


def _is_refusal(verb: Token) -> bool:
    """Whether a verb refuses a deed or somebody, not an answer to a question."""
    if verb.lemma_.lower() not in _REFUSES:
        return False
    deed = syntax.child(verb, "xcomp")
    return deed is None or deed.lemma_.lower() not in _SAYING_NO


def _is_meeting(deed: Told) -> bool:
    event = deed.event
    if deed.token.pos_ == "VERB":
        is_visit = (
            is_journey(deed.token) or deed.token.lemma_ in ("visit", "tour")
        ) and event.place is not None
        return deed.has_doer and (deed.has_recipient or deed.is_between_several or is_visit)
    return (
        event.factuality in ("denied", "planned")
        or _is_tied(event.actor)
        or _is_tied(event.recipient)
        or event.place is not None
    )


def _is_attack(deed: Told) -> bool:
    event, token = deed.event, deed.token
    if not (deed.has_doer or deed.has_recipient) and event.place is None and event.deaths is None:
        return False
    is_open = not _is_tied(event.actor) and not _is_tied(event.recipient)
    if token.pos_ == "VERB" and is_open and event.place is None and event.deaths is None:
        return False
    return not counts_a_war(event, token)


def counts_a_war(event: Event, token: Token) -> bool:
    """Whether the dead of a war are counted, and no event told (*21,000 people have been killed*)."""
    is_perfect = any(kid.dep_ == "aux" and kid.lower_ in ("have", "has") for kid in token.children)
    is_open = not _is_tied(event.actor) and event.time is None
    return event.act == "ASSAULT" and is_perfect and syntax.is_passive(token) and is_open


def _is_done(deed: Told) -> bool:
    """Whether force is moved, ground given or somebody bound: by somebody, and said of what or whom."""
    token = deed.token
    if syntax.is_passive(token):
        return deed.has_recipient or _is_tied(deed.event.actor)
    if not deed.has_doer:
        return False
    says_what = deed.has_recipient or token.pos_ != "VERB" or deed_object(token) is not None
    return says_what or token.lemma_.lower() in _LEAVES
