"""Codes of commands that touch a deployment: saved searches, jobs, indexes that are written (SPL60x)."""

from harness.diagnostics.codes import CodePage

PAGES = (
    CodePage(
        "SPL601",
        "there is no saved search of this name",
        "`savedsearch` runs a saved search of the content: a stanza of savedsearches.conf by its name, a detection of "
        "a repository as `ESCU - <name> - Rule` and a baseline as `ESCU - <name>`, as the built app calls them.",
        '| savedsearch "no such search"',
        '| savedsearch "ESCU - Kubernetes newly seen TCP edge - Rule"',
    ),
    CodePage(
        "SPL602",
        "a placeholder of a saved search has no text",
        "A saved search may hold placeholders such as $user$. Whoever runs it gives a text for each of them; where a "
        "dollar sign is no placeholder, nosubstitution=true leaves the search as it is.",
        '| savedsearch "logons of"',
        '| savedsearch "logons of" user="ann"',
    ),
    CodePage(
        "SPL603",
        "there are no results of this job",
        "`loadjob` gives the results of a search that ran before. No job is kept between searches here, so whoever "
        "runs the search hands the results in, under the id of the job or as user:app:name of the saved search.",
        "| loadjob 1233886270.2",
        "| savedsearch MySearch",
    ),
    CodePage(
        "SPL604",
        "a search that requires results has none",
        "`require` fails the search where the commands before it give no results.",
        "| makeresults count=0 | require",
        "| makeresults | require",
    ),
    CodePage(
        "SPL605",
        "an option of collect cannot go with output_format=hec",
        "Structured events carry their own time, host, source and source type, so that addtime, timeformat, host, "
        "source, sourcetype, marker and uselb have nothing to say about them.",
        "index=main | collect index=summary output_format=hec marker=a",
        "index=main | collect index=summary output_format=hec",
    ),
    CodePage(
        "SPL606",
        "what shall be deleted is no event",
        "`delete` marks events of an index. Behind a command that makes other rows, such as stats, there are none.",
        "index=main | stats count | delete",
        "index=main user=ann | delete",
    ),
    CodePage(
        "SPL607",
        "there is no CSV file of this name",
        "`inputcsv strict=true` fails where there is neither a file that the search has written with outputcsv nor one "
        "that was handed in with it.",
        "| inputcsv strict=true nosuch.csv",
        "| makeresults | outputcsv x.csv | inputcsv append=true strict=true x.csv",
    ),
    CodePage(
        "SPL608",
        "a value is not of the type that its collection enforces",
        "A KV store collection may declare the types of its fields in collections.conf. With enforceTypes = true a "
        "value of another type fails the search that writes it; without it the value is left out.",
        '| makeresults | eval count="many" | outputlookup counts',
        "| makeresults | eval count=5 | outputlookup counts",
    ),
)
