"""What becomes of words that the tagger marks; here somebody marks them by hand."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from detente.documents.document import Document
from detente.reading.knowledge.world import load_world
from detente.reading.learned.attributions import Attribution
from detente.reading.parse.parsed import Reading, prepare, survey
from detente.reading.parse.pipeline import load_pipeline
from detente.reading.speech.learned_drafts import learned_drafts
from detente.reading.speech.statements import find_drafts

SURE = 0.99


def parsed(text: str) -> Reading:
    document = Document(id="doc:test", path="test.txt", text=text, sha256="0" * 64)
    return prepare(survey(document, load_pipeline(), load_world()), load_pipeline())


def marked(text: str, cue: str, source: str | None, content: Iterable[str]) -> Attribution:
    """Return words of a text as the tagger marks them; each stands in the text once."""

    def place(words: str) -> tuple[int, int]:
        assert text.count(words) == 1, words
        return text.index(words), text.index(words) + len(words)

    return Attribution(
        cue=place(cue),
        source=(place(source),) if source is not None else (),
        content=tuple(place(piece) for piece in content),
        cue_sureness=SURE,
        source_sureness=SURE,
        content_sureness=SURE,
    )


def told(text: str, *marks: tuple[str, str | None, str]) -> list[str]:
    """Return the content of the drafts that are made of marks: cue, source, content."""
    reading = parsed(text)
    marks_made = [marked(text, cue, source, [content]) for cue, source, content in marks]
    drafts = learned_drafts(reading, find_drafts(reading), marks_made)
    return [" + ".join(piece.text for piece in draft.pieces) for draft in drafts]


@pytest.mark.parametrize(
    ("text", "content", "whole"),
    [
        ("Brandt announced that the gates would open by Friday, at noon.", "that the gates would open by",
         "that the gates would open by Friday"),
        ("Brandt said he lost a house of stone, adding nothing.", "he lost a",
         "he lost a house of stone"),
        ("Brandt called the offer late and useless.", "the offer late and", "the offer late and useless"),
        ("Brandt wants to see what stands in the new text.", "to see what stands in the new",
         "to see what stands in the new text"),
        ("Brandt demanded that Roth say in public who had done it and warned that France would respond.",
         "that Roth say in public who had done it and",
         "that Roth say in public who had done it"),
        ("Brandt praised the soldiers who held the bridge.", "the soldiers who", "the soldiers"),
        ("Brandt said what the offer was good for.", "what the offer was good for",
         "what the offer was good for"),
    ],
)  # fmt: skip
def test_words_that_stop_in_a_phrase_are_ended_with_it(text: str, content: str, whole: str) -> None:
    cue = text.split()[1]
    assert told(text, (cue, "Brandt", content))[0] == whole


def test_a_phrase_is_never_ended_over_the_cue() -> None:
    assert told("The, Brandt said, offers are late.", ("said", "Brandt", "The"))[0] == "The"


def test_a_pronoun_that_is_all_the_content_gives_way_to_what_it_stands_for() -> None:
    text = "The second offer, which some allies have opposed, is dead."
    assert told(text, ("have opposed", "some allies", "which")) == ["The second offer"]


def test_what_follows_a_closed_quotation_is_the_writers() -> None:
    text = 'Brandt added: "Not one village." Make of that what you like.'
    words = '"Not one village." Make of that what you like'
    assert told(text, ("added", "Brandt", words)) == ['"Not one village."']
    half = 'Brandt called it "a trap" and a lie.'
    assert told(half, ("called", "Brandt", 'it "a trap" and a lie')) == ['it "a trap" and a lie']


def test_words_of_a_paragraph_before_are_not_told_by_a_cue_behind() -> None:
    text = "“They have found it,” Brandt said.\n\nThen he issued a warning. The talks would end."
    marks = (("said", "Brandt", "“They have found it,”"), ("issued a warning", None, "found it,” Brandt"))
    assert told(text, *marks) == ["“They have found it,”"]


@pytest.mark.parametrize(
    ("text", "cue", "source", "content"),
    [
        ("Asked why it was closed, Brandt laughed.", "Asked", None, "why it was closed"),
        ("Brandt rarely criticizes the army.", "criticizes", "Brandt", "the army"),
        ("Brandt finds himself alone at the table.", "finds", "Brandt", "himself alone at the table"),
        ("Brandt has denied nothing.", "has denied", "Brandt", "nothing"),
    ],
)
def test_marks_that_tell_of_nothing_said_are_left_out(
    text: str, cue: str, source: str | None, content: str
) -> None:
    assert told(text, (cue, source, content)) == []


@pytest.mark.parametrize(
    ("text", "cue", "source", "content"),
    [
        ("Brandt often criticizes the army.", "criticizes", "Brandt", "the army"),
        ("Brandt finds the offer late.", "finds", "Brandt", "the offer late"),
        ("Brandt did not say who would come.", "did not say", "Brandt", "who would come"),
        ("Brandt was asked to leave the hall.", "was asked", None, "to leave the hall"),
    ],
)
def test_others_like_them_are_kept(text: str, cue: str, source: str | None, content: str) -> None:
    assert told(text, (cue, source, content)) == [content]


def test_what_somebody_is_to_say_is_not_said() -> None:
    text = "Brandt demanded that Roth say who had fired."
    marks = (("demanded", "Brandt", "that Roth say who had fired"), ("say", "Roth", "who had fired"))
    assert told(text, *marks) == ["that Roth say who had fired"]


def test_whoever_is_told_is_not_taken_for_the_speaker() -> None:
    text = "Brandt was told that the bridge was lost."
    reading = parsed(text)
    mark = marked(text, "was told", "Brandt", ["that the bridge was lost"])
    (draft,) = learned_drafts(reading, find_drafts(reading), [mark])
    assert draft.speaker is None


def test_a_turn_is_read_once_and_its_speakers_own_words_are_his() -> None:
    text = (
        "BRANDT: We hold the bridge. I think that they will leave.\n\n"
        "ROTH: Brandt says that the villages are lost.\n\n"
        "BRANDT: They are not."
    )
    reading = parsed(text)
    marks = [
        marked(text, "think", "I", ["that they will leave"]),
        marked(text, "says", "Brandt", ["that the villages are lost"]),
    ]
    drafts = learned_drafts(reading, find_drafts(reading), marks)
    assert [draft.cue.text for draft in drafts if draft.cue is not None] == ["says"]
    assert sum(draft.is_turn for draft in drafts) == 3
