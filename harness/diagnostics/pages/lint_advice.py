"""L0xx: what a search costs, and what may go wrong with it; told by `harness lint` only.

The examples are parts of a detection file: keys that stand in the place of those of a sound one.
"""

from harness.diagnostics.codes import CodePage


def _search(*lines: str) -> str:
    return "search: |-\n" + "".join(f"  {line}\n" for line in (*lines, "| `odd_edge_filter`"))


PAGES = (
    CodePage(
        "L004",
        "a subsearch that may be cut off",
        "Splunk takes at most 50,000 results from the subsearch of append and of join, and 10,000 from one that stands "
        "in a search as a term; it stops after 60 seconds. What is beyond is dropped with a message that nobody reads "
        "in a scheduled search. Subsearches that are bounded by head, top or an aggregation without BY are left out, "
        "and so are those with a maxout of their own.",
        bad=_search("search index=main [ search index=threats | table host ]"),
        good=_search("search index=main [ search index=threats | top limit=500 host | table host ]"),
    ),
    CodePage(
        "L008",
        "a baseline for each process id",
        "The number of a process is another one for every start of a program, and is given to other programs later. "
        "Averages and first sightings for each process id have no past to be compared with. The name or the path of "
        "the executable stays.",
        bad=_search("| mstats avg(process.cpu) as cpu where index=m by host process.pid span=10s", "| where cpu > 90"),
        good=_search(
            "| mstats avg(process.cpu) as cpu where index=m by host process.executable.name span=10s",
            "| where cpu > 90",
        ),
    ),
    CodePage(
        "L009",
        "a field of the risk that a grouping drops",
        "stats and its like keep the fields of their BY clause and their results, and drop all others. A field that "
        "the risk message, a risk object or a threat object names has to be one of them.",
        bad=_search("search index=main action=failure", "| stats count by user"),
        good=_search("search index=main action=failure", "| stats count by user host"),
    ),
    CodePage(
        "L011",
        "a field that is listed and never there",
        "table, fields, rename or convert names a field that no earlier command makes. It does no harm by itself; the "
        "results lack a field that their author expects.",
        bad=_search("search index=main", "| stats count as failures by host", "| table host user failures"),
        good=_search("search index=main", "| stats count as failures by host user", "| table host user failures"),
    ),
    CodePage(
        "L012",
        "sort without a limit",
        "sort keeps 10,000 results and drops the others, whatever comes in. sort 0 keeps all, sort 100 says how many "
        "are wanted. harness lint --fix writes the 0.",
        bad=_search("search index=main", "| stats count by host user", "| sort - count"),
        good=_search("search index=main", "| stats count by host user", "| sort 0 - count"),
    ),
    CodePage(
        "L013",
        "join where stats would do",
        "Both sides of the join read events, or the same data model. One search that reads both, grouped by the join's "
        "fields, has none of the limits of a subsearch and reads the data once.",
        bad=_search(
            "search index=main action=login", "| join user [ search index=main action=logout | fields user host ]"
        ),
        good=_search(
            "search index=main action IN (login, logout)",
            "| stats values(action) as actions values(host) as host by user",
        ),
    ),
    CodePage(
        "L014",
        "a leading wildcard",
        "The index knows words by their beginnings. A word that begins with a wildcard, or a value that does where no "
        "other word or value narrows the search, makes Splunk read every event of the time range.",
        bad=_search("search index=main *powershell"),
        good=_search("search index=main powershell*"),
    ),
    CodePage(
        "L015",
        "index=*",
        "The search reads every index that its role may read: it is slow, and finds words in data that it was not "
        "meant for.",
        bad=_search("search index=* action=failure"),
        good=_search("search index=auth action=failure"),
    ),
    CodePage(
        "L016",
        "neither an index nor a data model",
        "A search without an index reads the default indexes of the user who runs it, and for a scheduled search these "
        "may be none. A macro counts where it says where the data come from, because it is the place where a site "
        "writes its index.",
        bad=_search("search sourcetype=linux_secure action=failure"),
        good=_search("search index=os sourcetype=linux_secure action=failure"),
    ),
    CodePage(
        "L017",
        "a real-time search",
        "A real-time search holds a processor core on each indexer for as long as it is on, cannot look at late data, "
        "and cannot be repeated. A schedule of a few minutes over a window that ends in the past finds the same.",
        bad="drilldown_searches:\n- name: Watch it\n  search: '%original_detection_search%'\n"
        "  earliest_offset: rt-5m\n  latest_offset: rt\n",
        good="drilldown_searches:\n- name: Watch it\n  search: '%original_detection_search%'\n"
        "  earliest_offset: -5m\n  latest_offset: now\n",
    ),
    CodePage(
        "L018",
        "transaction without bounds",
        "Without maxspan, maxpause or maxevents a transaction stays open over the whole time range. Splunk closes the "
        "oldest where its memory ends, so the results depend on how much other data there is.",
        bad=_search("search index=main", "| transaction host startswith=login endswith=logout"),
        good=_search("search index=main", "| transaction host startswith=login endswith=logout maxspan=1h"),
    ),
    CodePage(
        "L019",
        "!= on a field that a lookup may not find",
        "field!=x needs the field to be there, so results for which a lookup has no row are dropped together with "
        "those that are meant. NOT field=x keeps them; a lookup with a default match has no such results.",
        bad=_search(
            "search index=main",
            "| lookup asset_lookup_by_str asset as host OUTPUT category",
            '| search category!="test"',
        ),
        good=_search(
            "search index=main",
            "| lookup asset_lookup_by_str asset as host OUTPUT category",
            '| search NOT category="test"',
        ),
    ),
    CodePage(
        "L022",
        "head before sort",
        "head keeps the first results in the order in which they came, which behind an aggregation means nothing. Only "
        "those are sorted. The greatest ones are found by sorting first.",
        bad=_search("search index=main", "| stats count by host", "| head 10", "| sort - count"),
        good=_search("search index=main", "| stats count by host", "| sort 10 - count"),
    ),
    CodePage(
        "L023",
        "dedup before stats",
        "dedup keeps what came first for each value, and stats then counts or sums what was kept. Where distinct "
        "values are meant, dc(field) says so and works on all indexers at once.",
        bad=_search("search index=main", "| dedup user host", "| stats count as users by host"),
        good=_search("search index=main", "| stats dc(user) as users by host"),
    ),
)
