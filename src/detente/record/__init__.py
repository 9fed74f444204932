"""The record: frozen values, ids that hash content, and the store that keeps them."""

from detente.record.record import Record as Record
