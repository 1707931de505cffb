"""The commands of add-ons that content declares: the stanzas of commands.conf, `[fit]` for a command `fit`.

Source: Splunk, commands.conf.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.detections.conf.layers import read_conf
from harness.detections.folders import COMMANDS_FILE, COMMANDS_FOLDERS
from harness.frozen import frozen

if TYPE_CHECKING:
    from pathlib import Path

    from harness.diagnostics import Diagnostic


@frozen
class DeclaredCommands:
    """The names of the commands, in lower case, and what is wrong with the files that declare them."""

    names: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]
    files: dict[str, Path]


def declared_commands(root: Path) -> DeclaredCommands:
    """What the commands.conf of an app, or of a repository of content, declares."""
    conf = read_conf(root, COMMANDS_FILE, COMMANDS_FOLDERS)
    return DeclaredCommands(frozenset(name.lower() for name in conf.stanzas), conf.diagnostics, conf.paths)
