from __future__ import annotations

import pytest
from tests.unit.reading.actors.test_figures import surveyed
from tests.unit.reading.sayings import record_of

from detente.reading.actors.called_bodies import called_bodies


def called(text: str) -> dict[str, str]:
    return {noun: one.key for noun, one in called_bodies(surveyed(text)).items()}


@pytest.mark.parametrize(
    ("text", "noun", "key"),
    [
        ("The Kingdom of Estmark signed.", "kingdom", "actor:estmark"),
        ("He thanked Estmark, the island republic, for it.", "republic", "actor:estmark"),
        ("The Upland Front movement signed.", "movement", "actor:upland-front"),
        ("The Defence Council met.", "council", "actor:defence-council"),
        ("The government of Estmark fell.", "government", "actor:estmark"),
        ("The government of Estmark fell.", "cabinet", "actor:estmark"),
        ("The parliament of Estmark met. Estmark, which mediates, hopes.", "mediator", "actor:estmark"),
    ],
)
def test_the_text_says_what_a_state_or_body_is_called(text: str, noun: str, key: str) -> None:
    assert called(text)[noun] == key


def test_a_noun_that_fits_two_means_neither() -> None:
    text = "The Defence Council met. The Harbour Council met."
    assert "council" not in called(text)


def speaker(text: str) -> str | None:
    record = record_of(text)
    names = {actor.id: actor.name for actor in record.actors}
    said = next(one for one in record.statements if "talks would go on" in one.passage.text)
    return names.get(said.speaker.actor or "") if said.speaker is not None else None


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "The Kingdom of Estmark exchanged prisoners. The kingdom said that the talks would go on.",
            "Estmark",
        ),
        ("Two councils met. The Defence Council and the union said that the talks would go on.", None),
        ("A council met on Friday. The council said that the talks would go on.", None),
    ],
)
def test_the_noun_means_whoever_was_called_so_before(text: str, who: str | None) -> None:
    assert speaker(text) == who


def test_what_is_called_so_only_later_is_not_meant() -> None:
    text = "The kingdom said that the talks would go on. The Kingdom of Estmark exchanged prisoners."
    assert speaker(text) is None
