"""Who, by the grammar of its own sentence, a pronoun may or may not mean.

Three kinds of places are told apart (Chomsky 1981, *Lectures on Government and Binding*, ch. 3, in the
plain form that Lappin & Leass 1994, "An algorithm for pronominal anaphora resolution", *Computational
Linguistics* 20(4), section 2.1, use): who cannot be meant, who governs the pronoun's clause, and who stands
before it in a pair (*Mrs Vane and her ministers*).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.reading.actors.sightings import Role
from detente.reading.knowledge.cues import classes
from detente.reading.parse import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

Meant = Callable[["Token"], str | None]
"""What tells whom a token means: the key of a person, None where it is nobody or not known."""

_OBJECTS = ("dobj", "dative", "iobj", "attr", "oprd")
_LONGEST = 40
"""How many words after a pronoun are looked at for names that it cannot mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClausePeople:
    """Keys of people by what the sentence of a pronoun makes of them.

    ``barred`` cannot be meant; ``own`` is the subject of the pronoun's own clause, ``above`` that of the next
    clause over it that has a person as its subject, ``sayer`` who says its clause, ``paired`` who is joined
    to what it possesses, ``after`` who is named after a subject in what its verb governs, and ``ahead`` the
    subject that follows when the pronoun stands in a fronted clause (*in his speech, Vane*).
    """

    barred: frozenset[str]
    own: str | None = None
    above: str | None = None
    sayer: str | None = None
    paired: str | None = None
    after: frozenset[str] = frozenset()
    ahead: str | None = None


def is_possessive(token: Token) -> bool:
    """Whether a pronoun stands before what it possesses."""
    return token.dep_ == "poss" or token.tag_ == "PRP$"


def role_of(token: Token) -> Role:
    """Return the part a mention plays in its clause; joined ones play that of the first."""
    while token.dep_ in ("conj", "appos") and token.head is not token:
        token = token.head
    if token.dep_ in ("nsubj", "nsubjpass", "agent"):
        return "subject"
    if token.dep_ in ("dobj", "dative", "iobj"):
        return "object"
    return "possessor" if is_possessive(token) else "other"


def pair_of(token: Token) -> int | None:
    """Return the place of the first of several mentions that are joined (*Berg and Rusk*), else None."""
    first = token
    while first.dep_ == "conj" and first.head is not first:
        first = first.head
    return first.i if first is not token or any(kid.dep_ == "conj" for kid in token.rights) else None


def is_sayer(token: Token) -> bool:
    """Whether a mention is the subject of a verb of saying."""
    return token.dep_ == "nsubj" and "say" in classes(token.head.lemma_.lower())


def clause_verb(token: Token) -> Token | None:
    """Return the verb of the clause that a token stands in."""
    for ancestor in token.ancestors:
        if syntax.is_verb(ancestor):
            return ancestor
    return None


def people_around(token: Token, meant: Meant) -> ClausePeople:
    """Say who is meant, or cannot be, by the place of a pronoun in its sentence."""
    verb = clause_verb(token)
    subject = _person(syntax.subject(verb), token, meant) if verb is not None else None
    barred = set(_possessed(token, meant)) if is_possessive(token) else set(_fellows(token, verb, meant))
    if token.dep_ in _OBJECTS and subject is not None:
        barred.add(subject)
    above, is_said = _above(token, verb, meant)
    return ClausePeople(
        barred=frozenset(barred),
        own=subject if token.dep_ not in ("nsubj", "nsubjpass") else None,
        above=above,
        sayer=above if is_said else None,
        paired=_paired(token, meant),
        after=frozenset(_after(token, verb, meant)),
        ahead=_ahead(token, meant),
    )


def _person(subject: Token | None, token: Token, meant: Meant) -> str | None:
    return meant(subject) if subject is not None and subject.i < token.i else None


def _possessed(token: Token, meant: Meant) -> Iterator[str]:
    """Yield whoever is what the pronoun possesses (*his wife, Ann Berg* and *Ann Berg, his wife*)."""
    noun = token.head
    if noun.tag_ == "NNS":
        return  # *Berg, her ministers and ...* is a list, whatever a parser takes it for
    beside = [noun, *(kid for kid in noun.children if kid.dep_ in ("appos", "compound", "nmod"))]
    if noun.dep_ in ("appos", "attr"):
        beside.append(noun.head)
    for one in beside:
        if one.i != token.i and (key := meant(one)) is not None:
            yield key


def _fellows(token: Token, verb: Token | None, meant: Meant) -> Iterator[str]:
    """Yield who else takes part in what a subject or an object takes part in: nobody does it to himself."""
    if verb is None or token.dep_ not in ("nsubj", "nsubjpass", *_OBJECTS):
        return
    for kid in verb.children:
        if kid.dep_ in ("prep", "agent"):
            kid = next((grand for grand in kid.children if grand.dep_ == "pobj"), kid)
        if kid.i != token.i and kid.dep_ in (*_OBJECTS, "pobj") and (key := meant(kid)) is not None:
            yield key


def _after(token: Token, verb: Token | None, meant: Meant) -> Iterator[str]:
    """Yield people named after a subject in what its verb governs (*he said that Vane ...*)."""
    if verb is None or token.dep_ not in ("nsubj", "nsubjpass"):
        return
    for index in range(token.i + 1, min(verb.right_edge.i + 1, token.i + _LONGEST)):
        if (key := meant(token.doc[index])) is not None:
            yield key


def _above(token: Token, verb: Token | None, meant: Meant) -> tuple[str | None, bool]:
    """Return the person who is the subject of the next clause above, and whether he or she says this one."""
    own = syntax.subject(verb) if verb is not None else None
    skipped = (token.i, own.i if own is not None else -1)
    while verb is not None and (upper := clause_verb(verb)) is not None:
        subject = syntax.subject(upper)
        key = _person(subject, token, meant) if subject is not None and subject.i not in skipped else None
        if key is not None:
            return key, verb.dep_ in ("ccomp", "conj") and bool(classes(upper.lemma_.lower()))
        verb = upper
    return None, False


def _paired(token: Token, meant: Meant) -> str | None:
    """Return who is joined to what a pronoun possesses (*Mrs Vane and her ministers*)."""
    noun = token.head
    if not is_possessive(token) or not (noun.dep_ == "conj" or (noun.dep_ == "appos" and noun.tag_ == "NNS")):
        return None
    return meant(noun.head)


def _ahead(token: Token, meant: Meant) -> str | None:
    """Return the subject that a fronted clause waits for (*in her speech, Mrs Vane said*)."""
    for ancestor in token.ancestors:
        if not syntax.is_verb(ancestor) or ancestor.i < token.i:
            continue
        subject = next((kid for kid in ancestor.lefts if kid.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None and token.i < subject.left_edge.i:
            return meant(subject)
    return None
