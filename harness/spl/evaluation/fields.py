"""Which fields of a table a list of names and patterns means.

`*` in a pattern stands for any run of characters.  Internal fields, whose names start with an underscore, are matched
by a pattern only if it starts with one too.

Undecided: the order of the fields that one pattern matches; here it is that of the columns.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from harness.spl.syntax.ast import FieldName


@lru_cache(maxsize=512)
def pattern(text: str) -> re.Pattern[str]:
    """The regular expression of a field pattern, one group for each `*`."""
    return re.compile("(.*)".join(re.escape(part) for part in text.split("*")), re.DOTALL)


def matching(text: str, names: Iterable[str]) -> list[str]:
    """The names that a pattern matches, in their order."""
    internal = text.startswith("_")
    found = pattern(text)
    return [name for name in names if found.fullmatch(name) and (internal or not name.startswith("_"))]


def select(fields: Sequence[FieldName], names: Sequence[str]) -> list[str]:
    """The fields that a list of names and patterns means; names that are not there are kept, each once."""
    chosen: dict[str, None] = {}
    for field in fields:
        found = matching(field.name, names) if field.has_wildcard else [field.name]
        chosen.update(dict.fromkeys(found))
    return list(chosen)


def replaced(new: str, old: str, name: str) -> str:
    """The name that `old AS new` gives to `name`, which `old` matches: each `*` of the new name is what one matched."""
    match = pattern(old).fullmatch(name)
    if match is None or "*" not in new:
        return new
    return "".join(part + found for part, found in zip(new.split("*"), [*match.groups(), ""], strict=False))
