"""Reads files of tests: which detection, which data, which `now`, which expectations.

detection: ../../detections/cloud/x.yml     only where the file does not mirror the detection's path
tests:
  - name: a new edge fires
    type: unit                              unit (default) or integration
    dataset: kubernetes_npm_new_edge        or inline: metrics: [..], events: [..]
    lookups: {known_hosts: [{host: h1}]}    rows that a lookup has for this test
    places: [{network: 192.0.2.0/24, ..}]   what iplocation knows: City, Country, Region, lat, lon
    now: 2024-10-17T12:00:00Z               default: the dataset's anchor
    earliest: -70m@m                        default: all time (unit), the deployment's window (integration)
    latest: -10m@m
    settings: {mv_not_equal: none}          pins a point that Splunk's documents leave undecided
    expect:
      results: [..]                         see harness.assertions
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Any

from harness.assertions.contract import Expectation, Reader, expectation_kinds
from harness.assertions.verdict import TestType
from harness.diagnostics import Diagnostic, SourceText, suggest
from harness.diagnostics.yaml_text import YamlMapping, YamlNode, YamlScalar, YamlSequence, load_yaml
from harness.errors import ExpectationError
from harness.frozen import frozen

FILE_KEYS = ("detection", "tests")
TEST_KEYS = (
    "name", "type", "description", "dataset", "metrics", "events", "lookups", "places", "now", "earliest", "latest",
    "settings", "expect",
)  # fmt: skip
EXPECT_OPTIONS = ("ordered", "fields", "key")
TEST_TYPES: tuple[TestType, ...] = ("unit", "integration")


@frozen
class TestSpec:
    """One test as its file spells it; names are not looked up yet."""

    __test__ = False

    name: str
    type: TestType
    node: YamlMapping
    expectations: tuple[Expectation, ...]
    dataset: YamlScalar | None = None
    inline: Mapping[str, YamlSequence] = field(default_factory=dict)
    lookups: Mapping[str, YamlSequence] = field(default_factory=dict)
    places: YamlSequence | None = None
    now: YamlScalar | None = None
    window: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)


@frozen
class TestFile:
    """The tests of one file, and every mistake in it."""

    __test__ = False

    path: Path
    source: SourceText
    detection: YamlScalar | None
    tests: tuple[TestSpec, ...]
    problems: tuple[Diagnostic, ...]


def read_test_file(path: Path, source: SourceText) -> TestFile:
    """Reads one file.

    Output: every test that is well formed; `problems` holds what is wrong with the others.
    Raises: ExpectationError where the text is no YAML.
    """
    reader = Reader()
    root = load_yaml(source, ExpectationError)
    if not isinstance(root, YamlMapping):
        reader.complain("EXP101", "a file of tests is a mapping with the key tests", root, way_out="begin with tests:")
        return TestFile(path, source, None, (), tuple(reader.problems))
    _check_keys(root, FILE_KEYS, reader)
    detection = root.items.get("detection")
    tests = _read_tests(root, reader)
    _check_names(tests, reader)
    named = detection if isinstance(detection, YamlScalar) else None
    return TestFile(path, source, named, tuple(tests), tuple(reader.problems))


def _read_tests(root: YamlMapping, reader: Reader) -> list[TestSpec]:
    tests = root.items.get("tests")
    if not isinstance(tests, YamlSequence) or not tests.items:
        reader.complain(
            "EXP101",
            "the file holds no tests",
            tests or root,
            way_out="write a list below tests:, each with name and expect",
        )
        return []
    read = [_read_test(item, reader) for item in tests.items]
    return [test for test in read if test is not None]


def _read_test(node: YamlNode, reader: Reader) -> TestSpec | None:
    if not isinstance(node, YamlMapping):
        reader.complain("EXP101", "a test is a mapping", node, way_out="write - name: .. and expect: ..")
        return None
    before = len(reader.problems)
    _check_keys(node, TEST_KEYS, reader)
    name = _text(node, "name", reader)
    if name is None:
        reader.complain(
            "EXP103", "a test without a name", node, way_out="say in a few words what it promises: name: .."
        )
    kind = _test_type(node, reader)
    expectations = _read_expectations(node, kind, reader)
    spec = TestSpec(
        name=name or "",
        type=kind,
        node=node,
        expectations=expectations,
        dataset=_scalar(node, "dataset", reader),
        inline=_typed(node, ("metrics", "events"), YamlSequence, "a list of rows", reader),
        lookups=_lookups(node, reader),
        places=_typed(node, ("places",), YamlSequence, "a list of rows", reader).get("places"),
        now=_scalar(node, "now", reader),
        window={key: text for key in ("earliest", "latest") if (text := _text(node, key, reader)) is not None},
        settings=_settings(node, reader),
    )
    if spec.dataset is None and not spec.inline:
        reader.complain(
            "EXP117",
            f'test "{name}" names no data',
            node,
            way_out="write dataset: NAME, or metrics: or events: with rows",
        )
    return spec if len(reader.problems) == before else None


def _check_names(tests: Sequence[TestSpec], reader: Reader) -> None:
    seen: dict[str, TestSpec] = {}
    for test in tests:
        if test.name in seen:
            line = test.node.source.position(seen[test.name].node.span.start).line
            reader.complain(
                "EXP104",
                f'two tests are named "{test.name}"',
                test.node.items["name"],
                label=f"the first one is on line {line}",
                way_out="give each test a name of its own",
            )
        seen.setdefault(test.name, test)


def _check_keys(node: YamlMapping, known: Sequence[str], reader: Reader) -> None:
    for name in node.items:
        if name in known:
            continue
        near = suggest(name, known)
        way_out = f'did you mean "{near}"?' if near else "the keys are: " + ", ".join(known)
        reader.problems.append(
            Diagnostic("EXP102", f'unknown key "{name}"', node.source, node.key_spans[name], "no such key", way_out)
        )


def _test_type(node: YamlMapping, reader: Reader) -> TestType:
    value = _text(node, "type", reader) or "unit"
    for kind in TEST_TYPES:
        if value == kind:
            return kind
    reader.complain("EXP105", f'unknown test type "{value}"', node.items["type"], way_out="write unit or integration")
    return "unit"


def _read_expectations(node: YamlMapping, kind: TestType, reader: Reader) -> tuple[Expectation, ...]:
    expect = node.items.get("expect")
    kinds = expectation_kinds()
    if isinstance(expect, YamlMapping):
        _check_keys(expect, [*sorted(kinds), *EXPECT_OPTIONS], reader)
        _check_options(expect, kinds, reader)
    if not isinstance(expect, YamlMapping) or not set(expect.items) & set(kinds):
        reader.complain(
            "EXP108",
            "the test expects nothing",
            expect or node,
            way_out="write expect: with one of " + ", ".join(sorted(kinds)) + "; results: [] means it stays silent",
        )
        return ()
    found = []
    for keyword, value in expect.items.items():
        if keyword not in kinds:
            continue
        if kinds[keyword].for_integration_only and kind != "integration":
            reader.complain(
                "EXP115", f'"{keyword}" needs a test of type integration', value, way_out="write type: integration"
            )
        expectation = kinds[keyword].read(value, expect.items, reader)
        if expectation is not None:
            found.append(expectation)
    return tuple(found)


def _check_options(expect: YamlMapping, kinds: Mapping[str, type[Expectation]], reader: Reader) -> None:
    """Refuses options that no expectation beside them reads."""
    read = {option for keyword in expect.items if keyword in kinds for option in kinds[keyword].options}
    for option in EXPECT_OPTIONS:
        if option in expect.items and option not in read:
            owners = " or ".join(keyword for keyword, kind in sorted(kinds.items()) if option in kind.options)
            reader.complain(
                "EXP102", f'"{option}" says nothing here', expect.items[option], way_out=f"it belongs beside {owners}"
            )


def _lookups(node: YamlMapping, reader: Reader) -> Mapping[str, YamlSequence]:
    found = _typed(node, ("lookups",), YamlMapping, "a mapping from the names of lookups to rows", reader)
    if "lookups" not in found:
        return {}
    named: YamlMapping = found["lookups"]
    return _typed(named, tuple(named.items), YamlSequence, "a list of rows", reader)


def _scalar(node: YamlMapping, key: str, reader: Reader) -> YamlScalar | None:
    return _typed(node, (key,), YamlScalar, "one value", reader).get(key)


def _settings(node: YamlMapping, reader: Reader) -> Mapping[str, Any]:
    found = _typed(node, ("settings",), YamlMapping, "a mapping", reader).get("settings")
    return found.to_python() if found else {}


def _text(node: YamlMapping, key: str, reader: Reader) -> str | None:
    found = _scalar(node, key, reader)
    return None if found is None or found.value is None else str(found.value)


def _typed(
    node: YamlMapping, keys: Sequence[str], wanted: Callable[..., Any], says: str, reader: Reader
) -> dict[str, Any]:
    found = {}
    for key in keys:
        item = node.items.get(key)
        if item is None:
            continue
        if isinstance(item, wanted):  # type: ignore[arg-type]
            found[key] = item
        else:
            reader.complain("EXP101", f'"{key}" must be {says}', item, label="something else")
    return found
