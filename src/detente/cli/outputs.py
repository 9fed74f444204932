"""What goes to files and to standard output: all of it, or nothing."""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import typer

from detente.errors import OutputError

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""A disk, a quota or a file that is full."""

_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls, line and paragraph separators, marks that turn the direction of text, halves of characters."""


def check_targets(targets: Sequence[Path], *, inputs: Sequence[str | Path] = ()) -> None:
    """Check, before any work is done, that files can be written where they are asked for.

    Raises
    ------
    OutputError
        If a folder does not exist or is not writable, a target is a folder, is named twice, or is
        one of the inputs.
    """
    taken = {os.path.realpath(path): "an input" for path in inputs if str(path) != "-"}
    for target in targets:
        place = os.path.realpath(target)
        if not target.parent.is_dir():
            raise OutputError(f"cannot write '{target}': there is no folder '{target.parent}'; make it first")
        if target.is_dir():
            raise OutputError(f"cannot write '{target}': it is a folder; name a file in it")
        if place in taken:
            raise OutputError(f"cannot write '{target}': it is also {taken[place]}; give another name")
        if not os.access(target.parent, os.W_OK):
            raise OutputError(f"cannot write '{target}': the folder may not be written to; choose another")
        taken[place] = "another output"


def write_whole(texts: Mapping[Path, str]) -> None:
    """Write each text to its file in UTF-8; a file is either replaced as a whole or left as it was.

    Raises
    ------
    OutputError
        If one of them cannot be written; then none is replaced, unless the disk fails in between.
    """
    drafts = {target: target.with_name(f".{target.name}.{os.getpid()}.part") for target in texts}
    try:
        for place, text in texts.items():
            with open(drafts[place], "x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        for place, draft in drafts.items():
            draft.replace(place)
    except OSError as error:  # which does not say of which file it is when a disk is full
        step = "make room, or choose another place" if error.errno in NO_ROOM else "choose another place"
        raise OutputError(f"cannot write '{place}': {error.strerror}; {step}") from error
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def print_text(text: str) -> None:
    """Print JSON to standard output in UTF-8 whatever the locale, as JSON asks for.

    What a terminal would obey or hide is written as JSON's own escapes, so no reader gets other text.
    """
    typer.echo(_OBEYED.sub(lambda found: json.dumps(found[0])[1:-1], text).encode("utf-8"))
