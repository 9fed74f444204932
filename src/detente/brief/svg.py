"""Drawings as plain SVG: no script, no style attribute, a title and a description, links to records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from math import ceil

from markupsafe import Markup

from detente.analysis.results import Share
from detente.brief.briefing import Brief
from detente.brief.placing import SLOT, WIDTH, Axis, Layout, Placed, lay_out
from detente.brief.visible import one_line, shorten, visible
from detente.brief.wording import bounds, count, day, days, percent
from detente.record.values import Event

FORCE = ("ASSAULT", "COERCE", "MOBILIZE")
STEPS = ("AGREE", "CONCEDE", "COOPERATE", "RETREAT", "AID", "SUPPORT", "CONSULT")

ROW = 24
TOP = 30
MOST_TICKS = 6


def element(name: str, children: Sequence[Markup | str] = (), **attributes: str | float) -> Markup:
    """Return one SVG element; text and attribute values are escaped, ``_`` in names stands for ``-``."""
    written = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), _value(value))
        for key, value in attributes.items()
    )
    inside = Markup("").join(child if isinstance(child, Markup) else visible(child) for child in children)
    # Names come from this module alone, never from a document.
    return Markup("<{}{}>{}</{}>").format(Markup(name), written, inside, Markup(name))


def share_bar(share: Share) -> Markup:
    """Draw a share as a small bar, for a table cell."""
    fill = element("rect", class_="fill", x=0, y=0, width=100 * share.share, height=8)
    track = element("rect", class_="track", x=0, y=0, width=100, height=8)
    title = element("title", [f"{percent(share)} of worlds"])
    return element(
        "svg", [title, track, fill], class_="bar", viewBox="0 0 100 8", role="img", preserveAspectRatio="none"
    )


def share_bars(bars: Sequence[tuple[str, Share]], anchor: str, caption: str) -> Markup:
    """Draw shares under one another, with whiskers of two standard errors."""
    height = 26 * len(bars) + 22
    x0, x1 = 60.0, 470.0
    parts = [
        element("title", [caption], id=f"{anchor}-title"),
        element("desc", [", ".join(f"{name} {percent(share)}" for name, share in bars)], id=f"{anchor}-desc"),
    ]
    for tick in (0, 25, 50, 75, 100):
        x = x0 + (x1 - x0) * tick / 100
        parts.append(element("line", class_="grid", x1=x, x2=x, y1=4, y2=height - 18))
        parts.append(element("text", [f"{tick}"], class_="tick", x=x, y=height - 4, text_anchor="middle"))
    for number, (name, share) in enumerate(bars):
        y = 8 + 26 * number
        width = (x1 - x0) * share.share
        parts.append(element("text", [name], x=x0 - 8, y=y + 12, text_anchor="end"))
        parts.append(element("rect", class_="fill", x=x0, y=y, width=width, height=15))
        low = x0 + (x1 - x0) * max(share.share - 2 * share.error, 0)
        high = x0 + (x1 - x0) * min(share.share + 2 * share.error, 1)
        parts.append(element("line", class_="whisker", x1=low, x2=high, y1=y + 7.5, y2=y + 7.5))
        parts.append(element("text", [percent(share)], class_="value", x=x1 + 10, y=y + 12))
    return element(
        "svg",
        parts,
        class_="bars",
        viewBox=f"0 0 540 {height}",
        role="img",
        aria_labelledby=f"{anchor}-title {anchor}-desc",
    )


def timeline(brief: Brief, events: Sequence[Event]) -> Markup:
    """Draw events in one lane per actor, along days where they are known, else in the order told."""
    layout = lay_out(brief, events)
    parts: list[Markup] = []
    y = float(TOP)
    for lane in layout.lanes:
        parts.append(element("line", class_="lane", x1=0, x2=WIDTH, y1=y, y2=y))
        parts.append(element("text", [shorten(lane.name, 24)], class_="name", x=0, y=y + ROW - 7))
        for number, row in enumerate(lane.rows):
            parts += [_mark(brief, entry, y + ROW * number + ROW / 2) for entry in row]
        y += ROW * len(lane.rows) + 4
    parts.append(element("line", class_="lane", x1=0, x2=WIDTH, y1=y, y2=y))
    return element(
        "svg",
        [*_about(layout), *_ticks(layout.axis, y), *_loose_head(layout, y), *parts, *_key(y + 26)],
        class_="timeline",
        viewBox=f"0 0 {WIDTH} {ceil(y) + 44}",
        role="group",
        aria_labelledby="timeline-title timeline-desc",
    )


def _about(layout: Layout) -> list[Markup]:
    total = count(layout.n_events, "event")
    words = f"{layout.n_dated} of {total} placed on a day"
    if not layout.n_dated:
        words = f"{total}, none with a day, in the order told"
    return [
        element("title", ["Events by actor"], id="timeline-title"),
        element("desc", [f"{words}. The table below lists all events."], id="timeline-desc"),
    ]


def _mark(brief: Brief, entry: Placed, y: float) -> Markup:
    event = entry.event
    x = entry.left
    family = "force" if event.act in FORCE else "step" if event.act in STEPS else "word"
    is_solid = event.factuality == "happened"
    classes = f"mark {family}{'' if is_solid else ' hollow'}"
    label = brief.index.label(event.id)
    dead = f", dead {bounds(event.deaths)}" if event.deaths is not None else ""
    when = "day of the report" if entry.is_reported else days(event.time)
    actor = brief.cast.name(event.actor.actor) if event.actor is not None else None
    tip = f"{label}: {actor or 'actor open'}, {event.act.lower()}, {event.factuality}, {when}{dead}"
    parts = [element("title", [one_line(tip)])]
    if entry.right > entry.left:
        parts.append(element("line", class_=f"span {family}", x1=x, x2=entry.right, y1=y, y2=y))
    parts.append(_shape(family, classes, x, y))
    words = label + ("*" if entry.is_reported else "")
    parts.append(element("text", [words], class_="event", x=max(x, entry.right) + 9, y=y + 4))
    found = brief.index.find(event.id)
    return element("a", parts, href=f"#{found.anchor}") if found is not None else element("g", parts)


def _shape(family: str, classes: str, x: float, y: float) -> Markup:
    if family == "force":
        points = f"{x:g},{y - 6:g} {x + 6:g},{y + 5:g} {x - 6:g},{y + 5:g}"
        return element("polygon", class_=classes, points=points)
    if family == "step":
        return element("circle", class_=classes, cx=x, cy=y, r=5.5)
    return element("rect", class_=classes, x=x - 5, y=y - 5, width=10, height=10)


def _ticks(axis: Axis | None, bottom: float) -> list[Markup]:
    if axis is None:
        return []
    n_days = (axis.last - axis.first).days
    step = max(ceil(n_days / MOST_TICKS), 1)
    years = f"{axis.first.year}" + (f"–{axis.last.year}" if axis.last.year > axis.first.year else "")
    parts = [element("text", [years], class_="tick", x=0, y=TOP - 12)]
    for offset in range(0, n_days + 1, step):
        when = axis.first + timedelta(days=offset)
        x = axis.at(when)
        number, month, _ = day(when).split()
        parts.append(element("line", class_="grid", x1=x, x2=x, y1=TOP - 6, y2=bottom))
        words = f"{number} {month[:3]}"
        parts.append(element("text", [words], class_="tick", x=x, y=TOP - 12, text_anchor="middle"))
    return parts


def _loose_head(layout: Layout, bottom: float) -> list[Markup]:
    if layout.loose is None:
        return []
    words = "no day, or far off" if layout.axis is not None else "no day known: in the order told"
    parts = [element("text", [words], class_="tick", x=layout.loose - 6, y=TOP - 12)]
    if layout.axis is not None:
        x = layout.loose - SLOT / 2
        parts.append(element("line", class_="divide", x1=x, x2=x, y1=TOP - 22, y2=bottom))
    return parts


def _key(y: float) -> list[Markup]:
    """Draw what the marks mean; shape tells as much as colour, for print and for eyes that differ."""
    parts: list[Markup] = []
    x = 6.0
    entries = (
        ("force", "mark force", "force"),
        ("word", "mark word", "demand, refusal, threat"),
        ("step", "mark step", "talks, step, support"),
        ("step", "mark step hollow", "not (yet) a fact"),
    )
    for family, classes, words in entries:
        parts.append(_shape(family, classes, x, y))
        parts.append(element("text", [words], class_="tick", x=x + 11, y=y + 4))
        x += 30 + 6.4 * len(words)
    parts.append(element("text", ["* day of the report"], class_="tick", x=x, y=y + 4))
    return parts


def _value(value: str | float) -> str:
    return visible(value) if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
