"""What holds for any rulings on any record, any edit of a document, and any two readings of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st
from tests.property.records import records
from tests.unit.record.sample import EXCHANGE, document, sample

from detente.documents.document import Document
from detente.record.check import check
from detente.record.mirror import compare, mirror
from detente.record.record import Record
from detente.record.ruling.anchors import Orphaned, Refound, refind
from detente.record.ruling.chain import broken_link, chained
from detente.record.ruling.changes import change_text
from detente.record.ruling.checking import ALLOWED
from detente.record.ruling.correctable import CORRECTABLE
from detente.record.ruling.describing import describe
from detente.record.ruling.ruled import Ruled, rule_on
from detente.record.ruling.standing import in_force
from detente.record.ruling.successors import successors
from detente.record.ruling.things import PLACED, Source, things
from detente.record.values import Actor, Passage, Ruling, RulingKind

# ---- rulings on any record


@st.composite
def ruled_records(draw: st.DrawFn) -> tuple[Record, list[Ruling]]:
    """Draw a record with rulings of every kind on it, most of them such as can be made."""
    record = draw(st.just(sample()) | records())
    known = things(record)
    rulings: list[Ruling] = []
    for _ in range(draw(st.integers(0, 8))):
        kind: Any = draw(st.sampled_from([*get_args(RulingKind), "correct", "correct"]))
        fitting = [one for one, thing in known.items() if isinstance(thing, ALLOWED[kind])]
        target = draw(st.sampled_from([*(fitting or known), "statement:gone"]))
        change: dict[str, Any] = {}
        if kind == "undo" and rulings:
            undone = draw(st.sampled_from(rulings))
            target, change = undone.record, {"ruling": undone.id}
        elif kind == "correct":
            change = _correction(draw, known.get(target), record)
        elif kind in ("merge", "split"):
            change = _joining(draw, kind, target, record)
        elif kind == "grade":
            of_source = isinstance(known.get(target), Document | Source)
            change = {"reliability": "B"} if of_source else {"credibility": "2", "basis": "told"}
        elif kind == "outcome":
            change = {"outcome": "kept", "evidence": [draw(st.sampled_from([*known, "event:gone"]))]}
        _append(rulings, kind, target, change)
    return record, rulings


def _append(rulings: list[Ruling], kind: Any, target: str, change: dict[str, Any]) -> None:
    ruling = Ruling(
        id="",
        kind=kind,
        record=target,
        by="N. N.",
        ruled_at="2031-05-07T12:00:00+00:00",
        because="drawn",
        change=change_text(change),
    )
    rulings.append(chained(ruling, rulings[-1].id if rulings else ""))


def _joining(draw: st.DrawFn, kind: str, target: str, record: Record) -> dict[str, Any]:
    known = things(record)
    is_actor = isinstance(known.get(target), Actor)
    if kind == "split" and is_actor and record.documents and draw(st.booleans()):
        return {"documents": [draw(st.sampled_from(record.documents)).id], "name": "Somebody Else"}
    alike = [one for one, thing in known.items() if type(thing) is type(known.get(target))]
    return {"into" if kind == "merge" else "from": draw(st.sampled_from([*alike, "actor:gone"]))}


def _correction(draw: st.DrawFn, thing: Any, record: Record) -> dict[str, Any]:
    if type(thing) not in CORRECTABLE:
        return {"act": "AID"}
    name = draw(st.sampled_from(list(CORRECTABLE[type(thing)])))
    field = CORRECTABLE[type(thing)][name]
    actors: list[Any] = [*(actor.id for actor in record.actors), {"name": "A New One", "kind": "group"}]
    values: dict[str, Any] = {
        "flag": draw(st.booleans()),
        "text": "other words",
        "actor": draw(st.sampled_from(actors)),
        "actors": [draw(st.sampled_from(actors))],
        "mention": draw(st.sampled_from(actors)),
        "interval": draw(st.sampled_from(["2031-05-06", {"earliest": None, "latest": "2031-05-06"}])),
        "count": draw(st.integers(0, 9)),
        "share": 0.5,
        "id": draw(st.sampled_from([*things(record), "statement:gone"])),
        "clauses": {"1": draw(st.sampled_from([None, {"gives_to": draw(st.sampled_from(actors))}]))},
    }
    value = draw(st.sampled_from(field.choices)) if field.kind == "choice" else values[field.kind]
    return {name: None if field.is_optional and draw(st.booleans()) else value}


@given(ruled_records())
def test_record_as_ruled_keeps_every_promise_and_every_word(drawn: tuple[Record, list[Ruling]]) -> None:
    record, rulings = drawn
    ruled = rule_on(record, rulings)
    check(ruled.record)
    read = {item.id: item for name in PLACED for item in getattr(record, name)}
    for item in [*ruled.record.items(), *ruled.record.relations]:
        assert item.passage == read[item.id].passage
    assert not {item.id for item in ruled.rejected} & {item.id for item in ruled.record.items()}
    effect = {ruling for standing in ruled.standings.values() for ruling in standing.rulings}
    orphaned = {ruling.id for ruling in ruled.orphaned}
    assert effect | orphaned == {ruling.id for ruling in in_force(rulings)}
    assert not effect & orphaned
    assert broken_link(rulings) == ""
    known = things(record)
    for line in (describe(ruling, known.get(ruling.record)) for ruling in rulings):
        assert line == " ".join(line.split())


@given(ruled_records())
def test_record_is_as_it_was_read_when_everything_is_undone(drawn: tuple[Record, list[Ruling]]) -> None:
    record, rulings = drawn
    for ruling in reversed(in_force(rulings)):
        undo = replace(ruling, kind="undo", change=change_text({"ruling": ruling.id}))
        rulings = [*rulings, chained(undo, rulings[-1].id)]
    assert rule_on(record, rulings) == Ruled(record=record)


def _rulings_on(record: Record) -> list[Ruling]:
    """Return rulings on a record by the places of things in it, not by names."""
    by_kind = {actor.kind: actor.id for actor in record.actors}
    said, event, draft = record.statements, record.events[0], record.proposals[0]
    states = [actor.id for actor in record.actors if actor.kind == "state"]
    people = [actor.id for actor in record.actors if actor.kind == "person"]
    drafts: list[tuple[Any, str, dict[str, Any]]] = [
        ("correct", said[1].id, {"speaker": people[1], "toward": states[0]}),
        ("correct", event.id, {"recipient": states[0], "deaths": 15, "actor": by_kind["armed force"]}),
        ("correct", draft.id, {"clauses": {"1": {"gives_to": states[1]}}}),
        ("merge", people[1], {"into": people[0]}),
        ("split", states[1], {"documents": [record.documents[1].id], "name": "Somebody"}),
        ("reject", said[2].id, {}),
    ]
    rulings: list[Ruling] = []
    for kind, target, change in drafts:
        _append(rulings, kind, target, change)
    return rulings


def test_rulings_on_the_mirrored_record_give_the_mirror_of_the_ruled_one() -> None:
    record = sample()
    mirrored = mirror(record, EXCHANGE)
    one = mirror(rule_on(record, _rulings_on(record)).record, EXCHANGE)
    other = rule_on(mirrored, _rulings_on(mirrored)).record
    assert compare(one, other).differences == ()
    assert [actor.name for actor in one.actors] == [actor.name for actor in other.actors]


# ---- passages in changed documents

_SENTENCES = tuple(
    f"{first} said the {what} of the old {where} would be {done} by {day} at the latest."
    for first, what, where, done, day in (
        ("Kerr", "mill", "harbour", "opened", "Monday"),
        ("Brandt", "bridge", "town", "closed", "Tuesday"),
        ("Holm", "road", "valley", "mended", "Wednesday"),
        ("Lund", "school", "river", "handed over", "Thursday"),
        ("Vance", "gate", "border", "guarded", "Friday"),
        ("Marsh", "field", "island", "cleared", "Saturday"),
    )
)
_GAPS = st.sampled_from([" ", "\n", "\n\n"])


def _document(number: int, pieces: list[tuple[int | None, str]]) -> tuple[Document, dict[int, int]]:
    """Return a document of sentences, and where each of the numbered ones begins."""
    text, starts = "", {}
    for origin, words in pieces:
        if origin is not None:
            starts[origin] = len(text)
        text += words
    return Document(id=f"doc:{number}", path=f"{number}.txt", text=text, sha256=""), starts


@st.composite
def edits(draw: st.DrawFn) -> tuple[Document, Document, Passage, int | None, bool]:
    """Draw a document, an edited one, a passage, where it is kept (or None), and if it has no copy.

    Sentences are kept, altered or deleted, and either new ones and copies come in between or the order
    changes: both at once can make a text in which nobody could say which is which.
    """
    chosen = draw(st.permutations(range(6)))[: draw(st.integers(1, 6))]
    before, starts = _document(1, [(at, _SENTENCES[at] + draw(_GAPS)) for at in chosen])
    pieces: list[tuple[int | None, str]] = []
    copied: set[int] = set()
    has_order = draw(st.booleans())
    for at in chosen:
        fate = draw(st.sampled_from(["kept", "kept", "kept", "negated", "renamed", "deleted"]))
        words = {
            "kept": _SENTENCES[at],
            "negated": _SENTENCES[at].replace(" would be ", " would not be "),
            "renamed": _SENTENCES[at].replace(_SENTENCES[at].split()[0], "Quist"),
            "deleted": "",
        }[fate]
        pieces.append((at if fate == "kept" else None, words + draw(_GAPS)))
        if has_order and draw(st.booleans()):
            pieces.append((None, f"Rain fell on the {draw(st.sampled_from(['town', 'valley']))} for days. "))
        kept = [one for one, _ in pieces if one is not None]
        if has_order and kept and draw(st.booleans()):
            copy = draw(st.sampled_from(kept))
            copied.add(copy)
            pieces.append((None, _SENTENCES[copy] + " "))
    if not has_order:
        pieces = draw(st.permutations(pieces))
    after, places = _document(2, pieces)
    at = draw(st.sampled_from(chosen))
    edges = [0, *(i + 1 for i, c in enumerate(_SENTENCES[at]) if c == " ")]
    start = draw(st.sampled_from(edges))
    ends = [edge - 1 for edge in edges if edge > start] + [len(_SENTENCES[at])]
    end = draw(st.sampled_from(ends))
    passage = Passage(
        document=before.id,
        start=starts[at] + start,
        end=starts[at] + end,
        text=_SENTENCES[at][start:end],
    )
    expected = places[at] + start if at in places else None
    return before, after, passage, expected, at not in copied


@given(edits())
def test_passage_is_found_at_its_own_place_or_nowhere(
    drawn: tuple[Document, Document, Passage, int | None, bool],
) -> None:
    before, after, passage, expected, is_alone = drawn
    found = refind(passage, before, after)
    if isinstance(found, Refound):
        place = found.passage
        assert place.text == passage.text == after.text[place.start : place.end]
        assert place.start == expected
    else:
        assert isinstance(found, Orphaned)
        assert expected is None or not is_alone


@given(st.integers(2, 4), st.data())
def test_passage_is_never_found_when_its_surroundings_are_repeated(n: int, data: st.DataObject) -> None:
    block = " ".join(_SENTENCES[:3]) + "\n\n"
    before = Document(id="doc:1", path="1", text=n * block, sha256="")
    after = Document(id="doc:2", path="2", text="Rain fell for days.\n\n" + (n + 1) * block, sha256="")
    inside = block.index(_SENTENCES[1]) + data.draw(st.integers(1, n - 1)) * len(block)
    passage = Passage(document="doc:1", start=inside, end=inside + len(_SENTENCES[1]), text=_SENTENCES[1])
    assert isinstance(refind(passage, before, after), Orphaned)


@given(records())
def test_any_passage_of_any_text_slices_back_when_it_is_found(record: Record) -> None:
    for item in record.items():
        before = next(one for one in record.documents if one.id == item.passage.document)
        after = replace(
            before, id="doc:after", text=f"{before.text}\n\n{before.text[: len(before.text) // 2]}"
        )
        for version in (before, after):
            found = refind(item.passage, before, version)
            if isinstance(found, Refound):
                place = found.passage
                assert version.text[place.start : place.end] == item.passage.text


# ---- items of two readings


@st.composite
def readings(draw: st.DrawFn) -> tuple[Record, list[Any], list[Any]]:
    """Draw a record and two selections of its items, the second with other ids for some."""
    record = draw(records())
    items = [*record.items(), *record.relations]
    old = [item for item in items if draw(st.booleans())]
    new = [item for item in items if draw(st.booleans())]
    return record, old, [replace(item, id=f"{item.id}-x") if draw(st.booleans()) else item for item in new]


@given(readings(), st.randoms(use_true_random=False))
def test_successors_are_one_to_one_of_one_kind_and_independent_of_order(
    drawn: tuple[Record, list[Any], list[Any]], chance: Any
) -> None:
    record, old, new = drawn
    types = {item.id: type(item) for item in [*old, *new]}
    for one in record.documents:
        found = successors(old, one, one, new)
        assert len(set(found.values())) == len(found)
        assert all(types[before] is types[after] for before, after in found.items())
        assert all(
            found.get(item.id) == item.id for item in old if item in new and item.passage.document == one.id
        )
        shuffled_old, shuffled_new = list(old), list(new)
        chance.shuffle(shuffled_old)
        chance.shuffle(shuffled_new)
        assert successors(shuffled_old, one, one, shuffled_new) == found


def test_items_of_the_sample_follow_their_words_through_an_edit() -> None:
    record = sample()
    herald = record.documents[0]
    text = herald.text.replace("\n\n", "\n\nRain fell on both towns for days.\n\n", 1)
    edited = document(text, path="herald.txt", publisher=herald.publisher, published_on=herald.published_on)
    shift = len(text) - len(herald.text)

    def moved(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(moved, value))
        if not hasattr(value, "__dataclass_fields__"):
            return value
        changes = {name: moved(getattr(value, name)) for name in value.__dataclass_fields__}
        if isinstance(value, Passage) and value.document == herald.id:
            changes["document"] = edited.id
        if "start" in changes:
            changes |= {"start": value.start + shift, "end": value.end + shift}
        return replace(value, **changes)

    old = [item for item in record.items() if item.passage.document == herald.id]
    new = [replace(moved(item), id=f"{item.id}-new") for item in old]
    assert successors(old, herald, edited, new) == {item.id: f"{item.id}-new" for item in old}
    assert not any(isinstance(item, Actor) for item in old)
