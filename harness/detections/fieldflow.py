"""Which fields results can have behind each command of a search.

The walk goes through the pipeline's syntax tree, from what a search starts with to its end.  What a command does to
the set of fields is one function per kind of command, and `EFFECTS` says which command is of which kind.  A command
that is not in it may add any field: its results are open.

Invariant: the set is never too small.  Where the analysis does not know, it says that a field may be there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from harness.detections.fieldset import EVENTS, FieldSet, carried_over
from harness.spl.syntax.ast import Assignment, Call, CommandNode, Expression, FieldReference, Pipeline, children

if TYPE_CHECKING:
    from harness.detections.content import Content
    from harness.detections.model import Detection

Effect: TypeAlias = Callable[[Any, FieldSet], FieldSet]

_MULTIVALUE_STATISTICS = frozenset({"values", "list"})
_MULTIVALUE_FUNCTIONS = frozenset(
    {"mvappend", "mvdedup", "mvfilter", "mvmap", "mvsort", "mvrange", "mvzip", "split", "commands", "json_array_to_mv"}
)
_SINGLE_VALUE_FUNCTIONS = frozenset({"mvcount", "mvjoin", "mvfind", "isnull", "isnotnull", "len", "typeof", "match"})
_INTERNAL = ("_time", "_raw")


@dataclass(frozen=True, slots=True)
class Step:
    """One command, and the fields in front of it and behind it."""

    command: CommandNode
    before: FieldSet
    after: FieldSet


def possible_fields(detection: Detection, content: Content) -> frozenset[str] | None:
    """The names of all fields that the detection's results can have; None where the search does not determine them.

    A search that cannot be parsed determines nothing.
    """
    found = final_fields(content.parsed(detection.search_source).pipeline)
    return found.names if found.is_known else None


def final_fields(pipeline: Pipeline | None) -> FieldSet:
    """The fields that results can have at the end of a search; any, if there is no search."""
    steps = trace_fields(pipeline) if pipeline is not None else ()
    return steps[-1].after if steps else EVENTS


def trace_fields(pipeline: Pipeline) -> tuple[Step, ...]:
    """Every command of a pipeline with the fields before and behind it."""
    steps: list[Step] = []
    fields = FieldSet()
    for index, command in enumerate(pipeline.commands):
        effect = EFFECTS.get(command.keyword, _opens)
        # A search that stands first reads events; its like in the middle only drops some results.
        after = EVENTS if index == 0 and effect is _keeps else effect(command, fields)
        steps.append(Step(command, fields, after))
        fields = after
    return tuple(steps)


# --- one function for each kind of command ---------------------------------------------------------------------------


def _keeps(_command: Any, fields: FieldSet) -> FieldSet:
    return fields


def _opens(_command: Any, fields: FieldSet) -> FieldSet:
    return replace(EVENTS, multivalue=fields.multivalue)


def _aggregates(command: Any, fields: FieldSet) -> FieldSet:
    """`stats`: the BY fields and the results of the aggregations, and nothing else."""
    return _with_terms(command, FieldSet(frozenset(_names(command.by_fields))), fields)


def _adds_aggregates(command: Any, fields: FieldSet) -> FieldSet:
    """`eventstats`, `streamstats`: the results of the aggregations beside the fields that were there."""
    return _with_terms(command, fields, fields)


def _reads_metrics(command: Any, fields: FieldSet) -> FieldSet:
    """`mstats`: like `stats`, and with the time of each bucket where a span divides it."""
    if command.option("prestats"):
        return EVENTS
    start = FieldSet(frozenset(_names(command.clauses.by_fields)))
    found = _with_terms(command, start, EVENTS)
    found = found if command.option("span") is None else found.adding(["_time"])
    return found.joined(fields) if command.option("append") else found


def _with_terms(command: Any, start: FieldSet, read: FieldSet) -> FieldSet:
    names: list[str] = []
    multivalue: list[str] = []
    for term in command.terms:
        outputs = _outputs(term, read)
        names += outputs
        multivalue += outputs if term.function in _MULTIVALUE_STATISTICS else []
    return start.adding(names, multivalue)


def _outputs(term: Any, read: FieldSet) -> list[str]:
    """The names of an aggregation's results: one for each field that its argument's wildcard matches."""
    if not term.has_wildcard:
        return [term.output_name]
    pattern, output = term.argument.name, term.output_name
    if not read.is_known:
        return [output]
    return [carried_over(name, pattern, output) for name in sorted(read.keeping([pattern]).names)]


def _computes(command: Any, fields: FieldSet) -> FieldSet:
    """`eval`: the assigned fields; one whose name is computed may be any."""
    for assignment in command.assignments:
        fields = _assigned(assignment, fields)
    return fields


def _assigned(assignment: Assignment, fields: FieldSet) -> FieldSet:
    name = assignment.target.name
    if "{" in name:
        return replace(fields, is_open=True)
    if isinstance(assignment.expression, Call) and assignment.expression.name == "null":
        return fields.removing([name])
    return fields.adding([name], [name] if _may_be_multivalue(assignment.expression, fields) else [])


def _may_be_multivalue(expression: Expression, fields: FieldSet) -> bool:
    if isinstance(expression, FieldReference):
        return expression.name in fields.multivalue
    if isinstance(expression, Call):
        if expression.name in _MULTIVALUE_FUNCTIONS:
            return True
        if expression.name in _SINGLE_VALUE_FUNCTIONS:
            return False
        return any(_may_be_multivalue(part, fields) for part in children(expression))
    return False


def _renames(command: Any, fields: FieldSet) -> FieldSet:
    for renaming in command.renamings:
        fields = fields.renaming(renaming.old.name, renaming.new.name)
    return fields


def _selects(command: Any, fields: FieldSet) -> FieldSet:
    """`fields`: keeps the named fields and the internal ones, or removes the named ones."""
    names = _names(command.fields)
    return fields.removing(names) if command.removes else fields.keeping([*names, *_INTERNAL])


def _tabulates(command: Any, fields: FieldSet) -> FieldSet:
    return fields.keeping(_names(command.fields))


def _fills(command: Any, fields: FieldSet) -> FieldSet:
    """`fillnull`: the named fields are there afterwards, wherever they were before."""
    added = [name for name in _names(command.fields) if "*" not in name]
    return replace(fields, names=fields.names | frozenset(added))


def _makes_results(command: Any, _fields: FieldSet) -> FieldSet:
    return EVENTS if command.annotate or command.data is not None else FieldSet(frozenset({"_time"}))


def _splits_members(command: Any, fields: FieldSet) -> FieldSet:
    return replace(fields, multivalue=fields.multivalue - {command.field.name})


def _appends(command: Any, fields: FieldSet) -> FieldSet:
    return fields.joined(final_fields(command.subsearch))


def _names(fields: Iterable[Any]) -> list[str]:
    return [field.name for field in fields]


EFFECTS: Mapping[str, Effect] = {
    **dict.fromkeys(("search", "where", "sort", "head", "dedup", "tail", "reverse", "regex"), _keeps),
    "append": _appends,
    "eval": _computes,
    "eventstats": _adds_aggregates,
    "fields": _selects,
    "fillnull": _fills,
    "makeresults": _makes_results,
    "mstats": _reads_metrics,
    "mvexpand": _splits_members,
    "rename": _renames,
    "stats": _aggregates,
    "streamstats": _adds_aggregates,
    "table": _tabulates,
}
"""What each command does to the set of fields; a command that is not here opens it."""
