"""`rest`: reads from a REST endpoint of Splunk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from harness.data import Table
from harness.spl.commands._declared import option_values
from harness.spl.commands._refusals import unsupported
from harness.spl.commands._rest_endpoints import ENDPOINTS, SERVER, Endpoint, find_endpoint
from harness.spl.contract import Command, CommandType, Context, Documentation, Example, Option
from harness.spl.syntax.printer import print_options, print_word

if TYPE_CHECKING:
    from harness.spl.syntax.cursor import Cursor

_HERE = (None, "local", "*", SERVER)


@dataclass(frozen=True, slots=True)
class RestCommand(Command):
    """`rest <endpoint> [<options>] [<argument>=<value>]...`."""

    keyword = "rest"
    type = CommandType.GENERATING
    syntax = (
        "rest <endpoint> [count=<int>] [splunk_server=<string>] [splunk_server_group=<string>] [timeout=<int>] "
        "[strict=<bool>] [<argument>=<value>]..."
    )
    options = (
        Option("count", "integer", default=0, minimum=0, says="How many results; 0: all."),
        Option("splunk_server", "string", says="On which server."),
        Option("splunk_server_group", "string", says="On which group of servers."),
        Option("timeout", "integer", default=60, minimum=0, says="Seconds to wait."),
        Option("strict", "boolean", default=False, says="Fails where a server cannot be reached."),
    )
    documentation = Documentation(
        summary=(
            "Reads from a REST endpoint; here from those of the indexes and knowledge objects that the search was "
            f"given: {', '.join(ENDPOINTS)}."
        ),
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Rest",
        examples=(
            Example(
                "| rest /services/server/info splunk_server=local | table title serverName",
                rows=[{"title": "server-info", "serverName": "embedded"}],
            ),
        ),
        differs=("An entry has the fields that are known of it: no owner, no app, no link.", "Others are refused."),
    )

    endpoint: str
    count: int = 0
    splunk_server: str | None = None
    splunk_server_group: str | None = None
    timeout: int = 60
    strict: bool = False
    given: tuple[tuple[str, str], ...] = ()
    """The arguments of the request."""

    @classmethod
    def parse(cls, cursor: Cursor) -> Self:
        """Reads the endpoint, the options and the arguments, options before or behind the endpoint."""
        values: dict[str, Any] = cursor.options(cls.options)
        endpoint = cursor.word()
        given: list[tuple[str, str]] = []
        known = {option.name for option in cls.options}
        while not cursor.at_end():
            if cursor.peek_option() in known:
                cursor.next_option(cls.options, values)
            else:
                given.append((cursor.keyword_before_equals(), cursor.word()))
        return cls(cursor.command_span(), endpoint, **values, given=tuple(given))

    def render(self) -> str:
        """`rest`, its endpoint, options and arguments."""
        arguments = "".join(f" {name}={print_word(value)}" for name, value in self.given)
        return f"rest {print_word(self.endpoint)}{print_options(self.options, option_values(self))}{arguments}"

    def execute(self, rows: Table, context: Context) -> Table:  # noqa: ARG002
        """One row for each entry: `title`, what is known of it, and `splunk_server`.

        Raises: SplUnsupportedError for an endpoint, an argument or a server that is not here.
        """
        if self.splunk_server not in _HERE or self.splunk_server_group is not None:
            raise unsupported(context, self.span, "rest on a named server", "write splunk_server=local")
        found = find_endpoint(self.endpoint)
        if found is None:
            raise self._refusal(f'rest with the endpoint "{self.endpoint}"', ENDPOINTS, context)
        endpoint, name = found
        entries = endpoint.entries(context, self._arguments(endpoint, context))
        wanted = [{**each, "splunk_server": SERVER} for each in entries if name is None or each["title"] == name]
        return Table.from_rows(wanted[: self.count] if self.count else wanted)

    def _arguments(self, endpoint: Endpoint, context: Context) -> dict[str, str]:
        for name, _ in self.given:
            if name not in endpoint.arguments:
                raise self._refusal(f"the argument {name} of this endpoint", endpoint.arguments, context)
        return dict(self.given)

    def _refusal(self, what: str, known: Any, context: Context) -> Exception:
        return unsupported(context, self.span, what, f"there are: {', '.join(known) or 'none'}")
