"""Datasets of data models over events: which events belong to one, and the fields that a search names.

The idea: a dataset is a search.  The events of the searched indexes are read as `search` reads them, those that match
the constraints of the dataset and of its ancestors stay, and of the model's calculations only those run that the named
fields need.

Rules
- D1  An event is in a dataset if it matches its constraint and those of its ancestors.  The constraint of a root sees
  the events as they are, that of a child the calculated fields of its ancestors too.
- D2  Calculations run in their order, ancestors first; a field that an event lacks may have been filled by then.
- D3  A field that a child adds is null in events that are not in the child.
- D4  `nodename` holds the path of each dataset that an event is in; `is_<child>` and `is_not_<child>` are 1 or 0.
- D5  Without a dataset, a model with several roots gives the events of each of them.
  Undecided: what Splunk does; an event in two of them is there twice.
- D6  Indexes are those that the constraint or the search names, else the default ones, as for `search`.  The macros
  that restrict the Common Information Model to indexes are empty unless the content defines them.
  Undecided: whether a model without such a restriction reads the default indexes or all that are not internal.
- D7  An event that has a field is summarised: there is no acceleration, and nothing is missing from summaries.

Source: Knowledge Manager Manual, "About data models" and "Define dataset constraints"; Common Information Model Add-on
Manual, "How to use the CIM data model reference tables".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache, reduce
from typing import TYPE_CHECKING

from harness.data import Column, Table, choose, not_
from harness.diagnostics import SourceText, suggest
from harness.frozen import frozen
from harness.spl.commands.search import SearchCommand
from harness.spl.contract import Context, Message
from harness.spl.evaluation import condition, evaluate, search_mask
from harness.spl.evaluation.aggregation import is_empty
from harness.spl.knowledge.datamodels import children_of, family_of, fields_of, lineage_of, path_of, roots_of
from harness.spl.macro_evaluation import parse_macro_expression
from harness.spl.syntax.ast import (
    Call,
    Expression,
    FieldReference,
    Pipeline,
    SearchComparison,
    SearchExpression,
    SearchIn,
    SearchLogical,
    SearchNot,
    TimeBound,
    children,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from harness.diagnostics import Span
    from harness.spl.objects import DataModel, ModelDataset, ModelField
    from harness.spl.sources import MacroDefinition

EVENT_FIELDS = ("_time", "_indextime", "_raw", "index", "host", "source", "sourcetype", "splunk_server")
"""Fields that every event has, whatever the model."""

NODENAME = "nodename"
_GIVEN = ("tag", "eventtype")
_INDEX_MACRO = re.compile(r"\(`(cim_\w+_indexes)`\)\s*")


@frozen
class DatasetRequest:
    """What a search wants of a data model: the events of `target`, or of every root, with the fields of these names.

    `where` is the search's own condition; only its bounds of time and its tests of the index are applied.
    With `whole_events` the fields of the events come along under their own names.
    """

    model: DataModel
    target: ModelDataset | None
    names: Sequence[str]
    span: Span
    where: SearchExpression | None = None
    whole_events: bool = False


def whole_dataset(
    model: DataModel, dataset: ModelDataset, span: Span, context: Context, *, flat: bool, whole_events: bool = False
) -> Table:
    """The events of a dataset with all fields that it declares or inherits and what tells its children.

    Output: fields of events, and those of the model under the names that searches of it call them by; with `flat`
    without the path in front of them.  A field that no event has is left out.
    """
    paths = {each.name: path_of(model, each) for each in lineage_of(model, dataset)}
    names = [name for name, _ in fields_of(model, dataset)]
    names += [
        f"{path}.{kind}_{child.name}"
        for parent, path in paths.items()
        for child in children_of(model, model.datasets[parent])
        for kind in ("is", "is_not")
    ]
    request = DatasetRequest(model, dataset, [*EVENT_FIELDS, *names], span, whole_events=whole_events)
    found = read_dataset(request, context)
    found = Table({name: column for name, column in found.columns.items() if not is_empty(column)}, found.height)
    lengths = sorted(map(len, paths.values()), reverse=True)
    prefix = {name: next(n for n in lengths if name[:n] in paths.values() and name[n] == ".") for name in names}
    return found.renamed({name: name[prefix[name] + 1 :] for name in names}) if flat else found


def read_dataset(request: DatasetRequest, context: Context) -> Table:
    """The events of a dataset with exactly the named fields and `_time`; a name that means nothing is null.

    Cost: one pass over the searched events for each constraint, one for each calculation that is needed.
    """
    model, target = request.model, request.target
    roots = roots_of(model) if target is None else [lineage_of(model, target)[0]]
    known = {name for root in roots for name in _declared(model, root)}
    for name in request.names:
        if name not in known and name not in (*EVENT_FIELDS, NODENAME):
            _say_unknown(name, sorted(known), request, context)
    return reduce(Table.concat, (_RootReading(request, root, context).read() for root in roots))


@frozen
class _Flag:
    """The field that tells whether an event is in a child, or that it is not."""

    child: ModelDataset
    negative: bool


def _declared(model: DataModel, root: ModelDataset) -> dict[str, tuple[ModelDataset, ModelField] | _Flag]:
    """What each name of a field of a root and its descendants stands for."""
    found: dict[str, tuple[ModelDataset, ModelField] | _Flag] = {}
    for dataset in family_of(model, root):
        path = path_of(model, dataset)
        found.update((f"{path}.{field.name}", (dataset, field)) for field in dataset.fields)
        for child in children_of(model, dataset):
            found[f"{path}.is_{child.name}"] = _Flag(child, negative=False)
            found[f"{path}.is_not_{child.name}"] = _Flag(child, negative=True)
    return found


class _RootReading:
    """One read of a root dataset: its events, those of its descendants among them, and their fields."""

    __slots__ = ("context", "family", "lineage", "model", "names", "needed", "path", "request", "root", "visited")

    def __init__(self, request: DatasetRequest, root: ModelDataset, context: Context) -> None:
        self.request = request
        self.model = request.model
        self.root = root
        self.context = context
        self.family = family_of(self.model, root)
        self.lineage = lineage_of(self.model, request.target or root)
        declared = _declared(self.model, root)
        self.names = {name: declared[name] for name in request.names if name in declared}
        self.visited = self._visited()
        self.needed = self._needed()

    def _visited(self) -> list[ModelDataset]:
        """The datasets whose events must be known, parents before children."""
        wanted = {dataset.name for dataset in self.lineage}
        for meaning in self.names.values():
            dataset = meaning.child if isinstance(meaning, _Flag) else meaning[0]
            wanted |= {each.name for each in lineage_of(self.model, dataset)}
        return [each for each in self.family if each.name in wanted or NODENAME in self.request.names]

    def _needed(self) -> set[str]:
        """The fields of events that constraints, calculations and names ask for."""
        needed = {meaning[1].name for meaning in self.names.values() if not isinstance(meaning, _Flag)}
        for dataset in self.visited[1:]:
            needed |= set(_tested(self._constraint(dataset)))
        for dataset in reversed(self.visited):
            for field in reversed(dataset.fields):
                if field.calculation and field.name in needed:
                    needed |= set(_read_by(calculation_of(field.calculation)))
        return needed

    def read(self) -> Table:
        """The events of the target with the named fields."""
        rows = self._calculated(self._events(), self.root)
        for dataset in self.lineage[1:]:
            rows = self._calculated(rows.filter(self._matches(self._constraint(dataset), rows)), dataset)
        members = self._members(rows)
        columns = {name: self._column(name, rows, members) for name in self.request.names}
        own = rows.columns if self.request.whole_events else {"_time": rows.column("_time")}
        return Table({**own, **columns}, rows.height)

    def _events(self) -> Table:
        """The events that match the constraint of the root, or that its base search gives."""
        text = _without_empty_macros(self.root.search or self.root.constraint, self.context.macros)
        pipeline = _parse(text, self.context.macros)
        first, *rest = pipeline.commands
        if not isinstance(first, SearchCommand):
            return self.context.run(pipeline)
        constraint = first.expression
        restriction = _all_of([_restriction(constraint), _restriction(self.request.where)])
        found = SearchCommand(self.request.span, restriction).generate(self.context)
        rows = found.filter(self._matches(constraint, found))
        if not rows.height and found.height and "tag" in _tested(constraint) and is_empty(found.column("tag")):
            self._say_untagged(found.height, text)
        if rest:
            return self.context.continue_(Pipeline(pipeline.span, tuple(rest), pipeline.source), rows)
        if self.request.whole_events:
            return rows
        return rows.select([name for name in (*EVENT_FIELDS, *self.needed) if name in rows])

    def _say_untagged(self, count: int, text: str) -> None:
        events = f"{count} events were" if count > 1 else "one event was"
        message = f"{events} searched for {self.root.name} and none has a tag, so none is in this dataset"
        way_out = f"give the events a field tag, or event types with tags, so that they match: {text}"
        self.context.say(Message("WARN", message, self.request.span, help=way_out))

    def _calculated(self, rows: Table, dataset: ModelDataset) -> Table:
        for field in dataset.fields:
            if field.calculation and field.name in self.needed:
                value = _value(calculation_of(field.calculation), rows, self.context)
                rows = rows.with_column(field.name, value)
        return rows

    def _matches(self, expression: SearchExpression | None, rows: Table) -> Column:
        """BOOL: which rows match a constraint; where no row has tags or event types at all, none has the wanted one."""
        if expression is None:
            return Column.constant(True, rows.height)
        absent = [name for name in _GIVEN if name in _tested(expression) and is_empty(rows.column(name))]
        nothing = {name: Column.constant("", rows.height) for name in absent}
        return search_mask(expression, rows.with_columns(nothing) if nothing else rows, self.context)

    def _constraint(self, dataset: ModelDataset) -> SearchExpression | None:
        text = _without_empty_macros(dataset.constraint, self.context.macros)
        command = _parse(text, self.context.macros).commands[0]
        return command.expression if isinstance(command, SearchCommand) else None

    def _members(self, rows: Table) -> dict[str, tuple[Column, Table]]:
        """For each dataset which of the rows are in it, and the rows with its calculations."""
        everyone = Column.constant(True, rows.height)
        found = {dataset.name: (everyone, rows) for dataset in self.lineage}
        for dataset in self.visited:
            if dataset.name not in found:
                inside, before = found[str(dataset.parent)]
                own = self._matches(self._constraint(dataset), before)
                mask = choose([inside], [own], Column.constant(False, rows.height))
                found[dataset.name] = (mask, self._calculated(before, dataset))
        return found

    def _column(self, name: str, rows: Table, members: Mapping[str, tuple[Column, Table]]) -> Column:
        if name == NODENAME:
            return self._paths(rows, members)
        if name not in self.names:
            return rows.column(name) if name in EVENT_FIELDS else Column.nulls(rows.height)
        meaning = self.names[name]
        if isinstance(meaning, _Flag):
            inside = members[meaning.child.name][0]
            yes, no = Column.constant("1", rows.height), Column.constant("0", rows.height)
            return choose([not_(inside) if meaning.negative else inside], [yes], no)
        inside, calculated = members[meaning[0].name]
        column = calculated.column(meaning[1].name)
        return column if meaning[0] in self.lineage else choose([inside], [column], Column.nulls(rows.height))

    def _paths(self, rows: Table, members: Mapping[str, tuple[Column, Table]]) -> Column:
        nothing = Column.nulls(rows.height)
        paths = {
            f"n{number}": choose([inside], [Column.constant(path_of(self.model, dataset), rows.height)], nothing)
            for number, dataset in enumerate(self.visited)
            for inside in (members[dataset.name][0],)
        }
        return evaluate(calculation_of(f"mvappend({','.join(paths)})"), Table(paths, rows.height), self.context)


def _parse(text: str, macros: Mapping[str, MacroDefinition]) -> Pipeline:
    from harness.spl.parsing import parse

    return parse(SourceText("<data model>", text), macros=macros) if "`" in text else _parse_plain(text or "search")


@lru_cache(maxsize=256)
def _parse_plain(text: str) -> Pipeline:
    from harness.spl.parsing import parse

    return parse(SourceText("<data model>", text))


@lru_cache(maxsize=1024)
def calculation_of(text: str) -> Expression:
    """The eval expression of a calculation."""
    from harness.spl.parsing import GRAMMAR

    return parse_macro_expression(SourceText("<data model>", text), GRAMMAR)


def _without_empty_macros(text: str, macros: Mapping[str, MacroDefinition]) -> str:
    """The text without the macros of indexes that nobody defines (D6)."""
    return _INDEX_MACRO.sub(lambda match: match[0] if match[1] in macros else "", text)


def _value(expression: Expression, rows: Table, context: Context) -> Column:
    """The value of a calculation; where the first case of a `case` holds for every row, nothing else is computed."""
    if not rows.height:
        return Column.nulls(0)
    if isinstance(expression, Call) and expression.name == "case" and len(expression.arguments) > 1:
        first = condition(expression.arguments[0], rows, context)
        if Table({}, rows.height).filter(first).height == rows.height:
            return evaluate(expression.arguments[1], rows, context)
    return evaluate(expression, rows, context)


def _read_by(expression: Expression) -> Iterator[str]:
    if isinstance(expression, FieldReference):
        yield expression.name
    for child in children(expression):
        yield from _read_by(child)


def _tested(node: SearchExpression | None) -> Iterator[str]:
    match node:
        case SearchComparison(field=field) | SearchIn(field=field):
            yield field.name
        case SearchNot(operand=operand):
            yield from _tested(operand)
        case SearchLogical(operands=operands):
            for operand in operands:
                yield from _tested(operand)


def _all_of(parts: Sequence[SearchExpression | None]) -> SearchExpression | None:
    """The expression that all of some expressions must hold for, side by side; None where there are none."""
    flat: list[SearchExpression] = []
    for part in parts:
        if part is not None:
            flat += part.operands if isinstance(part, SearchLogical) and part.operator == "AND" else [part]
    return SearchLogical(flat[0].span, "AND", tuple(flat)) if len(flat) > 1 else next(iter(flat), None)


def _restriction(node: SearchExpression | None) -> SearchExpression | None:
    """What an expression says of time and index; it matches at least what the expression matches."""
    match node:
        case TimeBound():
            return node
        case SearchComparison(field=field) | SearchIn(field=field):
            return node if field.name == "index" else None
        case SearchNot():
            return node if set(_tested(node)) == {"index"} else None
        case SearchLogical(operator="AND", operands=operands):
            return _all_of([_restriction(operand) for operand in operands])
        case SearchLogical(span=span, operands=operands):
            parts = [part for part in map(_restriction, operands) if part is not None]
            return SearchLogical(span, "OR", tuple(parts)) if len(parts) == len(operands) else None
        case _:
            return None


def _say_unknown(name: str, known: Sequence[str], request: DatasetRequest, context: Context) -> None:
    near = suggest(name, known)
    text = f'the data model {request.model.name} has no field "{name}", so it is null everywhere'
    way_out = f'did you mean "{near}"?' if near else "fields are called by the path of the dataset that declares them"
    context.say(Message("WARN", text, request.span, help=way_out))
