"""What a statement does: its PLOVER class, whom it is directed at, and whether it is for or against."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypedDict

from detente.reading.cast import Cast
from detente.reading.drafts import Draft
from detente.reading.parsed import Reading
from detente.record.values import Direction, Mention, Span

_ACTS: dict[str, str] = {
    **dict.fromkeys("accuse blame criticize criticise condemn denounce slam fault chide rebuke deplore decry lambast".split(), "ACCUSE"),
    **dict.fromkeys("praise thank applaud commend hail welcome endorse back".split(), "SUPPORT"),
    **dict.fromkeys("urge call demand request order implore beg appeal press plead ask invite".split(), "REQUEST"),
    **dict.fromkeys("threaten warn vow".split(), "THREATEN"),
    **dict.fromkeys("deny reject dismiss refuse rebuff decline oppose dispute".split(), "REJECT"),
    **dict.fromkeys("agree pledge promise accept".split(), "AGREE"),
    **dict.fromkeys("offer propose".split(), "COOPERATE"),
}  # fmt: skip
_REQUEST = re.compile(r"\b(?:must|should|need(?:s|ed)? to|ha(?:s|ve) to|up to|ought to)\b|\b(?:stop|end|halt)\b[!.]?$", re.IGNORECASE)
_AGAINST = frozenset({"ACCUSE", "REJECT", "THREATEN"})
_FOR = frozenset({"SUPPORT", "AGREE", "CONCEDE", "COOPERATE"})


class Toward(TypedDict):
    """The fields of a statement that say at whom it is directed, and how."""

    toward: str | None
    direction: Direction | None


def act_of(draft: Draft, content: Sequence[Span], reading: Reading) -> str:
    """Return the PLOVER class of a statement: by its cue, else by a demand in its words, else OTHER."""
    act = None if draft.cue_class in ("call", "think") else _ACTS.get(draft.lemma)
    if act is not None:
        return act
    words = " ".join(span.text for span in content).strip("“”\"'‘’ ")
    if _REQUEST.search(words):
        return "REQUEST"
    return "OTHER"


def toward_of(
    draft: Draft, content: Sequence[Span], cast: Cast, addressee: Mention | None, speaker: Mention | None
) -> Toward:
    """Find the actor a statement is about: whom it judges or asks, else the only one it names."""
    act = _ACTS.get(draft.lemma, "OTHER")
    own = cast.represented(speaker.actor) if speaker is not None else None
    toward = addressee.actor if addressee is not None and act in ("ACCUSE", "REQUEST", "THREATEN", "SUPPORT") else None
    if toward is None:
        named = [key for span in content for key in cast.mentioned(span) if cast.represented(key) != own]
        sides = list(dict.fromkeys(cast.represented(key) for key in named))
        toward = named[0] if len(sides) == 1 else None
    direction: Direction | None = "against" if act in _AGAINST else "for" if act in _FOR else None
    return {"toward": toward, "direction": direction}
