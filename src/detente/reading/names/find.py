"""Names in one document: where they stand, and one decision a document on what each name is.

A run of capitalised words is cut at known names and at titles; every cut is a vote on what the name
is (a title before it, the world's gazetteer, an adjective made of it, the words around it), and the
votes of the whole document decide, so that a surname is not a person here and a company there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from detente.reading.knowledge.world import World
from detente.reading.names.aliases import with_aliases
from detente.reading.names.cutting import cut_run
from detente.reading.names.runs import find_runs, place_labels
from detente.reading.names.states import with_forms
from detente.reading.names.types import Labels
from detente.reading.names.types import Name as Name
from detente.reading.names.types import NameKind as NameKind
from detente.reading.names.unnamed_states import with_unnamed_states
from detente.reading.names.votes import decide
from detente.reading.text.paragraphs import Paragraph


def find_names(
    text: str, paragraphs: Sequence[Paragraph], labels: Sequence[Labels], world: World
) -> tuple[Name, ...]:
    """Find the names of a document, in text order, without overlaps.

    Parameters
    ----------
    text : str
        Verbatim text.
    paragraphs : sequence of Paragraph
    labels : sequence of sequence of (start, end, label)
        For each paragraph the recogniser's spans, offsets within the paragraph. They decide only
        what the text and the world leave open.
    world : World

    Examples
    --------
    >>> from detente.reading.text.paragraphs import find_paragraphs
    >>> from detente.reading.knowledge.world import load_world
    >>> text = "Karvian President Ann Berg left Karvia."
    >>> [(name.text, name.kind) for name in find_names(text, find_paragraphs(text), [()], load_world())]
    [('Karvian', 'demonym'), ('Ann Berg', 'person'), ('Karvia', 'state')]
    """
    labelled = place_labels(paragraphs, labels)
    drafts = [
        name for run in find_runs(text, paragraphs, labelled, world) for name in cut_run(run, text, world)
    ]
    drafts = with_forms(_fold_headings(settle_shared(drafts, world), paragraphs), text)
    drafts = with_aliases(drafts, text, paragraphs, world)
    return with_unnamed_states(decide(drafts, text, paragraphs, labelled), text)


def settle_shared(names: Sequence[Name], world: World) -> list[Name]:
    """Tie a known word that several states share (*Korean*) to the only one of them the text names."""
    named = {name.state for name in names if (name.is_known or name.is_given) and name.state}
    settled = []
    for name in names:
        entry = world.lookup(name.text) if name.is_known and name.state is None else None
        meant = [state for state in entry.candidates if state in named] if entry is not None else []
        is_of_state = entry is not None and entry.kind in ("state", "demonym") and len(entry.candidates) > 1
        settled.append(replace(name, state=meant[0]) if is_of_state and len(meant) == 1 else name)
    return settled


def _fold_headings(drafts: list[Name], paragraphs: Sequence[Paragraph]) -> list[Name]:
    """Keep from headings, where every word is capitalised, only names that the body has too."""
    starts = [paragraph.start for paragraph in paragraphs]
    inside = [paragraphs[bisect_right(starts, name.start) - 1].is_heading for name in drafts]
    body = {name.key for name, is_inside in zip(drafts, inside, strict=True) if not is_inside}
    return [
        name
        for name, is_inside in zip(drafts, inside, strict=True)
        if not is_inside or name.key in body or name.is_known or name.is_given
    ]
