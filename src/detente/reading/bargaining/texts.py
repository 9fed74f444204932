"""Which nouns mean a text on the table: plans and drafts, papers that state terms, truces put forward."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.reading.bargaining.sponsors import CONCLUDED, is_put_forward, puts_forward
from detente.reading.knowledge.cues import word_set
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block

if TYPE_CHECKING:
    from spacy.tokens import Token

PROPOSAL_NOUNS = word_set(
    "proposal plan deal agreement accord offer framework roadmap blueprint draft treaty pact "
    "settlement formula package document text term condition proposition initiative protocol memorandum "
    "compact bargain arrangement compromise"
)
_ALONE = word_set("proposal deal agreement accord offer settlement framework plan roadmap blueprint")
PAPERS = word_set("paper list memo letter note document outline sketch slate")
"""Texts of any sort: on the table only where the report has one put forward that states terms."""
_SAME_PAPER = word_set("paper document")
"""What a paper that was put forward is called in general."""
PEACE = re.compile(
    r"\b(?:peace|cease-?fire|truce|negotiat\w+|talks|mediat\w+|armistice|hostilities|settlement|war)\b",
    re.IGNORECASE,
)
_OTHER_DEALS = re.compile(
    r"\b(?:trade|arms|business|nuclear|grain|gas|oil|minerals?|loan|free-trade|defen[cs]e) $", re.IGNORECASE
)
HALTS = word_set("truce ceasefire cease-fire armistice moratorium")
_CONCLUDES = word_set("sign conclude initial ink reach strike seal ratify broker negotiate")
_BYGONE = word_set("previous earlier similar past old former failed last prior ill-fated")
_DEFINITE = word_set("the this that these those")
_WHEN_DEFINITE = word_set(
    "draft text term package formula initiative treaty pact protocol memorandum compact bargain "
    "arrangement compromise"
)


def is_proposal(block: Block, token: Token, papers: frozenset[str] = frozenset()) -> bool:
    """Whether a noun means a text on the table: it is made definite, described, or agreed on.

    Parameters
    ----------
    block : Block
    token : Token
    papers : frozenset of str
        What else the document calls a text that somebody put forward (*the list*, *the paper*).
    """
    lemma = token.lemma_.lower()
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound" or block.name(token) is not None:
        return False
    if any(kid.dep_ == "det" and kid.lower_ in ("no", "any") for kid in token.children):
        return False
    is_definite = any(kid.dep_ == "det" and kid.lower_ in _DEFINITE for kid in token.children)
    if lemma in papers and (is_definite or syntax.child(token, "poss") is not None):
        return True
    if lemma in HALTS:
        return is_put_forward(token)
    if lemma not in PROPOSAL_NOUNS or (lemma == "term" and token.tag_ == "NN"):
        return False
    if lemma in CONCLUDED and any(kid.lower_ in _BYGONE for kid in token.lefts):
        return False  # what was agreed before, and is over
    before = token.doc[max(token.sent.start, token.i - 3) : token.i].text + " "
    if _OTHER_DEALS.search(before):
        return False
    if lemma in _ALONE:
        return True
    return bool(PEACE.search(before)) or (
        lemma in _WHEN_DEFINITE and (is_definite or _is_concluded(token) or _is_brought(token))
    )


def _is_concluded(token: Token) -> bool:
    """Whether somebody is told to sign or conclude it: that brings in a text not spoken of before."""
    verb = token.head
    is_object = token.dep_ in ("dobj", "nsubjpass") and verb.lemma_.lower() in _CONCLUDES
    return is_object or any(kid.dep_ == "acl" and kid.lemma_.lower() in _CONCLUDES for kid in token.rights)


def _is_brought(token: Token) -> bool:
    """Whether somebody puts it forward there (*tabled a formula*, *a draft drawn up by X*)."""
    is_object = token.dep_ in ("dobj", "nsubjpass") and puts_forward(token.head)
    return is_object or any(kid.dep_ in ("acl", "relcl") and puts_forward(kid) for kid in token.rights)


def papers_like(lemmas: frozenset[str]) -> frozenset[str]:
    """Return what papers of some sorts that were put forward are called from then on."""
    return lemmas | _SAME_PAPER if lemmas else lemmas
