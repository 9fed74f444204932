"""What must come back from a file as it was put in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference.games import Game, games

from detente.analysis.graph_model import GraphModel, Labels, Relation, solve
from detente.analysis.graph_model.formats import ModelFile, read_gmcr, read_json, render_gmcr, render_json
from detente.analysis.graph_model.formats._cover import cover
from detente.errors import ModelError

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@st.composite
def models(draw: st.DrawFn) -> GraphModel:
    """Models of every shape: options or merged states, ranks or a relation, misperceived states, any text."""
    game: Game = draw(games(max_dms=4, max_options=4))
    states, n_dms, n_options = game.states, len(game.rank), len(game.owner)
    groups = draw(st.lists(st.lists(st.sampled_from(states), min_size=1, max_size=3), max_size=2))
    shape = GraphModel.from_options(
        owner=game.owner,
        direction=game.direction,
        infeasible=game.infeasible,
        statements=[[]] * n_dms,
        indistinguishable=groups,
    )
    whole = list(shape.graph.classes[0]) if shape.graph.classes else [states[0]]
    blind = draw(st.sets(st.integers(0, n_dms - 1), max_size=2 if shape.n_states > 1 else 0))
    number = st.integers(0, 4)
    rows = [draw(st.lists(number, min_size=shape.n_states, max_size=shape.n_states)) for _ in range(n_dms)]
    related = draw(st.booleans())
    return GraphModel.from_options(
        owner=game.owner,
        direction=game.direction,
        infeasible=game.infeasible,
        rank=None if related else rows,
        prefers=Relation.from_utilities(rows, threshold=1, strong_threshold=2) if related else None,
        indistinguishable=groups,
        misperceived={dm: [whole] for dm in blind},
        labels=Labels(
            dms=tuple(draw(st.lists(TEXT, min_size=n_dms, max_size=n_dms, unique=True))),
            options=tuple(draw(st.lists(TEXT, min_size=n_options, max_size=n_options))),
        ),
    )


@settings(max_examples=120)
@given(model=models(), name=TEXT)
def test_a_model_as_json_comes_back_whole(model: GraphModel, name: str) -> None:
    now = int(model.states[-1])
    solution = solve(model)
    text = render_json(ModelFile(model=model, name=name, origin="x", now=now, solution=solution))
    found = read_json(text)
    assert found.model == model
    assert found.model.labels == model.labels
    assert found.model.graph.classes == model.graph.classes
    assert (found.name, found.now, found.notes) == (name, now, ())
    assert found.solution is not None
    assert found.solution.stable.keys() == solution.stable.keys()
    for concept, stable in solution.stable.items():
        assert np.array_equal(found.solution.stable[concept], stable)
    assert render_json(found) == text


@settings(max_examples=120)
@given(game=games(max_dms=4, max_options=5), data=st.data())
def test_a_model_as_gmcr_comes_back_with_its_options_by_dm(game: Game, data: st.DataObject) -> None:
    missed = data.draw(st.lists(st.sampled_from(game.states), max_size=len(game.states) - 1, unique=True))
    dm = data.draw(st.integers(0, len(game.rank) - 1))
    model = GraphModel.from_options(
        owner=game.owner,
        direction=game.direction,
        infeasible=game.infeasible,
        rank=game.rank,
        misperceived={dm: missed},
    )
    found = read_gmcr(render_gmcr(ModelFile(model=model)))
    assert found.notes == ()
    order = sorted(range(len(game.owner)), key=lambda k: game.owner[k])
    assert list(found.model.graph.owner) == sorted(game.owner)
    assert list(found.model.graph.direction) == [game.direction[k] for k in order]
    assert list(found.model.labels.options) == [f"takes option {k}" for k in order]

    def moved(state: int) -> int:
        return sum(1 << place for place, k in enumerate(order) if state >> k & 1)

    place = np.array([found.model.graph.position(moved(state)) for state in game.states])
    assert found.model.n_states == len(game.states)
    assert np.array_equal(found.model.rank[:, place], model.rank)
    expected = np.ones((len(game.rank), len(game.states)), dtype=bool)
    expected[dm] = ~np.isin(game.states, missed)
    perceived = expected if found.model.perceived is None else found.model.perceived[:, place]
    assert np.array_equal(perceived, expected)


@settings(max_examples=100)
@given(bits=st.lists(st.sampled_from(["allowed", "wanted", "not"]), min_size=16, max_size=16))
def test_patterns_match_all_wanted_states_and_none_that_are_not_allowed(bits: list[str]) -> None:
    allowed = np.array([bit != "not" for bit in bits])
    wanted = np.array([bit == "wanted" for bit in bits])
    matched = np.zeros(16, dtype=bool)
    for pattern in cover(allowed, 4, wanted):
        matched |= np.array(
            [all((state >> int(k) & 1) == (mark == "Y") for k, mark in pattern) for state in range(16)]
        )
    assert not (matched & ~allowed).any()
    assert not (wanted & ~matched).any()


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield where every value inside a document stands."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*path, key)
        yield from places(item, (*path, key))


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT,
    lambda part: st.lists(part, max_size=3) | st.dictionaries(TEXT, part, max_size=3),
    max_leaves=5,
)


@settings(max_examples=300)
@given(game=games(max_dms=3, max_options=3), value=JSON_VALUES, data=st.data(), as_gmcr=st.booleans())
def test_a_file_with_anything_anywhere_is_read_or_refused_with_its_name(
    game: Game, value: Any, data: st.DataObject, as_gmcr: bool
) -> None:
    model = game.model()
    document = json.loads(
        render_gmcr(ModelFile(model=model))
        if as_gmcr
        else render_json(ModelFile(model=model, solution=solve(model)))
    )
    *path, last = data.draw(st.sampled_from(list(places(document))))
    place = document
    for key in path:
        place = place[key]
    place[last] = value
    read = read_gmcr if as_gmcr else read_json
    try:
        found = read(json.dumps(document), place="the file")
    except ModelError as error:
        assert str(error).startswith("the file")  # noqa: PT017 - that it may also be read is the point
    else:
        solve(found.model)
