"""Matrix products of the language pipeline, by the numerical library that NumPy comes with.

Half of what the pipeline takes is products of small matrices. The library that it multiplies them with
(BLIS) is built once for all processors; NumPy's takes a third of the time on a processor of today. NumPy's
uses several threads, which for matrices as small as these wait for each other most of the time, so it is
held to one thread while the pipeline works. Without ``threadpoolctl``, which does that, nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language


def quicken_products(nlp: Language) -> None:
    """Let a pipeline's models multiply by NumPy's library where its threads can be held back.

    Only models that would use BLIS are changed: not those on a graphics card, nor on a processor whose
    maker's own library is installed.
    """
    if _threads() is None:
        return
    from thinc.api import Model, NumpyOps

    by_numpy = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)  # rules have none
        for node in model.walk() if isinstance(model, Model) else ():
            if type(node.ops) is NumpyOps and getattr(node.ops, "use_blis", False):
                node.ops = by_numpy


@contextmanager
def one_thread() -> Iterator[None]:
    """Hold NumPy's library to one thread, and give it back those it had."""
    threads = _threads()
    if threads is None:
        yield
        return
    with threads.limit(limits=1, user_api="blas"):
        yield


@lru_cache(maxsize=1)
def _threads() -> Any:
    """Return what sets the threads of the numerical libraries in this process, None if nothing does."""
    try:
        found = import_module("threadpoolctl").ThreadpoolController()
    except ImportError:
        return None
    return found if found.select(user_api="blas").lib_controllers else None
