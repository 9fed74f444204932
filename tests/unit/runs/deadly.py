"""A reader that quotes a document's first word, and dies, hangs or fails when the document says so."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from detente.documents.document import Document
from detente.errors import ReadingError
from detente.reading.proposed import Proposed
from detente.record.values import Passage, Span, Statement


@dataclass(frozen=True)
class DeadlyReader:
    """What the first word of a document makes it do is told in ``read``."""

    marks: str = ""
    name: str = "deadly"
    description: str = "a reader for tests"

    def read(self, document: Document) -> Proposed:
        word = document.text.split()[0]
        if word == "FAIL":
            raise ReadingError("it says so")
        if word == "DIE" or (word == "ONCE" and self._is_first(document)):
            os.kill(os.getpid(), signal.SIGKILL)
        if word == "SLOW":
            time.sleep(0.2)
        piece = Span(start=0, end=len(word), text=word)
        said = Statement(
            id="",
            passage=Passage(document=document.id, start=0, end=len(word), text=word),
            mode="direct",
            channel="public",
            content=(piece,),
            speaker_open="nobody is named",
        )
        return Proposed(statements=(said,))

    def _is_first(self, document: Document) -> bool:
        try:
            (Path(self.marks) / document.sha256).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True
