"""Codes of files of tests."""

from __future__ import annotations

from harness.diagnostics.codes import CodePage

PAGES = (
    CodePage(
        "EXP101",
        "a file of tests has another shape",
        "A file of tests is a mapping with the key tests: a list of mappings, each with name, data and expect.",
        bad="- name: fires",
        good="tests:\n  - name: fires\n    dataset: kubernetes_npm_new_edge\n    expect:\n      count: 1",
    ),
    CodePage(
        "EXP102",
        "unknown key",
        "The key is not one that a file of tests, a test or an expectation knows.  It is refused rather than ignored, "
        "because a misspelt expectation would let a test pass that expects nothing.",
        bad="expect:\n  result: []",
        good="expect:\n  results: []",
    ),
    CodePage(
        "EXP103",
        "a test without a name",
        "The name says what the test promises; reports and -k use it.",
        bad="- dataset: kubernetes_npm_new_edge",
        good="- name: a new edge fires\n  dataset: kubernetes_npm_new_edge",
    ),
    CodePage(
        "EXP104",
        "two tests of one name",
        "Within a file each test needs a name of its own, so that a report tells them apart.",
        bad="- name: fires\n- name: fires",
        good="- name: fires on the first edge\n- name: fires on the second edge",
    ),
    CodePage(
        "EXP105",
        "unknown test type",
        "A unit test runs the search as it is; an integration test dispatches it in the window of its deployment and "
        "looks at the risk events as well.",
        bad="type: smoke",
        good="type: integration",
    ),
    CodePage(
        "EXP106",
        "unknown dataset",
        "The name must be that of a folder below datasets/ with a manifest.",
        bad="dataset: kubernetes_npm_new_egde",
        good="dataset: kubernetes_npm_new_edge",
    ),
    CodePage(
        "EXP107",
        "no detection to test",
        "A file of tests mirrors the path of its detection, or names it with detection: and a path relative to itself.",
        bad="# tests/detections/cloud/x.yml without detections/cloud/x.yml",
        good="detection: ../../../detections/cloud/y.yml",
    ),
    CodePage(
        "EXP108",
        "the test expects nothing",
        "A test that cannot fail proves nothing.  results: [] says that the detection must stay silent.",
        bad="expect: {}",
        good="expect:\n  results: []",
    ),
    CodePage(
        "EXP110",
        "an expectation of another shape",
        "results, contains, excludes and risk are lists of rows; a row is a mapping of field names to values; fields "
        "and key are lists of field names; ordered is true or false.",
        bad="results: {host: h1}",
        good="results:\n  - {host: h1}",
    ),
    CodePage(
        "EXP111",
        "a truth value where a text is meant",
        "YAML reads True, true and yes without quotes as truth values, and the results of a search hold only texts.",
        bad="current: True",
        good='current: "True"',
    ),
    CodePage(
        "EXP112",
        "a rule for a value that does not exist",
        "Instead of a value a cell may hold one of three rules: near (with within), matches or any.",
        bad="ratio: {about: 2.5}",
        good="ratio: {near: 2.5, within: 0.01}",
    ),
    CodePage(
        "EXP113",
        "count is no number of results",
        "It is a whole number, or bounds.",
        bad="count: many",
        good="count: {min: 1, max: 5}",
    ),
    CodePage(
        "EXP114",
        "the search cannot return this field",
        "The commands of the search determine which fields its results can have, and the one named by the test is not "
        "among them: it is misspelt here or in the search, renamed, or dropped by stats, table or fields.",
        bad="# search: .. | rename k8s.cluster.name as host\nresults:\n  - {k8s.cluster.name: prod}",
        good="results:\n  - {host: prod}",
    ),
    CodePage(
        "EXP115",
        "an expectation that needs an integration test",
        "Risk events come from the deployment, and only integration tests run a detection as its deployment does.",
        bad="type: unit\nexpect:\n  risk: []",
        good="type: integration\nexpect:\n  risk: []",
    ),
    CodePage(
        "EXP116",
        "no now, or a time that is none",
        "A test needs the moment at which the search starts: its own now, or the anchor of its dataset.  earliest and "
        "latest are time modifiers or epoch seconds, the older one first.",
        bad="now: yesterday",
        good="now: 2024-10-17T12:00:00Z",
    ),
    CodePage(
        "EXP117",
        "a test without data",
        "A test names a dataset, or holds data points (metrics) or events itself; an empty list is allowed.",
        bad="- name: fires\n  expect: {count: 1}",
        good="- name: stays silent on nothing\n  metrics: []\n  now: 2024-10-17T12:00:00Z\n  expect: {results: []}",
    ),
    CodePage(
        "EXP118",
        "an inline row that cannot be read",
        "A row of metrics or events is a mapping; _time is epoch seconds or a time modifier relative to now. An item "
        "of metrics with a series stands for many rows: series: {cpu: 0+10x5, _ 5} has a point every ten seconds, or "
        "every so often as every says.",
        bad="metrics:\n  - {_time: soon, metrics: {cpu: 1}, dims: {}, index: m}",
        good="metrics:\n  - {_time: -5m, metrics: {cpu: 1}, dims: {}, index: m}",
    ),
    CodePage(
        "EXP120",
        "names that compare nothing",
        "fields says which fields are compared and key which ones identify a row; both only name fields that the "
        "expected rows hold, and with fields the rows hold no others.  Anything else would compare nothing.",
        bad="fields: [host, usr]\nresults:\n  - {host: h1, user: kim}",
        good="fields: [host, user]\nresults:\n  - {host: h1, user: kim}",
    ),
    CodePage(
        "EXP119",
        "an unknown setting, or a reading that it does not have",
        "settings pins points that Splunk's documents leave undecided.",
        bad="settings: {mv_not_equal: all}",
        good="settings: {mv_not_equal: none}",
    ),
    CodePage(
        "EXP121",
        "a row of a lookup or a place that cannot be read",
        "lookups maps the name of a lookup to its rows for this test, places lists networks and where they are; "
        "each row maps fields to single values, and a place has the field network.",
        bad="places:\n  - {City: Lima}",
        good="places:\n  - {network: 192.0.2.0/24, City: Lima, Country: Peru}",
    ),
)
