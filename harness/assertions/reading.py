"""Reads expected values and rows from YAML, and says what is wrong with them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from harness.assertions.contract import Reader
from harness.assertions.expected import Absent, Anything, ExpectedValue, Matching, Members, Number, Text
from harness.assertions.rows import ExpectedRow
from harness.diagnostics import suggest
from harness.diagnostics.yaml_text import YamlMapping, YamlNode, YamlScalar, YamlSequence

RULES = "{near: NUMBER, within: NUMBER}, {matches: REGEX} or {any: true}"


def read_rows(node: YamlNode, keyword: str, reader: Reader) -> tuple[ExpectedRow, ...] | None:
    """The rows of a list of mappings, or None where it is something else."""
    if not isinstance(node, YamlSequence):
        reader.complain(
            "EXP110",
            f'"{keyword}" is a list of rows',
            node,
            label="not a list",
            way_out=f"write {keyword}: [] for none",
        )
        return None
    rows = [read_row(item, reader) for item in node.items]
    return tuple(row for row in rows if row is not None)


def read_row(node: YamlNode, reader: Reader) -> ExpectedRow | None:
    """The rules of one mapping."""
    if not isinstance(node, YamlMapping):
        reader.complain(
            "EXP110",
            "a row is a mapping of field names to values",
            node,
            label="not a mapping",
            way_out="write field: value",
        )
        return None
    cells = {name: read_value(value, reader) for name, value in node.items.items()}
    rules = {name: value for name, value in cells.items() if value is not None}
    return ExpectedRow(rules, node.source, node.span, node.key_spans)


def read_value(node: YamlNode, reader: Reader) -> ExpectedValue | None:
    """The rule of one value; None where the YAML is wrong."""
    if isinstance(node, YamlSequence):
        return _read_members(node)
    if isinstance(node, YamlMapping):
        return _read_rule(node, reader)
    assert isinstance(node, YamlScalar)
    value = node.value
    if value is None:
        return Absent()
    if isinstance(value, bool):
        reader.complain(
            "EXP111",
            "a result has no truth values, only texts",
            node,
            label="read as a truth value",
            way_out='quote it: "True", "true" or "yes", as the search writes it',
        )
        return None
    return Number(value) if isinstance(value, int | float) else Text(str(value))


def read_names(node: YamlNode | None, keyword: str, reader: Reader) -> Sequence[str]:
    """A list of field names."""
    if node is None:
        return ()
    if isinstance(node, YamlSequence) and all(isinstance(item, YamlScalar) for item in node.items):
        return tuple(str(item.to_python()) for item in node.items)
    reader.complain("EXP110", f'"{keyword}" is a list of field names', node, way_out=f"write {keyword}: [host, user]")
    return ()


def check_names(node: YamlNode | None, keyword: str, rows: Sequence[ExpectedRow], reader: Reader) -> None:
    """Complains of names that no expected row has: a misspelt one would compare nothing."""
    cells = {name for row in rows for name in row.cells}
    for item in node.items if isinstance(node, YamlSequence) and rows else ():
        name = str(item.to_python())
        if name not in cells:
            near = suggest(name, sorted(cells))
            way_out = f'did you mean "{near}"?' if near else f"write {name}: null in a row where it must be absent"
            reader.complain("EXP120", f'"{keyword}" names "{name}", which no row has', item, way_out=way_out)


def read_flag(node: YamlNode | None, keyword: str, reader: Reader) -> bool:
    """A truth value, false if it is absent."""
    if node is None:
        return False
    value = node.to_python()
    if not isinstance(value, bool):
        reader.complain("EXP110", f'"{keyword}" is true or false', node, way_out=f"write {keyword}: true")
        return False
    return value


def _read_members(node: YamlSequence) -> Members:
    return Members(tuple("" if item.to_python() is None else str(item.to_python()) for item in node.items))


def _read_rule(node: YamlMapping, reader: Reader) -> ExpectedValue | None:
    names = set(node.items)
    if names in ({"near", "within"}, {"near"}):
        return _read_near(node, reader)
    if names == {"matches"}:
        return _read_matching(node.items["matches"], reader)
    if names == {"any"} and node.items["any"].to_python() is True:
        return Anything()
    reader.complain(
        "EXP112",
        "unknown rule for a value: " + ", ".join(sorted(names)),
        node,
        label="no such rule",
        way_out=f"write {RULES}",
    )
    return None


def _read_near(node: YamlMapping, reader: Reader) -> ExpectedValue | None:
    numbers = {name: item.to_python() for name, item in node.items.items()}
    for name, number in numbers.items():
        if not _is_finite(number) or (name == "within" and number < 0):
            reader.complain(
                "EXP112", f'"{name}" must be a number, not {number!r}', node.items[name], way_out=f"write {RULES}"
            )
            return None
    return Number(float(numbers["near"]), float(numbers.get("within", 1e-9)))


def _is_finite(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _read_matching(node: YamlNode, reader: Reader) -> ExpectedValue | None:
    try:
        return Matching(re.compile(str(node.to_python())))
    except re.error as error:
        reader.complain(
            "EXP112", f"not a regular expression: {error}", node, way_out="quote special characters with \\"
        )
        return None
