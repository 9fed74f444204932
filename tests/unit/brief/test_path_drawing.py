from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest

from detente.analysis.graph_model import GraphModel, Labels, solve
from detente.analysis.graph_model.ways.chart import Chart, find_chart
from detente.brief.path_drawing import STROKES, draw_paths

SVG = "{http://www.w3.org/2000/svg}"


def drawn(chart: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(draw_paths(chart, title="Ways <from> here", holding="holds (SEQ)"))


def chart_of(n_options: int, *, start: int = 0) -> Chart:
    n_states = 2**n_options
    rows = [[(state * 7 + dm * 3) % 11 for state in range(n_states)] for dm in range(3)]
    model = GraphModel.from_options(owner=[k % 3 for k in range(n_options)], rank=rows)
    names = tuple(f"party{k % 3}.option-{k}" for k in range(n_options))
    labels = Labels(dms=("<b>North</b>", "South", "East"), options=("does it",) * n_options, names=names)
    model = replace(model, labels=labels)
    ends = [int(state) for state in solve(model, ("gmr",)).equilibria("gmr")]
    return find_chart(model, start=start, ends=ends)


def boxes(svg: ElementTree.Element) -> list[tuple[float, float, float, float]]:
    found = []
    for group in svg.iter(f"{SVG}g"):
        rect = group.find(f"{SVG}rect")
        assert rect is not None
        found.append(tuple(float(rect.get(key, "")) for key in ("x", "y", "width", "height")))
    return found  # type: ignore[return-value]


@pytest.mark.parametrize("n_options", [2, 4, 5, 7])
def test_no_two_boxes_overlap_and_all_lie_inside(n_options: int) -> None:
    chart = chart_of(n_options)
    svg = drawn(chart)
    found = boxes(svg)
    assert len(found) == sum(map(len, chart.columns))
    width, height = (float(svg.get(key, "")) for key in ("width", "height"))
    for x, y, w, h in found:
        assert x >= 0
        assert y >= 0
        assert x + w <= width
        assert y + h <= height
    for (x, y, w, h), (x2, y2, w2, h2) in combinations(found, 2):
        assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y


def test_every_arrow_ends_at_boxes_and_has_its_mover_and_its_head() -> None:
    chart = chart_of(4)
    svg = drawn(chart)
    markers = {marker.get("id") for marker in svg.iter(f"{SVG}marker")}
    arrows = [path for path in svg.iter(f"{SVG}path") if "C" in path.get("d", "")]
    assert len(arrows) == len(chart.arrows)
    heads = sorted(path.get("marker-end", "") for path in arrows)
    expected = sorted(
        f"url(#paths-{'full' if a.is_improvement else 'hollow'}-{a.move.dm})" for a in chart.arrows
    )
    assert heads == expected
    assert {head[5:-1] for head in heads} <= markers


def test_colour_is_never_all_that_tells_two_movers_apart() -> None:
    assert len({colour for colour, _ in STROKES}) == len(STROKES)
    assert len({dashes for _, dashes in STROKES}) == len(STROKES)


def test_has_a_title_and_words_for_those_who_do_not_see_it() -> None:
    svg = drawn(chart_of(3))
    named = {element.get("id"): element for element in svg.iter() if element.get("id")}
    first, second = (svg.get("aria-labelledby") or "").split()
    assert named[first].text == "Ways <from> here"
    assert "From nothing: 8 states within 3 steps by moves." in (named[second].text or "")
    assert "<b>North</b> does it" in (named[second].text or "")


def test_says_what_is_not_reached() -> None:
    model = GraphModel.from_options(owner=[0], direction="fwd", rank=[[0, 1]])
    svg = ElementTree.fromstring(
        draw_paths(find_chart(model, start=1, ends=(0,)), title="t", holding="is wished for")
    )
    assert "not reached: 1 more of what is wished for" in "".join(svg.itertext())


def test_has_no_script_and_no_style() -> None:
    text = draw_paths(chart_of(4), title="t")
    assert "<script" not in text
    assert " style=" not in text
    assert "&lt;b&gt;North&lt;/b&gt;" in text


def test_a_start_from_which_nothing_moves_is_drawn_alone() -> None:
    model = GraphModel.from_options(owner=[0], direction="fwd", rank=[[0, 1]])
    svg = drawn(find_chart(model, start=1, ends=()))
    assert len(boxes(svg)) == 1
    assert list(svg.iter(f"{SVG}marker")) == []
