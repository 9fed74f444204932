"""Who is whose friend or foe, by the words that say so: *its patron*, *arch-rival*, *sees it as a threat*.

A bond has two ends. The one is who is called so (*X, an ally of Y*; *X is the enemy*), the other whose
friend or foe it is (*Y's ally*; *its patron*; *sees X as a threat*). Verbs tell bonds too of what lasts
(*backs*, *hates*, *is at odds with*). What is denied, supposed or over tells none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.reading.actors.cast import Cast
from detente.reading.knowledge.cues import word_set
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block, cut_span
from detente.record.values import RelationKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

Ends = tuple["Token", "Token"]
_FOES = word_set("enemy foe adversary rival archrival archenemy nemesis antagonist")
_FRIENDS = word_set("ally patron backer sponsor protector")
_DANGERS = word_set("threat danger menace challenge")
_NOT_NOW = frozenset(
    {"former", "ex", "once", "onetime", "erstwhile", "potential", "possible", "would-be", "no", "any", "new"}
    | {"natural", "political", "electoral", "business", "commercial", "domestic"}
)
_REGARDS = word_set("regard see view consider treat describe call brand label")
_TOWARD = frozenset({"to", "toward", "towards"})
_OF = frozenset({"of", "to", "for"})
_HATES = word_set("detest hate loathe despise distrust mistrust abhor")
_BACKS = word_set("back arm fund finance bankroll sponsor equip")
_MEANS = word_set(
    "weapon arm troop soldier fighter missile drone ammunition money fund fuel adviser intelligence"
)
_SIDES_WITH = {
    "fight": {"alongside"},
    "side": {"with"},
    "stand": {"by", "behind", "with"},
    "ally": {"with", "to"},
}
_BREAKS = word_set("break sever cut")
_TIES = word_set("relation tie link")
_BAD = frozenset(
    {"poisoned", "hostile", "frozen", "icy", "bitter", "poisonous", "broken", "venomous", "toxic"}
)
_ODDS = word_set("odds loggerheads daggers")
_HELP = word_set("support backing protection patronage")
_ENJOYS = word_set("enjoy have receive")
_HATE_NOUNS = word_set("hatred feud rivalry enmity animosity hostility mistrust distrust")
_PACTS = word_set("alliance pact treaty")
_OF_ARMS = frozenset({"defence", "defense", "military", "mutual", "security"})
_BINDS = word_set("bind sign have conclude renew")
_BODIES = ("state", "organisation", "armed force")


def find_bonds(block: Block, cast: Cast) -> Iterator[tuple[RelationKind, str, str, Span]]:
    """Yield the bonds that a block tells, each with its kind, its two ends and the words, in text order."""
    for token in block.doc:
        for kind, (one, other) in _told_by(block, token):
            a, b = _key(block, one, kind, cast), _key(block, other, kind, cast)
            if a is None or b is None or not _are_sides(a, b, token, cast):
                continue
            bounds = [block.bounds(part, part) for part in (one, other, token)]
            low, high = min(start for start, _ in bounds), max(end for _, end in bounds)
            yield kind, a, b, cut_span(block.text, low, high)


def _key(block: Block, token: Token, kind: RelationKind, cast: Cast) -> str | None:
    """Return whom a word means: persons may hate each other, allies are those that they act for."""
    actor = cast.resolve(block, token).mention.actor
    key = cast.represented(actor) if kind == "alliance" else actor
    figure = cast.figures.get(key or "")
    if figure is None or figure.kind not in (*_BODIES, "person"):
        return None
    return key if kind == "hostility" or figure.kind in _BODIES else None


def _are_sides(a: str, b: str, word: Token, cast: Cast) -> bool:
    """Whether two stand for different sides; rivals at home, and of whom nothing is known, are none.

    Who hates somebody needs no side for it.
    """
    sides = [cast.represented(key) for key in (a, b)]
    if word.lemma_.lower() in _HATES | _HATE_NOUNS or word.lower_ == "hated":
        return a != b
    are_bodies = all(key is not None and cast.figures[key].kind in _BODIES for key in sides)
    return are_bodies and sides[0] != sides[1]


def _told_by(block: Block, token: Token) -> Iterator[tuple[RelationKind, Ends]]:
    """Yield the bonds that a word tells, by the words for their ends."""
    if token.pos_ in ("NOUN", "PROPN") and block.name(token) is None:
        yield from (("hostility", ends) for ends in _foes_by_noun(block, token))
        yield from (("alliance", ends) for ends in _friends_by_noun(block, token))
    elif token.pos_ == "VERB" and not _is_unreal(token):
        yield from (("hostility", ends) for ends in _foes_by_verb(token))
        yield from (("alliance", ends) for ends in _friends_by_verb(token))
    elif token.lower_ == "hostile" and token.dep_ == "acomp" and not _is_unreal(token.head):
        yield from (("hostility", ends) for ends in _behind(token, _TOWARD, token.head))


def _foes_by_noun(block: Block, noun: Token) -> Iterator[Ends]:
    lemma = noun.lemma_.lower()
    if lemma in _FOES | _DANGERS:
        yield from _called(block, noun)
    elif lemma in _HATE_NOUNS or (lemma in _TIES and _is_bad(noun)):
        yield from _owned_with(noun)
    elif noun.lower_ in _ODDS:
        yield from _at_odds(noun)


def _friends_by_noun(block: Block, noun: Token) -> Iterator[Ends]:
    lemma = noun.lemma_.lower()
    if lemma in _FRIENDS or (lemma == "partner" and _is_close(noun)):
        yield from _called(block, noun)
    elif lemma in _PACTS:
        yield from (*_owned_with(noun), *_bound_by(noun))
    elif lemma in _HELP:
        yield from _helped(noun)


def _is_close(noun: Token) -> bool:
    close = {"closest", "close", "strategic", "military", "key", "main", "chief", "oldest"}
    return any(kid.lower_ in close for kid in noun.lefts)


def _is_unreal(verb: Token) -> bool:
    """Whether a verb is denied, supposed, asked for or over; *has*, *is* and *does* are none of it."""
    if syntax.is_negated(verb) or syntax.is_hypothetical(verb) or syntax.is_infinitive(verb):
        return True
    is_past = any(kid.lower_ in ("once", "formerly", "long ago") for kid in verb.children)
    return is_past or (
        verb.dep_ in ("xcomp", "pcomp") and verb.head.lemma_.lower() not in ("keep", "continue")
    )


# -- nouns for whoever is friend or foe


def _called(block: Block, noun: Token) -> Iterator[Ends]:
    """Yield who is called a friend or foe, and whose."""
    if any(kid.lower_ in _NOT_NOW for kid in noun.children):
        return
    bearers, viewer = _bearers(block, noun)
    owners = list(_owners(noun, bearers))
    if not owners and noun.lemma_.lower() in _DANGERS | _FOES and viewer is not None:
        owners = [viewer]
    if owners:
        yield from ((bearer, owner) for bearer in bearers for owner in owners if bearer != owner)
    elif len(bearers) == 2 and noun.tag_ == "NNS":
        yield bearers[0], bearers[1]


def _bearers(block: Block, noun: Token) -> tuple[list[Token], Token | None]:
    """Return those whom a noun calls so, and who sees them so when somebody does."""
    if noun.dep_ == "appos":
        return _with_joined(noun.head), None
    if noun.dep_ in ("compound", "nmod", "amod") and block.name(noun.head) is not None:
        return [noun.head], None
    beside = syntax.child(noun, "appos")
    if beside is not None and block.name(beside) is not None:
        return [beside], None
    verb = noun.head
    if noun.dep_ == "attr" and not _is_unreal(verb) and not _used_to(verb):
        subject = syntax.subject(verb)
        return (_with_joined(subject) if subject is not None else []), None
    if noun.dep_ == "pobj" and verb.lower_ == "as":
        verb = verb.head
    elif noun.dep_ not in ("oprd", "dobj"):
        return [], None
    if noun.dep_ == "dobj" and verb.lower_ == "sworn":  # a parse of *X and Y, sworn enemies*
        subject = syntax.subject(verb)
        return (_with_joined(subject) if subject is not None else []), None
    seen = syntax.child(verb, "dobj")
    if verb.lemma_.lower() not in _REGARDS or seen is None or _is_unreal(verb):
        return [], None
    return _with_joined(seen), syntax.subject(verb)


def _used_to(verb: Token) -> bool:
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() == "use"


def _with_joined(head: Token) -> list[Token]:
    return sorted({head, *head.conjuncts}, key=lambda token: token.i)


def _owners(noun: Token, bearers: list[Token]) -> Iterator[Token]:
    """Yield whose friend or foe is meant: *Y's*, *of Y*, or whoever *its* refers to in the clause."""
    holder = noun.head if noun.dep_ in ("compound", "nmod", "amod") else noun
    for kid in (*noun.lefts, *(holder.lefts if holder != noun else ())):
        if kid.dep_ == "poss" and kid.lower_ in ("its", "their"):
            verb = next((above for above in noun.ancestors if above.pos_ in ("VERB", "AUX")), None)
            subject = syntax.subject(verb) if verb is not None else None
            if subject is not None and subject not in bearers:
                yield subject
        elif kid.dep_ == "poss":
            yield kid
    for kid in noun.rights:
        pobj = syntax.child(kid, "pobj") if kid.dep_ == "prep" and kid.lower_ in _OF else None
        if pobj is not None:
            yield pobj


# -- nouns for what is between two


def _owned_with(noun: Token) -> Iterator[Ends]:
    """Yield the ends of *Y's feud with X*, *its hatred of X* and *the alliance between X and Y*."""
    owner = syntax.child(noun, "poss")
    for kid in noun.rights:
        pobj = syntax.child(kid, "pobj") if kid.dep_ == "prep" else None
        if pobj is None:
            continue
        if kid.lower_ == "between" and len(_with_joined(pobj)) == 2:
            first, second = _with_joined(pobj)
            yield first, second
        elif kid.lower_ in ("with", "of", "toward", "towards", "for") and owner is not None:
            yield owner, pobj


def _bound_by(noun: Token) -> Iterator[Ends]:
    """Yield the two whom a pact of arms binds (*X and Y are bound by a defence pact*)."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    is_of_arms = any(kid.lower_ in _OF_ARMS for kid in noun.lefts) or noun.lemma_.lower() == "alliance"
    if not is_of_arms or verb.pos_ != "VERB" or verb.lemma_.lower() not in _BINDS or _is_unreal(verb):
        return
    subject = syntax.child(verb, "nsubj", "nsubjpass")
    members = _with_joined(subject) if subject is not None else []
    if len(members) == 2:
        yield members[0], members[1]


def _helped(noun: Token) -> Iterator[Ends]:
    """Yield who enjoys whose support."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_.lower() not in _ENJOYS or _is_unreal(verb):
        return
    subject = syntax.subject(verb)
    givers = [kid for kid in noun.lefts if kid.dep_ == "poss"]
    for kid in noun.rights:
        pobj = syntax.child(kid, "pobj") if kid.lower_ in ("of", "from") else None
        givers += [pobj] if pobj is not None else []
    if subject is not None:
        yield from ((subject, giver) for giver in givers)


def _at_odds(noun: Token) -> Iterator[Ends]:
    """Yield the ends of *is at odds with*."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "at" or _is_unreal(noun.head.head):
        return
    yield from _behind(noun, frozenset({"with"}), noun.head.head)
    yield from _behind(noun.head.head, frozenset({"with"}), noun.head.head)


def _is_bad(noun: Token) -> bool:
    """Whether relations are called bad (*relations between X and Y are poisoned*)."""
    verb = noun.head
    is_said = noun.dep_ in ("nsubj", "nsubjpass") and not syntax.is_negated(verb)
    said = {verb.lower_, *(kid.lower_ for kid in verb.children)} if is_said else set[str]()
    return bool((said | {kid.lower_ for kid in noun.lefts}) & _BAD)


# -- verbs


def _foes_by_verb(verb: Token) -> Iterator[Ends]:
    lemma = verb.lemma_.lower()
    tie = syntax.child(verb, "dobj")
    if lemma in _HATES or verb.lower_ == "hated":
        yield from _done_to(verb)
    elif lemma in _BREAKS and tie is not None and tie.lemma_.lower() in _TIES:
        for head in (tie, verb):
            yield from _behind(head, frozenset({"with"}), verb)


def _friends_by_verb(verb: Token) -> Iterator[Ends]:
    lemma = verb.lemma_.lower()
    if _lasts(verb) and (lemma in _BACKS or (lemma == "support" and _gives_arms(verb))):
        yield from _done_to(verb)
    elif lemma in _SIDES_WITH:
        yield from _behind(verb, frozenset(_SIDES_WITH[lemma]), verb)


def _lasts(verb: Token) -> bool:
    """Whether a verb tells what goes on and not what was done once (*backs*, *has armed*, *is backed by*)."""
    is_relative = verb.dep_ == "relcl"
    return verb.tag_ in ("VBZ", "VBP", "VBG", "VBN") or is_relative


def _gives_arms(verb: Token) -> bool:
    """Whether support is given with arms, men or money; one may support an idea of anybody's."""
    means = [syntax.child(kid, "pobj") for kid in verb.rights if kid.dep_ == "prep" and kid.lower_ == "with"]
    return any(one is not None and one.lemma_.lower() in _MEANS for one in means)


def _done_to(verb: Token) -> Iterator[Ends]:
    """Yield who does it and to whom; of *each other* those who are named together."""
    if (passive := syntax.child(verb, "nsubjpass")) is not None:
        agent = syntax.child(verb, "agent")
        doer = syntax.child(agent, "pobj") if agent is not None else None
        if doer is not None:
            yield doer, passive
        return
    doer, whom = syntax.subject(verb), syntax.child(verb, "dobj")
    if doer is None or whom is None:
        return
    if whom.lower_ in ("other", "another"):
        members = _with_joined(doer)
        if len(members) == 2:
            yield members[0], members[1]
    else:
        yield doer, whom


def _behind(head: Token, preps: frozenset[str], verb: Token) -> Iterator[Ends]:
    """Yield the subject of a verb with what stands behind a preposition under a word."""
    subject = syntax.subject(verb)
    for kid in head.rights:
        pobj = syntax.child(kid, "pobj") if kid.dep_ in ("prep", "dative", "agent") else None
        if pobj is not None and kid.lower_ in preps and subject is not None:
            yield subject, pobj
