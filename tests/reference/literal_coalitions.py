"""Coalition stability, written slowly and plainly from the printed definitions; see `literal_relations`.

References
----------
Kilgour, Hipel, Fang & Peng (2001), *Group Decision and Negotiation* 10(2); Inohara & Hipel (2008),
*Systems Engineering* 11(4).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from tests.reference.literal_relations import GAIN, RelationGame

Group = tuple[int, ...]


def subsets(dms: list[int]) -> Iterator[Group]:
    """Every non-empty set of dms."""
    for size in range(1, len(dms) + 1):
        yield from combinations(dms, size)


def is_left(
    game: RelationGame, s: int, group: Group, concept: str, rule: str, sanctions: str = "individual"
) -> bool:
    """Whether a group has an improvement that no answer deters; one dm alone by the individual definition."""
    if len(group) == 1:
        return not game.is_stable(s, group[0], concept[1:], rule)
    improvements = [t for t in game.joint(s, group, "legal", None) if all_gain(game, group, s, t)]
    if concept == "cnash":
        return bool(improvements)
    return any(not deterring(game, s, t, group, concept, rule, sanctions) for t in improvements)


def deterring(
    game: RelationGame, s: int, t: int, group: Group, concept: str, rule: str, sanctions: str
) -> set[int]:
    """All answers to t that leave some member no better off than at s."""
    others = [dm for dm in game.dms if dm not in group]
    if concept != "cseq":
        answers = set(game.joint(t, others, rule, None))
    elif sanctions == "individual":
        answers = set(game.joint(t, others, rule, GAIN))
    else:
        answers = class_answers(game, t, others, rule)
    found = {u for u in answers if not all_gain(game, group, s, u)}
    if concept == "csmr":
        found = {
            u
            for u in found
            if not any(all_gain(game, group, s, v) for v in game.joint(u, group, "legal", None))
        }
    return found


def all_gain(game: RelationGame, group: Group, s: int, t: int) -> bool:
    """Whether t is better than s for every member."""
    return all(game.compare(dm, s, t) in GAIN for dm in group)


def class_answers(game: RelationGame, start: int, others: list[int], rule: str) -> set[int]:
    """Where sequences of steps by the others end, each step an improvement of a group for all its members.

    Walked over (state, last group, dms that have taken part).
    """
    first: tuple[int, Group, frozenset[int]] = (start, (), frozenset())
    seen = {first}
    queue = [first]
    ends = set()
    while queue:
        state, last, moved = queue.pop(0)
        if rule == "single" and moved:
            continue
        for group in subsets(others):
            if (rule == "legal" and group == last) or (rule == "once" and moved & set(group)):
                continue
            if len(group) == 1:
                reached = game.moves[group[0]][state]
            else:
                reached = set(game.joint(state, group, "legal", None))
            for target in reached:
                if all_gain(game, group, state, target):
                    ends.add(target)
                    node = (target, group, moved | set(group))
                    if node not in seen:
                        seen.add(node)
                        queue.append(node)
    return ends


def is_stable(
    game: RelationGame, s: int, dm: int, concept: str, rule: str, sanctions: str = "individual"
) -> bool:
    """Whether no coalition the dm is in leaves s."""
    return not any(
        is_left(game, s, group, concept, rule, sanctions) for group in subsets(list(game.dms)) if dm in group
    )
