"""What the dms, options and states of a model are called, for those who read about it."""

from __future__ import annotations

from dataclasses import dataclass


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

    dms: tuple[str, ...]
    options: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    states: tuple[str, ...] = ()


def plain_labels(n_dms: int, n_options: int) -> Labels:
    """Return ``dm 0``, ``takes option 0`` and ``o0``, for a model that nobody named."""
    return Labels(
        dms=tuple(f"dm {dm}" for dm in range(n_dms)),
        options=tuple(f"takes option {option}" for option in range(n_options)),
        names=tuple(f"o{option}" for option in range(n_options)),
    )
