"""Render texts with everything marked that was read in them, as one HTML file under the rules of a brief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from detente import __version__
from detente.brief.marked import Sheet, build_sheets
from detente.brief.marks import Role
from detente.brief.shell import environment, policy, style
from detente.brief.wording import count
from detente.record.record import Record

_SHEET = "marked.css"

_LEGEND: tuple[tuple[Role, str, str], ...] = (
    ("speaker", "speaker", "who says it, in bold"),
    ("cue", "cue", "the words that say that something was said"),
    ("direct", "said, direct", "content given in the speaker’s own words"),
    ("mixed", "said, mixed", "content partly in the speaker’s own words"),
    ("indirect", "said, indirect", "content in the report’s words"),
    ("quoted", "in quotation marks", "the words between the marks, tinted"),
    ("addressee", "addressee", "to whom it was said"),
    ("occasion", "occasion", "on what occasion"),
    ("trigger", "act of an event", "the words that say what was done"),
    ("proposal", "proposal", "words that mean a text on the table"),
    ("clause", "clause", "one of its terms"),
    ("response", "response", "how somebody answers a proposal"),
    ("claim", "claim", "what is said of the future"),
    ("relation", "relation", "what holds between two actors"),
    ("inconsistency", "does not fit", "words that do not fit with others, or with the calendar"),
    ("time", "time", "an expression that dates a record"),
    ("actor", "actor", "words that mean somebody"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One line of the legend: how a role is drawn, what it means, how many marks have it."""

    role: Role
    name: str
    meaning: str
    n: int


def render_marked(record: Record) -> str:
    r"""Render what was read in each document, with the text and its marks, as a self-contained HTML page.

    Parameters
    ----------
    record : Record
        As `detente.read` gives it. Words that are not at their place are told but not marked;
        records of documents that it does not hold are left out.

    Returns
    -------
    str
        With ``\n`` line ends and no lone surrogate, so that it encodes as UTF-8. No script, no remote
        asset, no inline style; all text is escaped, and invisible characters are written out. Both its
        size and the time it takes grow with the length of the texts and the number of marks alone.
    """
    sheets = build_sheets(record)
    return (
        environment()
        .get_template("marked.html.jinja")
        .render(
            style=Markup(style(_SHEET)),
            policy=policy(_SHEET),
            version=__version__,
            title=_title(sheets),
            sheets=sheets,
            keys=legend(sheets),
            facts=_facts(record),
            failures=record.failures,
            reader=record.reader,
            # The macros of a brief's blocks ask for these; nothing on this page has either.
            reference=lambda record: None,
            timeline=None,
        )
    )


def legend(sheets: Sequence[Sheet]) -> tuple[Key, ...]:
    """Return the legend of a page, one line for each role that its marks have."""
    counted = [
        Key(role=role, name=name, meaning=meaning, n=sum(sheet.roles.get(role, 0) for sheet in sheets))
        for role, name, meaning in _LEGEND
    ]
    return tuple(key for key in counted if key.n)


def _title(sheets: Sequence[Sheet]) -> str:
    if len(sheets) != 1:
        return count(len(sheets), "report") + ", as they were read"
    document = sheets[0].document
    return document.title or document.source


def _facts(record: Record) -> list[str]:
    return [
        count(len(record.statements), "statement"),
        count(len(record.events), "event"),
        count(len(record.proposals), "proposal"),
        count(len(record.responses), "response"),
        count(len(record.claims), "claim"),
        count(len(record.relations), "relation"),
        count(len(record.inconsistencies), "inconsistency", "inconsistencies"),
        count(len(record.actors), "actor"),
    ]
