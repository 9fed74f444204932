"""How likely a pronoun means each person: a log-linear model over the candidates and *nobody of them*.

Each candidate's features are weighed and summed; the exponentials, divided by their sum, are probabilities
(the ranking model of Denis & Baldridge 2008, "Specialized models and ranking for coreference resolution",
*EMNLP*, section 3, with the new-entity choice as one more candidate). The weights are a small table that
``training/pronouns.py`` writes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from types import MappingProxyType

from detente.reading.actors.antecedents import Candidate, Features, nobody

Weights = Mapping[str, float]

NAMED = 0.7
"""How likely somebody must be for a pronoun to be tied to him or her."""
NAMED_SPEAKER = 0.8
"""The same where the pronoun is who speaks: a wrong speaker harms more than an open one."""


@cache
def load_weights() -> Weights:
    """Load the weights of features, by name, from the table in the package."""
    text = (
        resources.files("detente.reading.actors").joinpath("pronoun_weights.json").read_text(encoding="utf-8")
    )
    return MappingProxyType(json.loads(text)["weights"])


def probabilities(candidates: Sequence[Candidate], weights: Weights) -> tuple[float, ...]:
    """Return the probability that a pronoun means each candidate; what is missing to 1 is nobody of them.

    Examples
    --------
    >>> near = Candidate("actor:ann-berg", "actor:ann-berg", "Berg", 10, {"nearest": 1.0})
    >>> far = Candidate("actor:tom-rusk", "actor:tom-rusk", "Rusk", 0, {})
    >>> [round(p, 2) for p in probabilities([near, far], {"nearest": 2.0})]
    [0.79, 0.11]
    """
    scores = [_score(candidate.features, weights) for candidate in candidates]
    none = _score(nobody(candidates), weights)
    top = max([none, *scores])
    parts = [math.exp(score - top) for score in scores]
    total = sum(parts) + math.exp(none - top)
    return tuple(part / total for part in parts)


def _score(features: Features, weights: Weights) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in features.items())
