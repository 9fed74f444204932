from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.unit.case.conflicts import mediated_war

from detente.case import Case, draft
from detente.case.merging import MARK, merge
from detente.case.model import Judgement
from detente.errors import CaseError
from detente.record.record import Record


def first_report() -> Record:
    """The mediated war as it was known after one report."""
    record = mediated_war()
    first = record.documents[0].id

    def keep(items: tuple) -> tuple:  # type: ignore[type-arg]
        return tuple(item for item in items if item.passage.document == first)

    return replace(
        record,
        documents=record.documents[:1],
        statements=keep(record.statements),
        events=keep(record.events),
        responses=keep(record.responses),
    )


def added(old: str, merged: str) -> list[str]:
    """Return the lines of the merged text that the old one lacks; every old line must still be there."""
    lines = iter(merged.splitlines())
    new = []
    for line in old.splitlines():
        for other in lines:
            if other == line:
                break
            new.append(other)
        else:
            raise AssertionError(f"the old line {line!r} is gone")
    return [*new, *lines]


def test_merging_the_same_draft_changes_nothing() -> None:
    case = draft(mediated_war())
    assert merge(case.dumps(), case) == case.dumps()


def test_comments_hand_edits_and_order_stay() -> None:
    case = draft(mediated_war())
    old = (
        case.dumps()
        .replace("[[option]]", "# checked with the desk, 12 May\n[[option]]", 1)
        .replace('because = "Being attacked is avoided."', 'because = "They said so."  # interview', 1)
        .replace("[define]", "# outcomes worth naming\n[define]")
        .replace('weight = "open"', "weight = [0.5, 0.7]", 1)
        + "\n# the end\n"
    )
    assert merge(old, case) == old


def test_new_evidence_is_added_to_what_it_belongs_to() -> None:
    old, new = draft(first_report()), draft(mediated_war())
    merged = Case.loads(merge(old.dumps(), new))
    attack = next(row for row in merged.concerns if row.condition == "northland.attack")
    assert attack.supports == ("event:1", "event:3")
    walk = next(option for option in merged.options if option.name == "eastvale.walk")
    assert "statement:3" in walk.cites
    assert set(walk.cites) > set(next(o for o in old.options if o.name == "eastvale.walk").cites)


def test_what_the_new_record_contradicts_is_marked_and_left_as_it_was() -> None:
    old, new = draft(first_report()), draft(mediated_war())
    text = merge(old.dumps(), new)
    merged = Case.loads(text)
    # Southmark rejected the plan, and now accepts it.
    position = next(row for row in merged.concerns if (row.party, row.condition) == ("southmark", "deal"))
    assert position.kind == "avoids"
    assert position.supports == ("response:1", "response:5")
    assert position.against == ("response:4",)
    marks = [line for line in text.splitlines() if MARK in line]
    assert any("wants deal. Southmark accepts the proposal on the table." in mark for mark in marks)
    assert any("southmark.accept = true by response:4" in mark for mark in marks)
    assert next(row for row in merged.now if row.option == "southmark.accept").is_taken is False
    # A mark stands inside the table it speaks of.
    lines = text.splitlines()
    table = lines.index(next(mark for mark in marks if "wants deal" in mark))
    assert 'id = "southmark-1"' in lines[lines[:table].index('id = "southmark-1"') : table]
    assert "[[concern]]" not in lines[lines.index('id = "southmark-1"') : table]


def test_merging_twice_is_merging_once() -> None:
    old, new = draft(first_report()).dumps(), draft(mediated_war())
    once = merge(old, new)
    assert merge(once, new) == once
    assert once != old


def test_new_entries_go_to_the_end_of_their_section_and_comments_stay_with_what_follows() -> None:
    case = draft(mediated_war())
    keep = [party.id for party in case.parties[:-1]]
    smaller = replace(
        case,
        parties=case.parties[:-1],
        options=tuple(option for option in case.options if option.party in keep),
        concerns=tuple(row for row in case.concerns if row.party in keep and "highfell" not in row.condition),
        now=tuple(row for row in case.now if not row.option.startswith("highfell")),
    )
    old = smaller.dumps().replace("[define]", "# outcomes\n[define]")
    text = merge(old, case)
    new = added(old, text)
    assert 'id = "highfell"' in new
    assert '"highfell.oppose" = {is_taken = true, cites = ["response:3"]}' in new
    assert not [line for line in new if MARK in line]
    assert "# outcomes\n[define]" in text
    assert "\n\n\n" not in text
    assert text.count("\n\n[[party]]") == len(case.parties)
    merged = Case.loads(text)
    assert merged.options == case.options
    assert [row.id for row in merged.concerns] != []
    assert {row.id for row in merged.concerns} == {row.id for row in case.concerns}


def test_a_party_renamed_by_hand_is_recognised_by_who_speaks_for_it() -> None:
    case = draft(mediated_war())
    old = (
        case.dumps()
        .replace('id = "northland"', 'id = "north"')
        .replace('party = "northland"', 'party = "north"')
        .replace("northland.", "north.")
        .replace('id = "press-northland"', 'id = "press-north"')
        .replace("press-northland", "press-north")
    )
    assert old != case.dumps()
    assert merge(old, case) == old


def test_a_lean_file_without_most_sections_gets_them() -> None:
    lean = (
        '# lean\n[[party]]\nid = "n" # ours\nname = "Northland"\nrole = "belligerent"\n'
        '[[option]]\nid = "attack"\nparty = "n"\ntext = "fires"\n'
        '[[concern]]\nparty = "n"\nwants = "n.attack"\n'
    )
    case = draft(mediated_war())
    text = merge(lean, case)
    assert added(lean, text)
    merged = Case.loads(text)
    assert len(merged.options) == len(case.options)
    assert [party.name for party in merged.parties] == [party.name for party in case.parties]
    assert merge(text, case) == text
    weights = [row.weight[0] for row in merged.concerns if row.party == "n" and row.weight]
    assert sum(weights) <= 1


def test_weights_that_would_no_longer_fit_are_left_open() -> None:
    case = draft(mediated_war())
    heavy = replace(case.concerns[0], id="mine", condition="fighting", weight=(0.9, 1.0), grade="analyst")
    old = replace(case, concerns=(heavy,), assumptions=())
    merged = Case.loads(merge(old.dumps(), case))
    lows = [row.weight[0] for row in merged.concerns if row.party == "northland" and row.weight]
    assert lows == [0.9]


def test_a_role_or_definition_that_differs_is_marked() -> None:
    case = draft(mediated_war())
    old = case.dumps().replace('role = "mediator"', 'role = "guarantor"')
    condition = "!(northland.attack | southmark.attack)"
    old = old.replace(f'quiet = {{when = "{condition}"', 'quiet = {when = "!fighting"')
    marks = [line for line in added(old, merge(old, case)) if line]
    assert marks == [
        f"# {MARK} role mediator",
        f"# {MARK} quiet = !(northland.attack | southmark.attack)",
    ]


def test_judgements_of_the_analyst_stay() -> None:
    case = draft(mediated_war())
    judgement = Judgement(
        text="Both accept",
        probability=(0.1, 0.3),
        confidence="low",
        by=date(2031, 7, 1),
        cites=("response:2",),
    )
    old = replace(case, judgements=(judgement,)).dumps()
    assert Case.loads(merge(old, case)).judgements == (judgement,)
    assert Case.loads(merge(case.dumps(), replace(case, judgements=(judgement,)))).judgements == (judgement,)


def test_an_old_file_that_is_no_case_is_refused() -> None:
    case = draft(mediated_war())
    with pytest.raises(CaseError, match=r"mine\.toml is not valid TOML"):
        merge("[[party]", case, name="mine.toml")
    inline = 'party = [{id = "northland", name = "Northland", role = "belligerent"}]\n'
    with pytest.raises(CaseError, match=r"party is written inline.*write each under \[\[party\]\]"):
        merge(inline, case)


def test_a_merge_that_would_make_too_many_options_is_refused() -> None:
    case = draft(mediated_war())
    options = "".join(
        f'\n[[option]]\nid = "own-{n}"\nparty = "northland"\ntext = "does {n}"\n' for n in range(7)
    )
    with pytest.raises(CaseError, match="at most 16"):
        merge(
            '[[party]]\nid = "northland"\nname = "Northland"\nrole = "belligerent"\n'
            + options
            + '\n[[option]]\nid = "x"\nparty = "northland"\ntext = "does x"\n',
            case,
        )
