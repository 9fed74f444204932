"""A model as a graph for drawing programs: states as nodes, moves as edges in the colour of the mover."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from detente.analysis.graph_model.building.selections import letters_of
from detente.analysis.graph_model.formats._plain import plain_text
from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.solving import Solution
from detente.errors import ModelError

MAX_EDGES = 200_000
"""More states and moves than this are no picture, and no program for drawing opens them."""

COLOURS = {
    "blue": "#0072b2",
    "orange": "#e69f00",
    "green": "#009e73",
    "purple": "#cc79a7",
    "light blue": "#56b4e9",
    "red": "#d55e00",
    "yellow": "#f0e442",
    "black": "#000000",
}
"""Told apart with every kind of colour vision: Okabe & Ito (2008), "Color universal design". One per dm
in the order of the model, and from the beginning again where there are more dms."""

_NAMES, _CODES = tuple(COLOURS), tuple(COLOURS.values())


@dataclass(frozen=True, slots=True)
class _Edge:
    dm: int
    start: int
    end: int
    is_improvement: bool


def render_graphml(model: GraphModel, *, solution: Solution | None = None) -> str:
    """Return a model as GraphML, which most programs for graphs open.

    A node has the state's number, options and name, ranks, and for whom it is stable; an edge its mover,
    a colour, and whether it is an improvement for the mover.

    Raises
    ------
    ModelError
        If the moves are too many, or the solution is of another model.

    References
    ----------
    Brandes, Eiglsperger, Herman, Himsolt & Marshall (2002), "GraphML progress report", *Graph Drawing
    2001*, LNCS 2265.
    """
    _check(model, solution)
    edges = list(_edges(model))
    keys: dict[tuple[str, str], tuple[str, str]] = {}
    nodes = [
        _element("node", f'id="s{number}"', "node", _attributes(model, position, solution), keys)
        for position, number in enumerate(model.states.tolist())
    ]
    states = model.states.tolist()
    drawn = [
        _element(
            "edge",
            f'id="e{index}" source="s{states[edge.start]}" target="s{states[edge.end]}"',
            "edge",
            {
                "mover": model.labels.dms[edge.dm],
                "dm": edge.dm,
                "color": _CODES[edge.dm % len(_CODES)],
                "improvement": edge.is_improvement,
            },
            keys,
        )
        for index, edge in enumerate(edges)
    ]
    declared = [
        f'  <key id="{key}" for="{what}" attr.name="{_xml(name)}" attr.type="{kind}"/>'
        for (what, name), (key, kind) in keys.items()
    ]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
            *declared,
            '  <graph id="model" edgedefault="directed">',
            *nodes,
            *drawn,
            "  </graph>",
            "</graphml>",
            "",
        ]
    )


def render_dot(model: GraphModel, *, solution: Solution | None = None) -> str:
    """Return a model as a Graphviz graph.

    Improvements are drawn in full, other moves dashed; a state that is an equilibrium under some concept
    of the solution has a double border, and its concepts stand under its name.

    Raises
    ------
    ModelError
        If the moves are too many, or the solution is of another model.
    """
    _check(model, solution)
    movers = [f"{_NAMES[dm % len(_NAMES)]}: {name}" for dm, name in enumerate(model.labels.dms)]
    legend = f"moves of {', '.join(movers)}; improvements in full, others dashed"
    lines = ["digraph model {", f"  label={_quoted(legend)};", "  node [shape=box];"]
    states = model.states.tolist()
    for position, number in enumerate(states):
        concepts = [
            concept
            for concept, stable in (solution.stable.items() if solution is not None else ())
            if stable[:, position].all()
        ]
        label = "\n".join(filter(None, [_name(model, position), " ".join(concepts)]))
        border = ", peripheries=2" if concepts else ""
        lines.append(f"  s{number} [label={_quoted(label)}{border}];")
    for edge in _edges(model):
        colour, style = _CODES[edge.dm % len(_CODES)], "solid" if edge.is_improvement else "dashed"
        mover = _quoted(model.labels.dms[edge.dm])
        lines.append(
            f'  s{states[edge.start]} -> s{states[edge.end]} [color="{colour}", style={style}, '
            f"tooltip={mover}];"
        )
    return "\n".join([*lines, "}", ""])


def _check(model: GraphModel, solution: Solution | None) -> None:
    if solution is not None and solution.model != model:
        raise ModelError("the solution is of another model: solve this one")
    n_edges = model.n_states  # each is a node, which is as much to draw
    for dm in range(model.n_dms):
        for position in range(model.n_states):
            n_edges += len(model.graph.reached(dm, position))
            if n_edges > MAX_EDGES:
                raise ModelError(
                    f"the model has more than {MAX_EDGES} states and moves, which no picture shows: write "
                    ".json or .csv, or rule out more states"
                )


def _edges(model: GraphModel) -> Iterator[_Edge]:
    """Yield the moves, dm by dm, by the state they leave and then the one they reach."""
    for dm in range(model.n_dms):
        for start in range(model.n_states):
            for end in sorted(model.graph.reached(dm, start)):
                yield _Edge(dm, start, end, _improves(model, dm, start, end))


def _improves(model: GraphModel, dm: int, start: int, end: int) -> bool:
    if model.relation is not None:
        return bool(model.relation.prefers[dm, start, end])
    return bool(model.rank[dm, end] > model.rank[dm, start])


def _name(model: GraphModel, position: int) -> str:
    """Return what a state is called in a picture."""
    if model.labels.states:
        return model.labels.states[position]
    number = int(model.states[position])
    return letters_of(number, len(model.graph.owner)) if model.graph.owner else str(number)


def _attributes(model: GraphModel, position: int, solution: Solution | None) -> dict[str, str | int | bool]:
    number = int(model.states[position])
    found: dict[str, str | int | bool] = {"state": number, "label": _name(model, position)}
    for k, name in enumerate(model.labels.names):
        found[f"option {name}"] = bool(number >> k & 1)
    if model.relation is None:
        for dm, name in enumerate(model.labels.dms):
            found[f"rank for {name}"] = int(model.rank[dm, position])
    for concept, stable in solution.stable.items() if solution is not None else ():
        for dm, name in enumerate(model.labels.dms):
            found[f"{concept} stable for {name}"] = bool(stable[dm, position])
        found[f"{concept} equilibrium"] = bool(stable[:, position].all())
    return found


def _element(
    tag: str,
    head: str,
    what: str,
    attributes: Mapping[str, str | int | bool],
    keys: dict[tuple[str, str], tuple[str, str]],
) -> str:
    """Return one node or edge; its attributes are declared in ``keys``."""
    parts = []
    for name, value in attributes.items():
        kind = {bool: "boolean", int: "long", str: "string"}[type(value)]
        key, _ = keys.setdefault((what, name), (f"k{len(keys)}", kind))
        text = str(value).lower() if isinstance(value, bool) else _xml(str(value))
        parts.append(f'<data key="{key}">{text}</data>')
    return f"    <{tag} {head}>{''.join(parts)}</{tag}>"


def _xml(text: str) -> str:
    """Return a text as XML may hold it: on one line, five characters written out, what it bars left out.

    Readers fold line breaks in attributes and keep them elsewhere; on one line a name is one name.
    """
    kept = "".join(letter for letter in plain_text(text) if _is_xml(ord(letter)))
    for letter, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&apos;")):
        kept = kept.replace(letter, written)
    return kept


def _is_xml(code: int) -> bool:
    """Whether XML 1.0 may hold a character (Bray et al. 2008, section 2.2)."""
    return 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF


def _quoted(text: str) -> str:
    """Return a text between quotation marks as Graphviz reads it, line breaks written out."""
    clean = "\n".join(plain_text(line) for line in text.split("\n"))
    return '"' + clean.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
