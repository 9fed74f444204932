"""Models as JSON: what is refused, and where the message points; that nothing is lost is a property."""

from __future__ import annotations

import json
from typing import Any

import pytest

from detente.analysis.graph_model import GraphModel, Relation, solve
from detente.analysis.graph_model.formats import ModelFile, read_json, render_json
from detente.case.expressions import Or, parse
from detente.errors import ModelError

RANKED = GraphModel.from_options(owner=[0, 1], infeasible=["YY"], rank=[[0, 1, 2], [2, 1, 0]])
RELATED = GraphModel.from_options(
    owner=[0, 1],
    prefers=Relation.from_pairs(range(4), [[(0, 1)], []], strongly=[[(1, 2)], []], unknown=[[], [(0, 3)]]),
)
MERGED = GraphModel.from_options(owner=[0, 1], rank=[[0, 1, 2]] * 2, indistinguishable=["Y-"])


def changed(model: GraphModel, *path: Any) -> str:
    """Return the model as JSON with the last of ``path`` put at the place the others say."""
    document = json.loads(render_json(ModelFile(model=model, name="t", now=0, solution=solve(model))))
    *keys, last, value = path
    place = document
    for key in keys:
        place = place[key]
    place[last] = value
    return json.dumps(document)


@pytest.mark.parametrize(
    ("model", "path", "message"),
    [
        (
            RANKED,
            ("schema", "detente-model/9"),
            r"^m.json, schema: is 'detente-model/9': .*'detente-model/1'",
        ),
        (RANKED, ("colour", "red"), "^m.json has 'colour', which is not known"),
        (RANKED, ("now", 3), "now: is 3, which is not one of the states"),
        (RANKED, ("name", 4), "name: is 4: write a text"),
        (RANKED, ("dms", []), "dms: lists 0 dms"),
        (RANKED, ("dms", ["A"]), r"options\[1\].owner: is 1: write an integer from 0 to 0"),
        (RANKED, ("dms", ["A", "A"]), "labels.dms has 'A' twice"),
        (RANKED, ("options", 0, "direction", "up"), r"options\[0\].direction: is 'up': known are both"),
        (RANKED, ("options", 0, "name", "a b"), "cannot stand in a condition"),
        (RANKED, ("options", []), "has neither options nor moves"),
        (RANKED, ("states", []), "states: is empty"),
        (RANKED, ("states", [0, 2, 1]), r"states\[2\]: is not above the one before"),
        (RANKED, ("states", [0, 1, 4]), r"states\[2\]: is 4: write an integer from 0 to 3"),
        (RANKED, ("ranks", [[0, 1, 2]]), "ranks: has 1 rows, and there are 2 dms"),
        (RANKED, ("ranks", [[0, 1], [0, 1]]), "ranks: cannot be read: rank of dm 0 has 2 entries"),
        (RANKED, ("ranks", [[0, 1, 0.5], [0, 1, 2]]), r"ranks\[0\]\[2\]: is 0.5: write an integer"),
        (RANKED, ("ranks", None), "must have either 'ranks' or 'relation'"),
        (RANKED, ("classes", [[0, 3]]), "classes: merges states, .*: list 'moves'"),
        (RANKED, ("silent", [2]), r"silent\[0\]: is 2"),
        (RANKED, ("misperceived", [[]]), "misperceived: is for 1 dms, and there are 2"),
        (RANKED, ("misperceived", [[0, 1, 2], []]), r"misperceived\[0\]: leaves this dm no state"),
        (RANKED, ("misperceived", [[3], []]), r"misperceived\[0\]\[0\]: is 3, which is not one of"),
        (RANKED, ("solution", "joint_moves", "all"), "solution: cannot be read: joint_moves 'all'"),
        (RANKED, ("solution", "stable", {"nsh": []}), "concept 'nsh' is unknown"),
        (RANKED, ("solution", "stable", "nash", ["010"]), "stable.nash: must have 2 texts of 3 letters"),
        (RANKED, ("solution", "stable", "nash", ["010", "0x0"]), "stable.nash: must have 2 texts"),
        (RELATED, ("relation", "prefers", 0, [[0, 1], [1, 0]]), "relation: cannot be read: prefers of dm 0"),
        (RELATED, ("relation", "prefers", 0, [[0]]), r"relation.prefers\[0\]\[0\]: must be a pair"),
        (RELATED, ("relation", "prefers", []), "relation.prefers: is for 0 dms"),
        (RELATED, ("relation", "above", []), "relation: has 'relation.above', which is not known"),
        (RELATED, ("ranks", [[0] * 4] * 2), "must have either 'ranks' or 'relation'"),
        (MERGED, ("moves", [[]]), "moves: is for 1 dms"),
        (MERGED, ("moves", 0, [[0, 3]]), r"moves\[0\]\[0\]\[1\]: is 3, which is not one of the states"),
        (MERGED, ("moves", 0, [[0, 0]]), "leads nowhere"),
        (MERGED, ("classes", [[1]]), "must list two states or more"),
        (MERGED, ("classes", [[3, 1]]), "ascending"),
        (MERGED, ("classes", [[1, 2]]), "has a state that stands elsewhere too"),
        (MERGED, ("classes", [[3, 5]]), r"classes\[0\]\[0\]: is 3, which is not one of the states"),
        (MERGED, ("state_names", ["a", "b", "c"]), "labels.states has 3 entries, and 0 are needed"),
    ],
)
def test_what_cannot_be_is_named_with_its_place(
    model: GraphModel, path: tuple[Any, ...], message: str
) -> None:
    with pytest.raises(ModelError, match=message):
        read_json(changed(model, *path), place="m.json")


STATED = GraphModel.from_options(owner=[0, 1], statements=[["o1", "!o0"], ["o0 iff o1"]])


def test_statements_come_back_as_they_were() -> None:
    statements = ((parse("o1"), parse("!o0")), (parse("o0 iff o1"),))
    found = read_json(render_json(ModelFile(model=STATED, statements=statements)))
    assert found.statements == statements
    assert found.model == STATED


@pytest.mark.parametrize(
    ("statements", "message"),
    [
        ([["o1"], ["o0 iff o1"]], "^m.json contradicts itself: the statements do not make the ranks"),
        ([["o1", "!o0"]], "the statements do not make the ranks"),
        ([["o1", "!o9"], ["o0 iff o1"]], r"m.json, statements\[0\]\[1\]: 'o9' is no option"),
        ([["o1", "!"], ["o0 iff o1"]], r"m.json, statements\[0\]\[1\]: condition, character 2"),
        ([["o1", 4], []], r"statements\[0\]\[1\]: is 4: write a text"),
        ([], "statements is"),
    ],
)
def test_statements_must_make_the_ranks(statements: Any, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        read_json(changed(STATED, "statements", statements), place="m.json")


def test_a_statement_too_long_to_be_read_again_is_not_written() -> None:
    long = Or(tuple(parse("o0 & o1") for _ in range(1000)))
    model = GraphModel.from_options(owner=[0, 1], statements=[[long], []])
    with pytest.raises(ModelError, match="statement 0 of dm 0 has 9997 characters, and 4000 are read"):
        render_json(ModelFile(model=model, statements=((long,), ())))


def test_statements_do_not_go_with_a_relation() -> None:
    with pytest.raises(ModelError, match="the preferences are a relation, which no statements make"):
        render_json(ModelFile(model=RELATED, statements=((), ())))


def test_a_part_is_a_line() -> None:
    text = render_json(ModelFile(model=RANKED))
    assert len(text.splitlines()) == len(json.loads(text)) + 2


def test_a_solution_of_another_model_is_refused() -> None:
    with pytest.raises(ModelError, match="the solution is of another model"):
        render_json(ModelFile(model=RANKED, solution=solve(MERGED)))


@pytest.mark.parametrize("text", ["", "[]", '"x"', "{}", '{"schema": 1}', "{]"])
def test_text_that_is_no_model_is_refused(text: str) -> None:
    with pytest.raises(ModelError, match=r"m\.json"):
        read_json(text, place="m.json")
