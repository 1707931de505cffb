"""`datamodel`: describes data models, or searches one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from harness.spl.commands._declared import option_values
from harness.spl.contract import Command, CommandType, Documentation, Option
from harness.spl.syntax.printer import print_options, print_word

if TYPE_CHECKING:
    from harness.spl.syntax.cursor import Cursor

MODES = ("search", "flat", "acceleration_search")


@dataclass(frozen=True, slots=True)
class DatamodelCommand(Command):
    """`datamodel [<model> [<dataset> [search|flat|acceleration_search]]]`."""

    keyword = "datamodel"
    type = CommandType.GENERATING
    syntax = "datamodel [<model> [<dataset> [search|flat|acceleration_search]]] [strict_fields=<bool>] [<options>]"
    options = (
        Option("strict_fields", "boolean", default=True, says="Gives the fields of the model only."),
        Option("allow_old_summaries", "boolean", default=False, says="Reads summaries of an older definition too."),
        Option("summariesonly", "boolean", default=False, says="Reads summaries only."),
    )
    documentation = Documentation(
        summary="Describes data models, or searches a dataset of one.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Datamodel",
    )
    refusal = "it needs the definitions of data models"

    model: str | None = None
    dataset: str | None = None
    mode: str | None = None
    strict_fields: bool = True
    allow_old_summaries: bool = False
    summariesonly: bool = False

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads options and up to three words."""
        values = cursor.options(cls.options)
        words: list[str | None] = []
        while not cursor.at_end() and len(words) < 3:
            words.append(cursor.word())
            cursor.options(cls.options, values)
        model, dataset, mode = [*words, None, None, None][:3]
        if mode is not None and mode.lower() not in MODES:
            raise cursor.error("SPL204", f'"{mode}" is not one of {", ".join(MODES)}', cursor.command_span())
        return cls(cursor.command_span(), model, dataset, mode.lower() if mode else None, **values)

    def render(self) -> str:
        """`datamodel`, its words and its options."""
        words = [print_word(word) for word in (self.model, self.dataset, self.mode) if word is not None]
        return " ".join(["datamodel", *words]) + print_options(self.options, option_values(self))
