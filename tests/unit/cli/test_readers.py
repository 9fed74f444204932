from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.reading.chat_server import say, serving
from typer.testing import CliRunner, Result

from detente.cli import app

TEXT = "Ada Brandt said the war must end. Kerr said no.\n"
STATEMENT = {
    "passage": "Ada Brandt said the war must end.",
    "content": ["the war must end"],
    "cue": "said",
    "speaker": "Ada Brandt",
    "named": "Ada Brandt",
}
INVENTED = {"passage": "Kerr said yes.", "content": ["yes"], "cue": "said", "speaker": "Kerr"}


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def run(*arguments: str, environment: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(app, ["read", *arguments], env={"COLUMNS": "200", **(environment or {})})


def test_the_endpoint_is_asked_when_named_and_what_it_invents_is_noted(report: str) -> None:
    with serving(
        lambda handler, question: say(handler, json.dumps({"statements": [STATEMENT, INVENTED]}))
    ) as asked:
        result = run(
            report, "--jsonl",
            "--reader", "endpoint", "--endpoint-url", asked.url, "--endpoint-model", "small",
            environment={"DETENTE_ENDPOINT_KEY": "secret-1"},
        )  # fmt: skip
    assert result.exit_code == 0, result.output
    (line,) = result.stdout.splitlines()
    assert json.loads(line)["speaker"]["text"] == "Ada Brandt"
    assert (
        "reader 'endpoint' left out: a statement of 'Kerr': 'Kerr said yes.' stands nowhere" in result.stderr
    )
    assert asked.headers[0]["authorization"] == "Bearer secret-1"
    assert asked.questions[0]["model"] == "small"
    assert "secret-1" not in result.output


def test_the_learned_one_is_the_reader_unless_another_is_named(report: str) -> None:
    asked, named = run(report, "--jsonl"), run(report, "--jsonl", "--reader", "learned")
    assert asked.exit_code == 0
    assert asked.stdout == named.stdout != ""


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--reader", "rulse"], "did you mean 'rules'?"),
        (["--reader", "endpoint"], "needs the address of a server and the name of a model"),
        (["--endpoint-url", "http://127.0.0.1:1"], "belong to --reader endpoint"),
        (
            ["--reader", "endpoint", "--endpoint-url", "http://192.0.2.1", "--endpoint-model", "m"],
            "--endpoint-remote",
        ),
    ],
)
def test_what_cannot_be_is_refused_before_any_work(report: str, options: list[str], words: str) -> None:
    result = run(report, *options)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.replace("│", " ").split())
