"""DS2xx: what can be wrong with a scenario."""

from harness.diagnostics.codes import CodePage

_TOP = "anchor: 2024-10-17T12:00:00Z\nseed: 1\n"
_CLUSTERS = "clusters:\n  prod:\n    namespaces:\n      shop: {cart: {processes: java}, orders-db: {}}\n"
_BASE = _TOP + _CLUSTERS
_EDGE = "edges:\n  - {from: cart, to: orders-db, appears: -20m}\n"
_GOOD = _BASE + _EDGE


def _edge(text: str) -> str:
    return f"{_BASE}edges:\n  - {{from: cart, to: orders-db, {text}}}\n"


PAGES = (
    CodePage(
        "DS201",
        "a key that scenarios do not know",
        "The key is not one of those that can stand here; most often it is misspelt. A schema for editors is in "
        "harness/datasets/schema/scenario.schema.json.",
        bad=_edge("apears: -20m"),
        good=_GOOD,
    ),
    CodePage(
        "DS202",
        "a key is missing",
        "A scenario needs an anchor, an edge its two ends, a window its bounds: without them nothing can be generated.",
        bad=_CLUSTERS + _EDGE,
        good=_GOOD,
    ),
    CodePage(
        "DS203",
        "a value of another kind",
        "The value is not of the kind that stands in the message, or not in its range; rates are numbers that are not "
        "negative.",
        bad=_edge("rates: {tcp.packets: many}"),
        good=_edge("rates: {tcp.packets: 40}"),
    ),
    CodePage(
        "DS204",
        "not a time",
        "Times are written relative to the anchor in the time modifiers of searches (-20m, -30d@d, now), or absolutely "
        "as ISO 8601 or epoch seconds. The anchor itself is absolute: a dataset is the same on every day.",
        bad=_edge("appears: 20 minutes ago"),
        good=_GOOD,
    ),
    CodePage(
        "DS205",
        "a span that is not longer than nothing",
        "A resolution or a distance between points is at least a millisecond.",
        bad="resolution: -10s\n" + _GOOD,
        good="resolution: 10s\n" + _GOOD,
    ),
    CodePage(
        "DS206",
        "an unknown workload, cluster or namespace",
        "Edges are between declared (or drawn) workloads, and workloads move to declared namespaces; so a misspelt "
        "name cannot become a new workload by accident.",
        bad=_BASE + "edges:\n  - {from: card, to: orders-db}\n",
        good=_GOOD,
    ),
    CodePage(
        "DS207",
        "a name that means several workloads",
        "Two namespaces or clusters have a workload of this name. Write namespace/name or cluster/namespace/name.",
        bad=_TOP + "clusters:\n  prod:\n    namespaces: {a: {cart: }, b: {cart: }}\n"
        "edges:\n  - {from: cart, to: a/cart}\n",
        good=_TOP + "clusters:\n  prod:\n    namespaces: {a: {cart: }, b: {cart: }}\n"
        "edges:\n  - {from: b/cart, to: a/cart}\n",
    ),
    CodePage(
        "DS208",
        "a timeline that contradicts itself",
        "A window ends before it begins, an edge is last seen before it appears, or two ways of saying when it is "
        "active are mixed.",
        bad=_edge("appears: -20m, last_seen: -29d"),
        good=_edge("appears: -29d, last_seen: -20m"),
    ),
    CodePage(
        "DS209",
        "an edge that is never active",
        "Nothing is left of the edge's timeline, so it would not be in the data at all. Unless written otherwise an "
        "edge is active up to the anchor.",
        bad=_edge("appears: +5m"),
        good=_GOOD,
    ),
    CodePage(
        "DS210",
        "an unknown metric",
        "The source does not write a metric of this name. Names are those of Splunk Network Explorer as its code "
        "writes them (tcp.syn_timeouts, not tcp.syn.timeouts).",
        bad=_edge("rates: {tcp.packet: 40}"),
        good=_edge("rates: {tcp.packets: 40}"),
    ),
    CodePage(
        "DS211",
        "an unknown dimension",
        "The source does not write a dimension of this name, so its points always lack it.",
        bad=_edge("lacks: source.workload"),
        good=_edge("lacks: source.workload.name"),
    ),
    CodePage(
        "DS212",
        "a metric of another protocol",
        "An edge is over one protocol and has the metrics of that protocol. Traffic over both is two edges.",
        bad=_edge("protocol: udp, rates: {tcp.packets: 40}"),
        good=_edge("protocol: udp, rates: {udp.packets: 40}"),
    ),
    CodePage(
        "DS213",
        "an unknown generator",
        "Generators are the files of harness/datasets/generators, one for each source of data.",
        bad="generator: kubernetes\n" + _GOOD,
        good="generator: kubernetes_npm\n" + _GOOD,
    ),
    CodePage(
        "DS214",
        "points closer than the resolution",
        "A series has at most one point in each interval of its resolution; the add-on cannot write more. To repeat "
        "points on purpose, write copies.",
        bad=_edge("every: 1s"),
        good=_edge("every: 10s"),
    ),
    CodePage(
        "DS215",
        "active windows that overlap",
        "Two windows of one edge cover the same time, so that some points would be there twice by accident.",
        bad=_edge("active: [{from: -2h}, {from: -1h}]"),
        good=_edge("active: [{from: -2h, to: -1h}, {from: -1h}]"),
    ),
    CodePage(
        "DS216",
        "not a span of time",
        "Spans are a number and a unit of fixed length, such as 10s, 5m, 6h or 1d. A bare number is a number of "
        "milliseconds for the resolution, as in the add-on's settings, and nowhere else.",
        bad=_edge("every: 1mon"),
        good=_edge("every: 30d"),
    ),
    CodePage(
        "DS217",
        "an unknown process",
        "The workload does not declare a process of this name.",
        bad=_edge("from_process: nginx"),
        good=_edge("from_process: java"),
    ),
    CodePage(
        "DS218",
        "a workload declared twice",
        "A workload that the topology draws has the address of one that is written out. Give the topology a prefix.",
        bad=_TOP + "clusters: {prod: {namespaces: {default: {workload-001: }}}}\n"
        "topology: {workloads: 3, edges_per_workload: 1}\n",
        good=_TOP + "clusters: {prod: {namespaces: {default: {workload-001: }}}}\n"
        "topology: {workloads: 3, edges_per_workload: 1, prefix: drawn}\n",
    ),
    CodePage(
        "DS219",
        "too many points",
        "The scenario stands for more points than memory would hold. Sample history more thinly: one point of an edge "
        "in six hours says as much to a newly-seen detection as one in ten seconds.",
    ),
    CodePage(
        "DS220",
        "a topology that cannot be drawn",
        "Each workload talks to different others of its own cluster, and there are not enough of them; or there are "
        "so many edges altogether that their names alone would fill memory.",
        bad=_TOP + "topology: {workloads: 3, edges_per_workload: 3}\n",
        good=_TOP + "topology: {workloads: 4, edges_per_workload: 3}\n",
    ),
    CodePage(
        "DS221",
        "a scenario without edges",
        "Without traffic there is no data. Declare edges, or a topology that draws some.",
        bad=_BASE,
        good=_GOOD,
    ),
)
