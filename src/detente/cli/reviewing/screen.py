"""The screen of a review: one item at a time in its context, one key a decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from rich.console import Group
from rich.table import Table
from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Footer, Static

from detente.brief.visible import one_line, visible
from detente.cli.reviewing.answers import HINTS, OPEN, picks, value_of
from detente.cli.reviewing.desk import Desk
from detente.cli.reviewing.dialogs import Ask, Choose, Tell
from detente.cli.reviewing.entries import candidates, context, rows
from detente.errors import DetenteError
from detente.record.ruling.correctable import CORRECTABLE
from detente.record.values import RulingKind

CREDIBILITY: Mapping[str, str] = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}
"""The Admiralty code of an item, in words."""
HELP = """\
j, down   the next item
k, up     the one before
a         accept it as it was read
A         ... and say why
r         reject it
R         ... and say why
1 to 9    choose this speaker, when the speaker is open
e         correct a field
g         grade how credible it is
n         note something on it
u         take back the last decision of this review
?         this help
q         leave; all is kept already"""


class ReviewScreen(App[None]):
    """Review the items of a desk.

    Parameters
    ----------
    desk : Desk
    names : mapping of str to str
        Names of the record's actors by id.
    words : mapping of str to str, optional
        What items and proposals are shown as, by id, where another item refers to them.
    """

    CSS = """
    #place { background: $primary; color: $text; padding: 0 1; }
    #words { height: 2fr; padding: 1 2; border-bottom: solid $primary; }
    #read { height: 3fr; padding: 0 2; }
    Ask, Choose, Tell { align: center middle; }
    .question { width: 84; max-width: 100%; padding: 1 2; background: $panel; }
    Input, OptionList { width: 84; max-width: 100%; max-height: 16; }
    """
    TITLE = "detente review"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "explain", "help", key_display="?"),  # first, for a narrow footer is cut
        Binding("j,down", "move(1)", "next"),
        Binding("k,up", "move(-1)", "back"),
        Binding("a", "decide('accept')", "accept"),
        Binding("r", "decide('reject')", "reject"),
        Binding("A", "reason('accept')", "accept, why", show=False),
        Binding("R", "reason('reject')", "reject, why", show=False),
        Binding("e", "correct", "edit"),
        Binding("g", "grade", "grade"),
        Binding("n", "note", "note"),
        Binding("u", "undo", "undo"),
        Binding("q", "quit", "quit"),
        *(Binding(str(digit), f"speaker({digit})", show=False) for digit in range(1, 10)),
    ]

    def __init__(self, desk: Desk, names: Mapping[str, str], words: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._of_record = names
        self._names: Mapping[str, str] = names
        self._words = words or {}

    def compose(self) -> ComposeResult:
        """Lay out the place, the words in their context, what was read, and the keys."""
        yield Static(id="place")
        with VerticalScroll(id="words"):
            yield Static(id="context")
        with VerticalScroll(id="read"):
            yield Static(id="fields")
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Show the first item."""
        self._show()

    def action_move(self, steps: int) -> None:
        """Look at another item."""
        if not self._desk.move(steps):
            self._tell("that was the last one" if steps > 0 else "this is the first one")
        self._show()

    def action_decide(self, kind: RulingKind) -> None:
        """Accept or reject, and go on to the next item."""
        self._rule(kind, moves=True)

    def action_speaker(self, digit: int) -> None:
        """Choose the speaker of an open statement."""
        offered = candidates(self._desk.entry.item)
        if digit > len(offered):
            self._tell(f"there is no speaker {digit} to choose")
            return
        self._rule("correct", change={"speaker": offered[digit - 1]}, moves=True)

    def action_reason(self, kind: RulingKind) -> None:
        """Accept or reject, and say why."""
        self.run_worker(self._with_reason(kind))

    def action_note(self) -> None:
        """Note something on the item."""
        self.run_worker(self._with_reason("note"))

    def action_grade(self) -> None:
        """Grade how credible the item is."""
        self.run_worker(self._grade())

    def action_correct(self) -> None:
        """Correct one field."""
        self.run_worker(self._correct())

    def action_undo(self) -> None:
        """Take the last decision back and look at its item."""
        undone = self._desk.undo()
        self._names = {**self._of_record, **self._desk.made_names()}
        self._tell("nothing to take back" if undone is None else f"took back: {undone.kind}")
        self._show()

    def action_explain(self) -> None:
        """Show the keys."""
        self.push_screen(Tell(HELP))

    async def _with_reason(self, kind: RulingKind) -> None:
        because = await self.push_screen_wait(Ask(f"{kind}: why?", "in a few words"))
        if because and because.strip():
            self._rule(kind, because=because.strip(), moves=kind != "note")

    async def _grade(self) -> None:
        options = {grade: f"{grade}  {words}" for grade, words in CREDIBILITY.items()}
        grade = await self.push_screen_wait(Choose("how credible is it?", options))
        if grade is not None:
            self._rule("grade", change={"credibility": grade}, because="graded in review")

    async def _correct(self) -> None:
        fields = CORRECTABLE[type(self._desk.entry.item)]
        shown = {name: name.replace("_", " ") for name in fields if fields[name].kind != "clauses"}
        name = await self.push_screen_wait(Choose("which field?", shown))
        if name is None:
            return
        options = picks(fields[name])
        if options:
            answer = await self.push_screen_wait(Choose(f"{name}:", {option: option for option in options}))
        else:
            hint = HINTS.get(fields[name].kind, "") + (f"; {OPEN} leaves it open" * fields[name].is_optional)
            answer = await self.push_screen_wait(Ask(f"{name}:", hint))
        if answer is None:
            return
        try:
            value = value_of(fields[name], answer, self._names)
        except DetenteError as error:
            self._tell(str(error), is_wrong=True)
            return
        self._rule("correct", change={name: value})

    def _rule(
        self,
        kind: RulingKind,
        *,
        change: Mapping[str, Any] | None = None,
        because: str = "",
        moves: bool = False,
    ) -> None:
        try:
            self._desk.rule(kind, change=change, because=because)
        except DetenteError as error:
            self._tell(str(error), is_wrong=True)
            return
        self._names = {**self._of_record, **self._desk.made_names()}
        if moves and not self._desk.move(1):
            self._tell("that was the last one")
        self._show()

    def _tell(self, words: str, *, is_wrong: bool = False) -> None:
        self.notify(visible(words), severity="error" if is_wrong else "information", markup=False)

    def _show(self) -> None:
        entry = self._desk.entry
        place = f"{self._desk.place + 1} of {len(self._desk)}   {entry.kind}   {self._how_it_stands()}"
        origin = entry.document.source + (
            f", {entry.document.published_on}" * bool(entry.document.published_on)
        )
        self.query_one("#place", Static).update(Text(f"{place}   {one_line(origin)}"))
        before, words, after = (visible(part) for part in context(entry))
        told = Text.assemble((before, "dim"), (words, "bold reverse"), (after, "dim"))
        self.query_one("#context", Static).update(told)
        self.query_one("#words", VerticalScroll).scroll_home(animate=False)
        self.query_one("#fields", Static).update(Group(*self._read()))

    def _how_it_stands(self) -> str:
        """Say in short what was decided, for what is told of it below may be out of sight."""
        standing = self._desk.entry.standing
        told = [standing.status, *([f"credibility {standing.credibility}"] if standing.credibility else [])]
        n_notes = len(standing.notes)
        return ", ".join([*told, *(["1 note" if n_notes == 1 else f"{n_notes} notes"] if n_notes else [])])

    def _read(self) -> list[Table | Text]:
        entry = self._desk.entry
        parts: list[Table | Text] = []
        offered = candidates(entry.item)
        if offered:
            parts.append(Text("who says it?", "bold"))
            parts += [
                Text(f"  {digit}  {one_line(self._names.get(who, who))}")
                for digit, who in enumerate(offered[:9], start=1)
            ]
            parts.append(Text())
        table = Table.grid(padding=(0, 2))
        for name, value in rows(entry.item, {**self._words, **self._names}):
            changed = name.replace(" ", "_") in entry.standing.changed
            table.add_row(Text(name, "dim"), Text(one_line(value), "bold" if changed else ""))
        parts.append(table)
        parts += [Text(f"\nnote: {one_line(note)}") for note in entry.standing.notes]
        if entry.standing.credibility:
            grade = entry.standing.credibility
            parts.append(Text(f"\ncredibility {grade}, {CREDIBILITY[grade]}"))
        return parts
