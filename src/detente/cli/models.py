"""The model a command is given: one world of a case, or a model from a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detente.cli.messages import report_notes
from detente.errors import CaseError, ModelError

if TYPE_CHECKING:
    from detente.analysis.graph_model import GraphModel
    from detente.analysis.graph_model.formats import ModelFile
    from detente.analysis.worlds import World
    from detente.case import Case

MODEL_SUFFIXES = (".gmcr", ".graphml", ".json")
"""Files that hold a model; all others are taken for cases."""

WRITTEN_ONLY = (".csv", ".dot", ".svg", ".html")
"""Files that commands write and none reads."""

MAX_BYTES = 200_000_000
"""Size of the largest model file that is read; 2^20 states of four dms take about 40 MB."""

MAX_DIGITS = 12
"""A state's number has fewer digits than this."""

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
    """Load a case and settle what it leaves open, or a model, which leaves nothing (`MODEL_SUFFIXES`).

    What a model file says that was not read, or was read otherwise, goes to standard error as notes.

    Raises
    ------
    CaseError
        If the file is no case, or leaves something open and no seed is given.
    ModelError
        If the file is no model, cannot be read, or a seed is given for it.
    """
    if path.suffix.lower() in MODEL_SUFFIXES:
        if seed is not None:
            raise ModelError(f"'{path}' is a model, which leaves nothing open: leave out --seed")
        read = load_model(path)
        report_notes(read.notes)
        return Subject(name=read.name or path.stem, model=read.model, now=read.now, world=None)
    from detente.analysis.worlds import build_world

    case = load_case(path)
    world = build_world(case, seed=seed)
    return Subject(name=case.title or path.stem, model=world.model, now=world.now, world=world)


def load_case(path: Path) -> Case:
    """Load a case; a file that by its ending is a model, or is only ever written, is none.

    Raises
    ------
    CaseError
        If the file is no case.
    """
    import detente

    suffix = path.suffix.lower()
    if suffix in MODEL_SUFFIXES:
        raise CaseError(
            f"'{path}' is a model, which leaves nothing open and has no measures: give a case, a TOML file"
        )
    if suffix in WRITTEN_ONLY:
        raise CaseError(
            f"'{path}': detente writes files ending in {suffix} and reads none: give a case, a TOML file, or "
            f"where a model will do one ending in {', '.join(MODEL_SUFFIXES)}"
        )
    return detente.Case.load(path)


def load_model(path: Path) -> ModelFile:
    """Load a model from a file whose ending is one of `MODEL_SUFFIXES`.

    Raises
    ------
    ModelError
        If the file cannot be read, is too large, or is no model.
    """
    from detente.analysis.graph_model.formats import read_gmcr, read_graphml, read_json

    try:
        with open(path, "rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ModelError(f"cannot read '{path}': {error.strerror}; check the path") from error
    if len(content) > MAX_BYTES:
        raise ModelError(f"'{path}' has more than {MAX_BYTES // 10**6} MB: no model that large is read")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ModelError(f"'{path}' is not UTF-8 text (byte {error.start}): save it as UTF-8") from error
    readers = {".gmcr": read_gmcr, ".graphml": read_graphml, ".json": read_json}
    return readers[path.suffix.lower()](text, place=f"'{path}'")


def find_states(subject: Subject, wished: str) -> tuple[int, ...]:
    """Return the states a wish stands for: a number, ``now``, a condition, or the name of a state.

    Raises
    ------
    ModelError
        If no state, or too many, fit, or it is not a condition over the options of a model.
    ExpressionError
        If it is not a condition over the options of a case.
    """
    model = subject.model
    if wished.isdecimal() and len(wished) < MAX_DIGITS:
        return (int(model.states[model.graph.position(int(wished))]),)
    if wished.isdecimal() and wished not in model.labels.states:
        raise ModelError(
            f"a state of {len(wished)} digits is none of this model, which has {model.n_states}, the last of "
            f"them {model.states[-1]}: give its number, or a condition over options"
        )
    if wished == "now":
        if subject.now is None:
            raise ModelError("--state now: the present state is not known or not feasible; name another")
        return (subject.now,)
    holder = model if subject.world is None else subject.world
    found = holder.states_where(wished)
    if not found:
        raise ModelError(f"no feasible state fits {wished!r}: loosen the condition, or the rules of the case")
    if len(found) > MAX_WISHED:
        raise ModelError(
            f"{len(found)} states fit {wished!r}, and at most {MAX_WISHED} are compared: say more, such as "
            f"'({wished}) & !{model.labels.names[0]}'"
        )
    return found
