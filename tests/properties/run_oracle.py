"""Runs many generated programs on the engine and on the oracle and prints, made small, where they disagree.

python tests/properties/run_oracle.py --programs 200000 --seed 1 --processes 2
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from random import Random
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.properties.oracle.checking import Case, disagreement
from tests.properties.oracle.making_programs import case
from tests.properties.oracle.shrinking import smallest

CHUNK = 500


def failure(made: Case) -> str:
    """Why a case fails, as one word; empty where it does not."""
    try:
        found = disagreement(made)
    except Exception as error:
        return type(error).__name__
    if found is None:
        return ""
    return found.engine.partition(":")[0] if isinstance(found.engine, str) else "results"


def report(made: Case) -> str:
    """The smallest case that fails in the same way."""
    kind = failure(made)
    small = smallest(made, lambda smaller: failure(smaller) == kind)
    try:
        found = disagreement(small)
    except Exception as error:
        return f"| {small.spl}\n  {small.world}\n  crash {type(error).__name__}: {error}"
    return found.render() if found else ""


def run_chunk(seed: int, first: int, count: int) -> list[str]:
    """The disagreements of some programs, each of which has a seed of its own."""
    found = []
    for number in range(first, first + count):
        made = case(Random(f"{seed}/{number}"))
        if failure(made):
            found.append(f"program {seed}/{number}\n{report(made)}")
    return found


def run(programs: int, seed: int, processes: int) -> Iterator[tuple[int, list[str]]]:
    """The disagreements chunk by chunk, with the number of programs of each."""
    chunks = [(first, min(CHUNK, programs - first)) for first in range(0, programs, CHUNK)]
    if processes == 1:
        for first, count in chunks:
            yield count, run_chunk(seed, first, count)
        return
    with ProcessPoolExecutor(processes) as pool:
        waiting = {pool.submit(run_chunk, seed, first, count): count for first, count in chunks}
        for done in as_completed(waiting):
            yield waiting[done], done.result()


def main() -> int:
    """Prints progress and a summary; 1 where there are disagreements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--stop-after", type=int, default=25, help="so many disagreements")
    chosen = parser.parse_args()
    started, done, wrong = perf_counter(), 0, 0
    for count, found in run(chosen.programs, chosen.seed, chosen.processes):
        done, wrong = done + count, wrong + len(found)
        print("\n\n".join(found), end="\n\n" if found else "")
        rate = done / (perf_counter() - started)
        print(f"{done} programs, {wrong} disagreements, {rate:.0f}/s", file=sys.stderr, flush=True)
        if wrong >= chosen.stop_after:
            break
    print(f"{done} programs with seed {chosen.seed}: {wrong} disagreements in {perf_counter() - started:.0f} s")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
