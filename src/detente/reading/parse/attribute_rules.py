"""The pipeline's rules on single words, looked up by tag and word.

The pipeline corrects parts of speech and forms by some two hundred patterns, and tries each of them on each
word, which takes a sixth of all its time. Most say only which tag or which word they are for: these are
found in a table, the others are tried as before. What is set is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc

Match = tuple[int, int, int, int]
"""Number of a rule, id of its pattern, and ``[start, end)`` of the tokens, as the pipeline passes it on."""
_KEYS = ("TAG", "LOWER")
_ANY = 0


def quicken_rules(nlp: Language) -> None:
    """Let the rules of a pipeline that only ask for a tag and a word be looked up."""
    from spacy.pipeline import AttributeRuler

    for _, pipe in nlp.pipeline:
        if type(pipe) is AttributeRuler:
            table = _Table(pipe)
            pipe.match = table.match  # type: ignore[method-assign]
            pipe.set_annotations = table.set_annotations  # type: ignore[method-assign]


class _Table:
    """The patterns of a ruler: those found by tag and word, and a matcher for the others."""

    def __init__(self, ruler: AttributeRuler) -> None:
        from spacy.matcher import Matcher

        self._strings, self._ruler = ruler.vocab.strings, ruler
        self._set_plainly: Any = ruler.set_annotations
        self._others = Matcher(ruler.vocab, validate=False)
        self._rules: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self._known: dict[tuple[int, int], tuple[tuple[int, int], ...]] = {}
        rules: list[Any] = list(ruler.patterns)
        for number, rule in enumerate(rules):
            for pattern in rule["patterns"]:
                places = list(self._places(pattern))
                for place in places:
                    self._rules.setdefault(place, []).append((number, self._strings.add(str(number))))
                if not places:
                    self._others.add(str(number), [pattern])

    def _places(self, pattern: Any) -> Iterator[tuple[int, int]]:
        """Yield the tags and words that a pattern is for, nothing if it asks for anything else."""
        if len(pattern) != 1 or not pattern[0] or set(pattern[0]) - set(_KEYS):
            return
        choices = [list(self._choices(pattern[0], key)) for key in _KEYS]
        if all(choices):
            yield from ((tag, lower) for tag, lower in product(*choices))

    def _choices(self, token: Mapping[str, Any], key: str) -> Iterator[int]:
        """Yield the ids of the values that a pattern allows, `_ANY` for all of them."""
        wanted = token.get(key)
        if key not in token:
            yield _ANY
        elif isinstance(wanted, str):
            yield self._strings.add(wanted)
        elif isinstance(wanted, dict) and set(wanted) == {"IN"}:
            yield from (self._strings.add(word) for word in wanted["IN"])

    def match(self, doc: Doc) -> list[Match]:
        """Return the matches in a document, later rules last, as the ruler itself would."""
        found = [
            (int(self._strings[name]), name, start, end)
            for name, start, end in self._others(doc, allow_missing=True, as_spans=False)
        ]
        for index, (tag, lower) in enumerate(doc.to_array(list(_KEYS)).tolist()):
            found += [(number, name, index, index + 1) for number, name in self._at(tag, lower)]
        found.sort()
        return found

    def set_annotations(self, doc: Doc, matches: Iterable[Match]) -> None:
        """Set what the rules say: on the word itself, with no stretch made of it, where a rule is for one."""
        from spacy.tokens._retokenize import set_token_attrs

        for match in matches:
            number, _, start, end = match
            if end - start == 1 and self._ruler.indices[number] == 0:
                set_token_attrs(doc[start], self._ruler.attrs[number])
            else:
                self._set_plainly(doc, [match])

    def _at(self, tag: int, lower: int) -> tuple[tuple[int, int], ...]:
        known = self._known.get((tag, lower))
        if known is None:
            kinds = ((tag, lower), (tag, _ANY), (_ANY, lower))
            found = {rule for kind in dict.fromkeys(kinds) for rule in self._rules.get(kind, ())}
            known = self._known[tag, lower] = tuple(sorted(found))
        return known
