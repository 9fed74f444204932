"""English for what parties do, from option texts: phrases in the third person, such as ``keeps up attacks``.

Nothing here depends on which party it is about. A text that is no such phrase is quoted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.case.naming import called

_IRREGULAR = {"is": "be", "has": "have", "does": "do", "goes": "go"}
_SENTENCE_ENDS = (".", "!", "?", "…")


def join(parts: Iterable[str], last: str = "and") -> str:
    """Return a list in words: ``a, b and c``."""
    items = list(parts)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: ``1 report``, ``12 reports``, ``no reports``."""
    noun = one if number == 1 else (many or f"{one}s")
    return f"{number:,} {noun}" if number else f"no {noun}"


def sentence(text: str) -> str:
    """Return ``text`` with a capital at its start and a full stop at its end."""
    line = capital(text.strip())
    return line if not line or line.endswith(_SENTENCE_ENDS) else f"{line}."


def capital(text: str) -> str:
    """Return ``text`` with a capital at its start."""
    return text[:1].upper() + text[1:]


def is_plural(name: str) -> bool:
    """Whether a party's name is a plural common noun (``some allies``), to which verbs must agree."""
    last = name.split()[-1] if name.split() else ""
    return last[:1].islower() and last.endswith("s") and not last.endswith(("ss", "us", "is"))


def base_form(verb: str) -> str | None:
    """Return the base form of a third-person verb (``keeps`` to ``keep``), None when it is not one."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if not verb.isalpha() or len(verb) < 3 or not verb.endswith("s") or verb.endswith(("ss", "us", "is")):
        return None
    if verb.endswith("ies") and len(verb) > 4:
        return verb[:-3] + "y"
    if verb.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return verb[:-2]
    return verb[:-1]


def says(name: str, predicate: str) -> str:
    """Join a name and a predicate written in the singular: ``some allies oppose it``."""
    return f"{called(name)} {in_number(predicate, is_plural=is_plural(name))}"


def negated(texts: Sequence[str], *, is_plural: bool) -> str:
    """Say that options are not taken: ``does not arm it``, ``neither accepts it nor keeps up attacks``."""
    if len(texts) == 1 and texts[0].strip().startswith("is "):
        return f"{'are' if is_plural else 'is'} not {texts[0].strip().removeprefix('is ').strip()}"
    objects: dict[str, list[str]] = {}
    for text in texts:
        verb, rest = text.strip().partition(" ")[::2]
        base = base_form(verb)
        objects.setdefault(base or "take the option", []).append(
            rest.strip() if base else f"“{text.strip()}”"
        )
    if len(objects) == 1:
        ((base, rests),) = objects.items()
        return f"{'do' if is_plural else 'does'} not {base} {join(rests, 'or')}".rstrip()
    verbs = {base: base if is_plural else _singular(base, texts) for base in objects}
    phrases = [f"{verbs[base]} {join(rests, 'or')}".rstrip() for base, rests in objects.items()]
    return f"neither {join(phrases, 'nor')}"


def _singular(base: str, texts: Sequence[str]) -> str:
    """Return the third-person form of a base form, as one of the texts has it."""
    verbs = (text.strip().partition(" ")[0] for text in texts)
    return next((verb for verb in verbs if base_form(verb) == base), "takes the option")


def in_number(text: str, *, is_plural: bool) -> str:
    """Return what an option says of its owner, in the number of its name."""
    verb, _, rest = text.strip().partition(" ")
    base = base_form(verb)
    if base is None:
        return f"{'take' if is_plural else 'takes'} the option “{text.strip()}”"
    return f"{_agree(base, is_plural) if is_plural else verb} {rest.strip()}".rstrip()


def _agree(base: str, plural: bool) -> str:
    return "are" if base == "be" and plural else base


def would(deeds: Sequence[tuple[str, bool]]) -> str:
    """Say after ``would`` what is taken up and what is dropped: ``accept it and no longer keep up attacks``.

    What is taken up comes first: in that order ``no longer`` cannot be read to reach over what follows it.

    Parameters
    ----------
    deeds : sequence of (text of an option, whether it is taken)
        A text is a phrase in the third person (``keeps up its attacks``); of any other it is said that the
        option of that name is taken.
    """
    objects: dict[str, list[str]] = {}
    for wanted in (True, False):
        for text, taken in deeds:
            if taken is wanted:
                line = " ".join(text.split())
                verb, _, rest = line.partition(" ")
                base = base_form(verb)
                if base is None:
                    base, rest = "take the option", f"“{line}”"
                objects.setdefault(base if taken else f"no longer {base}", []).append(rest)
    return join(f"{verb} {join(filter(None, rests))}".rstrip() for verb, rests in objects.items())
