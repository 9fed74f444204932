"""Compiled loops over a cube of states, tile by tile; nothing is validated here.

A cube holds one value for each of the 2**k states, feasible or not, at the state's own number. A tile
(`_cube.Tiles`) is the part of it spanned by one mover's options and the lowest other ones: what the
mover can bring about from a state of a tile stays inside it, so that a tile is copied once, worked on
in cache, and written back.

The value `wall`, the largest of its type, marks infeasible states: it is neutral in a minimum.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.engine._compiled import compiled

Values = NDArray[np.signedinteger]
Ints = NDArray[np.int32]
Wall = np.signedinteger[Any]

TAKE, DROP = 1, 2
"""Ways of an option that can only be taken, or only be dropped; 0 is both."""

SHORT = 4
"""Loops over fewer neighbours than this are not worth starting, nor can they use wide instructions."""

DENSE = 3
"""Up to so many one-way options of a mover, comparing a value with all their combinations is quicker, by a
quarter, than walking through those it belongs to."""

NEW_GROUP = 1 << 30
"""Set in an entry of an order where the states are less preferred than those before it."""


@compiled
def _load(values: Values, base: int, starts: Ints, run: int, tile: Values) -> None:
    for index in range(len(starts)):
        there = base + starts[index]
        # Assigning one slice to another takes Numba ten times as long to compile, and runs no faster.
        copied, read = tile[index * run : (index + 1) * run], values[there : there + run]
        for x in range(run):
            copied[x] = read[x]


@compiled
def _lower(tile: Values, bits: Ints, ways: Ints) -> None:
    """Replace each value by the smallest over the state and what the mover can reach from it."""
    for index in range(len(bits)):
        step = 1 << bits[index]
        if step < SHORT:
            _lower_neighbours(tile, bits[index], ways[index])
            continue
        for start in range(0, len(tile), 2 * step):
            without, taken = tile[start : start + step], tile[start + step : start + 2 * step]
            if ways[index] == TAKE:
                for x in range(step):
                    without[x] = min(without[x], taken[x])
            elif ways[index] == DROP:
                for x in range(step):
                    taken[x] = min(without[x], taken[x])
            else:
                for x in range(step):
                    least = min(without[x], taken[x])
                    without[x] = least
                    taken[x] = least


@compiled
def _lower_neighbours(tile: Values, bit: int, way: int) -> None:
    """Do as `_lower` does for one of the lowest options, whose two halves lie too close for slices."""
    shift, one = np.uint64(bit), np.uint64(1)
    step = one << shift
    for pair in range(np.uint64(len(tile) // 2)):
        without = pair >> shift << (shift + one) | pair & (step - one)
        least = min(tile[without], tile[without + step])
        if way != DROP:
            tile[without] = least
        if way != TAKE:
            tile[without + step] = least


@compiled
def _merge(tile: Values, values: Values, base: int, starts: Ints, run: int, wall: Wall) -> bool:
    """Lower feasible values to those of the tile; return whether any changed."""
    changed = False
    for index in range(len(starts)):
        there = base + starts[index]
        old, new = values[there : there + run], tile[index * run : (index + 1) * run]
        difference = wall ^ wall
        for x in range(run):
            least = old[x] if old[x] == wall else min(old[x], new[x])
            difference |= old[x] ^ least
            old[x] = least
        if difference != 0:
            changed = True
    return changed


@compiled
def spread(
    source: Values, target: Values, bases: Ints, starts: Ints, run: int, bits: Ints, ways: Ints, wall: Wall
) -> bool:
    """Lower ``target`` to the least of ``source`` that one mover can reach; return whether any changed."""
    changed = False
    tile = np.empty(len(starts) * run, dtype=source.dtype)
    for base in bases:
        _load(source, base, starts, run, tile)
        _lower(tile, bits, ways)
        if _merge(tile, target, base, starts, run, wall):
            changed = True
    return changed


@compiled
def raise_own(
    source: Values, target: Values, bases: Ints, starts: Ints, run: int, bits: Ints, ways: Ints
) -> None:
    """Write to ``target`` the largest of ``source`` over each state and one mover's moves.

    Infeasible states hold -1 in ``source``, which is neutral in a maximum.
    """
    tile = np.empty(len(starts) * run, dtype=source.dtype)
    for base in bases:
        _load(source, base, starts, run, tile)
        # The complement turns the order around: the largest value becomes the smallest.
        for x in range(len(tile)):
            tile[x] = ~tile[x]
        _lower(tile, bits, ways)
        for index in range(len(starts)):
            there = base + starts[index]
            raised, lowered = target[there : there + run], tile[index * run : (index + 1) * run]
            for x in range(run):
                raised[x] = ~lowered[x]


@compiled
def pack_order(
    rank: Ints,
    bases: Ints,
    starts: Ints,
    run: int,
    blocks: Ints,
    inside: Ints,
    tile_bits: int,
    keys: NDArray[np.int64],
) -> None:
    """Write one sortable key per state, a row per block: better states first, infeasible ones last."""
    tile = np.empty(1 << tile_bits, dtype=rank.dtype)
    last = np.iinfo(np.int64).max
    row = 0
    for base in bases:
        _load(rank, base, starts, run, tile)
        for block in blocks:
            for x in range(len(inside)):
                here = block + inside[x]
                value = np.int64(tile[here])
                keys[row, x] = last if value < 0 else (-value << tile_bits) + here
            row += 1


@compiled
def unpack_order(keys: NDArray[np.int64], tile_bits: int, order: Ints) -> None:
    """Turn sorted keys into places in the tile; -1 ends a block."""
    for row in range(len(keys)):
        before = np.int64(0)
        for x in range(keys.shape[1]):
            key = keys[row, x]
            if key == np.iinfo(np.int64).max:
                order[row, x] = -1
                break
            rank = key >> tile_bits
            place = key & ((1 << tile_bits) - 1)
            order[row, x] = place | NEW_GROUP if x and rank != before else place
            before = rank


@compiled
def improve(
    source: Values, target: Values, bases: Ints, starts: Ints, run: int, order: Ints, wall: Wall
) -> bool:
    """Lower ``target`` to the least of ``source`` over one mover's improvements; all its options two-way.

    From the best state of a block down, what is strictly better has all been seen.
    """
    changed = False
    tile = np.empty(len(starts) * run, dtype=source.dtype)
    n_blocks = len(order) // len(bases)
    for index in range(len(bases)):
        _load(source, bases[index], starts, run, tile)
        for row in range(index * n_blocks, (index + 1) * n_blocks):
            seen = wall
            better = seen
            for x in range(order.shape[1]):
                entry = order[row, x]
                if entry < 0:
                    break
                if entry & NEW_GROUP:
                    better = seen
                place = np.uint64(entry & (NEW_GROUP - 1))
                value = tile[place]
                seen = min(seen, value)
                tile[place] = min(value, better)
        if _merge(tile, target, bases[index], starts, run, wall):
            changed = True
    return changed


@compiled
def _improve_block(
    tile: Values,
    row: Ints,
    config: Ints,
    n_low: int,
    barriers: Values,
    least: Values,
    reached: Values,
    wall: Wall,
) -> None:
    """Lower one block where some options are one-way.

    What can be reached has every one-way option turned that the state has turned (``config``), or more.
    ``least[h, l]`` is the smallest value seen with exactly ``l`` in the lower half of those options and
    ``h`` or more in the upper one: a state is entered below each ``h`` and looked up above its ``l``, at
    1.5**(half the one-way options) steps each on average. With few one-way options there is no lower half,
    and every entry is compared instead: ``barriers`` are too large where a state is not to be entered.
    """
    # Unsigned places need no check for counting from the end.
    shift, one, at_place = np.uint64(n_low), np.uint64(1), np.uint64(NEW_GROUP - 1)
    low_mask = (one << shift) - one
    n_dense = np.uint64(len(least) if len(barriers) > 0 else 0)
    least[:] = wall
    first = 0
    for x in range(len(row)):
        if row[x] < 0:
            break
        if row[x] & NEW_GROUP:
            for y in range(first, x):
                place = np.uint64(row[y]) & at_place
                turned, value = np.uint64(config[place]), tile[place]
                tile[place] = min(value, reached[y])
                for entry in range(n_dense):
                    least[entry] = min(least[entry], max(value, barriers[turned * n_dense + entry]))
                high, low = turned >> shift, turned & low_mask
                below = high
                while n_dense == 0:
                    least[below << shift | low] = min(least[below << shift | low], value)
                    if below == 0:
                        break
                    below = (below - one) & high
            first = x
        turned = np.uint64(config[np.uint64(row[x]) & at_place])
        high, low = turned & ~low_mask, turned & low_mask
        above = low
        found = least[high | above]
        while above < low_mask:
            above = (above + one) | low
            found = min(found, least[high | above])
        reached[x] = found
    for y in range(first, len(row)):
        if row[y] < 0:
            break
        place = np.uint64(row[y]) & at_place
        tile[place] = min(tile[place], reached[y])


@compiled
def improve_one_way(
    source: Values,
    target: Values,
    bases: Ints,
    starts: Ints,
    run: int,
    order: Ints,
    config: Ints,
    n_one_way: int,
    wall: Wall,
) -> bool:
    """Do as `improve` does for a mover with one-way options."""
    changed = False
    tile = np.empty(len(starts) * run, dtype=source.dtype)
    least = np.empty(1 << n_one_way, dtype=source.dtype)
    reached = np.empty(order.shape[1], dtype=source.dtype)
    n_low, n_dense = (0, 1 << n_one_way) if n_one_way <= DENSE else (n_one_way // 2, 0)
    barriers = np.empty(n_dense * n_dense, dtype=source.dtype)
    for turned in range(n_dense):
        for below in range(n_dense):
            barriers[turned * n_dense + below] = wall if below & ~turned else 0
    n_blocks = len(order) // len(bases)
    for index in range(len(bases)):
        _load(source, bases[index], starts, run, tile)
        for row in range(index * n_blocks, (index + 1) * n_blocks):
            _improve_block(tile, order[row], config, n_low, barriers, least, reached, wall)
        if _merge(tile, target, bases[index], starts, run, wall):
            changed = True
    return changed
