"""The options that say who reads: a reader's name and, for a model behind an endpoint, where it is."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.messages import report_notes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.reading.readers import Reader
    from detente.record import Record

KEY_VARIABLE = "DETENTE_ENDPOINT_KEY"
_ENDPOINT = "endpoint"

ReaderName = Annotated[
    str | None,
    typer.Option(
        "--reader",
        metavar="NAME",
        help="Who reads: learned (rules with learned taggers, the default), rules (without them), endpoint "
        "(a language model, needs --endpoint-url), or another installed one.",
    ),
]
EndpointUrl = Annotated[
    str | None,
    typer.Option(
        "--endpoint-url",
        metavar="URL",
        help="For --reader endpoint: an OpenAI-compatible server on this machine, which gets the reports.",
    ),
]
EndpointModel = Annotated[
    str | None,
    typer.Option(
        "--endpoint-model", metavar="NAME", help="For --reader endpoint: the model, as the server calls it."
    ),
]
EndpointRemote = Annotated[
    bool,
    typer.Option(
        "--endpoint-remote", help="Allow --endpoint-url to be another machine: the reports leave this one."
    ),
]


def chosen_reader(name: str | None, *, url: str | None, model: str | None, allow_remote: bool) -> Reader:
    """Make the reader a command was asked to use.

    Raises
    ------
    typer.BadParameter
        If options of the endpoint are given for another reader.
    ReadingError
        If there is no such reader, or the endpoint's settings are not complete or not allowed.
    """
    from detente.reading.readers import DEFAULT_READER, load_reader

    name = name or DEFAULT_READER
    if name != _ENDPOINT:
        if url is not None or model is not None or allow_remote:
            raise typer.BadParameter(
                f"--endpoint-url, --endpoint-model and --endpoint-remote belong to --reader {_ENDPOINT}; "
                f"the reader is {name!r}"
            )
        return load_reader(name)
    from detente.reading.endpoint.reader import EndpointReader

    key = os.environ.get(KEY_VARIABLE, "")
    return EndpointReader(url=url or "", model=model or "", allow_remote=allow_remote, key=key)


def report_failures(record: Record, known: Sequence[object]) -> None:
    """Note the reports that could not be read and the records that were refused, after those known."""
    found = record.failures[len(known) :]
    report_notes([f"{failure.path}: {failure.reason}" for failure in found])
