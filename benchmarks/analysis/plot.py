"""Panels of curves as plain SVG: axes, ticks, markers, a legend, no script."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 470, 360
"""Of one panel, in pixels."""

LEFT, RIGHT, TOP, BOTTOM = 74, 16, 44, 56
"""Margins of a panel, where titles, ticks and labels stand."""

LEGEND_LINE = 17
COLOURS = ("#0072b2", "#d55e00", "#008060", "#a0408c", "#606060")
"""Told apart by those who do not see all colours (Okabe and Ito), and each has a marker of its own."""

Scale = Callable[[float], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Points with a name; ``is_bound`` draws a dashed line without markers."""

    name: str
    points: Sequence[tuple[float, float]]
    is_bound: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Curves over one axis; seconds go up, on a logarithmic scale.

    ``ticks`` are values of x with what is written below them; ``is_log`` makes the axis logarithmic.
    """

    title: str
    x_label: str
    ticks: Sequence[tuple[float, str]]
    curves: Sequence[Curve]
    is_log: bool = True


def draw_panels(panels: Sequence[Panel], *, title: str, n_columns: int = 2) -> str:
    """Return the panels side by side as one SVG document."""
    n_rows = -(-len(panels) // n_columns)
    width, height = n_columns * WIDTH, n_rows * HEIGHT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" font-family="sans-serif" font-size="13" fill="#222">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for index, panel in enumerate(panels):
        row, column = divmod(index, n_columns)
        parts += [f'<g transform="translate({column * WIDTH} {row * HEIGHT})">', *_panel(panel), "</g>"]
    return "\n".join([*parts, "</svg>", ""])


def _panel(panel: Panel) -> list[str]:
    seconds = [y for curve in panel.curves for _, y in curve.points]
    bottom, top = math.floor(math.log10(min(seconds))), math.ceil(math.log10(max(seconds)))
    # The legend stands above the highest curve, inside the frame.
    room = LEGEND_LINE * len(panel.curves) + 12
    plot_height = HEIGHT - TOP - BOTTOM - room

    def up(y: float) -> float:
        return HEIGHT - BOTTOM - plot_height * (math.log10(y) - bottom) / (top - bottom)

    across = _across(panel)
    parts = [
        f'<text x="{LEFT}" y="24" font-size="15" font-weight="bold">{escape(panel.title)}</text>',
        *_frame(panel, across, up, range(bottom, top + 1)),
    ]
    for index, curve in enumerate(panel.curves):
        parts += _curve(curve, index, across, up)
        parts += _legend(curve, index)
    return parts


def _across(panel: Panel) -> Scale:
    def place(x: float) -> float:
        return math.log2(x) if panel.is_log else x

    xs = [place(x) for curve in panel.curves for x, _ in curve.points]
    first, last = min(xs), max(xs)
    return lambda x: LEFT + 12 + (WIDTH - LEFT - RIGHT - 24) * (place(x) - first) / (last - first)


def _frame(panel: Panel, across: Scale, up: Scale, decades: range) -> list[str]:
    right, floor = WIDTH - RIGHT, HEIGHT - BOTTOM
    parts = []
    for decade in decades:
        y = up(10.0**decade)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{right}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{_duration(decade)}</text>')
    for x, label in panel.ticks:
        parts.append(f'<path d="M{across(x):.1f} {floor}v5" stroke="#222"/>')
        parts.append(
            f'<text x="{across(x):.1f}" y="{floor + 20}" text-anchor="middle">{escape(label)}</text>'
        )
    middle = (LEFT + right) / 2
    parts.append(f'<path d="M{LEFT} {TOP - 6}V{floor}H{right}" fill="none" stroke="#222"/>')
    parts.append(f'<text x="{middle}" y="{floor + 42}" text-anchor="middle">{escape(panel.x_label)}</text>')
    return parts


def _curve(curve: Curve, index: int, across: Scale, up: Scale) -> list[str]:
    places = [(across(x), up(y)) for x, y in curve.points]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    dashes = ' stroke-dasharray="5 4"' if curve.is_bound else ""
    colour = COLOURS[index % len(COLOURS)]
    parts = [f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>']
    if not curve.is_bound:
        parts += [_marker(x, y, index) for x, y in places]
    return parts


def _legend(curve: Curve, index: int) -> list[str]:
    x, y = LEFT + 14, TOP + 4 + LEGEND_LINE * index
    dashes = ' stroke-dasharray="5 4"' if curve.is_bound else ""
    colour = COLOURS[index % len(COLOURS)]
    parts = [f'<path d="M{x} {y}h26" stroke="{colour}" stroke-width="2"{dashes}/>']
    if not curve.is_bound:
        parts.append(_marker(x + 13, y, index))
    parts.append(f'<text x="{x + 34}" y="{y + 4}">{escape(curve.name)}</text>')
    return parts


def _marker(x: float, y: float, index: int) -> str:
    shapes = ("m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0", "m-4-4h8v8h-8z", "m0-5l5 9h-10z", "m0-5l5 5l-5 5l-5-5z")
    return f'<path d="M{x:.1f} {y:.1f}{shapes[index % len(shapes)]}" fill="{COLOURS[index % len(COLOURS)]}"/>'


def _duration(decade: int) -> str:
    """Write a power of ten of seconds: ``100 µs``, ``1 ms``, ``10 s``."""
    for unit, scale in (("s", 0), ("ms", -3), ("µs", -6)):
        if decade >= scale:
            return f"{10 ** (decade - scale)} {unit}"
    return f"1e{decade} s"
