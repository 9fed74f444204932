"""Every step of ``make train`` fits the script it calls and the steps before it.

No script is run or imported: what it takes is read off its source, because most need torch, which the tests
do without.
"""

from __future__ import annotations

import argparse
import ast
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from training.plan import FULL, MARKS, QUICK, ROOT, Folders, Scale, Step, plan
from training.run import parser

SCALES = {"full": FULL, "quick": QUICK}
AT = Folders(corpora=Path("/corpora/reading"), out=Path("/made/here"))


class Refusing(argparse.ArgumentParser):
    """A parser that raises what the command line would print."""

    def error(self, message: str) -> Any:
        raise ValueError(message)


def script_of(step: Step) -> Path:
    return ROOT.joinpath(*step.module.split(".")).with_suffix(".py")


def constants_of(tree: ast.Module) -> dict[str, Any]:
    """Return what names in a module's calls stand for: plain values, types, or nothing but the name."""
    names: dict[str, Any] = {node.id: node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            names |= {one.id: node.value.value for one in node.targets if isinstance(one, ast.Name)}
    return names | {"Path": Path, "int": int, "float": float, "str": str}


def parser_of(script: Path) -> Refusing:
    """Return the parser of a script, from the calls of ``add_argument`` in its source."""
    tree = ast.parse(script.read_text(encoding="utf-8"))
    known = constants_of(tree)
    found = Refusing()
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in calls:
        if isinstance(call.func, ast.Attribute) and call.func.attr == "add_argument":
            plain = [one for one in call.keywords if one.arg not in ("help", "default")]
            expression = ast.Expression(ast.Call(ast.Name("add", ast.Load()), call.args, plain))
            code = compile(ast.fix_missing_locations(expression), str(script), "eval")
            eval(code, {**known, "add": found.add_argument})
    assert calls
    return found


@pytest.fixture(params=list(SCALES.values()), ids=list(SCALES))
def scale(request: pytest.FixtureRequest) -> Scale:
    chosen: Scale = request.param
    return chosen


def test_every_command_is_one_its_script_takes(scale: Scale) -> None:
    for step in plan(AT, scale):
        parser_of(script_of(step)).parse_args(step.arguments)


@pytest.mark.parametrize(
    ("module", "arguments", "reason"),
    [
        ("training.speech", ("a.npz",), "out"),
        ("training.speech", ("a.npz", "b.pt", "--stride", "3"), "--stride"),
        ("training.speech", ("a.npz", "b.pt", "--steps", "many"), "many"),
        ("training.export", ("a.pt", "b.onnx"), "--labels"),
    ],
)
def test_a_command_that_its_script_does_not_take_would_be_found(
    module: str, arguments: tuple[str, ...], reason: str
) -> None:
    wrong = Step(name="wrong", module=module, arguments=arguments, reads=())
    with pytest.raises(ValueError, match=re.escape(reason)):
        parser_of(script_of(wrong)).parse_args(wrong.arguments)


def test_every_step_reads_corpora_or_what_was_written_before_it(scale: Scale) -> None:
    made: set[Path] = set()
    for step in plan(AT, scale):
        for path in step.reads:
            assert path in made or path == MARKS or AT.shared in path.parents, (step.name, path)
        made |= {AT.log(step.name), *([step.writes] if step.writes is not None else [])}


def test_every_file_in_a_command_is_known_as_read_or_written(scale: Scale) -> None:
    for step in plan(AT, scale):
        for argument in step.arguments:
            if argument.startswith(str(AT.out)):
                known = {*step.reads, step.writes}
                assert known & {Path(argument), Path(argument).parent}, (step.name, argument)


def test_nothing_is_written_outside_the_folder(scale: Scale) -> None:
    steps = plan(AT, scale)
    assert all(AT.out in step.writes.parents for step in steps if step.writes is not None)
    assert len({step.name for step in steps}) == len(steps)


def test_the_quick_form_goes_through_the_same_scripts_and_changes_the_same_files() -> None:
    full, quick = plan(AT, FULL), plan(AT, QUICK)
    assert {step.module for step in full} | {"training.share"} == {step.module for step in quick}
    assert {step.place for step in full} == {step.place for step in quick}


def test_all_weights_of_the_package_are_trained() -> None:
    reading = ROOT / "src" / "detente" / "reading"
    shipped = {path for path in (reading / "learned" / "weights").iterdir() if path.name != "tokenizer.json"}
    shipped |= {
        path
        for path in (*reading.glob("*.json"), *reading.glob("*/*.json"))
        if '"fitted' in path.read_text() or "weights" in path.read_text()
    }
    assert shipped == {reading.parent / step.place for step in plan(AT, FULL) if step.place is not None}


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
@pytest.mark.parametrize(("given", "is_quick"), [((), False), (("QUICK=1",), True)])
def test_make_train_says_what_the_script_takes(given: tuple[str, ...], is_quick: bool) -> None:
    command = ["make", "--no-print-directory", "-n", "train", "CORPORA=some folder", *given]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    (line,) = [line for line in done.stdout.splitlines() if "-m training.run" in line]
    words = shlex.split(line)
    asked = parser().parse_args(words[words.index("training.run") + 1 :])
    assert asked.corpora == Path("some folder")
    assert asked.quick == is_quick
    assert asked.out == Path("build/train-quick" if is_quick else "build/train")
