"""Solved models for the tests of the page: one with evidence, one of a bare model, one hostile."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.analysis.worlds.small import dilemma, settled

from detente.analysis import solve
from detente.analysis.graph_model import GraphModel, Labels
from detente.analysis.results import Stability
from detente.analysis.worlds.examining import Inquiry, examine_model
from detente.case.model import Assumption

ALL = ("nash", "gmr", "smr", "seq", "cnash", "l3", "nonmyopic")


def grounded() -> Stability:
    """The dilemma, every state explained, with evidence for and against."""
    first, *rest = settled()
    first = replace(
        first,
        because="it said so",
        supports=("statement:1", "event:2"),
        against=("statement:3",),
        assumption="calm",
    )
    case = dilemma(first, *rest, assumptions=(Assumption(name="calm", text="calm is wanted"),))
    return solve(case, states=(0, 1, 2, 3))


def bare() -> Stability:
    """A model of many states and many concepts, from no case."""
    rank = [[(7 * s) % 13 for s in range(64)], [(5 * s) % 11 for s in range(64)], [s % 3 for s in range(64)]]
    model = GraphModel.from_options(
        owner=[0, 0, 1, 1, 2, 2],
        rank=rank,
        labels=Labels(dms=("Northland", "Southmark", "the mediator")),
    )
    return examine_model(model, Inquiry(concepts=ALL), title="bare", now=5)


def hostile(payload: str) -> Stability:
    """The dilemma with one text in every place that a case can put one."""
    stability = grounded()
    whys = tuple(
        replace(
            why,
            text=payload,
            phrases=tuple(replace(phrase, text=payload) for phrase in why.phrases),
            motives=tuple(
                replace(
                    motive,
                    reasons=tuple(
                        replace(
                            reason,
                            condition=payload,
                            because=payload,
                            supports=(payload,),
                            against=(payload,),
                            assumption=payload,
                        )
                        for reason in motive.reasons
                    ),
                )
                for motive in why.motives
            ),
        )
        for why in stability.whys
    )
    names = replace(stability.names, title=payload, parties=(payload, payload), options=(payload, payload))
    provenance = replace(stability.provenance, method=payload, parameters=((payload, payload),))
    return replace(stability, whys=whys, names=names, provenance=provenance, options=(payload, f"{payload}2"))
