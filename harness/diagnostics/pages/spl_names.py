"""SPL3xx: names that mean nothing."""

from harness.diagnostics.codes import CodePage

PAGES = (
    CodePage(
        "SPL301",
        "an unknown command",
        "No command has this name. A search that does not start with a pipe starts with search terms; everywhere "
        "else a "
        "command's name comes first.",
        bad="index=main | dedupe host\n",
        good="index=main | dedup host\n",
    ),
    CodePage(
        "SPL302",
        "an unknown eval function",
        "No function of eval expressions has this name. Functions of stats are others.",
        bad="| makeresults | eval x=lenght(a)\n",
        good="| makeresults | eval x=len(a)\n",
    ),
    CodePage(
        "SPL303",
        "an unknown statistical function",
        "No function of stats and its family has this name. Functions of eval are others; to aggregate one, write "
        "sum(eval(..)).",
        bad="index=main | stats averag(bytes)\n",
        good="index=main | stats avg(bytes)\n",
    ),
    CodePage(
        "SPL304",
        "an unknown macro",
        "The search calls a macro that is not defined. Macros are files of the folder macros/, or are given to the "
        "search by its caller.",
        bad="`known_macr` | stats count\n",
        good="`known_macro` | stats count\n",
    ),
    CodePage(
        "SPL305",
        "an unknown lookup",
        "The search names a lookup that is not there. Lookups are files of the folder lookups/.",
    ),
    CodePage(
        "SPL306",
        "a macro inside itself",
        "The definition of a macro calls the macro again, directly or through others, so that its expansion has no "
        "end. "
        "The message shows the way.",
        bad="`circle`\n",
        good="`known_macro`\n",
    ),
    CodePage(
        "SPL307",
        "a macro with another number of arguments",
        "The macro exists, but not with this number of arguments. Commas outside of quotes and parentheses separate "
        "them.",
        bad="`known_macro(1, 2)`\n",
        good="`known_macro`\n",
    ),
    CodePage(
        "SPL308",
        "macros that expand to too much",
        "The macros of this search call each other so often that the text they expand to is far too long.",
        bad="`a_lot`\n",
        good="`known_macro`\n",
    ),
    CodePage(
        "SPL309",
        "an unknown conversion",
        "convert has its own functions: auto, ctime, dur2sec, memk, mktime, mstime, none, num, rmcomma and rmunit.",
        bad="| makeresults | convert ctim(_time)\n",
        good="| makeresults | convert ctime(_time)\n",
    ),
    CodePage(
        "SPL311",
        "arguments that a macro refuses",
        "The macro has a validation in macros.conf, an eval expression over its arguments. It is a condition that must "
        "be true, and the message is errormsg; or it gives the message itself, and null where the arguments are good.",
        bad="index=main | head `at_most_ten(20)`\n",
        good="index=main | head `at_most_ten(5)`\n",
    ),
    CodePage(
        "SPL312",
        "an expression of a macro that gives no text",
        "The definition of an eval-based macro gives the text that the macro expands to, and a validation is a "
        "condition or gives a message. Null, a number, a truth value and a multivalue are no texts: use tostring(..), "
        "if(..) or mvjoin(..).",
        bad="index=main | head `doubled_number(2)`\n",
        good="index=main | head `doubled(2)`\n",
    ),
    CodePage(
        "SPL313",
        "an unknown data model",
        "The search names a data model that is not there. Those of the Common Information Model are always there, "
        "under the names that its add-on gives them, letter case included; others are declared with the content.",
    ),
    CodePage(
        "SPL314",
        "an unknown dataset of a data model",
        "The data model exists, but it has no dataset of this name. A dataset is named alone or with the datasets it "
        "descends from: Change.All_Changes, Change.Account_Management, Change.All_Changes.Account_Management.",
    ),
)
