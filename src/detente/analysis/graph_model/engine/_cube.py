"""Stability over all combinations of options at once: the engine for large models in option form.

Every state has its own number as its place, feasible or not, so moves need no tables: what a dm can
reach is a part of the cube. One pass over a dm's options then serves all its moves (`_cube_kernels`).

References
----------
The reductions are exact for moves made of options, which are transitive: Fang, Hipel & Kilgour (1993),
*Interactive Decision Making*, ch. 2 and 3; Howard (1971), *Paradoxes of Rationality*, for the maximin
and minimax forms of GMR and SMR.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.engine import _cube_kernels as kernels
from detente.analysis.graph_model.moves import MoveGraph

Values = NDArray[np.signedinteger]
Ints = NDArray[np.int32]

TILE_BITS = 12
"""Tiles hold at least 2**12 values (16 kB), so that starting one costs nothing to speak of ..."""

RUN_BITS = 4
"""... in runs of at least 2**4 neighbours: a line of cache is then read once and used whole."""

MAX_AXES = 6
"""Over more axes, as where two dms' options alternate, a reduction is ten times slower than a loop here."""

KEYS = 1 << 18
"""States sorted at a time: their keys take 2 MB, which stay in cache."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tiles:
    """How the cube falls into tiles for one mover, all arrays of int32.

    Attributes
    ----------
    bases : ndarray, shape (n_tiles,)
        Number of the first state of each tile.
    starts : ndarray, shape (n_runs,)
        Where in the cube, from the base on, each run of ``run`` neighbouring states of a tile begins.
    run : int
    bits, ways : ndarray, shape (n_own,)
        The mover's options as bits of a place in the tile, and how each may be turned.
    blocks : ndarray, shape (n_blocks,)
        Place of the first state of each block: the states the mover's options alone tell apart.
    inside : ndarray, shape (2**n_own,)
        Places of the states of a block, from its first one on.
    config : ndarray, shape (n_runs * run,), or (0,) when no option is one-way
        Which one-way options are turned at each place, packed together.
    n_one_way : int
    tile_bits : int
    """

    bases: Ints
    starts: Ints
    run: int
    bits: Ints
    ways: Ints
    blocks: Ints
    inside: Ints
    config: Ints
    n_one_way: int
    tile_bits: int


class Cube:
    """The states and moves of one graph in option form, as parts of a cube."""

    def __init__(self, graph: MoveGraph) -> None:
        self.graph = graph
        self.n_bits = len(graph.owner)
        self.is_full = graph.n_states == 1 << self.n_bits

    @cached_property
    def tiles(self) -> tuple[Tiles | None, ...]:
        """How each dm's moves are worked on; None for a dm that has none."""
        return tuple(
            build_tiles(self.graph.direction, self.own(dm)) if self.own(dm) else None
            for dm in range(self.graph.n_dms)
        )

    def own(self, dm: int) -> list[int]:
        """Return the options a dm moves by, ascending."""
        graph = self.graph
        return [] if dm in graph.silent else [k for k, owner in enumerate(graph.owner) if owner == dm]

    def is_two_way(self, dm: int) -> bool:
        """Whether a dm can take back every move it makes."""
        return all(self.graph.direction[k] == "both" for k in self.own(dm))

    def expand(self, values: Values, fill: int) -> Values:
        """Return values of the feasible states as a cube; where all are feasible that is no copy."""
        if self.is_full:
            return values
        cube = np.full(1 << self.n_bits, fill, dtype=values.dtype)
        cube[self.graph.states] = values
        return cube

    def compress(self, cube: NDArray[Any], out: NDArray[Any]) -> None:
        """Write the values of the feasible states to ``out``."""
        if self.is_full:
            out[:] = cube
        else:
            np.take(cube, self.graph.states, out=out, mode="clip")

    def shaped(self, cube: NDArray[Any], *groups: Collection[int]) -> NDArray[Any]:
        """Return a cube with an axis for each run of neighbouring options of one group, or of none."""
        return cube.reshape([1 << len(run) for _, run in self._runs(groups)])

    def axes(self, group: int, *groups: Collection[int]) -> tuple[int, ...]:
        """Return the axes of ``shaped`` that belong to one of the groups."""
        return tuple(axis for axis, (of, _) in enumerate(self._runs(groups)) if of == group)

    def is_blocked(self, *groups: Collection[int]) -> bool:
        """Whether NumPy reduces ``shaped`` arrays quickly: few axes, and the last of them long."""
        runs = self._runs(groups)
        return len(runs) <= MAX_AXES and len(runs[-1][1]) >= RUN_BITS

    def _runs(self, groups: Sequence[Collection[int]]) -> list[tuple[int, list[int]]]:
        """Return the runs, highest options first as the axes of an array are, each with its group."""
        group_of = {option: group for group, options in enumerate(groups) for option in options}
        options = reversed(range(self.n_bits))
        return [(group, list(run)) for group, run in groupby(options, lambda k: group_of.get(k, -1))]

    def best_own(self, dm: int, cube: Values) -> Values:
        """Return the largest value over each state and what a dm can move to, ready to broadcast.

        Infeasible states hold -1. The result has the shape of ``shaped(cube, own(dm))``, or one entry
        per block where the dm can take everything back and the blocks are long.
        """
        tiles, own = self.tiles[dm], self.own(dm)
        if tiles is None:
            return self.shaped(cube, own)
        if self.is_two_way(dm) and self.is_blocked(own):
            best: Values = self.shaped(cube, own).max(axis=self.axes(0, own), keepdims=True)
            return best
        best = np.empty_like(cube)
        kernels.raise_own(_fixed(cube), best, tiles.bases, tiles.starts, tiles.run, tiles.bits, tiles.ways)
        return self.shaped(best, own)

    def best_everywhere(self, dm: int, cube: Values) -> Values:
        """Return what `best_own` does as a cube of its own."""
        whole = np.empty_like(cube)
        self.shaped(whole, self.own(dm))[...] = self.best_own(dm, cube)
        return whole

    def order(self, dm: int, rank: Values) -> Ints:
        """Sort the states of each block, what the dm likes best first: places in tiles, a row per block.

        A bit says where a less preferred state begins, and -1 ends a row that has infeasible states.
        """
        tiles = self.tiles[dm]
        if tiles is None:
            return np.empty((0, 0), dtype=np.int32)
        n_rows, width = len(tiles.bases) * len(tiles.blocks), len(tiles.inside)
        order = np.empty((n_rows, width), dtype=np.int32)
        step = max(1, KEYS >> tiles.tile_bits)
        for first in range(0, len(tiles.bases), step):
            bases = tiles.bases[first : first + step]
            start, stop = first * len(tiles.blocks), (first + len(bases)) * len(tiles.blocks)
            keys = np.empty((stop - start, width), dtype=np.int64)
            kernels.pack_order(
                _fixed(rank),
                bases,
                tiles.starts,
                tiles.run,
                tiles.blocks,
                tiles.inside,
                tiles.tile_bits,
                keys,
            )
            keys.sort(axis=1)
            kernels.unpack_order(keys, tiles.tile_bits, order[start:stop])
        return order

    def lower(self, dm: int, source: Values, target: Values, order: Ints | None) -> bool:
        """Lower ``target`` to the least of ``source`` that one dm's moves lead to.

        With an order, the moves are improvements for the mover. Infeasible states hold the largest value
        of the type. Both may be the same array. Returns whether anything changed.
        """
        tiles = self.tiles[dm]
        if tiles is None:
            return False
        where = (_fixed(source), target, tiles.bases, tiles.starts, tiles.run)
        wall = source.dtype.type(np.iinfo(source.dtype).max)
        if order is None:
            return bool(kernels.spread(*where, tiles.bits, tiles.ways, wall))
        if tiles.n_one_way == 0:
            return bool(kernels.improve(*where, _fixed(order), wall))
        return bool(kernels.improve_one_way(*where, _fixed(order), tiles.config, tiles.n_one_way, wall))


def build_tiles(direction: tuple[str, ...], own: list[int]) -> Tiles:
    """Work out the tiles of a mover that owns some options."""
    n_bits = len(direction)
    in_tile = set(own)
    for bit in range(n_bits):
        if len(in_tile) >= TILE_BITS and bit >= RUN_BITS:
            break
        in_tile.add(bit)
    bits = sorted(in_tile)
    run_bits = next((k for k, bit in enumerate(bits) if k != bit), len(bits))
    place = {bit: k for k, bit in enumerate(bits)}
    one_way = [k for k in own if direction[k] != "both"]
    # An option that can only be dropped counts as turned when it is dropped.
    flipped = sum(1 << k for k, option in enumerate(one_way) if direction[option] == "back")
    places = np.arange(1 << len(bits) if one_way else 0, dtype=np.int32)
    config = np.full(len(places), flipped, dtype=np.int32)
    for k, option in enumerate(one_way):
        config ^= (places >> place[option] & 1) << k
    return Tiles(
        bases=_fixed(_spread_bits([bit for bit in range(n_bits) if bit not in in_tile])),
        starts=_fixed(_spread_bits(bits[run_bits:])),
        run=1 << run_bits,
        bits=_fixed(np.array([place[k] for k in own], dtype=np.int32)),
        ways=_fixed(np.array([_WAYS[direction[k]] for k in own], dtype=np.int32)),
        blocks=_fixed(_spread_bits([place[bit] for bit in bits if bit not in own])),
        inside=_fixed(_spread_bits([place[k] for k in own])),
        config=_fixed(config),
        n_one_way=len(one_way),
        tile_bits=len(bits),
    )


_WAYS = {"both": 0, "fwd": kernels.TAKE, "back": kernels.DROP}


def _spread_bits(bits: list[int]) -> Ints:
    """Return all numbers made of some bits, ascending when the bits are."""
    numbers = np.zeros(1, dtype=np.int32)
    for bit in bits:
        numbers = np.concatenate([numbers, numbers | np.int32(1 << bit)])
    return numbers


def _fixed(array: NDArray[Any]) -> NDArray[Any]:
    """Return a read-only view: for the compiler that is a type of its own, so it must not vary."""
    view = array.view()
    view.flags.writeable = False
    return view
