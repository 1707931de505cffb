"""`rename`: gives fields other names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.commands._refusals import unsupported
from harness.spl.contract import Command, CommandType, Context, Documentation, Example
from harness.spl.evaluation.fields import matching, replaced
from harness.spl.syntax.printer import print_renaming

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from harness.data import Table
    from harness.spl.syntax.ast import Renaming
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class RenameCommand(Command):
    """`rename <field> AS <field>`, any number of them; both sides may have the same number of wildcards."""

    keyword = "rename"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "rename <field> AS <field> [[,] <field> AS <field>]..."
    documentation = Documentation(
        summary="Gives fields other names; a wildcard carries over what it matched.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Rename",
        examples=(
            Example(
                "| makeresults | eval k8s_pod=1, k8s_node=2 | rename k8s_* AS * | table pod node",
                rows=[{"pod": "1", "node": "2"}],
            ),
        ),
    )

    renamings: tuple[Renaming, ...]

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the pairs of names."""
        renamings = [_checked(cursor, cursor.renaming())]
        while cursor.punctuation(",") or not cursor.at_end():
            renamings.append(_checked(cursor, cursor.renaming()))
        return cls(cursor.command_span(), tuple(renamings))

    def render(self) -> str:
        """`rename` and its pairs."""
        return "rename " + ", ".join(map(print_renaming, self.renamings))

    def execute(self, rows: Table, context: Context) -> Table:
        """The rows with fields under their new names, each in its place.

        A field that does not exist takes the place of its target all the same: the target is gone.
        Undecided: a chain (`a AS b, b AS c`) and two sources of one target; they are refused.
        """
        mapping: dict[str, str] = {}
        for renaming in self.renamings:
            for old, new in _pairs(renaming, rows.names):
                if old in mapping.values() or new in mapping.values():
                    raise unsupported(
                        context,
                        renaming.span,
                        "a rename whose names depend on one another",
                        "write one rename command for each step",
                    )
                mapping.setdefault(old, new)
        lost = [new for old, new in mapping.items() if old not in rows and new not in mapping]
        return rows.without(lost).renamed(mapping)


def _checked(cursor: Cursor, renaming: Renaming) -> Renaming:
    old, new = renaming.old.name, renaming.new.name
    if old.count("*") != new.count("*"):
        message = f"`{old}` and `{new}` must have the same number of wildcards"
        raise cursor.error("SPL208", message, renaming.span, label="wildcards differ")
    return renaming


def _pairs(renaming: Renaming, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    old, new = renaming.old, renaming.new
    for name in matching(old.name, names) if old.has_wildcard else [old.name]:
        target = replaced(new.name, old.name, name)
        if target != name:
            yield name, target
