"""What words are about: the fighting, an agreement, or walking away; and how strongly they are said.

Word lists, because a case is drafted from passages, not from parses. Each list is of word beginnings;
a word counts when it begins so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


def _begins(stems: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(stems) + ")", re.IGNORECASE)


_FIGHTING = _begins((
    "attack", r"strik(?!\w*\s+(?:a|the|this|any)\s+(?:\w+\s+)?(?:deal|agreement|bargain))", r"struck\b",
    "shell(?:ing|ed|s)", "bomb", "missile", "drone", "raid", "offensive", "barrage", "artillery",
    "cease-?fire", "truce", "hostilit", "escalat", "fighting", "assault", "stop", "halt", "cease", "violence",
    "hold (?:its|their|your) fire",
))  # fmt: skip
_HOLDING_FIRE = _begins((
    "cease-?fire", "truce", "hostilit", "attack", "strikes", "shelling", "bombing", "offensive", "fighting",
    "hold (?:its|their|your) fire", "withdr", "pull(?:s|ed|ing)? (?:back|out)", "retreat",
))  # fmt: skip
_AGREEMENT = _begins((
    "accept", "agree", r"deals?\b", "proposal", r"(?:peace )?plans?\b", r"terms\b", "negotiat", r"talks\b",
    "peace", "settle(?!r)", "compromis", r"sign(?:s|ed|ing)?\b", "concession", "framework", "accord",
    "treaty", "dialogue", "come to the table",
))  # fmt: skip
_LEAVING = _begins((
    "walk(?:s|ed|ing)? (?:away|out)", "pull(?:s|ed|ing)? out", "move(?:s|d)? on", "moving on",
    "withdraw(?:s|n|ing)? from (?:the )?(?:talks|mediation|negotiations|process)", "abandon", "give up",
    "giv(?:es|ing) up", "take(?:s)? a pass", "end(?:s|ed|ing)? (?:its|our|their|the) mediation",
))  # fmt: skip
_ARMS = _begins((
    "arms", "arming", "armed", "weapon", "ammunition", "munition", "missile", "tank", "artillery", "shells",
    "jet", "drone", "air defen[cs]e", "military (?:aid|help|support|equipment|assistance)",
))  # fmt: skip
_STRONG = _begins((
    "insist", "never", "categorical", "red line", "under no circumstances", "non-?negotiable", "absolutely",
    "firmly", "unconditional", "flatly", "will not", "won['’]t", "must", "out of the question", "vow",
))  # fmt: skip
_WEAK = _begins((
    "might", "may\\b", "perhaps", "hesita", "could", "possibl", "reportedly", "in principle", "tentativ",
    "consider", "not rule out", "hint", "suggest", "appear", "seem",
))  # fmt: skip


_ALL_SIDES = re.compile(
    r"\b(?:(?:both|either|each|neither|all)(?: the)?|(?:the )?two) (?:\w+ )?"
    r"(?:sides?|part(?:y|ies)|countr(?:y|ies)|governments?|presidents?|capitals?|leaders?|states?|nations?|"
    r"delegations?|arm(?:y|ies)|forces|ministers?|negotiators?|belligerents?|camps?|neighbou?rs?)\b",
    re.IGNORECASE,
)


def is_to_all_sides(words: str) -> bool:
    """Whether the words speak of both sides, or of each of them, without naming one."""
    return _ALL_SIDES.search(words) is not None


def is_about_fighting(words: str) -> bool:
    """Whether the words speak of attacks, or of stopping them."""
    return _FIGHTING.search(words) is not None


def is_about_holding_fire(words: str) -> bool:
    """Whether words by which somebody yields speak of attacks, a ceasefire or a withdrawal."""
    return _HOLDING_FIRE.search(words) is not None


def is_about_agreement(words: str) -> bool:
    """Whether the words speak of a deal, talks or peace."""
    return _AGREEMENT.search(words) is not None


def is_about_leaving(words: str) -> bool:
    """Whether the words speak of giving up the mediation."""
    return _LEAVING.search(words) is not None


def is_about_arms(words: str) -> bool:
    """Whether the words speak of weapons."""
    return _ARMS.search(words) is not None


def is_strong(words: str) -> bool:
    """Whether the words leave little room, as in ``never`` or ``insists``."""
    return _STRONG.search(words) is not None


def is_weak(words: str) -> bool:
    """Whether the words are hedged, as in ``might``."""
    return _WEAK.search(words) is not None
