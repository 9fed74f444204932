"""Every index is one that the database takes, and each filter of ``find`` has one that leads to its rows."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import event
from tests.unit.record.sample import sample

from detente.record.asking.query import Query
from detente.record.store import Store, tables

LED = (
    (Query(kinds=("statement",), who=("actor:ola-kerr",)), "statement_by_speaker_day"),
    (Query(kinds=("event",), who=("actor:ola-kerr",)), "event_by_actor_day"),
    (Query(kinds=("statement",), acts=("REJECT",)), "statement_by_act_day"),
    (Query(kinds=("event",), acts=("ASSAULT",)), "event_by_act_day"),
    (Query(kinds=("statement",), channel="private"), "statement_by_channel_day"),
    (Query(kinds=("statement",), about="territory"), "statement_by_about_day"),
    (Query(kinds=("statement",), source="herald"), "statement_by_document_day"),
    (Query(kinds=("claim",), below=0.5), "claim_by_step_day"),
    (Query(kinds=("event",), since=date(2031, 5, 1)), "event_by_day_document"),
    (Query(kinds=("event",)), "event_by_day_document"),
)
"""Queries, and the index by which the database finds the rows that answer."""


@pytest.mark.parametrize(("query", "index"), LED)
def test_each_filter_has_an_index(query: Query, index: str) -> None:
    asked: list[tuple[str, object]] = []
    with Store.open(":memory:") as store:
        store.add(sample())
        connection = store._connection

        def note(*told: object) -> None:
            asked.append((str(told[2]), told[3]))

        event.listen(connection.engine, "before_cursor_execute", note)
        store.find(query, limit=50)
        event.remove(connection.engine, "before_cursor_execute", note)
        driver = connection.connection.driver_connection
        assert driver is not None
        steps = [
            str(row[3])
            for statement, values in asked
            if statement.startswith("SELECT")
            for row in driver.execute(f"EXPLAIN QUERY PLAN {statement}", values)
        ]
    assert any(index in step for step in steps), steps
    kind = query.kinds[0]
    assert not [step for step in steps if step == f"SCAN {kind}"], "rows are gone through one by one"


def test_no_index_leaves_out_rows_that_there_cannot_be() -> None:
    """SQLite takes no index of the rows where something is not missing that never is."""
    nullable = {
        (table.name, column.name): column.nullable
        for table in tables.metadata.tables.values()
        for column in table.columns
    }
    n_partial = 0
    for table in tables.metadata.tables.values():
        for index in table.indexes:
            where = index.dialect_kwargs.get("sqlite_where")
            if where is not None:
                n_partial += 1
                assert nullable[table.name, where.left.name], index.name
    assert n_partial > 10
