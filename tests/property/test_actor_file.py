"""Whatever an actor file says, what is read keeps its words, and nobody is in a record for nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.documents.document import Document
from detente.reading import read
from detente.reading.actor_file.load import ActorFile, parse_actor_file

NAMES = (
    "Anton Velk",
    "Marta Kral",
    "M23",
    "the brothers",
    "Elm Palace",
    "Karvia",
    "Sarnland",
    "الفجر",
    "Tolmen",
)
STATES = ("Karvia", "Sarnland")
TITLES = ("president", "foreign minister", "envoy", "First Warden")
SENTENCES = (
    "The Karvian president said that the war would end.",
    "Former Karvian President Anton Velk told Sarnland that he agreed.",
    "President Kral left Tolmen, and the brothers attacked M23 at the Elm Palace.",
    "“We accept,” said Marta Kral, the Sarnland foreign minister.",
    "Velk, the envoy of Karvia, met الفجر. She said that she was tired.",
    "ANTON VELK AND MARTA KRAL TALK",
    "It was the Karvian government, Kral said, that\nfired on Sarnland.",
    "Karl Velk met the Velk Brigade near Elm Palace Street.",
)
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))


@st.composite
def actor_files(draw: st.DrawFn) -> ActorFile:
    """Draw files whose names lie in the sentences; no two actors share one, no office has two holders."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique=True))
    lines = []
    for index, name in enumerate(names):
        kind = draw(st.sampled_from(["person", "state", "organisation", "armed force", "group"]))
        lines += ["[[actor]]", f'name = "Actor {index}"', f'kind = "{kind}"', f'aliases = ["{name}"]']
        lines += [f'side = "{draw(st.sampled_from(STATES))}"'] if draw(st.booleans()) else []
        if kind == "person" and draw(st.booleans()):
            title = draw(st.sampled_from(TITLES))
            lines += ["[[actor.office]]", f'title = "{title}"', f'of = "Owner {index}"']
            lines += [f"from = {draw(DAYS)}"] if draw(st.booleans()) else []
        elif draw(st.booleans()):
            lines.append(f'speaks_for = "Owner {index}"')
    return parse_actor_file("\n".join(lines).encode(), name="actors.toml")


@settings(max_examples=15)
@given(actor_files(), st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), st.none() | DAYS)
def test_words_stay_and_every_actor_has_some(file: ActorFile, sentences: list[str], day: date | None) -> None:
    text = " ".join(sentences)
    report = Document(id="doc:r", path="r.txt", text=text, sha256="0" * 64, published_on=day)
    record = read([report], actors=file)
    assert record.failures == ()
    spoken_for = {actor.speaks_for for actor in record.actors}
    own = {actor.name for actor in file.actors}
    for actor in record.actors:
        assert all(text[one.start : one.end] == one.text for one in actor.mentions)
        assert actor.mentions or actor.id in spoken_for
        assert not actor.basis.startswith("actor file") or actor.name in own or actor.id in spoken_for
    for odd in record.inconsistencies:
        assert text[odd.passage.start : odd.passage.end] == odd.passage.text


@pytest.mark.parametrize("count", [1, 2])
def test_a_file_that_names_nobody_of_the_reports_changes_nothing(count: int) -> None:
    file = parse_actor_file(b"[[actor]]\nname = 'Zed'\nkind = 'group'", name="actors.toml")
    reports = [
        Document(id=f"doc:{number}", path="r.txt", text=" ".join(SENTENCES[number:]), sha256="0" * 64)
        for number in range(count)
    ]
    told, plain = read(reports, actors=file), read(reports)
    assert told.actors == plain.actors
    assert told.statements == plain.statements
    assert told.events == plain.events
    assert told.relations == plain.relations
