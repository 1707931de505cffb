"""`lookup(table, inputs, outputs)`."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from harness.data import map_scalars, texts
from harness.errors import SplNameError
from harness.spl.contract import Arity, Documentation, EvalFunction, Example, FunctionCall
from harness.spl.functions._pages import CONDITIONAL
from harness.spl.functions._shapes import argument_error
from harness.spl.json_text import JsonValue, read_json, render_json
from harness.spl.knowledge.lookups import find_lookup
from harness.spl.syntax.ast import StringLiteral

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harness.data import Column, RenderedRow, Table
    from harness.spl.syntax.ast import Call


class LookupFunction(EvalFunction):
    """Looks values up in a CSV table."""

    name = "lookup"
    arity = Arity(3, 3)
    signature = 'lookup("table", json_object("input", value, ...), json_array("output", ...))'
    literal_kinds = ("string", "any")
    documentation = Documentation(
        "A JSON object of the output fields of the rows whose input fields have these values; arrays for several rows.",
        CONDITIONAL,
        (Example('| makeresults | eval r=lookup("codes.csv", json_object("code", 200), json_array("meaning"))'),),
        undecided=("What no matching row gives (null here).",),
    )

    @classmethod
    def complaint(cls, node: Call) -> str | None:
        """The table must be named in the call."""
        return None if isinstance(node.arguments[0], StringLiteral) else "lookup takes the name of a table in quotes"

    def evaluate(self, call: FunctionCall) -> Column:
        """Null where no row matches.

        Raises: SplNameError for a lookup that does not exist.
        """
        rows = _table(call).rows()
        return map_scalars(_Finder(rows), texts(call.argument(1)), texts(call.argument(2)))


def _table(call: FunctionCall) -> Table:
    written = call.node.arguments[0]
    if not isinstance(written, StringLiteral):
        raise argument_error(call, "SPL221", "lookup takes the name of a table in quotes")
    found = find_lookup(written.value, call.context)
    if found is None:
        raise call.context.error(
            SplNameError, "SPL305", f'unknown lookup "{written.value}"', written.span, label="no such lookup"
        )
    return found.table


class _Finder:
    """Finds rows by the values of fields; an index for each set of fields is built when it is first asked for."""

    def __init__(self, rows: Sequence[RenderedRow]) -> None:
        self._rows = rows
        self._indexes: dict[tuple[str, ...], dict[tuple[str, ...], list[RenderedRow]]] = {}

    def __call__(self, inputs: str, outputs: str) -> str | None:
        wanted, names = read_json(inputs), read_json(outputs)
        if wanted is None or names is None or not isinstance(wanted[0], dict) or not isinstance(names[0], list):
            return None
        found = self._index(tuple(wanted[0])).get(tuple(str(value) for value in wanted[0].values()))
        return render_json({str(name): _cells(found, str(name)) for name in names[0]}) if found else None

    def _index(self, fields: tuple[str, ...]) -> dict[tuple[str, ...], list[RenderedRow]]:
        if fields not in self._indexes:
            index = self._indexes[fields] = defaultdict(list)
            for row in self._rows:
                index[tuple(str(row.get(field)) for field in fields)].append(row)
        return self._indexes[fields]


def _cells(rows: Sequence[RenderedRow], name: str) -> JsonValue:
    cells = [row.get(name) for row in rows]
    return cells[0] if len(cells) == 1 else cells
