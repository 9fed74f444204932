"""Stability over a block of profiles side by side; importing this module imports Numba.

``values`` have shape (n_rows, n_profiles): the profiles of a row are neighbours in memory and are
compared 32 to 64 at once. The loops over a row are functions of their own: inside the loops that call
them they were not vectorised (16 times slower, Numba 0.68), and views of rows would be counted
references, which costs more than the comparison.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.engine._compiled import compiled
from detente.analysis.graph_model.engine._layout import Indices, Layout

Values = NDArray[np.signedinteger]
Verdicts = NDArray[np.uint8]

NASH, GMR, SMR, SEQ = range(4)

TOGETHER = 4
"""Moves compared in one pass over a row: one at a time takes nearly twice as long."""


@compiled
def solve_block(
    given: Values, layout: Layout, wanted: NDArray[np.int64], stable: Verdicts, start: int, answers: Values
) -> None:
    """Write the verdicts on a block of profiles.

    Parameters
    ----------
    given : ndarray, shape (n_dms, n_states, n_profiles)
        The ranks.
    wanted : ndarray of int, shape (4, 2)
        For Nash, GMR, SMR and SEQ: where in ``stable`` and where in ``answers`` to write; -1 for nowhere.
    stable : ndarray of uint8, shape (n_concepts, n_dms, n_states, n_all_profiles)
        The verdicts on this block go to ``start`` and what follows.
    answers : ndarray, shape (n_kept, n_dms, n_states, n_all_profiles)
        What the others can bring each state down to, written in the same places.
    """
    n_dms, n_rows = given.shape[0], layout.n_rows
    ranks = lay_ranks(given, layout)
    best, values, spare = np.empty_like(ranks[0]), np.empty_like(ranks[0]), np.empty_like(ranks[0])
    stamp = np.empty(n_rows, np.int64)
    for dm in range(n_dms):
        rank = ranks[dm]
        if wanted[NASH, 0] >= 0 or wanted[SMR, 0] >= 0:
            copy_rows(best, rank)
            fill(best, layout.holes, 0)
            spread_best(best, layout, dm)
        for concept in range(4):
            to, keep = wanted[concept]
            if to < 0:
                continue
            if concept == NASH:
                judge(best, rank, layout.place, stable[to, dm], start)
                continue
            copy_rows(values, best if concept == SMR else rank)
            fill(values, layout.holes, np.iinfo(ranks.dtype).max)
            if concept == SEQ:
                answer_by_improvements(values, spare, ranks, stamp, layout, dm)
            else:
                answer_by_moves(values, spare, layout, dm)
            if keep >= 0:
                write_rows(answers[keep, dm], values, layout.place, start)
            # What an improvement is worth in the end; the best of it decides.
            for row in range(n_rows):
                take_smaller(values, row, rank, row)
            fill(values, layout.holes, 0)
            spread_best(values, layout, dm)
            judge(values, rank, layout.place, stable[to, dm], start)


@compiled
def lay_ranks(given: Values, layout: Layout) -> Values:
    """Return the ranks in the rows of the layout, 0 in those that are no state."""
    n_dms, n_states, n_profiles = given.shape
    ranks = np.empty((n_dms, layout.n_rows, n_profiles), given.dtype)
    for dm in range(n_dms):
        to, rank = ranks[dm], given[dm]
        fill(to, layout.holes, 0)
        for position in range(n_states):
            copy_row(to, layout.place[position], rank, position)
    return ranks


@compiled
def answer_by_moves(values: Values, before: Values, layout: Layout, dm: int) -> None:
    """Bring each value down to the smallest that the dms other than ``dm`` can reach, in place.

    The dms take turns until a whole round changes nothing. Moves of one dm are transitive, so its own
    turn need not be repeated at once, and a single other dm has only one.
    """
    n_others = count_movers(layout.spread_first, dm)
    top = np.iinfo(values.dtype).max
    quiet = 0
    while quiet < n_others:
        for mover in range(layout.spread_first.shape[0] - 1):
            if mover == dm or layout.spread_first[mover] == layout.spread_first[mover + 1]:
                continue
            if n_others > 1:
                copy_rows(before, values)
            spread_worst(values, layout, mover)
            fill(values, layout.holes, top)
            quiet += 1
            if n_others > 1 and differs(values, before, layout.place):
                quiet = 1
            if quiet == n_others:
                break


@compiled
def answer_by_improvements(
    values: Values, spare: Values, ranks: Values, stamp: NDArray[np.int64], layout: Layout, dm: int
) -> None:
    """Bring each value down as `answer_by_moves` does, each step an improvement for whoever makes it.

    ``stamp`` says in which turn a row last changed: a move into a row that has not changed since the
    mover's last turn is passed over.
    """
    n_others = count_movers(layout.leave_first, dm)
    stamp[:] = 0
    last_turn = np.full(ranks.shape[0], -1)
    turn = 0
    quiet = 0
    while quiet < n_others:
        for mover in range(ranks.shape[0]):
            if mover == dm or layout.leave_first[mover] == layout.leave_first[mover + 1]:
                continue
            turn += 1
            quiet += 1
            first, last = layout.leave_first[mover], layout.leave_first[mover + 1]
            leave = layout.leave[first : last + 1]
            if improve(values, spare, ranks[mover], leave, layout.enter, stamp, last_turn[mover], turn):
                quiet = 1
            last_turn[mover] = turn
            if quiet == n_others:
                break


@compiled
def improve(  # one turn of one mover, called in one place: the eight are what that place has
    values: Values,
    spare: Values,
    rank: Values,
    leave: Indices,
    enter: Indices,
    stamp: NDArray[np.int64],
    last_turn: int,
    turn: int,
) -> bool:
    """Take the smallest value that one dm's improvements lead to; return whether any value changed."""
    is_changed = False
    ends = np.empty(TOGETHER, np.int32)
    for index in range(leave.shape[0] - 1):
        row = leave[index, 0]
        n_ends = 0
        is_kept = False
        for move in range(leave[index, 1], leave[index + 1, 1]):
            if stamp[enter[move]] <= last_turn:
                continue
            if not is_kept:
                copy_row(spare, 0, values, row)
                is_kept = True
            ends[n_ends] = enter[move]
            n_ends += 1
            if n_ends == TOGETHER:
                take_smallest_that_is_better(values, rank, row, ends[0], ends[1], ends[2], ends[3])
                n_ends = 0
        if n_ends:
            ends[n_ends:] = ends[0]  # never the row itself: what reads what it writes is not vectorised
            take_smallest_that_is_better(values, rank, row, ends[0], ends[1], ends[2], ends[3])
        if is_kept and row_differs(spare, 0, values, row):
            stamp[row] = turn
            is_changed = True
    return is_changed


@compiled
def spread_best(values: Values, layout: Layout, dm: int) -> None:
    """Bring each value up to the largest that one dm can move to, in place."""
    steps = layout.spread
    for step in range(layout.spread_first[dm], layout.spread_first[dm + 1]):
        row, end = steps[step, 0], steps[step, 1]
        take_larger(values, row, values, end)
        if steps[step, 2]:
            copy_row(values, end, values, row)


@compiled
def spread_worst(values: Values, layout: Layout, dm: int) -> None:
    """Bring each value down to the smallest that one dm can move to, in place."""
    steps = layout.spread
    for step in range(layout.spread_first[dm], layout.spread_first[dm + 1]):
        row, end = steps[step, 0], steps[step, 1]
        take_smaller(values, row, values, end)
        if steps[step, 2]:
            copy_row(values, end, values, row)


@compiled
def count_movers(first: Indices, dm: int) -> int:
    """Return how many dms other than ``dm`` have any move."""
    n_movers = 0
    for mover in range(first.shape[0] - 1):
        if mover != dm and first[mover] < first[mover + 1]:
            n_movers += 1
    return n_movers


@compiled
def judge(best: Values, rank: Values, place: Indices, stable: Verdicts, start: int) -> None:
    """Write where nothing that lasts is better than what is."""
    for position in range(place.shape[0]):
        judge_row(stable, position, start, best, rank, place[position])


@compiled
def write_rows(to: Values, values: Values, place: Indices, start: int) -> None:
    """Write the values of the states."""
    for position in range(place.shape[0]):
        write_row(to, position, start, values, place[position])


@compiled
def differs(values: Values, before: Values, place: Indices) -> bool:
    """Whether the values of any state differ."""
    for row in place:  # noqa: SIM110 - Numba compiles no generator
        if row_differs(values, row, before, row):
            return True
    return False


@compiled
def fill(values: Values, rows: Indices, value: int) -> None:
    """Set some rows to one value."""
    for row in rows:
        for lane in range(values.shape[1]):
            values[row, lane] = value


@compiled
def copy_rows(to: Values, values: Values) -> None:
    """Copy all rows."""
    for row in range(values.shape[0]):
        copy_row(to, row, values, row)


@compiled
def copy_row(to: Values, row: int, values: Values, other: int) -> None:
    """Copy a row."""
    for lane in range(to.shape[1]):
        to[row, lane] = values[other, lane]


@compiled
def write_row(to: Values, position: int, start: int, values: Values, row: int) -> None:
    """Write the values of one state."""
    written = to[position, start : start + values.shape[1]]  # an index by a sum would not be vectorised
    for lane in range(values.shape[1]):
        written[lane] = values[row, lane]


@compiled
def take_larger(to: Values, row: int, values: Values, other: int) -> None:
    """Keep the larger of two rows."""
    for lane in range(to.shape[1]):
        here, there = to[row, lane], values[other, lane]
        to[row, lane] = here if here > there else there


@compiled
def take_smaller(to: Values, row: int, values: Values, other: int) -> None:
    """Keep the smaller of two rows."""
    for lane in range(to.shape[1]):
        here, there = to[row, lane], values[other, lane]
        to[row, lane] = here if here < there else there


@compiled
def take_smallest_that_is_better(
    values: Values, rank: Values, row: int, first: int, second: int, third: int, fourth: int
) -> None:
    """Keep the smallest of a row and of those among four others to which moving is an improvement."""
    for lane in range(values.shape[1]):
        here, left = values[row, lane], rank[row, lane]
        there = values[first, lane]
        here = there if (rank[first, lane] > left) & (there < here) else here
        there = values[second, lane]
        here = there if (rank[second, lane] > left) & (there < here) else here
        there = values[third, lane]
        here = there if (rank[third, lane] > left) & (there < here) else here
        there = values[fourth, lane]
        here = there if (rank[fourth, lane] > left) & (there < here) else here
        values[row, lane] = here


@compiled
def row_differs(values: Values, row: int, other: Values, other_row: int) -> bool:
    """Whether two rows differ anywhere."""
    found = 0
    for lane in range(values.shape[1]):
        found |= values[row, lane] ^ other[other_row, lane]
    return found != 0


@compiled
def judge_row(stable: Verdicts, position: int, start: int, best: Values, rank: Values, row: int) -> None:
    """Write the verdicts on one state."""
    written = stable[position, start : start + best.shape[1]]  # an index by a sum would not be vectorised
    for lane in range(best.shape[1]):
        written[lane] = np.uint8(best[row, lane] <= rank[row, lane])


@compiled
def choose_lasting(
    rank: Values,
    answer: Values,
    targets: NDArray[np.intp],
    positions: NDArray[np.intp],
    chosen: NDArray[np.int16],
) -> None:
    """Write the column of the best improvement that lasts, of equals the first; -1 where none does.

    Parameters
    ----------
    rank, answer : ndarray, shape (n_states, n_profiles)
    targets : ndarray of intp, shape (n_columns, n_states)
    positions : ndarray of intp, shape (n_chosen,)
    chosen : ndarray of int16, shape (n_chosen, n_profiles)
    """
    best = np.empty((1, rank.shape[1]), rank.dtype)
    for index in range(positions.shape[0]):
        here = positions[index]
        chosen[index, :] = -1
        copy_row(best, 0, rank, here)
        for column in range(targets.shape[0]):
            there = targets[column, here]
            if there != here:
                choose_better(chosen, index, column, best, rank, answer, here, there)


@compiled
def choose_better(  # the row that is written, the column, and the rows that are compared
    chosen: NDArray[np.int16],
    index: int,
    column: int,
    best: Values,
    rank: Values,
    answer: Values,
    here: int,
    there: int,
) -> None:
    """Choose a column where it leads to something better than the best so far, and that lasts."""
    for lane in range(rank.shape[1]):
        gained = rank[there, lane]
        is_better = (gained > best[0, lane]) & (answer[there, lane] > rank[here, lane])
        best[0, lane] = gained if is_better else best[0, lane]
        chosen[index, lane] = column if is_better else chosen[index, lane]
