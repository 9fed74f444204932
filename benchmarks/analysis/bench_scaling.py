"""Time how the cost of solving grows: with options, dms, the infeasible share, and one-way options.

    .venv/bin/python benchmarks/analysis/bench_scaling.py [--json FILE] [--svg FILE]

The four concepts, everything two-way and feasible where nothing else is said. The answers of each kind of
model are checked first, on states drawn among the stable and the unstable ones, each worked out by the
bare definition. Each point is the best of several rounds, each on a model not seen before, in seconds of
processor time, of all threads together: that is the same where a machine is busy with something else.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
from benchmarks.analysis.bench_solve import share_out  # noqa: E402
from benchmarks.analysis.drawn import (  # noqa: E402
    best_of,
    check_sampled,
    describe_machine,
    draw_model,
)
from benchmarks.analysis.plot import Curve, Panel, draw_panels  # noqa: E402

from detente.analysis.graph_model import solve  # noqa: E402

ROUNDS = 6
MANY = 20
"""Options of the largest model."""

MIDDLE = 16
"""Options where something else grows."""

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

Points = list[tuple[float, float]]


def main() -> None:
    """Check, time, print, draw."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    parser.add_argument("--svg", type=Path, help="also draw them to this file")
    asked = parser.parse_args()
    n_checked = sum(check(n_dms, kind) for n_dms in (2, 3, 6) for kind in KINDS.values())
    machine = describe_machine()
    for name, value in machine.items():
        print(f"{name:10} {value}")
    print(f"{n_checked} verdicts checked")
    panels = [by_options(), by_dms(), by_infeasible(), by_one_way()]
    if asked.json:
        curves = {panel.title: {curve.name: curve.points for curve in panel.curves} for panel in panels}
        asked.json.write_text(json.dumps({**machine, **curves}, indent=2) + "\n", encoding="utf-8")
    if asked.svg:
        title = f"Processor time to solve Nash, GMR, SMR and SEQ; {machine['machine']}"
        asked.svg.write_text(draw_panels(panels, title=title), encoding="utf-8")


KINDS: dict[str, dict[str, float]] = {
    "all feasible, two-way": {},
    "30 % infeasible, 4 one-way": {"infeasible": 0.3, "n_one_way": 4},
}


def check(n_dms: int, kind: dict[str, float]) -> int:
    model = draw_model(99, share_out(14, n_dms), **kind)  # type: ignore[arg-type]
    return check_sampled(model, dict(solve(model).stable), 3, seed=1)


def measure(owner: Sequence[int], **kind: float) -> float:
    """Return the shortest seconds of solving one of several drawn models."""
    models = [draw_model(seed, owner, **kind) for seed in range(ROUNDS)]  # type: ignore[arg-type]
    solve(models[0])
    drawn = iter(models)
    return best_of(ROUNDS, lambda: solve(next(drawn)), time.process_time)


def by_options() -> Panel:
    sizes = range(6, MANY + 1)
    curves = [
        curve(f"{n_dms} dms, all feasible, two-way", [(2.0**k, measure(share_out(k, n_dms))) for k in sizes])
        for n_dms in (2, 3, 6)
    ]
    name = "30 % infeasible, 4 one-way"
    constrained = [(2.0**k, measure(share_out(k, 3), **KINDS[name])) for k in sizes]
    curves.append(curve(f"3 dms, {name}", constrained))
    ranks = [np.ones(3 << k, dtype=np.int32) for k in sizes if k >= 12]
    floor = [(len(row) / 3, best_of(25, row.max, time.process_time)) for row in ranks]
    curves.append(curve("reading the ranks of 3 dms once", floor, is_bound=True))
    ticks = [(2.0**k, "2" + str(k).translate(SUPERSCRIPTS)) for k in sizes if k % 2 == 0]
    return Panel(title="More options", x_label="combinations of options", ticks=ticks, curves=curves)


def by_dms() -> Panel:
    numbers = (2, 3, 4, 6, 8, 12, 16)
    curves = [
        curve(name, [(float(n), measure(share_out(MIDDLE, n), **kind)) for n in numbers])
        for name, kind in KINDS.items()
    ]
    ticks = [(float(n), str(n)) for n in numbers]
    return Panel(title=f"More dms ({MIDDLE} options)", x_label="dms", ticks=ticks, curves=curves)


def by_infeasible() -> Panel:
    owner = share_out(MIDDLE, 3)
    shares = (0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9)
    curves = [
        curve(
            f"{n_one_way} one-way options",
            [(share, measure(owner, infeasible=share, n_one_way=n_one_way)) for share in shares],
        )
        for n_one_way in (0, 4)
    ]
    title, ticks = f"Fewer feasible states (3 dms, {MIDDLE} options)", [(x, f"{x:.0%}") for x in shares[2:]]
    return Panel(
        title=title,
        x_label="share of infeasible states",
        ticks=[(0.0, "0"), *ticks],
        curves=curves,
        is_log=False,
    )


def by_one_way() -> Panel:
    owner = share_out(MIDDLE, 3)
    numbers = range(0, MIDDLE + 1, 2)
    curves = [
        curve(name, [(float(n), measure(owner, infeasible=share, n_one_way=n)) for n in numbers])
        for name, share in (("all feasible", 0.0), ("30 % infeasible", 0.3))
    ]
    ticks = [(float(n), str(n)) for n in numbers if n % 4 == 0 or n == MIDDLE]
    title = f"More one-way options (3 dms, {MIDDLE} options)"
    return Panel(title=title, x_label="one-way options", ticks=ticks, curves=curves, is_log=False)


def curve(name: str, points: Points, *, is_bound: bool = False) -> Curve:
    """Print the points as they are measured."""
    print(f"\n{name}")
    for x, seconds in points:
        print(f"    {x:12g} {seconds * 1000:10.3f} ms")
    return Curve(name=name, points=points, is_bound=is_bound)


if __name__ == "__main__":
    main()
