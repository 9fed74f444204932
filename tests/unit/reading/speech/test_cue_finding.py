from __future__ import annotations

import pytest
from tests.unit.reading.parses import hand_parsed

from detente.reading.parse.parsed import Block
from detente.reading.speech.cue_finding import find_cues
from detente.reading.speech.drafts import Draft

SAID_THAT = hand_parsed(
    "Officials said that the talks had failed.",
    "Officials NNS nsubj 1 official",
    "said VBD ROOT 1 say",
    "that IN mark 6",
    "the DT det 4",
    "talks NNS nsubj 6 talk",
    "had AUX aux 6 have",
    "failed VBN ccomp 1 fail",
    ". . punct 1",
)
JOINED_CUE = hand_parsed(
    "He said he would reject the offer and warned them.",
    "He PRP nsubj 1",
    "said VBD ROOT 1 say",
    "he PRP nsubj 4",
    "would MD aux 4",
    "reject VB ccomp 1",
    "the DT det 6",
    "offer NN dobj 4",
    "and CC cc 4",
    "warned VBD conj 4 warn",
    "them PRP dobj 8 they",
    ". . punct 1",
)
JOINED_DEED = hand_parsed(
    "The officials said the mediators rejected it and called it dead.",
    "The DT det 1",
    "officials NNS nsubj 2 official",
    "said VBD ROOT 2 say",
    "the DT det 4",
    "mediators NNS nsubj 5 mediator",
    "rejected VBD ccomp 2 reject",
    "it PRP dobj 5",
    "and CC cc 5",
    "called VBD conj 5 call",
    "it PRP dobj 8",
    "dead JJ oprd 8",
    ". . punct 2",
)
NEVER_SAID = hand_parsed(
    "The ministers never said the war was over.",
    "The DT det 1",
    "ministers NNS nsubj 3 minister",
    "never RB neg 3",
    "said VBD ROOT 3 say",
    "the DT det 5",
    "war NN nsubj 6",
    "was AUX ccomp 3 be",
    "over RB advmod 6",
    ". . punct 3",
)
ASIDE = hand_parsed(
    "If he agreed, officials said, the war would end.",
    "If IN mark 2",
    "he PRP nsubj 2",
    "agreed VBD advcl 5 agree",
    ", , punct 5",
    "officials NNS nsubj 5 official",
    "said VBD ROOT 5 say",
    ", , punct 5",
    "the DT det 8",
    "war NN nsubj 10",
    "would MD aux 10",
    "end VB ccomp 5",
    ". . punct 5",
)
BY_WHOM = hand_parsed(
    "The plan was criticized by officials.",
    "The DT det 1",
    "plan NN nsubjpass 3",
    "was AUX auxpass 3 be",
    "criticized VBN ROOT 3 criticize",
    "by IN agent 3",
    "officials NNS pobj 4 official",
    ". . punct 3",
)
DENIED_SAYING = hand_parsed(
    'The aide denied saying "we will sign".',
    "The DT det 1",
    "aide NN nsubj 2",
    "denied VBD ROOT 2 deny",
    "saying VBG xcomp 2 say",
    "we PRP nsubj 6",
    "will MD aux 6",
    "sign VB ccomp 3",
    ". . punct 2",
)
ADDING = hand_parsed(
    "The official rejected it, adding that it was dead.",
    "The DT det 1",
    "official NN nsubj 2",
    "rejected VBD ROOT 2 reject",
    "it PRP dobj 2",
    ", , punct 2",
    "adding VBG advcl 2 add",
    "that IN mark 8",
    "it PRP nsubj 8",
    "was AUX ccomp 5 be",
    "dead JJ acomp 8",
    ". . punct 2",
)
ASKED_TO = hand_parsed(
    "They asked officials to leave.",
    "They PRP nsubj 1",
    "asked VBD ROOT 1 ask",
    "officials NNS dobj 1 official",
    "to TO aux 4",
    "leave VB xcomp 1",
    ". . punct 1",
)
REMARK = hand_parsed(
    "They noted the truce, which the army broke.",
    "They PRP nsubj 1",
    "noted VBD ROOT 1 note",
    "the DT det 3",
    "truce NN dobj 1",
    ", , punct 3",
    "which WDT dobj 8",
    "the DT det 7",
    "army NN nsubj 8",
    "broke VBD relcl 3 break",
    ". . punct 1",
)
ACCORDING = hand_parsed(
    "The war was over, according to officials.",
    "The DT det 1",
    "war NN nsubj 2",
    "was AUX ROOT 2 be",
    "over RB advmod 2",
    ", , punct 2",
    "according VBG prep 2 accord",
    "to IN prep 5",
    "officials NNS pobj 6 official",
    ". . punct 2",
)
ACCORDING_TO_PLAN = hand_parsed(
    "The war was over, according to plan.",
    "The DT det 1",
    "war NN nsubj 2",
    "was AUX ROOT 2 be",
    "over RB advmod 2",
    ", , punct 2",
    "according VBG prep 2 accord",
    "to IN prep 5",
    "plan NN pobj 6",
    ". . punct 2",
)
QUOTED = hand_parsed(
    '"It is over," said the minister.',
    "Yes UH intj 2",
    ", , punct 2",
    "said VBD ROOT 2 say",
    "the DT det 4",
    "minister NN nsubj 2",
    ". . punct 2",
)
MISREAD_INVERSION = hand_parsed(
    '"It is over," said the minister.',
    "Yes UH intj 2",
    ", , punct 2",
    "said VBD ROOT 2 say",
    "the DT det 4",
    "minister NN dobj 2",
    ". . punct 2",
)
FALSE_THAT = hand_parsed(
    "It is false that officials said the war was over.",
    "It PRP nsubj 1",
    "is AUX ROOT 1 be",
    "false JJ acomp 1",
    "that IN mark 5",
    "officials NNS nsubj 5 official",
    "said VBD ccomp 1 say",
    "the DT det 7",
    "war NN nsubj 8",
    "was AUX ccomp 5 be",
    "over RB advmod 8",
    ". . punct 1",
)
WANT_TO_SAY = hand_parsed(
    "Officials want to say that the war is over.",
    "Officials NNS nsubj 1 official",
    "want VBP ROOT 1",
    "to TO aux 3",
    "say VB xcomp 1",
    "that IN mark 7",
    "the DT det 6",
    "war NN nsubj 7",
    "is AUX ccomp 3 be",
    "over RB advmod 7",
    ". . punct 1",
)
TO_WHOM_WHO = hand_parsed(
    "An aide to officials, who said the war was over, left.",
    "An DT det 1",
    "aide NN nsubj 12",
    "to IN prep 1",
    "officials NNS pobj 2 official",
    ", , punct 3",
    "who WP nsubj 6",
    "said VBD relcl 3 say",
    "the DT det 8",
    "war NN nsubj 9",
    "was AUX ccomp 6 be",
    "over RB advmod 9",
    ", , punct 1",
    "left VBD ROOT 12 leave",
    ". . punct 12",
)

CONTRAST = hand_parsed(
    "Officials said the talks failed, while ministers said they succeeded.",
    "Officials NNS nsubj 1 official",
    "said VBD ROOT 1 say",
    "the DT det 3",
    "talks NNS nsubj 4 talk",
    "failed VBD ccomp 1 fail",
    ", , punct 4",
    "while IN mark 8",
    "ministers NNS nsubj 8 minister",
    "said VBD advcl 4 say",
    "they PRP nsubj 10",
    "succeeded VBD ccomp 8 succeed",
    ". . punct 1",
)
WANT_OF_OTHERS = hand_parsed(
    "Ministers want the army to leave.",
    "Ministers NNS nsubj 1 minister",
    "want VBP ROOT 1",
    "the DT det 3",
    "army NN nsubj 5",
    "to TO aux 5",
    "leave VB ccomp 1",
    ". . punct 1",
)
CONFIDENT = hand_parsed(
    "Ministers are confident that the war will end.",
    "Ministers NNS nsubj 1 minister",
    "are AUX ROOT 1 be",
    "confident JJ acomp 1",
    "that IN mark 7",
    "the DT det 5",
    "war NN nsubj 7",
    "will MD aux 7",
    "end VB ccomp 2",
    ". . punct 1",
)
DESCRIBED = hand_parsed(
    "Ministers backing the plan left.",
    "Ministers NNS nsubj 4 minister",
    "backing VBG acl 0 back",
    "the DT det 3",
    "plan NN dobj 1",
    "left VBD ROOT 4 leave",
    ". . punct 4",
)


def drafts(block: Block) -> list[Draft]:
    return list(find_cues(block, next(iter(block.doc.sents))))


def said(block: Block, lemma: str) -> Draft:
    return next(draft for draft in drafts(block) if draft.lemma == lemma)


def content(draft: Draft) -> list[str]:
    return [piece.text for piece in draft.pieces]


@pytest.mark.parametrize(
    ("block", "lemma", "speaker", "pieces"),
    [
        (SAID_THAT, "say", "Officials", ["that the talks had failed"]),
        (JOINED_CUE, "say", "He", ["he would reject the offer"]),
        (JOINED_DEED, "say", "officials", ["the mediators rejected it and called it dead"]),
        (JOINED_DEED, "call", "mediators", ["it dead"]),
        (ASIDE, "say", "officials", ["If he agreed", "the war would end"]),
        (BY_WHOM, "criticize", "officials", ["The plan"]),
        (ADDING, "add", "official", ["that it was dead"]),
        (ASKED_TO, "ask", "They", ["officials to leave"]),
        (REMARK, "note", "They", ["the truce"]),
        (ACCORDING, "accord", "officials", ["The war was over"]),
        (CONTRAST, "say", "Officials", ["the talks failed"]),
        (WANT_OF_OTHERS, "want", "Ministers", ["the army to leave"]),
        (CONFIDENT, "confident", "Ministers", ["that the war will end"]),
    ],
)
def test_a_cue_has_its_speaker_and_its_words(
    block: Block, lemma: str, speaker: str, pieces: list[str]
) -> None:
    draft = said(block, lemma)
    assert draft.speaker is not None
    assert draft.speaker.text == speaker
    assert content(draft) == pieces


@pytest.mark.parametrize("block", [QUOTED, MISREAD_INVERSION])
def test_who_stands_behind_the_cue_of_a_quotation_speaks(block: Block) -> None:
    (draft,) = drafts(block)
    assert draft.speaker is not None
    assert draft.speaker.text == "minister"
    assert len(draft.quotations) == 1
    assert draft.pieces == []


@pytest.mark.parametrize(
    ("block", "lemma"), [(NEVER_SAID, "say"), (DENIED_SAYING, "say"), (FALSE_THAT, "say")]
)
def test_words_that_were_not_said_are_marked(block: Block, lemma: str) -> None:
    assert said(block, lemma).is_negated


@pytest.mark.parametrize(
    ("block", "lemma"), [(WANT_TO_SAY, "say"), (ACCORDING_TO_PLAN, "accord"), (DESCRIBED, "back")]
)
def test_what_nobody_said_is_no_cue(block: Block, lemma: str) -> None:
    assert lemma not in [draft.lemma for draft in drafts(block)]


def test_a_relative_clause_behind_two_people_names_neither() -> None:
    assert said(TO_WHOM_WHO, "say").speaker is None


def test_whoever_is_asked_is_addressed() -> None:
    draft = said(ASKED_TO, "ask")
    assert draft.addressee is not None
    assert draft.addressee.text == "officials"
