"""What is on the table in a document: proposals, the talks, and terms of a proposal that are named alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.reading.bargaining.texts import PAPERS, PROPOSAL_NOUNS, is_proposal, papers_like
from detente.reading.knowledge.cues import word_set
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block
from detente.record.values import Proposal

if TYPE_CHECKING:
    from spacy.tokens import Token

_TALKS = word_set(
    "talk negotiation process effort ceasefire truce peace term diplomacy mediation summit meeting "
    "dialogue armistice table engage"
)
_PARTS = word_set(
    "version part half form draft rest bulk most point spirit thrust substance principle outline"
)
_ITS_PARTS = word_set("spirit thrust substance principle outline")
ORDINALS = word_set("first second third latest new revised previous earlier later other latter former")
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_PLACES = frozenset({"dobj", "nsubj", "nsubjpass", "pobj"})
_SENTENCES_BACK = 3
_STEM = 6
"""So many letters tell what a term is about: *withdraw* and *withdrawal*."""
_SHORTEST = 4
_NO_TERM = word_set(
    "government president minister parliament country people party side force border troops capital "
    "year month week hour time part line name word case land area city town state body"
)
"""Words of a clause that name who is bound by it and not what."""


@dataclass(frozen=True, slots=True)
class Table:
    """The proposals of one document, the words that their clauses use, and the papers among them."""

    proposals: tuple[Proposal, ...]
    stems: frozenset[str]
    papers: frozenset[str] = frozenset()

    def holds(self, block: Block, token: Token) -> bool:
        """Whether a noun means a proposal, a version or part of one, or the talks."""
        lemma = token.lemma_.lower()
        if is_proposal(block, token, self.papers) or lemma in _TALKS or lemma == "clause":
            return True
        if lemma in ("version", "draft") and any(kid.lower_ in ORDINALS for kid in token.lefts):
            return True
        if lemma in _PARTS:
            of = next((kid for kid in token.rights if kid.dep_ == "prep" and kid.lower_ == "of"), None)
            whole = syntax.child(of, "pobj") if of is not None else None
            if whole is None and lemma in _ITS_PARTS:
                whole = syntax.child(token, "poss")
            return whole is not None and self.holds(block, whole)
        if self.proposals and token.lower_ in ("it", "its"):
            return self._is_spoken_of(block, token)
        is_text = lemma in PROPOSAL_NOUNS and token.pos_ == "NOUN"
        return is_text and lemma in ("text", "draft", "package", "condition")

    def is_sort(self, token: Token) -> bool:
        """Whether a noun means every text of a sort, one on the table among them (*any plan that*)."""
        is_any = any(kid.dep_ == "det" and kid.lower_ in ("any", "no") for kid in token.lefts)
        return bool(self.proposals) and is_any and token.lemma_.lower() in PROPOSAL_NOUNS

    def holds_term(self, block: Block, token: Token) -> bool:
        """Whether a definite noun names what a clause is about (*accepts the withdrawal*)."""
        if token.pos_ != "NOUN" or token.lemma_.lower() in _NO_TERM or self.holds(block, token):
            return False
        is_definite = any(kid.dep_ == "det" and kid.lower_ in _DEFINITE | {"any"} for kid in token.lefts)
        return is_definite and len(token.lemma_) >= _SHORTEST and _stem(token.lemma_) in self.stems

    def holds_number(self, token: Token) -> bool:
        """Whether a bare number answers one in a clause (*could accept 75*, where 60 are to go free)."""
        is_bare = token.tag_ == "CD" and not any(kid.i > token.i for kid in token.children)
        counts = any(char.isdigit() for one in self.proposals for c in one.clauses for char in c.passage.text)
        return is_bare and token.text.isdigit() and counts

    def answered(self, block: Block, target: Token | None) -> str | None:
        """Return the proposal that an answer's object mentions, else the only one there is."""
        if target is not None:
            start, end = block.bounds(target, target)
            for proposal in self.proposals:
                if any(mention.start <= start and end <= mention.end for mention in proposal.mentions):
                    return proposal.id
        return self.proposals[0].id if len(self.proposals) == 1 else None

    def _is_spoken_of(self, block: Block, pronoun: Token, depth: int = 3) -> bool:
        """Whether the last thing that *it* may stand for, in this sentence or the last, is a proposal.

        What the last sentence is about counts before what else it names, and an *it* between stands for the
        same, at most ``depth`` times.
        """
        for token in _said_before(pronoun):
            if token.dep_ not in _PLACES or token.is_ancestor(pronoun):
                continue
            if token.lower_ == "it" and depth:
                return self._is_spoken_of(block, token, depth - 1)
            if token.pos_ == "NOUN" and token.tag_ == "NN":
                if is_proposal(block, token, self.papers):
                    return True
                if token.dep_ == "dobj":
                    return False
        return False


def _said_before(pronoun: Token) -> Iterator[Token]:
    """Yield the words back over the last sentences, what each is about before its others."""
    start = pronoun.sent.start
    yield from reversed(list(pronoun.doc[start : pronoun.i]))
    for _ in range(_SENTENCES_BACK):
        if not start:
            return
        before = pronoun.doc[start - 1].sent
        start = before.start
        topic = syntax.child(before.root, "nsubj", "nsubjpass")
        yield from [topic] if topic is not None else []
        yield from reversed(list(before))


def lay_table(proposals: Sequence[Proposal]) -> Table:
    """Return what is on the table by the proposals of one document."""
    words = (word for one in proposals for clause in one.clauses for word in _words(clause.passage.text))
    named = (word for one in proposals for mention in one.mentions for word in _words(_opening(mention.text)))
    return Table(
        proposals=tuple(proposals),
        stems=frozenset(_stem(word) for word in words if len(word) >= _SHORTEST),
        papers=papers_like(PAPERS & frozenset(named)),
    )


def _opening(words: str) -> str:
    """Return the words of a mention without the clause that describes it."""
    return words.split(" that ")[0]


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text)  # words with a capital are names


def _stem(word: str) -> str:
    return word.lower()[:_STEM]
