"""The command line: one file per verb, found by discovery; the only room that prints.

The program is a click group that imports a verb's file only when the verb is called or its help is shown, so that
`harness --help` costs no more than click itself.
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
import sys

import click

from harness.errors import HarnessError, outcome_of

COLLECT_AFTER = 200_000
"""The number of new objects after which the garbage collector looks for cycles."""
EPILOG = """
\b
Exit codes: 0 all is good, 1 a test or a validation failed, 2 the harness could not do its work.

\b
  harness validate                     check every detection
  harness test                         run every detection's tests on the embedded engine
  harness search '| makeresults'       run any SPL
"""


class VerbGroup(click.Group):
    """The verbs of the program, one for each module of this package."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The verbs, in alphabetical order."""
        return sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of this name, or None."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command = importlib.import_module(f"harness.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Adds a suggestion to click's error for an unknown verb."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from harness.diagnostics import suggest

            near = suggest(args[0], self.list_commands(ctx)) if args else None
            if near:
                raise click.UsageError(f'{error.message} Did you mean "{near}"?', ctx) from error
            raise


@click.group(cls=VerbGroup, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="splunk-detection-harness", prog_name="harness")
@click.pass_context
def program(ctx: click.Context) -> None:
    """Tests Splunk detections, without a Splunk and with one."""
    from harness.cli._colors import use_color

    ctx.color = use_color()


def main() -> None:
    """The console script; the outer door of the program."""
    # Trees and tables make objects by the ten thousand and hardly a cycle; looking for some is a tenth of a short run.
    gc.set_threshold(COLLECT_AFTER)
    _use_utf8()
    try:
        status = program.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("interrupted", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except HarnessError as error:
        _show(error)
        sys.exit(outcome_of(error).exit_code)
    except BrokenPipeError:
        _silence_stdout()
        sys.exit(141)
    except Exception as error:
        _show_our_bug(error)
        sys.exit(2)
    # At its end Python looks through everything once more for cycles; after a large repository that takes a second.
    gc.freeze()
    sys.exit(status if isinstance(status, int) else 0)


def _show(error: HarnessError) -> None:
    from harness.diagnostics import Diagnostic, render_text

    diagnostics = [finding for finding in error.diagnostics if isinstance(finding, Diagnostic)]
    if diagnostics:
        from harness.cli._colors import use_color

        click.echo(render_text(diagnostics, color=use_color(sys.stderr)).rstrip(), err=True)
    else:
        click.echo(f"error: {error}", err=True)


def _show_our_bug(error: Exception) -> None:
    """An exception that nobody meant to raise is our bug; the traceback is for those who ask for it."""
    import os
    import traceback

    if os.environ.get("HARNESS_DEBUG"):
        click.echo("".join(traceback.format_exception(error)), err=True)
    click.echo(f"internal error: {type(error).__name__}: {error}", err=True)
    click.echo("This is a bug of the harness.  HARNESS_DEBUG=1 shows where it happened; please report it.", err=True)


def _use_utf8() -> None:
    """Windows consoles and pipes default to code pages that cannot print what searches return."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and (stream.encoding or "").lower() not in ("utf-8", "utf8"):
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _silence_stdout() -> None:
    """Keeps the interpreter from complaining when it flushes a pipe that nobody reads any more."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
