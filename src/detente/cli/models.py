"""The model a command is given: one world of a case."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import ModelError

if TYPE_CHECKING:
    from detente.analysis.graph_model import GraphModel
    from detente.analysis.worlds import World

MAX_WISHED = 64
"""States a wished-for condition may leave; a wider one should say more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a command works on.

    Attributes
    ----------
    name : str
        What it is called in what is printed.
    model : GraphModel
    now : int or None
        The present state, where one is known.
    world : World or None
        The world of a case the model was built from; None for a model that comes from no case.
    """

    name: str
    model: GraphModel
    now: int | None
    world: World | None


def load_subject(path: Path, *, seed: int | None) -> Subject:
    """Load a case and settle what it leaves open.

    Raises
    ------
    CaseError
        If the file is no case, or leaves something open and no seed is given.
    """
    import detente
    from detente.analysis.worlds import build_world

    case = detente.Case.load(path)
    world = build_world(case, seed=seed)
    return Subject(name=case.title or path.stem, model=world.model, now=world.now, world=world)


def find_states(subject: Subject, wished: str) -> tuple[int, ...]:
    """Return the states a wish stands for: a state's number, ``now``, or a condition over options.

    Raises
    ------
    ModelError
        If no state, or too many, fit.
    ExpressionError
        If it is not a condition.
    """
    model = subject.model
    if wished.isdecimal():
        return (int(model.states[model.graph.position(int(wished))]),)
    if wished == "now":
        if subject.now is None:
            raise ModelError("--state now: the present state is not known or not feasible; name another")
        return (subject.now,)
    found = subject.world.states_where(wished) if subject.world is not None else ()
    if not found:
        raise ModelError(f"no feasible state fits {wished!r}: loosen the condition, or the rules of the case")
    if len(found) > MAX_WISHED:
        raise ModelError(
            f"{len(found)} states fit {wished!r}, and at most {MAX_WISHED} are compared: say more, such as "
            f"{wished!r} & !{model.labels.names[0]}"
        )
    return found
