"""A new draft merged into a case file that people have worked on.

Nothing written in the old file is changed or removed: hand edits and comments stay. What is new is
added, evidence to the lists it belongs in, entries at the end of their section. Where the new draft
says something else than the file, a comment marks it and the analyst decides. Merging the same draft
twice changes nothing.

What an analyst removed comes back with the next draft; to keep a concern out, set its weight to 0, and
to keep an assumption out, switch it off.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from detente.case.case import Case
from detente.case.expressions import And, Expression, If, Iff, Not, Or, Var, parse, render
from detente.case.model import Concern, Party
from detente.case.writing import (
    concern_table,
    definition_value,
    judgement_table,
    measure_table,
    option_table,
    party_table,
    rule_table,
    standing_value,
    table,
    tables,
    texts,
)
from detente.errors import CaseError

if TYPE_CHECKING:
    from tomlkit.toml_document import TOMLDocument

MARK = "the new record contradicts this:"
"""How every comment that marks a contradiction begins."""


def merge(old_toml_text: str, new: Case, *, name: str = "the old case") -> str:
    """Merge a new draft into the text of an older case file.

    Parameters
    ----------
    old_toml_text : str
        A whole case, with whatever comments and edits it has.
    new : Case
        As drafted from the record as it is now.
    name : str
        What messages call the old file.

    Returns
    -------
    str
        TOML that loads.

    Raises
    ------
    CaseError
        If the old text is not a whole case, if its tables are written inline (comments could not be
        kept), or if the merged case would break a rule.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    old = Case.loads(old_toml_text, name=name)
    try:
        document = tomlkit.parse(old_toml_text)
    except (TOMLKitError, RecursionError) as error:
        raise CaseError(f"{name} cannot be merged into: {error}; draft into a new file instead") from error
    renamed = _renamed(old, new)
    _merge_parties(document, old, new, renamed)
    _merge_options(document, old, new, renamed)
    _merge_definitions(document, old, new, renamed)
    _merge_rules(document, old, new, renamed)
    concerns = _merge_concerns(document, old, new, renamed)
    _merge_assumptions(document, old, new)
    _merge_measures(document, old, new, renamed, concerns)
    _merge_now(document, old, new, renamed)
    _merge_judgements(document, old, new)
    _merge_lists(document, new)
    merged = tomlkit.dumps(document)
    Case.loads(merged, name=f"{name}, merged with the new draft")
    return merged


class _Renaming:
    """The new draft's ids in the words of the old case, in which an analyst may have changed them."""

    def __init__(self, parties: Mapping[str, str], options: Mapping[str, str]) -> None:
        self.parties = parties
        self.options = options

    def party(self, name: str) -> str:
        return self.parties.get(name, name)

    def option(self, name: str) -> str:
        party, _, option = name.partition(".")
        return self.options.get(name, f"{self.party(party)}.{option}")

    def condition(self, text: str) -> str:
        """Return a condition in the old names, written in the one way ``render`` writes it."""
        return render(self._put(parse(text)))

    def _put(self, node: Expression) -> Expression:
        match node:
            case Var(name):
                return Var(self.option(name)) if "." in name else node
            case Not(term):
                return Not(self._put(term))
            case And(terms):
                return And(tuple(self._put(term) for term in terms))
            case Or(terms):
                return Or(tuple(self._put(term) for term in terms))
            case If(premise, conclusion):
                return If(self._put(premise), self._put(conclusion))
            case Iff(left, right):
                return Iff(self._put(left), self._put(right))


def _renamed(old: Case, new: Case) -> _Renaming:
    """Match parties by id, an actor that speaks for both, or name; options by id, else by text."""
    left = {party.id: party for party in old.parties}
    found: dict[str, str] = {}
    tests = (_same_id, _shares_actor, _same_name)
    for test in tests:
        for party in new.parties:
            match = next((known for known in left.values() if test(known, party)), None)
            if party.id not in found and match is not None:
                found[party.id] = match.id
                del left[match.id]
    names = [option.name for option in old.options]
    options = {
        option.name: known.name
        for option in new.options
        for known in old.options
        if known.party == found.get(option.party)
        and f"{known.party}.{option.id}" not in names
        and known.text == option.text
    }
    return _Renaming(found, options)


def _same_id(old: Party, new: Party) -> bool:
    return old.id == new.id


def _shares_actor(old: Party, new: Party) -> bool:
    return any(actor in old.speaks for actor in new.speaks)


def _same_name(old: Party, new: Party) -> bool:
    return old.name.casefold() == new.name.casefold()


def _merge_parties(document: TOMLDocument, old: Case, new: Case, renamed: _Renaming) -> None:
    known = {party.id: number for number, party in enumerate(old.parties)}
    for party in new.parties:
        number = known.get(renamed.party(party.id))
        if number is None:
            _append(document, "party", party_table(party))
            continue
        entry = _entry(document, "party", number)
        _extend(entry, "speaks", party.speaks)
        _extend(entry, "cites", party.cites)
        if party.role != old.parties[number].role:
            _mark(entry, f"role {party.role}")


def _merge_options(document: TOMLDocument, old: Case, new: Case, renamed: _Renaming) -> None:
    known = {option.name: number for number, option in enumerate(old.options)}
    for option in new.options:
        number = known.get(renamed.option(option.name))
        if number is None:
            moved = replace(option, party=renamed.party(option.party))
            _append(document, "option", option_table(moved))
        else:
            _extend(_entry(document, "option", number), "cites", option.cites)


def _merge_definitions(document: TOMLDocument, old: Case, new: Case, renamed: _Renaming) -> None:
    known = {definition.name: definition for definition in old.definitions}
    for definition in new.definitions:
        condition = renamed.condition(definition.condition)
        if definition.name not in known:
            section = _section(document, "define")
            value = definition_value(definition)
            _add(section, definition.name, value if condition == definition.condition else condition)
        elif render(parse(known[definition.name].condition)) != condition:
            _mark(_section(document, "define"), f"{definition.name} = {condition}")


def _merge_rules(document: TOMLDocument, old: Case, new: Case, renamed: _Renaming) -> None:
    known = [render(parse(rule.never)) for rule in old.rules]
    for rule in new.rules:
        never = renamed.condition(rule.never)
        if never not in known:
            entry = rule_table(rule)
            entry["never"] = never
            _append(document, "rule", entry)


def _merge_concerns(document: TOMLDocument, old: Case, new: Case, renamed: _Renaming) -> dict[str, str]:
    """Return what every concern of the new draft is called in the file."""
    called: dict[str, str] = {}
    keys = [(c.party, render(parse(c.condition)), c.assumption) for c in old.concerns]
    names = [concern.id for concern in old.concerns]
    for concern in new.concerns:
        party = renamed.party(concern.party)
        key = (party, renamed.condition(concern.condition), concern.assumption)
        alike = [number for number, known in enumerate(keys) if known == key]
        if alike:
            # A case may hold both directions of one condition: the new concern belongs to its own.
            number = min(alike, key=lambda n: (old.concerns[n].kind != concern.kind, names[n] != concern.id))
            _merge_concern(_entry(document, "concern", number), old.concerns[number], concern)
            called[concern.id] = names[number]
            continue
        entry = concern_table(replace(concern, weight=_weight_that_fits(old, party, concern)))
        name, number = concern.id, 1
        while name in names:
            name, number = f"{party}-{number}", number + 1
        names.append(name)
        entry.update({"id": name, "party": party, concern.kind: key[1]})
        _append(document, "concern", entry)
        called[concern.id] = name
    return called


def _weight_that_fits(old: Case, party: str, concern: Concern) -> tuple[float, float] | None:
    """Return the new concern's weight, open where the party's low ends could no longer fit into one."""
    lows = sum(other.weight[0] for other in old.concerns if other.party == party and other.weight is not None)
    # Of all low ends that a draft gives a party together, three quarters is the most.
    return concern.weight if lows <= 0.25 else None


def _merge_concern(entry: Any, old: Concern, new: Concern) -> None:
    """Add evidence on the side where the old concern, which may point the other way, has it."""
    for_old, against_old = new.supports, new.against
    if (old.kind == "avoids") != (new.kind == "avoids"):
        for_old, against_old = against_old, for_old
    # An analyst may have moved a record to the other side; it is not added twice.
    _extend(entry, "for", [cite for cite in for_old if cite not in old.against])
    _extend(entry, "against", [cite for cite in against_old if cite not in old.supports])
    if old.kind != new.kind and "about" not in (old.kind, new.kind):
        _mark(entry, f"{new.kind} {new.condition}. {new.because}")
    elif new.kind == "about" and old.kind != "about" and new.grade == "record":
        _mark(entry, f"the direction is open. {new.because}")
    elif old.kind == "about" and new.kind != "about" and old.grade != "analyst":
        _mark(entry, f"the direction is known now: {new.kind}. {new.because}")


def _merge_assumptions(document: TOMLDocument, old: Case, new: Case) -> None:
    known = [assumption.name for assumption in old.assumptions]
    for assumption in new.assumptions:
        if assumption.name not in known:
            entry = table(name=assumption.name, text=assumption.text, is_on=assumption.is_on)
            _append(document, "assumption", entry)


def _merge_measures(
    document: TOMLDocument, old: Case, new: Case, renamed: _Renaming, concerns: Mapping[str, str]
) -> None:
    known = [measure.id for measure in old.measures]
    for measure in new.measures:
        if measure.id not in known:
            moved = replace(
                measure,
                adds=tuple(map(renamed.option, measure.adds)),
                blocks=tuple(map(renamed.option, measure.blocks)),
                takes=tuple(map(renamed.option, measure.takes)),
                concern=concerns[measure.concern] if measure.concern is not None else None,
            )
            _append(document, "measure", measure_table(moved))


def _merge_now(document: TOMLDocument, old: Case, new: Case, renamed: _Renaming) -> None:
    known = {standing.option: standing for standing in old.now}
    options = [option.name for option in old.options]
    for standing in new.now:
        name = renamed.option(standing.option)
        if name not in known and name not in options:
            _add(_section(document, "now"), name, standing_value(standing))
            continue
        # An option of the old case without an entry counts as not taken.
        was_taken = known[name].is_taken if name in known else False
        if was_taken != standing.is_taken and standing.cites:
            said = "true" if standing.is_taken else "false"
            _mark(_section(document, "now"), f"{name} = {said} by {', '.join(standing.cites)}")


def _merge_judgements(document: TOMLDocument, old: Case, new: Case) -> None:
    known = [judgement.text for judgement in old.judgements]
    for judgement in new.judgements:
        if judgement.text not in known:
            _append(document, "judgement", judgement_table(judgement))


def _merge_lists(document: TOMLDocument, new: Case) -> None:
    for key, values in (("unplaced", new.unplaced), ("notes", new.notes)):
        _extend(document, key, values)


def _entry(document: TOMLDocument, section: str, number: int) -> Any:
    from tomlkit.items import AoT

    found = document[section]
    if not isinstance(found, AoT):
        raise CaseError(
            f"{section} is written inline, so that nothing can be added with its comments kept: "
            f"write each under [[{section}]]"
        )
    return found[number]


def _section(document: TOMLDocument, section: str) -> Any:
    import tomlkit

    if section not in document:
        document.add(tomlkit.nl())
        document.add(section, tomlkit.table())
    return document[section]


def _append(document: TOMLDocument, section: str, entry: Any) -> None:
    """Add a table at the end of its section, with a blank line before it."""
    import tomlkit

    if section not in document:
        document.add(tomlkit.nl())
        document.add(section, tables([entry]))
        return
    found: Any = document[section]
    last = _entry(document, section, len(found) - 1)
    after = _take_end(last)
    last.value.body.append((None, tomlkit.ws("\n")))
    entry.value.body.extend(after)
    found.append(entry)


def _extend(entry: Any, key: str, values: Sequence[str]) -> None:
    """Add to a list what it does not hold yet, in order."""
    held = list(entry.get(key, ()))
    fresh = [value for value in dict.fromkeys(values) if value not in held]
    if fresh and key in entry:
        entry[key].extend(fresh)
    elif fresh:
        _add(entry, key, texts(fresh))


def _add(entry: Any, key: str, value: Any) -> None:
    """Add a key below the others of its table."""
    if not hasattr(entry.value, "body"):  # the document itself, which puts keys above its tables
        entry.add(key, value)
        return
    after = _take_end(entry)
    entry[key] = value
    entry.value.body.extend(after)


def _mark(entry: Any, what: str) -> None:
    """Put a comment at the end of a table, unless it is there already."""
    import tomlkit

    line = f"{MARK} {' '.join(what.split())}"
    if line in entry.as_string():
        return
    after = _take_end(entry)
    entry.add(tomlkit.comment(line))
    entry.value.body.extend(after)


def _take_end(entry: Any) -> list[Any]:
    """Cut off and return a table's last blank lines and the comments below them.

    Such comments speak of what follows in the file, and must go on standing right before it. They have
    no key, so that the table's index of keys stays true.
    """
    from tomlkit.items import Whitespace

    body = entry.value.body
    start = next((at for at in range(len(body), 0, -1) if body[at - 1][0] is not None), 0)
    blank = next((at for at in range(start, len(body)) if isinstance(body[at][1], Whitespace)), len(body))
    after = body[blank:]
    del body[blank:]
    return list(after)
