"""A case: the model of one conflict, with its id, its checks, and how it is loaded and saved."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from detente.case.checks import check_case, check_citations, condition
from detente.case.expressions import Expression
from detente.case.loading import MAX_CHARACTERS, read_toml
from detente.case.measures import under_measures, with_measures
from detente.case.model import Conflict
from detente.case.places import Places
from detente.errors import CaseError
from detente.record.ids import hash_id

if TYPE_CHECKING:
    from detente.record import Record

_MAX_BYTES = 4 * MAX_CHARACTERS  # a code point takes at most four bytes in UTF-8


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Conflict):
    """The model of one conflict; its fields are those of ``Conflict``.

    A case that was loaded or drafted is whole (``check`` passes). One put together in Python is
    not checked until ``check``, ``dumps`` or ``save``.
    """

    @property
    def id(self) -> str:
        """``case:`` and 16 hex digits over everything the case holds, in file order."""
        return hash_id("case", *_flat(self))

    @property
    def is_open(self) -> bool:
        """Whether more than one world agrees with the case.

        A direction is open (``about``), a membership, or, for a party with two concerns or more, a
        weight (by ``method = "priority"``: a place in the order). Only parties with an option count.
        """
        case = self.active()
        movers = dict.fromkeys(option.party for option in case.options)
        if any(party.is_member is None for party in case.parties if party.id in movers):
            return True
        for party in movers:
            concerns = [concern for concern in case.concerns if concern.party == party]
            if any(concern.kind == "about" for concern in concerns):
                return True
            if len(concerns) < 2:
                continue
            if case.method == "priority":
                orders = [concern.order for concern in concerns]
                if None in orders or len(dict.fromkeys(orders)) < len(orders):
                    return True
            elif any(c.weight is None or c.weight[0] < c.weight[1] for c in concerns):
                return True
        return False

    @classmethod
    def load(cls, source: str | os.PathLike[str]) -> Case:
        """Load a case from a TOML file, or from TOML text (a string with a line break in it).

        Parameters
        ----------
        source : str or path

        Returns
        -------
        Case

        Raises
        ------
        CaseError
            If the file cannot be read, is not TOML, or breaks a rule; with file and line where known.
        """
        if isinstance(source, str) and "\n" in source:
            return cls.loads(source)
        path = Path(source)
        return cls.loads(_read(path), name=str(source))

    @classmethod
    def loads(cls, text: str, *, name: str = "the case text") -> Case:
        """Load a case from TOML text; ``name`` is what messages call it.

        Raises
        ------
        CaseError
            If it is not TOML or breaks a rule.

        Examples
        --------
        >>> case = Case.loads('''
        ... [[party]]
        ... id = "northland"
        ... name = "Northland"
        ... role = "belligerent"
        ...
        ... [[option]]
        ... id = "withdraw"
        ... party = "northland"
        ... text = "withdraws from the border districts"
        ... ''')
        >>> case.options[0].name
        'northland.withdraw'
        """
        conflict, places = read_toml(text, name)
        check_case(conflict, places)
        return cls(**{field.name: getattr(conflict, field.name) for field in fields(conflict)})

    def dumps(self) -> str:
        """Return the case as TOML; ``Case.loads`` gives an equal case back.

        Raises
        ------
        CaseError
            If the case breaks a rule.
        """
        from detente.case.writing import write_toml

        self.check()
        return write_toml(self)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the case to a TOML file, whole or not at all.

        Raises
        ------
        CaseError
            If the case breaks a rule, or the file cannot be written.
        """
        text = self.dumps()
        target = Path(path)
        draft = target.with_name(target.name + ".part")
        try:
            draft.write_text(text, encoding="utf-8", newline="\n")
            draft.replace(target)
        except (OSError, UnicodeEncodeError) as error:
            draft.unlink(missing_ok=True)
            raise CaseError(f"the case cannot be written to {path}: {error}; choose another place") from error

    def active(self) -> Case:
        """Return the case under the measures in force, without what comes from assumptions switched off."""
        case = under_measures(self)
        off = {item.name for item in case.assumptions if not item.is_on}
        return replace(
            case,
            concerns=tuple(concern for concern in case.concerns if concern.assumption not in off),
            rules=tuple(rule for rule in case.rules if rule.assumption not in off),
        )

    def with_measures(self, *ids: str) -> Case:
        """Return the case with exactly these of its measures in force.

        Raises
        ------
        CaseError
            If one of them is not in the case, or two contradict each other.
        """
        case = with_measures(self, ids)
        case.check()
        return case

    def expression(self, text: str) -> Expression:
        """Read a condition and put definitions in the place of their names.

        Raises
        ------
        ExpressionError
            If it cannot be read, or names what is neither an option nor a definition.
        CaseError
            If definitions go round in a circle.
        """
        return condition(self, text, "")

    def check(self, record: Record | None = None) -> None:
        """Raise unless the case is whole, and cites only what the record holds, when one is given.

        Raises
        ------
        CaseError
            On the first breach.
        """
        check_case(self, Places())
        if record is not None:
            check_citations(self, _ids(record), Places())


def _read(path: Path) -> str:
    """Return a file's text, refusing one that is too large before it is read."""
    try:
        size = path.stat().st_size
        if size > _MAX_BYTES:
            raise CaseError(
                f"{path} has {size:,} bytes, a case at most {_MAX_BYTES:,}: is it a case file at all?"
            )
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CaseError(f"{path} is not UTF-8 at byte {error.start}: save it as UTF-8") from error
    except OSError as error:
        raise CaseError(
            f"the case {path} cannot be read: {error.strerror or error}; check the path"
        ) from error
    except ValueError as error:
        raise CaseError(f"the case {str(path)[:80]!r} cannot be read: {error}; check the path") from error


def _flat(value: object) -> Iterator[str | int | None]:
    """Yield the parts of a frozen value with the length of every list, so that lists cannot run together."""
    if is_dataclass(value):
        for field in fields(value):
            part = getattr(value, field.name)
            # A case without measures keeps the id it had before there were any.
            if field.name != "measures" or part:
                yield from _flat(part)
    elif isinstance(value, tuple):
        yield len(value)
        for item in value:
            yield from _flat(item)
    elif value is None or isinstance(value, str | int):
        yield value
    else:
        yield repr(value)


def _ids(record: Record) -> frozenset[str]:
    """Return the ids of everything a case may cite."""
    groups = (
        record.documents,
        record.actors,
        record.relations,
        record.statements,
        record.events,
        record.proposals,
        record.responses,
        record.claims,
    )
    return frozenset(item.id for group in groups for item in group)
