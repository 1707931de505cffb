"""Which fields results can have behind each command of a search.

The walk goes through the pipeline's syntax tree, from what a search starts with to its end.  What a command does to
the set of fields is one function per kind of command; `EFFECTS` says which command is of which kind.  A command that
is not in it may add any field: its results are open.

Invariant: the set is never too small.  Where the analysis does not know, it says that a field may be there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

from harness.detections import field_outputs
from harness.detections.fieldset import EVENTS, NOTHING, FieldSet, carried_over
from harness.frozen import frozen
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
_INTERNAL = ("_*",)


@frozen
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


def trace_fields(pipeline: Pipeline, fields: FieldSet = NOTHING) -> tuple[Step, ...]:
    """Every command of a pipeline with the fields before and behind it; `fields` are those of the rows it is given."""
    steps: list[Step] = []
    starts_empty = fields is NOTHING
    for index, command in enumerate(pipeline.commands):
        effect = EFFECTS.get(command.keyword, _opens)
        # A search that stands first reads events; its like in the middle only drops some results.
        after = EVENTS if index == 0 and starts_empty and effect is _keeps else effect(command, fields)
        steps.append(Step(command, fields, after))
        fields = after
    return tuple(steps)


# --- one function for each kind of command ---------------------------------------------------------------------------


def _keeps(_command: Any, fields: FieldSet) -> FieldSet:
    return fields


def _opens(_command: Any, fields: FieldSet) -> FieldSet:
    return replace(EVENTS, multivalue=fields.multivalue)


def _extracts(_command: Any, fields: FieldSet) -> FieldSet:
    """Adds fields whose names depend on the data; none is lost."""
    return replace(fields, is_open=True, gone=frozenset())


def _adds(command: Any, fields: FieldSet) -> FieldSet:
    """Adds the fields that the command names."""
    names = field_outputs.outputs(command)
    return _extracts(command, fields) if names is None else fields.adding(names.single, names.multivalue)


def _gives_only(command: Any, _fields: FieldSet) -> FieldSet:
    """Gives the fields that the command names, and no other."""
    names = field_outputs.outputs(command)
    return EVENTS if names is None else FieldSet().adding(names.single, names.multivalue)


def _reads_data_model(command: Any, fields: FieldSet) -> FieldSet:
    """`tstats`: like `stats` over fields that are not known."""
    if command.prestats:
        return EVENTS
    found = _with_terms(command, FieldSet(frozenset(group.field.name for group in command.groups)), EVENTS)
    return found.joined(fields) if command.append else found


def _charts(command: Any, fields: FieldSet) -> FieldSet:
    """`chart`, `timechart`: with a split field, the columns are called after its values."""
    splits = [split for split in (getattr(command, "row", None), command.column) if split is not None]
    if len(splits) > 1 or (command.keyword == "timechart" and splits):
        return EVENTS
    names = ["_time", "_span", "_spandays"] if command.keyword == "timechart" else []
    return _with_terms(command, FieldSet(frozenset([*names, *(split.field.name for split in splits)])), fields)


def _aggregates(command: Any, fields: FieldSet) -> FieldSet:
    """`stats`: the BY fields and the results of the aggregations, and nothing else."""
    return _with_terms(command, FieldSet(frozenset(_names(command.by_fields))), fields)


def _adds_aggregates(command: Any, fields: FieldSet) -> FieldSet:
    """`eventstats`, `streamstats`: the results of the aggregations beside the fields that were there."""
    return _with_terms(command, fields, fields)


def _reads_metrics(command: Any, fields: FieldSet) -> FieldSet:
    """`mstats`, `mcatalog`: like `stats`, and with the time of each bucket where a span divides it."""
    given = dict(command.given)
    if given["prestats"]:
        return EVENTS
    start = FieldSet(frozenset(_names(command.clauses.by_fields)))
    found = _with_terms(command, start, EVENTS)
    found = found if given.get("span") is None else found.adding(["_time"])
    return found.joined(fields) if given["append"] else found


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


def _joins(command: Any, fields: FieldSet) -> FieldSet:
    """`join`: the fields of both sides, with a prefix where one is asked for."""
    if command.left or command.right:
        return EVENTS
    return _appends(command, fields)


def _appends_own(command: Any, fields: FieldSet) -> FieldSet:
    """`appendpipe`: the results, and what a pipeline makes of them."""
    steps = trace_fields(command.pipeline, fields) if command.pipeline is not None else ()
    return fields.joined(steps[-1].after) if steps else fields


def _unites(command: Any, fields: FieldSet) -> FieldSet:
    """`multisearch`, `union`, `set`: the fields of any of the searches."""
    found = fields
    for search in _searches(command):
        found = found.joined(final_fields(search) if isinstance(search, Pipeline) else EVENTS)
    return found


def _searches(command: Any) -> Iterable[Any]:
    if command.keyword == "set":
        return (command.left, command.right)
    found: Iterable[Any] = (*getattr(command, "subsearches", ()), *getattr(command, "datasets", ()))
    return found


def _repeats(command: Any, fields: FieldSet) -> FieldSet:
    """`foreach`: what the template does, for names that depend on the fields."""
    steps = trace_fields(command.template, replace(fields, is_open=True))
    if any(_has_placeholder(name) for step in steps for name in step.after.names - fields.names):
        return _extracts(command, fields)
    added = steps[-1].after if steps else fields
    return replace(fields, names=fields.names | added.names, multivalue=fields.multivalue | added.multivalue)


def _has_placeholder(name: str) -> bool:
    return "<<" in name


def _reads_table(command: Any, fields: FieldSet) -> FieldSet:
    """`inputlookup`: any field, beside those that were there with `append`."""
    return _extracts(command, fields) if command.append else EVENTS


def _looks_up(command: Any, fields: FieldSet) -> FieldSet:
    """`lookup`: the outputs; without any, every field of the table."""
    if not command.outputs:
        return _extracts(command, fields)
    return replace(fields, names=fields.names | frozenset(pair.new.name for pair in command.outputs))


def _names(fields: Iterable[Any]) -> list[str]:
    return [field.name for field in fields]


EFFECTS: Mapping[str, Effect] = {
    **dict.fromkeys(("search", "where", "sort", "head", "dedup", "tail", "reverse", "regex", "uniq"), _keeps),
    **dict.fromkeys(("abstract", "collect", "filldown", "highlight", "localop", "nokv", "noop", "outlier"), _keeps),
    **dict.fromkeys(("outputlookup", "outputtext", "redistribute", "replace", "require", "sendemail"), _keeps),
    **dict.fromkeys(("xmlunescape", "fieldformat"), _keeps),
    **dict.fromkeys(
        ("extract", "multikv", "xmlkv", "fromjson", "kmeans", "anomalousvalue", "anomalydetection"), _extracts
    ),
    **dict.fromkeys(field_outputs.ADDED, _adds),
    **dict.fromkeys(field_outputs.ONLY, _gives_only),
    "append": _appends,
    "appendcols": _appends,
    "appendpipe": _appends_own,
    "chart": _charts,
    "eval": _computes,
    "eventstats": _adds_aggregates,
    "fields": _selects,
    "fillnull": _fills,
    "foreach": _repeats,
    "inputlookup": _reads_table,
    "join": _joins,
    "lookup": _looks_up,
    "makeresults": _makes_results,
    "mcatalog": _reads_metrics,
    "mstats": _reads_metrics,
    "multisearch": _unites,
    "mvexpand": _splits_members,
    "nomv": _splits_members,
    "rename": _renames,
    "set": _unites,
    "stats": _aggregates,
    "streamstats": _adds_aggregates,
    "table": _tabulates,
    "timechart": _charts,
    "tstats": _reads_data_model,
    "union": _unites,
}
"""What each command does to the set of fields; a command that is not here opens it."""
