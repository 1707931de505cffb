"""How long reading a search takes; figures are printed, nothing is asserted of them."""

from __future__ import annotations

import contextlib
import statistics
import time
from typing import TYPE_CHECKING

from harness.errors import SplError
from harness.spl.parsing import parse

if TYPE_CHECKING:
    from collections.abc import Callable

TYPICAL = """| tstats `security_content_summariesonly` count min(_time) as firstTime max(_time) as lastTime
 from datamodel=Endpoint.Processes where Processes.process_name="cmd.exe" AND (Processes.process="*whoami*" OR
 Processes.process="*net user*") by Processes.dest Processes.user Processes.parent_process | rename "Processes.*" as "*"
 | eval name=if(isnull(user), "x", lower(user)) | where count > 3 | table dest user name count"""
MACROS = {"security_content_summariesonly": "summariesonly=false allow_old_summaries=true"}
LONG: dict[str, Callable[[int], str]] = {
    "OR in a search expression": lambda count: "search " + " OR ".join(["a=b"] * count),
    "OR in where": lambda count: "| makeresults | where " + " OR ".join(['a="b"'] * count),
    "operands of +": lambda count: "| makeresults | eval x=" + "+".join(["a"] * count),
    "pipes": lambda count: "x" + " | where a=1" * count,
    "brackets": lambda count: "x " + "[" * count,
    "parentheses": lambda count: "search " + "(" * count,
    "unclosed subsearches": lambda count: "x " + "| append [ search y " * count,
    "quotes": lambda count: "x " + '"a" ' * count,
}


def seconds_of(text: str, rounds: int) -> float:
    """The median time of reading a text."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        with contextlib.suppress(SplError):  # how long a refusal takes counts as well
            parse(text, macros=MACROS)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def test_a_typical_search() -> None:
    """A detection's search of 400 characters, its macro expanded (at most 300 microseconds)."""
    parse(TYPICAL, macros=MACROS)
    print(f"\n{len(TYPICAL)} characters: {seconds_of(TYPICAL, 500) * 1e6:.0f} us")


def test_long_searches() -> None:
    """For twice as much of anything, about twice the time."""
    print()
    for name, text in LONG.items():
        once, twice = seconds_of(text(50_000), 3), seconds_of(text(100_000), 3)
        print(f"{name:26} 50,000: {once * 1e3:6.0f} ms   100,000: {twice * 1e3:6.0f} ms   {twice / once:.1f} times")
