"""Which fields results can have: a set of names that may be known exactly, by pattern, or hardly at all.

The analysis is generous: a name that is not in the set can certainly not be a field of a result, a name in it may.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from harness.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable


MOST_NAMES = 1000
"""A set with more names than this is open: telling them apart would cost more than it tells."""


@frozen
class FieldSet:
    """The fields that results may have at one point of a search.

    `names` may be there.  `patterns` (`tcp.*`) stand for names that depend on the data.  With `is_open` any other name
    may be there too, as in events, except those that match a pattern in `gone`.  `multivalue` are the names that may
    hold several values in one result.
    """

    names: frozenset[str] = frozenset()
    patterns: frozenset[str] = frozenset()
    is_open: bool = False
    gone: frozenset[str] = frozenset()
    multivalue: frozenset[str] = frozenset()

    @property
    def is_known(self) -> bool:
        """Whether every possible field is in `names`."""
        return not self.is_open and not self.patterns

    def may_have(self, name: str) -> bool:
        """Whether a result can have the field."""
        if name in self.names or matches_any(name, self.patterns):
            return True
        return self.is_open and not matches_any(name, self.gone)

    def adding(self, names: Iterable[str], multivalue: Iterable[str] = ()) -> FieldSet:
        """With these fields computed anew; patterns among them stand for names that depend on the data.

        Cost: the number of names, so that a set that grows beyond any that people write is taken for an open one.
        """
        if len(self.names) > MOST_NAMES:
            return EVENTS
        added = frozenset(names)
        patterns = frozenset(name for name in added if "*" in name)
        return replace(
            self,
            names=self.names | (added - patterns),
            patterns=self.patterns | patterns,
            multivalue=(self.multivalue - added) | frozenset(multivalue),
        )

    def removing(self, patterns: Iterable[str]) -> FieldSet:
        """Without the fields that match these names or patterns."""
        removed = frozenset(patterns)
        return replace(
            self,
            names=frozenset(name for name in self.names if not matches_any(name, removed)),
            patterns=self.patterns - removed,
            gone=self.gone | removed if self.is_open else self.gone,
            multivalue=frozenset(name for name in self.multivalue if not matches_any(name, removed)),
        )

    def keeping(self, patterns: Iterable[str]) -> FieldSet:
        """Only the fields that match these names or patterns."""
        kept = frozenset(patterns)
        named = frozenset(name for name in kept if "*" not in name and self.may_have(name))
        matched = frozenset(name for name in self.names if matches_any(name, kept))
        uncertain = self.is_open or bool(self.patterns)
        left = frozenset(pattern for pattern in kept if "*" in pattern) if uncertain else frozenset()
        names = named | matched
        return FieldSet(names, left, multivalue=self.multivalue & names)

    def renaming(self, old: str, new: str) -> FieldSet:
        """With the field `old` called `new`; with wildcards, what `*` matched is carried over."""
        if "*" in old:
            return self._renaming_pattern(old, new)
        if not self.may_have(old):
            return self
        multivalue = [new] if old in self.multivalue else []
        return self.removing([old]).adding([new], multivalue)

    def _renaming_pattern(self, old: str, new: str) -> FieldSet:
        moved = {name: carried_over(name, old, new) for name in self.names if matches_any(name, [old])}
        multivalue = [moved[name] for name in self.multivalue & moved.keys()]
        left = replace(self, names=self.names - moved.keys(), multivalue=self.multivalue - moved.keys())
        found = left.adding(moved.values(), multivalue)
        return found if self.is_known else found.adding([new])

    def joined(self, other: FieldSet) -> FieldSet:
        """The fields that results of either set may have."""
        gone = self.gone & other.gone if self.is_open and other.is_open else self.gone | other.gone
        return FieldSet(
            self.names | other.names,
            self.patterns | other.patterns,
            self.is_open or other.is_open,
            frozenset(name for name in gone if not (self.may_have(name) or other.may_have(name))),
            self.multivalue | other.multivalue,
        )


EVENTS = FieldSet(is_open=True)
"""What is known of events: nothing."""

NOTHING = FieldSet()
"""No field at all: what a search starts with."""


def matches_any(name: str, patterns: Iterable[str]) -> bool:
    """Whether the name is one of these names, or matches one of these patterns with `*`."""
    return any(name == pattern or ("*" in pattern and _matches(name, pattern)) for pattern in patterns)


def _matches(name: str, pattern: str) -> bool:
    # Only `*` is special in SPL; field names may hold brackets and question marks.
    return fnmatchcase(name, pattern.replace("[", "[[]").replace("?", "[?]"))


def carried_over(name: str, old: str, new: str) -> str:
    """What `name` is called when the pattern `old` is renamed to `new`: `tcp.a`, by `tcp.*` and `net.*`, is `net.a`."""
    found = re.fullmatch("(.*)".join(map(re.escape, old.split("*"))), name)
    parts = list(found.groups()) if found else []
    pieces = new.split("*")
    return "".join(piece + (parts[i] if i < len(parts) else "") for i, piece in enumerate(pieces))
