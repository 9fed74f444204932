"""The ways from one state drawn as plain SVG: a column for every move, an arrow in the mover's colour.

Nothing is told by colour alone: every mover has a dash pattern too, an end has a second frame, and a move
that is no improvement for its mover has a hollow head. Colours go by the order of the dms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from markupsafe import Markup

from detente.analysis.graph_model.ways.chart import Arrow, Chart
from detente.analysis.graph_model.wording.narration import say_move, say_state
from detente.analysis.phrases import count
from detente.brief.svg import element
from detente.brief.visible import shorten

# Colours that remain apart for colour-blind eyes: Okabe & Ito (2008), "Color universal design".
STROKES = (
    ("#0072b2", ""),
    ("#d55e00", "7 3"),
    ("#009e73", "2 3"),
    ("#cc79a7", "10 3 2 3"),
    ("#000000", "5 2"),
    ("#e69f00", "10 3 2 3 2 3"),
    ("#56b4e9", "14 3"),
)
"""Colour and dashes of each mover; the eighth has the first again."""

WIDTH, GAP, APART = 172.0, 128.0, 12.0
LINE, INSET, MARGIN = 14.0, 8.0, 16.0
WORD = 5.9  # a character of the notes
MOST_LINES = 8
MOST_CHARACTERS = 25
INK, SOFT, PAPER = "#1c1f22", "#565b60", "#ffffff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Where a state is drawn, and what stands in it."""

    state: int
    x: float
    y: float
    height: float
    lines: tuple[str, ...]

    @property
    def middle(self) -> float:
        """Return the height of its centre."""
        return self.y + self.height / 2


def draw_paths(chart: Chart, *, title: str, holding: str = "holds", anchor: str = "paths") -> Markup:
    """Draw a chart.

    Parameters
    ----------
    chart : Chart
    title : str
        What the drawing is called for those who cannot see it.
    holding : str
        What the ends do, to follow ``what``: ``holds (SEQ)``, ``is wished for``.
    anchor : str
        Begins every id in the drawing, so that one page may hold several.
    """
    notes = _notes(chart, holding)
    legend, top = _legend(chart, notes, anchor)
    boxes = _place(chart, top)
    height = max(box.y + box.height for box in boxes.values()) + MARGIN
    columns = len(chart.columns) * (WIDTH + GAP) - GAP
    width = 2 * MARGIN + max(columns, WORD * max(map(len, notes)))
    parts = [
        element("title", [title], id=f"{anchor}-title"),
        element("desc", [_description(chart, holding)], id=f"{anchor}-desc"),
        element("defs", [_head(anchor, dm, is_full) for dm in _movers(chart) for is_full in (True, False)]),
        element("rect", x=0, y=0, width=width, height=height, fill=PAPER),
        *legend,
        *_heads_of_columns(chart, top),
        *_arrows(chart, boxes, anchor),
        *(_box(chart, box, holding) for box in boxes.values()),
    ]
    return element(
        "svg",
        parts,
        xmlns="http://www.w3.org/2000/svg",
        class_="paths",
        viewBox=f"0 0 {ceil(width)} {ceil(height)}",
        width=ceil(width),
        height=ceil(height),
        role="img",
        font_family="Inter, 'Segoe UI', 'Noto Sans', 'Liberation Sans', Arial, sans-serif",
        font_size=11,
        aria_labelledby=f"{anchor}-title {anchor}-desc",
    )


def _movers(chart: Chart) -> list[int]:
    return sorted({arrow.move.dm for arrow in chart.arrows})


def _description(chart: Chart, holding: str) -> str:
    """Say in words what is drawn."""
    n_shown = sum(map(len, chart.columns))
    how = "improvements" if chart.by == "improvements" else "moves"
    said = f"{count(n_shown, 'state')} within {count(len(chart.columns) - 1, 'step')} by {how}"
    more = f"; {count(chart.n_left_out, 'more state')} not shown" if chart.n_left_out else ""
    ends = "; ".join(say_state(chart.model, end) for end in chart.ends)
    moves = [say_move(chart.model, arrow.move) for arrow in chart.arrows if arrow.is_on_way]
    ways = f" Moves on the shortest ways there: {'; '.join(moves)}." if moves else ""
    marked = f" Marked as what {holding}: {ends}." if ends else ""
    return f"From {say_state(chart.model, chart.start)}: {said}{more}.{marked}{ways}"


def _notes(chart: Chart, holding: str) -> list[str]:
    """Say what the marks mean, and what is not shown."""
    by = "improvements" if chart.by == "improvements" else "moves"
    notes = [f"thick: on a shortest way by {by} to what {holding}"] if chart.ends else []
    if chart.model.labels.names:
        notes.append("+ taken up, − dropped since the start")
    if any(not arrow.is_improvement for arrow in chart.arrows):
        notes.append("hollow head: no improvement for whoever moves")
    if chart.n_left_out:
        more = count(chart.n_left_out, "more state")
        notes.append(f"one shortest way to each is shown; {more} can be reached")
    if chart.unreached:
        notes.append(f"not reached: {len(chart.unreached)} more of what {holding}")
    return notes or ["no move leads anywhere"]


def _legend(chart: Chart, notes: Sequence[str], anchor: str) -> tuple[list[Markup], float]:
    """Return a line for each mover and the notes, and where the drawing begins below them."""
    parts: list[Markup] = []
    y = MARGIN + 4
    for dm in _movers(chart):
        parts.append(_line(anchor, dm, MARGIN, y))
        name = shorten(chart.model.labels.dms[dm], 48)
        parts.append(element("text", [name], x=MARGIN + 58, y=y + 4, fill=INK))
        y += 18
    for note in notes:
        parts.append(element("text", [note], x=MARGIN, y=y + 4, fill=SOFT))
        y += 16
    return parts, y + 30


def _heads_of_columns(chart: Chart, top: float) -> list[Markup]:
    words = ["start", *(count(n, "move") for n in range(1, len(chart.columns)))]
    return [
        element("text", [word], x=MARGIN + n * (WIDTH + GAP), y=top - 10, fill=SOFT, font_weight=600)
        for n, word in enumerate(words)
    ]


def _lines(chart: Chart, state: int) -> tuple[str, ...]:
    """Return what stands in a box: the options taken at the start, elsewhere what is different."""
    names = chart.model.labels.names
    if chart.model.labels.states or not names:
        return (shorten(say_state(chart.model, state), MOST_CHARACTERS),)
    changed = state ^ chart.start if state != chart.start else state
    sign = {True: "+ ", False: "− "} if state != chart.start else {True: "", False: ""}
    lines = [
        sign[bool(state >> k & 1)] + shorten(name, MOST_CHARACTERS)
        for k, name in enumerate(names)
        if changed >> k & 1
    ] or ["nothing is taken"]
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"and {len(lines) - MOST_LINES + 1} more"]
    return tuple(lines)


def _place(chart: Chart, top: float) -> dict[int, Box]:
    """Place the states: every column in the middle, its states beside those they are reached from."""
    lines = {state: _lines(chart, state) for column in chart.columns for state in column}
    heights = {
        state: 2 * INSET + LINE * (len(shown) + (state in chart.ends or state == chart.start))
        for state, shown in lines.items()
    }
    tallest = max(sum(heights[state] + APART for state in column) for column in chart.columns)
    boxes: dict[int, Box] = {}
    for n, column in enumerate(_ordered(chart)):
        y = top + (tallest - sum(heights[state] + APART for state in column)) / 2
        for state in column:
            x = MARGIN + n * (WIDTH + GAP)
            boxes[state] = Box(state=state, x=x, y=y, height=heights[state], lines=lines[state])
            y += heights[state] + APART
    return boxes


def _ordered(chart: Chart) -> list[list[int]]:
    """Order the states of each column by the middle of what they are joined to, so that few arrows cross.

    References
    ----------
    Sugiyama, Tagawa & Toda (1981), "Methods for visual understanding of hierarchical system structures",
    *IEEE Transactions on Systems, Man, and Cybernetics* 11(2): the barycentre method.
    """
    joined: dict[int, list[int]] = {}
    for arrow in chart.arrows:
        joined.setdefault(arrow.move.start, []).append(arrow.move.end)
        joined.setdefault(arrow.move.end, []).append(arrow.move.start)
    columns = [list(column) for column in chart.columns]
    there, back = range(1, len(columns)), range(len(columns) - 2, 0, -1)
    for n, beside in [
        *((n, n - 1) for n in there),
        *((n, n + 1) for n in back),
        *((n, n - 1) for n in there),
    ]:
        place = {state: (k + 0.5) / len(columns[beside]) for k, state in enumerate(columns[beside])}
        middle = {state: _middle([place[s] for s in joined[state] if s in place]) for state in columns[n]}
        # Sorting is stable: states joined to the same stay in the order they were found in.
        columns[n].sort(key=middle.__getitem__)
    return columns


def _middle(places: list[float]) -> float:
    return sum(places) / len(places) if places else 0.5


def _box(chart: Chart, box: Box, holding: str) -> Markup:
    """Draw a state: the start filled, an end in a double frame."""
    is_end, is_start = box.state in chart.ends, box.state == chart.start
    fill = "#ececec" if is_start else PAPER
    parts = [
        element("title", [say_state(chart.model, box.state)]),
        _frame(box, fill, inset=0, round_=4),
        *([_frame(box, "none", inset=3, round_=2)] if is_end else []),
    ]
    tags = [*(["start"] if is_start else []), *([holding.removeprefix("is ")] if is_end else [])]
    lines = [", ".join(tags), *box.lines] if tags else list(box.lines)
    for number, line in enumerate(lines):
        weight = 700 if tags and number == 0 else 400
        y = box.y + INSET + LINE * number + 10.5
        parts.append(element("text", [line], x=box.x + 10, y=y, fill=INK, font_weight=weight))
    return element("g", parts)


def _frame(box: Box, fill: str, *, inset: float, round_: float) -> Markup:
    return element(
        "rect",
        x=box.x + inset,
        y=box.y + inset,
        width=WIDTH - 2 * inset,
        height=box.height - 2 * inset,
        rx=round_,
        fill=fill,
        stroke=INK,
    )


def _arrows(chart: Chart, boxes: dict[int, Box], anchor: str) -> list[Markup]:
    """Draw the moves, those on a way to an end last and so on top."""
    leaving, entering = _ports(chart, boxes)
    ordered = sorted(range(len(chart.arrows)), key=lambda number: chart.arrows[number].is_on_way)
    return [
        _arrow(chart, chart.arrows[number], leaving[number], entering[number], anchor) for number in ordered
    ]


def _ports(
    chart: Chart, boxes: dict[int, Box]
) -> tuple[dict[int, tuple[float, float]], dict[int, tuple[float, float]]]:
    """Spread the ends of the arrows over the sides of the boxes, so that they do not lie on one another."""
    leaving: dict[int, tuple[float, float]] = {}
    entering: dict[int, tuple[float, float]] = {}
    for box in boxes.values():
        out = [n for n, arrow in enumerate(chart.arrows) if arrow.move.start == box.state]
        into = [n for n, arrow in enumerate(chart.arrows) if arrow.move.end == box.state]
        out.sort(key=lambda n: boxes[chart.arrows[n].move.end].middle)
        into.sort(key=lambda n: boxes[chart.arrows[n].move.start].middle)
        for place, number in enumerate(out, start=1):
            leaving[number] = box.x + WIDTH, box.y + box.height * place / (len(out) + 1)
        for place, number in enumerate(into, start=1):
            entering[number] = box.x, box.y + box.height * place / (len(into) + 1)
    return leaving, entering


def _arrow(
    chart: Chart, arrow: Arrow, start: tuple[float, float], end: tuple[float, float], anchor: str
) -> Markup:
    (x0, y0), (x1, y1) = start, end
    colour, dashes = STROKES[arrow.move.dm % len(STROKES)]
    bend = (x1 - x0) * 0.45
    path = f"M{x0:g} {y0:.1f} C{x0 + bend:g} {y0:.1f} {x1 - bend:g} {y1:.1f} {x1 - 2:g} {y1:.1f}"
    kind = "full" if arrow.is_improvement else "hollow"
    return element(
        "path",
        [element("title", [say_move(chart.model, arrow.move)])],
        d=path,
        fill="none",
        stroke=colour,
        stroke_width=2.4 if arrow.is_on_way else 1,
        stroke_opacity=1 if arrow.is_on_way else 0.55,
        marker_end=f"url(#{anchor}-{kind}-{arrow.move.dm})",
        **({"stroke-dasharray": dashes} if dashes else {}),
    )


def _line(anchor: str, dm: int, x: float, y: float) -> Markup:
    """Draw a mover's line for the legend."""
    colour, dashes = STROKES[dm % len(STROKES)]
    return element(
        "path",
        d=f"M{x:g} {y:g} H{x + 46:g}",
        fill="none",
        stroke=colour,
        stroke_width=2.4,
        marker_end=f"url(#{anchor}-full-{dm})",
        **({"stroke-dasharray": dashes} if dashes else {}),
    )


def _head(anchor: str, dm: int, is_full: bool) -> Markup:
    """Return the head of a mover's arrows: full where the move improves, hollow where it does not."""
    colour = STROKES[dm % len(STROKES)][0]
    shape = element(
        "path", d="M1 1 L9 5 L1 9 z", fill=colour if is_full else PAPER, stroke=colour, stroke_width=1.4
    )
    return element(
        "marker",
        [shape],
        id=f"{anchor}-{'full' if is_full else 'hollow'}-{dm}",
        viewBox="0 0 10 10",
        refX=8,
        refY=5,
        markerWidth=9,
        markerHeight=9,
        markerUnits="userSpaceOnUse",
        orient="auto",
    )
