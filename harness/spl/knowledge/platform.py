"""Macros that searches take for granted because apps of the platform bring them along.

What a caller or content defines under the same name wins.
Source: the Common Information Model add-on and the security content update, as published (October 2024).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.spl.sources import MacroDefinition

if TYPE_CHECKING:
    from collections.abc import Mapping

INFORMATION_MODEL_MACROS: tuple[MacroDefinition, ...] = (
    MacroDefinition("drop_dm_object_name(1)", "rename $object_name$.* as *", ("object_name",)),
)
"""Of the Common Information Model add-on: drops the name of a data model's dataset from the field names."""

SECURITY_CONTENT_MACROS: tuple[MacroDefinition, ...] = (
    MacroDefinition(
        "security_content_ctime(1)", 'convert timeformat="%Y-%m-%dT%H:%M:%S" ctime($field$)', arguments=("field",)
    ),
    MacroDefinition(
        "security_content_summariesonly",
        "summariesonly=`summariesonly_config` allow_old_summaries=`oldsummaries_config` "
        "fillnull_value=`fillnull_config`",
    ),
    MacroDefinition("summariesonly_config", "false"),
    MacroDefinition("oldsummaries_config", "true"),
    MacroDefinition("fillnull_config", "null"),
)
"""Of Splunk's security content: how its searches read data models and print times."""


def platform_macros() -> Mapping[str, MacroDefinition]:
    """Every macro of an app by its name, as a search without content of its own sees them."""
    return {macro.name: macro for macro in (*INFORMATION_MODEL_MACROS, *SECURITY_CONTENT_MACROS)}
