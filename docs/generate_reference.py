"""Write the reference pages that come from the code: the record's fields and the commands.

Run by docs/conf.py at each build; the pages lie in docs/reference/generated and are not kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

Schema = Mapping[str, Any]


def write_pages(folder: Path) -> None:
    """Write each generated page that is new or has changed."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {"record-fields.md": record_page(), "commands.md": commands_page()}.items():
        page = folder / name
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            page.write_text(text, encoding="utf-8")


def record_page() -> str:
    """Return one table of fields for each kind of line, and for each kind of value inside them."""
    schema = json.loads(files("detente.record").joinpath("record.schema.json").read_text(encoding="utf-8"))
    kinds = [reference["$ref"].rsplit("/", 1)[-1] for reference in schema["oneOf"]]
    values = [name for name, value in schema["$defs"].items() if name not in kinds and "properties" in value]
    parts = [f"## {name}\n\n{_fields(name, schema['$defs'])}" for name in kinds]
    parts.append("## Values inside a line")
    parts += [f"### {name}\n\n{_fields(name, schema['$defs'])}" for name in values]
    return "\n\n".join(parts) + "\n"


def _fields(name: str, definitions: Mapping[str, Schema]) -> str:
    """Return a table of one definition's fields; those of a plain kind are described in place."""
    value = definitions[name]
    rows = []
    for key, stated in value["properties"].items():
        referred = definitions[stated["$ref"].rsplit("/", 1)[-1]] if "$ref" in stated else {}
        field = stated if not referred or "properties" in referred else {**referred, **stated, "$ref": None}
        rows.append(f"| `{key}` | {_kind(field)} | {_cell(field.get('description', ''))} |")
    return "\n".join([value["description"], "", "| field | value | |", "|---|---|---|", *rows])


def _kind(field: Schema) -> str:
    """Say in a few words what a field holds."""
    if "anyOf" in field:
        return " or ".join(_kind(choice) for choice in field["anyOf"])
    if field.get("$ref"):
        return str(field["$ref"]).rsplit("/", 1)[-1]
    if "const" in field:
        return f"`{json.dumps(field['const'])}`"
    if "enum" in field:
        return ", ".join(f"`{json.dumps(choice)}`" for choice in field["enum"])
    kinds = field["type"] if isinstance(field["type"], list) else [field["type"]]
    if kinds == ["array"]:
        return f"list of {_kind(field['items'])}"
    return " or ".join(kinds)


def commands_page() -> str:
    """Return the commands with every argument and option, from the commands themselves."""
    from typer.main import get_command

    from detente.cli import app

    group: Any = get_command(app)
    parts = [_command("detente", group)]
    parts += [_command(f"detente {name}", command) for name, command in group.commands.items()]
    return "\n\n".join(parts) + "\n"


def _command(name: str, command: Any) -> str:
    arguments = [_argument(item) for item in command.params if item.param_type_name == "argument"]
    usage = " ".join([name, "[OPTIONS]", *arguments, *(["COMMAND"] if hasattr(command, "commands") else [])])
    rows = "\n".join(f"| {names} | {_cell(text)} |" for names, text in parameters(command))
    return f"## {name}\n\n{command.help}\n\n```text\n{usage}\n```\n\n| | |\n|---|---|\n{rows}"


def parameters(command: Any) -> Iterator[tuple[str, str]]:
    """Yield each argument and option of a command: its names as code, and what its help says."""
    for parameter in command.params:
        if getattr(parameter, "hidden", False) or parameter.name.endswith("_completion"):
            continue
        if parameter.param_type_name == "argument":
            yield f"`{_argument(parameter)}`", parameter.help or ""
            continue
        value = "" if parameter.is_flag else f" {parameter.metavar}"
        has_none = parameter.is_flag or parameter.default in (None, "")
        shown = "" if has_none else f" Default: `{parameter.default}`."
        yield ", ".join(f"`{name}{value}`" for name in parameter.opts), (parameter.help or "") + shown


def _argument(parameter: Any) -> str:
    """Return how an argument is written: `PATH...` if several may be given, `[ID]` if none need be."""
    name = str(parameter.metavar or parameter.name.upper())
    name = name if parameter.required else f"[{name}]"
    return f"{name}..." if parameter.nargs == -1 and not name.endswith("...") else name


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
