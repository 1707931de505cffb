"""`harness dataset convert` and `import` as a shell sees them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from harness.cli import main

if TYPE_CHECKING:
    from pathlib import Path

STATSD = "cpu:1|g|#host:web|T1700000000\nbroken\ncpu:2|g|#host:db|T1700000010\n"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("sys.argv", ["harness", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
    shown = capsys.readouterr()
    return int(ended.value.code or 0), shown.out, shown.err


def test_a_bad_line_is_named_or_skipped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --skip-bad the line is shown and nothing is written; with it, it is counted."""
    source, out = tmp_path / "a.statsd", tmp_path / "out"
    source.write_text(STATSD, encoding="utf-8")
    arguments = ("dataset", "convert", str(source), "--format", "otlp", "--out", str(out), "--index", "m")
    code, _, error = run(capsys, *arguments)
    assert (code, "a.statsd:2:1" in error, "DS303" in error, out.exists()) == (1, True, True, False)
    code, shown, error = run(capsys, *arguments, "--skip-bad")
    assert (code, "2 points written as otlp" in shown, "1 bad record skipped" in error) == (0, True, True)
    search = "| mstats sum(cpu) as s where index=m by host"
    code, shown, _ = run(capsys, "search", "--metrics", str(out), "--format", "json", search)
    assert json.loads(shown)["results"] == [{"host": "db", "s": "2"}, {"host": "web", "s": "1"}]


def test_an_import_is_a_dataset(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = tmp_path / "export.json", tmp_path / "ours"
    row = {"_time": "1700000000", "index": "m", "total": "4", "source.workload.name": "cart"}
    source.write_text(json.dumps({"results": [row]}), encoding="utf-8")
    arguments = ("dataset", "import", str(source), "--out", str(out), "--salt", "s")
    code, _, error = run(capsys, *arguments)
    assert (code, "DS312" in error) == (1, True)
    code, shown, _ = run(capsys, *arguments, "--measure", "total=tcp.bytes", "--index", "renamed")
    assert (code, "1 points" in shown, "1 pseudonyms" in shown, "cart" in shown) == (0, True, True, False)
    code, shown, _ = run(capsys, "dataset", "validate", str(out))
    assert code == 0


@pytest.mark.parametrize("extra", [["--salt", " "], ["--salt", "s", "--measure", "total"]])
def test_options_that_say_nothing_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], extra: list[str]
) -> None:
    source = tmp_path / "export.json"
    source.write_text("{}", encoding="utf-8")
    code, _, _ = run(capsys, "dataset", "import", str(source), "--out", str(tmp_path / "o"), *extra)
    assert code == 2
