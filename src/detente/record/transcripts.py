"""Transcripts: documents in which each turn begins with its speaker's name, so that words can be checked."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from detente.documents.document import Document
from detente.record.wording import Wording, normal_words, wording

MIN_TURNS = 4
"""Turns from which a document can be a transcript."""

MIN_SHARE = 0.15
"""Share of a transcript's paragraphs that begin a turn; the others go on with one.

It is 0.23 and more in 29 of 30 White House briefings (one has no blank after the colon). Of 924
news articles of the PolNeAR corpus four count as transcripts: three interviews and a report with a dialogue.
"""

_LABEL = re.compile(r"[ \t]*(?:(Q)[.:]?|([^\W\d_a-z][^\n:]{0,60}?):)[ \t]+(?=\S)")
_MAX_LABEL_WORDS = 6


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker of a transcript says: who, as named there (normal words), and the words."""

    document: str
    label: frozenset[str]
    words: Wording


def turns(document: Document) -> tuple[Turn, ...]:
    """Return the turns of a transcript in order; none if the document is not one.

    A document is a transcript when at least ``MIN_TURNS`` paragraphs, and ``MIN_SHARE`` of all, begin with
    a label (up to six words and a colon, or a Q), and most of these labels come back.
    """
    paragraphs = [line for line in document.text[document.body_start :].split("\n") if line.strip()]
    found: list[tuple[str, list[str]]] = []
    for paragraph in paragraphs:
        match = _label(paragraph)
        if match is not None:
            found.append((match[1] or match[2], [paragraph[match.end() :]]))
        elif found:
            found[-1][1].append(paragraph)
    times = Counter(label for label, _ in found)
    n_back = sum(n for n in times.values() if n > 1)
    if len(found) < max(MIN_TURNS, MIN_SHARE * len(paragraphs)) or n_back <= len(found) / 2:
        return ()
    return tuple(
        Turn(document=document.id, label=frozenset(normal_words(label)), words=wording([" ".join(said)]))
        for label, said in found
    )


def _label(paragraph: str) -> re.Match[str] | None:
    match = _LABEL.match(paragraph)
    if match is None or len((match[1] or match[2]).split()) > _MAX_LABEL_WORDS:
        return None
    return match
