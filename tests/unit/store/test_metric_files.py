"""Metric files: HEC JSON lines in every form, gzip, folders, and a diagnostic with file and line for each mistake."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from harness.diagnostics import Diagnostic
from harness.errors import DatasetError
from harness.spl.sources import MetricScan
from harness.store import MetricStore, load_metrics
from harness.store.frames import cut_lines
from harness.store.points import Batch
from harness.store.series import SeriesTable
from harness.timerange import ALL_TIME

if TYPE_CHECKING:
    from pathlib import Path


def hec(time: object = 1700000000, **fields: Any) -> dict[str, Any]:
    return {"time": time, "event": "metric", "host": "h1", "index": "m", "fields": fields}


def single(time: object = 1700000000, value: object = 1.5, **dims: Any) -> dict[str, Any]:
    return hec(time, metric_name="cpu", _value=value, **dims)


def points(store: MetricStore) -> list[tuple[str, str, float, float, dict[str, Any]]]:
    """Every point with the dimensions of its series."""
    rows = store.series().rows()
    return [
        (item.index, item.metric, time, value, {k: v for k, v in rows[int(series)].items() if k != "index"})
        for item in store.scan_metrics(MetricScan(["*"], ["*"], ALL_TIME))
        for time, value, series in zip(
            *(item.points.column(c).values() for c in ("_time", "value", "series")), strict=True
        )
    ]


def written(tmp_path: Path, text: str | bytes, name: str = "points.jsonl") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def lines(*objects: object) -> str:
    return "".join(json.dumps(each) + "\n" for each in objects)


def failure(path: Path, **options: Any) -> list[tuple[str, int]]:
    """The codes and lines of what is wrong with a file."""
    with pytest.raises(DatasetError) as caught:
        load_metrics(path, **options)
    found = [each for each in caught.value.diagnostics if isinstance(each, Diagnostic)]
    assert all(each.source.name == str(path) for each in found)
    return [(each.code, each.location.position.line) for each in found]


def test_one_measurement_and_several_are_read(tmp_path: Path) -> None:
    path = written(
        tmp_path, lines(single(region="eu"), hec(**{"metric_name:a.b": 1, "metric_name:a.c": 2.5}, zone="z"))
    )
    assert points(load_metrics(path)) == [
        ("m", "a.b", 1700000000, 1, {"host": "h1", "zone": "z"}),
        ("m", "a.c", 1700000000, 2.5, {"host": "h1", "zone": "z"}),
        ("m", "cpu", 1700000000, 1.5, {"host": "h1", "region": "eu"}),
    ]


def test_the_newer_form_wins_where_an_object_has_both() -> None:
    both = hec(**{"metric_name:new": 1}, metric_name="old", _value=2)
    store = MetricStore().add_hec_lines(lines(both))
    assert [(metric, value) for _, metric, _, value, _ in points(store)] == [("new", 1)]


@pytest.mark.parametrize("event", ["metric", "m", {}, None])
def test_what_the_event_says_does_not_matter(event: object) -> None:
    assert len(MetricStore().add_hec_lines(lines({**single(), "event": event}))) == 1


def test_the_envelope_is_dimensions_and_unknown_fields_are(tmp_path: Path) -> None:
    event = {
        **single(sf_resolutionMs=10000, computationId=None, metric_type="gauge"),
        "source": "sim",
        "sourcetype": "s",
    }
    ((_, _, _, _, dims),) = points(MetricStore().add_hec_lines(lines(event)))
    assert dims == {
        "host": "h1",
        "source": "sim",
        "sourcetype": "s",
        "sf_resolutionMs": "10000",
        "metric_type": "gauge",
    }


@pytest.mark.parametrize("time", [1700000000, 1700000000.0, "1700000000", "1700000000.000"])
def test_time_is_a_number_or_a_numeric_text(time: object) -> None:
    ((_, _, found, _, _),) = points(MetricStore().add_hec_lines(lines(single(time))))
    assert found == 1700000000


@pytest.mark.parametrize(("value", "number"), [(2, 2.0), ("5", 5.0), ("-1.5e3", -1500.0), (0, 0.0)])
def test_a_value_may_be_numeric_text(value: object, number: float) -> None:
    ((_, _, _, found, _),) = points(MetricStore().add_hec_lines(lines(single(value=value))))
    assert found == number


@pytest.mark.parametrize(
    "text",
    [
        lines(single(1), single(2)),
        json.dumps(single(1)) + json.dumps(single(2)),
        json.dumps(single(1), indent=2) + "\n\n  " + json.dumps(single(2), indent=2),
        json.dumps([single(1), single(2)]),
        json.dumps([single(1), single(2)], indent=1),
        "\ufeff" + lines(single(1)) + "\r\n" + json.dumps(single(2)),
    ],
    ids=["lines", "back to back", "indented", "array", "indented array", "BOM, blank line, no end"],
)
@pytest.mark.parametrize("packed", [False, True])
def test_objects_are_read_however_they_are_laid_out(tmp_path: Path, text: str, packed: bool) -> None:
    data = gzip.compress(text.encode()) if packed else text.encode()
    path = written(tmp_path, data, "points.json.gz" if packed else "points.json")
    assert [time for _, _, time, _, _ in points(load_metrics(path))] == [1, 2]


def test_points_in_the_form_of_search_may_stand_in_a_file(tmp_path: Path) -> None:
    path = written(tmp_path, lines({"_time": 1, "metrics": {"x": 1}, "dims": {"host": "a"}, "index": "m"}))
    assert points(load_metrics(path)) == [("m", "x", 1, 1, {"host": "a"})]


BAD_LINES = [
    ("{not json", "DS152"),
    ('{"time": 1', "DS152"),
    ("[]", "DS152"),
    (json.dumps(single(1)) + "extra", "DS152"),
    ("12", "DS152"),
    (json.dumps(single(value="high")), "DS153"),
    (json.dumps(single(value=None)), "DS153"),
    (json.dumps(single(value=True)), "DS153"),
    (json.dumps(single(value=float("nan"))), "DS153"),
    (json.dumps(single(value=" 5 ")), "DS153"),
    (json.dumps(hec(metric_name="cpu")), "DS153"),
    (json.dumps(hec(**{"metric_name:cpu": "x"})), "DS153"),
    (json.dumps(single("soon")), "DS154"),
    (json.dumps(single("1.79E9")), "DS154"),
    (json.dumps(single(-5)), "DS154"),
    (json.dumps(single(4102444800)), "DS154"),
    (json.dumps({k: v for k, v in single().items() if k != "time"}), "DS154"),
    (json.dumps({k: v for k, v in single().items() if k != "index"}), "DS155"),
    (json.dumps(hec(region="eu")), "DS156"),
    (json.dumps({"time": 1, "index": "m", "event": "text"}), "DS156"),
    (json.dumps(hec(**{"metric_name:": 1})), "DS156"),
    (json.dumps(single(zone={"a": 1})), "DS157"),
    (json.dumps(single(zone=["a", "b"])), "DS157"),
    (json.dumps({**single(), "region": "eu"}), "DS158"),
]


@pytest.mark.parametrize(("bad", "code"), BAD_LINES)
def test_each_mistake_names_its_line_and_nothing_is_added(tmp_path: Path, bad: str, code: str) -> None:
    path = written(tmp_path, lines(single(1), single(2)) + bad + "\n" + lines(single(3)))
    store = MetricStore()
    with pytest.raises(DatasetError):
        store.load(path)
    assert len(store) == 0
    assert failure(path) == [(code, 3)]


def test_all_mistakes_of_a_file_are_reported_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, lines(single(value="a"), single(1), single("x")) + "{\n" + lines(single(2)))
    assert failure(path) == [("DS153", 1), ("DS154", 3), ("DS152", 4)]


def test_mistakes_in_a_large_file_are_cut_short(tmp_path: Path) -> None:
    path = written(tmp_path, lines(*(single(value="x") for _ in range(500))))
    assert len(failure(path)) == 100


def test_a_mistake_points_at_the_value(tmp_path: Path) -> None:
    path = written(tmp_path, lines(single(value="high")))
    with pytest.raises(DatasetError) as caught:
        load_metrics(path)
    (found,) = caught.value.diagnostics
    assert isinstance(found, Diagnostic)
    assert found.source.text[found.span.start : found.span.end] == '"_value"'
    assert "high" in found.message


def test_a_truncated_gzip_names_the_last_line_it_reached(tmp_path: Path) -> None:
    packed = gzip.compress(lines(*(single(t, region=f"r{t * 7919}") for t in range(2000))).encode())
    ((code, line),) = failure(written(tmp_path, packed[: len(packed) // 2], "points.jsonl.gz"))
    assert code == "DS151"
    assert 200 < line < 1800


def test_damaged_gzip_is_refused(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(lines(single()).encode()))
    packed[-5] ^= 0xFF
    assert failure(written(tmp_path, bytes(packed), "points.jsonl.gz")) == [("DS151", 2)]


def test_an_array_without_end_and_text_behind_an_array_are_refused(tmp_path: Path) -> None:
    assert failure(written(tmp_path, "[" + json.dumps(single()) + ",\n")) == [("DS152", 2)]
    assert failure(written(tmp_path, json.dumps([single()]) + "\n{}")) == [("DS152", 1)]


def test_text_that_is_not_utf8_names_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, lines(single()).encode() + b'{"time": 1, "fields": {"host": "\xff"}}\n')
    assert failure(path) == [("DS152", 2)]


def test_a_file_that_is_not_there_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    assert failure(tmp_path / "nosuch.jsonl") == [("DS150", 1)]
    assert failure(tmp_path) == [("DS150", 1)]


def test_an_empty_file_holds_no_points(tmp_path: Path) -> None:
    assert len(load_metrics(written(tmp_path, ""))) == 0


def test_a_folder_is_read_whole_and_other_files_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    written(tmp_path, lines(single(1)))
    written(tmp_path, gzip.compress(lines(single(2)).encode()), "deep/more.jsonl.gz")
    written(tmp_path, "author: me", "dataset.yml")
    assert [time for _, _, time, _, _ in points(load_metrics(tmp_path))] == [1, 2]


def test_an_index_option_is_for_objects_that_name_none(tmp_path: Path) -> None:
    unnamed = {k: v for k, v in single(1).items() if k != "index"}
    store = load_metrics(written(tmp_path, lines(unnamed, single(2))), index="other")
    assert store.metric_indexes() == ["m", "other"]


# --- the quick way through lines of one series -----------------------------------------------------------------------


def cut(*texts: str) -> list[str]:
    """The lines that the quick way leaves to the ordinary one."""
    return cut_lines(pl.Series(texts), Batch(SeriesTable()), None).left


def test_lines_of_one_series_are_cut_and_not_decoded() -> None:
    assert cut(*(json.dumps(single(t, t / 3, region="eu")) for t in range(5))) == []


@pytest.mark.parametrize(
    "line",
    [
        json.dumps(single(region='q"time":1,')),
        '{"time": 1, "time": 2, "index": "m", "fields": {"metric_name": "a", "_value": 1}}',
        '{"event": {"time": 5}, "index": "m", "fields": {"metric_name": "a", "_value": 1}}',
        '{"time": 1, "index": "m", "fields": {"metric_name": "a", "_value": "1"}}',
        '{"time": 1, "index": "m", "fields": {"metric_name:b": 2, "metric_name": "a", "_value": 1}}',
        '{"index": "m", "fields": {"metric_name": "a", "_value": 1}, "time": 3}',
    ],
)
def test_lines_that_could_be_misread_are_left_to_the_ordinary_way(line: str) -> None:
    assert cut(line) == [line]


@pytest.mark.parametrize("number", ["nan", "1_0", "+1", "01", ".5", "Infinity", "0x1"])
def test_numbers_that_json_does_not_know_are_refused_on_the_quick_way_too(tmp_path: Path, number: str) -> None:
    """The frame is trusted from the first line; the number of the second is not."""
    good = json.dumps(single(1, 1.5))
    for bad in (good.replace("1.5", number), good.replace('"time": 1,', f'"time": {number},')):
        ((code, line),) = failure(written(tmp_path, f"{good}\n{bad}\n"))
        assert (code in ("DS152", "DS153", "DS154"), line) == (True, 2)


def test_a_number_beyond_all_doubles_is_refused_on_the_quick_way_too(tmp_path: Path) -> None:
    good = json.dumps(single(1, 1.5))
    assert failure(written(tmp_path, f"{good}\n{good.replace('1.5', '1e999')}\n")) == [("DS153", 2)]


def test_a_line_with_an_escape_adds_its_own_point_and_no_index_or_metric_besides() -> None:
    """Such a line is left to the ordinary way; the quick way must not make a place for it."""
    for others in ([], [single(1), single(2)]):
        store = MetricStore().add_hec_lines(lines(*others, single(3, path="C:\\temp")))
        assert (store.metric_indexes(), store.metric_names(["*"]), len(store)) == (["m"], ["cpu"], len(others) + 1)


def test_points_of_several_metrics_and_indexes_come_to_their_own_places() -> None:
    objects = [hec(t, metric_name=f"m{t % 3}", _value=t, n=t % 2) | {"index": f"i{t % 2}"} for t in range(12)]
    quick = points(MetricStore().add_hec_lines(lines(*objects)))
    assert sorted(p[3] for p in quick) == list(range(12))
    assert all((index, metric) == (f"i{value % 2:.0f}", f"m{value % 3:.0f}") for index, metric, _, value, _ in quick)


def test_text_that_no_file_can_hold_is_refused_with_its_place() -> None:
    with pytest.raises(DatasetError) as caught:
        MetricStore().add_hec_lines(lines(single(1)) + json.dumps(single(2, zone="?")).replace("?", "\ud800"))
    assert [each.code for each in caught.value.diagnostics] == ["DS157"]


def test_both_ways_give_the_same_points() -> None:
    """The same objects, laid out so that only one of the two ways can read them."""
    objects = [single(100 + t, t / 7, region=f"r{t % 3}", empty="", n=t % 2) for t in range(60)]
    quick = MetricStore().add_hec_lines(lines(*objects))
    placed = MetricStore().add_hec_lines(json.dumps(objects, indent=1))
    assert points(quick) == points(placed)
    assert len(points(quick)) == 60
