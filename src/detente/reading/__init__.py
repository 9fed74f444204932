"""Reading: documents to proposed records, each with the passage it rests on.

Importing this package loads no language model; `read` does, once. Even the rules are imported only when
something is read: who reads is asked for by commands that read nothing.

Each room knows those above it only:

- ``text``, ``times``, ``counts``, ``knowledge``: paragraphs and quotation marks, expressions of time, numbers
  of people, and what is known of words and of the world before any text;
- ``names``: where names stand, and what each of them is;
- ``parse``: the language pipeline and its parse, tied back to the text;
- ``learned``, ``acts``: the taggers, and the act that words tell;
- ``actors``, ``actor_file``: who is meant, and what a user's file knows of them;
- ``speech``, ``bargaining``, ``deeds``: who said what; what is offered, answered and promised; who did what;
- ``relations``, ``inconsistencies``: how actors stand to each other, and what does not fit;
- ``rules``, ``learned_reader``, ``endpoint``: the readers, whose proposals pass the ``gate``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.late import late

if TYPE_CHECKING:
    from detente.reading.collect import read as read

__all__ = ["read"]

__getattr__ = late(__name__, {"read": "detente.reading.collect"})
