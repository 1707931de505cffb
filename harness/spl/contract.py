"""What a command, an eval function and a stats function are, and how they are found.

One construct is one file: `commands/dedup.py` holds `DedupCommand`, `functions/len.py` holds `LenFunction`,
`stats/dc.py` holds `DcStatistic`.  Nothing lists them: a name is looked up by importing the file of that name, and
only when no file has it are all of them read, for aliases, patterns (`perc95`) and suggestions.  A name that is a
Python keyword has an underscore at the end of its file's name (`if_.py`).

A `Command` is a node of the syntax tree and its meaning at once: `parse` builds it, `render` prints it, `execute`
runs it.  A command whose `execute` is not overridden is understood and refused with `SplUnsupportedError`.
"""

from __future__ import annotations

import importlib
import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar

from harness.data import Aggregate, Column, Table
from harness.diagnostics import Diagnostic, SourceText, Span
from harness.errors import InternalError, SplError, SplUnsupportedError
from harness.frozen import frozen
from harness.spl.settings import Settings
from harness.spl.sources import MacroDefinition, Sources
from harness.spl.syntax.ast import Call, Expression, Pipeline
from harness.timerange import TimeRange

if TYPE_CHECKING:
    from harness.spl.syntax.cursor import Cursor


class CommandType(Enum):
    """Splunk's command types (Search Reference, "Command types")."""

    GENERATING = "generating"
    DISTRIBUTABLE_STREAMING = "distributable streaming"
    CENTRALIZED_STREAMING = "centralized streaming"
    TRANSFORMING = "transforming"
    DATASET_PROCESSING = "dataset processing"
    ORCHESTRATING = "orchestrating"


@frozen
class Example:
    """One example of a construct that runs as a test: `spl`, and the rows it gives (None: only that it runs)."""

    spl: str
    rows: Sequence[dict[str, str | list[str]]] | None = None
    says: str = ""


@frozen
class Documentation:
    """What the reference page says of a construct; every sentence is ours, `source` is the page that decides it."""

    summary: str
    source: str
    examples: tuple[Example, ...] = ()
    differs: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()


@frozen
class Option:
    """One `name=value` option of a command.

    `kind` is the text of its type in help and errors: boolean, integer, number, string, field, timespan, time, or a
    `choice`; `choices` lists the values of a choice.  `default` is the value when it is absent, None where Splunk has
    none.
    """

    name: str
    kind: str
    default: Any = None
    choices: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    deprecated: bool = False
    says: str = ""


@frozen
class Message:
    """Something a search tells its user beside its results.

    `severity` as Splunk's job messages have it.  `setting` names the undecided point that the results depend on;
    `span` is the place in the search, `help` a form of it that does not depend on the point.
    """

    severity: str
    text: str
    span: Span | None = None
    setting: str | None = None
    help: str | None = None


@frozen
class Recorded:
    """Something that a search does outside of itself: it is recorded, never done; who ran the search decides.

    `kind` is "events" or "metrics" written to an index, "delete" of events, an "alert" action or a "file";
    `target` the index, the action or the name of the file; `rows` what goes there; `options` the command's options.
    """

    kind: str
    target: str
    rows: Table = field(repr=False)
    options: Mapping[str, str] = field(default_factory=dict)


def _no_job(pipeline: Pipeline, window: TimeRange) -> Table:  # noqa: ARG001
    raise InternalError("no job runs here")


@dataclass(slots=True)
class Context:
    """What a command may use while it executes: time, settings, data, a way to run other pipelines, and a mouth.

    `now` is the start of the search in epoch seconds; `time_range` the dispatch window (a subsearch inherits it);
    `run` executes a pipeline as a subsearch from no input, `run_within` in another dispatch window, `continue_` on
    given rows.  `written` are the lookups that
    the search has written so far, by the key of `knowledge.lookups`, None for one that it deleted; `delimiters` is what
    this pipeline says stands between the members of a field where it must be one text.  `macros` are those of the
    search; `searched` is set by a command that reads indexes in a window of its own.  `recorded` is what the search
    would do outside of itself.  `check` raises where the search has run too long or was cancelled: whoever loops over
    many rows in Python calls it now and then.
    """

    now: float
    time_range: TimeRange
    settings: Settings
    sources: Sources
    source: SourceText
    run: Callable[[Pipeline], Table]
    continue_: Callable[[Pipeline, Table], Table]
    messages: list[Message] = field(default_factory=list)
    sid: str = ""
    written: dict[str, Table | None] = field(default_factory=dict)
    delimiters: dict[str, str] = field(default_factory=dict)
    macros: Mapping[str, MacroDefinition] = field(default_factory=dict)
    searched: TimeRange | None = None
    recorded: list[Recorded] = field(default_factory=list)
    check: Callable[[], None] = lambda: None
    run_within: Callable[[Pipeline, TimeRange], Table] = _no_job

    @property
    def searched_range(self) -> TimeRange:
        """The window that the first command of the pipeline reads: its own bounds, or else the dispatch window."""
        return self.time_range if self.searched is None else self.searched

    def say(self, message: Message) -> None:
        """Adds a message unless the very same one was said before."""
        if message not in self.messages:
            self.messages.append(message)

    def error(
        self,
        kind: type[SplError],
        code: str,
        message: str,
        span: Span,
        *,
        label: str = "",
        help: str | None = None,  # noqa: A002
    ) -> SplError:
        """An error of the search with its place, for the caller to raise."""
        return kind(diagnostics=[Diagnostic(code, message, self.source, span, label, help)])


@dataclass(frozen=True, slots=True)
class Command(ABC):
    """One command of a search: syntax node and meaning."""

    span: Span = field(compare=False, repr=False)

    keyword: ClassVar[str]
    aliases: ClassVar[tuple[str, ...]] = ()
    type: ClassVar[CommandType]
    syntax: ClassVar[str]
    options: ClassVar[tuple[Option, ...]] = ()
    documentation: ClassVar[Documentation]
    refusal: ClassVar[str] = ""
    """Why the embedded engine does not execute it; the help of the `SplUnsupportedError`."""

    @classmethod
    @abstractmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the command's arguments; the cursor stands behind its name and ends at a pipe, a `]` or the end."""

    @abstractmethod
    def render(self) -> str:
        """Canonical SPL of this command, its name included."""

    @property
    def is_generating(self) -> bool:
        """Whether this very command makes its own rows and so may only stand first."""
        return self.type is CommandType.GENERATING

    def generate(self, context: Context) -> Table:
        """The results of this command where it stands first: by default, what it makes of no rows."""
        return self.execute(Table({}), context)

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """The results of this command over `rows`.

        Raises: SplUnsupportedError where the engine does not do what Splunk would.
        """
        raise context.error(
            SplUnsupportedError,
            "SPL900",
            f'the embedded engine does not execute "{self.keyword}"',
            self.span,
            label="not executed here",
            help=self.refusal or "run this search on a real Splunk",
        )


@frozen
class Arity:
    """How many arguments a function takes; `most` None: any number.  `even`: they come in pairs."""

    least: int
    most: int | None
    even: bool = False


@frozen
class FunctionCall:
    """One evaluation of an eval function over the rows of a table.

    `arguments` are evaluated on demand: `call.argument(0)` gives a column of `height` values.  `table` is what the
    expression reads fields from; `evaluate` computes any expression over any table (for `mvmap`, `mvfilter`).
    """

    node: Call
    table: Table
    context: Context
    evaluate: Callable[[Expression, Table], Column]

    @property
    def height(self) -> int:
        """The number of rows."""
        return self.table.height

    @property
    def count(self) -> int:
        """The number of arguments."""
        return len(self.node.arguments)

    def argument(self, index: int) -> Column:
        """The values of one argument."""
        return self.evaluate(self.node.arguments[index], self.table)

    def arguments(self) -> list[Column]:
        """The values of every argument."""
        return [self.argument(i) for i in range(self.count)]


class EvalFunction(ABC):
    """One function of eval expressions."""

    name: ClassVar[str]
    aliases: ClassVar[tuple[str, ...]] = ()
    arity: ClassVar[Arity]
    signature: ClassVar[str]
    documentation: ClassVar[Documentation]
    gives_bool: ClassVar[bool] = False
    """Whether the result is a truth value, which `eval` does not let into a field."""
    literal_kinds: ClassVar[tuple[str, ...]] = ()
    """For each argument what a literal in its place must be: any, string, number, field (last one repeats)."""

    @classmethod
    def complaint(cls, node: Call) -> str | None:  # noqa: ARG003
        """What is wrong with this call beyond its arity and the kinds of its literals, in one sentence, or None."""
        return None

    @abstractmethod
    def evaluate(self, call: FunctionCall) -> Column:
        """The result for every row."""


@frozen
class StatsCall:
    """One aggregation, prepared: the values of its argument and what else it may need.

    `values` is the argument's column, or None for a bare `count`; `time` is `_time` where the rows have it;
    `parameter` the number in the name (`perc95`: 95.0).
    """

    values: Column | None
    time: Column | None
    parameter: float | None
    settings: Settings


class StatsFunction(ABC):
    """One statistical function, as `stats`, `eventstats`, `mstats` and their family use it."""

    name: ClassVar[str]
    aliases: ClassVar[tuple[str, ...]] = ()
    pattern: ClassVar[str | None] = None
    """A regular expression for names that carry a number, with one group for it (`perc(\\d+)`)."""
    takes_argument: ClassVar[bool] = True
    argument_optional: ClassVar[bool] = False
    in_mstats: ClassVar[bool] = False
    refusal: ClassVar[str] = ""
    """Why the embedded engine does not compute it (the parser knows it); empty for functions that it computes."""
    documentation: ClassVar[Documentation]

    @abstractmethod
    def aggregate(self, call: StatsCall) -> Aggregate:
        """How to compute one value for each group."""


ConstructT = TypeVar("ConstructT")


class Registry(Generic[ConstructT]):
    """The constructs of one folder, found by name when they are needed."""

    def __init__(self, package: str, base: type[ConstructT], key: str) -> None:
        self._package = package
        self._base = base
        self._key = key
        self._found: dict[str, type[ConstructT]] = {}
        self._complete = False

    def find(self, name: str) -> type[ConstructT] | None:
        """The construct of this name or alias (lower case), or None."""
        if name not in self._found:
            self._read_named(name)
        if name not in self._found and not self._complete:
            for _ in self.all():
                pass
        return self._found.get(name)

    def all(self) -> Iterator[type[ConstructT]]:
        """Every construct, in the order of their names."""
        if not self._complete:
            package = importlib.import_module(self._package)
            for file in pkgutil.iter_modules(package.__path__):
                if not file.name.startswith("_"):
                    self._read(file.name)
            self._complete = True
        yield from sorted(set(self._found.values()), key=lambda cls: str(getattr(cls, self._key)))

    def names(self) -> list[str]:
        """Every name and alias, sorted."""
        for _ in self.all():
            pass
        return sorted(self._found)

    def _read_named(self, name: str) -> None:
        """Reads the file of this name, if there is one; the folder is not listed for it."""
        if name.isidentifier() and not name.startswith("_"):
            for file in (name, f"{name}_"):
                if find_spec(f"{self._package}.{file}") is not None:
                    self._read(file)

    def _read(self, file: str) -> None:
        module = importlib.import_module(f"{self._package}.{file}")
        for value in vars(module).values():
            if not (isinstance(value, type) and issubclass(value, self._base) and value.__module__ == module.__name__):
                continue
            if getattr(value, "__abstractmethods__", None):
                continue
            for known_as in (getattr(value, self._key), *getattr(value, "aliases", ())):
                self._found[known_as] = value


COMMANDS: Registry[Command] = Registry("harness.spl.commands", Command, "keyword")  # type: ignore[type-abstract]
EVAL_FUNCTIONS: Registry[EvalFunction] = Registry("harness.spl.functions", EvalFunction, "name")  # type: ignore[type-abstract]
STATS_FUNCTIONS: Registry[StatsFunction] = Registry("harness.spl.stats", StatsFunction, "name")  # type: ignore[type-abstract]
