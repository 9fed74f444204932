"""What a statement does: its PLOVER class, whom it is directed at, and whether it is for or against."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from detente.reading.actors.cast import Cast
from detente.reading.actors.figures import name_key
from detente.reading.acts import classify_lemmas, direction_of
from detente.reading.acts.lexicon import is_saying
from detente.reading.knowledge.cues import word_set
from detente.reading.names.find import Name
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block
from detente.reading.speech.drafts import Draft
from detente.reading.speech.spoken_clauses import SpokenClause, spoken_clauses
from detente.reading.text.quotations import Quotation
from detente.record.values import Direction, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_HOSTILE = frozenset({"ASSAULT", "COERCE"})
_IMPERSONAL = word_set(
    "attack strike airstrike barrage raid bombing shelling assault offensive ambush explosion blast "
    "bombardment clash fighting missile drone shell rocket mortar bomb mine fire battle bullet shrapnel"
)
_WRONGS = word_set(
    "lie cheat betray break violate steal burn starve poison sabotage provoke escalate threaten "
    "blame shut ignore torture mislead deceive"
)
_YIELDING = frozenset({"CONCEDE", "RETREAT"})
_IMPATIENT = word_set("wait tolerate forget forgive stand sit")
_LEAVING = word_set("walk leave end withdraw quit suspend stop resign step")
_DEMANDING = word_set("ask demand urge insist call")
_AGAINST = frozenset({"ACCUSE", "REJECT", "THREATEN", "SANCTION", "COERCE", "ASSAULT"})
_FOR = frozenset({"SUPPORT", "AGREE", "CONCEDE", "COOPERATE", "AID"})
_JUDGED = frozenset({"ACCUSE", "REQUEST", "THREATEN", "SUPPORT", "REJECT"})
_CONDITION = re.compile(
    r"\b(?:if|unless|until|provided|as long as|so long as|only when|once|in return for)\b", re.I
)
_UNDECIDED = re.compile(
    r"\b(?:undecided|not (?:yet )?decided|consider(?:ing)?|stud(?:y|ying)|"
    r"wait and see|ask me|think about it)\b",
    re.I,
)
_NO = re.compile(r"\W*(?:no|never|not)\b(?! doubt| longer| matter| only)", re.I)
_YES = re.compile(r"\W*(?:yes|agreed)\b", re.I)
_DUTY = re.compile(r"\b(?:must|need(?:s|ed)? to|ha(?:s|ve) to|ought to|up to)\b|\bball is in\b", re.I)
_COMMAND = re.compile(r"^\W*(?:[A-Z]\w+, )?(?:stop|end|halt|leave|withdraw|cease)\b[^.?]{0,40}!", re.I)
_BAD = word_set(
    "false lie invention excuse trap farce sham premature unacceptable illegal surrender burglar "
    "crime murder terror provocation blackmail mistake dangerous reckless cynical betrayal "
    "propaganda fiction nonsense impossible insult shame aggression disgrace barbaric absurd"
)
_GOOD = word_set(
    "serious courageous fair good great historic constructive positive welcome balanced useful "
    "brave honest encouraging promising breakthrough progress concession"
)
_ABOUT_WORDS = word_set(
    "it that this claim report plan proposal offer text account idea suggestion allegation"
)


class Toward(TypedDict):
    """The fields of a statement that say at whom it is directed, and how."""

    toward: str | None
    direction: Direction | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Said:
    """What somebody is told to have said: its words and main clauses, by whom and to whom."""

    draft: Draft
    content: Sequence[Span]
    clauses: Sequence[SpokenClause]
    speaker: Mention | None
    addressee: Mention | None


def clauses_of(
    draft: Draft,
    content: Sequence[Span],
    inside: Mapping[Quotation, Block],
    cast: Cast,
    speaker: Mention | None,
) -> list[SpokenClause]:
    """Return the main clauses of what is said, the speaker's own side known by its names."""
    own = cast.represented(speaker.actor) if speaker is not None and speaker.actor is not None else None

    def is_own_name(block: Block, token: Token) -> bool:
        name: Name | None = block.name(token)
        if own is None or name is None:
            return False
        keys = cast.mentioned(Span(start=name.start, end=name.end, text=name.text))
        return any(cast.represented(key) == own for key in keys)

    return spoken_clauses(draft, content, inside, is_own_name)


def act_of(said: Said) -> str:
    """Return the PLOVER class of a statement, OTHER when nothing in it decides.

    A cue that is an act of its own decides (*accused*, *refused*); behind a word that only reports, the
    words said decide: a refusal, a readiness, a concession, a charge, a demand, a threat.
    """
    draft, clauses = said.draft, said.clauses
    words = " ".join(span.text for span in said.content)
    by_cue = _act_of_cue(draft, words)
    if by_cue is not None:
        return by_cue
    if draft.cue_class == "think":
        clauses = [clause for clause in clauses if clause.is_own is False or clause.is_duty]
    for clause in clauses:
        act = _act_of_clause(clause, words)
        if act is not None:
            return act
    if _COMMAND.search(words) or _DUTY.search(words):
        return "REQUEST"
    if _NO.match(words):
        return "REJECT"
    return "AGREE" if _YES.match(words) else "OTHER"


def _act_of_cue(draft: Draft, words: str) -> str | None:
    lemma = draft.lemma
    if draft.cue_token is None or not lemma:
        return None
    if draft.cue_class == "call":
        return _evaluation(words)
    if draft.cue_class == "about" and lemma not in ("warn", "complain", "object", "disapprove", "lash"):
        return None
    if is_saying(lemma) or lemma in ("warn", "insist", "promise", "pledge", "suggest", "ask"):
        return _by_reporting_cue(draft, lemma)
    if lemma == "want":
        return "REQUEST"
    if draft.cue_class == "think" or draft.cue_token.pos_ == "ADP":
        return None
    target = next((kid for kid in draft.cue_token.rights if kid.dep_ == "dobj"), None)
    beside = next((kid for kid in draft.cue_token.rights if kid.dep_ in ("prt", "prep")), None)
    act = classify_lemmas(
        lemma,
        particle=beside.lower_ if beside is not None else None,
        object_lemma=target.lemma_.lower() if target is not None else None,
        words=[token.lower_ for token in draft.cue_token.subtree][:40],
    )
    return act.root if act is not None else None


def _by_reporting_cue(draft: Draft, lemma: str) -> str | None:
    """Decide for cues that are an act only with what they govern (*asked them to*, *warned of*)."""
    if lemma == "ask":
        return "REQUEST" if draft.cue_class == "urge" and not _is_question(draft) else None
    if lemma in ("promise", "pledge"):
        return "AGREE"
    return "THREATEN" if lemma == "warn" else None


def _is_question(draft: Draft) -> bool:
    first = draft.pieces[0].text.split()[0].lower() if draft.pieces else ""
    return bool(draft.quotations) or first in (
        "if",
        "whether",
        "why",
        "how",
        "what",
        "who",
        "which",
        "when",
        "where",
    )


def _evaluation(words: str) -> str:
    """Judge what somebody is called by the words for good and bad in it."""
    found = re.findall(r"[^\W\d_]+", words.lower())
    if any(word in _BAD for word in found):
        return (
            "REJECT"
            if found[0] in _ABOUT_WORDS or (found[0] == "the" and found[1] in _ABOUT_WORDS)
            else "ACCUSE"
        )
    return "SUPPORT" if any(word in _GOOD for word in found) else "OTHER"


def _act_of_clause(clause: SpokenClause, words: str) -> str | None:
    lemma = clause.verb.lemma_.lower()
    if clause.is_command or (clause.is_duty and clause.is_own is not True):
        return "REQUEST"
    if clause.is_own and lemma in _DEMANDING and not clause.is_negated:
        return "REQUEST"
    if clause.is_negated:
        return _denied(clause, lemma)
    if clause.is_own and (clause.is_future or clause.is_ready):
        return _intended(clause, lemma, words)
    is_wrong = clause.deed in _HOSTILE or lemma in _WRONGS
    if clause.is_passive and is_wrong:
        return "ACCUSE" if clause.is_own else None  # "he was beaten" complains; "four were killed" reports
    if is_wrong and not clause.is_own and _is_by_deed(clause.verb):
        return None  # "the blast killed five" counts the dead and blames nobody
    if is_wrong and not clause.is_own:
        return "THREATEN" if clause.is_future else "ACCUSE"
    if clause.is_own is None and clause.is_future and clause.deed in _YIELDING:
        return "CONCEDE"
    if clause.is_own and clause.deed in ("REJECT", "AGREE", "SUPPORT", "CONCEDE", "AID", "CONSULT"):
        return "CONCEDE" if clause.deed == "RETREAT" else clause.deed
    return None


def _is_by_deed(verb: Token) -> bool:
    """Whether the subject is a deed or a weapon of nobody named (*the blast*, *a strike on the town*)."""
    subject = syntax.child(verb, "nsubj")
    if subject is None or subject.pos_ != "NOUN" or subject.lemma_.lower() not in _IMPERSONAL:
        return False
    has_owner = any(
        kid.is_title and kid.dep_ in ("amod", "compound", "poss", "nmod") for kid in subject.lefts
    )
    return not has_owner and not any(kid.dep_ == "prep" and kid.lower_ == "by" for kid in subject.rights)


def _is_blamed(name: Name, clauses: Sequence[SpokenClause]) -> bool:
    """Whether a name stands in the subject of a wrong that is told, and not with its victims or its place."""
    for clause in clauses:
        if clause.doer is not None and clause.doer[0] <= name.start < clause.doer[1]:
            return True
        if clause.extent is not None and clause.extent[0] <= name.start < clause.extent[1]:
            return False
    return True


def _denied(clause: SpokenClause, lemma: str) -> str | None:
    """Decide for a clause that says no: REJECT of own deeds, ACCUSE of what another failed to do."""
    if clause.is_own:
        return "THREATEN" if clause.is_future and lemma in _IMPATIENT else "REJECT"
    if clause.deed in _HOSTILE or lemma in ("die", "burn"):
        return "REJECT"
    if clause.is_own is False and clause.is_perfect:
        return "ACCUSE"  # "has never given anything back"
    return "REJECT" if clause.is_own is None or clause.is_future else None


def _intended(clause: SpokenClause, lemma: str, words: str) -> str | None:
    if lemma in _LEAVING and _CONDITION.search(words) and clause.deed not in _YIELDING:
        return "THREATEN"
    if clause.deed in _YIELDING:
        return "CONCEDE"
    if clause.deed in _HOSTILE or clause.deed in ("SANCTION", "MOBILIZE"):
        return "THREATEN"
    if clause.is_ready or clause.deed in ("AGREE", "SUPPORT"):
        return "AGREE"
    return clause.deed if clause.deed in ("CONSULT", "AID", "COOPERATE", "REJECT", "REQUEST") else None


def toward_of(said: Said, cast: Cast, act: str) -> Toward:
    """Find whom a statement is about and how it stands to it: whom it judges, else whom alone it names."""
    content, clauses = said.content, said.clauses
    own = cast.represented(said.speaker.actor) if said.speaker is not None else None
    toward = said.addressee.actor if said.addressee is not None and act in _JUDGED else None
    if toward is None:
        named = [key for span in content for key in cast.mentioned(span) if cast.represented(key) != own]
        sides = list(dict.fromkeys(cast.represented(key) for key in named))
        toward = named[0] if len(sides) == 1 else None
        if act == "ACCUSE" and is_saying(said.draft.lemma or "say") and toward is not None:
            meant = [name for name in cast.reading.names if name_key(name) == toward]
            inside = [name for name in meant if any(s.start <= name.start < s.end for s in content)]
            toward = toward if any(_is_blamed(name, clauses) for name in inside) else None
    return {"toward": toward, "direction": _direction(said.draft, content, act, clauses)}


def _direction(
    draft: Draft, content: Sequence[Span], act: str, clauses: Sequence[SpokenClause]
) -> Direction | None:
    words = " ".join(span.text for span in content)
    direction: Direction | None = None
    if draft.lemma and not is_saying(draft.lemma) and draft.cue_class not in ("call", "think"):
        direction = direction_of(draft.lemma, is_negated=draft.is_negated)
    if direction is None:
        direction = "against" if act in _AGAINST else "for" if act in _FOR else None
    if direction is None and clauses and clauses[0].is_own:
        direction = direction_of(clauses[0].verb.lemma_, is_negated=clauses[0].is_negated)
    if direction is None:
        return "undecided" if _UNDECIDED.search(words) else None
    if direction == "for" or (act == "REJECT" and clauses and clauses[0].is_own):
        return "conditional" if _CONDITION.search(words) else direction
    return direction
