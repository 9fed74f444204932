"""The record: frozen values, ids that hash content, and the store that keeps them.

``check`` and ``mirror`` are functions in modules of their name, and the store is in ``detente.record.store``,
so that a record can be used without a database.
"""

from detente.record.identity import identified as identified
from detente.record.jsonl import lines as lines
from detente.record.jsonl import objects as objects
from detente.record.jsonl import schema as schema
from detente.record.quotes import QuoteEntry as QuoteEntry
from detente.record.quotes import quote_ledger as quote_ledger
from detente.record.quotes import same_text_groups as same_text_groups
from detente.record.record import Record as Record
