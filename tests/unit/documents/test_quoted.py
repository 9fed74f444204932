from __future__ import annotations

import pytest

from detente.documents.quoted import own_words

OWN = "The envoy told me today that she had a text."
EARLIER = "The minister said this morning that she would reject it."
WROTE = "On Mon, 12 May 2031 at 09:11, Jonas Field <jonas@field.example> wrote:"
HEADER = "From: Jonas Field\nSent: Monday, 12 May 2031 09:11\nTo: Lea Brandt\nSubject: the text"


@pytest.mark.parametrize(
    "quoted",
    [
        f"{WROTE}\n> {EARLIER}",
        f"{WROTE}\n\n>{EARLIER}\n>\n> On Sun, 11 May 2031, Lea Brandt wrote:\n>> No answer yet.",
        f"{WROTE.replace(' Field', chr(10) + 'Field')}\n> {EARLIER}",
        f"> {EARLIER}",
        f"{WROTE}\n\n{EARLIER}",
        f"-----Original Message-----\n{HEADER}\n\n{EARLIER}",
        f"---------- Forwarded message ---------\n{HEADER}\n\n{EARLIER}",
        f"Begin forwarded message:\n\n{EARLIER}",
        f"{HEADER}\n\n{EARLIER}",
        f"{WROTE}\r\n\r\n{EARLIER}\r\n",
        f"-----Original Message-----\r\n{EARLIER}",
        f"*From:* Jonas Field\n*Date:* Monday\n*Subject:* the text\n\n{EARLIER}",
    ],
)
def test_an_earlier_mail_is_left_out_however_it_is_quoted(quoted: str) -> None:
    own = own_words(f"{OWN}\n\n{quoted}\n")
    assert own.text.strip() == OWN
    assert own.n_quoted >= len(EARLIER.split())


def test_answers_between_quoted_lines_stay() -> None:
    text = f"Dear Jonas,\n\n{WROTE}\n> Will she come?\n\nShe will.\n\n> And the minister?\n\nHe will not."
    own = own_words(text)
    assert own.text.split() == ["Dear", "Jonas,", "She", "will.", "He", "will", "not."]
    assert own.n_quoted == len(WROTE.split()) + 6  # what was asked


@pytest.mark.parametrize(
    "text",
    [
        OWN,
        f"{OWN}\r\n\r\nOn Monday he went home.",
        f"On 5 May 2031, the president wrote:\n\n“{EARLIER}”",
        f"From: the north came no answer.\nSubject: none.\n{OWN}",
        f"The talks ended.\n>From the capital came no answer.\n{OWN}",
        "The toll rose (5 > 3).\n-- \nLea Brandt\n",
        "",
    ],
)
def test_words_that_are_no_earlier_mail_stay_as_they_are(text: str) -> None:
    assert own_words(text).text == text
    assert own_words(text).n_quoted == 0
