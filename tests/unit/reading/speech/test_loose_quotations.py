from __future__ import annotations

from tests.unit.reading.sayings import statements_of, who, words

MET = "President Petr Novak met Foreign Minister Marta Kral. "


def test_a_quotation_behind_another_keeps_its_speaker() -> None:
    (statement,) = statements_of(MET + "“It is over,” Novak said. “We are leaving.”")
    assert (who(statement), words(statement)) == ("Novak", "“It is over,” + “We are leaving.”")


def test_the_next_speaker_is_not_given_the_words_of_the_last() -> None:
    found = statements_of(MET + "“It is over,” said Novak. “It is not,” Kral replied.")
    assert [(who(s), words(s)) for s in found] == [("Novak", "“It is over,”"), ("Kral", "“It is not,”")]


def test_words_behind_a_colon_belong_to_the_subject_before_it() -> None:
    (statement,) = statements_of(MET + "Novak sent a short message to Kral: “We are leaving the city.”")
    assert who(statement) == "Novak"
    assert statement.addressee is not None
    assert statement.addressee.text == "Kral"


def test_a_quotation_over_paragraphs_is_one_statement() -> None:
    (statement,) = statements_of("“The war is over.\n\n“We are leaving now,” Petr Novak said.")
    assert who(statement) == "Petr Novak"
    assert len(statement.content) == 2


def test_a_long_quotation_without_any_cue_stays_open() -> None:
    (statement,) = statements_of("The wall was painted. “Nobody will ever leave this city again.” It rained.")
    assert statement.speaker is None
    assert statement.speaker_open


def test_a_title_or_a_slogan_is_no_statement() -> None:
    assert statements_of("The crowd sang “Home Again.” It rained.") == ()


def test_a_sentence_between_two_quotations_parts_them() -> None:
    found = statements_of(
        MET + "“It is over,” Novak said. Kral left the room. “This is the end of all talks.”"
    )
    assert who(found[0]) == "Novak"
    assert found[1].speaker is None


def test_a_question_that_ends_its_sentence_belongs_to_the_cue_behind_it() -> None:
    (statement,) = statements_of(MET + "“Why should we leave the city now?” Novak said.")
    assert (who(statement), words(statement)) == ("Novak", "“Why should we leave the city now?”")


def test_a_question_does_not_belong_to_a_cue_with_words_of_its_own() -> None:
    found = statements_of(MET + "“Why should we leave the city now?” Novak said the talks had failed.")
    assert [who(s) for s in found] == [None, "Novak"]


def test_a_quotation_goes_on_behind_what_its_cue_adds() -> None:
    found = statements_of(
        MET + "“It is over,” Novak said, suggesting that Kral had lost. “We are leaving the city.”"
    )
    assert words(found[0]) == "“It is over,” + “We are leaving the city.”"


def test_a_verb_right_behind_a_quotation_need_not_be_a_known_word_of_saying() -> None:
    (statement,) = statements_of(MET + "“It is all over and we are leaving,” Novak deadpanned.")
    assert who(statement) == "Novak"
