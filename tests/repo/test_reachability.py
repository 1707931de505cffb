"""Every construct that has a file is reachable through the language or the command line."""

from __future__ import annotations

import pkgutil
from typing import Any

import pytest

import harness.cli
from harness.spl.contract import COMMANDS, EVAL_FUNCTIONS, STATS_FUNCTIONS, Registry

REGISTRIES: list[tuple[str, Registry[Any], str]] = [
    ("harness.spl.commands", COMMANDS, "keyword"),
    ("harness.spl.functions", EVAL_FUNCTIONS, "name"),
    ("harness.spl.stats", STATS_FUNCTIONS, "name"),
]


def _files(package: str) -> list[str]:
    module = __import__(package, fromlist=["_"])
    return sorted(info.name for info in pkgutil.iter_modules(module.__path__) if not info.name.startswith("_"))


@pytest.mark.parametrize(("package", "registry", "key"), REGISTRIES)
def test_each_file_holds_the_construct_of_its_name(package: str, registry: Registry[Any], key: str) -> None:
    """The file `dedup.py` is found as `dedup`, and by nothing but its name."""
    for name in _files(package):
        found = registry.find(name.removesuffix("_"))
        assert found is not None, f"{package}.{name} is not reachable"
        assert getattr(found, key) == name.removesuffix("_")


@pytest.mark.parametrize(("package", "registry", "key"), REGISTRIES)
def test_names_are_unique(package: str, registry: Registry[Any], key: str) -> None:
    """No two constructs share a name or an alias."""
    owners: dict[str, type] = {}
    for construct in registry.all():
        for name in (getattr(construct, key), *construct.aliases):
            assert owners.setdefault(name, construct) is construct, f"{name} is claimed twice"


def test_an_unknown_name_is_not_found() -> None:
    """A registry does not invent constructs."""
    assert COMMANDS.find("nosuchcommand") is None


@pytest.mark.parametrize("verb", _files("harness.cli"))
def test_each_verb_is_on_the_command_line(verb: str) -> None:
    """Every file of the cli room is a verb with a help text and examples."""
    import click

    command = harness.cli.VerbGroup().get_command(click.Context(harness.cli.program), verb)
    assert command is not None
    assert command.name == verb
    assert "Examples:" in (command.help or ""), "each verb shows examples"
