"""A record to be given away: what is taken out is nowhere any more, and the rest holds."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.records import records
from tests.unit.record.exports.rulings import chain, ruling
from tests.unit.record.exports.told import NOTES, SOURCES, TEXT, UNNAMED, is_held, told

from detente.errors import RecordError
from detente.record.check import check
from detente.record.exports.cutting import MARK, cuts_of, outside
from detente.record.exports.export import export_of
from detente.record.exports.finding import finder_of
from detente.record.exports.formats import FORMATS
from detente.record.exports.importing import from_jsonl
from detente.record.exports.interchange import to_jsonl
from detente.record.exports.network import network
from detente.record.exports.redaction import Redaction, redacted
from detente.record.record import Record
from detente.record.ruling.chain import broken_link
from detente.record.ruling.standing import standings

EXPORT = told()
EVERYTHING = Redaction(unnamed=True, words=("corridor",))


def files_of(export_name: str, redaction: Redaction) -> dict[str, bytes]:
    return dict(FORMATS[export_name].write(redacted(EXPORT, redaction), False))


class TestWhatIsTakenOut:
    def test_is_there_before(self) -> None:
        written = b"\n".join(FORMATS["jsonl"].write(EXPORT, False).values())
        for words in (*SOURCES, *NOTES, *UNNAMED, "corridor"):
            assert is_held(words, written), words

    @pytest.mark.parametrize("name", FORMATS)
    @pytest.mark.parametrize("withhold", [False, True])
    def test_is_in_no_byte_of_any_format(self, name: str, withhold: bool) -> None:
        for file, data in files_of(name, replace(EVERYTHING, withhold_text=withhold)).items():
            for words in (*SOURCES, *NOTES, *UNNAMED, "corridor"):
                assert not is_held(words, data), f"{words!r} in {file}"

    @pytest.mark.parametrize("name", FORMATS)
    def test_is_not_hashed_by_any_id(self, name: str) -> None:
        export = EXPORT.record
        old = [value.id for field in ("documents", "actors", "statements", "events", "claims", "relations")
               for value in getattr(export, field)]  # fmt: skip
        old += [ruling.id for ruling in EXPORT.rulings] + [ruling.record for ruling in EXPORT.rulings]
        old += [document.sha256 for document in export.documents]
        for data in files_of(name, Redaction()).values():
            for identifier in old:
                assert not is_held(identifier, data)

    @pytest.mark.parametrize("name", FORMATS)
    def test_is_cut_without_its_article_too(self, name: str) -> None:
        record = EXPORT.record
        first = replace(record.documents[0], publisher="The Delta Mirror")
        actor = replace(record.actors[0], name="Delta Mirror")
        export = export_of(
            replace(
                record,
                documents=(first, *record.documents[1:]),
                actors=(actor, *record.actors[1:]),
            )
        )
        assert is_held("Delta Mirror", b"".join(FORMATS["jsonl"].write(export, False).values()))
        for data in FORMATS[name].write(redacted(export, Redaction()), False).values():
            assert not is_held("Delta Mirror", data)

    def test_is_as_chosen(self) -> None:
        kept = redacted(EXPORT, Redaction(sources=False, notes=False))
        assert kept.record.documents[2].publisher == "Gazette of the Delta"
        assert kept.record.documents[2].text == TEXT
        assert [ruling.because for ruling in kept.rulings] == [r.because for r in EXPORT.rulings]
        assert kept.record.failures == EXPORT.record.failures
        assert redacted(EXPORT, Redaction()).record.actors[5].name == "a senior envoy"

    def test_an_unnamed_actor_stays_as_somebody(self) -> None:
        new = redacted(EXPORT, Redaction(unnamed=True)).record
        envoy = new.actors[5]
        assert (envoy.name, envoy.role, envoy.speaks_for, envoy.kind) == (MARK, None, None, "unnamed")
        said = new.statements[-1]
        assert said.speaker is not None
        assert (said.speaker.actor, said.speaker.text) == (envoy.id, MARK)
        assert all(not other.candidates for other in new.statements if other.speaker is None)

    def test_a_description_of_one_word_stays_where_it_is_not_theirs(self) -> None:
        record = EXPORT.record
        envoy = replace(record.actors[5], name="president")
        new = redacted(
            export_of(replace(record, actors=(*record.actors[:5], envoy))), Redaction(unnamed=True)
        )
        assert "President Ola Kerr of Southmark" in new.record.documents[0].text
        assert "senior envoy" not in new.record.documents[2].text
        assert new.record.actors[5].name == MARK

    def test_no_ruling_tells_who_an_unnamed_speaker_is(self) -> None:
        record = EXPORT.record
        open_one = next(said for said in record.statements if said.speaker is None)
        named, said = record.statements[0], record.statements[-1]
        envoy = record.actors[5].id
        naming = [
            ruling("correct", said.id, "seen there", '{"speaker":"actor:ada-brandt"}'),
            ruling("correct", open_one.id, "her voice", '{"act":"REJECT","speaker":"actor:ola-kerr"}'),
            ruling("correct", open_one.id, "one of two", '{"candidates":["actor:ola-kerr"]}'),
            ruling("correct", envoy, "found out", '{"name":"Ada Brandt"}'),
            ruling("merge", envoy, "the same", '{"into":"actor:ada-brandt"}'),
            ruling("merge", "actor:ada-brandt", "the same", f'{{"into":"{envoy}"}}'),
        ]
        others = [
            ruling("correct", named.id, "the other", '{"speaker":"actor:ada-brandt"}'),
            ruling("correct", said.id, "stronger", '{"act":"THREATEN"}'),
            ruling("accept", open_one.id, "heard it"),
        ]
        made = chain([*naming, *others])
        made = chain([*made, ruling("undo", said.id, "no", f'{{"ruling":"{made[0].id}"}}')])
        new = redacted(replace(EXPORT, rulings=made), Redaction(unnamed=True))
        assert [one.kind for one in new.rulings] == ["correct", "correct", "accept"]
        assert new.rulings[1].record == new.record.statements[-1].id
        assert len(redacted(replace(EXPORT, rulings=made), Redaction()).rulings) == len(made)

    def test_documents_of_one_source_stay_so(self) -> None:
        twice = replace(EXPORT.record.documents[1], id="doc:again", path="again.txt")
        both = replace(EXPORT.record, documents=(*EXPORT.record.documents, twice))
        new = redacted(export_of(both), Redaction()).record.documents
        assert [document.publisher for document in new] == ["source 1", "source 2", "source 3", "source 2"]
        assert len({document.path for document in new}) == 4


class TestWhatStays:
    @pytest.mark.parametrize(
        "redaction",
        [
            Redaction(),
            EVERYTHING,
            Redaction(withhold_text=True),
            Redaction(quote_words=4),
            Redaction(quote_words=0, unnamed=True),
            Redaction(words=("a", "the", "on Monday", "Kerr")),
        ],
    )
    def test_is_a_record_that_holds_together(self, redaction: Redaction) -> None:
        new = redacted(EXPORT, redaction)
        check(new.record)
        assert not broken_link(new.rulings)
        assert from_jsonl(to_jsonl(new.record, new.rulings)) == (new.record, new.rulings)
        for field in ("documents", "actors", "statements", "events", "proposals", "claims"):
            assert len(getattr(new.record, field)) == len(getattr(EXPORT.record, field))

    def test_says_the_same_but_for_what_is_taken_out(self) -> None:
        new = redacted(EXPORT, Redaction()).record
        assert new.statements[1].passage.text == EXPORT.record.statements[1].passage.text
        due = new.claims[0].due
        assert due is not None
        assert (due.latest, due.expression and due.expression.text) == (date(2031, 5, 9), "by Friday")
        assert (new.events[0].act, new.events[0].trigger.text) == ("ASSAULT", "struck")
        assert new.statements[-1].passage.text == f"“The corridor stays shut,” a senior envoy told the {MARK}"

    def test_is_ruled_on_as_before(self) -> None:
        new = redacted(EXPORT, Redaction())
        ruled = standings(new.rulings)
        assert ruled[new.record.statements[0].id].status == "accepted"
        assert ruled[new.record.events[0].id].status == "corrected"
        assert ruled[new.record.claims[0].id].outcome is not None
        assert {ruling.kind for ruling in new.rulings}.isdisjoint({"note"})
        assert len(new.rulings) == len(EXPORT.rulings) - 1
        assert ruled[new.rulings[2].record].reliability == "B"
        assert new.rulings[2].record.startswith("source:")

    def test_withheld_texts_have_the_passages_and_no_more(self) -> None:
        new = redacted(EXPORT, Redaction(withhold_text=True, sources=False)).record
        assert "Mara" not in new.documents[2].text
        assert new.documents[2].text.count(MARK) == 2
        assert new.statements[-1].passage.text == EXPORT.record.statements[-1].passage.text

    def test_quotations_are_cut_after_some_words(self) -> None:
        new = redacted(EXPORT, Redaction(quote_words=3, sources=False)).record
        assert new.statements[-1].passage.text == f"“The corridor stays{MARK}"
        assert new.statements[-1].content[0].text == f"“The corridor stays{MARK}"

    def test_counts_sources_as_in_the_whole_texts(self) -> None:
        whole, cut = network(EXPORT), network(redacted(EXPORT, Redaction(quote_words=0)))
        assert [edge.weight for edge in cut.edges] == [edge.weight for edge in whole.edges]

    @settings(max_examples=40)
    @given(records(), st.booleans(), st.none() | st.integers(0, 3), st.booleans())
    def test_holds_together_whatever_the_record(
        self, record: Record, sources: bool, quote_words: int | None, unnamed: bool
    ) -> None:
        redaction = Redaction(sources=sources, quote_words=quote_words, unnamed=unnamed, words=("Kerr",))
        new = redacted(export_of(record), redaction)
        check(new.record)
        assert not any("kerr" in document.text.casefold() for document in new.record.documents)


class TestRefuses:
    @pytest.mark.parametrize(
        ("redaction", "said"),
        [
            (Redaction(quote_words=-1), "-1 words of a quotation cannot stay"),
            (Redaction(words=("",)), "the words '' cannot be cut out"),
            (Redaction(words=("—",)), "the words '—' cannot be cut out"),
        ],
    )
    def test_what_cannot_be(self, redaction: Redaction, said: str) -> None:
        with pytest.raises(RecordError, match=said):
            redacted(EXPORT, redaction)


class TestCuts:
    @given(st.text("ab cd", max_size=20), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))))
    def test_move_every_place_with_its_text(self, text: str, stretches: list[tuple[int, int]]) -> None:
        inside = [(a, b) for a, b in stretches if a < b <= len(text)]
        cuts = cuts_of(inside)
        new = cuts.applied(text)
        cut = {place for a, b in inside for place in range(a, b)}
        for start in range(len(text)):
            for end in range(start + 1, len(text) + 1):
                a, b = cuts.moved(start, end)
                assert 0 <= a < b <= len(new)
                kept = "".join(text[place] for place in range(start, end) if place not in cut)
                assert new[a:b].replace(MARK, "") == kept

    @given(st.text("ab \n", max_size=20), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))))
    def test_outside_is_all_else_but_white_space(self, text: str, kept: list[tuple[int, int]]) -> None:
        inside = [(a, b) for a, b in kept if a < b <= len(text)]
        held = {place for a, b in inside for place in range(a, b)}
        left = {place for a, b in outside(inside, text) for place in range(a, b)}
        assert not left & held
        assert all(place in left | held for place in range(len(text)) if not text[place].isspace())


class TestFinder:
    def test_finds_words_however_spaced_and_in_capitals(self) -> None:
        found = finder_of(["Southern Herald", "AP", "—", "1 May"], whole=["an aide"])
        text = "The SOUTHERN\n  herald, Southern Heralds; AP but not map; an aide, an aided; on 1 MAY, 31 May"
        stretches = sorted(found.stretches(text))
        assert [re.sub(r"\s+", " ", text[start:end]) for start, end in stretches] == [
            "SOUTHERN herald",
            "Southern Herald",
            "AP",
            "an aide",
            "1 MAY",
            "1 May",
        ]

    @given(st.lists(st.text("ab cD1", min_size=1, max_size=6), max_size=5), st.text("abcd D1\n", max_size=30))
    def test_finds_what_a_plain_search_finds(self, words: list[str], text: str) -> None:
        expected = set()
        for one in words:
            if not any(letter.isalnum() for letter in one):
                continue
            spaced = r"\s+".join(map(re.escape, one.split()))
            if sum(letter.isalnum() for letter in one) < 4:
                spaced = rf"(?<!\w){spaced}(?!\w)"
            expected |= {match.span() for match in re.finditer(spaced, text, re.IGNORECASE)}
        assert set(finder_of(words).stretches(text)) == expected

    def test_is_quick_for_many_words(self) -> None:
        titles = [f"https://gazette.example/2031/05/talks-of-day-{n}" for n in range(20_000)]
        text = "The talks went on at https://gazette.example/2031/05/talks-of-day-777. " * 20
        found = finder_of(titles)
        started = time.process_time()
        assert "gazette" not in found.cut(text)
        assert time.process_time() - started < 1.0
