"""DS2xx: what can be wrong with a scenario."""

from harness.diagnostics.codes import CodePage

_TOP = "anchor: 2024-10-17T12:00:00Z\nseed: 1\n"
_CLUSTERS = "clusters:\n  prod:\n    namespaces:\n      shop: {cart: {processes: java}, orders-db: {}}\n"
_BASE = _TOP + _CLUSTERS
_EDGE = "edges:\n  - {from: cart, to: orders-db, appears: -20m}\n"
_GOOD = _BASE + _EDGE
_HOSTS = "generator: [kubernetes_npm, kubernetes_processes]\n" + _GOOD
_EXFILTRATION = "{kind: exfiltration, from: cart, to: orders-db, onset: -20m}"


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
    CodePage(
        "DS222",
        "an unknown attack",
        "Attacks are the files of harness/datasets/attacks, one for each kind.",
        bad=_HOSTS + "attacks: {kind: cryptomining, workload: cart, onset: -20m}\n",
        good=_HOSTS + "attacks: {kind: miner, workload: cart, onset: -20m}\n",
    ),
    CodePage(
        "DS223",
        "an attack without effect",
        "An attack would be in the ground truth and not in the data. Either nothing that it touches has a point while "
        "it lasts (the source that writes it is not among the generators, the workload does not run, the points lie "
        "too far apart), or its strength has no meaning: standard deviations need at least two points without the "
        "attack, which differ.",
        bad=_GOOD + "attacks: {kind: miner, workload: cart, onset: -20m}\n",
        good=_HOSTS + "attacks: {kind: miner, workload: cart, onset: -20m}\n",
    ),
    CodePage(
        "DS224",
        "an attack over a known edge",
        "Lateral movement, scanning and beacons are told by edges that were never there. Over this edge there is "
        "traffic without the attack, so that the data would not show it.",
        bad=_GOOD + "attacks: {kind: lateral_movement, from: cart, to: orders-db, onset: -20m}\n",
        good=_GOOD + "attacks: {kind: lateral_movement, from: orders-db, to: cart, onset: -20m}\n",
    ),
    CodePage(
        "DS225",
        "not a series",
        "Points written by hand are values, _ for a missing one, and repetitions: 0+10x3 is 0 10 20 30, 5x3 is "
        "5 5 5 5, _x3 is three missing points. Blanks or commas stand between them.",
        bad=_GOOD + 'series: {start: -10m, values: {tcp.packets: "0+10*3"}}\n',
        good=_GOOD + 'series: {start: -10m, values: {tcp.packets: "0+10x3, _ _ 5"}}\n',
    ),
    CodePage(
        "DS226",
        "an unknown preset",
        "Presets are the files of harness/datasets/presets, one for each cluster that can be had by name.",
        bad=_TOP + "topology: {preset: shop}\n",
        good=_TOP + "topology: {preset: online_shop}\n",
    ),
    CodePage(
        "DS227",
        "an event of no kind, or of several",
        "An item of the events is a deploy, a scale, a restart or an outage: one key says which, and names workloads.",
        bad=_GOOD + "events: {at: -10m}\n",
        good=_GOOD + "events: {deploy: cart, at: -10m}\n",
    ),
    CodePage(
        "DS228",
        "edges that no source writes",
        "Edges are written by the source of network metrics, which is not among the generators of the scenario.",
        bad="generator: kubernetes_pods\n" + _GOOD,
        good="generator: [kubernetes_npm, kubernetes_pods]\n" + _GOOD,
    ),
    CodePage(
        "DS229",
        "an attack stronger than can be",
        "The metric is a part of a whole and cannot be above 1. So many standard deviations above its mean would be.",
        bad=_HOSTS + "attacks: {kind: miner, workload: cart, onset: -20m, strength: 1000}\n",
        good=_HOSTS + "attacks: {kind: miner, workload: cart, onset: -20m, strength: 20}\n",
    ),
    CodePage(
        "DS230",
        "attacks that overlap",
        "Two attacks raise one signal at the same time, and the mean of their points could not be what either of them "
        "says.",
        bad=_edge("every: 5m") + f"attacks: [{_EXFILTRATION}, {_EXFILTRATION}]\n",
        good=_edge("every: 5m") + f"attacks: [{_EXFILTRATION}]\n",
    ),
)
