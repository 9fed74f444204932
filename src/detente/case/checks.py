"""What a case must fulfil before anything is computed from it; the first breach is a CaseError."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations
from typing import get_args

from detente.case.expressions import Expression, is_name, near_misses, parse
from detente.case.inlining import inline
from detente.case.measures import check_measures
from detente.case.model import Concern, Confidence, Conflict, Grade, Method, Moves, Role
from detente.case.places import Places
from detente.case.tables import every_state, truth_table
from detente.errors import CaseError

MAX_OPTIONS = 16
"""More options make more than 65,536 states, which nobody could look through."""

MAX_ENTRIES = 200
"""Most parties, definitions, rules, concerns, assumptions, measures or judgements."""

MAX_ORDER = 1_000


def check_case(conflict: Conflict, places: Places) -> None:
    """Raise unless the case is whole.

    Raises
    ------
    CaseError
        On the first breach, in file order: too many entries, a word that is not in the vocabulary,
        an id used twice, a reference to nothing, a weight or probability outside [0, 1], rules
        that leave no state, a present state the rules exclude, a preference cycle.
    ExpressionError
        If a condition cannot be read or names an unknown option.
    """
    _check_sizes(conflict)
    _check_words(conflict, places)
    _check_parties(conflict, places)
    _check_options(conflict, places)
    _check_definitions(conflict, places)
    _check_assumptions(conflict, places)
    _check_concerns(conflict, places)
    _check_rules(conflict, places)
    _check_now(conflict, places)
    _check_preferences(conflict, places)
    _check_names("measure", [measure.id for measure in conflict.measures], places)
    check_measures(conflict, places)
    _check_judgements(conflict, places)


def check_citations(conflict: Conflict, known: Collection[str], places: Places) -> None:
    """Raise unless every record that the case cites is among the ``known`` ids.

    Raises
    ------
    CaseError
        Naming the first id that the record does not hold.
    """
    cited: list[tuple[str, Sequence[str], str, int | None]] = []
    for number, party in enumerate(conflict.parties):
        cited.append((f"party {party.id!r}", (*party.speaks, *party.cites), "party", number))
    for number, option in enumerate(conflict.options):
        cited.append((f"option {option.name!r}", option.cites, "option", number))
    for number, concern in enumerate(conflict.concerns):
        both = (*concern.supports, *concern.against)
        cited.append((f"concern {concern.id!r}", both, "concern", number))
    for standing in conflict.now:
        cited.append((f"now {standing.option!r}", standing.cites, "now", None))
    for number, judgement in enumerate(conflict.judgements):
        cited.append((f"judgement {number + 1}", judgement.cites, "judgement", number))
    for number, measure in enumerate(conflict.measures):
        cited.append((f"measure {measure.id!r}", measure.cites, "measure", number))
    for thing, ids, section, at in cited:
        for cite in ids:
            if cite not in known:
                raise CaseError(
                    f"{thing} cites {cite!r}, which the record does not hold{places.where(section, at)}: "
                    "correct the id, or read the documents it comes from"
                )


def condition(conflict: Conflict, text: str, place: str) -> Expression:
    """Return a condition of the case with definitions inlined."""
    definitions = {definition.name: definition.condition for definition in conflict.definitions}
    options = [option.name for option in conflict.options]
    return inline(parse(text, place=place), definitions, options, place=place)


def _check_sizes(conflict: Conflict) -> None:
    if len(conflict.options) > MAX_OPTIONS:
        raise CaseError(
            f"the case has {len(conflict.options)} options, at most {MAX_OPTIONS} are allowed "
            f"({2**MAX_OPTIONS:,} states): leave out or join some"
        )
    for name in ("parties", "definitions", "rules", "concerns", "assumptions", "measures", "judgements"):
        n = len(getattr(conflict, name))
        if n > MAX_ENTRIES:
            raise CaseError(f"the case has {n} {name}, at most {MAX_ENTRIES} are allowed: join some")


def _check_words(conflict: Conflict, places: Places) -> None:
    """Refuse a word outside the vocabulary of its field."""
    words: list[tuple[str, str, object, str, int | None]] = [
        ("method", conflict.method, Method, "", None),
    ]
    words += [("role", p.role, Role, "party", i) for i, p in enumerate(conflict.parties)]
    words += [("moves", o.moves, Moves, "option", i) for i, o in enumerate(conflict.options)]
    words += [("grade", c.grade, Grade, "concern", i) for i, c in enumerate(conflict.concerns)]
    words += [
        ("confidence", j.confidence, Confidence, "judgement", i) for i, j in enumerate(conflict.judgements)
    ]
    for key, word, vocabulary, section, number in words:
        allowed = get_args(vocabulary)
        if word not in allowed:
            raise CaseError(
                f"{key} {word!r}{places.where(section, number, key)} is not one of {', '.join(allowed)}: "
                f"{near_misses(word, allowed)}"
            )


def _check_parties(conflict: Conflict, places: Places) -> None:
    ids = [party.id for party in conflict.parties]
    _check_names("party", ids, places)
    for number, party in enumerate(conflict.parties):
        if not party.name.strip():
            where = places.where("party", number, "name")
            raise CaseError(f"party {party.id!r} has no name{where}: give the name readers know it by")


def _check_options(conflict: Conflict, places: Places) -> None:
    parties = [party.id for party in conflict.parties]
    seen: dict[str, None] = {}
    for number, option in enumerate(conflict.options):
        where = places.where("option", number)
        if option.party not in parties:
            raise CaseError(
                f"option {option.id!r} belongs to party {option.party!r}, which is not in the case{where}: "
                f"{near_misses(option.party, parties)}"
            )
        if not is_name(option.id):
            raise _bad_name("option", option.id, where)
        if option.name in seen:
            raise CaseError(
                f"option {option.id!r} appears twice for party {option.party!r}{where}: rename or remove one"
            )
        if not option.text.strip():
            raise CaseError(f"option {option.name!r} has no text{where}: say what the party does")
        seen[option.name] = None


def _check_definitions(conflict: Conflict, places: Places) -> None:
    names = [definition.name for definition in conflict.definitions]
    for name in names:
        if not is_name(name):
            raise _bad_name("definition", name, places.where("define", None, name))
    _check_twice("definition", names, "define", places)
    for definition in conflict.definitions:
        place = places.place("define", None, definition.name) or f"definition {definition.name!r}"
        condition(conflict, definition.condition, place)
        condition(conflict, definition.name, place)  # and it must not name itself, by way of others


def _check_assumptions(conflict: Conflict, places: Places) -> None:
    _check_twice("assumption", [item.name for item in conflict.assumptions], "assumption", places)


def _check_assumed(conflict: Conflict, name: str | None, thing: str, where: str) -> None:
    known = [item.name for item in conflict.assumptions]
    if name is not None and name not in known:
        raise CaseError(
            f"{thing} comes from assumption {name!r}, which is not in the case{where}: "
            f"{near_misses(name, known)}"
        )


def _check_concerns(conflict: Conflict, places: Places) -> None:
    parties = [party.id for party in conflict.parties]
    _check_twice("concern", [concern.id for concern in conflict.concerns], "concern", places)
    for number, concern in enumerate(conflict.concerns):
        thing, where = f"concern {concern.id!r}", places.where("concern", number)
        if not concern.id.strip():
            raise CaseError(
                f"concern number {number + 1} has an empty id{where}: name it, or leave the id out"
            )
        if concern.party not in parties:
            raise CaseError(
                f"{thing} belongs to party {concern.party!r}, which is not in the case{where}: "
                f"{near_misses(concern.party, parties)}"
            )
        _check_assumed(conflict, concern.assumption, thing, where)
        if concern.grade == "assumption" and concern.assumption is None:
            raise CaseError(f'{thing} is an assumption but names none{where}: add assumption = "..."')
        if concern.weight is not None:
            at = places.where("concern", number, "weight")
            _check_interval(f"weight of {thing}", concern.weight, at)
        if concern.order is not None and not 1 <= concern.order <= MAX_ORDER:
            raise CaseError(
                f"order {concern.order} of {thing} is not within 1 to {MAX_ORDER}{where}: 1 comes first"
            )
        place = places.place("concern", number, concern.kind) or thing
        condition(conflict, concern.condition, place)


def _check_rules(conflict: Conflict, places: Places) -> None:
    """Refuse rules that leave no state at all, alone or together."""
    options = [option.name for option in conflict.options]
    allowed = every_state(len(options))
    for number, rule in enumerate(conflict.rules):
        where = places.where("rule", number, "never")
        _check_assumed(conflict, rule.assumption, f"rule {number + 1}", where)
        place = places.place("rule", number, "never") or f"rule {number + 1}"
        excluded = truth_table(condition(conflict, rule.never, place), options)
        if excluded == every_state(len(options)):
            raise CaseError(
                f"never {rule.never!r} excludes every state{where}: it holds whatever is done; correct it"
            )
        allowed &= ~excluded
        if not allowed:
            raise CaseError(
                f"never {rule.never!r} and the rules before it exclude every state{where}: remove one of them"
            )


def _check_now(conflict: Conflict, places: Places) -> None:
    options = [option.name for option in conflict.options]
    for standing in conflict.now:
        if standing.option not in options:
            where = places.where("now", None, standing.option)
            raise CaseError(
                f"now names {standing.option!r}, which is not an option{where}: "
                f"{near_misses(standing.option, options)}"
            )
    _check_twice("option", [standing.option for standing in conflict.now], "now", places)
    taken = {standing.option for standing in conflict.now if standing.is_taken}
    state = sum(1 << index for index, name in enumerate(options) if name in taken)
    for number, rule in enumerate(conflict.rules):
        if truth_table(condition(conflict, rule.never, f"rule {number + 1}"), options) >> state & 1:
            raise CaseError(
                f"the present state{places.where('now')} is excluded by the rule never {rule.never!r}: "
                f"taken now are {', '.join(sorted(taken, key=options.index)) or 'no options'}; "
                "correct the rule or [now]"
            )


def _check_preferences(conflict: Conflict, places: Places) -> None:
    """Refuse a party that is said to prefer A to B and B to A.

    Two ways: strict priorities that demand a condition and its opposite, and weights that
    contradict the stated order.
    """
    wanted = {
        number: _wanted(conflict, concern)
        for number, concern in enumerate(conflict.concerns)
        if concern.order is not None
    }
    for one, other in combinations(wanted, 2):
        first, second = conflict.concerns[one], conflict.concerns[other]
        if first.party != second.party:
            continue
        where = places.where("concern", other)
        if _is_opposite(wanted[one], wanted[other], every_state(len(conflict.options))):
            raise CaseError(
                f"a preference cycle: party {first.party!r} puts {first.id!r} and {second.id!r} in strict "
                f"priority, and they demand opposite things{where}: remove one, or its order"
            )
        if conflict.method == "weights" and _contradict(first, second):
            raise CaseError(
                f"a preference cycle: party {first.party!r} puts {first.id!r} and {second.id!r} in one "
                f"order by 'order' and in the other by 'weight'{where}: change the order or the weights"
            )


def _wanted(conflict: Conflict, concern: Concern) -> int | None:
    """Return the table of where a concern is met; None when its direction is open."""
    if concern.kind == "about":
        return None
    options = [option.name for option in conflict.options]
    table = truth_table(condition(conflict, concern.condition, f"concern {concern.id!r}"), options)
    return table if concern.kind == "wants" else every_state(len(options)) ^ table


def _is_opposite(one: int | None, other: int | None, every: int) -> bool:
    """Whether one is met exactly where the other is not; what is met everywhere demands nothing."""
    return one is not None and other is not None and one ^ other == every and one not in (0, every)


def _contradict(first: Concern, second: Concern) -> bool:
    """Whether the concern that comes first by order must weigh less by weight."""
    if first.order is None or second.order is None or first.order == second.order:
        return False
    ahead, behind = (first, second) if first.order < second.order else (second, first)
    return ahead.weight is not None and behind.weight is not None and ahead.weight[1] < behind.weight[0]


def _check_judgements(conflict: Conflict, places: Places) -> None:
    for number, judgement in enumerate(conflict.judgements):
        where = places.where("judgement", number, "probability")
        _check_interval(f"probability of judgement {number + 1}", judgement.probability, where)


def _check_interval(thing: str, interval: tuple[float, float], where: str) -> None:
    low, high = interval
    # Written so that a NaN fails too.
    if not (0 <= low <= 1 and 0 <= high <= 1):
        raise CaseError(f"{thing} is [{low}, {high}]{where}: both ends must lie within 0 and 1")
    if low > high:
        raise CaseError(f"{thing} is [{low}, {high}]{where}: the low end comes first, exchange them")


def _check_names(kind: str, names: Sequence[str], places: Places) -> None:
    for number, name in enumerate(names):
        if not is_name(name):
            raise _bad_name(kind, name, places.where(kind, number, "id"))
    _check_twice(kind, names, kind, places)


def _bad_name(kind: str, name: str, where: str) -> CaseError:
    return CaseError(
        f"{kind} {name[:60]!r} cannot be a name{where}: use letters, digits, _ and -, no spaces or dots, "
        "and none of if, then, iff, true, false"
    )


def _check_twice(kind: str, names: Iterable[str], section: str, places: Places) -> None:
    seen: dict[str, None] = {}
    for number, name in enumerate(names):
        if name in seen:
            at = None if section in ("define", "now") else number
            raise CaseError(f"{kind} {name!r} appears twice{places.where(section, at)}: rename or remove one")
        seen[name] = None
