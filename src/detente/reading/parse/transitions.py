"""The pipeline's parser and recogniser of names, step by step with NumPy's products.

Both read a text word by word, and ask a small network what to do next, for all paragraphs at once. The
pipeline's own loop asks it through the library of small products that it is built with (BLIS), whose every
call takes longer than the product; the same steps from outside, with NumPy's, take less than half the time
and come to the same end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_TOGETHER = 64
"""Most paragraphs that are read at once: as many as the pipeline itself takes."""


def annotate(texts: Sequence[str], nlp: Language, names: Sequence[str]) -> list[Doc]:
    """Return texts annotated by the named parts of a pipeline, in its order."""
    docs = [nlp.make_doc(text) for text in texts]
    for name, pipe in nlp.pipeline:
        if name not in names:
            continue
        if _is_stepwise(pipe):
            _step_through(docs, pipe)
        elif hasattr(pipe, "pipe"):
            docs = list(pipe.pipe(docs, batch_size=nlp.batch_size))
        else:
            docs = [pipe(doc) for doc in docs]
    return docs


def _is_stepwise(pipe: Any) -> bool:
    """Whether a part reads word by word, keeps one reading in mind, and does so on the processor."""
    from spacy.pipeline import DependencyParser, EntityRecognizer
    from thinc.api import NumpyOps

    is_known = type(pipe) in (DependencyParser, EntityRecognizer)
    return is_known and pipe.cfg["beam_width"] == 1 and type(pipe.model.ops) is NumpyOps


def _step_through(docs: Sequence[Doc], pipe: Any) -> None:
    for batch in _batches(docs):
        states = pipe.moves.init_batch(batch)
        unread = [state for state in states if not state.is_final()]
        if unread:
            network = pipe.model.predict(batch)
            while unread:
                unread = pipe.transition_states(unread, network.predict(unread))
            network.clear_memory()
        pipe.set_annotations(batch, states)


def _batches(docs: Sequence[Doc]) -> Iterator[list[Doc]]:
    """Yield texts of like length together: the shorter ones need not wait for the longest."""
    ordered = iter(sorted(docs, key=len))
    while batch := list(islice(ordered, _TOGETHER)):
        yield batch
