"""`datamodel`: describes data models, or searches one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from harness.data import Table
from harness.spl.commands._datasets import whole_dataset
from harness.spl.commands._declared import option_values
from harness.spl.commands._refusals import unsupported
from harness.spl.contract import Command, CommandType, Context, Documentation, Example, Option
from harness.spl.knowledge.datamodels import data_model, data_models, dataset_of, path_of
from harness.spl.syntax.printer import print_options, print_word

if TYPE_CHECKING:
    from harness.spl.objects import DataModel, ModelDataset, ModelField
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
        examples=(
            Example("| datamodel | spath modelName | search modelName=Web | table modelName", [{"modelName": "Web"}]),
            Example("| datamodel Web Web search | stats count by Web.status"),
            Example("| datamodel Web Web flat | stats count by status"),
        ),
        differs=(
            "a description (the JSON in _raw) leaves out comments and what editors need",
            "acceleration_search is refused",
        ),
    )

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

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """A description of each data model, of one or of a dataset; with a mode the events of the dataset.

        Raises: SplNameError for an unknown data model or dataset.
        """
        if self.model is None:
            return _described([_model(each) for each in data_models(context.sources.knowledge)])
        model = data_model(self.model, self.span, context)
        if self.dataset is None:
            return _described([_model(model)])
        dataset = dataset_of(model, self.dataset, self.span, context)
        if self.mode is None:
            return _described([_object(model, dataset)])
        if self.mode == "acceleration_search":
            raise unsupported(context, self.span, "datamodel with acceleration_search")
        return whole_dataset(
            model, dataset, self.span, context, flat=self.mode == "flat", whole_events=not self.strict_fields
        )


def _described(values: list[dict[str, Any]]) -> Table:
    return Table.from_rows([{"_raw": json.dumps(value)} for value in values])


def _model(model: DataModel) -> dict[str, Any]:
    searches = sum(1 for dataset in model.datasets.values() if dataset.parent is None and dataset.search)
    return {
        "modelName": model.name,
        "displayName": model.title or model.name,
        "description": model.source,
        "objectSummary": {"Event-Based": len(model.datasets) - searches, "Search-Based": searches},
        "objects": [_object(model, dataset) for dataset in model.datasets.values()],
        "objectNameList": list(model.datasets),
    }


def _object(model: DataModel, dataset: ModelDataset) -> dict[str, Any]:
    described: dict[str, Any] = {
        "objectName": dataset.name,
        "displayName": dataset.name.replace("_", " "),
        "parentName": dataset.parent or ("BaseSearch" if dataset.search else "BaseEvent"),
        "lineage": path_of(model, dataset),
        "fields": [_field(field, dataset) for field in dataset.fields if not field.calculation],
        "calculations": [_calculation(field, dataset) for field in dataset.fields if field.calculation],
        "constraints": [{"search": dataset.constraint, "owner": dataset.name}] if dataset.constraint else [],
    }
    return {**described, "baseSearch": dataset.search} if dataset.search else described


def _field(field: ModelField, dataset: ModelDataset) -> dict[str, Any]:
    return {
        "fieldName": field.name,
        "displayName": field.name,
        "owner": dataset.name,
        "type": field.kind,
        "required": field.required,
    }


def _calculation(field: ModelField, dataset: ModelDataset) -> dict[str, Any]:
    return {
        "calculationType": "Eval",
        "expression": field.calculation,
        "owner": dataset.name,
        "outputFields": [_field(field, dataset)],
    }
