"""Where marked words stop in the middle of a phrase, or run on behind a closed quotation.

A tagger decides word by word and may stop at *by* in *would open by Friday*. The parse knows what a
preposition, an article or a joining word still needs.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from detente.reading.parse import syntax
from detente.reading.parse.parsed import cut_span
from detente.reading.speech.drafts import Draft
from detente.record.values import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEFORE_HEAD = frozenset(
    {"det", "poss", "amod", "compound", "nummod", "quantmod", "predet", "aux", "auxpass", "mark"}
)
_FINAL = (".", "?", "!", "…")
_HEARERS = frozenset({"us", "me", "you", "him", "her", "them"})
_TELLING = frozenset({"tell", "inform", "remind", "assure", "warn"})


def mend_ends(draft: Draft) -> list[Span]:
    """Return the pieces of a draft, each ended where the parse and the marks of quotation end it.

    A piece that stops in the middle of a phrase takes the rest of it, up to the next mark and never over the
    cue. One that runs on behind a quotation into which the cue leads, and which ends as a sentence does, ends
    with it: in *He added: "Not missiles." Make of that what you like.* the second sentence is the writer's.
    """
    if len(draft.pieces) == 1 and (meant := _meant(draft.pieces[0], draft)) is not None:
        return [meant]
    pieces = [_without_stop(_without_hearer(piece, draft), draft) for piece in draft.pieces]
    return [_carried_on(_closed(piece, draft), draft) for piece in pieces if piece.text]


def _without_hearer(piece: Span, draft: Draft) -> Span:
    """Leave out who is told, where the words begin with it (*tells us the water is off*)."""
    block = draft.block
    index = bisect_left(block.starts, piece.start)
    if index + 1 >= len(block.doc) or block.starts[index] != piece.start or draft.cue_token is None:
        return piece
    first = block.doc[index]
    is_hearer = first.dep_ in ("dobj", "dative", "iobj") and first.head == draft.cue_token
    if not is_hearer or first.lower_ not in _HEARERS or draft.lemma not in _TELLING:
        return piece
    return cut_span(block.text, block.starts[index + 1], piece.end)


def _without_stop(piece: Span, draft: Draft) -> Span:
    """Leave out the full stop behind words that are not quoted."""
    block = draft.block
    index = bisect_left(block.starts, piece.end) - 1
    if index < 0 or block.ends[index] != piece.end or block.doc[index].text != ".":
        return piece
    return cut_span(block.text, piece.start, block.starts[index])


def _meant(piece: Span, draft: Draft) -> Span | None:
    """Return what a relative pronoun that is all the content stands for (*the offer, which they oppose*)."""
    word = _last_token(piece, draft)
    if word is None or draft.block.starts[word.i] != piece.start or word.tag_ not in ("WDT", "WP"):
        return None
    verb = word.head
    return draft.block.span(*syntax.phrase(verb.head)) if verb.dep_ in ("relcl", "acl") else None


def _closed(piece: Span, draft: Draft) -> Span:
    text, cue = draft.block.text, draft.cue
    last = max((q for q in draft.quotations if piece.start <= q.start), key=lambda q: q.end, default=None)
    if last is None or cue is None or last.end >= piece.end or cue.end > last.start:
        return piece
    is_led_into = not any(character.isalnum() for character in text[cue.end : last.start])
    is_final = text[last.inner_start : last.inner_end].rstrip().endswith(_FINAL)
    behind = text[last.end : piece.end].lstrip()
    if is_led_into and is_final and behind[:1].isupper():
        return cut_span(text, piece.start, last.end)
    return piece


def _carried_on(piece: Span, draft: Draft) -> Span:
    block = draft.block
    last = _last_token(piece, draft)
    if last is not None and _is_left_over(last) and piece.start < block.starts[last.i]:
        return cut_span(block.text, piece.start, block.ends[last.nbor(-1).i])
    head = _head_behind(last) if last is not None else None
    if last is None or head is None or head.sent != last.sent:
        return piece
    end = last
    for token in last.doc[last.i + 1 : head.right_edge.i + 1]:
        if token.is_punct or token in (draft.cue_token, draft.speaker) or block.quotation(token) is not None:
            break
        end = token
    if end.i < head.i:
        return piece  # the phrase does not come whole
    return cut_span(block.text, piece.start, block.bounds(end, end)[1])


def _is_left_over(token: Token) -> bool:
    """Whether a last word opens a relative clause that was not meant, or joins nothing that was said."""
    if token.tag_ in ("WDT", "WP") and token.dep_ == "nsubj":
        return token.head.i > token.i
    return token.dep_ == "cc" and _joined(token) is None


def _joined(word: Token) -> Token | None:
    """Return what a joining word joins to what stands before it."""
    return next((kid for kid in word.head.rights if kid.dep_ == "conj" and kid.i > word.i), None)


def _last_token(piece: Span, draft: Draft) -> Token | None:
    """Return the token in which a piece ends; None where it ends in a mark or in another block."""
    block = draft.block
    index = bisect_left(block.starts, piece.end) - 1
    if index < 0 or block.ends[index] != piece.end or block.starts[index] < piece.start:
        return None
    token = block.doc[index]
    return None if token.is_punct or token.is_space or block.quotation(token) is not None else token


def _head_behind(token: Token) -> Token | None:
    """Return the word behind that a word cannot stand without: an article's noun, a preposition's object."""
    if token.dep_ in _BEFORE_HEAD:
        found: Token | None = token.head
    elif token.dep_ in ("prep", "agent", "dative", "pcomp") and token.pos_ in ("ADP", "SCONJ"):
        found = syntax.child(token, "pobj", "pcomp")
    elif token.dep_ == "cc":
        found = _joined(token)
    else:
        return None
    return found if found is not None and found.i > token.i else None
