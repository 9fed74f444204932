from __future__ import annotations

from dataclasses import replace

import pytest

from detente.reading.actors.antecedents import Candidate, Genders, Pronoun, find_candidates, nobody
from detente.reading.actors.clause_people import ClausePeople
from detente.reading.actors.pronoun_model import load_weights, probabilities
from detente.reading.actors.sightings import Memory, Place, Sighting

NOBODY = ClausePeople(barred=frozenset())
HERE = Place(order=0, sentence=1, running=1)
PRONOUN = Pronoun(gender="she", place=HERE, position=60, role="subject", says=False, people=NOBODY)
UNKNOWN = Genders(titled={}, referred={}, given={})
BERG = Sighting(
    key="berg", actor="berg", words="Berg", place=replace(HERE, sentence=0, running=0), position=0,
    role="subject", form="name",
)  # fmt: skip
RUSK = replace(BERG, key="rusk", actor="rusk", words="Rusk", position=20, role="object")


def seen(*sightings: Sighting) -> Memory:
    memory = Memory()
    for sighting in sightings:
        memory.note(sighting)
    return memory


def find(memory: Memory, pronoun: Pronoun = PRONOUN, genders: Genders = UNKNOWN) -> dict[str, Candidate]:
    return {one.key: one for one in find_candidates(pronoun, memory, genders)}


def test_a_title_or_address_excludes() -> None:
    genders = replace(UNKNOWN, titled={"rusk": "he", "berg": "they"})
    assert find(seen(BERG, RUSK), genders=genders) == {}


def test_softer_evidence_speaks_for_or_against() -> None:
    genders = replace(UNKNOWN, referred={"berg": "she"}, given={"rusk": "he"})
    found = find(seen(BERG, RUSK), genders=genders)
    assert found["berg"].features["referred gender agrees"] == 1
    assert found["rusk"].features["given gender differs"] == 1
    assert "nearest" in found["berg"].features  # of those whose gender fits


def test_pronouns_that_were_tied_before_tell_the_gender() -> None:
    memory = seen(BERG, replace(RUSK, form="pronoun", gender="he"))
    assert find(memory)["rusk"].features["tied gender differs"] == 1


def test_grammar_bars() -> None:
    pronoun = replace(PRONOUN, people=ClausePeople(barred=frozenset({"berg"})))
    assert set(find(seen(BERG, RUSK), pronoun)) == {"rusk"}


def test_nobody_speaks_of_himself_in_the_third_person() -> None:
    pronoun = replace(PRONOUN, place=replace(HERE, is_quoted=True, speaker="berg"))
    assert set(find(seen(BERG, RUSK), pronoun)) == {"rusk"}


def test_who_follows_a_fronted_clause_is_a_candidate_though_not_seen_before() -> None:
    pronoun = replace(PRONOUN, people=ClausePeople(barred=frozenset(), ahead="vane"))
    assert find(seen(BERG), pronoun)["vane"].features == {"is ahead": 1.0}


def test_a_woman_without_a_name_is_a_candidate_that_stands_for_no_actor() -> None:
    woman = replace(BERG, key="noun:0", actor=None, words="a woman", form="noun", gender="she")
    man = replace(woman, key="noun:30", words="a man", position=30, gender="he")
    found = find(seen(woman, man))
    assert set(found) == {"noun:0"}
    assert found["noun:0"].actor is None


@pytest.mark.parametrize("both", [(BERG, RUSK), (RUSK, BERG)])
def test_of_people_named_in_one_breath_none_is_nearest(both: tuple[Sighting, Sighting]) -> None:
    first, second = (
        replace(one, position=place, role="subject", pair=0) for one, place in zip(both, (0, 20), strict=True)
    )
    found = find(seen(first, second))
    for one in found.values():
        assert not {"nearest", "last subject"} & set(one.features)


def test_probabilities_leave_room_for_nobody() -> None:
    candidates = find_candidates(PRONOUN, seen(BERG, RUSK), UNKNOWN)
    chances = probabilities(candidates, load_weights())
    assert 0 < sum(chances) < 1
    assert probabilities((), load_weights()) == ()


def test_agreement_makes_a_candidate_likelier() -> None:
    memory = seen(BERG, RUSK)
    weights = load_weights()

    def chance(genders: Genders) -> float:
        candidates = find_candidates(PRONOUN, memory, genders)
        return dict(zip((one.key for one in candidates), probabilities(candidates, weights), strict=True))[
            "berg"
        ]

    told = [chance(replace(UNKNOWN, **{kind: {"berg": "she"}})) for kind in ("titled", "referred", "given")]
    against = [chance(replace(UNKNOWN, **{kind: {"berg": "he"}})) for kind in ("referred", "given")]
    assert min(told) > chance(UNKNOWN) > max(against)


def test_every_weight_is_of_a_feature_that_exists() -> None:
    # a misspelt name would silently weigh nothing
    known = {
        *nobody(()),
        *(f"was {role}" for role in ("subject", "object", "possessor", "other")),
        *(
            f"{source} gender {word}"
            for source in ("titled", "tied", "referred", "given")
            for word in ("agrees", "differs")
        ),
        *("sentences back", "same sentence"),
        *("subject in the same sentence", "sentence before", "both subjects", "same paragraph"),
        *("last seen as a pronoun", "doubt about that pronoun", "across a quotation mark", "mentions"),
        *("share of mentions", "has no name", "subject of its clause, possessive", "is ahead"),
        "has no name, yet an office or a part",
        *("subject of its clause, oblique", "subject of the next clause above", "says its clause"),
        *("joined to what it possesses", "named after it in its clause", "nearest", "last subject"),
        *("the only one that fits", "first of the text", "was speaking"),
    }
    assert set(load_weights()) <= known
