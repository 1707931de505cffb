"""The names of the fields that a command makes, read off its arguments.

`ADDED` are the commands that add fields to those that are there, `ONLY` those that give no other.  A command's entry is
a function from its node to the names; None stands for names that depend on the data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from harness.frozen import frozen


@frozen
class Outputs:
    """Fields that a command makes; those in `multivalue` may hold several values."""

    single: tuple[str, ...]
    multivalue: tuple[str, ...] = ()


Reader: TypeAlias = Callable[[Any], Outputs | None]

_GROUP = re.compile(r"\(\?P?[<']([A-Za-z_]\w*)[>']")
_PLACES = ("City", "Country", "Region", "lat", "lon", "Continent", "MetroCode", "Timezone")
_SUMMARY = ("field", "count", "distinct_count", "is_exact", "max", "mean", "min", "numeric_count", "stdev", "values")


def outputs(command: Any) -> Outputs | None:
    """The fields that this command makes."""
    reader = ADDED.get(command.keyword) or ONLY[command.keyword]
    return reader(command)


def _of(*names: str | None) -> Outputs:
    return Outputs(tuple(name for name in names if name))


def _constant(*names: str) -> Reader:
    return lambda _command: _of(*names)


def _option(name: str) -> Reader:
    return lambda command: _of(getattr(command, name))


def _new_field(command: Any) -> Outputs:
    return _of((command.new_field or command.field).name)


def _groups(command: Any) -> Outputs | None:
    """`rex`: the named groups."""
    if command.mode == "sed":
        return _of()
    names = tuple(_GROUP.findall(command.pattern))
    several = names if command.max_match != 1 else ()
    return Outputs((*names, *([command.offset_field] if command.offset_field else ())), several)


def _at_path(command: Any) -> Outputs | None:
    """`spath`: what stands at a path; without one, every path is a field."""
    name = command.output or command.path
    return _of(name) if name else None


def _totals(command: Any) -> Outputs:
    return _of(command.fieldname if command.row else None, command.labelfield)


def _places(command: Any) -> Outputs:
    return _of(*(f"{command.prefix}{name}" for name in _PLACES))


def _converted(command: Any) -> Outputs:
    return _of(*(each.alias.name for each in command.conversions if each.alias is not None))


def _difference(command: Any) -> Outputs:
    name = command.field.name
    return _of(command.new_field.name if command.new_field else f"delta({name})")


def _shifted(command: Any) -> Outputs:
    return _of(command.new_field.name if command.new_field else f"{command.field.name}_p*")


def _trends(command: Any) -> Outputs:
    named = ((each.alias.name if each.alias else f"{each.kind}{each.period}({each.field})") for each in command.trends)
    return _of(*named)


def _frequencies(command: Any) -> Outputs:
    names = [field.name for field in (*command.by_fields, *command.fields)]
    return _of(*names, command.countfield, command.percentfield)


def _several(command: Any) -> Outputs:
    return Outputs((command.field.name,), (command.field.name,))


def _tagged(command: Any) -> Outputs | None:
    return _of(command.outputfield) if command.outputfield else _of("tag", "tag::*")


ADDED: Mapping[str, Reader] = {
    "accum": _new_field,
    "addcoltotals": _option("labelfield"),
    "addinfo": _constant("info_min_time", "info_max_time", "info_sid", "info_search_time"),
    "addtotals": _totals,
    "autoregress": _shifted,
    "bin": _new_field,
    "cluster": lambda command: _of(command.countfield, command.labelfield),
    "concurrency": _option("output"),
    "convert": _converted,
    "delta": _difference,
    "iplocation": _places,
    "makecontinuous": _constant(),
    "makemv": _several,
    "mvcombine": _several,
    "rangemap": _constant("range"),
    "reltime": _constant("reltime"),
    "rex": _groups,
    "spath": _at_path,
    "strcat": lambda command: _of(command.destination.name),
    "tags": _tagged,
    "tojson": _option("output_field"),
    "transaction": _constant("duration", "eventcount", "closed_txn", "field_match_sum", "linecount"),
    "trendline": _trends,
    "typer": _constant("eventtype"),
    "xpath": _option("outfield"),
}
"""What is added by commands that keep every field."""

ONLY: Mapping[str, Reader] = {
    "fieldsummary": _constant(*_SUMMARY),
    "format": _constant("search"),
    "gentimes": _constant("starttime", "endtime", "starthuman", "endhuman"),
    "rare": _frequencies,
    "return": _constant("search"),
    "top": _frequencies,
    "untable": lambda command: _of(command.x_field.name, command.y_name_field.name, command.y_data_field.name),
}
"""What is given by commands that keep no other field."""
