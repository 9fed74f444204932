"""Cells that several tables share: who an actor is, in which words, and where a record is used."""

from __future__ import annotations

from detente.brief.blocks import Cell, Inline, line_break, link, nothing, quiet, strong, text
from detente.brief.briefing import Brief
from detente.brief.visible import one_line
from detente.brief.wording import join
from detente.record.values import Mention, Statement


def speaker(brief: Brief, statement: Statement) -> Cell:
    """Return who said it, or that the speaker is open, why, and who it could be."""
    if statement.speaker is None:
        reason = statement.speaker_open or "the report does not say"
        could_be = join((brief.cast.name(actor) or actor for actor in statement.candidates), "or")
        cell: Cell = (strong("speaker open"), text(f": {reason}"))
        return (*cell, line_break(), quiet(f"could be {could_be}")) if could_be else cell
    return mention(brief, statement.speaker, is_speaker=True)


def mention(brief: Brief, who: Mention | None, *, is_speaker: bool = False) -> Cell:
    """Return an actor's name, with the words that point at it where they differ."""
    if who is None:
        return ()
    name = brief.cast.name(who.actor)
    if name is None:
        return (text(f"“{who.text}”"), quiet(" not resolved"))
    cell: Cell = (strong(name) if is_speaker else text(name),)
    if who.text.strip().casefold() != name.casefold():
        cell = (*cell, quiet(f" (“{who.text}”)"))
    return cell


def addressee(brief: Brief, whom: Mention | None) -> Cell:
    """Return to whom something was said: an actor's name, else the words themselves."""
    if whom is None:
        return ()
    return (text(brief.cast.name(whom.actor) or one_line(whom.text)),)


def place(brief: Brief, where: Mention | None) -> Cell:
    """Return where something was, in the report's words, with the actor whose place it is."""
    if where is None:
        return ()
    owner = brief.cast.name(where.actor)
    is_said = owner is None or owner.casefold() in where.text.casefold()
    return (text(one_line(where.text)), *(() if is_said else (quiet(f" ({owner})"),)))


def name(brief: Brief, actor: str | None) -> str:
    """Return an actor's name, its party's where it stands for one, or a dash."""
    holder = brief.cast.holder_of(actor)
    return holder.name if holder is not None else "–"


def used_in(brief: Brief, record: str) -> Cell:
    """Return links to the findings, concerns and contradictions that rest on a record."""
    parts: list[Inline] = []
    for label, anchor in brief.uses.get(record, ()):
        if parts:
            parts.append(text(" "))
        parts.append(link(label, anchor))
    return nothing(tuple(parts))
