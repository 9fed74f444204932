"""Events from marked deeds: the marks say what was done and by whom, the rest comes from the text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from tests.unit.reading.tales import BOTH_WAYS, CAST, leader

from detente.documents.document import Document
from detente.reading.actors.cast import Cast, build_cast
from detente.reading.actors.figures import gather_figures
from detente.reading.deeds.events import find_events
from detente.reading.deeds.hints import find_hints, sentence_places
from detente.reading.knowledge.world import load_world
from detente.reading.learned.events import Deed
from detente.reading.parse.parsed import prepare, survey
from detente.reading.parse.pipeline import load_pipeline
from detente.reading.speech.statements import find_statements
from detente.record.values import Event, Factuality, Mention


def cast_of(sentence: str) -> Cast:
    nlp = load_pipeline()
    document = Document(id="doc:tale", path="tale.txt", text=CAST + sentence, sha256="0" * 64)
    surveyed = survey(document, nlp, load_world())
    return build_cast(prepare(surveyed, nlp), gather_figures(surveyed))


def place(text: str, words: str) -> tuple[int, int]:
    start = text.index(words, len(CAST))
    return start, start + len(words)


def deed(
    text: str,
    root: str,
    trigger: str,
    actor: Sequence[str] = (),
    recipient: Sequence[str] = (),
    factuality: Factuality = "happened",
    hint: str | None = None,
) -> Deed:
    return Deed(
        trigger=place(text, trigger),
        root=root,
        actor=tuple(place(text, one) for one in actor),
        recipient=tuple(place(text, one) for one in recipient),
        factuality=factuality,
        sureness=0.75,
        factuality_sureness=0.9,
        hint=hint,
    )


def read(cast: Cast, deeds: Sequence[Deed]) -> list[Event]:
    found = find_events(cast.reading, cast, find_statements(cast.reading, cast), deeds)
    return [event for event in found if event.passage.start >= len(CAST)]


def name(cast: Cast, mention: Mention | None) -> str | None:
    """Return whom a mention means, or whom that one acts for."""
    key = cast.represented(mention.actor) if mention is not None else None
    return cast.figures[key].name if key is not None else None


@BOTH_WAYS
def test_a_marked_deed_is_an_event_whatever_the_rules_say_of_its_words(own: str, other: str) -> None:
    cast = cast_of(f"On Monday {own} gave {other} a bloody nose near Geneva.")
    text = cast.reading.text
    (event,) = read(cast, [deed(text, "ASSAULT", "gave", [own], [other])])
    assert (event.act, event.factuality, event.probability) == ("ASSAULT", "happened", 0.75)
    assert (name(cast, event.actor), name(cast, event.recipient)) == (own, other)
    assert event.place is not None
    assert event.place.text == "Geneva"
    assert event.time is not None
    assert text[event.passage.start : event.passage.end] == event.passage.text


def test_without_marked_deeds_there_are_only_acts_of_words() -> None:
    cast = cast_of("Velkia attacked Tarvia. Novak accused Kral of lies.")
    assert [event.act for event in read(cast, [])] == ["ACCUSE"]


def test_a_marked_deed_takes_the_place_of_the_act_of_the_same_words() -> None:
    cast = cast_of("Novak accused Kral of lies.")
    marked = deed(cast.reading.text, "ACCUSE", "accused", ["Novak"], ["Kral"])
    (event,) = read(cast, [marked])
    assert event.probability == marked.sureness


@BOTH_WAYS
def test_of_several_marks_the_one_that_the_parse_has_too_counts(own: str, other: str) -> None:
    cast = cast_of(f"{own}, which borders {other}, shelled a depot of {other}.")
    marked = deed(cast.reading.text, "ASSAULT", "shelled", [other, own], [other])
    (event,) = read(cast, [marked])
    assert (name(cast, event.actor), name(cast, event.recipient)) == (own, other)


@BOTH_WAYS
def test_of_marks_that_the_parse_has_not_one_that_names_somebody_counts(own: str, other: str) -> None:
    cast = cast_of(f"The criticism of a plan of {own} went on, and the critics were from {other}.")
    marked = deed(cast.reading.text, "ACCUSE", "criticism", ["plan", other], [own])
    (event,) = read(cast, [marked])
    assert (name(cast, event.actor), name(cast, event.recipient)) == (other, own)


@BOTH_WAYS
def test_a_name_that_is_marked_stands_for_a_pronoun_that_means_the_same(own: str, other: str) -> None:
    pronoun = {"Velkia": "his", "Tarvia": "her"}[own]
    cast = cast_of(f"{leader(own)} spoke of the talks, but {pronoun} attacks on {other} went on.")
    marked = deed(cast.reading.text, "ACCUSE", "attacks", [pronoun, leader(own)], [other])
    (event,) = read(cast, [marked])
    assert event.actor is not None
    assert (event.actor.text, name(cast, event.actor)) == (leader(own), own)


@BOTH_WAYS
def test_a_name_that_is_marked_goes_before_a_possessive_of_nobody_known(own: str, other: str) -> None:
    cast = cast_of(f"Miners and bakers spoke in Paris, where {own} too heard of their demands.")
    text = cast.reading.text
    alone = read(cast, [deed(text, "REQUEST", "demands", ["their"])])
    assert [event.actor.actor for event in alone if event.actor is not None] == [None]
    (event,) = read(cast, [deed(text, "REQUEST", "demands", ["their", own])])
    assert name(cast, event.actor) == own


@BOTH_WAYS
def test_a_name_that_only_adds_to_the_one_who_acts_acts(own: str, other: str) -> None:
    cast = cast_of(f"His patron, President {leader(own)}, seized two towns of {other}.")
    marked = deed(cast.reading.text, "COERCE", "seized", [f"President {leader(own)}"], ["two towns"])
    (event,) = read(cast, [marked])
    assert name(cast, event.actor) == own


@BOTH_WAYS
@pytest.mark.parametrize(
    "sentence", ["After the missile strikes, {} spoke.", "{} spoke when missiles struck."]
)
def test_nobody_is_the_author_of_force_told_in_another_clause(own: str, other: str, sentence: str) -> None:
    cast = cast_of(sentence.format(leader(own)))
    trigger = "strikes" if "strikes" in sentence else "struck"
    found = read(cast, [deed(cast.reading.text, "ASSAULT", trigger, [leader(own)], [])])
    assert [name(cast, event.actor) for event in found if name(cast, event.actor) is not None] == []


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("Nine people died in the shelling of the town.", "shelling"),
        ("Nine people were wounded in the shelling of the town.", "shelling"),
    ],
)
def test_a_victim_is_not_taken_for_the_attacker(sentence: str, trigger: str) -> None:
    cast = cast_of(sentence)
    (event,) = read(cast, [deed(cast.reading.text, "ASSAULT", trigger, ["Nine people"], ["town"])])
    assert event.actor is None


@BOTH_WAYS
def test_who_does_one_thing_does_what_a_participle_adds(own: str, other: str) -> None:
    cast = cast_of(f"{leader(own)} was seen leaving the palace of {other}, grabbing a guard by the throat.")
    (event,) = read(cast, [deed(cast.reading.text, "ASSAULT", "grabbing", [leader(own)], ["a guard"])])
    assert name(cast, event.actor) == own


@BOTH_WAYS
def test_what_is_judged_stands_for_whom_nobody_marked(own: str, other: str) -> None:
    cast = cast_of(f"{own} rejected the offer of {other}.")
    (event,) = read(cast, [deed(cast.reading.text, "REJECT", "rejected", [own])])
    assert event.recipient is not None
    assert event.recipient.text.startswith("the offer")


@BOTH_WAYS
@pytest.mark.parametrize(
    ("actor", "recipient", "root"),
    [
        ("{own}", "{other}", "ASSAULT"),
        ("Forces of {own}", "{other}", "ASSAULT"),
        ("{own_leader}", "{other_leader}", "ACCUSE"),
        ("{own_leader}", "{other}", "ACCUSE"),
    ],
)
def test_what_tells_force_or_blame_alike_is_force_between_states(
    own: str, other: str, actor: str, recipient: str, root: str
) -> None:
    names = {"own": own, "other": other, "own_leader": leader(own), "other_leader": leader(other)}
    who, whom = actor.format(**names), recipient.format(**names)
    cast = cast_of(f"{who} attacked {whom} on Monday.")
    (event,) = read(cast, [deed(cast.reading.text, "ACCUSE", "attacked", [who], [whom], hint="ASSAULT")])
    assert event.act == root


def test_a_deed_told_twice_in_a_sentence_is_one() -> None:
    cast = cast_of("Novak travelled to Geneva to meet Kral.")
    text = cast.reading.text
    twice = [deed(text, "CONSULT", words, ["Novak"], ["Kral"]) for words in ("travelled", "meet")]
    assert len(read(cast, twice)) == 1


def test_what_would_only_be_done_is_no_event() -> None:
    cast = cast_of("Velkia would strike Tarvia.")
    text = cast.reading.text
    assert read(cast, [deed(text, "ASSAULT", "strike", ["Velkia"], ["Tarvia"], "hypothetical")]) == []


@BOTH_WAYS
def test_whether_it_happened_is_read_from_the_words_around(own: str, other: str) -> None:
    cast = cast_of(f"{leader(other)} said that {own} had attacked {other}.")
    (event,) = read(cast, [deed(cast.reading.text, "ASSAULT", "attacked", [own], [other])])
    assert event.factuality == "alleged"
    assert name(cast, event.alleged_by) == other


def test_what_nobody_says_is_not_alleged() -> None:
    cast = cast_of("Velkia shelled the harbour of Tarvia.")
    (event,) = read(cast, [deed(cast.reading.text, "ASSAULT", "shelled", ["Velkia"], ["Tarvia"], "alleged")])
    assert (event.factuality, event.alleged_by) == ("happened", None)


def test_a_deed_in_quoted_words_is_found_there_and_its_actor_outside() -> None:
    cast = cast_of('Novak said: "We have struck the depots of Tarvia."')
    (event,) = read(cast, [deed(cast.reading.text, "ASSAULT", "struck", ["We"], ["Tarvia"])])
    assert event.trigger.text == "have struck"
    assert name(cast, event.actor) == "Velkia"


def test_a_number_of_dead_goes_to_the_nearest_deed_of_its_sentence() -> None:
    cast = cast_of("Velkia raided a camp and shelled a market in Tarvia, where 12 people were killed.")
    text = cast.reading.text
    first = deed(text, "ASSAULT", "raided", ["Velkia"])
    events = read(cast, [first, deed(text, "ASSAULT", "shelled", ["Velkia"], ["Tarvia"])])
    assert [event.deaths.best if event.deaths is not None else None for event in events] == [None, 12]


def test_words_that_the_parse_does_not_hold_are_left_out() -> None:
    cast = cast_of("Velkia left.")
    end = len(cast.reading.text)
    stray = Deed(
        trigger=(end, end + 4),
        root="RETREAT",
        actor=(),
        recipient=(),
        factuality="happened",
        sureness=0.9,
        factuality_sureness=0.9,
    )
    assert read(cast, [stray]) == []


def test_hints_are_the_words_and_roots_of_the_rules() -> None:
    reading = cast_of("Velkia attacked Tarvia. The weather was fine.").reading
    hints = [(reading.text[low:high], root) for low, high, root in find_hints(reading) if low > len(CAST)]
    assert hints == [("attacked", "ASSAULT")]


@pytest.mark.parametrize("words", ['He left. "Why? No idea," said Kral. He stayed.', "One. Two."])
def test_sentences_follow_each_other_and_hold_the_quoted_words(words: str) -> None:
    reading = cast_of(words).reading
    places = [one for one in sentence_places(reading) if one[0] >= len(CAST)]
    assert all(before[1] <= after[0] for before, after in pairwise(places))
    assert "".join(reading.text[low:high] for low, high in places).replace(" ", "") == words.replace(" ", "")
