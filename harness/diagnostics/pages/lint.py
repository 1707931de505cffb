"""L0xx: searches that are valid and probably not what their author means.

The examples are parts of a detection file: keys that stand in the place of those of a sound one.
"""

from harness.diagnostics.codes import CodePage


def _search(*lines: str, comment: str = "") -> str:
    return f"search: |-{comment}\n" + "".join(f"  {line}\n" for line in (*lines, "| `odd_edge_filter`"))


_EDGES = _search(
    "| mstats count(tcp.packets) as n where index=m AND earliest=-1h by cluster host",
    '| eval current="True"',
    "| append [ mstats count(tcp.packets) as n where index=m AND earliest=-30d latest=-1h by cluster host",
    '  | eval current="false" ]',
    "| eventstats values(current) as current by cluster host",
    '| search current="true" NOT current="false"',
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
        "an appended or joined search with other BY fields",
        "The rows of a subsearch are compared with those of the search before it, but grouped by other fields. What "
        "the baseline forgets, such as the cluster, counts as known for every value of the forgotten field, and its "
        "rows lack the field in the results.",
        bad=_EDGES.replace("latest=-1h by cluster host", "latest=-1h by host"),
        good=_EDGES,
    ),
    CodePage(
        "L003",
        "a name that contradicts its function",
        "The name of an aggregation says that it is the result of another function, as in avg(x) as stdev_x. Such a "
        "line was copied and half changed, and whatever reads the name computes with the wrong number.",
        bad=_search(
            "search index=main", "| stats avg(bytes) as avg_bytes avg(bytes) as stdev_bytes max(bytes) as most by host"
        ),
        good=_search(
            "search index=main",
            "| stats avg(bytes) as avg_bytes stdev(bytes) as stdev_bytes max(bytes) as most by host",
        ),
    ),
    CodePage(
        "L005",
        "windows that overlap or leave a gap",
        "A search compares the present with a baseline of the same data. Where the two windows overlap, what happens "
        "in both is known as soon as it happens and is never reported; what happens in a gap between them is seen by "
        "neither.",
        bad=_EDGES.replace("earliest=-1h by", "earliest=-24h by"),
        good=_EDGES,
    ),
    CodePage(
        "L006",
        "the same expression on both sides",
        "A division, a difference or a comparison of an expression with itself has the same result whatever the data "
        "are. One side was copied and not changed.",
        bad=_search("search index=main", "| eval ratio=bytes_in/bytes_in", "| where ratio > 10"),
        good=_search("search index=main", "| eval ratio=bytes_in/bytes_out", "| where ratio > 10"),
    ),
    CodePage(
        "L007",
        "fillnull before a comparison with a baseline",
        "Where a baseline's lookup finds no row, its fields are null, and no comparison with null is true. After "
        "fillnull they are 0, and every value is greater: what has no baseline yet is reported as abnormal. Results "
        "without a baseline should be dropped, or reported on purpose, before anything is filled.",
        bad=_search(
            "| mstats avg(cpu.util) as load where index=m by host span=10s",
            "| join type=left host",
            "  [ mstats avg(cpu.util) as avg_load where index=m AND earliest=-30d latest=-1h by host ]",
            "| fillnull",
            "| where load > 3 * avg_load",
        ),
        good=_search(
            "| mstats avg(cpu.util) as load where index=m by host span=10s",
            "| join type=left host",
            "  [ mstats avg(cpu.util) as avg_load where index=m AND earliest=-30d latest=-1h by host ]",
            "| where load > 3 * avg_load",
        ),
    ),
    CodePage(
        "L010",
        "a field that no earlier command makes",
        "Behind stats, table and their like, results have the fields that these name and no others. A field that a "
        "later command reads under another name is null in every result: a condition on it is never true, a group by "
        "it has no rows. The names are followed through rename, eval, stats, table, fields, lookup, rex and all other "
        "commands whose effect is known; behind those that are not, any name may be there.",
        bad=_search("search index=main", "| stats count as failures by host", "| where failure > 10"),
        good=_search("search index=main", "| stats count as failures by host", "| where failures > 10"),
    ),
    CodePage(
        "L020",
        "a field with dots that is not quoted",
        "In eval expressions a dot joins two texts. Without quotes a.b is the text of the field a followed by that of "
        "the field b; the field of that name is written in single quotes. Where the search shows that the field is "
        "meant, harness lint --fix writes the quotes.",
        bad=_search("search index=main", "| stats sum(tcp.bytes) as tcp.bytes by host", "| where tcp.bytes > 1000"),
        good=_search("search index=main", "| stats sum(tcp.bytes) as tcp.bytes by host", "| where 'tcp.bytes' > 1000"),
    ),
    CodePage(
        "L021",
        "a pattern that matches nothing",
        "A ^ behind something that takes a character, something behind a $, or capital letters that are looked for in "
        "lower(x): no text can match, so the condition is never true and the detection stays silent.",
        bad=_search("search index=main", '| where match(process, "cmd^.exe")'),
        good=_search("search index=main", '| where match(process, "^cmd\\.exe")'),
    ),
    CodePage(
        "L024",
        "a wildcard in an eval expression",
        "where, eval, if and case compare texts as they are, so an asterisk there is an asterisk, and as a pattern of "
        "like it is one as well. like has % and _, match has regular expressions, and the search command has "
        "wildcards.",
        bad=_search("search index=main", '| where user="admin*"'),
        good=_search("search index=main", '| where like(user, "admin%")'),
    ),
    CodePage(
        "L025",
        "alternatives that are always true",
        "x!=a OR x!=b is true for every x, because no value equals both. The exclusions are meant to hold together: "
        "join them with AND, or write NOT x IN (a, b).",
        bad=_search("search index=main (user!=root OR user!=admin)", "| stats count by host"),
        good=_search("search index=main NOT user IN (root, admin)", "| stats count by host"),
    ),
    CodePage(
        "L090",
        "a noqa without codes, or with an unknown one",
        "A noqa comment names the codes that it keeps quiet, so that nothing else is hidden by it: # noqa: L012 above "
        "a key or at the end of a line, # harness: noqa: L012 for the whole file, ``` noqa: L012 ``` inside SPL.",
        bad=_search("search index=main", "| stats count by host", comment="  # noqa: L099"),
        good=_search("search index=main", "| stats count by host user", "| sort - count", comment="  # noqa: L012"),
    ),
    CodePage(
        "L091",
        "a noqa for nothing",
        "The code that a noqa comment names has no finding there, any more or since ever. Errors cannot be kept quiet. "
        "harness lint --fix removes the comment.",
        bad=_search("search index=main", "| stats count by host", comment="  # noqa: L012"),
        good=_search("search index=main", "| stats count by host user", "| sort - count", comment="  # noqa: L012"),
    ),
)
