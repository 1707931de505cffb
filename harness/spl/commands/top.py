"""`top`: the most frequent values of fields."""

from __future__ import annotations

from dataclasses import dataclass

from harness.spl.commands._frequencies import OPTIONS, FrequenciesCommand
from harness.spl.contract import CommandType, Documentation, Example


@dataclass(frozen=True, slots=True)
class TopCommand(FrequenciesCommand):
    """`top [<limit>] <fields> [BY <fields>]`."""

    keyword = "top"
    type = CommandType.TRANSFORMING
    syntax = (
        "top [<int>|limit=<int>] [countfield=<field>] [percentfield=<field>] [showcount=<bool>] [showperc=<bool>] "
        "[useother=<bool>] [otherstr=<string>] <field>... [BY <field>...]"
    )
    options = OPTIONS
    documentation = Documentation(
        summary="Counts the combinations of values of some fields and gives the most frequent ones.",
        source="https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Top",
        examples=(
            Example(
                '| makeresults format=csv data="k\na\nb\na" | top k',
                rows=[
                    {"k": "a", "count": "2", "percent": "66.666667"},
                    {"k": "b", "count": "1", "percent": "33.333333"},
                ],
            ),
        ),
        undecided=("the order of values with the same count: the last by code points first, as two examples have it",),
        differs=("limit=0 gives all values, however many",),
    )
