"""Say what a marked source does to a marked target in one sentence: by the rules, or by rules and tagger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from detente.errors import ReadingError
from detente.reading.acts.clause import act_in_clause
from detente.reading.acts.lexicon import Act

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from spacy.language import Language

    from detente.reading.learned.wordpieces import Wordpieces


def classify_act(
    sentence: str,
    source: str,
    target: str,
    *,
    nlp: Language | None = None,
    reader: Literal["learned", "rules"] = "learned",
    tagger: InferenceSession | None = None,
) -> Act | None:
    """Say which PLOVER root a sentence reports of a source toward a target.

    Parameters
    ----------
    sentence : str
    source, target : str
        Words of the sentence; where they stand several times, the first place counts.
    nlp : spacy.language.Language, optional
        A pipeline with parser, tagger and lemmatiser; loaded once by name when not given.
    reader : {"learned", "rules"}
        Whether the tagger that comes with the package decides, which knows what the rules say, or the
        rules alone.
    tagger : onnxruntime.InferenceSession, optional
        Another tagger of the same kind in place of the one that comes with the package, such as one that has
        not learned from the sentences it is scored on.

    Returns
    -------
    Act or None
        By the rules None when no predicate between the two is known; the tagger always answers, so it is
        for sentences that do report an act of the source toward the target.

    Raises
    ------
    ReadingError
        If the source or the target does not stand in the sentence, the reader is unknown, or the pipeline
        or the weights are not installed.
    """
    if reader not in ("learned", "rules"):
        raise ReadingError(f"reader {reader!r} is unknown: choose 'learned' or 'rules'")
    ruled = act_in_clause(sentence, source, target, nlp=nlp)
    return ruled if reader == "rules" else _tagged(sentence, source, target, ruled, tagger)


def _tagged(
    sentence: str, source: str, target: str, ruled: Act | None, tagger: InferenceSession | None
) -> Act | None:
    from detente.reading.learned.acts import find_act

    pieces = _pieces(sentence)
    first, second = (_place(pieces, sentence, words) for words in (source, target))
    if first is None or second is None:
        return ruled  # words that no piece stands for, such as a lone soft hyphen
    root, probability = find_act(pieces, first, second, ruled.root if ruled is not None else None, tagger)
    if ruled is not None and ruled.root == root:
        return ruled
    return Act(root=root, basis=f"the tagger, probability {probability:.2f}")


def _place(pieces: Wordpieces, sentence: str, words: str) -> tuple[int, int] | None:
    start = sentence.find(words.strip())
    low, high = pieces.within(start, start + len(words.strip()))
    return (low, high) if high > low else None


def _pieces(sentence: str) -> Wordpieces:
    """Cut a sentence into the pieces that the tagger sees, its names replaced."""
    from detente.documents.document import Document
    from detente.reading.knowledge.world import load_world
    from detente.reading.learned.wordpieces import load_tokenizer, split
    from detente.reading.parse.parsed import survey
    from detente.reading.parse.pipeline import load_pipeline

    document = Document(id="-", path="-", text=sentence, sha256="")
    surveyed = survey(document, load_pipeline(), load_world())
    return split(sentence, surveyed.paragraphs, surveyed.names, surveyed.quotations, load_tokenizer())
