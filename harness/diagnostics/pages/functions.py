"""Codes of eval functions: arguments they do not take (SPL22x) and values they fail on (SPL52x)."""

from harness.diagnostics.codes import CodePage

PAGES = (
    CodePage(
        "SPL220",
        "a pattern is no regular expression",
        "match, replace and mvfind take a regular expression of the PCRE kind. A parenthesis or bracket that is opened "
        "must be closed, and a character that has a meaning of its own needs a backslash before it to mean itself.",
        '| makeresults | eval r=replace("f(x)", "(", "[")',
        '| makeresults | eval r=replace("f(x)", "\\(", "[")',
    ),
    CodePage(
        "SPL221",
        "a call that the function does not take",
        "The number of arguments is right, and something else about them is not: the condition of mvfilter must read "
        "exactly one field, mvmap needs a field to go through, searchmatch and lookup need a text in quotes.",
        "| makeresults | eval r=mvfilter(a == b)",
        "| makeresults | eval r=mvfilter(a == 1)",
    ),
    CodePage(
        "SPL222",
        "a condition is needed here",
        "if, case and validate decide by conditions, which are true or false. A field or a text is neither; compare it "
        "with something.",
        '| makeresults | eval flag="true" | eval r=if(flag, "yes", "no")',
        '| makeresults | eval flag="true" | eval r=if(flag="true", "yes", "no")',
    ),
    CodePage(
        "SPL223",
        "a text is no search",
        "searchmatch takes what the search command takes: comparisons, words, AND, OR and NOT.",
        '| makeresults | eval r=if(searchmatch("(a=1"), "yes", "no")',
        '| makeresults | eval r=if(searchmatch("(a=1)"), "yes", "no")',
    ),
    CodePage(
        "SPL520",
        "a regular expression takes too long",
        "The pattern was still trying ways to match one value after five seconds. That happens where repetitions stand "
        "in repetitions, as in (a+)+. Anchor the pattern, or make its repetitions possessive: (a++)+.",
    ),
    CodePage(
        "SPL521",
        "a range is too long",
        "mvrange makes one member for each step; more than a million of them are refused, since the search would not "
        "end in reasonable time.",
        "| makeresults | eval r=mvrange(0, 1700000000)",
        "| makeresults | eval r=mvrange(0, 1700000000, 86400)",
    ),
)
