"""Relations the text states between actors: at war, hostility, alliance, mediation, neutrality."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from detente.reading.actors.cast import SIDES, Cast
from detente.reading.actors.figures import name_key
from detente.reading.deeds.factuality import statement_around
from detente.reading.names.find import Name
from detente.reading.parse import syntax
from detente.reading.parse.parsed import Block, Reading, cut_span
from detente.reading.relations.bonds import find_bonds
from detente.reading.relations.mediation import find_mediators
from detente.reading.relations.opponents import find_opponents, is_armed
from detente.record.identity import identified
from detente.record.values import Event, Mention, Relation, RelationKind, Span, Statement

_WAR = r"(?:war|conflict|fighting|hostilities|front ?line|cease-?fire|truce|armistice)"
_BETWEEN = re.compile(
    rf"\b(?P<what>{_WAR}|hostility|hatred|animosity|enmity|feud|rivalry|mistrust|distrust|bad blood|ill will|"
    r"no love lost|alliance)\b"
    r"[^.;:]{0,30}? between (?:the )?[^.;:]{0,40}$"
)
_HOSTILE = re.compile(
    r"hostility|hatred|animosity|enmity|feud|rivalry|mistrust|distrust|bad blood|ill will|no love lost"
)
_JOINED_WAR = re.compile(rf"^ (?:peace (?:process|talks|deal|agreement|plan|efforts?)|{_WAR}|border war)\b")
_WAR_WITH = re.compile(
    r"^(?:[’']s?)? (?:\w+ )?(?:war|offensive|invasion|campaign) (?:against|with|on|in|of) (?:the )?$"
)
_DETEST = re.compile(
    r"^,? (?:(?:has|have) (?:\w+ )?(?:detested|hated|loathed|despised)|detests?|hates?|loathes?|despises?) "
    r"(?:the )?(?:\w+ ){0,2}$"
)
_CLOSE = (
    r"(?:(?:main|closest|close|key|chief|traditional|western|longtime|long-time|most important|oldest|only|"
    r"strongest|staunchest|principal) )*"
)
_FRIEND = r"(?:all(?:y|ies)|partners?|patrons?|backers?)"
_ALLY = re.compile(rf"^(?:[’']s?)? {_CLOSE}{_FRIEND}\b")
_ALLY_OF = re.compile(rf"\b(?:{_FRIEND}|allied) (?:of|with|to) (?:the )?$")
_OVER = re.compile(
    r"\b(?:once|not|never|no|former|ex|used to|formerly|to be|to become|would|could|might|may)\b|n[’']t\b"
)
_MEMBER_OF = re.compile(
    r"^(?:,? (?:is |has been |became )?an? (?:full |founding )?member (?:state )?of| joined| belongs to)"
    r" (?:the )?$"
)
_BACKED = re.compile(r"^-(?:backed|allied|aligned|supported)\b")
_NEUTRAL = re.compile(
    r"\b(?:(?:on|takes?|took|chooses?) (?:no ?body[’']s|no one[’']s|neither|no) sides?|"
    r"(?:do|does|did|will|would)(?: not|n[’']t) (?:take|choose|pick) sides?|not taking sides|"
    r"(?:favou?rs?|favou?red|serves?|served|backs?|backed|supports?|supported) neither(?: side| party)?\b|"
    r"loyal to neither|"
    r"no (?:loyalty|allegiance|favou?r|bias) (?:to|towards?|for) (?:either|any|one) (?:side|party)|"
    r"neutral|impartial|even-handed|honest broker|takes? no sides?)\b"
)
_UNREAL = re.compile(
    r"\b(?:would|could|might|should|must|if|not|never|no longer|n[’']t|hardly|once)"
    r"(?: (?:be|been|being|is|remain|stay|an?|the)){0,3} ?$",
    re.IGNORECASE,
)
"""Words before *neutral* that make it a wish, a condition or a denial."""
_NO_WAR = re.compile(
    r"\b(?:trade|price|tariff|bidding|culture|turf|currency|chip|patent|legal|diplomatic|political) $"
)
_WAR_OF_WORDS = re.compile(r"\b(?:war of words|conflict of interests?)\b")


def find_relations(
    reading: Reading, cast: Cast, events: Sequence[Event], statements: Sequence[Statement] = ()
) -> tuple[Relation, ...]:
    """Find the relations of a document, in text order, each kind once for a pair and place.

    What stands in somebody's words is ``stated_by`` that speaker, or by the statement whose speaker is open.
    """
    found: dict[str, Relation] = {}
    for relation in (
        *_between_names(reading, cast),
        *_single(reading, cast),
        *_shown(cast, events, reading),
    ):
        passage = relation.passage
        if relation.kind == "at war" and not is_armed(reading, relation.a, relation.b, cast.figures):
            continue
        span = Span(start=passage.start, end=passage.end, text=passage.text)
        outer = statement_around(span, statements)
        if outer is not None:
            speaker = outer.speaker.actor if outer.speaker is not None else None
            relation = identified(replace(relation, id="", stated_by=speaker or outer.id))
        if not any(_is_again(one, relation) for one in found.values()):
            found.setdefault(relation.id, relation)
    return tuple(sorted(found.values(), key=lambda r: (r.passage.start, r.passage.end)))


def _is_again(one: Relation, other: Relation) -> bool:
    """Whether the same words tell the same bond of the same two."""
    is_same = one.kind == other.kind and {one.a, one.b} == {other.a, other.b}
    return is_same and one.passage.start < other.passage.end and other.passage.start < one.passage.end


def _between_names(reading: Reading, cast: Cast) -> Iterator[Relation]:
    """Yield what stands between or behind two names next to each other."""
    text = reading.text
    names = _without_modifiers(reading)
    for first, second in pairwise(names):
        a, b = name_key(first), name_key(second)
        gap = text[first.end : second.start]
        if a is None or b is None or a == b or len(gap) > 80 or re.search(r"[.?!;]\s|\n", gap):
            continue
        before, after = text[max(0, first.start - 90) : first.start], text[second.end : second.end + 60]
        span = cut_span(text, first.start, second.end)
        joined = gap in ("-", "–") or gap in (" and ", " and the ")
        between = (
            _BETWEEN.search(before)
            if re.fullmatch(r".{0,40} and (?:the )?(?:\w+ ){0,3}?", gap) or joined
            else None
        )
        if between is not None and (
            _NO_WAR.search(before[: between.start()]) or _WAR_OF_WORDS.search(before)
        ):
            continue
        if between is not None:
            kind: RelationKind = "hostility" if _HOSTILE.search(between["what"]) else "at war"
            kind = "alliance" if between["what"] == "alliance" else kind
            start = first.start - len(before) + between.start()
            yield _relation(reading, kind, a, b, cut_span(text, start, second.end))
        elif gap in ("-", "–") and (match := _JOINED_WAR.match(after)):
            yield _relation(reading, "at war", a, b, cut_span(text, first.start, second.end + match.end()))
        elif _WAR_WITH.match(gap):
            yield _relation(reading, "at war", a, b, span)
        elif _DETEST.match(gap):
            yield _relation(reading, "hostility", a, b, span)
        elif _OVER.search(gap):
            continue
        elif _ALLY.match(gap) and re.search(rf"{_FRIEND},? (?:the )?$", gap):
            yield _relation(reading, "alliance", b, a, span)
        elif _ALLY_OF.search(gap) or _BACKED.match(gap):
            yield _relation(reading, "alliance", a, b, span)
        elif _MEMBER_OF.match(gap):
            yield _relation(reading, "membership", a, b, span)


def _without_modifiers(reading: Reading) -> list[Name]:
    """Return the names, without adjectives that only say whose a person is (*Karvian President ...*)."""
    kept = []
    for name, following in pairwise((*reading.names, None)):
        assert name is not None
        is_owner = name.kind in ("demonym", "state", "organisation")
        title = following.title_start if following is not None and following.kind == "person" else None
        if is_owner and title is not None and 0 < title - name.end <= 4:
            continue
        kept.append(name)
    return kept


def _single(reading: Reading, cast: Cast) -> Iterator[Relation]:
    """Yield relations of a described group (*Karvia's allies*), of mediators, of sides, and of neutrality."""
    for block in reading.blocks:
        if not block.paragraph.is_heading:  # in somebody's words they are stated by the speaker
            for kind, a, b, span in find_bonds(block, cast):
                yield _relation(reading, kind, a, b, span)
    for block in reading.body():
        yield from _allies(reading, cast, block)
        for key, span in find_mediators(block, cast):
            yield _toward_sides(cast, "mediation", key, span)
        for a, b, span in find_opponents(block, cast):
            yield _relation(reading, "at war", a, b, span)
        for sent in block.doc.sents:
            start, end = block.bounds(sent[0], sent[-1])
            match = _NEUTRAL.search(reading.text[start:end])
            if match is None or _UNREAL.search(reading.text[start : start + match.start()]):
                continue
            who = _nearest_subject(block, cast, start + match.start())
            if who is None or who.actor is None:
                continue
            low, high = min(who.start, start + match.start()), max(who.end, start + match.end())
            key = cast.represented(who.actor) or who.actor
            yield _toward_sides(cast, "neutrality", key, cut_span(reading.text, low, high))


def _allies(reading: Reading, cast: Cast, block: Block) -> Iterator[Relation]:
    for token in block.doc:
        if token.lemma_.lower() != "ally" or token.pos_ != "NOUN" or token.dep_ in ("attr", "oprd"):
            continue
        resolution = cast.resolve(block, token)
        group = resolution.mention.actor
        owner = cast.figures[group].speaks_for if group in cast.figures else None
        whose = syntax.child(token, "poss")
        name = block.name(whose) if whose is not None and token.dep_ == "appos" else None
        owner = name_key(name) if name is not None else owner  # *Karvia, Velmar's oldest ally*
        if group is not None and owner is not None and group != owner:
            mention = resolution.mention
            span = Span(start=mention.start, end=mention.end, text=mention.text)
            yield _relation(reading, "alliance", group, owner, span)


def _nearest_subject(block: Block, cast: Cast, position: int) -> Mention | None:
    """Return the subject of the verb at or before a position, resolved."""
    tokens = [t for t in block.doc if block.bounds(t, t)[0] <= position]
    if not tokens:
        return None
    token = tokens[-1].head if tokens[-1].dep_ in ("aux", "auxpass", "neg") else tokens[-1]
    while token.pos_ not in ("VERB", "AUX") and token.head != token:
        token = token.head
    who = syntax.subject(token)
    return cast.resolve_all(block, who).mention if who is not None else None


def _shown(cast: Cast, events: Sequence[Event], reading: Reading) -> Iterator[Relation]:
    """Yield what deeds show that the reporter states: war from an attack, an alliance from help given."""
    kinds: dict[str, RelationKind] = {"ASSAULT": "at war", "AID": "alliance"}
    for event in events:
        kind = kinds.get(event.act)
        if kind is None or event.factuality != "happened" or event.actor is None or event.recipient is None:
            continue
        a, b = cast.represented(event.actor.actor), cast.represented(event.recipient.actor)
        if a is None or b is None or a == b:
            continue
        if all(key in cast.figures and cast.figures[key].kind == "state" for key in (a, b)):
            span = Span(start=event.passage.start, end=event.passage.end, text=event.passage.text)
            yield _relation(reading, kind, a, b, span)


def _toward_sides(cast: Cast, kind: RelationKind, a: str, span: Span) -> Relation:
    """Return a relation to the two sides of the conflict, which become a figure by it."""
    cast.ensure_sides(span)
    return _relation(cast.reading, kind, a, SIDES, span)


def _relation(reading: Reading, kind: RelationKind, a: str, b: str, span: Span) -> Relation:
    return identified(Relation(id="", kind=kind, a=a, b=b, passage=reading.passage(span)))
