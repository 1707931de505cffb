"""DET2xx: what can be wrong with the conf files of a Splunk app, and why a search is not formatted.

The examples are whole files: those of DET207 and DET208 are macros.conf, the others savedsearches.conf.
"""

from harness.diagnostics.codes import CodePage

_SOUND = "[Odd edge]\nsearch = index=main host=a\n"

PAGES = (
    CodePage(
        "DET201",
        "a stanza without its bracket",
        "A stanza begins with its name in square brackets, alone on its line. Without the closing bracket Splunk does "
        "not see a stanza, and the settings below it go to the one above.",
        bad="[Odd edge\nsearch = index=main host=a\n",
        good=_SOUND,
    ),
    CodePage(
        "DET202",
        "a line that is nothing",
        "A line of a conf file is a stanza's name in brackets, a setting (key = value), a comment that begins with #, "
        "or empty. Most often such a line was meant to continue a search: then the line before it must end in a "
        "backslash, with no blank behind it.",
        bad="[Odd edge]\nsearch = index=main\n  host=a | table host\n  | head 1\n",
        good="[Odd edge]\nsearch = index=main \\\n  host=a | table host \\\n  | head 1\n",
    ),
    CodePage(
        "DET203",
        "a stanza that is written twice",
        "One file has two stanzas of the same name. Splunk takes both together, and of a setting that both have, the "
        "later one; people read only one of them.",
        bad=_SOUND + "\n[Odd edge]\ndescription = It is odd.\n",
        good=_SOUND + "description = It is odd.\n",
    ),
    CodePage(
        "DET204",
        "a setting that is written twice",
        "One stanza of one file sets the same key twice. Only the later one counts. A setting in local/ over the same "
        "one in default/ is as it should be.",
        bad="[Odd edge]\nsearch = index=main\nsearch = index=main host=a\n",
        good=_SOUND,
    ),
    CodePage(
        "DET205",
        "a conf file that cannot be read",
        "The file is not UTF-8 text, is larger than any conf file should be, or the system refuses to open it.",
    ),
    CodePage(
        "DET206",
        "a value that goes on nowhere",
        "The last line of the file ends in a backslash, which says that the value continues in the next line. Most "
        "often the end of the file was lost.",
        bad="[Odd edge]\nsearch = index=main host=a \\",
        good=_SOUND,
    ),
    CodePage(
        "DET207",
        "a macro with another number of arguments",
        "A macro that takes arguments counts them in its name, as in [name(2)], and names them in args. Where the two "
        "disagree, Splunk either does not find the macro or leaves an argument as it stands.",
        bad="[odd_edge(2)]\nargs = host\ndefinition = host=$host$\n",
        good="[odd_edge(1)]\nargs = host\ndefinition = host=$host$\n",
    ),
    CodePage(
        "DET208",
        "a stanza without its search or definition",
        "A saved search needs search, a macro needs definition. A stanza in local/ alone may leave it out only where "
        "default/ has a stanza of the very same name.",
        bad="[odd_edge]\niseval = 0\n",
        good="[odd_edge]\ndefinition = host=a\n",
    ),
    CodePage(
        "DET209",
        "a setting that is not JSON",
        "The risk objects, annotations and drilldown searches of a saved search are JSON texts in one setting each. "
        "One that cannot be read is ignored by Enterprise Security: no risk is raised, no technique is shown.",
        bad=_SOUND + "action.risk = 1\naction.risk.param._risk = [{'risk_object_field': 'host'}]\n",
        good=_SOUND + "action.risk = 1\n"
        'action.risk.param._risk = [{"risk_object_field": "host", "risk_object_type": "system", "risk_score": 5}]\n',
    ),
    CodePage(
        "DET210",
        "a switch that is neither on nor off",
        "Settings that turn something on take 1 or 0, true or false, yes or no. Splunk takes any other word for no.",
        bad=_SOUND + "action.risk = maybe\n",
        good=_SOUND + "action.risk = 0\n",
    ),
    CodePage(
        "DET220",
        "a search that is not formatted",
        "harness fmt writes a search anew only if the result is certain to be the same. A comment would be lost, "
        "a search with a mistake has no tree to print, and some notations of YAML leave no room for the result.",
    ),
    CodePage(
        "DET215",
        "a field of a collection has no such type",
        "collections.conf declares a field of a KV store collection as number, bool, string, time, cidr or array. "
        "A field of any other type is not checked.",
    ),
    CodePage(
        "DET216",
        "a limit of a lookup that is no number",
        "max_matches and min_matches of a lookup in transforms.conf say how many rows a value finds. What is no number "
        "would leave the lookup with its usual limits.",
    ),
    CodePage(
        "DET211",
        "a stanza of event types or tags that says nothing",
        "An event type has a priority from 1 to 10. A stanza of tags.conf is named after a field and its value, "
        "[field=value], and each of its tags is enabled or disabled.",
    ),
)
