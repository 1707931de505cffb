"""`rare`: the least frequent values of fields."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._frequencies import OPTIONS, FrequenciesCommand
from harness.spl.contract import CommandType, Documentation, Example


@dataclass(frozen=True, slots=True)
class RareCommand(FrequenciesCommand):
    """`rare [<limit>] <fields> [BY <fields>]`."""

    keyword = "rare"
    type = CommandType.TRANSFORMING
    syntax = (
        "rare [<int>|limit=<int>] [countfield=<field>] [percentfield=<field>] [showcount=<bool>] [showperc=<bool>] "
        "[useother=<bool>] [otherstr=<string>] <field>... [BY <field>...]"
    )
    options = OPTIONS
    documentation = Documentation(
        summary="Counts the combinations of values of some fields and gives the least frequent ones.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Rare",
        examples=(
            Example(
                '| makeresults format=csv data="k\na\nb\na" | rare k',
                rows=[
                    {"k": "b", "count": "1", "percent": "33.333333"},
                    {"k": "a", "count": "2", "percent": "66.666667"},
                ],
            ),
        ),
        undecided=("the order of values with the same count: by code points, as it is the opposite of top",),
        differs=("limit=0 gives all values, however many",),
    )

    most_first = False
