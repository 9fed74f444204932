"""Words of a sentence to pieces of content: where content ends, and who can have said it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.reading.knowledge.cues import CUE_PEOPLE, classes, word_set
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block
from detente.reading.speech.charges import opens_dispute
from detente.record.values import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPEAKING_NAMES = frozenset({"person", "state", "capital", "seat", "organisation", "people", "unknown"})
_SPEAKING_PRONOUNS = word_set("he she it they i we who many some others both those")
_RELATIVES = frozenset({"which", "who", "whom", "whose", "where"})


def is_cue_verb(token: Token) -> bool:
    """Whether a token is a verb that can say that somebody spoke."""
    return syntax.is_verb(token) and token.pos_ == "VERB" and bool(classes(token.lemma_.lower()))


def can_speak(block: Block, token: Token) -> bool:
    """Whether a phrase can be somebody who speaks or thinks: a name, a pronoun, a word for people."""
    name = block.name(token)
    if name is not None:
        return name.kind in _SPEAKING_NAMES
    if token.pos_ == "PRON":
        return token.lower_ in _SPEAKING_PRONOUNS
    return token.lemma_.lower() in CUE_PEOPLE


def cut(words: list[Token], verb: Token) -> list[Token]:
    """End the content where other words begin: the next cue of the same speaker, an added remark."""
    for position, token in enumerate(words):
        if position and token.i > verb.i and opens_dispute(token):
            return words[:position]
        if position and _is_contrast(token, verb):
            return [word for word in words if word.i < token.left_edge.i]
        if position and _begins_next(words, position, token, verb):
            stop = position
            while stop > 1 and (
                words[stop - 1].is_punct or words[stop - 1].dep_ in ("cc", "advmod", "mark", "aux")
            ):
                stop -= 1
            return words[:stop]
    return _without_remark(words)


def _is_contrast(token: Token, verb: Token) -> bool:
    """Whether a verb has another speaker's words, set against these (*while other voters said ...*)."""
    if token.i <= verb.i or token.dep_ != "advcl" or "say" not in classes(token.lemma_.lower()):
        return False
    return any(kid.dep_ == "mark" and kid.lower_ in ("while", "whereas") for kid in token.children)


def _begins_next(words: Sequence[Token], position: int, token: Token, verb: Token) -> bool:
    if token.lower_ == "according" and token.i > verb.i:  # ", according to her office"
        return words[position - 1].text == ","
    if token.i <= verb.i or not classes(token.lemma_.lower()):
        return False
    if token.tag_ == "VBG":  # ", adding ..."
        return words[position - 1].text == "," and token.dep_ in ("advcl", "conj", "acl", "dep")
    if (
        token.dep_ == "conj"
        and token.pos_ == "VERB"
        and syntax.child(token, "nsubj", "nsubjpass", "aux") is None
    ):
        return is_shared_cue(token, verb)
    return False


def is_shared_cue(token: Token, verb: Token) -> bool:
    """Whether a verb joined to what is said is rather joined to the cue (*said he would go and called it*).

    It is when its form fits the cue and not the clause: the clause has a modal and it is finite. With a
    pronoun as the clause's subject the form of the cue is enough, as both readings name one person.
    """
    if token.tag_ not in ("VBD", "VBZ", "VBP") or token.tag_ != verb.tag_:
        return False
    head = token.head
    own = syntax.child(head, "nsubj", "nsubjpass")
    if head.tag_ == "VB":
        return True
    return own is not None and own.lower_ in ("he", "she", "they", "it")


def _without_remark(words: list[Token]) -> list[Token]:
    """Leave out a relative clause behind a comma that ends the content: the writer's own remark."""
    for position in range(len(words) - 1, 1, -1):
        token = words[position]
        if (
            token.lower_ not in _RELATIVES
            or words[position - 1].text != ","
            or token.tag_ not in ("WDT", "WP", "WRB")
        ):
            continue
        clause = next((t for t in token.ancestors if t.dep_ == "relcl"), None)
        if clause is not None and clause.right_edge.i >= words[-1].i - 1:
            return words[: position - 1]
    return words


def spans(block: Block, words: Sequence[Token]) -> list[Span]:
    """Return the contiguous runs of words as spans."""
    return [block.span(run[0], run[-1]) for run in runs(words)]


def runs(words: Sequence[Token]) -> list[list[Token]]:
    """Split words into contiguous runs; punctuation at their ends and lone joining words are dropped."""
    found: list[list[Token]] = []
    for token in words:
        if found and token.i == found[-1][-1].i + 1:
            found[-1].append(token)
        else:
            found.append([token])
    trimmed = []
    for run in found:
        while run and (run[0].is_punct or run[0].is_space) and run[0].text not in "([$#":
            run = run[1:]
        while run and (run[-1].is_punct or run[-1].is_space) and run[-1].text not in ")]%":
            run = run[:-1]
        if run and not (len(run) == 1 and run[0].dep_ in ("cc", "mark") and len(found) > 1):
            trimmed.append(run)
    return trimmed
