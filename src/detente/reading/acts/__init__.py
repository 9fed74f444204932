"""What an English predicate does: its PLOVER root, and whether it is for or against its object.

Importing this package loads no language model; only ``classify_act`` does, when none is given.
"""

from __future__ import annotations

from detente.reading.acts.classify import classify_act as classify_act
from detente.reading.acts.lexicon import STRENGTH as STRENGTH
from detente.reading.acts.lexicon import Act as Act
from detente.reading.acts.lexicon import classify_lemmas as classify_lemmas
from detente.reading.acts.lexicon import direction_of as direction_of
from detente.reading.acts.lexicon import strength_of as strength_of

__all__ = ["STRENGTH", "Act", "classify_act", "classify_lemmas", "direction_of", "strength_of"]
