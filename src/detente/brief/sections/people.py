"""Who is who: every actor as the reports name it, and what they say holds between actors."""

from __future__ import annotations

from detente.brief.blocks import (
    Cell,
    Column,
    Section,
    Table,
    TableRow,
    nothing,
    own_label,
    quiet,
    quote,
    text,
)
from detente.brief.briefing import Brief
from detente.brief.sections.cells import used_in
from detente.record.values import Actor, Relation


def build_people_section(brief: Brief) -> Section:
    """Set out actors by first mention, and relations in text order."""
    actors = Table(
        anchor="actors",
        caption="People, states and bodies, by first mention",
        columns=(
            Column(text="No.", kind="label"),
            Column(text="Name"),
            Column(text="Kind", kind="short"),
            Column(text="Speaks for", kind="short"),
            Column(text="Recognised by", kind="short"),
            Column(text="Mentions", kind="number"),
        ),
        rows=tuple(_actor(brief, actor) for actor in brief.record.actors),
        empty="No actor was found in the reports.",
        header=1,
    )
    relations = Table(
        anchor="relations",
        caption="What the reports say holds between them",
        columns=(
            Column(text="No.", kind="label"),
            Column(text="One"),
            Column(text="Relation", kind="short"),
            Column(text="Other"),
            Column(text="Words"),
            Column(text="Used in", kind="short"),
        ),
        rows=tuple(_relation(brief, relation) for relation in brief.record.relations),
        empty="No relation between actors was found in the reports.",
        header=2,
    )
    return Section(anchor="people", title="Who is who", blocks=(actors, relations))


def _actor(brief: Brief, actor: Actor) -> TableRow:
    entry = brief.index.find(actor.id)
    role: Cell = (quiet(f" {actor.role}"),) if actor.role else ()
    holder = brief.cast.holder_of(actor.id)
    party = holder.name if holder is not None and holder.name != actor.name else None
    above = brief.cast.name(actor.speaks_for)
    speaks_for = above if above is not None else party
    return TableRow(
        anchor=entry.anchor if entry is not None else "",
        cells=(
            (own_label(brief.index, actor.id),),
            (text(actor.name), *role),
            (text(actor.kind),),
            nothing((text(speaks_for),) if speaks_for else ()),
            nothing((quiet(actor.basis),) if actor.basis else ()),
            (text(str(len(actor.mentions))),),
        ),
    )


def _relation(brief: Brief, relation: Relation) -> TableRow:
    entry = brief.index.find(relation.id)
    return TableRow(
        anchor=entry.anchor if entry is not None else "",
        cells=(
            (own_label(brief.index, relation.id),),
            (text(brief.cast.name(relation.a) or relation.a),),
            (text(relation.kind),),
            (text(brief.cast.name(relation.b) or relation.b),),
            (quote(relation.passage.text),),
            used_in(brief, relation.id),
        ),
    )
