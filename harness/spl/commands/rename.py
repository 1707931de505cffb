"""`rename`: gives fields other names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.commands._refusals import unsupported
from harness.spl.commands._undecided import say_undecided
from harness.spl.contract import Command, CommandType, Context, Documentation, Example
from harness.spl.evaluation.fields import matching, replaced
from harness.spl.syntax.printer import print_renaming

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
        Undecided: a chain (`a AS b, b AS c`); the pairs are done from left to right, and a message says so.  Two
        sources of one target and names that change hands (`a AS b, b AS a`) are refused; a name that is free because
        its field got another one (`a AS b, c AS a`) is not.  Two names for one field are refused too; the page says
        that this is not valid, not what comes of it.
        """
        done: dict[str, str] = {}
        for renaming in self.renamings:
            step = self._step(renaming, rows, done, context)
            lost = [new for old, new in step.items() if old not in rows and new not in step]
            rows = rows.without(lost).renamed(step)
            done |= step
        return rows

    def _step(self, renaming: Renaming, rows: Table, done: Mapping[str, str], context: Context) -> dict[str, str]:
        """The fields that one pair of names renames, after those before it.

        Raises: SplUnsupportedError for names that depend on one another.
        """
        step: dict[str, str] = {}
        for old, new in _pairs(renaming, rows.names):
            if done.get(old) == new:
                continue
            is_taken = new in {*done.values(), *step.values()}
            if is_taken or old in done or (new in done and old in done.values()):
                raise unsupported(
                    context,
                    renaming.span,
                    "a rename whose names depend on one another",
                    "write one rename command for each step",
                )
            if old in done.values():
                say_undecided(self, context, "whether a rename sees the new names of those before it")
            step[old] = new
        return step


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
