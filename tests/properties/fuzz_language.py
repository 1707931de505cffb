"""Fuzzing of the language: real searches, damaged, for as long as it may take.

    python tests/properties/fuzz_language.py [SECONDS] [SEED]

Where atheris can be imported it leads the damage by what code it reaches; else pieces are cut, doubled, swapped and
mixed at random.  A text that breaks a promise is shown and ends the run with exit code 1; it belongs, made small, into
`tests/cases/language/findings`.
"""

from __future__ import annotations

import gc
import random
import re
import sys
import time
from importlib import import_module
from pathlib import Path
from types import FunctionType

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from harness.diagnostics import render_text  # noqa: E402 - the script runs from anywhere
from harness.diagnostics.diagnostic import Diagnostic  # noqa: E402
from harness.errors import SplError  # noqa: E402
from harness.spl.parsing import parse  # noqa: E402
from harness.spl.sources import MacroDefinition  # noqa: E402

FOLDERS = (ROOT / "detections", ROOT / "tests" / "cases", ROOT.parent / "shared" / "corpus")
MACROS: dict[str, MacroDefinition | str] = {
    "m": "x",
    "n(1)": "y=$y$",
    "circle": "`circle`",
    "e(1)": MacroDefinition("e(1)", "$y$", ("y",), is_eval=True),
    "v(1)": MacroDefinition("v(1)", "$y$", ("y",), validation="$y$"),
}
CALLS = (
    'index=a `e("x" . tostring(1+2))` | stats count',
    'index=a `v(if(isnum(3), null(), "no"))` | eval x=`e(upper(b))`',
    "| makeresults | where `v(len(replace(c, 1, 2)) > 0)` AND `n(x)`",
)
EXTERNALS = frozenset({"fit", "apply"})
MARKS = [
    *"|[](){}<>=!\"'`\\,.*%+-/:;$@#~^&? \t\n",
    "AND",
    "NOT",
    "by",
    "```",
    "`e(",
    "`v(",
    ")`",
    "<<FIELD>>",
    "\u201c",
    "\x00",
    "\U0001f600",
]
_SEARCH = re.compile(r"^search:\s*[|>]?-?\s*\n?((?:.+\n)(?:[ ]{2,}.*\n)*)", re.MULTILINE)
_CASE = re.compile(r"^====\n(.*?)\n----$", re.MULTILINE | re.DOTALL)
_PIECE = re.compile(r"\w+|\s+|.", re.DOTALL)


def broken_promise(text: str) -> str | None:
    """What reading a text did that it must not do; None if all is well.

    Promises: an SplError whose places lie in their texts and that can be shown, or a tree that prints and reads back.
    """
    try:
        pipeline = parse(text, macros=MACROS, externals=EXTERNALS)
    except SplError as error:
        return _wrong_places(error)
    printed = str(pipeline)
    try:
        again = parse(printed, externals=EXTERNALS)
    except SplError as error:
        return f"what it prints is refused: {error}\n{printed}"
    return None if again == pipeline else f"it reads back as something else\n{printed}"


def _wrong_places(error: SplError) -> str | None:
    if not error.diagnostics:
        return "an error without diagnostics"
    for found in error.diagnostics:
        if not isinstance(found, Diagnostic) or not 0 <= found.span[0] <= found.span[1] <= len(found.source.text):
            return f"a place outside of its text: {found}"
    render_text([found for found in error.diagnostics if isinstance(found, Diagnostic)])
    return None


def real_searches() -> list[str]:
    """The searches of this repository, and of the corpus where it is, and a few that compute macros."""
    texts = [path.read_text(encoding="utf-8") for folder in FOLDERS for path in sorted(folder.rglob("*.yml"))]
    cases = [path.read_text(encoding="utf-8") for path in sorted(FOLDERS[1].rglob("*.spltest"))]
    found = [*CALLS, *(match[1] for text in texts for match in _SEARCH.finditer(text))]
    return [search for search in found + [match[1] for text in cases for match in _CASE.finditer(text)] if search]


def damaged(search: str, other: str, chance: random.Random) -> str:
    """A search with a few pieces cut, doubled, moved, taken from another one, or replaced by a mark."""
    pieces = _PIECE.findall(search)
    foreign = _PIECE.findall(other)
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(pieces) + 1)
        end = min(len(pieces), start + chance.choice([0, 1, 1, 2, 5, 20]))
        cut = pieces[start:end]
        place = chance.randrange(len(foreign) + 1)
        pieces[start:end] = chance.choice(
            [[], cut * 2, cut[::-1], [chance.choice(MARKS)], [*cut, chance.choice(MARKS)], foreign[place : place + 5]]
        )
    return "".join(pieces)


def fuzz(seconds: float, seed: int) -> str | None:
    """The first text found that breaks a promise."""
    chance = random.Random(seed)
    searches = real_searches()
    end = time.monotonic() + seconds
    count = 0
    while time.monotonic() < end:
        text = damaged(chance.choice(searches), chance.choice(searches), chance)
        problem = _problem(text)
        count += 1
        if problem:
            return f"{problem}\n--- the text, after {count:,} others:\n{text}\n--- as Python: {text!r}"
    print(f"{count:,} damaged searches, and every promise was kept (seed {seed})")
    return None


def _problem(text: str) -> str | None:
    try:
        return broken_promise(text)
    except Exception as error:
        import traceback

        return "".join(traceback.format_exception(error))


def fuzz_with_atheris(seconds: float) -> None:
    """The same, led by the code that is reached; it does not return."""
    atheris = import_module("atheris")

    def one(data: bytes) -> None:
        problem = broken_promise(data.decode("utf-8", "replace"))
        if problem:
            raise AssertionError(problem)

    corpus = ROOT / "build" / "fuzz"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, search in enumerate(real_searches()):
        (corpus / f"{number}.spl").write_text(search, encoding="utf-8")
        broken_promise(search)
    for function in _own_functions():
        atheris.instrument_func(function)
    options = (f"-max_total_time={seconds:.0f}", f"-artifact_prefix={corpus.parent}/fuzz-", "-verbosity=0")
    atheris.Setup([sys.argv[0], str(corpus), *options, "-print_final_stats=1"], one)
    atheris.Fuzz()


def _own_functions() -> list[FunctionType]:
    """The functions of the harness that are loaded; commands are, once searches that use them were read."""
    found = [each for each in gc.get_objects() if isinstance(each, FunctionType)]
    return [each for each in found if (each.__module__ or "").startswith("harness.")]


def main() -> int:
    """Runs for the seconds of the first argument."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 600.0
    try:
        import_module("atheris")
    except ImportError:
        print("atheris cannot be imported here: damage is at random, not led by the code that it reaches")
        problem = fuzz(seconds, int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns())
        print(problem or "", end="")
        return 1 if problem else 0
    fuzz_with_atheris(seconds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
