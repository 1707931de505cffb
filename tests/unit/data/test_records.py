"""Records for distinct values, and values carried between rows."""

from __future__ import annotations

from harness.data import Column, Record, Table, Value, combine_rows, fill_down, laid_over, map_records


def test_a_function_is_called_once_for_each_distinct_value() -> None:
    calls: list[str] = []

    def record(value: str) -> Record:
        calls.append(value)
        return {"n": value.upper()}

    found = map_records(record, Column.of(["a", "b", "a", None]))
    assert found.column("n").values() == ["A", "B", "A", None]
    assert calls == ["a", "b"]


def test_a_constant_column_is_looked_at_once() -> None:
    calls: list[str] = []

    def record(value: str) -> Record:
        calls.append(value)
        return {"n": value}

    assert map_records(record, Column.constant("x", 3)).column("n").values() == ["x", "x", "x"]
    assert calls == ["x"]


def test_fields_come_in_the_order_in_which_they_appear() -> None:
    records: dict[str, Record] = {"1": {"b": "x"}, "2": {"a": ["y", "z"], "b": None}}
    found = map_records(records.__getitem__, Column.of(["1", "2"]))
    assert found.names == ["b", "a"]
    assert found.columns()["a"].values() == [None, ["y", "z"]]


def test_several_columns_and_multivalues_make_one_key() -> None:
    seen: list[tuple[Value, ...]] = []

    def record(*values: Value) -> Record:
        seen.append(values)
        return {"n": str(len(seen))}

    found = map_records(record, Column.of([["a", "b"], ["a"], ["a", "b"]]), Column.of([1, 1, 1]))
    assert found.column("n").values() == ["1", "2", "1"]
    assert seen == [(["a", "b"], 1), ("a", 1)]


def test_nulls_are_passed_only_where_they_are_asked_for() -> None:
    column = Column.of(["a", None])
    assert map_records(lambda value: {"n": "x"}, column).column("n").values() == ["x", None]
    assert map_records(lambda value: {"n": str(value)}, column, nulls=True).column("n").values() == ["a", "None"]


def test_no_rows_give_no_fields() -> None:
    found = map_records(lambda value: {"n": "x"}, Column.of([]))
    assert found.names == []
    assert len(found.column("n")) == 0


def test_a_field_that_a_record_lacks_stays_as_it_was() -> None:
    table = Table({"a": Column.of(["old", "old"])})
    assert laid_over(table, {"a": Column.of(["new", None]), "b": Column.of([None, 1])}).rows() == [
        {"a": "new"},
        {"a": "old", "b": "1"},
    ]


def test_filling_down_leaves_nulls_in_front() -> None:
    table = Table({"a": Column.of([None, "x", None]), "b": Column.of([None, ["p", "q"], None])})
    assert fill_down(table, ["a", "b", "nosuch"]).rows() == [
        {},
        {"a": "x", "b": ["p", "q"]},
        {"a": "x", "b": ["p", "q"]},
    ]


def test_rows_that_are_equal_elsewhere_become_one_where_the_first_stood() -> None:
    table = Table.from_rows([{"h": "a", "x": 1}, {"h": "b", "x": 2}, {"h": "c", "x": 1}, {"x": 1}, {"h": "a", "x": 1}])
    assert combine_rows(table, "h").rows() == [
        {"h": ["a", "c", "a"], "x": "1"},
        {"h": "b", "x": "2"},
        {"x": "1"},
    ]
