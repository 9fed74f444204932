"""Short invented reports read with an actor file."""

from __future__ import annotations

from datetime import date

from detente.documents.document import Document
from detente.reading import read
from detente.reading.actor_file.load import parse_actor_file
from detente.record.record import Record
from detente.record.values import Actor

KARVIA = '[[actor]]\nname = "Karvia"\nkind = "state"\n'
SARNLAND = '[[actor]]\nname = "Sarnland"\nkind = "state"\ndemonyms = ["Sarnish"]\ncapitals = ["Tolmen"]\n'
VELK = '[[actor]]\nname = "Anton Velk"\nkind = "person"\naliases = ["the Sparrow"]\n'
IN_OFFICE = '[[actor.office]]\ntitle = "president"\nof = "Karvia"\nfrom = 2024-05-01\nuntil = 2026-06-01\n'
BEFORE, DURING, AFTER = date(2024, 4, 30), date(2026, 3, 10), date(2026, 6, 2)
FILE = KARVIA + SARNLAND + VELK + IN_OFFICE


def report(text: str, day: date | None = DURING, *, name: str = "report") -> Document:
    return Document(id=f"doc:{name}", path=f"{name}.txt", text=text, sha256="0" * 64, published_on=day)


def told(actors: str, *reports: Document | str) -> Record:
    """Read reports with an actor file; a text alone is a report of ``DURING``."""
    documents = [one if isinstance(one, Document) else report(one) for one in reports]
    return read(documents, actors=parse_actor_file(actors.encode(), name="actors.toml"))


def actor(record: Record, name: str) -> Actor:
    (found,) = [one for one in record.actors if one.name == name]
    return found


def mentions(record: Record, name: str) -> list[str]:
    return [mention.text for mention in actor(record, name).mentions]


def speakers(record: Record) -> list[str | None]:
    """Return the names of who says each statement, None where it is open."""
    names = {one.id: one.name for one in record.actors}
    return [
        names[one.speaker.actor] if one.speaker and one.speaker.actor else None for one in record.statements
    ]
