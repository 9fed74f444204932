"""Who is meant by an office without its holder, a transcript's label, an army without its state."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from detente.reading.actors.common_nouns import CROWNED, is_same_office
from detente.reading.actors.figures import Figure, name_key
from detente.reading.actors.salience import Resolution, choose, tied
from detente.reading.knowledge.titles import is_single
from detente.reading.knowledge.words import HONORIFICS
from detente.reading.knowledge.world import head_titles
from detente.reading.parse.parsed import Reading
from detente.record.values import Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_ADDRESSES = frozenset(word.casefold() for word in HONORIFICS)
_ARMIES = frozenset({"army", "military"})
_ITS_ARMY = re.compile(r"(?:[’']s?)? (?:army|military|armed forces)\b")


def is_definite(token: Token) -> bool:
    """Whether a noun speaks of somebody who is known (*the president*, not *a president*)."""
    return any(kid.dep_ == "det" and kid.lower_ in ("the", "this", "that") for kid in token.children)


def holder_for(mention: Mention, title: str, owner: str, figures: Mapping[str, Figure]) -> Resolution | None:
    """Tie *the Karvian leader* to the one person with that office who speaks for its owner."""
    fitting = [
        figure.key
        for figure in figures.values()
        if figure.kind == "person" and figure.speaks_for == owner and is_same_office(figure, title)
    ]
    return Resolution(tied(mention, fitting[0])) if len(fitting) == 1 else None


def holder_in_mind(
    mention: Mention, title: str, figures: Mapping[str, Figure], scores: Mapping[str, float]
) -> Resolution | None:
    """Tie *the president* to the person in mind who holds that office, when one is clearly ahead.

    ``scores`` weigh the people in mind. Where nobody in mind is known to hold it, it may be the only holder
    of an office of several words in the text, or the only person in mind, who is known to govern.
    """
    exact = {key: score for key, score in scores.items() if is_same_office(figures[key], title, strict=True)}
    if len(exact) > 1:
        return Resolution(mention, f"{mention.text!r} fits several who hold that office", tuple(exact))
    if exact:
        return choose(mention, exact, f"{mention.text!r}")
    # a vice president is no president, so that only the very words count
    holders = [f for f in figures.values() if f.kind == "person" and title in _called(f)]
    is_told = " " in title or _has_one_holder(title)
    if is_told and len(holders) == 1 and holders[0].mentions[0].start < mention.start:
        return Resolution(tied(mention, holders[0].key))
    untitled = {
        key: score for key, score in scores.items() if figures[key].title is None and figures[key].governs
    }
    return choose(mention, untitled, f"{mention.text!r}") if len(scores) == 1 and untitled else None


def _called(figure: Figure) -> tuple[str, ...]:
    """Return the offices by which a person may be called alone."""
    if figure.title is None:
        return ()
    words = figure.title.words
    return (words, "monarch") if words in CROWNED else (words,)


def _has_one_holder(title: str) -> bool:
    """Whether an office alone (*the general*) means the only one of the text who holds it."""
    office = head_titles().get(title)
    if office is None:
        return False
    return is_single(office) or office.holds == "armed force" or title == "monarch"


def labelled(span: Span, figures: Mapping[str, Figure]) -> Resolution:
    """Tie a transcript's label (*PRESIDENT VANE*, *MS VANE*) to the one person of that name or surname."""
    mention = Mention(start=span.start, end=span.end, text=span.text)
    first, _, rest = span.text.casefold().partition(" ")
    words = rest if rest and first.rstrip(".") in _ADDRESSES else f"{first} {rest}".rstrip()
    for title in head_titles():
        if words.startswith(title + " "):
            words = words[len(title) + 1 :]
            break
    fitting = [
        figure.key
        for figure in figures.values()
        if figure.kind == "person"
        and (figure.name.casefold() == words or figure.name.casefold().split()[-1] == words)
    ]
    if len(fitting) == 1:
        return Resolution(tied(mention, fitting[0]))
    reason = f"the label {span.text!r} is not tied to a person named elsewhere"
    return Resolution(mention, reason, tuple(fitting))


def sole_army(reading: Reading, token: Token) -> str | None:
    """Return whose *the army* or *the military* is, where the text tells of one state's or body's only."""
    if token.lemma_.lower() not in _ARMIES or [kid.lower_ for kid in token.lefts] != ["the"]:
        return None
    owning = (name for name in reading.names if _ITS_ARMY.match(reading.text, name.end))
    owners = [key for key in dict.fromkeys(map(name_key, owning)) if key is not None]
    return owners[0] if len(owners) == 1 else None
