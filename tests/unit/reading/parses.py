"""Parsed sentences written by hand, so that rules about a parse are tested without a model."""

from __future__ import annotations

from spacy.lang.en import English
from spacy.tokens import Doc, Token

from detente.reading.parse.masking import mask
from detente.reading.parse.parsed import Block
from detente.reading.text.paragraphs import Paragraph
from detente.reading.text.quotations import find_quotations

VOCAB = English().vocab  # word forms only: no model


def hand_parsed(text: str, *rows: str) -> Block:
    """Build a block from rows ``word tag dependency head [lemma]``, one for each word of the masked copy.

    ``head`` is the position of the governing word, counted from 0; a lemma is given where it differs
    from the word in lower case. Quotations of the text are masked as in a real document.
    """
    masked = mask(text, 0, len(text), (), find_quotations(text, [(0, len(text))]))
    cells = [row.split() for row in rows]
    words = [cell[0] for cell in cells]
    spaces, position = [], 0
    for word in words:
        position = masked.copy.index(word, position) + len(word)
        spaces.append(masked.copy[position : position + 1] == " ")
    doc = Doc(
        VOCAB,
        words=words,
        spaces=spaces,
        tags=[cell[1] for cell in cells],
        pos=[_POS[cell[1]] for cell in cells],
        deps=[cell[2] for cell in cells],
        heads=[int(cell[3]) for cell in cells],
        lemmas=[cell[4] if len(cell) > 4 else cell[0].lower() for cell in cells],
    )
    assert doc.text == masked.copy.strip(), (doc.text, masked.copy)
    return Block(text=text, paragraph=Paragraph(0, len(text)), index=0, masked=masked, doc=doc)


def word(block: Block, text: str) -> Token:
    """Return the first token with a text."""
    return next(token for token in block.doc if token.text == text)


_POS = {
    **dict.fromkeys(["NN", "NNS"], "NOUN"),
    **dict.fromkeys(["NNP", "NNPS"], "PROPN"),
    **dict.fromkeys(["VB", "VBD", "VBG", "VBN", "VBP", "VBZ"], "VERB"),
    **dict.fromkeys(["PRP", "WP", "WDT"], "PRON"),
    **dict.fromkeys(["PRP$", "WP$"], "PRON"),
    **dict.fromkeys(["JJ", "JJR", "JJS"], "ADJ"),
    **dict.fromkeys(["RB", "WRB", "RBR"], "ADV"),
    **dict.fromkeys(["DT", "PDT"], "DET"),
    **dict.fromkeys([",", ".", ":", "``", "''"], "PUNCT"),
    "AUX": "AUX",
    "MD": "AUX",
    "TO": "PART",
    "IN": "ADP",
    "MARK": "SCONJ",
    "CC": "CCONJ",
    "CD": "NUM",
    "RP": "ADP",
    "UH": "INTJ",
}
