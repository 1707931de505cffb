"""Exports of a Splunk as datasets: every form of export, times, measures, and that no name of theirs is left."""

from __future__ import annotations

import gzip
import json
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Any

import pytest

from harness.datasets import load_dataset, validate_dataset
from harness.datasets.anonymizing import Pseudonyms
from harness.datasets.importing import ImportOptions, import_exports
from harness.diagnostics import Diagnostic
from harness.errors import DatasetError
from harness.store.formats import Skipped, read_points

if TYPE_CHECKING:
    from pathlib import Path

ROW = {
    "_time": "2024-10-17T11:59:30.000+02:00",
    "index": "m",
    "metric_name:tcp.bytes": "5",
    "source.workload.name": "cart",
    "dest.workload.name": "orders-db",
    "direction": "transmit",
    "splunk_server": "idx1.corp",
    "_bkt": "m~1~GUID",
}
FIELDS = list(ROW)
FORMS = {
    "results": json.dumps({"preview": False, "results": [ROW]}),
    "rows": json.dumps({"fields": FIELDS, "rows": [list(ROW.values())]}),
    "named rows": json.dumps({"fields": [{"name": f} for f in FIELDS], "rows": [list(ROW.values())]}),
    "columns": json.dumps({"fields": FIELDS, "columns": [[value] for value in ROW.values()]}),
    "export": json.dumps({"preview": True, "result": ROW})
    + "\n"
    + json.dumps({"preview": False, "result": ROW, "lastrow": True}),
    "objects": json.dumps(ROW),
    "raw": json.dumps({"_raw": json.dumps({k: v for k, v in ROW.items() if k != "_time"}), "_time": ROW["_time"]}),
    "csv": ",".join(FIELDS) + "\n" + ",".join(ROW.values()) + "\n",
}
OPTIONS = ImportOptions("pepper")


def imported(tmp_path: Path, *texts: str, options: ImportOptions = OPTIONS, **more: Any) -> list[Any]:
    """The points of the dataset that exports give."""
    files = []
    for number, text in enumerate(texts):
        files.append(tmp_path / f"export{number}.txt")
        files[-1].write_bytes(gzip.compress(text.encode()))
    out = tmp_path / "ours"
    import_exports(files, out, options, **more)
    assert validate_dataset(out) == []
    return list(read_points(load_dataset(out).files[0].path))


def row(**changes: Any) -> str:
    return json.dumps({key.replace("__", "."): value for key, value in {**ROW, **changes}.items() if value is not None})


def codes(tmp_path: Path, text: str, options: ImportOptions = OPTIONS) -> list[str]:
    with pytest.raises(DatasetError) as caught:
        imported(tmp_path, text, options=options)
    assert not (tmp_path / "ours").exists()
    return [each.code for each in caught.value.diagnostics if isinstance(each, Diagnostic)]


@pytest.mark.parametrize("form", FORMS)
def test_each_form_of_export_is_read(tmp_path: Path, form: str) -> None:
    """The same result, however it was exported; what Splunk adds to results is no dimension."""
    (found,) = imported(tmp_path, FORMS[form])
    assert (found.time, found.index, found.measures) == (1729159170.0, "m", {"tcp.bytes": 5.0})
    assert set(found.dimensions) == {"source.workload.name", "dest.workload.name", "direction"}
    assert found.dimensions["direction"] == "transmit"


def test_no_name_is_left(tmp_path: Path) -> None:
    """Neither data nor manifest hold a value, nor the salt; the same value is the same everywhere."""
    first, second = imported(
        tmp_path, row(), row(**{"source.workload.name": "orders-db", "dest.workload.name": "web", "host": "cart"})
    )
    texts = [
        gzip.decompress((tmp_path / "ours/metrics.jsonl.gz").read_bytes()),
        (tmp_path / "ours/dataset.yml").read_bytes(),
    ]
    for secret in (b"cart", b"orders-db", b"web", b"corp", b"pepper"):
        assert not any(secret in text for text in texts)
    assert first.dimensions["dest.workload.name"] == second.dimensions["source.workload.name"]
    assert first.dimensions["source.workload.name"] == second.dimensions["host"]
    assert first.dimensions["source.workload.name"] != second.dimensions["dest.workload.name"]


def test_the_salt_decides(tmp_path: Path) -> None:
    names = [Pseudonyms(salt).of("cart") for salt in ("a", "a", "b")]
    assert names[0] == names[1] != names[2]


def test_addresses_stay_addresses() -> None:
    """So that cidrmatch and iplocation run; different ones stay different."""
    names = Pseudonyms("s")
    found = {names.of(f"192.168.{n // 256}.{n % 256}") for n in range(20_000)}
    assert len(found) == 20_000
    assert all(ip_address(each) in ip_network("10.0.0.0/8") for each in found)
    assert ip_address(names.of("2001:db8::1")) in ip_network("fd00::/8")


def test_what_is_kept_and_dropped_is_an_option(tmp_path: Path) -> None:
    (found,) = imported(tmp_path, row(), options=ImportOptions("s", keep=("source.*",), drop=("dir*",), index="other"))
    assert found.dimensions["source.workload.name"] == "cart"
    assert found.dimensions["dest.workload.name"].startswith("anon-")
    assert (found.index, "direction" in found.dimensions) == ("other", False)


@pytest.mark.parametrize(
    ("fields", "measures", "found"),
    [
        ({"metric_name": "cpu", "_value": 2}, {}, {"cpu": 2.0}),
        ({"metric_name": "cpu", "max(_value)": "2.5"}, {}, {"cpu": 2.5}),
        ({"avg(tcp.bytes)": "3", "sum(tcp.packets)": "4"}, {}, {"tcp.bytes": 3.0, "tcp.packets": 4.0}),
        ({"perc95(tcp.bytes)": "3"}, {}, {"tcp.bytes": 3.0}),
        ({"total": "6"}, {"total": "tcp.bytes"}, {"tcp.bytes": 6.0}),
        ({"avg(tcp.bytes)": "3", "max(tcp.bytes)": "4"}, {"max(tcp.bytes)": "tcp.bytes"}, {"tcp.bytes": 4.0}),
    ],
)
def test_measures_of_mstats(tmp_path: Path, fields: dict[str, Any], measures: dict[str, str], found: object) -> None:
    """By the names of the fields, or as the user says; figures that are no measures are no dimensions either."""
    text = row(**{"metric_name:tcp.bytes": None}, **fields)
    (point,) = imported(tmp_path, text, options=ImportOptions("s", measures=measures))
    assert point.measures == found
    assert not any("(" in name or name == "total" for name in point.dimensions)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (row(**{"metric_name:tcp.bytes": None}, total="6"), "DS312"),
        (row(**{"avg(tcp.packets)": "1", "max(tcp.packets)": "2"}), "DS312"),
        (row(_time="2024-10-17T12:00:00"), "DS311"),
        (row(_time=None), "DS154"),
        (row(index=None), "DS155"),
        (row(direction=["a", "b"]), "DS157"),
        (row(**{"metric_name:tcp.bytes": "many"}), "DS153"),
        ('["a"]', "DS310"),
        ('{"results": 5}', "DS310"),
        ('{"results": []}', "DS310"),
        ("_time,index,sum(a)\n1,m\n", "DS310"),
        ('{"results": [', "DS152"),
    ],
)
def test_what_is_no_data_point_is_refused(tmp_path: Path, text: str, code: str) -> None:
    """And then there is no dataset."""
    assert codes(tmp_path, text) == [code]


def test_bad_results_are_counted(tmp_path: Path) -> None:
    skipped = Skipped()
    found = imported(tmp_path, row() + "\n" + row(_time="never"), skipped=skipped)
    assert (len(found), skipped.count) == (1, 1)
    assert skipped.diagnostics[0].source.position(skipped.diagnostics[0].span.start).line == 2
    assert skipped.diagnostics[0].message.startswith("result 2: ")
