"""How probable it is that a statement is right: logistic models of what is known when it is put together.

Two probabilities: that the words were told of somebody at all, as far as the record says; and, if they were,
that their speaker is right. The weights lie in ``sureness.json``, fitted by ``training/sureness.py`` on
PolNeAR's development part (Newell, Margolin & Ruths 2018) for each reader; its scores are in the file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log

from detente.reading.actors.salience import Resolution
from detente.reading.knowledge.cues import BARE_SAYERS, classes
from detente.reading.speech.drafts import Draft, Tagging
from detente.record.values import Mention, Mode, Span

_LEAST, _MOST = 0.001, 0.999
_RULES, _LEARNED = "rules", "learned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sureness:
    """Probabilities in [0, 1]: that the words were told so, and that their speaker is right if they were."""

    told: float
    speaker: float


def sureness_of(draft: Draft, known: Mapping[str, float], resolution: Resolution | None) -> Sureness:
    """Return the probabilities of a statement.

    Parameters
    ----------
    draft : Draft
    known : mapping of str to float
        What is known of it (`evidence`).
    resolution : Resolution or None
        Whom the words for the speaker mean; its own probability, where it has one, counts as a factor.
    """
    weights = _weights()[_LEARNED if draft.tagging is not None else _RULES]
    who = resolution.probability if resolution is not None else None
    return Sureness(
        told=_logistic(weights["told"], known),
        speaker=_logistic(weights["speaker"], known) * (1.0 if who is None else who),
    )


def evidence(draft: Draft, mode: Mode, content: Sequence[Span], speaker: Mention | None) -> dict[str, float]:
    """Return what is known of a statement when it is put together, by name; what is not so is left out.

    Parameters
    ----------
    draft : Draft
    mode : str
    content : sequence of Span
        Both as the statement's.
    speaker : Mention or None
        Who is given as the speaker.
    """
    known = {"always": 1.0, mode: 1.0, _kind(draft, speaker): 1.0, "words": _length(content)}
    if draft.cue is None:
        known["no cue"] = 1.0
    elif draft.cue_class is not None:
        known[f"cue of {draft.cue_class}"] = 1.0
    is_unknown = draft.cue_token is not None and not classes(draft.lemma)
    is_common = draft.speaker is not None and draft.speaker.pos_ == "NOUN"
    said = (
        ("not said", draft.is_hypothetical or draft.is_negated),
        ("verb of saying", draft.lemma in BARE_SAYERS),
        ("cue unknown", is_unknown),
        ("source a common noun", is_common),
        ("content with that", content[0].text.lower().startswith("that ")),
    )
    known |= {name: 1.0 for name, holds in said if holds}
    if draft.tagging is not None:
        known |= _tagged(draft.tagging)
    return known


def _length(content: Sequence[Span]) -> float:
    """Return the logarithm of the number of words: one word tells less than ten."""
    return round(log(1 + sum(len(span.text.split()) for span in content)), 3)


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
