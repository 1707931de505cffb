"""The command line as a shell sees it: what is printed, and the exit codes."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from harness.cli import main

ROOT = Path(__file__).parents[3]
HARNESS = "import sys; from harness.cli import main; main()"


def harness(*arguments: str, cwd: Path = ROOT, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", HARNESS, *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )


def test_help_names_the_exit_codes() -> None:
    """`harness --help` is a page to start from."""
    shown = harness("--help")
    assert shown.returncode == 0
    assert "Exit codes" in shown.stdout
    assert "validate" in shown.stdout


def test_an_unknown_verb_is_suggested() -> None:
    """A typing error costs one look."""
    shown = harness("serch")
    assert (shown.returncode, 'Did you mean "search"?' in shown.stderr) == (2, True)


def test_search_prints_json() -> None:
    """Results are the texts that Splunk prints; a multivalue is a list, null is absent."""
    shown = harness(
        "search", "--format", "json", '| makeresults | eval a=1, b=split("x,y",","), c=null() | table a b c'
    )
    document = json.loads(shown.stdout)
    assert document["fields"] == ["a", "b", "c"]
    assert document["results"] == [{"a": "1", "b": ["x", "y"]}]


def test_search_prints_csv() -> None:
    """Multivalues are joined with newlines, null is an empty cell."""
    shown = harness(
        "search", "--format", "csv", '| makeresults | eval a="1,2", b=split("x,y",","), c=null() | table a b c'
    )
    assert shown.stdout == 'a,b,c\n"1,2","x\ny",\n'


def test_search_reads_standard_input() -> None:
    """`-` is standard input."""
    shown = harness("search", "--format", "csv", "-", stdin="| makeresults count=3 | stats count")
    assert shown.stdout == "count\n3\n"


def test_search_on_a_metrics_file(tmp_path: Path) -> None:
    """A gzip file of HEC metric JSON is searched as it is."""
    fields = {"metric_name": "cpu", "_value": 2.5, "app": "web"}
    line = json.dumps({"time": 1729166000, "event": "metric", "index": "m", "fields": fields})
    path = tmp_path / "points.jsonl.gz"
    path.write_bytes(gzip.compress((line + "\n" + line + "\n").encode()))
    spl = "| mstats sum(cpu) as s count(cpu) as c where index=m by app"
    shown = harness("search", "--metrics", str(path), "--format", "csv", spl)
    assert shown.stdout == "app,s,c\nweb,5,2\n"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("search", "| makeresults | dedupe x"), 1, 'did you mean "dedup"?'),
        (("search", "--now", "soon", "| makeresults"), 2, "--now"),
        (("search", "--earliest", "soon", "| makeresults"), 2, "soon"),
        (("search", "--setting", "x=1", "| makeresults"), 2, "unknown setting"),
        (("search", "--setting", "x", "| makeresults"), 2, "NAME=VALUE"),
        (("search", "--dataset", "nosuch", "| makeresults"), 1, "nosuch"),
        (("parse", "index=a | stats count by (("), 1, "error["),
        (("explain", "SPL999"), 2, "SPL999"),
        (("explain", "nosuch_detection"), 2, "nosuch_detection"),
        (("test", "nosuch_detection"), 2, "nosuch_detection"),
        (("validate", "nosuch.yml"), 2, "nosuch.yml"),
        (("test", "-k", "nosuchtest"), 2, "no test matches"),
        (("dataset", "info", "kubernetes_npm_new_edg"), 2, "did you mean"),
    ],
)
def test_bad_input_has_a_clear_error(
    arguments: tuple[str, ...],
    code: int,
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One message with a way out, the documented exit code, and no traceback."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "argv", ["harness", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == code
    message = capsys.readouterr().err
    assert says in message
    assert "internal error" not in message


def test_outside_a_repository(tmp_path: Path) -> None:
    """The way out is named."""
    shown = harness("validate", cwd=tmp_path)
    assert (shown.returncode, "content repository" in shown.stderr) == (2, True)


def test_the_shipped_detection_is_green() -> None:
    """`harness validate` and `harness test` end with 0 and show the table of Splunk's page."""
    assert harness("validate").returncode == 0
    shown = harness("test", "cloud/kubernetes_newly_seen_tcp_edge")
    assert shown.returncode == 0
    assert [line.split()[0] for line in shown.stdout.splitlines() if "Passing" in line] == [
        "Validation",
        "Unit",
        "Integration",
    ]


def test_parse_prints_canonical_spl() -> None:
    """What is printed parses to the same tree."""
    once = harness("parse", "index=a  foo OR bar|stats count BY x").stdout
    assert harness("parse", "-", stdin=once).stdout == once


def test_junit(tmp_path: Path) -> None:
    """The report holds one case for each test."""
    report = tmp_path / "deep" / "junit.xml"
    assert harness("test", "-q", "-k", "silent", "--junitxml", str(report)).returncode == 0
    assert report.read_text(encoding="utf-8").count("<testcase") >= 4
