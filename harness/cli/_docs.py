"""The generated pages: a reference of the language as the engine knows it, the diagnostic codes, and a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from harness.backends.embedded import EmbeddedBackend
from harness.cli._picture import draw_terminal
from harness.cli._testing import validate_tested
from harness.diagnostics.codes import CODES
from harness.frozen import frozen
from harness.reports.summary import count_statuses, detection_tables
from harness.reports.terminal import render_detection_table
from harness.runner.project import Project
from harness.runner.run import run_selection
from harness.runner.selection import Selection
from harness.spl.contract import COMMANDS, EVAL_FUNCTIONS, STATS_FUNCTIONS, Command, Documentation, Example, Option

NOTE = "Generated from the code by `make docs`; change the construct's file, not this page."


@frozen
class Page:
    """A generated file and what must be in it."""

    path: Path
    text: str


def generated_pages(root: Path) -> list[Page]:
    """Every generated page of the project."""
    return [
        Page(root / "harness" / "spl" / "REFERENCE.md", _page(_reference())),
        Page(root / "harness" / "diagnostics" / "CODES.md", _page(_codes())),
        Page(root / ".github" / "harness-test.svg", _picture(root)),
    ]


def _picture(root: Path) -> str:
    """What `harness test` prints for the detections that the project ships, without how long it took."""
    project = Project(root)
    selection = Selection([str(root / "detections")])
    verdicts = list(run_selection(project, selection, EmbeddedBackend))
    lines = ["$ harness test", ""]
    for table in detection_tables(validate_tested(project, selection, verdicts), verdicts):
        lines += [*render_detection_table(table, unicode=True, color=True).splitlines(), ""]
    counted = ", ".join(f"{count} {status}" for status, count in count_statuses(verdicts).items())
    return draw_terminal([*lines, f"\x1b[1;32m{counted}\x1b[0m"])


def _page(lines: Iterator[str]) -> str:
    return "\n".join(lines).replace("\r", "").rstrip() + "\n"


def _reference() -> Iterator[str]:
    commands, functions, statistics = list(COMMANDS.all()), list(EVAL_FUNCTIONS.all()), list(STATS_FUNCTIONS.all())
    executed = [command for command in commands if _is_executed(command)]
    yield from ("# The SPL that the embedded engine knows", "", NOTE, "")
    yield f"{len(commands)} commands, {len(executed)} of them executed; {len(functions)} eval functions;"
    yield f"{len(statistics)} statistical functions.  What is parsed and not executed is refused with SPL900."
    yield from ("", "## Commands", "", "| command | type | executed | |", "| --- | --- | --- | --- |")
    for command in commands:
        summary = _cell(command.documentation.summary)
        yield f"| `{command.keyword}` | {command.type.value} | {'yes' if _is_executed(command) else 'no'} | {summary} |"
    for command in commands:
        yield from _command(command)
    yield from ("", "## Eval functions", "")
    for function in functions:
        yield from _entry(function.signature, function.aliases, function.documentation)
    yield from ("", "## Statistical functions", "")
    for statistic in statistics:
        argument = "" if not statistic.takes_argument else "field" if not statistic.argument_optional else "[field]"
        yield from _entry(f"{statistic.name}({argument})", statistic.aliases, statistic.documentation)


def _is_executed(command: type[Command]) -> bool:
    return command.execute is not Command.execute


def _command(command: type[Command]) -> Iterator[str]:
    yield from ("", f"### {command.keyword}", "", "```", command.syntax, "```", "")
    yield from _documentation(command.aliases, command.documentation)
    if command.options:
        yield from ("", "| option | type | default | |", "| --- | --- | --- | --- |")
        yield from (_option(option) for option in command.options)
    if not _is_executed(command):
        yield from ("", f"Not executed by the embedded engine. {command.refusal}".rstrip())


def _option(option: Option) -> str:
    kind = " \\| ".join(option.choices) if option.choices else option.kind
    default = "" if option.default is None else f"`{option.default}`"
    return f"| `{option.name}` | {kind} | {default} | {_cell(option.says)} |"


def _entry(title: str, aliases: Sequence[str], documentation: Documentation) -> Iterator[str]:
    yield from ("", f"### `{title}`", "")
    yield from _documentation(aliases, documentation)


def _documentation(aliases: Sequence[str], documentation: Documentation) -> Iterator[str]:
    yield documentation.summary
    if aliases:
        yield f"Also written: {', '.join(f'`{alias}`' for alias in aliases)}."
    yield from (f"- Differs: {text}" for text in documentation.differs)
    yield from (f"- Undecided: {text}" for text in documentation.undecided)
    yield (
        f"- Source: <{documentation.source}>"
        if documentation.source.startswith("http")
        else f"- Source: {documentation.source}"
    )
    for example in documentation.examples:
        yield from _example(example)


def _example(example: Example) -> Iterator[str]:
    yield from ("", "```spl", example.spl, "```")
    if example.says:
        yield example.says


def _codes() -> Iterator[str]:
    yield from ("# Diagnostic codes", "", NOTE, "", "`harness explain CODE` prints the same page in the terminal.")
    for code in sorted(CODES):
        page = CODES[code]
        yield from ("", f"## {code}: {page.title}", "", page.explanation)
        for title, spl in (("Wrong", page.bad), ("Right", page.good)):
            if spl:
                yield from ("", f"{title}:", "", "```", spl, "```")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
