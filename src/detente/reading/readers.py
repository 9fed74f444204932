"""Readers: whatever proposes records from documents, found by name among what is installed.

A package offers a reader by an entry point of the group ``detente.readers``, whose name is the
reader's and whose object makes one when called without arguments. No reader but the one asked for is
imported. What a reader proposes passes the gate (`detente.reading.gate`) like everybody else's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from detente.errors import ReadingError

if TYPE_CHECKING:
    from detente.documents.document import Document
    from detente.reading.actor_file.load import ActorFile
    from detente.reading.proposed import Proposed, Together

READER_GROUP = "detente.readers"
DEFAULT_READER = "learned"
BUILT_IN = {
    "learned": "detente.reading.learned_reader:LearnedReader",
    "rules": "detente.reading.rules:RulesReader",
    "endpoint": "detente.reading.endpoint.reader:EndpointReader",
}
"""The readers that come with detente, as its own entry points name them.

Kept here as well, so that the default reader needs no look into what is installed, and so that no other
package can take its name.
"""


@runtime_checkable
class Reader(Protocol):
    """Whatever reads a document and proposes records.

    ``name`` is how it is asked for; ``description`` says what it is, with its version, and is kept
    with the record.
    """

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def description(self) -> str: ...  # noqa: D102

    def read(self, document: Document) -> Proposed:
        """Propose records from one document; raise `ReadingError` with the reason when it cannot."""
        ...


@runtime_checkable
class GroupReader(Reader, Protocol):
    """A reader that looks at all documents before it reads one.

    One report names in full whom another calls by surname: detente's own readers need both to know.
    """

    def read_together(
        self, documents: Sequence[Document], progress: Callable[[int, int], None] | None = None
    ) -> Together:
        """Propose records from many documents; one that cannot be read is listed with the reason."""
        ...


@runtime_checkable
class InformedReader(Reader, Protocol):
    """A reader that takes what a user knows of who is who."""

    @property
    def actors(self) -> ActorFile | None: ...  # noqa: D102

    def with_actors(self, actors: ActorFile) -> Reader:
        """Return the same reader with an actor file."""
        ...


def inform(reader: Reader, actors: ActorFile) -> Reader:
    """Return a reader that knows an actor file.

    Raises
    ------
    ReadingError
        If the reader takes none: what a user knows is not left unused in silence.
    """
    if not isinstance(reader, InformedReader):
        raise ReadingError(
            f"reader {reader.name!r} takes no actor file: read without '{actors.name}', or with the reader "
            f"{DEFAULT_READER!r}"
        )
    return checked_reader(reader.with_actors(actors), f"reader {reader.name!r} with '{actors.name}'")


def reader_names() -> tuple[str, ...]:
    """Return the names of all installed readers: those that come with detente, then the others by name."""
    others = {found.name for found in entry_points(group=READER_GROUP)} - BUILT_IN.keys()
    return (*BUILT_IN, *sorted(others))


def load_reader(name: str) -> Reader:
    """Make the reader of a name.

    Parameters
    ----------
    name : str
        ``rules``, ``endpoint``, or the name of an entry point in the group ``detente.readers``.

    Returns
    -------
    Reader

    Raises
    ------
    ReadingError
        If there is none of that name, several packages offer one, it cannot be imported, or what it
        makes is not a reader.

    Examples
    --------
    >>> load_reader("rules").name
    'rules'
    >>> load_reader("rulse")
    Traceback (most recent call last):
    ...
    detente.errors.ReadingError: reader 'rulse' is not installed; did you mean 'rules'? ...
    """
    make = _maker(name)
    try:
        made = make()
    except TypeError as error:
        raise ReadingError(
            f"reader {name!r} cannot be made without arguments ({error}): make it in Python and pass it "
            "to detente.read(..., reader=...)"
        ) from error
    return checked_reader(made, f"reader {name!r}")


def checked_reader(reader: object, what: str) -> Reader:
    """Return a reader, or raise `ReadingError` if it lacks a name, a description or ``read``."""
    if isinstance(reader, type) or not isinstance(reader, Reader):
        raise ReadingError(
            f"{what} is {reader!r}: a reader has a name, a description and a method read(document); "
            "see detente.reading.readers.Reader"
        )
    for field in ("name", "description"):
        if not isinstance(getattr(reader, field), str) or not getattr(reader, field).strip():
            raise ReadingError(
                f"{what} has the {field} {getattr(reader, field)!r}: it must be words a record can keep"
            )
    return reader


def _maker(name: str) -> Callable[[], Any]:
    if name in BUILT_IN:
        module, _, attribute = BUILT_IN[name].partition(":")
        maker: Callable[[], Any] = getattr(import_module(module), attribute)
        return maker
    found = list(entry_points(group=READER_GROUP, name=name))
    offers = {(point.value, _package(point)) for point in found}
    if len(offers) > 1:
        packages = ", ".join(sorted(package for _, package in offers))
        raise ReadingError(f"reader {name!r} is offered by {packages}: keep one of them installed")
    if not found:
        near = get_close_matches(name, reader_names(), n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ":"
        raise ReadingError(
            f"reader {name!r} is not installed{hint} there are {', '.join(reader_names())}; another "
            f"comes with a package that has an entry point in the group {READER_GROUP!r}"
        )
    try:
        loaded: Callable[[], Any] = found[0].load()
    except (ImportError, AttributeError) as error:
        raise ReadingError(
            f"reader {name!r} of {_package(found[0])} cannot be imported ({error}): its entry point says "
            f"{found[0].value!r}; install what it needs"
        ) from error
    return loaded


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist is not None else "an unnamed package"
