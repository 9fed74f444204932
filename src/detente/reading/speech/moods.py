"""How what is said is meant: told, held possible, obliged, undertaken, wished or asked; and in which tense.

The first main clause of the content decides; where it only reports, its modal and the words around it;
where the content has no finite clause (*promised to withdraw*, *called for a truce*), the word of saying.
The scheme and its sources stand at `detente.record.values.Modality`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.reading.knowledge.cues import word_set
from detente.reading.parse import syntax
from detente.reading.speech.drafts import Draft
from detente.reading.speech.spoken_clauses import SpokenClause
from detente.record.values import Modality, Tense

if TYPE_CHECKING:
    from spacy.tokens import Token

_UNDERTAKES = word_set(
    "promise pledge vow swear threaten guarantee undertake offer refuse decline agree commit plan intend "
    "decide resolve prepare aim volunteer consent mean threat refusal assurance commitment willingness "
    "readiness determination intention willing ready determined prepared"
)
_ASKS = word_set(
    "ask urge call demand request order implore beg appeal press invite instruct plead encourage "
    "recommend advise propose command push recommendation proposal"
)
_TELLS_TO = word_set("tell warn remind persuade suggest say caution insist")
"""Verbs of saying that ask for something when an infinitive follows (*told them to leave*)."""
_WISHES = word_set(
    "hope hop wish want fear worry prefer desire dread pray yearn long like love concern unease alarm afraid "
    "hopeful worried concerned eager keen optimism pessimism optimistic pessimistic anxious"
)
"""Words of wish and fear; the pipeline's lemma of *hoped* is that of *hopped*."""
_SUPPOSES = word_set(
    "believe think suspect assume doubt expect anticipate speculate guess imagine suppose feel estimate "
    "hint imply wonder belief view opinion suspicion speculation expectation doubtful skeptical sceptical "
    "skepticism scepticism reckon presume"
)
_KNOWS = word_set("know say tell see understand mean promise repeat stress admit confess add sure certain")
"""Verbs behind which the speaker's own words go on as if they stood alone (*I tell you that ...*)."""
_MAYBE = word_set(
    "maybe perhaps possibly probably likely presumably apparently conceivably potentially seemingly arguably"
)
_LIKELY = word_set("likely unlikely possible probable conceivable improbable plausible able free")
_NEEDED = word_set(
    "necessary essential vital imperative crucial required obliged bound mandatory indispensable compelled "
    "forbidden banned permitted allowed entitled"
)
_OBLIGES = word_set("require oblige permit allow forbid ban prohibit suppose compel entitle")
_OUGHT = word_set("must should ought")
_MAY = word_set("may might could can")
_WILL = word_set("will shall 'll ’ll wo would 'd ’d")
_AHEAD = word_set("due set about scheduled slated bound expected likely unlikely going")
_QUESTION_WORDS = word_set("if whether who whom what when where why how which whose")
_COPULAS = word_set("be seem appear remain look become")
_MARKS = "\"'”’»)] "


@dataclass(frozen=True, slots=True)
class Mood:
    """The modality of a statement and the tense of its main clause; None where the words tell none."""

    modality: Modality | None
    tense: Tense | None


def mood_of(draft: Draft, clauses: Sequence[SpokenClause]) -> Mood:
    """Say how the content of a statement is meant, and in which tense its main clause stands.

    Parameters
    ----------
    draft : Draft
        The word of saying, on the parse.
    clauses : sequence of SpokenClause
        The main clauses of the content, in text order.
    """
    # "if the war goes on, Kral said, the talks will end": the condition stands first and is not what is said
    for clause in sorted(clauses, key=lambda clause: _is_subordinate(clause.head)):
        verb, is_quoted = clause.head, clause.is_quoted
        if is_quoted and _is_question(verb):
            return Mood("asked", tense_of(verb))
        if clause.is_command or (is_quoted and _is_hortative(verb)):
            return Mood("asked", None)
        if _is_finite(verb):
            own, told, tense = _descend(verb, is_own=clause.is_own is True)
            by_cue = _by_cue(draft, verb, is_quoted=is_quoted)
            return Mood(by_cue or own or _by_clause(told, clause, verb), tense)
    return Mood(_without_clause(draft, [clause.head for clause in clauses]), None)


def _is_subordinate(verb: Token) -> bool:
    """Whether a verb heads a clause that only says under what circumstances another holds."""
    return verb.dep_ == "advcl" and any(
        kid.dep_ in ("mark", "advmod") and kid.i < verb.i for kid in verb.lefts
    )


def _descend(verb: Token, *, is_own: bool) -> tuple[Modality | None, Token, Tense | None]:
    """Follow the speaker's *I think*, *we hope*, *I tell you* down to what is thought, hoped or told.

    Returns
    -------
    Modality or None
        What the speaker's own verb makes of it.
    Token
        The verb whose modal counts.
    Tense or None
        That of the last finite clause reached.
    """
    inner = next((kid for kid in verb.rights if kid.dep_ == "ccomp" and _is_finite(kid)), None)
    if inner is not None and any(kid.lower_ in ("if", "whether") for kid in inner.lefts):
        inner = None  # what is not known yet is not told
    modality = _attitude(verb) if is_own else None
    is_opening = verb.lemma_.lower() in _KNOWS or modality in ("possible", "wished")
    if inner is None or not (is_own and is_opening):
        return modality, verb, tense_of(verb)
    return modality, inner, tense_of(inner)


def _attitude(verb: Token) -> Modality | None:
    """Return what the speaker's own verb or adjective of attitude makes of the rest."""
    if "would" in _auxiliaries(verb) and verb.lemma_.lower() not in ("like", "prefer", "love", "welcome"):
        return None
    if syntax.is_negated(verb) and verb.lemma_.lower() not in ("want", "wish", "believe", "think", "expect"):
        return None
    words = [verb.lemma_.lower(), *(kid.lemma_.lower() for kid in verb.children if kid.dep_ == "acomp")]
    if verb.lemma_.lower() not in _COPULAS:
        words = words[:1]
    is_now = verb.tag_ != "VBD" or verb.lemma_.lower() in _COPULAS
    governs = any(kid.dep_ in ("ccomp", "xcomp", "dobj", "prep") for kid in verb.rights) or len(words) > 1
    if not governs:
        return None
    for word in words:
        if word in _WISHES and (word not in ("like", "love") or "would" in _auxiliaries(verb)):
            return "wished"
        if word in _SUPPOSES:
            return "possible"
        if word in _UNDERTAKES and is_now and _infinitive_behind(verb):
            return "intended"
        if word in _ASKS and is_now:
            return "asked"
    return None


def _by_clause(verb: Token, clause: SpokenClause, first: Token) -> Modality:
    """Say how a finite clause is meant, by its modal and the words that hedge or oblige it."""
    auxiliaries = _auxiliaries(verb)
    has_perfect = "have" in auxiliaries
    behind = {kid.lemma_.lower() for kid in verb.rights if kid.dep_ in ("acomp", "oprd", "attr")}
    if auxiliaries & _OUGHT:
        return "possible" if "must" in auxiliaries and has_perfect else "necessary"
    if auxiliaries & _MAY:
        is_barred = (clause.is_negated or syntax.is_negated(verb)) and auxiliaries & {"can", "could"}
        return "asserted" if is_barred else "possible"
    lemma = verb.lemma_.lower()
    if any(kid.lower_ in _MAYBE for kid in verb.children if kid.dep_ == "advmod"):
        return "possible"
    if lemma in ("seem", "appear") or behind & _LIKELY:
        return "possible"
    if behind & _NEEDED or (lemma in _OBLIGES and _is_bound(verb)) or _is_obliged(verb):
        return "necessary"
    if verb is first and clause.is_own and _is_undertaken(verb, auxiliaries):
        return "intended"
    if verb is not first and auxiliaries & _WILL and clause.is_own and _is_first_person(verb):
        return "intended"
    return "asserted"


def _is_bound(verb: Token) -> bool:
    return syntax.is_passive(verb) or verb.tag_ == "VBN"


def _is_obliged(verb: Token) -> bool:
    """Whether something has to be, is needed, or is up to somebody (*we need guarantees*)."""
    lemma = verb.lemma_.lower()
    if lemma == "need":
        return True
    infinitive = _infinitive_behind(verb)
    if lemma == "have" and infinitive and not any(kid.dep_ == "dobj" for kid in verb.children):
        return True
    return lemma == "be" and any(kid.lower_ == "up" for kid in verb.rights)


def _is_undertaken(verb: Token, auxiliaries: frozenset[str]) -> bool:
    """Whether the speaker's own clause binds the speaker: *we will leave*, *we are ready to sign*."""
    if syntax.is_passive(verb) or verb.lemma_.lower() == "see":
        return False  # "we will see" binds nobody
    if auxiliaries & _WILL:
        return "have" not in auxiliaries
    lemma = verb.lemma_.lower()
    if lemma == "go" and "be" in auxiliaries and _infinitive_behind(verb):
        return True
    if lemma == "be":
        ready = [kid for kid in verb.rights if kid.dep_ == "acomp" and kid.lemma_.lower() in _UNDERTAKES]
        return not syntax.is_negated(verb) and any(_infinitive_behind(kid) for kid in ready)
    return lemma in _UNDERTAKES and verb.tag_ not in ("VBD", "VBN") and _infinitive_behind(verb)


def _is_first_person(verb: Token) -> bool:
    subject = syntax.child(verb, "nsubj")
    return subject is not None and subject.lower_ in ("i", "we")


def _infinitive_behind(verb: Token) -> bool:
    return any(kid.dep_ in ("xcomp", "ccomp") and syntax.is_infinitive(kid) for kid in verb.rights)


def _by_cue(draft: Draft, verb: Token, *, is_quoted: bool) -> Modality | None:
    """Return what the word of saying makes of a finite clause, None for words that only report."""
    words = _cue_words(draft)
    mark = next((kid.lower_ for kid in verb.children if kid.dep_ in ("mark", "advmod", "nsubj", "dobj")), "")
    if draft.lemma in ("ask", "wonder", "question", "inquire") and not is_quoted and mark in _QUESTION_WORDS:
        return "asked"
    if draft.cue_class == "call" or not words:
        return None
    if words & _WISHES:
        return "wished"
    if words & (_UNDERTAKES - {"guarantee", "agree", "decide", "offer", "decline"}):
        return "intended"
    if words & _ASKS:
        return "asked"
    if words & _SUPPOSES:
        return "possible"
    if draft.lemma in ("suggest", "insist") and _is_subjunctive(verb):
        return "asked"
    return "possible" if draft.lemma == "suggest" and not is_quoted else None


def _is_subjunctive(verb: Token) -> bool:
    """Whether it is the plain form where a finite one would have an ending (*that Norland pay*)."""
    who = syntax.child(verb, "nsubj", "nsubjpass")
    if who is None:
        return False
    auxiliaries = _own_auxiliaries(verb)
    if auxiliaries:
        return all(kid.lower_ == "be" for kid in auxiliaries)  # "that the summit be held"
    is_one = who.tag_ in ("NN", "NNP") or who.lower_ in ("he", "she", "it")
    return verb.tag_ == "VB" or (verb.tag_ == "VBP" and is_one and syntax.child(who, "cc") is None)


def _without_clause(draft: Draft, verbs: Sequence[Token]) -> Modality:
    """Say how content without a finite clause is meant: the word of saying alone can tell."""
    words = _cue_words(draft)
    has_infinitive = any(syntax.is_infinitive(verb) for verb in verbs)
    if draft.cue_class == "call" and not has_infinitive:
        return "asserted"  # "called it a trap"
    if words & _UNDERTAKES:
        return "intended"
    if words & _ASKS or (draft.lemma in _TELLS_TO and has_infinitive):
        return "asked"
    if words & _WISHES:
        return "wished"
    if words & _SUPPOSES or draft.lemma in ("question", "suggest"):
        return "possible"
    return "asserted"


def _cue_words(draft: Draft) -> frozenset[str]:
    """Return the lemmas of a cue; of a word that only voices something, what it voices too."""
    cue = draft.cue_token
    if cue is None:
        return frozenset()
    words = {draft.lemma}
    if draft.cue_class == "express" or draft.lemma in ("make", "give", "issue", "be"):
        words |= {kid.lemma_.lower() for kid in cue.rights if kid.dep_ in ("dobj", "acomp", "attr")}
    return frozenset(words)


def tense_of(verb: Token) -> Tense | None:
    """Return the tense of a clause as it is worded; a present perfect is past, *going to* is future."""
    auxiliaries = _auxiliaries(verb)
    if verb.lemma_.lower() in ("like", "prefer", "love") and "have" not in auxiliaries:
        auxiliaries -= {"would", "'d", "’d"}  # "would like" wants now
        if not auxiliaries and verb.tag_ == "VB":
            return "present"
    if auxiliaries & (_OUGHT | _MAY | _WILL):
        if "have" in auxiliaries:
            return "past"
        return "future" if auxiliaries & _WILL else "present"
    if _looks_ahead(verb, auxiliaries):
        return "future"
    finite = {kid.tag_ for kid in _own_auxiliaries(verb)} | {verb.tag_}
    if "have" in auxiliaries or "VBD" in finite:
        return "past"
    return "present" if finite & {"VBZ", "VBP"} else None


def _looks_ahead(verb: Token, auxiliaries: frozenset[str]) -> bool:
    """Whether the clause says that something is to come: *is going to end*, *is due to resume*."""
    if verb.lemma_.lower() == "go" and "be" in auxiliaries and verb.tag_ == "VBG":
        return _infinitive_behind(verb)
    if verb.lemma_.lower() not in ("be", "set", "expect", "schedule", "slate"):
        return False
    is_bare = not any(kid.dep_ in ("acomp", "attr", "prt") or kid.lower_ == "up" for kid in verb.rights)
    leads_on = any(kid.dep_ == "xcomp" and syntax.is_infinitive(kid) for kid in verb.rights)
    if verb.lemma_.lower() == "be" and verb.tag_ != "VB" and is_bare and leads_on:
        return True  # "talks are to resume"
    heads = [verb, *(kid for kid in verb.rights if kid.dep_ in ("acomp", "oprd", "prep"))]
    ahead = [head for head in heads if head.lower_ in _AHEAD]
    return any(_infinitive_behind(head) for head in (*ahead, *([verb] if ahead else [])))


def _is_finite(verb: Token) -> bool:
    """Whether a verb or its auxiliary has a tense of its own."""
    if syntax.is_infinitive(verb):
        return False
    tags = {kid.tag_ for kid in _own_auxiliaries(verb)}
    return bool(({verb.tag_} | tags) & {"VBD", "VBZ", "VBP", "MD"}) or (
        verb.tag_ == "VB" and syntax.child(verb, "nsubj", "nsubjpass") is not None
    )


def _own_auxiliaries(verb: Token) -> list[Token]:
    own = [kid for kid in verb.children if kid.dep_ in ("aux", "auxpass")]
    is_joined = verb.dep_ == "conj" and syntax.child(verb, "nsubj", "nsubjpass") is None
    if not own and is_joined and verb.tag_ in ("VB", "VBG", "VBN"):
        return [kid for kid in verb.head.children if kid.dep_ in ("aux", "auxpass")]
    return own


def _auxiliaries(verb: Token) -> frozenset[str]:
    """Return the auxiliaries of a verb: modals as written, forms of *be* and *have* as their lemma."""
    found = _own_auxiliaries(verb)
    modals = {"can" if kid.lower_ == "ca" else kid.lower_ for kid in found if kid.tag_ == "MD"}
    return frozenset(modals | {kid.lemma_.lower() for kid in found if kid.tag_ != "MD"})


def _is_question(verb: Token) -> bool:
    last = verb.sent[-1]
    while last.i > verb.i and last.text in _MARKS:
        last = last.nbor(-1)
    return last.text.endswith("?")


def _is_hortative(verb: Token) -> bool:
    """Whether it is *let us ...* or *do not ...*: commands that do not look like one."""
    if syntax.child(verb, "nsubj", "nsubjpass", "expl") is not None:
        return False
    first = verb.left_edge.lower_
    return (verb.lemma_.lower() == "let" and verb.tag_ == "VB") or (
        first == "do" and verb.dep_ == "ROOT" and syntax.is_negated(verb)
    )
