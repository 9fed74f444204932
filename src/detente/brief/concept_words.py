"""What the concepts of stability are called, and what each asks of a state, in words."""

from __future__ import annotations

from collections.abc import Sequence

from detente.brief.wording import CONCEPT_NAMES, CONCEPT_TEXTS, count

_NAMES = {
    **CONCEPT_NAMES,
    "sim": "SIM",
    "seq_sim": "SEQ or SIM",
    "cnash": "CNash",
    "cgmr": "CGMR",
    "csmr": "CSMR",
    "cseq": "CSEQ",
    "nonmyopic": "non-myopic",
}
_TEXTS = {
    **CONCEPT_TEXTS,
    "sim": "no party has an improvement that stays one whatever the others may improve at the same time "
    "(simultaneous stability)",
    "seq_sim": "every improvement away from it is deterred by what the others would want to do, in answer or "
    "at the same time (the tableau of Fraser and Hipel)",
    "cnash": "no party alone, and no parties together, have a move to a state better for every one of them",
    "cgmr": "as GMR, of coalitions too: every such move can be answered so that some member is no better off",
    "csmr": "as CGMR, and the coalition cannot escape the answer either",
    "cseq": "as CGMR, with answers that those who give them would want to give",
    "nonmyopic": "no party that foresees ever more moves leaves it, from some number of moves on",
}


def concept_name(concept: str) -> str:
    """Return what a concept is called: ``SEQ``, ``L3``."""
    return _NAMES.get(concept, concept.upper())


def concept_text(concept: str) -> str:
    """Say what a concept asks of a state in which things can rest."""
    if concept in _TEXTS:
        return _TEXTS[concept]
    foreseen = count(int(concept[1:]), "move")
    return f"no party that foresees {foreseen}, each made to the mover's best, leaves it (limited moves)"


def list_concepts(concepts: Sequence[str], asked: Sequence[str]) -> str:
    """Name the concepts something holds under: ``all`` of those asked for, or each, or a dash for none."""
    if len(concepts) == len(asked) > 1:
        return "all"
    return " ".join(concept_name(concept) for concept in concepts) or "–"
