"""How probable it is that a statement is right: logistic models of what is known when it is put together.

Two probabilities: that the words were told of somebody at all, as far as the record says; and, if they were,
that their speaker is right. The weights lie in ``sureness.json``, fitted by ``training/sureness.py`` on
PolNeAR's development part (Newell, Margolin & Ruths 2018) for each reader; its scores are in the file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log

from detente.reading.actors.salience import Resolution
from detente.reading.speech.drafts import Draft, Tagging
from detente.record.values import Mention, Mode

_LEAST, _MOST = 0.001, 0.999
_RULES, _LEARNED = "rules", "learned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sureness:
    """Probabilities in [0, 1]: that the words were told so, and that their speaker is right if they were."""

    told: float
    speaker: float


def sureness_of(draft: Draft, mode: Mode, resolution: Resolution | None, speaker: Mention | None) -> Sureness:
    """Return the probabilities of a statement.

    Parameters
    ----------
    draft : Draft
    mode : str
        As the statement's.
    resolution : Resolution or None
        Whom the words for the speaker mean; its own probability, where it has one, counts as a factor.
    speaker : Mention or None
        Who is given as the speaker.
    """
    known = evidence(draft, mode, speaker)
    weights = _weights()[_LEARNED if draft.tagging is not None else _RULES]
    who = resolution.probability if resolution is not None else None
    return Sureness(
        told=_logistic(weights["told"], known),
        speaker=_logistic(weights["speaker"], known) * (1.0 if who is None else who),
    )


def evidence(draft: Draft, mode: Mode, speaker: Mention | None) -> dict[str, float]:
    """Return what is known of a statement when it is put together, by name; what is not so is left out."""
    known = {"always": 1.0, mode: 1.0, _kind(draft, speaker): 1.0}
    if draft.cue is None:
        known["no cue"] = 1.0
    elif draft.cue_class is not None:
        known[f"cue of {draft.cue_class}"] = 1.0
    if draft.is_hypothetical or draft.is_negated:
        known["not said"] = 1.0
    if draft.tagging is not None:
        known |= _tagged(draft.tagging)
    return known


def _tagged(tagging: Tagging) -> dict[str, float]:
    found = tagging.attribution
    if found is None:
        return {"inside marked words" if tagging.is_inside else "not marked": 1.0}
    known = {
        "cue marked": _logit(found.cue_sureness),
        "source marked": _logit(found.source_sureness),
        "content marked": _logit(found.content_sureness),
    }
    said = (("no source marked", not found.source), ("by the rules too", tagging.is_ruled))
    known |= {name: 1.0 for name, holds in said if holds}
    return known | ({"same speaker by the rules": 1.0} if tagging.is_agreed else {})


def _kind(draft: Draft, speaker: Mention | None) -> str:
    if draft.label is not None:
        return "labelled"
    if speaker is None:
        return "open"
    if speaker.actor is None:
        return "untied"
    pronoun = draft.speaker is not None and draft.speaker.pos_ == "PRON"
    return "pronoun" if pronoun else "named"


def _logit(probability: float) -> float:
    bounded = min(max(probability, _LEAST), _MOST)
    return log(bounded / (1 - bounded))


def _logistic(weights: Mapping[str, float], known: Mapping[str, float]) -> float:
    total = sum(weights.get(name, 0.0) * value for name, value in known.items())
    return round(1 / (1 + exp(-total)), 3)


@cache
def _weights() -> dict[str, dict[str, dict[str, float]]]:
    text = files("detente.reading.speech").joinpath("sureness.json").read_text(encoding="utf-8")
    held: dict[str, dict[str, dict[str, float]]] = json.loads(text)["weights"]
    return held
