"""Who is meant: every name, title, pronoun and group in running text tied to a figure, or left open.

One pass forward through the text keeps what a reader has in mind: who was named, how lately, and
whether as a subject. A pronoun is tied only when one person is likely enough (``pronouns``), a bare
title when one is clearly ahead; otherwise the mention stays open with the reason and the candidates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from detente.reading.actors.bare_titles import holder_for, holder_in_mind, is_definite, labelled, sole_army
from detente.reading.actors.bodies_in_mind import Bodies
from detente.reading.actors.called_bodies import Called, called_bodies
from detente.reading.actors.common_nouns import (
    BODIES,
    FORCES,
    PEOPLE,
    WEAPONS,
    apposed_person,
    cue_subject,
    described_body,
    described_person,
    has_title,
    is_counted,
    is_pair,
    is_plural,
    its_before,
    joined_names,
    leads_to_owner,
    state_named,
    title_of,
    without_article,
)
from detente.reading.actors.figures import Figure, actor_key, may_speak_for, name_key
from detente.reading.actors.mentions import is_referring, mention_of
from detente.reading.actors.person_nouns import is_person_noun, noun_gender
from detente.reading.actors.pronouns import PERSONAL, Pronouns, noun_key, start_pronouns
from detente.reading.actors.salience import Resolution, Salience, tied
from detente.reading.actors.sightings import Form, Place
from detente.reading.knowledge.cues import classes
from detente.reading.knowledge.world import head_titles
from detente.reading.parse.parsed import Block, Reading, cut_span
from detente.reading.parse.syntax import relative_noun, subject
from detente.record.values import ActorKind, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

SIDES = actor_key("both sides")
_PLURAL = frozenset({"they", "them", "their"})
_BODY_KINDS = frozenset({"state", "organisation", "armed force"})
_GROUP_KINDS = frozenset({"group"})
_ANY_KINDS = _BODY_KINDS | _GROUP_KINDS | {"person", "unnamed"}
_SELF = frozenset({"i", "we", "me", "us", "my", "our", "mine", "ours"})


@dataclass(slots=True, eq=False)
class Cast:
    """The figures of a document and what every phrase in it refers to."""

    reading: Reading
    figures: dict[str, Figure]
    pronouns: Pronouns
    resolved: dict[tuple[int, int], Resolution] = field(default_factory=dict)
    _salience: Salience = field(default_factory=Salience)
    _bodies: Bodies = field(default_factory=Bodies)
    _called: Mapping[str, Called] = field(default_factory=dict)

    def resolve(self, block: Block, token: Token) -> Resolution:
        """Return whom the phrase headed by ``token`` means."""
        known = self.resolved.get((id(block), token.i))
        if known is None:
            known = self._refer(block, token, None)
            self.resolved[(id(block), token.i)] = known
        return known

    def resolve_all(self, block: Block, token: Token) -> Resolution:
        """Return whom a phrase means, joined names as one group (*A and B said*)."""
        others = [kid for kid in token.rights if kid.dep_ == "conj" and block.quotation(kid) is None]
        first = self.resolve(block, token)
        if not others or token.pos_ == "PRON":
            return first
        if any(kid.dep_ == "cc" and kid.lower_ in ("nor", "or") for kid in token.rights):
            return Resolution(tied(first.mention, None), "it is said of one or none of several")
        last = self.resolve(block, others[-1]).mention
        span = cut_span(block.text, first.mention.start, max(first.mention.end, last.end))
        mention = Mention(start=span.start, end=span.end, text=span.text)
        if first.mention.actor is None or last.actor is None:
            return Resolution(mention, first.reason)
        key = actor_key(span.text)
        self.figures.setdefault(key, Figure(key, span.text, "group", "named together"))
        self.figures[key].mentions.append(span)
        return Resolution(tied(mention, key))

    def label(self, span: Span) -> Resolution:
        """Return whom a transcript's label means: a person of that name, else the label itself."""
        return labelled(span, self.figures)

    def ensure_sides(self, span: Span) -> None:
        """Make sure that *both sides* is a figure, when a relation speaks of it."""
        if SIDES not in self.figures:
            self.figures[SIDES] = Figure(
                SIDES, "both sides", "group", "the sides of the conflict", mentions=[span]
            )

    def mentioned(self, span: Span) -> list[str]:
        """Return keys of the actors named inside a span, in order, without repeats."""
        keys = [name_key(name) for name in self.reading.names if span.start <= name.start < span.end]
        return list(dict.fromkeys(key for key in keys if key))

    def represented(self, key: str | None) -> str | None:
        """Return the state or body an actor acts for in the end, itself when it stands for nobody."""
        seen: set[str] = set()
        while key is not None and key not in seen:
            seen.add(key)
            figure = self.figures.get(key)
            if figure is None or figure.speaks_for is None:
                return key
            key = figure.speaks_for
        return key

    # -- the forward pass

    def walk(self) -> None:
        """Resolve every noun phrase and pronoun of the running text, in order, and pronouns in quotations."""
        inside = {block.inside: block for block in self.reading.blocks if block.inside is not None}
        running = 0
        for order, block in enumerate(self.reading.body()):
            for sentence, sent in enumerate(block.doc.sents):
                place = Place(order=order, sentence=sentence, running=running)
                self._walk_sentence(block, sent, place)
                for token in sent:
                    quotation = block.quotation(token)
                    quoted = inside.pop(quotation, None) if quotation is not None else None
                    if quoted is not None:
                        who = self._sayer(block, token) or self.pronouns.memory.speaker
                        self._walk_quoted(quoted, replace(place, is_quoted=True, speaker=who))
                running += 1

    def _walk_sentence(self, block: Block, sent: Sentence, place: Place) -> None:
        for token in sent:
            if is_referring(token, block):
                self.resolved[(id(block), token.i)] = self._refer(block, token, place)
            elif is_person_noun(token) and block.quotation(token) is None:
                self.pronouns.note_noun(mention_of(block, token), token, place, noun_gender(token))

    def _walk_quoted(self, block: Block, place: Place) -> None:
        """Resolve the pronouns of a quotation; its nouns are tied when somebody asks whom they mean."""
        for token in block.doc:
            if block.name(token) is not None or token.lower_ in PERSONAL:
                self.resolved[(id(block), token.i)] = self._refer(block, token, place)
            elif is_person_noun(token):
                self.pronouns.note_noun(mention_of(block, token), token, place, noun_gender(token))

    def _sayer(self, block: Block, quoted: Token) -> str | None:
        """Return who says a quotation, by the verb of saying over it."""
        for verb in quoted.ancestors:
            who = subject(verb) if classes(verb.lemma_.lower()) else None
            if who is not None:
                return self._person(block, who)
        return None

    def _person(self, block: Block, token: Token) -> str | None:
        """Return the person that a token means, as far as is known by now, also one without a name."""
        known = self.resolved.get((id(block), token.i))
        if known is None and (beside := apposed_person(block, token)) is not None:
            token = beside
        name = block.name(token)
        key = known.mention.actor if known is not None else name_key(name) if name is not None else None
        figure = self.figures.get(key or "")
        if figure is not None:
            return key if figure.kind in ("person", "unnamed") else None
        return noun_key(mention_of(block, token)) if name is None and is_person_noun(token) else None

    def _seen(self, key: str, mention: Mention, token: Token, place: Place | None, form: Form) -> None:
        """Keep in mind that somebody was mentioned; bare titles look back on running text only."""
        if place is not None:
            self.pronouns.note(key, mention, token, place, form)
            if not place.is_quoted:
                self._salience.remember(key, place.order, place.sentence, token)

    def _refer(self, block: Block, token: Token, place: Place | None) -> Resolution:
        """Tie a phrase; without a place nothing is kept in mind and what was said before does not count."""
        mention = mention_of(block, token)
        name = block.name(token)
        if name is not None:
            key = name_key(name)
            if key is not None and name.kind == "person":
                self._seen(key, mention, token, place, "name")
            elif key is not None and place is not None and token.dep_ in ("nsubj", "nsubjpass"):
                self._bodies.remember(key, place)
            reason = None if key else f"{name.text!r} is a {name.kind}, not somebody who speaks"
            return Resolution(tied(mention, key), reason)
        lower = token.lower_
        if lower in PERSONAL:
            return self._pronoun(block, mention, token, place)
        if lower == "it" or lower in _PLURAL:
            said = self._whoever_says(block, token, mention)
            if said is not None:
                return said
        if lower == "it" and token.dep_ in ("nsubj", "nsubjpass", "pobj"):
            return self._bodies.meant(mention, place)
        if lower in _PLURAL:
            return Resolution(mention, f"{token.text!r} may mean several actors")
        if lower in _SELF:
            return Resolution(mention, f"{token.text!r} is whoever speaks there")
        if token.tag_ in ("WP", "WDT") and (noun := relative_noun(token)) is not None:
            meant = self.resolve(block, noun)
            return replace(meant, mention=tied(mention, meant.mention.actor))
        return self._noun(block, token, mention, place)

    def _pronoun(self, block: Block, mention: Mention, token: Token, place: Place | None) -> Resolution:
        if place is None:
            return Resolution(mention, f"{token.text!r} stands in a heading or outside the running text")
        if token.lower_ == "hers" or (token.lower_ == "his" and token.dep_ in ("pobj", "attr")):
            return Resolution(mention, f"{token.text!r} is what belongs to somebody, and it is not said what")
        resolution = self.pronouns.resolve(mention, token, place, lambda other: self._person(block, other))
        if resolution.mention.actor is not None and not place.is_quoted:
            self._salience.remember(resolution.mention.actor, place.order, place.sentence, token)
        return resolution

    def _whoever_says(self, block: Block, token: Token, mention: Mention) -> Resolution | None:
        """Tie *it* or *they* as the subject of reported words to the one who says them, where it fits.

        *Karvia said it would ...*: it fits when the kind agrees and nobody else who would fit is named
        between.
        """
        speaker = cue_subject(token)
        if speaker is None or speaker.i >= token.i:
            return None
        actor = self.resolve(block, speaker).mention.actor
        low, high = block.bounds(speaker, speaker)[1], block.bounds(token, token)[0]
        between = self.mentioned(Span(start=low, end=max(low, high), text=""))
        kinds = _BODY_KINDS if token.lower_ == "it" else _GROUP_KINDS
        rivals = _ANY_KINDS if kinds is _GROUP_KINDS else kinds
        if actor is None or not self._is_of(actor, kinds):
            return None
        if any(key != actor and self._is_of(key, rivals) for key in between):
            return None
        return Resolution(tied(mention, actor))

    def _is_of(self, key: str, kinds: frozenset[str]) -> bool:
        figure = self.figures.get(key)
        return figure is not None and figure.kind in kinds

    # -- common nouns

    def _noun(self, block: Block, token: Token, mention: Mention, place: Place | None) -> Resolution:
        lemma = token.lemma_.lower()
        host = described_person(block, token) or described_body(block, token) or state_named(block, token)
        if host is not None:
            return self._refer(block, host, None)
        person = apposed_person(block, token)
        if person is not None and token.tag_ in ("NN", "NNP"):
            self._tie_office(block, token, person)
            return self._refer(block, person, place)
        if (is_plural(token) and lemma in BODIES | PEOPLE) and joined_names(block, token):
            return Resolution(tied(mention, self._part(None, token, "group", mention)))
        owner = self._whose(block, token, place)
        title = title_of(block, token)
        if title is not None and token.tag_ in ("NN", "NNP"):
            found = self._titled(mention, title, owner, token, place)
            if found is not None:
                if found.mention.actor is not None:
                    self._seen(found.mention.actor, mention, token, place, "name")
                return found
        if owner is not None and lemma in BODIES:
            return Resolution(tied(mention, owner))
        if owner is None and (called := self._called_body(token, mention)) is not None:
            if place is not None and token.dep_ in ("nsubj", "nsubjpass"):
                self._bodies.remember(called, place)
            return Resolution(tied(mention, called))
        if owner is None and (lemma in WEAPONS or is_counted(token)):
            return Resolution(mention, f"{mention.text!r} does not name anybody")
        if lemma in FORCES and owner is not None:
            return Resolution(tied(mention, self._part(owner, token, "armed force", mention)))
        if is_pair(token):
            self.ensure_sides(Span(start=mention.start, end=mention.end, text=mention.text))
            return Resolution(tied(mention, SIDES))
        if title is not None and {"the", "former"} <= {kid.lower_ for kid in token.lefts}:
            return Resolution(mention, f"{mention.text!r} is not tied to a person named elsewhere")
        if title is not None or lemma in PEOPLE or lemma in FORCES:
            kind: ActorKind = "armed force" if lemma in FORCES else "group" if is_plural(token) else "unnamed"
            key = self._part(owner, token, kind, mention, title)
            if kind == "unnamed":
                self._seen(key, mention, token, place, "noun")
            return Resolution(tied(mention, key))
        return Resolution(mention, f"{mention.text!r} does not name anybody")

    def _called_body(self, token: Token, mention: Mention) -> str | None:
        """Return whom *the kingdom* or *the movement* means, if the text has called one so before."""
        called = self._called.get(token.lemma_.lower())
        is_bare = [kid.lower_ for kid in token.lefts] == ["the"] and not any(
            kid.dep_ in ("prep", "relcl", "acl", "appos") for kid in token.rights
        )
        if called is None or not is_bare or is_plural(token) or called.start >= mention.start:
            return None
        return called.key if called.key in self.figures else None

    def _tie_office(self, block: Block, noun: Token, person: Token) -> None:
        """Take an office from apposition: *her defence minister, Anton Merrod* serves whom she leads."""
        name = block.name(person)
        key = name_key(name) if name is not None else None
        title = title_of(block, noun)
        figure = self.figures.get(key or "")
        if figure is None or title is None:
            return
        office = head_titles()[title]
        figure.title = figure.title or office
        owner = self.represented(self._owner(block, noun))
        served = self.figures.get(owner or "")
        if served is not None and not may_speak_for(office, served):
            return
        if figure.speaks_for is None and owner is not None and owner != figure.key:
            figure.speaks_for = owner
            start, end = block.bounds(noun.left_edge, person)
            span = cut_span(block.text, start, end)
            figure.speaks_for_span = span

    def _owner(self, block: Block, token: Token) -> str | None:
        """Find the actor a noun belongs to: *Karvian forces*, *Karvia's army*, *his administration*."""
        for kid in [*token.lefts, *token.rights]:
            if kid.dep_ in ("amod", "compound", "poss", "nmod") or leads_to_owner(kid, token):
                target = kid
                if kid.dep_ == "prep":
                    target = next((grand for grand in kid.children if grand.dep_ == "pobj"), kid)
                name = block.name(target)
                if name is not None and (key := name_key(name)):
                    return self.represented(key) if name.kind == "person" else key
                if (
                    target.dep_ == "poss"
                    and target.lower_ in PERSONAL
                    and (token.lemma_ in BODIES | FORCES or has_title(token))
                ):
                    owner = self.represented(self.resolve(block, target).mention.actor)
                    is_force = token.lemma_.lower() in FORCES  # nobody has an army but a state or a body
                    return owner if not is_force or self._is_of(owner or "", _BODY_KINDS) else None
        return None

    def _whose(self, block: Block, token: Token, place: Place | None) -> str | None:
        """Return whose a noun is: of a named owner, of the one body that *its* means, or of the only army."""
        its = its_before(token)
        body = self._bodies.meant(mention_of(block, its), place).mention.actor if its is not None else None
        return self._owner(block, token) or body or sole_army(self.reading, token)

    def _titled(
        self, mention: Mention, title: str, owner: str | None, token: Token, place: Place | None
    ) -> Resolution | None:
        """Tie *the Karvian leader* or *the president* to a person, when one person fits."""
        if owner is not None:
            return holder_for(mention, title, owner, self.figures)
        if place is None or not is_definite(token):
            return None
        scores = self._salience.scores(self.figures, place.order, place.sentence)
        return holder_in_mind(mention, title, self.figures, scores)

    def own_part(self, block: Block, token: Token, speaker: str) -> Mention | None:
        """Return whom *our forces*, *our government* mean in the words of a speaker."""
        owner, lemma = self.represented(speaker), token.lemma_.lower()
        mention = mention_of(block, token)
        if owner is not None and lemma in FORCES:
            return tied(mention, self._part(owner, token, "armed force", mention))
        return tied(mention, owner) if owner is not None and lemma in BODIES else None

    def _part(
        self, owner: str | None, token: Token, kind: ActorKind, mention: Mention, title: str | None = None
    ) -> str:
        """Register forces, officials and groups under the words the text has for them."""
        owner = owner if owner in self.figures else None  # the text may name the owner nowhere
        words = " ".join(without_article(mention.text).split())
        if owner is not None and kind == "armed force":
            words = f"armed forces of {self.figures[owner].name}"
        key = actor_key(words)
        figure = self.figures.get(key)
        if figure is None:
            figure = self.figures[key] = Figure(key, words, kind, "named by a common noun", speaks_for=owner)
            figure.title = head_titles().get(title) if title else None
        figure.mentions.append(Span(start=mention.start, end=mention.end, text=mention.text))
        return key


def build_cast(reading: Reading, figures: dict[str, Figure], pronouns: Pronouns | None = None) -> Cast:
    """Resolve the running text of a document to the figures gathered from it.

    ``pronouns`` takes the place of the resolver of pronouns that the package comes with.
    """
    cast = Cast(
        reading,
        figures,
        pronouns or start_pronouns(reading, figures),
        _called=called_bodies(reading.survey),
    )
    cast.walk()
    return cast
