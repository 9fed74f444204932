"""What the dms, options and states of a model are called, for those who read about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.case.expressions import is_name
from detente.errors import ModelError


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Names in the order of the model; they change no result.

    Attributes
    ----------
    dms : tuple of str
        ``Northland``.
    options : tuple of str
        What taking the option is, said of its owner: ``lifts the blockade``. Empty without options.
    names : tuple of str
        Short names of the options, as conditions write them: ``northland.lift``. Empty without options.
    states : tuple of str
        Names of the states of an explicit graph; empty where states are made of options.
    """

    dms: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    states: tuple[str, ...] = ()


def plain_labels(n_dms: int, n_options: int) -> Labels:
    """Return ``dm 0``, ``takes option 0`` and ``o0``, for a model that nobody named."""
    return Labels(
        dms=tuple(f"dm {dm}" for dm in range(n_dms)),
        options=tuple(f"takes option {option}" for option in range(n_options)),
        names=plain_names(n_options),
    )


def plain_names(n_options: int) -> tuple[str, ...]:
    """Return ``o0``, ``o1``, ...: options that nobody named, as conditions write them."""
    return tuple(f"o{option}" for option in range(n_options))


def complete_labels(labels: Labels | None, *, n_dms: int, n_options: int, n_states: int = 0) -> Labels:
    """Return labels in which everything left out is called as in `plain_labels`.

    ``n_states`` is that of an explicit graph, whose states may have names.

    Raises
    ------
    ModelError
        If there are too few or too many of a kind, or two names are the same, or a short name cannot
        stand in a condition.
    """
    plain = plain_labels(n_dms, n_options)
    if labels is None:
        return plain
    for what, given, n_needed in (
        ("dms", labels.dms, n_dms),
        ("options", labels.options, n_options),
        ("names", labels.names, n_options),
        ("states", labels.states, n_states),
    ):
        _check_names(what, given, n_needed)
    for name in labels.names:
        parts = name.split(".")
        if len(parts) > 2 or not all(map(is_name, parts)):
            raise ModelError(
                f"labels.names has {name!r}, which cannot stand in a condition: write letters, digits, _ "
                "and -, with at most one dot between"
            )
    return Labels(
        dms=tuple(labels.dms) or plain.dms,
        options=tuple(labels.options) or plain.options,
        names=tuple(labels.names) or plain.names,
        states=tuple(labels.states),
    )


def _check_names(what: str, given: Sequence[str], n_needed: int) -> None:
    if isinstance(given, str) or not all(isinstance(name, str) for name in given):
        raise ModelError(f"labels.{what} is {given!r}: give a sequence of strings")
    if given and len(given) != n_needed:
        raise ModelError(f"labels.{what} has {len(given)} entries, and {n_needed} are needed: give one each")
    # Two options of different dms may well read the same ("accepts"); a short name must tell them apart.
    if what != "options" and len(set(given)) < len(given):
        twice = next(name for name in given if given.count(name) > 1)
        raise ModelError(f"labels.{what} has {twice!r} twice: rename one")
