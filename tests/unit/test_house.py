"""The house: what holds for the package as a whole, for its pins, its documents and its tree."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Any

import pytest
import typer.main
from docs.generate_reference import commands_page, parameters
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from pytest_socket import SocketConnectBlockedError

import detente
from detente.case import Case
from detente.case.fields import Fields
from detente.cli import app

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "src" / "detente").rglob("*.py"))
DOCUMENTS = sorted(
    page for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")]
    if not {"_build", "generated"} & set(page.parts)
)  # fmt: skip
TEXT_SUFFIXES = {"", ".cff", ".cfg", ".css", ".html", ".in", ".j2", ".jinja", ".json", ".jsonl", ".md"} | {
    ".py", ".sh", ".svg", ".toml", ".txt", ".xml", ".yaml", ".yml",
}  # fmt: skip


def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    found = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in found}


def tracked_texts() -> Iterator[tuple[Path, str]]:
    """Every text file git tracks, with its text; skips outside a checkout."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
    for name in listed.decode().split("\0"):
        path = ROOT / name
        if name and path.is_file() and path.suffix in TEXT_SUFFIXES:
            yield path, path.read_text(encoding="utf-8", errors="replace")


class TestPackage:
    def test_importing_loads_no_heavy_library(self) -> None:
        heavy = "jinja2 numba numpy rich spacy sqlalchemy tomlkit trafilatura typer"
        program = (
            "import sys, detente; "
            f"print(*[name for name in {heavy.split()!r} if name in sys.modules])"
        )  # fmt: skip
        done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
        assert done.stdout.split() == []

    def test_has_at_most_ten_public_names_and_each_can_be_imported(self) -> None:
        assert len(detente.__all__) <= 10
        for name in detente.__all__:
            assert getattr(detente, name).__doc__, f"detente.{name} has no docstring"

    def test_names_what_it_has_when_asked_for_something_else(self) -> None:
        with pytest.raises(AttributeError, match="has no attribute 'slove'; it has load"):
            detente.slove  # noqa: B018 - looking the name up is the test

    @pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
    def test_module_is_short_and_has_a_name_that_says_something(self, module: Path) -> None:
        assert len(module.read_text(encoding="utf-8").splitlines()) <= 400
        assert module.stem not in {"utils", "util", "helpers", "helper", "core", "manager", "data", "common"}


class TestVersionsAndPins:
    def test_version_is_the_same_everywhere(self) -> None:
        citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
        changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
        assert f"\nversion: {detente.__version__}\n" in citation
        assert f"\n## [{detente.__version__}]" in changelog

    def test_every_requirement_is_pinned_to_a_version_it_allows(self) -> None:
        project = pyproject()["project"]
        extras = [line for lines in project["optional-dependencies"].values() for line in lines]
        for line in [*project["dependencies"], *extras]:
            requirement = Requirement(line)
            pin = pins().get(canonicalize_name(requirement.name))
            assert pin, f"{requirement.name} is not in constraints.txt: run make constraints"
            assert requirement.specifier.contains(pin, prereleases=True), f"{line} is pinned to {pin}"

    def test_what_is_installed_is_what_is_pinned(self) -> None:
        for line in pyproject()["project"]["dependencies"]:
            name = Requirement(line).name
            assert installed_version(name) == pins()[canonicalize_name(name)], name

    def test_every_rule_switched_off_has_its_reason(self) -> None:
        lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
        start = lines.index("ignore = [")
        rules = lines[start + 1 : lines.index("]", start)]
        assert rules
        assert [line for line in rules if " # " not in line] == []


class TestTree:
    def test_names_no_registry_and_no_path_of_one_machine(self) -> None:
        host = re.compile(r"py[p]i\.org|pythonhost[e]d\.org|np[m]js\.(org|com)|deb\.debi[a]n\.org")
        place = re.compile(r"(^|[^\w./-])/(work|farm|root|home/\w+)/[a-z]")
        found = [
            f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
            for path, text in tracked_texts()
            for number, line in enumerate(text.splitlines(), 1)
            if host.search(line) or place.search(line)
        ]
        assert found == []


class TestNetwork:
    def test_is_out_of_reach_of_tests(self) -> None:
        reserved_for_documentation = ("192.0.2.1", 80)
        with (
            socket.socket() as connection,
            pytest.warns(UserWarning, match="tried to use"),
            pytest.raises(SocketConnectBlockedError),
        ):
            connection.connect(reserved_for_documentation)


class TestDocuments:
    def test_readme_names_the_two_commands(self) -> None:
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        assert "make demo" in readme
        assert "make test" in readme

    def test_links_between_documents_lead_somewhere(self) -> None:
        broken = []
        for page in DOCUMENTS:
            for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
                if "://" not in target and not (page.parent / target).exists():
                    broken.append(f"{page.relative_to(ROOT)}: {target}")
        assert broken == []

    def test_command_reference_holds_every_command_argument_and_option_with_its_help(self) -> None:
        page = commands_page()
        group: Any = typer.main.get_command(app)
        assert set(group.commands) == set(re.findall(r"^## detente (\S+)$", page, re.MULTILINE))
        for name, command in group.commands.items():
            section = page.partition(f"\n## detente {name}\n")[2].partition("\n## ")[0]
            stated = {
                option for parameter in command.params for option in parameter.opts if option[:2] == "--"
            }
            assert stated == set(re.findall(r"^\| `(--[\w-]+)", section, re.MULTILINE))
            assert [names for names, text in parameters(command) if not text] == []

    @pytest.mark.parametrize("page", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
    def test_commands_in_documents_take_the_options_they_are_given(self, page: Path) -> None:
        group: Any = typer.main.get_command(app)
        known = {
            name: {option for parameter in command.params for option in parameter.opts}
            for name, command in group.commands.items()
        }
        blocks = re.findall(r"^```(?:console|sh)\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)
        lines = "".join(blocks).replace("\\\n", " ")
        for name, rest in re.findall(r"^(?:\$ )?(?:\S*/)?detente ([a-z]+)\b(.*)$", lines, re.MULTILINE):
            assert name in known, f"there is no command {name}"
            assert set(re.findall(r"(?<=\s)--?[a-z][\w-]*", rest)) <= known[name]

    def test_case_file_page_names_every_field_the_loader_takes_and_no_other(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: dict[str, set[str]] = {}
        finish = Fields.finish

        def finish_and_note(fields: Fields) -> None:
            asked.setdefault(fields.section, set()).update(fields.asked)
            finish(fields)

        monkeypatch.setattr(Fields, "finish", finish_and_note)
        Case.loads(ONE_OF_EACH)
        top = asked.pop("")
        assert {"party", "now"} <= top
        taken = {**asked, "": top - asked.keys()}
        assert documented_case_fields() == taken


ONE_OF_EACH = """
[[party]]
id = "a"
name = "A"
role = "belligerent"
[[option]]
id = "stop"
party = "a"
text = "stops"
[define]
quiet = { when = "a.stop", text = "it is quiet" }
[[rule]]
never = "a.stop & !quiet"
[[concern]]
party = "a"
wants = "quiet"
[[concern]]
party = "a"
avoids = "quiet & a.stop & false"
[[concern]]
party = "a"
about = "a.stop"
[[assumption]]
name = "rest"
[[measure]]
id = "patrol"
text = "patrols"
cost = 1
takes = ["a.stop"]
[now]
"a.stop" = { is_taken = true, cites = [] }
[[judgement]]
text = "it lasts"
probability = 0.5
confidence = "low"
"""


def documented_case_fields() -> dict[str, set[str]]:
    """The keys that docs/reference/case-file.md lists, by the table they stand in."""
    page = (ROOT / "docs" / "reference" / "case-file.md").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for part in page.split("\n## ")[1:]:
        heading, _, body = part.partition("\n")
        if heading == "Conditions":
            continue
        section = "" if heading == "At the top" else heading.strip("`[]")
        found[section] = set(re.findall(r"^\| `(\w+)` \|", body, re.MULTILINE))
    return found
