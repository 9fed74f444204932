"""The gate: what any reader proposes is taken into a record only if the documents bear it out.

Words must stand at their passage, in a document that was given to the reader; fields must hold what their
types allow; what is referred to must be there. A proposal that fails is refused with the reason; it
is never mended, because a passage moved to look-alike words is evidence for something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from detente.documents.document import Document
from detente.errors import DetenteError
from detente.reading.proposed import GROUPS, Proposed
from detente.reading.shape import misfit
from detente.record.check import check_value
from detente.record.fields import REFERENCES, references
from detente.record.identity import content_id
from detente.record.values import (
    PLOVER_ROOTS,
    Actor,
    Event,
    Failure,
    Passage,
    Proposal,
    Span,
    Statement,
)

_ACTS = frozenset({*PLOVER_ROOTS, "OTHER"})
_LABELLED = ("relations", "statements", "events", "proposals", "responses", "claims", "inconsistencies")


@dataclass(slots=True, eq=False)
class _Passing:
    """What has passed so far, by group and id; what was refused, and the new ids of old labels."""

    documents: Mapping[str, Document]
    reader: str
    kept: dict[str, dict[str, Any]] = field(default_factory=lambda: {group: {} for group in GROUPS})
    labels: dict[str, dict[str, str]] = field(default_factory=lambda: {group: {} for group in GROUPS})
    refused: list[Failure] = field(default_factory=list)

    def refuse(self, value: object, kind: type, why: str) -> None:
        path, what = self._named(value, kind)
        self.refused.append(Failure(path=path, reason=f"refused {what} that {self.reader} proposes: {why}"))

    def _named(self, value: object, kind: type) -> tuple[str, str]:
        """Return the path of a value's document and what to call the value; it may hold anything."""
        name = kind.__name__.lower()
        passage = getattr(value, "passage", None)
        if isinstance(value, Actor) and isinstance(value.id, str):
            name = f"{name} {value.id!r}"
            passage = next(iter(value.mentions), None) if isinstance(value.mentions, tuple) else None
        elif type(passage) is Passage:
            name = f"{name} at [{passage.start}, {passage.end})"
        home = passage.document if type(passage) is Passage and type(passage.document) is str else ""
        documents = list(self.documents.values())
        document = self.documents.get(home) or (documents[0] if len(documents) == 1 else None)
        return (document.path if document else "(no document)"), f"the {name}"


def admit(
    proposed: Proposed, documents: Sequence[Document], *, reader: str
) -> tuple[Proposed, tuple[Failure, ...]]:
    """Take what the documents bear out, in text order and with the ids of its content; refuse the rest.

    Parameters
    ----------
    proposed : Proposed
        From any reader; nothing in it is trusted.
    documents : sequence of Document
        All that it may quote, in the order of the record.
    reader : str
        What messages call the reader.

    Returns
    -------
    Proposed
        Holds only what passed; what `Proposed.left_out` said is in the failures.
    tuple of Failure
        One for each proposal refused or left out, in the order of the groups.

    Notes
    -----
    Refused is what: has a field of another type or value than its class states; has a span, mention or
    passage that is empty, outside its document or reads otherwise than the document there; points into
    another document; is a statement without content, or whose content, cue or condition lies outside its
    passage; is an actor with a name that is not among its mentions and no basis for it; shares its label with
    another, or its words with other fields; has a probability that is none; is an inconsistency between
    two documents; refers to what is not there or was itself refused; is a statement within itself. An
    actor that speaks for itself in a circle keeps its name and loses the tie.
    """
    passing = _Passing({document.id: document for document in documents}, reader)
    for group, kind in GROUPS.items():
        values = getattr(proposed, group, ())
        if type(values) not in (tuple, list):
            passing.refuse(values, kind, f"{group} is {type(values).__name__}: it must be a tuple")
            continue
        for value in values:
            _take(passing, group, kind, value)
    _relabel(passing)
    _cut_ties(passing)
    _drop_dangling(passing)
    if _drop_circles(passing):
        _drop_dangling(passing)
    for line in _lines(proposed.left_out):
        path = documents[0].path if len(documents) == 1 else "(no document)"
        passing.refused.append(Failure(path=path, reason=f"{reader} left out: {line}"))
    ordered = {group: tuple(_in_order(passing, group)) for group in GROUPS}
    return Proposed(**ordered), tuple(passing.refused)


def _lines(left_out: object) -> Iterator[str]:
    if isinstance(left_out, tuple | list):
        yield from (str(line) for line in left_out)


def _take(passing: _Passing, group: str, kind: type, value: Any) -> None:
    """Keep one value under the id of its content, or refuse it."""
    why = misfit(value, kind) or _fault(value, passing.documents)
    if why:
        passing.refuse(value, kind, why)
        return
    identifier = value.id if isinstance(value, Actor) else content_id(value)
    labels, kept = passing.labels[group], passing.kept[group]
    if labels.get(value.id, identifier) != identifier or (isinstance(value, Actor) and value.id in kept):
        passing.refuse(value, kind, f"its id {value.id!r} is another {kind.__name__.lower()}'s: keep one")
        return
    if value.id:
        labels[value.id] = identifier
    taken = value if value.id == identifier else replace(value, id=identifier)
    if kept.setdefault(identifier, taken) != taken:
        passing.refuse(value, kind, "another with the same words says other things of them: keep one")


def _fault(value: Any, documents: Mapping[str, Document]) -> str:
    """Say what is wrong with a value of the right type, or return an empty string."""
    try:
        check_value("it", value, documents)
    except DetenteError as error:
        return str(error).removeprefix("it: ")
    match value:
        case Actor():
            return _fault_of_actor(value)
        case Statement():
            return _fault_of_statement(value)
        case Event() if value.act not in _ACTS:
            return f"act is {value.act!r}: it must be one of {', '.join((*PLOVER_ROOTS, 'OTHER'))}"
    return ""


def _fault_of_actor(actor: Actor) -> str:
    if not actor.id.startswith("actor:") or not actor.id.removeprefix("actor:"):
        return f"its id is {actor.id!r}: it must be 'actor:' and a name"
    if not actor.name.strip():
        return "it has no name: give the words by which the text names it"
    if not actor.basis.strip() and actor.name not in {mention.text for mention in actor.mentions}:
        return (
            f"its name {actor.name!r} is not among its mentions: take the name from the text, or say in "
            "basis how the actor was recognised"
        )
    return ""


def _fault_of_statement(statement: Statement) -> str:
    if statement.act not in _ACTS:
        return f"act is {statement.act!r}: it must be one of {', '.join((*PLOVER_ROOTS, 'OTHER'))}"
    if not statement.content:
        return "it has no content: a statement holds the words in which it was said"
    whole = statement.passage
    parts = [("cue", statement.cue), ("condition", statement.condition)]
    for name, span in [*parts, *(("content", piece) for piece in statement.content)]:
        if span is not None and not whole.start <= span.start < span.end <= whole.end:
            return (
                f"its {name} at [{span.start}, {span.end}) is outside its passage: the passage covers "
                "speaker, cue and content"
            )
    for before, after in pairwise(statement.content):
        if after.start < before.end:
            return f"its content is out of order at [{after.start}, {after.end}): sort the pieces, apart"
    for piece in statement.quoted:
        if not any(_holds(span, piece) for span in statement.content):
            return f"its quoted words at [{piece.start}, {piece.end}) are not in its content"
    return ""


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _relabel(passing: _Passing) -> None:
    """Let references go to the new ids of what readers called by labels of their own."""
    labels = passing.labels
    statements, proposals, events = labels["statements"], labels["proposals"], labels["events"]
    if all(old == new for given in (statements, proposals, events) for old, new in given.items()):
        return
    targets = {
        "within": statements,
        "statement": statements,
        "stated_by": statements,
        "proposal": proposals,
        "about": events,  # of an inconsistency; a statement's is an issue
    }
    for group in _LABELLED:
        kept = passing.kept[group]
        for identifier, value in kept.items():
            names = targets.keys() & REFERENCES.get(type(value), {}).keys()
            held = {name: getattr(value, name) for name in names}
            kept[identifier] = replace(
                value, **{name: targets[name].get(label, label) for name, label in held.items() if label}
            )


def _cut_ties(passing: _Passing) -> None:
    """Leave open whom an actor speaks for where that leads back to the actor: the tie says nothing."""
    actors = passing.kept["actors"]
    for key in _on_circles({key: actor.speaks_for for key, actor in actors.items()}):
        passing.refuse(
            actors[key], Actor, "it speaks for itself in a circle; whom it speaks for is left open"
        )
        actors[key] = replace(actors[key], speaks_for=None, speaks_for_passage=None)


def _drop_circles(passing: _Passing) -> bool:
    """Refuse statements that report themselves; return whether there were any."""
    statements = passing.kept["statements"]
    circular = _on_circles({key: statement.within for key, statement in statements.items()})
    for key in circular:
        passing.refuse(statements.pop(key), Statement, "it is within itself")
    return bool(circular)


def _on_circles(step: Mapping[str, str | None]) -> list[str]:
    """Return what comes back to itself by a relation, in the order given."""
    found: set[str] = set()
    done: set[str] = set()
    for start in step:
        path: dict[str, int] = {}
        key: str | None = start
        while key is not None and key not in path and key not in done:
            path[key] = len(path)
            key = step.get(key)
        if key in path:
            found.update(list(path)[path[key] :])
        done.update(path)
    return [key for key in step if key in found]


def _drop_dangling(passing: _Passing) -> None:
    """Refuse what refers to something that is not there, and then what refers to that, to the end."""
    referring = [
        (group, key, tuple(references(value)))
        for group, kept in passing.kept.items()
        for key, value in kept.items()
    ]
    is_settled = False
    while not is_settled:
        is_settled = True
        actors, statements = passing.kept["actors"].keys(), passing.kept["statements"].keys()
        known: dict[str, Any] = {
            "actor": actors,
            "statement": statements,
            "proposal": passing.kept["proposals"].keys(),
            "actor or statement": actors | statements,
            "actor or event": actors | passing.kept["events"].keys(),
            "document": passing.documents.keys(),
        }
        for group, key, held in referring:
            missing = next((ref for ref in held if ref[2] not in known[ref[1]]), None)
            if missing is not None and key in passing.kept[group]:
                where, target, label = missing
                why = f"{where} refers to {label!r}, and no {target} of that id was proposed and taken"
                passing.refuse(passing.kept[group].pop(key), GROUPS[group], why)
                is_settled = False


def _in_order(passing: _Passing, group: str) -> list[Any]:
    """Return what was kept of a group by document and place; actors by first mention, unmentioned last."""
    rank = {identifier: index for index, identifier in enumerate(passing.documents)}

    def where(passage: Passage) -> tuple[int, int, int]:
        return rank[passage.document], passage.start, passage.end

    def key(value: Any) -> tuple[int, int, int]:
        if not isinstance(value, Actor):
            return where(value.passage)
        return where(value.mentions[0]) if value.mentions else (len(rank), 0, 0)

    values = list(passing.kept[group].values())
    if group in ("actors", "proposals"):
        values = [_with_sorted_mentions(value, where) for value in values]
    return sorted(values, key=key)


def _with_sorted_mentions(value: Actor | Proposal, where: Any) -> Actor | Proposal:
    ordered = tuple(sorted(value.mentions, key=where))
    return value if ordered == value.mentions else replace(value, mentions=ordered)
