from __future__ import annotations

import pytest

from detente.errors import PassageError, RecordError
from detente.record.exchange import Exchange
from detente.record.mirror import both_ways, mirror_text


def _both_ways(**names: str) -> dict[str, str]:
    return both_ways({name.replace("_", " "): other for name, other in names.items()})


SIDES = _both_ways(Northland="Southmark", Ada_Brandt="Ola Kerr", Brandt="Kerr", Northern="Southern") | {
    "the Winter Palace": "the Mill",
    "the Mill": "the Winter Palace",
}


@pytest.mark.parametrize(
    ("text", "mirrored"),
    [
        ("Northland struck Southmark.", "Southmark struck Northland."),
        ("Northland’s and Northland's", "Southmark’s and Southmark's"),
        ("pro-Northland, Northland-backed", "pro-Southmark, Southmark-backed"),
        ("NORTHLAND SILENT", "SOUTHMARK SILENT"),
        ("Ada Brandt, then Brandt", "Ola Kerr, then Kerr"),
        ("Northlander and Northlands stay", "Northlander and Northlands stay"),
        ("northland stays", "northland stays"),
        ("Brandt\u0301 is another name", "Brandt\u0301 is another name"),
        ("x_Brandt", "x_Brandt"),
        ("", ""),
    ],
)
def test_names_are_exchanged_as_whole_words_longest_first(text: str, mirrored: str) -> None:
    assert mirror_text(text, SIDES)[0] == mirrored
    assert mirror_text(mirrored, SIDES)[0] == text


def test_places_move_with_the_words_around_them() -> None:
    text = "😀 Northern men met Brandt near the Winter Palace today"
    mirrored, places = mirror_text(text, SIDES)
    for words in ("men", "met", "near", "today"):
        start = places.move(text.index(words))
        assert mirrored[start : start + len(words)] == words
    assert (places.move(0), places.move(len(text))) == (0, len(mirrored))


def test_passage_may_end_inside_a_name_where_words_correspond() -> None:
    text = "Ada Brandt spoke"
    mirrored, places = mirror_text(text, SIDES)
    surname = slice(places.move(text.index("Brandt")), places.move(text.index(" spoke")))
    assert mirrored[surname] == "Kerr"
    text = "from the Winter Palace now"
    mirrored, places = mirror_text(text, SIDES)
    seat = slice(places.move(text.index("Winter")), places.move(text.index(" now")))
    assert mirrored[seat] == "Mill"


def test_passage_may_begin_at_words_that_both_names_end_with() -> None:
    names = _both_ways(the_Republic_of_Northland_Army="the Southmark Army")
    text = "Then the Republic of Northland Army left"
    mirrored, places = mirror_text(text, names)
    army = slice(places.move(text.index("Army")), places.move(text.index(" left")))
    assert mirrored[army] == "Army"
    name = slice(places.move(text.index("Republic")), places.move(text.index(" Army")))
    assert mirrored[name] == "Southmark"


def test_passage_that_cuts_a_name_is_refused() -> None:
    text = "from the Winter Palace now"
    _, places = mirror_text(text, SIDES)
    with pytest.raises(PassageError, match="add the part of the name"):
        places.move(text.index("Palace"))
    with pytest.raises(PassageError):
        mirror_text("Northland", SIDES)[1].move(3)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ({"A": "B"}, "it must lead back"),
        ({"A": "B", "B": "C", "C": "A"}, "it must lead back"),
        ({"": "B", "B": ""}, "no blank at its ends"),
        ({" A": "B", "B": " A"}, "no blank at its ends"),
        (_both_ways(Nato="Pact", NATO="League"), "two counterparts for 'NATO' in capitals"),
    ],
)
def test_exchange_that_does_not_lead_back_is_refused(names: dict[str, str], said: str) -> None:
    with pytest.raises(RecordError, match=said):
        Exchange(names)


def test_pairs_with_two_counterparts_are_refused() -> None:
    with pytest.raises(RecordError, match="two counterparts for 'B', 'A' and 'C'"):
        both_ways({"A": "B", "C": "B"})
    assert both_ways({"A": "B", "B": "A"}) == {"A": "B", "B": "A"}


def test_text_on_which_names_run_together_is_refused_with_its_place() -> None:
    names = _both_ways(Ada="Ola Kerr", Ola="Eve")
    with pytest.raises(RecordError, match="at offset 4, where it has 'Eve Kerr'"):
        mirror_text("Now Eve Kerr", names)


def test_names_that_differ_in_capitals_keep_them() -> None:
    names = {"US": "UK", "UK": "US"}
    assert mirror_text("Tell us: the US", names)[0] == "Tell us: the UK"


@pytest.mark.parametrize(
    ("identifier", "mirrored"),
    [
        ("actor:northland", "actor:southmark"),
        ("actor:ada-brandt", "actor:ola-kerr"),
        ("actor:northern-forces", "actor:southern-forces"),
        ("actor:northlander", "actor:northlander"),
        ("actor:1", "actor:1"),
    ],
)
def test_ids_made_of_names_are_exchanged(identifier: str, mirrored: str) -> None:
    exchange = Exchange(SIDES)
    assert exchange.identifier(identifier) == mirrored
    assert exchange.identifier(mirrored) == identifier


def test_ids_of_names_with_accents_and_apostrophes_are_exchanged() -> None:
    exchange = Exchange(_both_ways(Zoë="D’Arc", São="Kıev"))
    assert exchange.identifier("actor:zoe") == "actor:darc"
    assert exchange.identifier("actor:darc") == "actor:zoe"


def test_ids_that_two_names_share_are_refused() -> None:
    exchange = Exchange(_both_ways(Zoë="Kerr", Zoe="Brandt"))
    with pytest.raises(RecordError, match="look alike in ids"):
        exchange.identifier("actor:kerr")


def test_stand_in_digest_leads_back_and_depends_on_the_exchange() -> None:
    digest = "0f" * 32
    masked = Exchange(SIDES).mask(digest)
    assert masked != digest
    assert Exchange(SIDES).mask(masked) == digest
    assert Exchange(_both_ways(A="B")).mask(digest) != masked
