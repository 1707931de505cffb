"""L0xx: searches that are valid and probably not what their author means.

The examples are parts of a detection file: keys that stand in the place of those of a sound one.
"""

from harness.diagnostics.codes import CodePage

_EDGES = (
    "search: |-\n  | mstats count(tcp.packets) as n where index=m AND earliest=-1h by cluster host\n"
    '  | eval current="True"\n'
    "  | append [ mstats count(tcp.packets) as n where index=m AND earliest=-30d latest=-1h by cluster host\n"
    '    | eval current="false" ]\n'
    "  | eventstats values(current) as current by cluster host\n"
    '  | search current="true" NOT current="false"\n'
    "  | `odd_edge_filter`\n"
)

PAGES = (
    CodePage(
        "L001",
        "!= on a field that can hold several values",
        "values, list and the multivalue functions of eval put several values into one field. No page of Splunk's "
        "decides what field!=x means then: that some value differs from x, or that no value equals x. A search whose "
        "results depend on it may fire on everything or on nothing. NOT field=x, and in where isnull(mvfind(field, "
        '"^x$")), drop every result in which any value is x, under both readings.',
        bad=_EDGES.replace('NOT current="false"', 'current!="false"'),
        good=_EDGES,
    ),
    CodePage(
        "L002",
        "an appended search with other BY fields",
        "The rows of an appended mstats are compared with those of the first one, but grouped by other fields. What "
        "the baseline forgets, such as the cluster, counts as known for every value of the forgotten field, and its "
        "rows lack the field in the results.",
        bad=_EDGES.replace("latest=-1h by cluster host", "latest=-1h by host"),
        good=_EDGES,
    ),
)
