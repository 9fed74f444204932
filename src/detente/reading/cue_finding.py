"""Cues in one parsed sentence: the word that says somebody spoke, who did, and what of it is content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.reading import syntax
from detente.reading.cues import CUE_PEOPLE, EXPRESSED, NOUN_CUES, OBJECT_CONTENT, CueClass, classes, is_rare
from detente.reading.drafts import Draft
from detente.reading.parsed import Block
from detente.record.values import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_SPEAKING_NAMES = frozenset({"person", "state", "capital", "seat", "organisation", "people", "unknown"})
_MAKING = frozenset("make issue give repeat renew voice deliver offer release reiterate".split())
_FALSE = frozenset("false untrue fake wrong incorrect fabricated baseless invented unfounded".split())
_BESIDE = frozenset({"PUNCT", "ADV", "DET", "PRON", "PROPN", "ADJ", "AUX", "SPACE", "PART"})


def find_cues(block: Block, sent: Sentence) -> Iterator[Draft]:
    """Yield a draft for every cue of a sentence that has content or a quotation beside it."""
    quoted = _quotations_by_cue(block, sent)
    for token in sent:
        if block.name(token) is not None or block.quotation(token) is not None:
            continue
        draft = None
        if is_cue_verb(token):
            draft = _verb_cue(block, token, quoted.get(token.i, []))
        elif token.pos_ == "NOUN" and token.lemma_.lower() in NOUN_CUES:
            draft = _noun_cue(block, token)
        elif token.lower_ == "according":
            draft = _according(block, token, sent)
        if draft is not None:
            yield draft


def is_cue_verb(token: Token) -> bool:
    return syntax.is_verb(token) and token.pos_ == "VERB" and bool(classes(token.lemma_.lower()))


def _quotations_by_cue(block: Block, sent: Sentence) -> dict[int, list[Token]]:
    """Give every quoted utterance of a sentence to the cue verb it hangs on, or stands next to."""
    owners: dict[int, list[Token]] = {}
    for token in sent:
        if block.quotation(token) is not None and (owner := _owner(token, sent)) is not None:
            owners.setdefault(owner.i, []).append(token)
    return owners


def _owner(quotation: Token, sent: Sentence) -> Token | None:
    before = quotation.i - 1
    while before >= sent.start and quotation.doc[before].is_punct:
        before -= 1
    if before >= sent.start and is_cue_verb(quotation.doc[before]):
        return quotation.doc[before]
    for ancestor in quotation.ancestors:
        if is_cue_verb(ancestor) and not _is_across_clause(quotation, ancestor):
            return ancestor
    below = [token for token in quotation.subtree if is_cue_verb(token)]
    candidates = below or [token for token in sent if is_cue_verb(token) and _is_beside(quotation, token)]
    return min(candidates, key=lambda token: abs(token.i - quotation.i), default=None)


def _is_across_clause(quotation: Token, verb: Token) -> bool:
    """Whether another finite clause lies between a quotation and a verb far above it."""
    between = [token for token in quotation.ancestors if token.i != verb.i and verb in list(token.ancestors)]
    return any(token.pos_ == "VERB" and syntax.child(token, "nsubj") is not None for token in between)


def _is_beside(quotation: Token, verb: Token) -> bool:
    low, high = sorted((quotation.i, verb.i))
    return all(token.pos_ in _BESIDE or token.dep_ in ("nsubj", "compound", "amod") for token in verb.doc[low + 1 : high])


# -- verbs


def _verb_cue(block: Block, verb: Token, quoted: list[Token]) -> Draft | None:
    lemma = verb.lemma_.lower()
    if syntax.is_reduced_passive(verb) and not quoted:
        return None
    speaker = cue_subject(verb)
    told = _told_to(verb)
    for cue_class in classes(lemma):
        if told is not None:
            content = [block.span(*told[1])]
        else:
            content = _content(block, verb, cue_class)
        if not content and not quoted:
            continue
        if is_rare(lemma) and not quoted and not (_has_that(verb) or _as_phrase(verb)):
            continue
        if cue_class != "say" and not (speaker is not None and can_speak(block, speaker)) and not quoted:
            continue
        draft = Draft(
            block=block,
            cue_token=verb,
            cue_class=cue_class,
            cue=cue_span(block, verb),
            speaker=speaker,
            addressee=told[0] if told is not None else _addressee(block, verb, cue_class),
            is_negated=(syntax.is_negated(verb) or _is_called_false(verb)) and cue_class not in ("think",),
            is_hypothetical=_is_possible_only(verb),
        )
        draft.pieces += content
        draft.quotations += [q for token in quoted if (q := block.quotation(token)) is not None]
        return draft
    return None


def cue_subject(verb: Token) -> Token | None:
    """Return who speaks; a participle behind a comma (``, adding ...``) has the main clause's speaker."""
    before = verb.nbor(-1) if verb.i > verb.sent.start else None
    if verb.tag_ == "VBG" and before is not None and before.text == "," and verb.dep_ in ("advcl", "conj", "dep"):
        head = verb.head
        for ancestor in head.ancestors:
            if is_cue_verb(ancestor) and head in list(ancestor.subtree) and head.dep_ in ("ccomp", "xcomp", "advcl"):
                return syntax.subject(ancestor)
    return syntax.subject(verb)


def _told_to(verb: Token) -> tuple[Token, tuple[Token, Token]] | None:
    """Read *admitted to close advisers that ...*, which the parser often takes for an infinitive."""
    doc, end = verb.doc, verb.sent.end
    if verb.i + 3 >= end or doc[verb.i + 1].lower_ != "to":
        return None
    for index in range(verb.i + 2, min(verb.i + 7, end - 1)):
        if doc[index].lemma_.lower() in CUE_PEOPLE and doc[index + 1].lower_ == "that":
            that = doc[index + 1]
            clause = that.head if that.head.i > that.i else that
            last = clause.right_edge
            while last.is_punct and last.i > that.i:
                last = last.nbor(-1)
            return doc[index], (that, last)
        if doc[index].is_punct or doc[index].pos_ == "VERB" and doc[index].lemma_ != "close":
            return None
    return None


def _as_phrase(verb: Token) -> bool:
    return any(kid.dep_ == "prep" and kid.lower_ == "as" for kid in verb.children)


def can_speak(block: Block, token: Token) -> bool:
    """Whether a phrase can be somebody who speaks or thinks: a name, a pronoun, a word for people."""
    name = block.name(token)
    if name is not None:
        return name.kind in _SPEAKING_NAMES
    if token.pos_ == "PRON":
        return token.lower_ in ("he", "she", "it", "they", "i", "we", "who", "many", "some", "others", "both", "those")
    return token.lemma_.lower() in CUE_PEOPLE


def _is_possible_only(verb: Token) -> bool:
    """Whether the speech is only a condition or a possibility (*if he says*, *would say*)."""
    for kid in verb.children:
        if kid.dep_ == "mark" and kid.lower_ in ("if", "unless", "whether"):
            return True
        if kid.dep_ == "aux" and kid.lower_ in ("would", "could", "might", "may", "should", "'d"):
            return True
    return False


def _is_called_false(verb: Token) -> bool:
    """Whether the sentence says that the speech did not happen (*it is false that ...*)."""
    for ancestor in verb.ancestors:
        if ancestor.lemma_.lower() in _FALSE or any(kid.lemma_.lower() in _FALSE for kid in ancestor.children if kid.dep_ in ("acomp", "attr")):
            return verb.dep_ in ("ccomp", "csubj", "acl", "advcl")
    return False


def _has_that(verb: Token) -> bool:
    return any(
        kid.dep_ == "ccomp" and any(grand.dep_ == "mark" and grand.lower_ == "that" for grand in kid.children)
        for kid in verb.children
    )


def cue_span(block: Block, verb: Token) -> Span:
    """Return the verb with the auxiliaries and adverbs right before it and its particle."""
    first = last = verb
    while first.i > verb.sent.start:
        before = first.nbor(-1)
        if before.head != verb or before.dep_ not in ("aux", "auxpass", "neg", "advmod"):
            break
        if block.name(before) is not None or block.quotation(before) is not None or before.dep_ == "advmod" and not before.lower_.endswith("ly"):
            break
        first = before
    for kid in verb.rights:
        if kid.dep_ == "prt" and kid.i == last.i + 1:
            last = kid
    while first != verb and first.dep_ == "advmod" and first.nbor(1) == verb and first.i == verb.i - 1 and first.is_sent_start:
        first = first.nbor(1)
    return block.span(first, last)


def _addressee(block: Block, verb: Token, cue_class: CueClass) -> Token | None:
    if cue_class in ("think", "call", "express"):
        return None
    for kid in verb.children:
        if kid.dep_ in ("dobj", "dative", "iobj") and block.quotation(kid) is None:
            if kid.dep_ == "dative" and kid.pos_ == "ADP":
                kid = syntax.child(kid, "pobj") or kid
            if can_speak(block, kid) or kid.lower_ in ("him", "her", "them", "us", "me"):
                return kid
        if kid.dep_ == "prep" and kid.lower_ in ("to", "on"):
            target = syntax.child(kid, "pobj")
            if target is not None and can_speak(block, target):
                return target
        if kid.dep_ in ("ccomp", "xcomp"):
            inner = syntax.child(kid, "nsubj")
            if inner is not None and _is_infinitive(kid) and can_speak(block, inner):
                return inner
    return None


def _is_infinitive(clause: Token) -> bool:
    return any(kid.dep_ == "aux" and kid.lower_ == "to" for kid in clause.children)


# -- what is content


def _content(block: Block, verb: Token, cue_class: CueClass) -> list[Span]:
    clause = _clause(block, verb, cue_class)
    if clause is not None:
        return _clause_spans(block, verb, clause)
    if cue_class == "call":
        return _rest(block, verb)
    if cue_class == "judge":
        return _judged(block, verb)
    target = syntax.child(verb, "dobj")
    if cue_class == "think" and target is not None and syntax.child(verb, "prep") is not None:
        as_phrase = next((kid for kid in verb.children if kid.dep_ == "prep" and kid.lower_ == "as"), None)
        if as_phrase is not None:
            return [block.span(target.left_edge, as_phrase.right_edge)]
    if target is not None and target.tag_ in ("WDT", "WP"):
        antecedent = verb.head if verb.dep_ in ("relcl", "acl") else None
        return [block.span(*syntax.phrase(antecedent))] if antecedent is not None and cue_class == "deny" else []
    if target is None or block.quotation(target) is not None:
        return _for_phrase(block, verb) if cue_class == "urge" else []
    if cue_class == "express" and target.lemma_.lower() in EXPRESSED:
        return [_subtree(block, target, verb)]
    if cue_class == "urge" and verb.lemma_.lower() == "call":
        return _for_phrase(block, verb)  # "call for"; with a plain object it names something
    if cue_class in ("deny", "urge") and not can_speak(block, target):
        return [_subtree(block, target, verb)]
    if verb.lemma_.lower() in OBJECT_CONTENT and not can_speak(block, target):
        return [_subtree(block, target, verb)]
    return []


def _clause(block: Block, verb: Token, cue_class: CueClass) -> Token | None:
    """Find the clause that is said: a complement clause, or an infinitive behind verbs of promising."""
    for kid in verb.children:
        if block.quotation(kid) is not None:
            continue
        if kid.dep_ == "ccomp" and (kid.i > verb.i or _is_trailing(verb, kid)):
            return kid
        if kid.dep_ == "xcomp" and cue_class != "call" and _is_infinitive(kid):
            return kid
        if kid.dep_ == "pcomp":
            return kid
    if verb.dep_ == "parataxis" and verb.head.pos_ in ("VERB", "AUX") and cue_class in ("say", "think"):
        return verb.head
    return None


def _is_trailing(verb: Token, clause: Token) -> bool:
    """Whether a clause before the verb is what is said (*The talks failed, officials said*)."""
    return syntax.child(verb, "nsubj") is not None and clause.i < verb.i


def _clause_spans(block: Block, verb: Token, clause: Token) -> list[Span]:
    """Return the words of a clause, without the cue and its own subject where these stand inside."""
    own = {token.i for token in verb.subtree} if verb.head == clause else _own_words(verb, clause)
    words = [
        token
        for token in clause.subtree
        if token.i not in own and not (token.dep_ == "mark" and token.lower_ in ("if", "as"))
    ]
    if _is_infinitive(clause):
        start = min(kid.i for kid in clause.children if kid.dep_ == "aux" and kid.lower_ == "to")
        words = [token for token in words if token.i >= start]
    words = _cut_at_next_cue(words, verb)
    return [block.span(run[0], run[-1]) for run in _runs(words)]


def _own_words(verb: Token, clause: Token) -> set[int]:
    inside = {token.i for token in clause.subtree}
    return {token.i for token in verb.subtree if token.i not in inside} | {verb.i}


def _cut_at_next_cue(words: list[Token], verb: Token) -> list[Token]:
    """End the content before a participle that carries the speaker on (``, adding ...``)."""
    for position, token in enumerate(words):
        is_participle = token.tag_ == "VBG" and token.dep_ in ("advcl", "conj", "acl", "dep") and token.i > verb.i
        if is_participle and position and classes(token.lemma_.lower()) and words[position - 1].text == ",":
            return words[: position - 1]
    return words


def _runs(words: list[Token]) -> list[list[Token]]:
    """Split words into contiguous runs, lone punctuation dropped."""
    runs: list[list[Token]] = []
    for token in words:
        if runs and token.i == runs[-1][-1].i + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    trimmed = []
    for run in runs:
        while run and (run[0].is_punct or run[0].is_space) and run[0].text not in "([$#":
            run = run[1:]
        while run and (run[-1].is_punct or run[-1].is_space) and run[-1].text not in ")]%":
            run = run[:-1]
        if run:
            trimmed.append(run)
    return trimmed


def _subtree(block: Block, head: Token, verb: Token) -> Span:
    words = _cut_at_next_cue(list(head.subtree), verb)
    run = max(_runs(words), key=len)
    return block.span(run[0], run[-1])


def _rest(block: Block, verb: Token) -> list[Span]:
    """Return what follows *call*, *describe*: whom and what it is called."""
    named = [kid for kid in verb.rights if kid.dep_ in ("dobj", "oprd", "ccomp", "xcomp", "attr", "acomp", "prep", "nsubj", "dep")]
    if len([kid for kid in named if block.quotation(kid) is None]) < 1:
        return []
    words = _cut_at_next_cue([token for kid in named for token in kid.subtree], verb)
    words = sorted((token for token in words if block.quotation(token) is None), key=lambda token: token.i)
    runs = _runs(words)
    if not runs or (len(named) < 2 and named[0].dep_ in ("dobj", "prep")):
        return []
    return [block.span(runs[0][0], runs[-1][-1])]


def _judged(block: Block, verb: Token) -> list[Span]:
    """Return what somebody is accused of or praised for, else what is condemned or welcomed."""
    for kid in verb.rights:
        if kid.dep_ == "prep" and kid.lower_ in ("of", "for", "over"):
            inner = syntax.child(kid, "pcomp", "pobj")
            if inner is not None:
                return [_subtree(block, inner, verb)]
    target = syntax.child(verb, "dobj")
    if target is not None and block.quotation(target) is None and target.tag_ not in ("WDT", "WP"):
        for kid in target.rights:
            if kid.dep_ == "prep" and kid.lower_ in ("of", "for") and block.name(target) is not None:
                inner = syntax.child(kid, "pcomp", "pobj")
                if inner is not None:
                    return [_subtree(block, inner, verb)]
        if not can_speak(block, target):
            return [_subtree(block, target, verb)]
    return []


def _for_phrase(block: Block, verb: Token) -> list[Span]:
    for kid in verb.rights:
        if kid.dep_ == "prep" and kid.lower_ in ("for", "against"):
            inner = syntax.child(kid, "pcomp", "pobj")
            if inner is not None:
                return [_subtree(block, inner, verb)]
    return []


# -- nouns and prepositions


def _noun_cue(block: Block, noun: Token) -> Draft | None:
    """Read *his claim that ...*, *a warning from X that ...*, *claims ... that he could ...*."""
    clause = _noun_clause(noun)
    if clause is None:
        return None
    speaker = _noun_speaker(block, noun)
    first, last = syntax.phrase(noun)
    if speaker is not None and first.i <= speaker.i < noun.i:
        first = noun
    words = _runs(_cut_at_next_cue([token for token in clause.subtree if token.i > noun.i], noun))
    if words and (that := next((t for t in words[0] if t.lower_ == "that" and t.head == clause), None)) is not None:
        words[0] = words[0][words[0].index(that) :]
    if not words:
        return None
    start = first if first.dep_ == "amod" else noun
    return Draft(
        block=block,
        cue_token=noun,
        cue_class="say",
        cue=block.span(start, noun),
        speaker=speaker,
        pieces=[block.span(words[0][0], words[-1][-1])],
        reason=None if speaker is not None else f"the text does not say whose {noun.text!r} it is",
    )


def _noun_clause(noun: Token) -> Token | None:
    """Find what was claimed: the noun's own clause, else the next *that*-clause before any verb."""
    own = next((kid for kid in noun.rights if kid.dep_ in ("acl", "ccomp", "relcl") and _opens_with(kid)), None)
    if own is not None:
        return own
    for token in noun.doc[noun.i + 1 : noun.sent.end]:
        if token.lower_ == "that" and token.dep_ == "mark" and token.head.i > token.i:
            return token.head
        if token.is_punct or token.pos_ in ("VERB", "AUX"):
            return None
    return None


def _opens_with(clause: Token) -> bool:
    return any(kid.lower_ == "that" and kid.dep_ == "mark" for kid in clause.children) or (
        clause.dep_ == "acl" and _is_infinitive(clause)
    )


def _noun_speaker(block: Block, noun: Token) -> Token | None:
    owner = syntax.child(noun, "poss")
    if owner is not None:
        return owner
    for kid in noun.rights:
        if kid.dep_ == "prep" and kid.lower_ in ("by", "from"):
            return syntax.child(kid, "pobj")
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in _MAKING:
        return syntax.subject(verb)
    that = next((t for t in noun.doc[noun.i + 1 : noun.sent.end] if t.lower_ == "that"), None)
    between = noun.doc[noun.i + 1 : that.i] if that is not None else ()
    return next((t for t in between if t.dep_ == "poss" and t.pos_ == "PRON"), None)


def _according(block: Block, token: Token, sent: Sentence) -> Draft | None:
    to = next((kid for kid in token.rights if kid.dep_ == "prep" and kid.lower_ == "to"), None)
    speaker = syntax.child(to, "pobj") if to is not None else None
    if to is None or speaker is None:
        return None
    own = {word.i for word in token.subtree} | {token.i}
    words = [word for word in sent if word.i not in own]
    runs = _runs(words)
    if not runs:
        return None
    return Draft(
        block=block,
        cue_token=token,
        cue_class="say",
        cue=block.span(token, to),
        speaker=speaker,
        pieces=[block.span(run[0], run[-1]) for run in runs],
    )
