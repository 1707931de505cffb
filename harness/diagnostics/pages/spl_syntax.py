"""SPL0xx and SPL1xx: what can be wrong with the text of a search."""

from harness.diagnostics.codes import CodePage

PAGES = (
    CodePage(
        "SPL001",
        "a double quote is never closed",
        "A text in double quotes ends at the next double quote that has no backslash before it, and there is none. A "
        r'path that ends in a backslash is a common cause: "C:\temp\" goes on, because \" is a quote inside the text.',
        bad='| makeresults | eval path="C:\\temp\\"\n',
        good='| makeresults | eval path="C:\\temp\\\\"\n',
    ),
    CodePage(
        "SPL002",
        "a single quote is never closed",
        "In eval and where, single quotes stand around the name of a field. The one shown has no partner.",
        bad='| makeresults | where \'source.name="a"\n',
        good="| makeresults | where 'source.name'=\"a\"\n",
    ),
    CodePage(
        "SPL003",
        "a backtick is never closed",
        "A macro call stands between two backticks. Backticks inside double quotes do not count.",
        bad="search `my_index error\n",
        good='search "`my_index" error\n',
    ),
    CodePage(
        "SPL004",
        "a comment is never closed",
        "A comment stands between two triple backticks, and the one shown has no end.",
        bad="index=main ```only errors | stats count\n",
        good="index=main ```only errors``` | stats count\n",
    ),
    CodePage(
        "SPL005",
        "a typographic quote",
        "Word processors and chat programs replace straight quotes by curly ones, which SPL does not know as quotes.",
        bad="| makeresults | eval x=“yes”\n",
        good='| makeresults | eval x="yes"\n',
    ),
    CodePage(
        "SPL006",
        "nested too deeply",
        "Parentheses, function calls, operators and subsearches may stand 128 levels deep in each other, of which a "
        "subsearch counts five. How many operands stand side by side has no limit.",
        bad="| makeresults | eval x=" + "(" * 129 + "1" + ")" * 129 + "\n",
        good="| makeresults | eval x=(1)\n",
    ),
    CodePage(
        "SPL101",
        "something is left over",
        "The command is complete before this place, and neither a pipe nor the end of the search follows. Often a "
        "comma, an operator or a pipe is missing.",
        bad="| makeresults | eval a=1 b=2\n",
        good="| makeresults | eval a=1, b=2\n",
    ),
    CodePage(
        "SPL102",
        "something else was expected",
        "The command cannot go on with what stands here; the message says what it could go on with.",
        bad="| makeresults | rename a b\n",
        good="| makeresults | rename a AS b\n",
    ),
    CodePage(
        "SPL103",
        "a parenthesis is never closed",
        "The opening parenthesis shown has no partner before the end of its command.",
        bad="index=main (a=1 OR b=2 | stats count\n",
        good="index=main (a=1 OR b=2) | stats count\n",
    ),
    CodePage(
        "SPL104",
        "a parenthesis closes nothing",
        "There is no opening parenthesis for this one.",
        bad="index=main status=200)\n",
        good="index=main status=200\n",
    ),
    CodePage(
        "SPL105",
        "a bracket is never closed",
        "A subsearch stands between brackets. Of several open ones the innermost is shown.",
        bad="index=main | append [ search index=b | stats count\n",
        good="index=main | append [ search index=b ] | stats count\n",
    ),
    CodePage(
        "SPL106",
        "a bracket closes nothing",
        "There is no opening bracket for this one.",
        bad="index=main ] | stats count\n",
        good="index=main | stats count\n",
    ),
    CodePage(
        "SPL107",
        "a command is missing",
        "Between two pipes, or behind the last one, stands nothing. Where a macro stood there, its definition is "
        "empty: "
        "define it as `search *`, which changes nothing.",
        bad="index=main | | stats count\n",
        good="index=main | stats count\n",
    ),
    CodePage(
        "SPL108",
        "a generating command behind a pipe",
        "This command makes its own results and ignores those before it, so it may only stand first in a search or "
        "in a "
        "subsearch.",
        bad="index=main | makeresults\n",
        good="index=main | append [ makeresults ]\n",
    ),
    CodePage(
        "SPL109",
        "a pipe is missing",
        "The name of a command stands where the one before it should have ended.",
        bad='index=main | where a="b" stats count\n',
        good='index=main | where a="b" | stats count\n',
    ),
    CodePage(
        "SPL110",
        "an operand is missing",
        "An operator, a comma or a parenthesis stands where a field, a value, a function or a search term should be.",
        bad="index=main | where a= AND b=1\n",
        good="index=main | where a=0 AND b=1\n",
    ),
    CodePage(
        "SPL111",
        "the search is empty",
        "There is nothing to search for. To look at everything, write `*`.",
        bad="  \n",
        good="*\n",
    ),
    CodePage(
        "SPL112",
        "an operator of another language",
        "SPL does not know this operator: it writes != for <>.",
        bad="| makeresults | where a <> 1\n",
        good="| makeresults | where a != 1\n",
    ),
    CodePage(
        "SPL113",
        "two equals signs in a search expression",
        "Eval expressions compare with = or ==, search expressions with = only.",
        bad="index=main status==200\n",
        good="index=main status=200\n",
    ),
    CodePage(
        "SPL114",
        "single quotes around a field of a search expression",
        "Single quotes name fields in eval expressions. In a search expression a name with unusual characters stands "
        "in "
        "double quotes, or bare if it holds no spaces, quotes, commas or brackets.",
        bad="index=main | search 'source.name'=a\n",
        good="index=main | search source.name=a\n",
    ),
    CodePage(
        "SPL115",
        "not a macro call",
        "Between backticks stands the name of a macro, and its arguments in parentheses if it has any.",
        bad="index=main `a b`\n",
        good="index=main a b\n",
    ),
    CodePage(
        "SPL116",
        "a macro that was not expanded",
        "This text was read with its macros left as they are. A macro can be left where a search term or a whole "
        "command "
        "stands; here the text behind it means different things for different definitions.",
    ),
    CodePage(
        "SPL121",
        "an operator in lower case",
        "In a search expression AND, OR and NOT are operators in upper case only. In lower case they are words that "
        "every event must hold, so the search finds less than it should, or nothing. In eval and where both are right.",
        bad="index=main status=404 or status=500\n",
        good="index=main status=404 OR status=500\n",
    ),
    CodePage(
        "SPL122",
        "a typographic quote in a search expression",
        "Curly quotes are letters to SPL. In a search expression they are looked for with the word that they stand at, "
        "and a space ends that word.",
        bad="index=main user=“ann”\n",
        good='index=main user="ann"\n',
    ),
    CodePage(
        "SPL123",
        "an exclamation mark that does not negate",
        "In a search expression `!` negates as part of `!=` only. In front of a word or a value it belongs to it.",
        bad="index=main !error\n",
        good="index=main NOT error\n",
    ),
    CodePage(
        "SPL124",
        "the name of a command among words or fields",
        "The name of a command stands where a word to look for, or a field to group by, is read. Most often the pipe "
        "before it is missing.",
        bad="index=main stats count by host\n",
        good="index=main | stats count by host\n",
    ),
    CodePage(
        "SPL125",
        "grouping by a field that was renamed",
        "A rename earlier in the search has given the field another name, and no command in between makes it anew. No "
        "result has the field, so none is in a group.",
        bad="index=main | rename src as source_ip | stats count by src\n",
        good="index=main | rename src as source_ip | stats count by source_ip\n",
    ),
)
