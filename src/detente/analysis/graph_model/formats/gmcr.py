"""The ``.gmcr`` files of the common desktop program, read; `gmcr_rendering` writes them.

The file is JSON: ``options`` with a name and ``permittedDirection``; ``decisionMakers`` with the indices
of their options, ``preferences`` (statements in order of priority), ``misperceptions``, and
``preferenceRanking`` (the feasible states from best to worst, numbered from 1, ties as lists), which counts
when ``useManualPreferenceRanking`` is set; ``infeasibles``; ``coalitions``. A condition is a list of
``[option, "Y" or "N"]``, all of which must hold; ``{"compound": true, "members": [...]}`` holds when one
of its members does.

References
----------
Kinsara, Petersons, Hipel & Kilgour (2015), "Advanced decision support for the graph model for conflict
resolution", *Journal of Decision Systems* 24(2) (the program).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.building.options import feasible_states
from detente.analysis.graph_model.building.statements import rank_by_statements
from detente.analysis.graph_model.formats.json_tree import Node, read_tree
from detente.analysis.graph_model.formats.model_file import ModelFile
from detente.analysis.graph_model.labels import Labels
from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.moves import DIRECTIONS, MAX_OPTIONS
from detente.analysis.graph_model.ranks import ranks_from_order
from detente.case.expressions import And, Expression, Not, Or, Var, is_name
from detente.errors import ModelError

MAX_DMS = 64
"""More dms than this are taken for a mistake in the file."""

_KNOWN = {"decisionMakers", "options", "infeasibles", "coalitions", "coalitionsFull"} | {
    "program", "version", "useManualPreferenceRanking", "useManualPreferenceVectors",
}  # fmt: skip
_KNOWN_OF_DM = {"name", "options", "preferences", "misperceptions", "payoffs"} | {
    "preferenceRanking", "preferenceVector",
}  # fmt: skip
_KNOWN_OF_OPTION = {"name", "permittedDirection"}


def read_gmcr(text: str, *, place: str = "the .gmcr file") -> ModelFile:
    """Read a model as the common desktop program saves it.

    Options are put in the order of the dms that own them, as that program does, since its rankings number
    the feasible states in that order.

    Parameters
    ----------
    text : str
    place : str
        What the text is called in messages, such as the file's name.

    Raises
    ------
    ModelError
        If it is no such file, or holds what no model here can: an option of several dms, or of none.
    """
    top = read_tree(text, place)
    options = list(top["options"].items())
    dms = list(top["decisionMakers"].items())
    if not 1 <= len(options) <= MAX_OPTIONS:
        raise top["options"].error(f"lists {len(options)} options: 1 to {MAX_OPTIONS} are read")
    if not 1 <= len(dms) <= MAX_DMS:
        raise top["decisionMakers"].error(f"lists {len(dms)} decision makers: 1 to {MAX_DMS} are read")
    order, owner = _owned(dms, options)
    labels = _labels(dms, [options[k] for k in order], owner)
    # What the file calls option k stands at place[k] of the model.
    name_of = {k: labels.names[place_of] for place_of, k in enumerate(order)}
    infeasible = [_condition(node, name_of) for node in _list(top, "infeasibles")]
    misperceived = [[_condition(node, name_of) for node in _list(dm, "misperceptions")] for dm in dms]
    statements = [[_condition(node, name_of) for node in _list(dm, "preferences")] for dm in dms]
    try:
        states = feasible_states(infeasible, len(order), labels.names)
        ranks = _ranks(top, dms, statements, states, labels)
        model = GraphModel.from_options(
            owner=owner,
            direction=[options[k]["permittedDirection"].choice(DIRECTIONS) for k in order],
            infeasible=infeasible,
            rank=ranks,
            misperceived={dm: found for dm, found in enumerate(misperceived) if found},
            labels=labels,
        )
    except ModelError as error:
        raise _placed(error, place) from error
    notes = _notes(top, dms, options, ranks)
    if order != sorted(order):
        notes.append(f"{place}: the options stand in the order of the decision makers that own them")
    used = None if _uses_rankings(top) else tuple(map(tuple, statements))
    return ModelFile(model=model, statements=used, notes=tuple(notes))


def _owned(dms: Sequence[Node], options: Sequence[Node]) -> tuple[list[int], list[int]]:
    """Return the options in the order of their dms, and the dm of each."""
    owner: dict[int, int] = {}
    for dm, node in enumerate(dms):
        for index in node["options"].items():
            option = index.integer(0, len(options) - 1)
            if owner.setdefault(option, dm) != dm:
                raise index.error(
                    f"is option {option}, which decision maker {owner[option]} has too: an option has one "
                    "owner here; give each its own"
                )
    for option, node in enumerate(options):
        if option not in owner:
            raise node.error("is an option of no decision maker, so nobody could take it: give it to one")
    return list(owner), list(owner.values())


def _labels(dms: Sequence[Node], options: Sequence[Node], owner: Sequence[int]) -> Labels:
    names = tuple(node["name"].text() for node in dms)
    if len(set(names)) < len(names):
        twice = next(node for node in dms if names.count(str(node["name"].value)) > 1)
        raise twice["name"].error(f"is {twice['name'].value!r}, as another decision maker: rename one")
    texts = tuple(node["name"].text() for node in options)
    owners = _distinct([_word(name, f"dm{dm}") for dm, name in enumerate(names)])
    words = [
        f"{owners[dm]}.{_word(text, f'o{k}')}" for k, (dm, text) in enumerate(zip(owner, texts, strict=True))
    ]
    return Labels(dms=names, options=texts, names=tuple(_distinct(words)))


def _word(text: str, otherwise: str) -> str:
    """Return a text as one word of a condition: ``Release Water`` as ``release_water``."""
    word = re.sub(r"\W+", "_", text.casefold()).strip("_") or otherwise
    return word if is_name(word) else f"{word}_"


def _distinct(words: Sequence[str]) -> list[str]:
    """Return the words, those that are taken already with a number."""
    found: list[str] = []
    for word in words:
        number, name = 1, word
        while name in found:
            number += 1
            name = f"{word}_{number}"
        found.append(name)
    return found


def _list(node: Node, key: str) -> list[Node]:
    found = node.find(key)
    return [] if found is None else list(found.items())


def _condition(node: Node, name_of: dict[int, str]) -> Expression:
    """Return a condition: entries that must all hold, or members of which one must."""
    if isinstance(node.value, dict):
        unknown = node.unknown({"compound", "members"})
        if unknown:
            raise node.error(f"has {', '.join(unknown)}, which no compound condition has: remove it")
        return Or(tuple(_conjunction(member, name_of) for member in node["members"].items()))
    return _conjunction(node, name_of)


def _conjunction(node: Node, name_of: dict[int, str]) -> Expression:
    marks: dict[int, str] = {}
    for entry in node.items():
        if len(entry.list_()) != 2:
            raise entry.error('must be a pair [option, "Y" or "N"]')
        option, mark = entry[0].integer(0, len(name_of) - 1), entry[1].choice(("Y", "N"))
        if marks.setdefault(option, mark) != mark:
            raise entry.error(f"says that option {option} is both Y and N, which no state is: drop one")
    terms = (Var(name_of[k]) if mark == "Y" else Not(Var(name_of[k])) for k, mark in marks.items())
    return And(tuple(terms))


def _ranks(
    top: Node,
    dms: Sequence[Node],
    statements: Sequence[Sequence[Expression]],
    states: NDArray[np.int64],
    labels: Labels,
) -> NDArray[np.int32]:
    """Return ranks over the feasible states, from the rankings where they count, else from statements."""
    if not _uses_rankings(top):
        return rank_by_statements(statements, names=labels.names, states=states)
    rows = []
    for node in dms:
        ranking = node.find("preferenceRanking") or node.find("preferenceVector")
        if ranking is None:
            raise node.error("lacks 'preferenceRanking', and useManualPreferenceRanking is set: add it")
        numbers = np.arange(1, len(states) + 1)
        order = [_numbers(entry, len(states)) for entry in ranking.items()]
        try:
            rows.append(ranks_from_order(order, numbers))
        except ModelError as error:
            raise ranking.error(f"{error} (states are numbered from 1 to {len(states)} here)") from error
    return np.array(rows)


def _numbers(entry: Node, n_states: int) -> list[int]:
    """Return the states at one place of a ranking; a state alone, or a list of equally good ones."""
    if isinstance(entry.value, list):
        return [item.integer(1, n_states) for item in entry.items()]
    return [entry.integer(1, n_states)]


def _uses_rankings(top: Node) -> bool:
    node = top.find("useManualPreferenceRanking") or top.find("useManualPreferenceVectors")
    return node is not None and node.flag()


def _notes(top: Node, dms: Sequence[Node], options: Sequence[Node], ranks: NDArray[np.int32]) -> list[str]:
    """Say what the file has that the model does not hold."""
    unknown = top.unknown(_KNOWN)
    unknown += [path for node in dms for path in node.unknown(_KNOWN_OF_DM)]
    unknown += [path for node in options for path in node.unknown(_KNOWN_OF_OPTION)]
    notes = [f"{top.place}, {path}: not known, so not read" for path in unknown]
    for node in _list(top, "coalitions"):
        members = list(node.items()) if isinstance(node.value, list) else [node]
        named = [str(dms[member.integer(0, len(dms) - 1)]["name"].value) for member in members]
        if len(named) > 1:
            notes.append(
                f"{node.place}, {node.path}: {', '.join(named)} act as one there; here each acts for itself, "
                "and cnash, cgmr, cseq and csmr ask what coalitions can do"
            )
    for node, rank in zip(dms, ranks, strict=True):
        statements = _list(node, "preferences")
        if _uses_rankings(top) and statements:
            notes.append(
                f"{node.place}, {node.path}.preferences: {len(statements)} statement(s) not used, since the "
                "ranking counts"
            )
        payoffs = node.find("payoffs")
        if payoffs is not None and not _same_order(payoffs.value, rank):
            notes.append(
                f"{node.place}, {node.path}.payoffs: not in the order of the preferences, which were used"
            )
    return notes


def _same_order(payoffs: object, rank: NDArray[np.int32]) -> bool:
    if not isinstance(payoffs, list) or len(payoffs) != len(rank):
        return False
    if not all(isinstance(payoff, int | float) and abs(payoff) < 1e15 for payoff in payoffs):
        return False
    levels = {payoff: level for level, payoff in enumerate(sorted(set(payoffs)))}
    return bool([levels[payoff] for payoff in payoffs] == rank.tolist())


def _placed(error: ModelError, place: str) -> ModelError:
    """Return the error with the file's name before it, once."""
    return error if str(error).startswith(place) else ModelError(f"{place}: {error}")
