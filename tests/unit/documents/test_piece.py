from __future__ import annotations

import pytest

from detente.documents.piece import is_markup, text_of_piece
from detente.errors import DocumentError


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>“We will not sign.”</p><p>He left.</p>", "“We will not sign.”\n\nHe left."),
        ("The envoy<br>left <i>early</i>, he<b>ar</b>d &amp; seen.", "The envoy\nleft early, heard & seen."),
        ("<p>One\n   line\tof words.</p>", "One line of words."),
        ("<p>He said:<br/>“No.”</p><p>He said:<br/>“No.”</p>", "He said:\n“No.”\n\nHe said:\n“No.”"),
        ("<ul><li>One</li><li><a href='x'>Two</a></li></ul>Three", "One\n\nTwo\n\nThree"),
        (
            "<table><tr><td>North</td><td>5</td></tr><tr><th>South</th><td></td></tr></table>",
            "North\t5\n\nSouth",
        ),
        ("<blockquote>We reject it.<footer>— Belo</footer></blockquote>", "We reject it.\n\n— Belo"),
        ("<pre>as  it\nstands\n\nhere</pre>", "as it\nstands\n\nhere"),
        ("<h2>Talks stall</h2><p>He left.</p>", "Talks stall\n\nHe left."),
        ("One.<br><br>Two.<br>&nbsp;<br>Three.", "One.\n\nTwo.\n\nThree."),
        ("<p>One.</p><p>&nbsp;</p><div><div><p>Two.</p></div></div>", "One.\n\nTwo."),
        ("<table><tr><td><p>North</p></td><td><p>5</p><p>6</p></td></tr></table>", "North\t5\n\n6"),
        ("<p>Before</p><table><tr><td>North</td></tr></table><p>After</p>", "Before\n\nNorth\n\nAfter"),
        ("a\xa0b <!-- hidden --> c<script>x()</script><style>p {}</style>", "a\xa0b c"),
        ("<p hidden>no</p><p style='Display : none'>no</p><p>yes</p>", "yes"),
        ("<html><head><title>no</title></head><body>yes</body></html>", "yes"),
        ("<p>Naïve café</p><meta charset='latin-1'>", "Naïve café"),
        ("<?xml version='1.0' encoding='latin-1'?><p>Naïve</p>", "Naïve"),
    ],
)
def test_every_word_a_reader_sees_is_kept_block_by_block(markup: str, text: str) -> None:
    assert text_of_piece(markup, place="'x'") == text


@pytest.mark.parametrize("markup", ["", " ", "<p></p>", "<script>x()</script>", "<div>" * 100_000 + "deep"])
def test_a_piece_without_words_is_refused(markup: str) -> None:
    with pytest.raises(DocumentError, match="document 'x': no text was found in its markup"):
        text_of_piece(markup, place="'x'")


def test_a_piece_larger_than_a_page_is_refused() -> None:
    with pytest.raises(DocumentError, match="larger than 2 MB"):
        text_of_piece("<p>No deal.</p>" * 200_000, place="'x'")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("<p>No.</p>", True),
        ("No.<br>Yes.", True),
        ("No.<br />Yes.", True),
        ("a < b and c > d", False),
        ("<envoy@mission.example> said", False),
        ("The talks stalled.", False),
    ],
)
def test_markup_is_told_from_text_with_angle_brackets(text: str, is_one: bool) -> None:
    assert is_markup(text) is is_one
