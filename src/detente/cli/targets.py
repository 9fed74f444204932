"""Files and folders a command makes: where they may lie, and that nothing is written over unasked."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from detente.errors import OutputError

_PLAIN = re.compile(r"[a-z][a-z0-9_-]*(\.[a-z]+)?")


def check_new(targets: Collection[Path], *, force: bool) -> None:
    """Raise if something lies at one of the targets that may not be written over.

    Parameters
    ----------
    targets : collection of Path
    force : bool
        Whether files that are there may be replaced. A symbolic link never is: it may lead anywhere.

    Raises
    ------
    OutputError
        Naming the first such target.
    """
    for target in targets:
        if target.is_symlink():
            raise OutputError(
                f"cannot write '{target}': it is a symbolic link, and links are not followed; name the file "
                "it leads to, or another"
            )
        if target.exists() and not force:
            raise OutputError(f"cannot write '{target}': it exists; give --force to replace it")


def folder_targets(folder: Path, names: Collection[str], *, force: bool) -> Mapping[str, Path]:
    """Return the paths of files that are to lie in a folder, which need not exist yet.

    Parameters
    ----------
    folder : Path
    names : collection of str
        Plain file names, as formats have them: no word of a record becomes a path.
    force : bool
        Whether files of these names may be replaced. Others that lie there stay.

    Raises
    ------
    OutputError
        If the folder is a file or a link, has none above it, or one of the files may not be written over.
    """
    odd = [name for name in names if not _PLAIN.fullmatch(name)]
    if odd:
        raise OutputError(f"cannot write {odd[0]!r} in '{folder}': it is no plain file name; give it one")
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        what = "a symbolic link, and links are not followed" if folder.is_symlink() else "a file"
        raise OutputError(f"cannot write '{folder}': it is {what}; name a folder")
    if not folder.parent.is_dir():
        raise OutputError(f"cannot write '{folder}': there is no folder '{folder.parent}'; make it first")
    targets = {name: folder / name for name in names}
    check_new(targets.values(), force=force)
    return targets


def make_folder(folder: Path) -> None:
    """Make a folder if there is none.

    Raises
    ------
    OutputError
        If it cannot be made.
    """
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"cannot make the folder '{folder}': {error.strerror}; choose another place"
        ) from error
