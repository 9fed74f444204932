from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.unit.record.sample import EXCHANGE, Reader, document, sample
from tests.unit.record.test_copies import OWN, WIRE

from detente.record import Record, quote_ledger
from detente.record.identity import identified
from detente.record.mirror import mirror
from detente.record.values import Actor, Statement

KERR, BRANDT = "actor:ola-kerr", "actor:ada-brandt"
QUOTE = "We will not sign while our towns burn"
ACTORS = (Actor(id=KERR, name="Ola Kerr", kind="person"), Actor(id=BRANDT, name="Ada Brandt", kind="person"))


def _report(
    quote: str, *, number: int, text: str = "", speaker: str | None = KERR, is_negated: bool = False
) -> Record:
    """Return a report that quotes Kerr, Brandt or somebody, in its own words or around a given text."""
    words = text or " ".join(f"word{number}x{n}" for n in range(60))
    body = f"{words}\n\n“{quote},” Kerr said, Brandt said."
    reader = Reader(
        document(body, path=f"{number}.txt", publisher=str(number), published_on=date(2031, 5, 1))
    )
    named = {KERR: "Kerr", BRANDT: "Brandt"}
    said = Statement(
        id="",
        passage=reader.passage(f"“{quote},” Kerr said, Brandt said"),
        mode="direct",
        channel="public",
        content=(reader.span(f"“{quote},”"),),
        quoted=(reader.span(quote),),
        speaker=reader.mention(named[speaker], speaker, after=body.index("”")) if speaker else None,
        speaker_open=None if speaker else "two are named",
        is_negated=is_negated,
    )
    return Record(documents=(reader.document,), actors=ACTORS, statements=(identified(said),))


def _together(*records: Record) -> Record:
    return Record(
        documents=tuple(document for record in records for document in record.documents),
        actors=ACTORS,
        statements=tuple(said for record in records for said in record.statements),
    )


def test_quotation_of_one_report_is_unverified() -> None:
    (entry,) = quote_ledger(_report(QUOTE, number=1))
    assert (entry.status, entry.words, entry.speaker) == ("unverified", QUOTE, KERR)
    assert (len(entry.sources), entry.comparisons) == (1, ())


def test_same_words_in_independent_reports_are_verbatim() -> None:
    record = _together(_report(QUOTE, number=1), _report(QUOTE.upper(), number=2))
    (entry,) = quote_ledger(record)
    assert entry.status == "verbatim"
    assert entry.statements == tuple(said.id for said in record.statements)
    assert entry.sources == tuple((document.id,) for document in record.documents)


def test_copies_of_one_wire_report_do_not_verify_each_other() -> None:
    record = _together(_report(QUOTE, number=1, text=WIRE), _report(QUOTE, number=2, text=WIRE))
    (entry,) = quote_ledger(record)
    assert entry.status == "unverified"
    assert entry.sources == (tuple(document.id for document in record.documents),)
    third = _together(record, _report(QUOTE, number=3, text=OWN))
    (entry,) = quote_ledger(third)
    assert (entry.status, len(entry.sources)) == ("verbatim", 2)


def test_changed_word_makes_all_variants_altered_and_is_shown() -> None:
    misquoted = QUOTE.replace("not", "never")
    record = _together(_report(QUOTE, number=1), _report(QUOTE, number=2), _report(misquoted, number=3))
    (entry,) = quote_ledger(record)
    assert entry.status == "altered"
    assert [variant.status for variant in entry.variants] == ["altered"] * 3
    assert [variant.words for variant in entry.variants] == [QUOTE, QUOTE, misquoted]
    (comparison,) = entry.comparisons
    assert (comparison.before, comparison.after) == (0, 2)
    assert [(piece.before, piece.after) for piece in comparison.pieces if piece.kind != "same"] == [
        ("not", "never")
    ]


def test_alteration_inside_copies_is_still_one() -> None:
    misquoted = QUOTE.replace("not", "never")
    record = _together(_report(QUOTE, number=1, text=WIRE), _report(misquoted, number=2, text=WIRE))
    (entry,) = quote_ledger(record)
    assert (entry.status, len(entry.sources)) == ("altered", 1)


def test_correction_that_repeats_both_wordings_deletes_nothing() -> None:
    misquoted = QUOTE.replace("not", "never")
    before = _together(_report(QUOTE, number=1), _report(misquoted, number=2))
    after = _together(before, _report(QUOTE, number=4, text="Correction: an earlier report had other words."))
    (entry,) = quote_ledger(after)
    assert entry.status == "altered"
    assert entry.statements[:2] == quote_ledger(before)[0].statements
    assert len(entry.variants) == 3


def test_part_is_confirmed_by_the_whole_and_not_the_whole_by_the_part() -> None:
    record = _together(_report(QUOTE, number=1), _report("not sign while our towns", number=2))
    (entry,) = quote_ledger(record)
    assert entry.status == "verbatim"
    assert [variant.status for variant in entry.variants] == ["unverified", "verbatim"]


def test_same_words_of_two_speakers_are_two_entries() -> None:
    record = _together(_report(QUOTE, number=1), _report(QUOTE, number=2, speaker=BRANDT))
    entries = quote_ledger(record)
    assert [(entry.speaker, entry.status) for entry in entries] == [
        (KERR, "unverified"),
        (BRANDT, "unverified"),
    ]


def test_open_speaker_joins_the_only_one_it_fits() -> None:
    record = _together(_report(QUOTE, number=1, speaker=None), _report(QUOTE, number=2))
    (entry,) = quote_ledger(record)
    assert (entry.speaker, entry.status) == (KERR, "verbatim")


def test_open_speaker_that_fits_two_stays_alone() -> None:
    record = _together(
        _report(QUOTE, number=1, speaker=None),
        _report(QUOTE, number=2),
        _report(QUOTE, number=3, speaker=BRANDT),
    )
    assert [entry.speaker for entry in quote_ledger(record)] == [None, KERR, BRANDT]


def test_open_speakers_that_fit_each_other_do_not_tie_two_named_ones_together() -> None:
    other = "Nothing in this draft is worth a single day"
    records = [
        _report(QUOTE, number=1),
        _report(f"{QUOTE}. {other}", number=2, speaker=None),
        _report(other, number=3, speaker=None),
        _report(f"{other}. Ask the people on both banks of the river", number=4, speaker=BRANDT),
    ]
    assert [(entry.speaker, len(entry.statements)) for entry in quote_ledger(_together(*records))] == [
        (KERR, 2),
        (BRANDT, 2),
    ]


def test_open_speakers_do_not_tie_two_named_ones_together() -> None:
    nearly = QUOTE.replace("our towns burn", "our cities are burning all night")
    records = [
        _report(QUOTE, number=1),
        _report(QUOTE, number=2, speaker=None),
        _report(nearly, number=3, speaker=None),
        _report(nearly, number=4, speaker=BRANDT),
    ]
    speakers = [entry.speaker for entry in quote_ledger(_together(*records))]
    assert speakers.count(KERR) == speakers.count(BRANDT) == 1


def test_open_speakers_with_the_same_words_are_one() -> None:
    record = _together(_report(QUOTE, number=1, speaker=None), _report(QUOTE, number=2, speaker=None))
    (entry,) = quote_ledger(record)
    assert (entry.speaker, entry.status) == (None, "verbatim")


def test_few_words_of_an_open_speaker_are_joined_to_nobody() -> None:
    record = _together(_report("It takes two", number=1, speaker=None), _report("It takes two", number=2))
    assert len(quote_ledger(record)) == 2
    record = _together(_report("It takes two", number=1), _report("It takes two", number=2))
    assert len(quote_ledger(record)) == 1


def test_repetition_in_one_report_verifies_nothing() -> None:
    first = _report(QUOTE, number=1)
    again = replace(first.statements[0], id="statement:again")
    entries = quote_ledger(replace(first, statements=(*first.statements, again)))
    assert [entry.status for entry in entries] == ["unverified", "unverified"]


def test_denied_words_are_no_source_and_are_shown() -> None:
    denial = _report(QUOTE, number=2, is_negated=True)
    (entry,) = quote_ledger(_together(_report(QUOTE, number=1), denial))
    assert (entry.status, entry.denied_by) == ("unverified", (denial.statements[0].id,))


TRANSCRIPT = f"""PRESIDENT KERR: Good evening. {QUOTE}. That is all.

Q   Will you meet?

PRESIDENT KERR: We shall see.

Q   When?
"""


def _with_transcript(record: Record, text: str) -> Record:
    heard = document(text, path="transcript.txt", publisher="Office", published_on=date(2031, 5, 2))
    return replace(record, documents=(*record.documents, heard))


def test_transcript_with_the_same_words_makes_them_verbatim() -> None:
    (entry,) = quote_ledger(_with_transcript(_report(QUOTE, number=1), TRANSCRIPT))
    assert entry.status == "verbatim"
    assert [(variant.statement is None, variant.words) for variant in entry.variants] == [
        (False, QUOTE),
        (True, QUOTE),
    ]


def test_transcript_with_other_words_makes_them_altered() -> None:
    record = _with_transcript(_report(QUOTE.replace("not", "never"), number=1), TRANSCRIPT)
    (entry,) = quote_ledger(record)
    assert entry.status == "altered"
    assert entry.variants[1].words == QUOTE


def test_transcript_of_somebody_elses_words_proves_nothing() -> None:
    record = _with_transcript(_report(QUOTE, number=1, speaker=BRANDT), TRANSCRIPT)
    (entry,) = quote_ledger(record)
    assert entry.status == "unverified"


def test_ledger_of_the_sample_mirrors() -> None:
    ledger = quote_ledger(sample())
    mirrored = quote_ledger(mirror(sample(), EXCHANGE))
    assert [entry.status for entry in ledger] == ["altered", "unverified"]
    assert [entry.status for entry in mirrored] == ["altered", "unverified"]
    assert [entry.speaker for entry in ledger] == [KERR, None]
    assert [entry.speaker for entry in mirrored] == [BRANDT, None]
    assert [entry.words for entry in ledger] == [entry.words for entry in mirrored]


def test_statement_without_quotation_marks_has_no_entry() -> None:
    indirect = replace(_report(QUOTE, number=1).statements[0], quoted=())
    assert quote_ledger(replace(_report(QUOTE, number=1), statements=(indirect,))) == ()
