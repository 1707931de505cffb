"""Codes of metric formats, and of exports that are imported (DS30x, DS31x)."""

from harness.diagnostics.codes import CodePage

PAGES = (
    CodePage(
        "DS300",
        "the format of a file is not known",
        "Files of metrics are HEC metric JSON (hec, hec_single), CSV (csv, metrics_csv), StatsD lines (statsd), OTLP "
        "JSON (otlp) or Parquet (parquet). The name and the beginning of a file say which one it is; where they do "
        "not, "
        "`format` in the manifest or an option of the verb does.",
        "datasets:\n- path: metrics.dat",
        "datasets:\n- path: metrics.dat\n  format: statsd",
    ),
    CodePage(
        "DS301",
        "the header of a CSV file is none of metrics",
        "Splunk reads metrics from CSV with a column metric_timestamp and either metric_name and _value, or one column "
        "metric_name:<name> for each metric. All other columns are dimensions. No column is named twice or not at all.",
        "time,cpu.usr,host\n1700000000,3,web",
        "metric_timestamp,metric_name:cpu.usr,host\n1700000000,3,web",
    ),
    CodePage(
        "DS302",
        "a row of a CSV file cannot be read",
        "A row has as many cells as the header, and every quote is closed. After a quote that is not closed nothing "
        "can "
        "be read, so such a row is never skipped.",
        'metric_timestamp,metric_name,_value,host\n1700000000,cpu.usr,3,"web',
        'metric_timestamp,metric_name,_value,host\n1700000000,cpu.usr,3,"web"',
    ),
    CodePage(
        "DS303",
        "a line is not StatsD as Splunk reads it",
        "A line is name:value|type, then in any order a sample rate (@), dimensions (#) and a time (T). A value with a "
        "plus sign is a change of a gauge in StatsD; Splunk's documentation knows no changes, so it is refused.",
        "cpu.usr:3|g|#web|T1700000000",
        "cpu.usr:3|g|#host:web|T1700000000",
    ),
    CodePage(
        "DS304",
        "Splunk does not store this type of StatsD",
        "Splunk stores gauges (g) and counters (c). Timers, histograms and sets are aggregated by a StatsD daemon "
        "before "
        "they are sent; write the figures that it would send. A sample rate belongs to counters; whether Splunk scales "
        "the value by it is not documented, so only 1 is read.",
        "login.time:320|ms|#host:web|T1700000000",
        "login.time.mean:320|g|#host:web|T1700000000",
    ),
    CodePage(
        "DS305",
        "a StatsD line has no time",
        "Splunk gives a StatsD line the time of its arrival. Data of a test must not change with the clock, so a line "
        "says its time in epoch seconds, as DogStatsD writes it.",
        "cpu.usr:3|g|#host:web",
        "cpu.usr:3|g|#host:web|T1700000000",
    ),
    CodePage(
        "DS306",
        "JSON is not a metrics request of OTLP",
        "A file of OTLP holds ExportMetricsServiceRequest objects: resourceMetrics, in them scopeMetrics, in them "
        "metrics "
        "with a name and one of gauge, sum, histogram and summary, in it dataPoints.",
        '{"resourceMetrics": [{"scopeMetrics": [{"metrics": [{"name": "cpu.usr"}]}]}]}',
        '{"resourceMetrics": [{"scopeMetrics": [{"metrics": [{"name": "cpu.usr", "gauge": {"dataPoints": []}}]}]}]}',
    ),
    CodePage(
        "DS307",
        "the exporter for Splunk does not carry this kind of OTLP metric",
        "The Splunk HEC exporter of the OpenTelemetry collector carries gauges, sums, histograms with explicit buckets "
        "and summaries, and drops exponential histograms with a warning in its log. They are refused here.",
        '{"name": "latency", "exponentialHistogram": {"dataPoints": []}}',
        '{"name": "latency", "histogram": {"dataPoints": []}}',
    ),
    CodePage(
        "DS308",
        "the format cannot carry a data point",
        "Nothing is lost on the way from one format to another. StatsD has no commas, bars and line ends in values "
        "and no "
        "parts of a second, OTLP in Splunk no parts of a millisecond; a dimension called _value, metric_name or "
        "metric_name:.. reads as a measurement everywhere. The place shown is that of the point in the file it came "
        "from. Choose another format, or change the data.",
    ),
    CodePage(
        "DS309",
        "the folder cannot take the dataset",
        "What is converted or imported goes into a folder of its own, which must not hold a dataset already, and "
        "must be "
        "writable.",
    ),
    CodePage(
        "DS310",
        "the file is no export of Splunk",
        "Import reads results of mpreview or mstats: the answer of REST's results or export endpoint in JSON, JSON "
        "rows, "
        "JSON columns or CSV, what the web interface exports, or plain JSON objects. Each result is a row of "
        "fields, and "
        "at least one is a data point.",
        '["tcp.bytes", 5]',
        '{"results": [{"_time": "2024-10-17T12:00:00Z", "index": "m", "metric_name:tcp.bytes": "5"}]}',
    ),
    CodePage(
        "DS311",
        "a time of an export has no time zone",
        "A time such as 2024-10-17T12:00:00 is in the time zone of who exported it, which the file does not say. REST "
        "writes the offset; `eval _time=tostring(_time)` gives epoch seconds.",
        '{"_time": "2024-10-17T12:00:00", "index": "m", "metric_name:tcp.bytes": "5"}',
        '{"_time": "2024-10-17T12:00:00+02:00", "index": "m", "metric_name:tcp.bytes": "5"}',
    ),
    CodePage(
        "DS312",
        "it is open what a result of an export measures",
        "A result measures a metric in a field called metric_name:<name>, avg(<name>) or another function, or in "
        "metric_name and _value. Where AS gave the field another name, or there are two figures of one metric, say "
        "which "
        "field it is: --measure 'total=tcp.bytes'.",
        '{"_time": "1729166400", "index": "m", "total": "5"}',
        '{"_time": "1729166400", "index": "m", "sum(tcp.bytes)": "5"}',
    ),
)
