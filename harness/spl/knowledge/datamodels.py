"""Data models by name: those of the content over those of the Common Information Model, their datasets and fields.

A dataset inherits the constraints and fields of its parent.  A field is known by the path of the dataset that declares
it: `All_Changes.user` in every child of All_Changes, `All_Changes.Account_Management.src_user` for a field that
Account_Management adds.  For each child, its parent tells with `is_<child>` and `is_not_<child>` whether an event is in
it.

Source: Knowledge Manager Manual, "About data models"; Search Reference, "tstats".
Undecided: whether letter case counts in the name of a data model or dataset; here it does.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from harness.diagnostics import suggest
from harness.errors import SplNameError
from harness.spl.objects import DataModel, Knowledge, ModelDataset, ModelField

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.diagnostics import Span
    from harness.spl.contract import Context

_ROOM = "harness.spl.models"


def find_data_model(name: str, knowledge: Knowledge) -> DataModel | None:
    """The data model of this name: of the content, or else of the Common Information Model."""
    if name in knowledge.data_models:
        return knowledge.data_models[name]
    file = name.lower()
    if not file.isidentifier() or file.startswith("_") or find_spec(f"{_ROOM}.{file}") is None:
        return None
    model = import_module(f"{_ROOM}.{file}").MODEL
    assert isinstance(model, DataModel)
    return model if model.name == name else None


def data_models(knowledge: Knowledge) -> list[DataModel]:
    """Every data model, by name."""
    files = (file.name for file in iter_modules(import_module(_ROOM).__path__) if not file.name.startswith("_"))
    declared = {model.name: model for model in (import_module(f"{_ROOM}.{file}").MODEL for file in files)}
    found = {**declared, **knowledge.data_models}
    return [found[name] for name in sorted(found)]


def data_model(name: str, span: Span, context: Context) -> DataModel:
    """The data model of this name.

    Raises: SplNameError (SPL313) where there is none.
    """
    knowledge = context.sources.knowledge
    found = find_data_model(name, knowledge)
    if found is None:
        near = suggest(name, [model.name for model in data_models(knowledge)])
        way_out = f'did you mean "{near}"?' if near else "declare it among the data models of the content"
        message = f'unknown data model "{name}"'
        raise context.error(SplNameError, "SPL313", message, span, label="not a data model", help=way_out)
    return found


def dataset_of(model: DataModel, path: str, span: Span, context: Context) -> ModelDataset:
    """The dataset of a name, or of a path that leads to it from the root (`All_Changes.Account_Management`).

    Raises: SplNameError (SPL314) where there is none.
    """
    found = model.datasets.get(path.rpartition(".")[2])
    if found is None or path not in (found.name, path_of(model, found)):
        near = suggest(path, [*model.datasets, *(path_of(model, each) for each in model.datasets.values())])
        way_out = f'did you mean "{near}"?' if near else f"it has: {', '.join(model.datasets)}"
        message = f'the data model {model.name} has no dataset "{path}"'
        raise context.error(SplNameError, "SPL314", message, span, label="not a dataset of it", help=way_out)
    return found


def roots_of(model: DataModel) -> list[ModelDataset]:
    """The datasets without parent."""
    return [dataset for dataset in model.datasets.values() if dataset.parent is None]


def lineage_of(model: DataModel, dataset: ModelDataset) -> tuple[ModelDataset, ...]:
    """The dataset and its ancestors, the root first."""
    if dataset.parent is None:
        return (dataset,)
    return (*lineage_of(model, model.datasets[dataset.parent]), dataset)


def path_of(model: DataModel, dataset: ModelDataset) -> str:
    """The names of its lineage, with dots between them."""
    return ".".join(each.name for each in lineage_of(model, dataset))


def family_of(model: DataModel, root: ModelDataset) -> list[ModelDataset]:
    """The root and all that descend from it, parents before children."""
    return [dataset for dataset in model.datasets.values() if lineage_of(model, dataset)[0] is root]


def fields_of(model: DataModel, dataset: ModelDataset) -> Iterator[tuple[str, ModelField]]:
    """The fields of a dataset with the names that searches of the model call them by, inherited ones first."""
    for each in lineage_of(model, dataset):
        path = path_of(model, each)
        for field in each.fields:
            yield f"{path}.{field.name}", field


def children_of(model: DataModel, dataset: ModelDataset) -> list[ModelDataset]:
    """The datasets that have this one as their parent."""
    return [each for each in model.datasets.values() if each.parent == dataset.name]
