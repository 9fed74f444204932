"""Where a charge that was just told is named once more, to be denied: *..., a charge the army denies*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.reading.knowledge.cues import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

CHARGES = word_set(
    "charge claim accusation allegation assertion suggestion account version description characterization "
    "characterisation contention figure"
)
DISPUTING = word_set("deny dispute reject dismiss contest refute rebut")
ARTICLES = frozenset({"a", "an"})
_REACH = 8
"""How many words who denies may take between the charge and the denial."""


def opens_dispute(article: Token) -> bool:
    """Whether an article begins *, a charge X denies*: nothing of it is told by who made the charge."""
    if article.lower_ not in ARTICLES or article.i + 1 >= article.sent.end:
        return False
    behind = article.doc[article.i + 2 : min(article.i + 2 + _REACH, article.sent.end)]
    denial = next((token for token in behind if token.lemma_.lower() in DISPUTING), None)
    return denial is not None and charge_before(denial) == article.nbor()


def charge_before(verb: Token) -> Token | None:
    """Return the charge that stands behind a mark and an article, with no mark between it and the verb."""
    doc = verb.doc
    for index in range(verb.i - 1, max(verb.i - 1 - _REACH, verb.sent.start + 1), -1):
        token = doc[index]
        if token.is_punct:
            return None
        if token.lemma_.lower() in CHARGES and doc[index - 1].lower_ in ARTICLES:
            return token if doc[index - 2].is_punct and index + 1 < verb.i else None
    return None
