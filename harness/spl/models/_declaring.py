"""The short forms in which the data models of this room are written.

Most fields of the Common Information Model are either taken as the events have them or filled with `unknown` where an
event lacks them.  The difference decides which rows survive a BY clause, so the two are declared apart; only other
calculations are written out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from harness.spl.objects import DataModel, ModelDataset, ModelField

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SOURCE = "Common Information Model Add-on 8.5"

VENDOR_PRODUCT = (
    'case(isnotnull(vendor_product),vendor_product,isnotnull(vendor) AND vendor!="unknown" AND isnotnull(product) AND '
    'product!="unknown",vendor." ".product,isnotnull(vendor) AND vendor!="unknown" AND (isnull(product) OR '
    'product="unknown"),vendor." unknown",(isnull(vendor) OR vendor="unknown") AND isnotnull(product) AND '
    'product!="unknown","unknown ".product,isnotnull(sourcetype),sourcetype,1=1,"unknown")'
)
"""What stands for a vendor's product where an event does not name it."""


def filled(field: str, value: str = '"unknown"', nothing: str = '""') -> str:
    """The calculation that puts a value in the place of a field that is null or empty."""
    return f"if(isnull({field}) OR {field}={nothing},{value},{field})"


def port(field: str) -> str:
    """The calculation of a port: 0 where it is no number."""
    return f"if(isnum({field}),{field},0)"


def traffic(total: str) -> dict[str, str]:
    """The calculations of an amount in both directions and each: any one of them follows from the other two."""
    incoming, outgoing = f"{total}_in", f"{total}_out"
    return {
        total: f"case(isnum({total}),{total},isnum({incoming}) AND isnum({outgoing}),{incoming}+{outgoing},1=1,null())",
        incoming: f"case(isnum({incoming}),{incoming},isnum({total}) AND isnum({outgoing}),{total}-{outgoing},"
        "1=1,null())",
        outgoing: f"case(isnum({outgoing}),{outgoing},isnum({total}) AND isnum({incoming}),{total}-{incoming},"
        "1=1,null())",
    }


def domain(field: str, source: str) -> str:
    """The calculation of what stands behind the `@` of each member of a field, null where there is none."""
    found = f'mvmap({source},if(match({source},"^.*@.+$"),replace({source},"^.*@(.+)$","\\1"),null()))'
    return f"coalesce({found},{field})"


def correlated(names: str) -> str:
    """The fields that Enterprise Security adds to an asset or identity."""
    return " ".join(f"{name}_{kind}" for name in names.split() for kind in ("bunit", "category", "priority"))


def dataset(
    name: str,
    constraint: str = "",
    *,
    of: str | None = None,
    fields: str = "",
    unknown: str = "",
    calculated: Mapping[str, str] | None = None,
    search: str = "",
) -> ModelDataset:
    """A dataset; fields are names with blanks between them, `:number` and the like behind those that are no texts.

    `fields` are taken as they are, `unknown` filled with that word, `calculated` computed in their order after both.
    `of` is the parent; every root has the field `tag` too.
    """
    own = [*_fields(fields), *(replace(field, calculation=filled(field.name)) for field in _fields(unknown))]
    own += [replace(_field(key), calculation=value) for key, value in (calculated or {}).items()]
    if of is None and "tag" not in {field.name for field in own}:
        own.append(ModelField("tag"))
    return ModelDataset(name, constraint, of, tuple(own), search)


def data_model(name: str, *datasets: ModelDataset, title: str = "", indexes: bool = True) -> DataModel:
    """A data model of the add-on; with `indexes` the macro of its indexes stands before the constraint of its roots."""
    macro = f"(`cim_{name}_indexes`) " if indexes else ""
    placed = [_restricted(each, macro) if each.parent is None else each for each in datasets]
    return DataModel(name, {each.name: each for each in placed}, title or name.replace("_", " "), SOURCE)


def _restricted(root: ModelDataset, macro: str) -> ModelDataset:
    if root.search:
        return replace(root, search=macro + root.search)
    return replace(root, constraint=macro + root.constraint)


def _fields(names: str) -> Iterator[ModelField]:
    return map(_field, names.split())


def _field(written: str) -> ModelField:
    name, _, kind = written.partition(":")
    return ModelField(name, kind or "string")
