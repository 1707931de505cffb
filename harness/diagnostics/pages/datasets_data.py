"""Codes of data files: metrics and events as JSON lines, gzip or Parquet (DS15x)."""

from harness.diagnostics.codes import CodePage

PAGES = (
    CodePage(
        "DS150",
        "data cannot be read",
        "There is no such file or folder, it may not be read, or a folder holds no data file. Data files end in .json, "
        ".jsonl, .ndjson or .parquet, those of events also in .csv, .log, .txt or .xml, and .gz behind any of them.",
    ),
    CodePage(
        "DS151",
        "gzip data is cut off or damaged",
        "The file starts as gzip and then ends too early, or its checksum does not fit. The place shown is the last "
        "line that could be unpacked. Copy or generate the file again.",
    ),
    CodePage(
        "DS152",
        "a line is not JSON",
        "A data file holds one JSON object on each line, objects back to back, or one array of objects, as UTF-8 text.",
        '{"time": 1700000000, "fields": {"metric_name": "cpu.usr", "_value": 3}',
        '{"time": 1700000000, "fields": {"metric_name": "cpu.usr", "_value": 3}}',
    ),
    CodePage(
        "DS153",
        "the value of a metric is not a number",
        "A measurement is a finite number, or a text that is one. Splunk drops a data point with any other value and "
        "answers 200 all the same. Where there is nothing measured, leave the measurement out.",
        '{"time": 1700000000, "index": "m", "fields": {"metric_name:cpu.usr": "high"}}',
        '{"time": 1700000000, "index": "m", "fields": {"metric_name:cpu.usr": 97.5}}',
    ),
    CodePage(
        "DS154",
        "a time is missing, not a number or out of range",
        "Times are epoch seconds between 1970 and 2100, with decimals for parts of a second. A number in milliseconds "
        "is beyond that range. HEC would give an object without time the time of its arrival; data of a test must not "
        "change with the clock, so the time must be written.",
        '{"time": 1700000000000, "index": "m", "fields": {"metric_name:cpu.usr": 1}}',
        '{"time": 1700000000.000, "index": "m", "fields": {"metric_name:cpu.usr": 1}}',
    ),
    CodePage(
        "DS155",
        "a data point has no index",
        "Searches over metrics must name an index, so each data point belongs to one: by its own key `index`, or by "
        "the index that is named for the whole file.",
        '{"time": 1700000000, "fields": {"metric_name:cpu.usr": 1}}',
        '{"time": 1700000000, "index": "m", "fields": {"metric_name:cpu.usr": 1}}',
    ),
    CodePage(
        "DS156",
        "an object has no measurement or no name for it",
        "A metric object holds `metric_name:<name>` with a number in its fields, one or several, or `metric_name` and "
        "`_value`. A name is not empty and has no blanks, since searches would not find it. An object without `fields` "
        "is an event; events are loaded as events, and an event has text in `event`.",
        '{"time": 1700000000, "index": "m", "event": "metric", "fields": {"region": "eu"}}',
        '{"time": 1700000000, "index": "m", "event": "metric", "fields": {"region": "eu", "metric_name:cpu.usr": 1}}',
    ),
    CodePage(
        "DS157",
        "the value of a dimension or field is not a text",
        "The value of a dimension is one text; numbers and truth values are taken as their text, null and empty ones "
        "as absent. A field of an event may also hold a list of texts. Nothing else can be stored.",
        '{"time": 1700000000, "index": "m", "fields": {"metric_name:cpu.usr": 1, "zone": {"name": "a"}}}',
        '{"time": 1700000000, "index": "m", "fields": {"metric_name:cpu.usr": 1, "zone.name": "a"}}',
    ),
    CodePage(
        "DS158",
        "an object has an unknown key",
        "HEC reads time, host, source, sourcetype, index, event and fields, and stops at an object with any other key. "
        "A data point in the form of harness.search has _time, metrics, dims and index. Dimensions stand in `fields`, "
        "or in `dims`.",
        '{"time": 1700000000, "index": "m", "region": "eu", "fields": {"metric_name:cpu.usr": 1}}',
        '{"time": 1700000000, "index": "m", "fields": {"region": "eu", "metric_name:cpu.usr": 1}}',
    ),
    CodePage(
        "DS159",
        "a Parquet file of metrics cannot be read",
        "A Parquet file of metrics has the column `_time` (a timestamp or epoch seconds), columns of text for "
        "dimensions and columns of numbers for metrics. A column of any other type has no meaning here.",
    ),
    CodePage(
        "DS160",
        "columns of data points do not fit together",
        "Data points that are added as columns have as many times as values and series numbers, all of them numbers, "
        "and each series number is a place in the list of series.",
    ),
    CodePage(
        "DS161",
        "no time is recognized in raw text",
        "An event of raw text has the time that it tells in its first 128 characters, or that of the event before it. "
        "Here the first event tells none in a form that is recognized: ISO 8601, syslog, the form of web servers, "
        "month/day/year, or epoch seconds at the beginning. Say in props.conf where the time stands and how it is "
        "written (TIME_PREFIX, TIME_FORMAT), or that there is none (DATETIME_CONFIG = CURRENT): events then have the "
        "time of indexing, which is the now of the search.",
    ),
    CodePage(
        "DS162",
        "raw text without a sourcetype",
        "The sourcetype decides where an event of raw text ends and where its time stands. Give it with --sourcetype, "
        "in Python with harness.store.EventFile(path, sourcetype=..), or in the dataset's manifest.",
    ),
    CodePage(
        "DS163",
        "a file is not CSV with a header row",
        "The first line of a CSV file of events names the fields, each once; no line has more values than that. Every "
        "other line is an event: `_time` is its time (epoch seconds, or a text such as 2024-10-17T12:00:00Z), `_raw` "
        "its text, an empty value is none.",
    ),
    CodePage(
        "DS164",
        "a rule of props.conf that is not executed while events are indexed",
        "Rules for line breaks and times are executed: LINE_BREAKER, TRUNCATE, SHOULD_LINEMERGE, BREAK_ONLY_BEFORE, "
        "BREAK_ONLY_BEFORE_DATE, MUST_BREAK_AFTER, MUST_NOT_BREAK_BEFORE, MUST_NOT_BREAK_AFTER, MAX_EVENTS, "
        "TIME_PREFIX, TIME_FORMAT, MAX_TIMESTAMP_LOOKAHEAD, TZ, and DATETIME_CONFIG as CURRENT or NONE. Rules "
        "that change events on their way into the index (TRANSFORMS-, SEDCMD-, INDEXED_EXTRACTIONS, RULESET-) are "
        "not, nor are values that make no sense; raw text of such a sourcetype is refused.",
    ),
)
