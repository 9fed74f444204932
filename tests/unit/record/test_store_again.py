"""Documents read again, new versions of them, and what becomes of rulings on what they said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.unit.record.sample import Reader, document, sample

from detente.documents.document import Document
from detente.record import Record
from detente.record.asking.query import Query
from detente.record.check import check
from detente.record.identity import identified
from detente.record.ruling import change_text
from detente.record.ruling.corrections import new_actor_id
from detente.record.store import Store
from detente.record.values import Actor, Claim, Mention, Passage, Proposal, Response, Statement

FIRST = (
    "Kerr said the bridge is safe. Brandt said the bridge fell. "
    "The envoys met twice in the old mill by the river."
)


def _document(
    text: str = FIRST, *, url: str | None = None, path: str = "a.txt", day: int | None = 6
) -> Document:
    found = document(text, path=path, publisher="Courier", published_on=date(2031, 5, day) if day else None)
    return replace(found, url=url, id=f"doc:{found.sha256[:8]}{url or ''}{day}")


def _said(reader: Reader, speaker: str, words: str, *, act: str = "OTHER") -> Statement:
    passage = reader.passage(f"{speaker} said {words}")
    content = reader.span(words, passage.start)
    return identified(
        Statement(
            id="",
            passage=passage,
            mode="indirect",
            channel="public",
            content=(content,),
            speaker=reader.mention(speaker, f"actor:{speaker.lower()}", passage.start),
            act=act,
        )
    )


def _record(found: Document, *said: tuple[str, str]) -> Record:
    reader = Reader(found)
    statements = tuple(_said(reader, speaker, words) for speaker, words in said)
    actors = tuple(
        Actor(
            id=f"actor:{name.lower()}",
            name=name,
            kind="person",
            mentions=tuple(
                Passage(document=found.id, start=one.speaker.start, end=one.speaker.end, text=name)
                for one in statements
                if one.speaker and one.speaker.text == name
            ),
        )
        for name in dict.fromkeys(speaker for speaker, _ in said)
    )
    record = Record(documents=(found,), actors=actors, statements=statements, reader="by hand")
    check(record)
    return record


BOTH = _record(_document(), ("Kerr", "the bridge is safe"), ("Brandt", "the bridge fell"))


@pytest.fixture
def store() -> Store:
    opened = Store.open(":memory:")
    opened.add(BOTH)
    return opened


def test_same_reading_again_changes_nothing(store: Store) -> None:
    before = store.additions()
    assert store.add(BOTH, again=True) == 0
    assert store.additions() == before


def test_other_reading_takes_the_place_of_what_was_read(store: Store) -> None:
    better = replace(
        BOTH, statements=(replace(BOTH.statements[0], act="AGREE"), BOTH.statements[1]), reader="a better one"
    )
    assert store.add(better, again=True) == 1
    assert store.as_read() == replace(better, reader="by hand; a better one")
    assert dict(store.additions()[-1].rows) == {"statement": 1, "ended": 1}
    assert store.verify().additions == 2


def test_without_again_a_known_document_is_passed_over(store: Store) -> None:
    assert store.add(_record(_document(), ("Kerr", "the bridge"))) == 0
    assert store.as_read() == BOTH


def test_what_is_not_read_any_more_goes_with_its_actor(store: Store) -> None:
    kerr = _record(_document(), ("Kerr", "the bridge is safe"))
    store.add(kerr, again=True)
    assert store.as_read() == kerr
    store.add(BOTH, again=True)
    assert store.as_read() == BOTH
    assert store.verify().additions == 3


def test_what_was_rejected_stays_rejected_when_a_better_reading_has_other_bounds(store: Store) -> None:
    rejected = BOTH.statements[0].id
    store.rule("reject", rejected, by="ann", because="he did not")
    other = _record(_document(), ("Kerr", "the bridge is"), ("Brandt", "the bridge fell"))
    assert other.statements[0].id != rejected
    store.add(other, again=True)
    ruled = store.ruled()
    assert [said.id for said in ruled.record.statements] == [other.statements[1].id]
    assert [said.id for said in ruled.rejected] == [other.statements[0].id]
    assert ruled.orphaned == ()
    store.undo(by="ann", because="he did")
    assert len(store.load().statements) == 2
    store.add(BOTH, again=True)
    assert store.load().statements == BOTH.statements
    assert store.verify().rulings == 2


def test_correction_goes_over_to_the_new_reading(store: Store) -> None:
    store.rule("correct", BOTH.statements[1].id, by="ann", because="so", change='{"about":"bridge"}')
    other = _record(_document(), ("Kerr", "the bridge is safe"), ("Brandt", "the bridge"))
    store.add(other, again=True)
    assert store.load().statements[1] == replace(other.statements[1], about="bridge")


def test_ruling_whose_item_has_no_successor_is_orphaned_and_comes_back_with_it(store: Store) -> None:
    ruling = store.rule("reject", BOTH.statements[0].id, by="ann", because="he did not")
    store.add(_record(_document(), ("Brandt", "the bridge fell")), again=True)
    assert store.ruled().orphaned == (ruling,)
    store.add(BOTH, again=True)
    assert store.ruled().orphaned == ()
    assert [said.id for said in store.load().statements] == [BOTH.statements[1].id]


def test_document_with_the_same_address_and_a_like_text_takes_the_place(store: Store) -> None:
    store.rule("reject", BOTH.statements[1].id, by="ann", because="it did not")
    later = _document("Correction. " + FIRST, day=7)
    new = _record(later, ("Kerr", "the bridge is safe"), ("Brandt", "the bridge fell"))
    assert store.add(new) == 1
    assert store.documents() == (later,)
    assert store.as_read() == new
    assert store.load().statements == new.statements[:1], "what was rejected stays rejected"
    assert store.add(BOTH) == 0, "the earlier version is known"
    assert store.add(BOTH, again=True) == 0
    assert store.documents() == (later,)
    assert store.holds(BOTH.documents[0].id)
    assert store.verify().rulings == 1


def test_earlier_version_that_comes_later_is_kept_but_not_current(store: Store) -> None:
    earlier = _document("Draft. " + FIRST, day=5)
    assert store.add(_record(earlier, ("Kerr", "the bridge is safe"))) == 1
    assert store.as_read() == BOTH
    assert store.holds(earlier.id)
    assert store.verify().additions == 3


@pytest.mark.parametrize(
    ("first", "second", "n_current"),
    [
        ({"url": "u:1", "path": "a"}, {"url": "u:1", "path": "b"}, 1),
        ({"url": "u:1", "path": "a"}, {"url": "u:2", "path": "a"}, 2),
        ({"path": "a"}, {"path": "a"}, 1),
        ({"path": "a"}, {"path": "b"}, 2),
        ({"url": "u:1", "path": "a"}, {"path": "a"}, 2),
        ({"path": "-"}, {"path": "-"}, 2),
    ],
)
def test_what_makes_two_versions_of_one_document(
    first: dict[str, str], second: dict[str, str], n_current: int
) -> None:
    one = _document(**first)  # type: ignore[arg-type]
    other = _document(FIRST + " They will meet again.", **second)  # type: ignore[arg-type]
    with Store.open(":memory:") as apart, Store.open(":memory:") as together:
        for found in (one, other):
            apart.add(Record(documents=(found,)))
        together.add(Record(documents=(one, other)))
        assert apart.documents() == together.documents()
        assert len(apart.documents()) == n_current


def test_other_text_at_the_same_address_is_another_document(store: Store) -> None:
    other = document(
        "Nothing of all that happened here today, said nobody.",
        path="a.txt",
        publisher=None,
        published_on=None,
    )
    store.add(Record(documents=(other,)))
    assert len(store.documents()) == 2


def test_three_versions_in_one_addition_leave_the_last() -> None:
    found = [_document(FIRST + " More came." * number, day=6 + number) for number in range(3)]
    with Store.open(":memory:") as store:
        assert store.add(Record(documents=tuple(found))) == 3
        assert store.documents() == (found[2],)
        store.verify()


def test_text_decoded_otherwise_is_kept_beside_the_one_before(store: Store) -> None:
    """The bytes are the same, so the id is; a better extractor gives another text."""
    found = replace(_document(), text="Menu. " + FIRST, author="A. Writer")
    again = _record(found, ("Kerr", "the bridge is safe"), ("Brandt", "the bridge fell"))
    store.rule("reject", BOTH.statements[1].id, by="ann", because="he did not")
    assert store.add(again, again=True) == 1
    assert store.as_read() == again
    assert store.load().statements == again.statements[:1]
    assert store.verify().additions == 4


def test_what_refers_to_an_item_that_is_gone_refers_to_its_successor_or_nothing() -> None:
    offer_text = _document(
        "The mill draft gives the river to Kerr, its authors wrote in the spring.", path="o"
    )
    answer_text = _document("Brandt accepted the mill draft at once.", path="p", day=7)
    offers, answers = Reader(offer_text), Reader(answer_text)
    offer = identified(
        Proposal(
            id="",
            passage=offers.passage("mill draft"),
            name="mill draft",
            mentions=(offers.passage("mill draft"), answers.passage("mill draft")),
        )
    )
    answer = identified(
        Response(id="", passage=answers.passage("accepted the mill draft"), kind="accept", proposal=offer.id)
    )
    wider = identified(
        replace(offer, passage=offers.passage("The mill draft"), mentions=(offers.passage("The mill draft"),))
    )
    with Store.open(":memory:") as store:
        store.add(Record(documents=(offer_text, answer_text), proposals=(offer,), responses=(answer,)))
        store.add(Record(documents=(offer_text,), proposals=(wider,)), again=True)
        read = store.as_read()
        assert [found.proposal for found in read.responses] == [wider.id]
        assert [found.text for found in read.proposals[0].mentions] == ["The mill draft", "mill draft"]
        store.add(Record(documents=(offer_text,)), again=True)
        assert [found.proposal for found in store.as_read().responses] == [None]
        assert store.as_read().proposals == ()
        store.verify()


def test_rejected_statement_is_no_longer_referred_to() -> None:
    said = BOTH.statements[0]
    claim = identified(
        Claim(
            id="",
            passage=said.passage,
            kind="promise",
            by=Mention(start=said.passage.start, end=said.passage.start + 4, text="Kerr", actor="actor:kerr"),
            statement=said.id,
        )
    )
    with Store.open(":memory:") as store:
        store.add(replace(BOTH, claims=(claim,)))
        store.rule("reject", said.id, by="ann", because="he did not")
        assert store.load().claims == (replace(claim, statement=None),)
        store.undo(by="ann", because="he did")
        assert store.load().claims == (claim,)


def test_undone_making_of_an_actor_takes_what_names_the_actor_with_it() -> None:
    made = '{"speaker":{"kind":"person","name":"Ada Lind"}}'
    with Store.open(":memory:") as store:
        store.add(BOTH)
        first = store.rule("correct", BOTH.statements[0].id, by="ann", because="her words", change=made)
        speaker = store.load().statements[0].speaker
        assert speaker is not None
        named = f'{{"speaker":"{speaker.actor}"}}'
        store.rule("correct", BOTH.statements[1].id, by="ann", because="hers too", change=named)
        assert store.item(str(speaker.actor)) is not None
        undone = store.undo(by="ben", because="who is that", ruling=first.id)
        assert store.load().statements == BOTH.statements
        assert len(store.ruled().orphaned) == 1
        store.undo(by="ben", because="now I know", ruling=undone.id)
        assert [said.speaker.actor for said in store.load().statements if said.speaker] == [speaker.actor] * 2
        store.verify()


def test_reading_of_one_document_among_many_looks_at_that_alone() -> None:
    record = sample()
    with Store.open(":memory:") as store:
        store.add(record)
        herald = record.documents[0].id
        part = replace(
            record,
            documents=record.documents[:1],
            statements=record.statements[:2],
            claims=(),
            inconsistencies=(),
            responses=(),
            actors=tuple(
                replace(actor, mentions=tuple(one for one in actor.mentions if one.document == herald))
                for actor in record.actors[:4]
            ),
            proposals=tuple(
                replace(offer, mentions=tuple(one for one in offer.mentions if one.document == herald))
                for offer in record.proposals
            ),
        )
        store.add(part, again=True)
        read = store.as_read()
    assert read == replace(record, statements=(*record.statements[:2], *record.statements[3:]), responses=())


class TestLaterVersion:
    """What was ruled on a report goes over to its later version as far as that is the same."""

    first = _record(_document(url="u:1"), ("Kerr", "the bridge is safe"), ("Brandt", "the bridge fell"))
    after = _record(
        _document("It rained. " + FIRST, url="u:1", day=7),
        ("Kerr", "the bridge is safe"),
        ("Brandt", "the bridge fell"),
    )
    other = _record(_document("Brandt said it is a mill.", day=9, path="b.txt"), ("Brandt", "it is a mill"))

    def kept(self, *, with_other: bool = False) -> Store:
        opened = Store.open(":memory:")
        opened.add(self.first)
        if with_other:
            opened.add(self.other)
        return opened

    def pointing(self, words: str, record: Record = first) -> str:
        start = FIRST.index(words)
        place = {"document": record.documents[0].id, "start": start, "end": start + len(words)}
        return change_text({"speaker": {"actor": "actor:brandt", "at": {**place, "text": words}}})

    def test_words_that_a_correction_points_at_are_found_again(self) -> None:
        with self.kept() as store:
            said = self.first.statements[0].id
            store.rule("correct", said, by="ann", because="so", change=self.pointing("Brandt"))
            before = store.load().statements[0].speaker
            store.add(self.after)
            ruled = store.ruled()
            speaker = ruled.record.statements[0].speaker
            assert before is not None
            assert speaker == replace(before, start=before.start + 11, end=before.end + 11)
            assert ruled.orphaned == ()
            (brandt,) = (one for one in ruled.record.actors if one.id == "actor:brandt")
            assert speaker.start in [place.start for place in brandt.mentions]
            assert store.find(Query(who=("actor:brandt",))).n_found == 2
            store.undo(by="ann", because="no")
            assert store.load() == replace(self.after, reader="by hand")
            store.verify()

    def test_words_whose_sentence_is_another_leave_the_correction_orphaned(self) -> None:
        rest = (
            " Nobody in the town was seen on the streets that day, and all the shops of the market were shut."
        )
        said_by = (("Kerr", "the bridge is safe"), ("Brandt", "the bridge fell"))
        first = _record(_document(FIRST + rest, url="u:1"), *said_by)
        text = first.documents[0].text.replace("met twice", "never met twice")
        after = _record(_document(text, url="u:1", day=7), *said_by)
        with Store.open(":memory:") as store:
            store.add(first)
            said = first.statements[0].id
            made = store.rule("correct", said, by="ann", because="so", change=self.pointing("envoys", first))
            store.add(after)
            assert [one.id for one in store.ruled().orphaned] == [made.id]
            assert store.load() == replace(after, reader="by hand")

    def test_note_stays_with_the_document_and_says_of_which_version_it_is(self) -> None:
        document, later = self.first.documents[0].id, self.after.documents[0].id
        with self.kept() as store:
            store.rule("note", document, by="ann", because="the author was there")
            grade = store.rule("grade", document, by="ann", because="so", change='{"reliability":"B"}')
            store.add(self.after)
            ruled = store.ruled()
            assert ruled.standings[later].notes == ("of an earlier version: the author was there",)
            assert ruled.standings[later].reliability is None
            assert ruled.record.documents == self.after.documents
            assert ruled.orphaned == (grade,)

    def test_evidence_and_documents_of_a_split_are_those_of_the_later_version(self) -> None:
        document = self.first.documents[0].id
        with self.kept(with_other=True) as store:
            change = change_text({"documents": [document], "name": "Bo Brandt"})
            made = store.rule("split", "actor:brandt", by="ann", because="two", change=change)
            store.add(self.after)
            ruled = store.ruled()
            assert ruled.orphaned == ()
            speakers = [said.speaker.actor for said in ruled.record.statements if said.speaker is not None]
            assert speakers == ["actor:kerr", new_actor_id("Bo Brandt"), "actor:brandt"]
            assert store.find(Query(who=("actor:brandt",))).n_found == 1
            store.undo(by="ann", because="one", ruling=made.id)
            assert store.find(Query(who=("actor:brandt",))).n_found == 2
            store.verify()
