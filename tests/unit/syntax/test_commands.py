"""The syntax of every command: what is written is read, printed in canonical form, and read back the same."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import pytest

from harness.spl.commands._declared import DeclaredCommand, attribute
from harness.spl.contract import COMMANDS, Command
from harness.spl.parsing import parse

if TYPE_CHECKING:
    from collections.abc import Callable

GENERATING = [
    "makeresults count=3 annotate=t",
    'makeresults format=csv data="a,b\n1,2"',
    "inputlookup strict=t t.csv WHERE a=1 b=*",
    "from datamodel:Network.All",
    'from savedsearch:"my search"',
    "tstats count FROM datamodel=A.B WHERE B.c=1 BY _time span=1h B.d",
    "tstats prestats=true avg(x) AS y WHERE index=a BY PREFIX(kv_) host",
    "metadata type=sourcetypes index=main",
    "multisearch [ search a ] [ search b ]",
    "set diff [ search a ] [ search b ]",
    "gentimes start=-7 increment=1h",
    "rest /services/server/info count=1",
    "loadjob 1234.5",
    "savedsearch mine",
    "datamodel Network All search",
    "metasearch index=a b",
    "dbinspect index=a",
    "eventcount index=a summarize=false",
    "inputcsv a.csv",
    "union [ search a ] datamodel:B",
    "walklex type=field index=a",
]
FOLLOWING = [
    "abstract maxterms=5",
    "accum a AS b",
    "addcoltotals labelfield=x label=Sum a b",
    "addtotals col=true row=false a*",
    "anomalydetection action=annotate a b",
    "append maxout=10 [ search a ]",
    "appendcols override=true [ search a ]",
    "appendpipe [ stats count ]",
    "autoregress a AS b p=2",
    "autoregress a p=1-3",
    "bin span=1h _time AS hour",
    "bin span=2log10 bytes",
    "chart limit=5 count sum(x) AS y BY host span=5 action WHERE sum in top5",
    "chart avg(x) BY a",
    "cluster showcount=true t=0.9",
    "collect index=summary testmode=true",
    'convert timeformat="%F" ctime(_time) AS t num(x*)',
    "dedup 2 a b keepempty=true sortby -c, +num(d)",
    "delta a AS b",
    "eval a = 1, 'b c' = \"x\"",
    "eventstats allnum=true avg(x) AS y BY z",
    'extract pairdelim=";" kvdelim=":"',
    "fieldformat a = tostring(a)",
    "fields - a, b*",
    "fieldsummary maxvals=5 a",
    "filldown a b",
    "fillnull value=none a b",
    "foreach a* b [ eval <<FIELD>> = '<<FIELD>>' + 1 ]",
    "foreach mode=multivalue a [ eval b = <<ITEM>> ]",
    'format "[" "[" "&&" "]" "||" "]"',
    "geostats latfield=a longfield=b count BY c",
    "head limit=5 null=true (a > 1)",
    "inputlookup append=true t",
    "iplocation prefix=x_ ip",
    "join type=left max=0 a, b [ search c ]",
    "join left=L right=R where L.a=R.b [ search c ]",
    "kmeans k=3 a b",
    "lookup local=true t a AS b, c OUTPUTNEW d AS e, f",
    "makecontinuous span=1h _time",
    'makemv delim="," a',
    r'makemv tokenizer="(\d+)" a',
    'map search="search x=$a$" maxsearches=5',
    "map [ search a ]",
    "multikv noheader=true fields a b filter c",
    "mvcombine a",
    "mvexpand a limit=5",
    "nomv a",
    "outlier action=remove a",
    "outputlookup append=true t.csv",
    "predict a AS b algorithm=llp future_timespan=3 upper95=hi",
    "rangemap field=a low=0-5 high=6-10 default=none",
    "rare limit=5 a BY b",
    r'regex a!="^\d+\"$"',
    'regex "x"',
    'rename a AS b, "x.*" AS "*"',
    'replace "a*" WITH b, 0 WITH "no way" IN c, d',
    "return 5 a b=c $d",
    r'rex field=a max_match=0 "(?<b>\\\d+)"',
    'rex mode=sed field=a "s/x/y/g"',
    "search a (b OR c)",
    "selfjoin a b",
    "sendalert risk param.a=b",
    "sistats count BY a",
    "sitop limit=3 a",
    "sort 0 -a, num(b) desc",
    "spath input=a output=b path=c{}.d",
    "stats count avg(x) AS y BY a b",
    'strcat allrequired=true a "/" b c',
    "streamstats current=false window=5 reset_after=(a = 1) sum(x) BY y",
    "table a b*",
    "tags outputfield=a b",
    "tail 5",
    "timechart span=1h limit=top5 usenull=false avg(x) BY host",
    "timewrap 1week series=exact",
    "tojson num(a) b* fill_null=true",
    "top limit=5 showperc=false a, b BY c",
    "transaction a b startswith=(c=1) endswith=eval(d > 1) maxspan=5m keepevicted=true",
    'transaction a startswith="login" maxpause=30s',
    "transpose 10 header_field=a",
    "trendline sma5(a) AS b ema10(c)",
    "untable a b c",
    "where a = 1 OR b = 2",
    'xpath outfield=a "//b/@c" field=d',
    'xyseries a b c, d sep="-" format="$AGG$ $VAL$"',
]


def fresh(text: str) -> Any:
    """The command that a text is read as."""
    return parse(text).commands[-1]


@pytest.mark.parametrize("text", [f"| {text}" for text in GENERATING] + [f"x | {text}" for text in FOLLOWING])
def test_a_command_reads_back(text: str) -> None:
    command = fresh(text)
    lead = "| " if text.startswith("|") else "x | "
    assert fresh(f"{lead}{command.render()}") == command
    assert fresh(f"{lead}{command.render()}").render() == command.render()


@pytest.mark.parametrize("text", [f"| {text}" for text in GENERATING] + [f"x | {text}" for text in FOLLOWING])
def test_every_word_of_a_command_counts(text: str) -> None:
    """No word of an example can be left out without changing what is read: nothing is accepted and ignored."""
    from harness.errors import SplError

    words = text.split(" ")
    command = fresh(text)
    for index in range(3 if words[0] == "x" else 2, len(words)):
        shorter = " ".join(words[:index] + words[index + 1 :])
        try:
            assert fresh(shorter) != command or words[index] in ("(", ")"), words[index]
        except SplError:
            continue


@pytest.mark.parametrize("command", list(COMMANDS.all()), ids=lambda command: command.keyword)
def test_a_command_holds_what_its_options_declare(command: type[Command]) -> None:
    """Each option has its attribute, and each is documented."""
    assert is_dataclass(command)
    attributes = {field.name for field in fields(command)}
    assert "clauses" in attributes or {attribute(option.name) for option in command.options} <= attributes
    assert all(option.says for option in command.options)
    assert command.documentation.summary.endswith(".")
    assert command.documentation.source.startswith("https://")
    assert command.syntax.startswith(command.keyword)


@pytest.mark.parametrize(
    "command",
    [command for command in COMMANDS.all() if issubclass(command, DeclaredCommand)],
    ids=lambda command: command.keyword,
)
def test_a_declared_command_refuses_options_that_it_does_not_declare(
    command: type[DeclaredCommand], codes: Callable[[str], list[str]]
) -> None:
    assert "SPL203" in codes(f"x | {command.keyword} nosuchoption=1 a")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("mvexpand a, b", "SPL101"),
        ("top", "SPL204"),
        ("xyseries a b", "SPL204"),
        ("mvcombine", "SPL204"),
        ("replace a IN b", "SPL102"),
        ("rangemap low=0-5", "SPL204"),
        ("append", "SPL204"),
        ("trendline", "SPL204"),
        ("trendline foo(a)", "SPL204"),
        ("convert nosuch(a)", "SPL309"),
        ("rename a* AS b", "SPL208"),
        ("join a", "SPL204"),
        ("lookup t", "SPL204"),
        ("lookup t a OUTPUT", "SPL204"),
        ("sort", "SPL204"),
        ("dedup 0 a", "SPL205"),
        ("regex a", "SPL102"),
        ("rex", "SPL204"),
        ("foreach a*", "SPL204"),
        ("transaction a startswith=(b=1", "SPL102"),
        ("autoregress a p=x", "SPL202"),
        ("map", "SPL204"),
        ("chart count BY a WHERE sum like 5", "SPL102"),
        ("fieldformat a", "SPL102"),
        ("makemv", "SPL204"),
    ],
)
def test_what_commands_do_not_take(codes: Callable[[str], list[str]], text: str, code: str) -> None:
    assert codes(f"x | {text}") == [code]
