"""Small screens over the review's own: a question, a choice, something to read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static


class Ask(ModalScreen[str | None]):
    """Ask for one line; None when it is left with escape. What may be written stands below the question."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave")]

    def __init__(self, question: str, hint: str = "") -> None:
        super().__init__()
        self._question = question
        self._hint = hint

    def compose(self) -> ComposeResult:
        """Show the question and a line to write on."""
        told = Text.assemble(self._question, *((("\n" + self._hint, "dim"),) if self._hint else ()))
        yield Static(told, classes="question")
        yield Input()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the line that was written."""
        self.dismiss(event.value)

    def action_leave(self) -> None:
        """Give nothing."""
        self.dismiss(None)


class Choose(ModalScreen[str | None]):
    """Let one of several be picked; None when it is left with escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave"),
        Binding("j", "down", "down", show=False),
        Binding("k", "up", "up", show=False),
    ]

    def __init__(self, question: str, options: Mapping[str, str]) -> None:
        super().__init__()
        self._question = question
        self._options = dict(options)

    def compose(self) -> ComposeResult:
        """Show the question and what there is to pick."""
        yield Static(Text(self._question), classes="question")
        yield OptionList(*(Text(shown) for shown in self._options.values()))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give what was picked."""
        self.dismiss(list(self._options)[event.option_index])

    def action_leave(self) -> None:
        """Give nothing."""
        self.dismiss(None)

    def action_down(self) -> None:
        """Go to the next option."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """Go to the option before."""
        self.query_one(OptionList).action_cursor_up()


class Tell(ModalScreen[None]):
    """Show something until a key is pressed."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """Show the words."""
        yield Static(Text(self._words), classes="question")

    def on_key(self) -> None:
        """Leave at any key."""
        self.dismiss(None)
