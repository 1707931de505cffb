"""`replace`: changes whole values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.data import map_scalars, texts
from harness.spl.contract import Command, CommandType, Context, Documentation, Example
from harness.spl.evaluation.fields import pattern, replaced, select
from harness.spl.syntax.printer import print_fields, print_string, print_word

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness.data import Table
    from harness.spl.syntax.ast import FieldName
    from harness.spl.syntax.cursor import Cursor


@dataclass(frozen=True, slots=True)
class ReplaceCommand(Command):
    """`replace <value> WITH <value>... [IN <fields>]`; both values may have wildcards.

    `replacements` are pairs of the old and the new value.
    """

    keyword = "replace"
    type = CommandType.DISTRIBUTABLE_STREAMING
    syntax = "replace <value> WITH <value> [[,] <value> WITH <value>]... [IN <field>...]"
    documentation = Documentation(
        summary="Changes values that are, as a whole, the one given or match its wildcards.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Replace",
        examples=(
            Example(
                '| makeresults | eval h="10.0.0.1 localhost" | replace "* localhost" WITH "localhost *" IN h | table h',
                rows=[{"h": "localhost 10.0.0.1"}],
            ),
        ),
        differs=(
            "Without IN, fields that stats or eval made are changed too, though the page says that they are not.",
        ),
        undecided=(
            "Letter case (it counts here).",
            "Of several patterns that match, the one with the most letters wins, then the later one.",
        ),
    )

    replacements: tuple[tuple[str, str], ...]
    fields: tuple[FieldName, ...] = ()

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the pairs and the fields."""
        replacements = [_pair(cursor)]
        while cursor.punctuation(",") or not (cursor.at_end() or cursor.peek_keyword("in")):
            replacements.append(_pair(cursor))
        fields = cursor.fields() if cursor.keyword("in") else ()
        return cls(cursor.command_span(), tuple(replacements), fields)

    def render(self) -> str:
        """`replace`, its pairs and its fields."""
        text = "replace " + ", ".join(f"{_value(old)} WITH {_value(new)}" for old, new in self.replacements)
        return f"{text} IN {print_fields(self.fields, ', ')}" if self.fields else text

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """The rows with whole values replaced, those of multivalues member by member.

        Without IN every field but the internal ones is looked at.
        """
        names = select(self.fields, rows.names) if self.fields else [n for n in rows.names if not n.startswith("_")]
        change = _replacer(self.replacements)
        changed = {n: map_scalars(change, texts(rows.column(n)), members=True) for n in names if n in rows}
        return rows.with_columns(changed)


def _replacer(replacements: tuple[tuple[str, str], ...]) -> Callable[[str], str]:
    """What the pairs make of a value: a later exact one first, then the pattern with the most letters."""
    exact = {old: new for old, new in replacements if "*" not in old}
    patterns = [(old, new) for old, new in reversed(replacements) if "*" in old]
    patterns.sort(key=lambda pair: -len(pair[0].replace("*", "")))

    def change(text: str) -> str:
        if text in exact:
            return exact[text]
        for old, new in patterns:
            if pattern(old).fullmatch(text):
                return replaced(new, old, text)
        return text

    return change


def _pair(cursor: Cursor) -> tuple[str, str]:
    start = cursor.mark()
    old = cursor.word()
    cursor.expect_keyword("with")
    new = cursor.word()
    if "*" in new and old.count("*") != new.count("*"):
        message = f"`{old}` and `{new}` must have the same number of wildcards"
        raise cursor.error("SPL208", message, cursor.span_from(start), label="wildcards differ")
    return old, new


def _value(text: str) -> str:
    return print_string(text) if text.lower() in ("with", "in") else print_word(text)
