"""Documents before and after a change, with a passage: where it is now, or that it is nowhere, by hand.

The passage stands between ⟦ and ⟧ before the change. After it they stand around the place where it must be
found, and are missing where it must be orphaned.
"""

from __future__ import annotations

from typing import NamedTuple


class Case(NamedTuple):
    change: str
    before: str
    after: str


SIGN = "Kerr said she would sign the accord by Friday."
ACCUSED = "She accused Northland of stalling."
OPENED = "Talks opened on Monday in the old mill."
RAIN = "Rain fell on the two towns all day long."
GO_ON = "Talks go on in the old mill by the river."

CASES = (
    # what stands elsewhere changes: the passage is where its words are
    Case("nothing", f"It rained. ⟦{SIGN}⟧ Talks go on.", f"It rained. ⟦{SIGN}⟧ Talks go on."),
    Case("sentence put before", f"⟦{SIGN}⟧ {ACCUSED}", f"Talks opened on Monday. ⟦{SIGN}⟧ {ACCUSED}"),
    Case("paragraph put before", f"⟦{SIGN}⟧ {ACCUSED}", f"Talks opened on Monday.\n\n⟦{SIGN}⟧ {ACCUSED}"),
    Case("sentence put behind", f"{ACCUSED} ⟦{SIGN}⟧", f"{ACCUSED} ⟦{SIGN}⟧ Nobody replied to her."),
    Case("sentence before deleted", f"{ACCUSED} ⟦{SIGN}⟧ Rain fell.", f"⟦{SIGN}⟧ Rain fell."),
    Case("sentence behind deleted", f"⟦{SIGN}⟧ Rain fell. {ACCUSED}", f"⟦{SIGN}⟧ {ACCUSED}"),
    Case(
        "sentence before reworded",
        f"{ACCUSED} ⟦{SIGN}⟧",
        f"She blamed Northland for the delay. ⟦{SIGN}⟧",
    ),
    Case("text cut off behind", f"{ACCUSED} ⟦{SIGN}⟧ Talks go on. Rain fell.", f"{ACCUSED} ⟦{SIGN}⟧"),
    Case("sentence moved to the end", f"⟦{SIGN}⟧ {ACCUSED} Rain fell.", f"{ACCUSED} Rain fell. ⟦{SIGN}⟧"),
    Case(
        "sentence moved to another paragraph",
        f"{ACCUSED}\n\n⟦{SIGN}⟧ Rain fell.",
        f"{ACCUSED} ⟦{SIGN}⟧\n\nRain fell.",
    ),
    Case(
        "title reworded above an empty line",
        f"KERR WILL SIGN, AIDES SAY\n\n⟦{SIGN}⟧",
        f"ACCORD NEAR\n\n⟦{SIGN}⟧",
    ),
    Case(
        "correction put below",
        f"⟦{SIGN}⟧\n\nRain fell.",
        f"⟦{SIGN}⟧\n\nRain fell.\n\nCorrection: the talks opened on Monday.",
    ),
    Case(
        "words inside an unchanged sentence",
        "Rain fell. Kerr said ⟦she would sign⟧ it.",
        "Kerr said ⟦she would sign⟧ it.",
    ),
    Case(
        "paragraph of several sentences",
        f"Rain fell. ⟦{SIGN} {ACCUSED}⟧ Talks go on.",
        f"Talks opened on Monday. Rain fell. ⟦{SIGN} {ACCUSED}⟧",
    ),
    Case(
        "speaker twice in one sentence",
        "It rained. ⟦Kerr⟧ said Kerr would sign.",
        "Talks opened there. ⟦Kerr⟧ said Kerr would sign.",
    ),
    Case(
        "speaker twice in one sentence, the second",
        "It rained. Kerr said ⟦Kerr⟧ would sign.",
        "Talks opened there. Kerr said ⟦Kerr⟧ would sign.",
    ),
    Case("astral letters put before", f"⟦{SIGN}⟧", f"😀 rain 😀 fell. ⟦{SIGN}⟧"),
    Case(
        "line broken around the sentence",
        f"Rain fell there. ⟦{SIGN}⟧ {ACCUSED}",
        f"Rain fell there.\n⟦{SIGN}⟧\n{ACCUSED}",
    ),
    Case(
        "line broken elsewhere in the sentence",
        "Kerr said on Monday that ⟦she would sign⟧ the accord.",
        "Kerr said\non Monday that ⟦she would sign⟧\nthe accord.",
    ),
    # the words themselves change: orphaned
    Case(
        "one word changed",
        f"Rain fell. ⟦{SIGN}⟧",
        "Rain fell. Kerr said she might sign the accord by Friday.",
    ),
    Case("day changed", f"Rain fell. ⟦{SIGN}⟧", "Rain fell. Kerr said she would sign the accord by Monday."),
    Case("number changed", "⟦At least 14 people died.⟧", "At least 41 people died."),
    Case("negation put in", f"⟦{SIGN}⟧", "Kerr said she would not sign the accord by Friday."),
    Case("names swapped", "⟦Kerr accused Brandt of lying.⟧", "Brandt accused Kerr of lying."),
    Case("straight quotation marks for curved", "⟦“We will sign,” Kerr said.⟧", '"We will sign," Kerr said.'),
    Case("apostrophe changed", "⟦Kerr won’t sign.⟧", "Kerr won't sign."),
    Case("two blanks for one", f"⟦{SIGN}⟧", "Kerr said she would  sign the accord by Friday."),
    Case("blank that does not break", "⟦Kerr will sign.⟧", "Kerr\u00a0will sign."),
    Case("line broken inside the passage", f"⟦{SIGN}⟧", "Kerr said she would sign\nthe accord by Friday."),
    Case("capitals", "⟦Kerr will sign.⟧", "KERR WILL SIGN."),
    Case("accents composed otherwise", "⟦José Kerr will sign.⟧", "Jose\u0301 Kerr will sign."),
    Case("invisible mark put in", "⟦Kerr will sign.⟧", "Kerr will\u200b sign."),
    Case("sentence deleted", f"{ACCUSED} ⟦{SIGN}⟧ Rain fell.", f"{ACCUSED} Rain fell."),
    Case("text cut off inside the passage", f"{ACCUSED} ⟦{SIGN}⟧", f"{ACCUSED} Kerr said she would sign"),
    Case("text gone", f"⟦{SIGN}⟧", "This report was withdrawn."),
    # the words stay and what they say changes: orphaned
    Case("negation before the passage", "Kerr will ⟦sign the accord⟧.", "Kerr will not sign the accord."),
    Case(
        "negation far before the passage",
        "Kerr said on Monday in the old mill that she would ⟦sign the accord⟧.",
        "Nobody said on Monday in the old mill that she would sign the accord.",
    ),
    Case(
        "speaker behind the passage changed",
        "It rained. ⟦“We will sign,”⟧ Kerr said.",
        "It rained. “We will sign,” Brandt said.",
    ),
    Case(
        "speaker before the passage changed",
        "Kerr said ⟦they would sign⟧. Rain fell.",
        "Brandt said they would sign. Rain fell.",
    ),
    Case(
        "speaker after a question changed",
        "It rained. ⟦“Will you sign?”⟧ asked Kerr.",
        "It rained. “Will you sign?” asked Brandt.",
    ),
    Case("condition put behind", "⟦Kerr will sign⟧.", "Kerr will sign if the guns fall silent."),
    Case(
        "words moved to another sentence",
        "Kerr left ⟦on Monday⟧. Brandt stayed there.",
        "Kerr left. Brandt stayed there on Monday.",
    ),
    Case(
        "short sentence before that may be an abbreviation",
        "Rain. ⟦Kerr will sign⟧.",
        "Snow. Kerr will sign.",
    ),
    Case(
        "abbreviation between the passage and what changed",
        "Everybody told Gen. Kerr ⟦to sign the accord⟧.",
        "Nobody told Gen. Kerr to sign the accord.",
    ),
    # the words are part of others: orphaned
    Case("word became part of another", "They ⟦sign⟧.", "They resign."),
    Case("number became part of another", "In all ⟦14⟧ died.", "In all 14,000 died."),
    Case("number got a fraction", "It rose by ⟦3⟧ percent.", "It rose by 3.5 percent."),
    Case("word got a prefix with a hyphen", "Their ⟦aggression⟧ ended.", "Their non-aggression ended."),
    Case("name got a genitive", "⟦Kerr⟧ spoke.", "Kerr’s aide spoke."),
    Case("letter got an accent", "⟦Jose⟧ spoke.", "Jose\u0301 spoke."),
    # the words stand in several places: found only where the words around decide
    Case(
        "sentence repeated behind, words around decide",
        f"{OPENED} ⟦{SIGN}⟧ {RAIN}",
        f"{OPENED} ⟦{SIGN}⟧ {RAIN} In the evening. {SIGN}",
    ),
    Case(
        "sentence repeated before, words around decide",
        f"{OPENED} ⟦{SIGN}⟧ {RAIN}",
        f"{SIGN} Snow fell. {OPENED} ⟦{SIGN}⟧ {RAIN}",
    ),
    Case(
        "sentence repeated, words around changed",
        f"Rain fell there. ⟦{SIGN}⟧ Talks go on.",
        f"{SIGN} Snow fell. {SIGN}",
    ),
    Case("sentence repeated at once", f"⟦{SIGN}⟧ Rain fell.", f"{SIGN} {SIGN} Rain fell."),
    Case(
        "paragraph repeated",
        f"Rain fell.\n\n⟦{SIGN}⟧\n\nTalks go on.",
        f"Rain fell.\n\n{SIGN}\n\nTalks go on.\n\nRain fell.\n\n{SIGN}\n\nTalks go on.",
    ),
    Case(
        "the first of two deleted",
        f"⟦{SIGN}⟧ Rain fell on the towns. {SIGN} Talks go on.",
        f"Rain fell on the towns. {SIGN} Talks go on.",
    ),
    Case(
        "the first of two deleted, the second was meant",
        f"{SIGN} {RAIN} ⟦{SIGN}⟧ {GO_ON}",
        f"{RAIN} ⟦{SIGN}⟧ {GO_ON}",
    ),
    Case(
        "the second of two, sentence put before both",
        f"{SIGN} {RAIN} ⟦{SIGN}⟧ {GO_ON}",
        f"Snow. {SIGN} {RAIN} ⟦{SIGN}⟧ {GO_ON}",
    ),
    Case(
        "both of two have the same words around",
        f"Rain fell on the towns for one whole day. ⟦{SIGN}⟧ Rain fell on the towns for one whole day. "
        f"{SIGN} Rain fell on the towns for one whole day.",
        f"Rain fell on the towns for one whole day. {SIGN} Rain fell on the towns for one whole day. {SIGN} "
        "Rain fell on the towns for one whole day. Snow.",
    ),
    Case(
        "the two change places",
        f"Rain fell. ⟦{ACCUSED}⟧ Snow fell. {ACCUSED} Talks go on.",
        f"Snow fell. {ACCUSED} Talks go on. Rain fell. {ACCUSED}",
    ),
)
