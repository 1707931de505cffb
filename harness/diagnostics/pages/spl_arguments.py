"""SPL20x, SPL4xx and SPL900: arguments that commands and functions do not take, and what is not executed."""

from harness.diagnostics.codes import CodePage

PAGES = (
    CodePage(
        "SPL201",
        "a wrong number of arguments",
        "The function takes more or fewer arguments, or pairs of them.",
        bad='| makeresults | eval n=len("a", "b")\n',
        good='| makeresults | eval n=len("a")\n',
    ),
    CodePage(
        "SPL202",
        "a value that the option does not take",
        "Options have kinds: booleans are written t, f, true, false, 1 or 0; whole numbers without a point; choices as "
        "one of the words that the message lists.",
        bad="| makeresults count=many\n",
        good="| makeresults count=3\n",
    ),
    CodePage(
        "SPL203",
        "an unknown option",
        "The command has no option of this name.",
        bad="| makeresults cuont=3\n",
        good="| makeresults count=3\n",
    ),
    CodePage(
        "SPL204",
        "an argument is missing",
        "The command cannot do without an argument that is not there, or that is none of those it knows.",
        bad="| makeresults | mvexpand\n",
        good="| makeresults | mvexpand hosts\n",
    ),
    CodePage(
        "SPL205",
        "a number out of range",
        "The number is smaller or larger than the command takes.",
        bad="| makeresults count=-1\n",
        good="| makeresults count=1\n",
    ),
    CodePage(
        "SPL206",
        "not a time",
        "A time is a modifier such as -24h, -1d@d or now, epoch seconds, or a date written as %m/%d/%Y:%H:%M:%S.",
        bad="index=main latest=nope\n",
        good="index=main latest=-1h@h\n",
    ),
    CodePage(
        "SPL207",
        "not a time span",
        "A time span is a number and a unit, such as 30s, 5m, 1h, 1d or 1mon.",
        bad="index=main | timechart span=1hr2 count\n",
        good="index=main | timechart span=1h count\n",
    ),
    CodePage(
        "SPL208",
        "wildcards differ",
        "A pattern of names can only become another pattern with as many wildcards, because each of them carries over "
        "what it matched.",
        bad="| makeresults | rename foo* AS bar\n",
        good="| makeresults | rename foo* AS bar*\n",
    ),
    CodePage(
        "SPL209",
        "a wildcard where one field must stand",
        "The command needs the name of one field here, not a pattern of names.",
        bad="index=main | stats count BY *\n",
        good="index=main | stats count BY host\n",
    ),
    CodePage(
        "SPL210",
        "a condition of join that compares other fields",
        "With where, join compares a field of the current results with one of the subsearch, each with the alias of "
        "its side in front.",
        bad="index=main | join left=L right=R where user=R.name [search index=hr]\n",
        good="index=main | join left=L right=R where L.user=R.name [search index=hr]\n",
    ),
    CodePage(
        "SPL211",
        "an aggregation over the field that splits a chart",
        "chart and timechart do not take one field both for an aggregation and for the rows or columns. A copy of the "
        "field does.",
        bad="index=main | chart sum(bytes) BY bytes span=log2\n",
        good="index=main | eval size=bytes | chart sum(bytes) BY size span=log2\n",
    ),
    CodePage(
        "SPL401",
        "a truth value in a field",
        "Comparisons and conditions are true or false, and a field holds texts and numbers only. Turn the truth value "
        "into one of them.",
        bad="| makeresults | eval same=(a==b)\n",
        good='| makeresults | eval same=if(a==b, "yes", "no")\n',
    ),
    CodePage(
        "SPL402",
        "a literal of the wrong kind",
        "The function takes a text, a number or a field here, and something else is written.",
        bad="| makeresults | eval x=upper(1)\n",
        good='| makeresults | eval x=upper("a")\n',
    ),
    CodePage(
        "SPL403",
        "a condition that is a value",
        "where keeps the results for which its expression is true. A number, a text or a sum is neither true nor "
        "false.",
        bad="| makeresults | where count - 1\n",
        good="| makeresults | where count > 1\n",
    ),
    CodePage(
        "SPL404",
        "a text where a field seems to be meant",
        "In eval and where, double quotes make a text. A field stands bare or, if its name holds more than letters, "
        "digits and `_`, in single quotes. A text is the same for every result, so what is asked of it decides "
        "nothing.",
        bad='index=main | where "http.status" > 499\n',
        good="index=main | where 'http.status' > 499\n",
    ),
    CodePage(
        "SPL900",
        "valid, but not executed here",
        "Splunk accepts this search. The embedded engine does not execute this part of it, and refuses rather than "
        "giving "
        "results that may differ. Run it on a real Splunk.",
    ),
)
