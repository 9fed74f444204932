"""Render a brief as Markdown: the same parts, with each record's words as a footnote.

Tables and footnotes are those of GitHub's and Pandoc's Markdown. No HTML is written, and whatever comes
from a document is escaped, so that it is shown as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.brief.blocks import Bars, Block, Cell, Heading, Inline, Paragraph, Section, Steps, Table
from detente.brief.briefing import Brief
from detente.brief.contents import build_sections
from detente.brief.findings import Finding
from detente.brief.html import EMPTY_TOPICS, findings_by_topic, is_web_address
from detente.brief.labels import Entry
from detente.brief.visible import one_line
from detente.brief.wording import count, day, percent

_SPECIAL = re.compile(r"([\\`*_\[\]|~^$#!])")


def render(brief: Brief) -> str:
    """Render a brief as Markdown, ending with a line feed.

    Parameters
    ----------
    brief : Brief

    Returns
    -------
    str
        Each record is cited as a footnote, which gives its words, document and place.
    """
    parts = [*_head(brief), *_findings(brief)]
    for section in build_sections(brief):
        parts += _section(brief, section)
    parts += [_footnote(brief, entry) for entry in brief.index.entries if entry.marks]
    return "\n\n".join(part for part in parts if part) + "\n"


def escape(text: str) -> str:
    r"""Return text for Markdown: on one line, nothing hidden, no character that would mean something.

    >>> escape("[x](javascript:1) <b>")
    '\\[x\\](javascript:1) &lt;b&gt;'
    """
    line = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", line)


def _head(brief: Brief) -> Iterator[str]:
    yield f"# {escape(brief.title)}"
    when = f"As of {day(brief.as_of)}" if brief.as_of is not None else "No report is dated"
    n_worlds = brief.exploration.provenance.n_worlds
    worlds = "" if brief.no_model else f" · {count(n_worlds, 'world')}"
    yield f"{when} · {count(len(brief.record.documents), 'report')}{worlds}"


def _findings(brief: Brief) -> Iterator[str]:
    yield "## Findings"
    for topic, heading, found in findings_by_topic(brief):
        yield f"### {heading}"
        yield "\n".join(_finding(brief, finding) for finding in found) or EMPTY_TOPICS[topic]


def _finding(brief: Brief, finding: Finding) -> str:
    rests = "".join(_reference(brief, record) for record in finding.evidence)
    named = "; ".join(escape(rest.text) for rest in finding.rests_on)
    basis = f"Confidence {finding.confidence}: {escape(finding.because)}."
    also = f" Rests on: {named}." if named else ""
    return f"- **{finding.label}.** {escape(finding.sentence)}{rests}\n  *{basis}{also}*"


def _section(brief: Brief, section: Section) -> Iterator[str]:
    yield f"## {section.title}"
    for block in section.blocks:
        yield _block(brief, block)


def _block(brief: Brief, block: Block) -> str:
    match block:
        case Table():
            return _table(brief, block)
        case Paragraph():
            return _cell(brief, block.parts)
        case Heading():
            return f"### {escape(block.text)}"
        case Steps():
            return "\n".join(f"{place}. {_cell(brief, item)}" for place, item in enumerate(block.items, 1))
        case Bars():
            shares = "\n".join(f"- {escape(name)}: {percent(share)}" for name, share in block.bars)
            return f"{escape(block.caption)}:\n\n{shares}"
        case _:
            return ""  # the timeline: its events are in the table


def _table(brief: Brief, table: Table) -> str:
    if not table.rows:
        return f"*{escape(table.empty)}*" if table.empty else ""
    rules = ["--:" if column.kind == "number" else "---" for column in table.columns]
    rows = [
        f"**{escape(table.caption)}**",
        "",
        _line([escape(column.text) for column in table.columns]),
        _line(rules),
    ]
    for row in table.rows:
        if row.is_group:
            cells = [f"**{_cell(brief, row.cells[0])}**", *([""] * (len(table.columns) - 1))]
        else:
            cells = [_cell(brief, cell) for cell in row.cells]
        rows.append(_line(cells))
    return "\n".join(rows)


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(brief: Brief, parts: Cell) -> str:
    return " ".join("".join(_inline(brief, part) for part in parts).split())


def _inline(brief: Brief, part: Inline) -> str:
    match part.kind:
        case "break":
            return "; "
        case "ref":
            return _reference(brief, part.target)
        case "bar":
            return ""
        case "quote":
            return f"“{escape(part.text)}”"
        case "web" if is_web_address(part.target):
            return f"<{part.target}>"
        case "strong" | "tag":
            return f"**{escape(part.text)}**" if part.text.strip() else ""
    lead = " " if part.text[:1].isspace() else ""
    tail = " " if part.text[-1:].isspace() else ""
    return f"{lead}{escape(part.text)}{tail}"


def _reference(brief: Brief, record: str) -> str:
    entry = brief.index.find(record)
    if entry is None:
        return f" ({escape(record)}: not in this record)"
    return f"[^{entry.label}]" if entry.marks else f" {entry.label}"


def _footnote(brief: Brief, entry: Entry) -> str:
    mark = entry.marks[0]
    passage = mark.passage
    number = brief.index.documents.get(passage.document)
    where = f"D{number}" if number is not None else escape(passage.document)
    orphaned = " Orphaned: these words are no longer there." if mark.is_orphaned else ""
    place = f"{where}, characters {passage.start}–{passage.end}."
    return f"[^{entry.label}]: “{escape(passage.text)}” — {place}{orphaned}"
