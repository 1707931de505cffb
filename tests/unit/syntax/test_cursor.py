"""What commands read their arguments with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from harness.diagnostics import SourceText, Span
from harness.errors import SplError
from harness.spl.contract import Option
from harness.spl.parsing import GRAMMAR
from harness.spl.syntax import option_values
from harness.spl.syntax.ast import FieldName, Renaming
from harness.spl.syntax.cursor import Cursor
from harness.spl.syntax.printer import print_field, print_fields, print_pattern, print_string, print_word
from harness.spl.syntax.sort_keys import SortKey, print_sort_keys

if TYPE_CHECKING:
    from collections.abc import Callable

NO = Span(0, 0)
OPTIONS = (
    Option("flag", "boolean", default=False),
    Option("count", "integer", default=10, minimum=0, maximum=100),
    Option("ratio", "number"),
    Option("label", "string", default="x"),
    Option("mode", "choice", choices=("fast", "slow")),
    Option("span", "timespan"),
    Option("since", "time"),
    Option("width", "span"),
    Option("when", "condition"),
    Option("pattern", "regex"),
)


def cursor(text: str) -> Cursor:
    return Cursor(SourceText("arguments", text), GRAMMAR)


def code_of(read: Callable[[], Any]) -> str:
    with pytest.raises(SplError) as caught:
        read()
    return caught.value.diagnostics[0].code


def name(text: str, *, quoted: bool = False) -> FieldName:
    return FieldName(NO, text, quoted)


@pytest.mark.parametrize("end", ["", "  ", " | head", "] x", "\n|"])
def test_the_end_of_a_command(end: str) -> None:
    assert cursor(end).at_end()
    assert not cursor(f"a{end}").at_end()


def test_keywords_are_whole_words_in_any_letter_case() -> None:
    reader = cursor(" BY byte")
    assert reader.peek_keyword("by") == "by"
    assert reader.keyword("as") is None
    assert reader.keyword("as", "by") == "by"
    assert reader.keyword("by") is None
    assert code_of(lambda: reader.expect_keyword("output", "outputnew")) == "SPL102"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", name("a")),
        ("k8s.cluster.name rest", name("k8s.cluster.name")),
        ("a{}.b,c", name("a{}.b")),
        ("x-y*", name("x-y*")),
        ("sum(bytes) AS b", name("sum(bytes)")),
        ('"a \\"b\\" c"', name('a "b" c', quoted=True)),
        ("'a b'", name("a b", quoted=True)),
        ("<<FIELD>>_new", name("<<FIELD>>_new")),
        ("a!=b", name("a")),
    ],
)
def test_fields(text: str, expected: FieldName) -> None:
    assert cursor(text).field() == expected


def test_a_wildcard_can_be_refused() -> None:
    assert code_of(lambda: cursor("a*").field(wildcards=False)) == "SPL209"
    assert code_of(lambda: cursor("a b* c").fields(wildcards=False)) == "SPL209"


@pytest.mark.parametrize(
    ("text", "expected", "rest"),
    [
        ("a b c", ["a", "b", "c"], ""),
        ("a, b ,c | head", ["a", "b", "c"], "| head"),
        ('a "b c", d*', ["a", "b c", "d*"], ""),
        ("a b BY c", ["a", "b"], "BY c"),
        ("a b limit=5", ["a", "b"], "limit=5"),
        ("a b [ search x ]", ["a", "b"], "[ search x ]"),
        ("a sum(b) c", ["a", "sum(b)", "c"], ""),
        ('a "by" c', ["a", "by", "c"], ""),
    ],
)
def test_lists_of_fields(text: str, expected: list[str], rest: str) -> None:
    reader = cursor(text)
    assert [field.name for field in reader.fields(stop=("by",))] == expected
    assert reader.text[reader.skip_space() :] == rest


def test_a_list_needs_a_field() -> None:
    assert code_of(lambda: cursor(" | head").fields()) == "SPL204"
    assert code_of(lambda: cursor("a,").fields()) == "SPL204"
    assert cursor("[ x ]").fields(least=0) == ()


def test_numbers_strings_and_words() -> None:
    reader = cursor(' 12 -3 1.5 "a \\"b\\" \\d" word,"x y"')
    assert reader.peek_integer()
    assert (reader.integer(), reader.number(), reader.number()) == (12, -3, 1.5)
    assert reader.peek_string()
    assert reader.string() == 'a "b" \\d'
    assert reader.peek_word() == "word"
    assert (reader.word(), reader.punctuation(","), reader.word()) == ("word", True, "x y")
    assert reader.at_end()


def test_a_text_loses_a_backslash_only_before_another_one_and_before_a_quote() -> None:
    """Published searches rely on it: `.+\\\\\\)` is a backslash at the end of a group."""
    assert cursor(r'"\\d\"\s(.+\\\)"').string() == r'\d"\s(.+\\)'


@pytest.mark.parametrize("text", ["5x", "1.5", "", "9" * 30])
def test_what_is_no_whole_number(text: str) -> None:
    assert code_of(lambda: cursor(text).integer()) in ("SPL102", "SPL204", "SPL205")


def test_options_come_in_any_order_and_keep_their_defaults() -> None:
    reader = cursor('LABEL="a b" count = 5 flag=T rest')
    values = reader.options(OPTIONS)
    assert values["label"], values["count"] == ("a b", 5)
    assert values["flag"] is True
    assert values["ratio"] is None
    assert reader.keyword("rest") == "rest"


def test_options_can_go_on_later() -> None:
    reader = cursor("count=1 x count=2")
    values = reader.options(OPTIONS)
    reader.word()
    assert reader.options(OPTIONS, values)["count"] == 2


def test_unknown_options() -> None:
    assert code_of(lambda: cursor("cuont=1").options(OPTIONS)) == "SPL203"
    reader = cursor("flag=t alias=x")
    assert reader.options(OPTIONS, others=True)["flag"] is True
    assert reader.peek_option() == "alias"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((f"flag={word}", True) for word in ("t", "true", "1", "True", "yes")),
        *((f"flag={word}", False) for word in ("f", "false", "0", "no")),
        ("ratio=1.5", 1.5),
        ("ratio=-2", -2),
        ("mode=FAST", "fast"),
        ("span=1d@d", "1d@d"),
        ('span="10m"', "10m"),
        ("since=-24h@h", "-24h@h"),
        ("width=2log10", "2log10"),
        ("width=0.5", "0.5"),
        ("label=,", ","),
        ('label=""', ""),
        ("label=avg(x)", "avg(x)"),
        (r'pattern="\\d\""', r'\d"'),
    ],
)
def test_values_of_options(text: str, value: object) -> None:
    option = next(option for option in OPTIONS if text.startswith(option.name))
    reader = cursor(text)
    found = reader.options(OPTIONS)[option.name]
    assert found == value
    assert cursor(option_values.render(option, found)).options(OPTIONS)[option.name] == value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("flag=maybe", "SPL202"),
        ("count=1.5", "SPL202"),
        ("count=many", "SPL202"),
        ("count=-1", "SPL205"),
        ("count=101", "SPL205"),
        ("ratio=x", "SPL202"),
        ("mode=fats", "SPL202"),
        ("span=1hr2", "SPL207"),
        ("since=nope", "SPL206"),
        ("width=x", "SPL207"),
        ("label=", "SPL202"),
        ("when=(1", "SPL103"),
    ],
)
def test_values_that_options_do_not_take(text: str, code: str) -> None:
    assert code_of(lambda: cursor(text).options(OPTIONS)) == code


def test_a_condition_is_an_option_too() -> None:
    found = cursor("when=(a=1 OR b=2) flag=t").options(OPTIONS)
    assert option_values.render(OPTIONS[8], found["when"]) == "when=(a = 1 OR b = 2)"
    assert found["flag"] is True


def test_renaming() -> None:
    assert cursor('a.* as "b *"').renaming() == Renaming(NO, name("a.*"), name("b *", quoted=True))
    assert code_of(lambda: cursor("a b").renaming()) == "SPL102"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("a", [("a", False, "auto")]),
        ("-a b", [("a", True, "auto"), ("b", False, "auto")]),
        ("- a b", [("a", True, "auto"), ("b", True, "auto")]),
        ("- a, +b, c", [("a", True, "auto"), ("b", False, "auto"), ("c", True, "auto")]),
        ("-num(size), +str(n), IP(src)", [("size", True, "num"), ("n", False, "str"), ("src", False, "ip")]),
        ('-"a b"', [("a b", True, "auto")]),
        ("-count(x)", [("count(x)", True, "auto")]),
    ],
)
def test_sort_keys(text: str, keys: list[tuple[str, bool, str]]) -> None:
    """A sign that touches its field is of that field only; one that does not is of all behind it."""
    found = cursor(text).sort_keys()
    assert [(key.field.name, key.descending, key.mode) for key in found] == keys
    assert cursor(print_sort_keys(found)).sort_keys() == found


def test_desc_at_the_end_is_no_field() -> None:
    reader = cursor("a desc")
    assert reader.sort_keys(ends_with=("d", "desc")) == (SortKey(NO, name("a")),)
    assert reader.keyword("d", "desc") == "desc"
    assert cursor("d").sort_keys(ends_with=("d",)) == (SortKey(NO, name("d")),)


def test_spans() -> None:
    reader = cursor("  a  bc ")
    reader.word()
    start = reader.mark()
    reader.word()
    assert reader.span_from(start) == Span(5, 7)


@pytest.mark.parametrize(
    ("text", "printed"), [("a b", '"a b"'), ('a"', '"a\\""'), ("a.b-c", "a.b-c"), ("a,b", '"a,b"'), ("", '""')]
)
def test_names_are_quoted_where_they_must_be(text: str, printed: str) -> None:
    assert print_field(name(text)) == printed
    assert print_word(text) == printed
    assert print_fields([name(text), name("x", quoted=True)]) == f'{printed} "x"'


def test_strings_and_patterns_escape_as_little_as_reads_back() -> None:
    assert print_string("a\\") == r'"a\\"'
    assert print_pattern(r'\\d\d"') == r'"\\\d\d\""'
