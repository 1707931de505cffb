"""Formats of metrics: what each reads, how a bad record is named by its line, and where all of them are read."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest

from harness.cli._formats import FORMATS
from harness.datasets.kinds import EVENTS, METRICS, infer_kind
from harness.datasets.kinds import format_names as light_names
from harness.diagnostics import Diagnostic
from harness.errors import DatasetError
from harness.store import MetricStore
from harness.store.formats import Skipped, detect_format, find_format, format_names, read_points
from harness.store.formats._otlp_points import go_float

if TYPE_CHECKING:
    from pathlib import Path


def written(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    return path


def points(path: Path, **options: Any) -> list[tuple[float, dict[str, float], dict[str, str]]]:
    return [(each.time, dict(each.measures), dict(each.dimensions)) for each in read_points(path, **options)]


def problems(path: Path, **options: Any) -> list[tuple[str, int]]:
    """The code and the line of everything that is wrong with a file."""
    with pytest.raises(DatasetError) as caught:
        list(read_points(path, **options))
    found = [each for each in caught.value.diagnostics if isinstance(each, Diagnostic)]
    return [(each.code, each.source.position(each.span.start).line) for each in found]


def test_formats_are_found_by_their_files() -> None:
    """The names on the command line and in manifests are those of the files; each format bears its file's name."""
    assert tuple(light_names()) == format_names() == FORMATS
    assert [find_format(name).name for name in FORMATS] == list(FORMATS)


def test_an_unknown_format_is_suggested() -> None:
    with pytest.raises(DatasetError) as caught:
        find_format("statd")
    assert [(each.code, each.help) for each in caught.value.diagnostics if isinstance(each, Diagnostic)] == [
        ("DS300", 'did you mean "statsd"?')
    ]


SPLUNKS_CSV = '"metric_timestamp","metric_name","_value","guid"\n"1509997011","process.cpu.avg","2563454144","dbd1"\n'
MULTIPLE = "metric_timestamp,metric_name:cpu,metric_name:mem,host\n1509997011.5,1,,a\n1509997012,2,3,\n"
STATSD = (
    "performance.os.disk:1099511627776|g|#region:us-west-1, path:/dev/sda1|T1700000000\r\nlogins:2|c|@1|T1700000001\n"
)


def test_metrics_csv(tmp_path: Path) -> None:
    """Splunk's example: one measurement in a row, everything else is a dimension."""
    path = written(tmp_path, "a.csv", SPLUNKS_CSV)
    assert detect_format(path).name == "metrics_csv"
    assert points(path, index="m") == [(1509997011.0, {"process.cpu.avg": 2563454144.0}, {"guid": "dbd1"})]


def test_csv_of_several_measurements(tmp_path: Path) -> None:
    """An empty cell is no measurement and no dimension."""
    path = written(tmp_path, "a.csv.gz", MULTIPLE)
    assert detect_format(path).name == "csv"
    assert points(path, index="m") == [
        (1509997011.5, {"cpu": 1.0}, {"host": "a"}),
        (1509997012.0, {"cpu": 2.0, "mem": 3.0}, {}),
    ]


def test_statsd(tmp_path: Path) -> None:
    """Splunk's example, with the blank behind a comma that it has."""
    path = written(tmp_path, "lines.txt", STATSD)
    assert detect_format(path).name == "statsd"
    assert points(path, index="m") == [
        (1700000000.0, {"performance.os.disk": 1099511627776.0}, {"region": "us-west-1", "path": "/dev/sda1"}),
        (1700000001.0, {"logins": 2.0}, {}),
    ]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("cpu:3", "DS303"),
        ("cpu 3|g|T1", "DS303"),
        ("cpu:+3|g|T1", "DS303"),
        ("cpu:3|g|#host|T1", "DS303"),
        ("cpu:3|g|#a:1,a:2|T1", "DS303"),
        ("cpu:3|g|T1|T2", "DS303"),
        ("cpu:3|ms|T1", "DS304"),
        ("cpu:3|c|@0.1|T1", "DS304"),
        ("cpu:3|g|@1|T1", "DS304"),
        ("cpu:3|g|#host:a", "DS305"),
        ("cpu:x|g|T1", "DS153"),
        ("cpu:3|g|T1e3", "DS154"),
    ],
)
def test_bad_statsd(tmp_path: Path, line: str, code: str) -> None:
    """What Splunk does not document or store is refused, with its line."""
    path = written(tmp_path, "a.statsd", f"ok:1|g|T1\n{line}\nok:2|g|T2\n")
    assert problems(path, index="m") == [(code, 2)]
    skipped = Skipped()
    assert len(points(path, index="m", skipped=skipped)) == 2
    assert skipped.count == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("time,metric_name,_value\n1,a,2\n", [("DS301", 1)]),
        ("metric_timestamp,metric_name\n1,a\n", [("DS301", 1)]),
        ("metric_timestamp,metric_name:a,x,x\n1,2,3,4\n", [("DS301", 1)]),
        ("metric_timestamp,host\n1,a\n", [("DS301", 1)]),
        ('metric_timestamp,metric_name:a,x\n1,2,"two\nlines"\n1,2\n', [("DS302", 4)]),
        ("metric_timestamp,metric_name:a\n1,x\n,3\n1,\n", [("DS153", 2), ("DS154", 3), ("DS156", 4)]),
    ],
)
def test_bad_csv(tmp_path: Path, text: str, found: list[tuple[str, int]]) -> None:
    """A row is named by the line that it begins in, whatever lines its cells have."""
    assert problems(written(tmp_path, "a.csv", text), name="csv", index="m") == found


def test_an_open_quote_is_not_skipped(tmp_path: Path) -> None:
    """What follows cannot be read, so that skipping it would lose more than a line."""
    path = written(tmp_path, "a.csv", 'metric_timestamp,metric_name:a,x\n1,2,"open\n3,4,5\n')
    assert problems(path, index="m", skipped=Skipped()) == [("DS302", 2)]


def otlp(kind: str, data: object, **resource: str) -> str:
    attributes = [{"key": key.replace("_", "."), "value": {"stringValue": text}} for key, text in resource.items()]
    metric = {"name": "lat", kind: {"dataPoints": [data]}}
    scopes = [{"scope": {"name": "app"}, "metrics": [metric]}]
    return json.dumps({"resourceMetrics": [{"resource": {"attributes": attributes}, "scopeMetrics": scopes}]})


T = {"timeUnixNano": "1700000000123600000", "attributes": [{"key": "n", "value": {"intValue": "5"}}]}


def test_otlp_as_the_exporter_makes_it(tmp_path: Path) -> None:
    """Resource first, point over it; host.name is the host, times are milliseconds, the type is a dimension."""
    text = otlp("sum", {**T, "asInt": "7"}, host_name="h", com_splunk_index="m", k8s_pod_name="p")
    path = written(tmp_path, "a.json", text)
    assert detect_format(path).name == "otlp"
    dimensions = {"host": "h", "k8s.pod.name": "p", "n": "5", "metric_type": "Sum"}
    assert points(path) == [(1700000000.124, {"lat": 7.0}, dimensions)]


def test_otlp_histograms_are_expanded(tmp_path: Path) -> None:
    """Sum, count, and a cumulative count for each bound and for all."""
    data = {**T, "count": "6", "sum": 9.5, "explicitBounds": [0.5, 1e6], "bucketCounts": ["1", "2", "3"]}
    found = points(written(tmp_path, "a.json", otlp("histogram", data, com_splunk_index="m")))
    assert [(measures, dimensions.get("le")) for _, measures, dimensions in found] == [
        ({"lat_sum": 9.5}, None),
        ({"lat_count": 6.0}, None),
        ({"lat_bucket": 1.0}, "0.5"),
        ({"lat_bucket": 3.0}, "1e+06"),
        ({"lat_bucket": 6.0}, "+Inf"),
    ]
    assert {dimensions["host"] for _, _, dimensions in found} == {"unknown"}


def test_otlp_summaries_are_expanded(tmp_path: Path) -> None:
    data = {**T, "count": "2", "sum": 3, "quantileValues": [{"quantile": 0.99, "value": 2.5}]}
    found = points(written(tmp_path, "a.json", otlp("summary", data)), index="m")
    assert [measures for _, measures, _ in found] == [{"lat_sum": 3.0}, {"lat_count": 2.0}, {"lat_0.99": 2.5}]
    assert found[2][2]["qt"] == "0.99"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (otlp("exponentialHistogram", T), "DS307"),
        (otlp("gauge", {"asDouble": 1}), "DS154"),
        (otlp("gauge", {"timeUnixNano": "0", "asDouble": 1}), "DS154"),
        (otlp("gauge", {**T, "asDouble": "NaN"}), "DS153"),
        (otlp("gauge", T), "DS153"),
        (otlp("unknown", T), "DS306"),
        ('{"resourceMetrics": {"a": 1}}', "DS306"),
    ],
)
def test_bad_otlp(tmp_path: Path, text: str, code: str) -> None:
    good = otlp("gauge", {**T, "asDouble": 1})
    path = written(tmp_path, "a.json", f"{good}\n{text}\n{good}\n")
    assert problems(path, index="m") == [(code, 2)]
    assert len(points(path, index="m", skipped=Skipped())) == 2


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.25, "0.25"),
        (100000.0, "100000"),
        (1234567.0, "1.234567e+06"),
        (1e-5, "1e-05"),
        (-2.5e21, "-2.5e+21"),
    ],
)
def test_doubles_as_the_exporter_writes_them(value: float, text: str) -> None:
    """Go's shortest %g: an exponent of at least two digits, below 1e-4 and from 1e+06 on."""
    assert go_float(value) == text


@pytest.mark.parametrize(
    ("name", "text", "count"),
    [("a.csv", MULTIPLE, 3), ("a.statsd.gz", STATSD, 2), ("a.jsonl", otlp("gauge", {**T, "asDouble": 1}), 1)],
)
def test_a_store_loads_every_format(tmp_path: Path, name: str, text: str, count: int) -> None:
    """A file and its folder, as `--metrics` and a dataset name them; a CSV file of something else is not data."""
    path = written(tmp_path, name, text)
    written(tmp_path, "lookup.csv", "host,owner\na,b\n")
    assert len(MetricStore().load(path, "m")) == count
    assert len(MetricStore().load(tmp_path, "m")) == count
    assert infer_kind(path) == METRICS
    assert infer_kind(tmp_path / "lookup.csv") == EVENTS


def test_a_store_takes_the_format_that_is_said(tmp_path: Path) -> None:
    """A name that says nothing is no obstacle."""
    path = written(tmp_path, "lines.dat", "\n\n" + STATSD)
    assert len(MetricStore().load(path, "m", "statsd")) == 2


def test_a_reserved_dimension_is_refused(tmp_path: Path) -> None:
    """A dimension that reads as a measurement would become one on the way."""
    record = {"_time": 1, "index": "m", "metrics": {"a": 1}, "dims": {"_value": "x"}}
    assert problems(written(tmp_path, "a.jsonl", json.dumps(record))) == [("DS157", 1)]
