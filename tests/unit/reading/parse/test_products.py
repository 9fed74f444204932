from __future__ import annotations

import sys

import numpy as np
import pytest
import spacy
from spacy.language import Language
from thinc.api import Model, NumpyOps

from detente.reading.parse import products
from detente.reading.parse.pipeline import DEFAULT_PIPELINE, load_pipeline, parse
from detente.reading.parse.products import one_thread, quicken_products

TEXT = "Germany said on Monday that it would not send the envoy whom France had asked for."


@pytest.fixture
def unfound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the package that sets threads be missing."""
    monkeypatch.setitem(sys.modules, "threadpoolctl", None)
    products._threads.cache_clear()


def _uses_blis(nlp: Language) -> set[bool]:
    models = [model for _, pipe in nlp.pipeline if isinstance(model := getattr(pipe, "model", None), Model)]
    used = (node.ops for model in models for node in model.walk())
    return {getattr(ops, "use_blis", False) for ops in used if type(ops) is NumpyOps}


def test_the_pipeline_multiplies_by_numpy_and_reads_the_same() -> None:
    pytest.importorskip("threadpoolctl")
    plain, quick = spacy.load(DEFAULT_PIPELINE), load_pipeline()
    assert _uses_blis(quick) == {False}
    (quickly,) = parse([TEXT], quick)
    plainly = plain(TEXT)
    assert [(t.tag_, t.dep_, t.head.i) for t in quickly] == [(t.tag_, t.dep_, t.head.i) for t in plainly]
    assert np.allclose(quickly.tensor, plainly.tensor, atol=1e-4)


def test_other_pipelines_keep_their_products() -> None:
    load_pipeline()
    assert True in _uses_blis(spacy.load(DEFAULT_PIPELINE))


def test_threads_are_held_back_and_given_back() -> None:
    threadpoolctl = pytest.importorskip("threadpoolctl")

    def counts() -> list[int]:
        libraries = threadpoolctl.threadpool_info()
        return [one["num_threads"] for one in libraries if one["user_api"] == "blas"]

    before = counts()
    with one_thread():
        assert set(counts()) == {1}
    assert counts() == before


@pytest.mark.usefixtures("unfound")
def test_without_the_package_that_sets_threads_nothing_changes() -> None:
    try:
        nlp = spacy.load(DEFAULT_PIPELINE)
        before = _uses_blis(nlp)
        quicken_products(nlp)
        assert _uses_blis(nlp) == before
        with one_thread():
            (doc,) = parse([TEXT], nlp)
        assert doc[1].lemma_ == "say"
    finally:
        products._threads.cache_clear()
