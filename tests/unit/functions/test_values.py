"""What functions give at the edges of their domains: null, multivalues, signs, ends."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.spl.session import run_search
from harness.spl.settings import Settings


def value(expression: str, given: str = "one=1", settings: Settings | None = None) -> object:
    """The value of an expression over one row, None for null."""
    search = f"| makeresults | eval {given} | eval r={expression} | fields r"
    return run_search(search, now=1_700_055_930.5, settings=settings).rows[0].get("r")


@pytest.mark.parametrize(
    "expression",
    [
        "upper(nosuch)",
        "len(nosuch)",
        "substr(nosuch, 1, 2)",
        "round(nosuch)",
        'replace(nosuch, "a", "b")',
        'split(nosuch, ",")',
        "mvcount(nosuch)",
        'mvfilter(nosuch == "x")',
        'mvmap(nosuch, "x")',
        'mvjoin(nosuch, ",")',
        "mvindex(nosuch, 0)",
        'strftime(nosuch, "%F")',
        'strftime("abc", "%F")',
        "tonumber(nosuch)",
        "sqrt(-1)",
        "ln(0)",
        "pow(10, 400)",
        "acosh(0)",
        "bit_and(-1, 1)",
        "bit_and(1.5, 1)",
        "bit_shift_left(3, -2)",
        "bit_and(pow(2, 53), 1)",
        'json_extract("nope", "a")',
        'json_extract("{}", "a")',
        'spath("plain words", "a")',
        'todouble("words")',
        "json_keys(json_array(1))",
        "round(1.5, -1)",
        "mvrange(5, 1)",
        "mvrange(1, 5, 0)",
        "avg(nosuch)",
        "max(nosuch)",
        'printf("%d", "words")',
        'printf("%d")',
        'validate(1==1, "never")',
        "sigfig(1.00 * nosuch)",
    ],
)
def test_nothing_comes_of_nothing(expression: str) -> None:
    """A missing field, and a value outside the domain, give null and no error."""
    assert value(expression) is None


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("typeof(nosuch)", "Invalid"),
        ("tostring(nosuch)", "Null"),
        ('printf("%s", nosuch)', "Null"),
        ("mvappend(nosuch, 1)", "1"),
        ("min(null(), 3)", "3"),
        ("sum(nosuch, 2)", "2"),
        ('if(isnum(nosuch), "number", "no")', "no"),
        ('if(NOT isnum(nosuch), "no number", "unknown")', "no number"),
        ('if(nosuch == 1, "a", "b")', "b"),
        ('json_object("a", nosuch)', '{"a":null}'),
    ],
)
def test_the_functions_that_answer_about_a_value_see_null(expression: str, expected: str) -> None:
    """Null is an argument like any other to those that ask what a value is, or take what there is."""
    assert value(expression) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("lower(m)", ["a-b", "c-d"]),
        ('replace(m, "-", "+")', ["A+B", "C+D"]),
        ("len(m)", None),
        ("trim(m)", None),
        ("round(m)", None),
        ('if(match(m, "^C"), "some member", "none")', "some member"),
        ("mvcount(m)", "2"),
        ("mvindex(m, 0, 9)", ["A-B", "C-D"]),
        ("mvindex(m, -9, 0)", "A-B"),
        ("mvindex(m, 1, 0)", None),
        ("mvindex(m, -3)", None),
        ("mvmap(m, mvappend(m, 1))", ["A-B", "1", "C-D", "1"]),
        ('mvmap(m, if(m == "A-B", null(), m))', "C-D"),
        ('mvfilter(NOT match(m, "^A"))', "C-D"),
        ('split(m, "-")', ["A", "B", "C", "D"]),
        ('mvzip(m, "x")', "A-B,x"),
        ("mvdedup(mvappend(m, m))", ["A-B", "C-D"]),
        ("coalesce(nosuch, m)", ["A-B", "C-D"]),
        ('json_object("m", m)', '{"m":["A-B","C-D"]}'),
        ("max(m)", "C-D"),
    ],
)
def test_multivalues(expression: str, expected: object) -> None:
    """Functions take members one by one, all together, or not at all, as their pages say."""
    assert value(expression, given='m=split("A-B,C-D", ",")') == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("round(2.5)", "3"),
        ("round(-2.5)", "-3"),
        ("round(2.675, 2)", "2.68"),
        ("round(10.567, 1)", "10.6"),
        ("round(-0.4)", "0"),
        ("round(1, 2)", "1.00"),
        ("round(123456789012345678901234567890.5, 1)", "123456789012345680000000000000.0"),
        ('tostring(90061, "duration")', "1+01:01:01"),
        ('tostring(615.5, "duration")', "00:10:15.500000"),
        ('tostring(-5, "duration")', "-00:00:05"),
        ('tostring(12345, "commas")', "12,345"),
        ('tostring(word, "hex")', "text"),
        ('tonumber("zz", 36)', "1295"),
        ('tonumber("-ff", 16)', "-255"),
        ("tonumber(padded)", None),
        ("tonumber(hex, 16)", "31"),
        ('toint("-7.2")', "-8"),
        ('substr("string", -3, 2)', "in"),
        ('substr("string", -9, 5)', "st"),
        ('substr("string", 3, -2)', "st"),
        ('substr("string", 5, 9)', "ng"),
        ('substr("string", 9)', ""),
        ('mvjoin(mvrange(5, 1, -2), ",")', "5,3"),
        ('mvjoin(mvrange(0, 1, 0.25), ",")', "0,0.25,0.5,0.75"),
        ("bit_shift_left(3, 57)", "0"),
        ("bit_shift_right(2, 1)", "1"),
        ("log(0.001)", "-3"),
        ("sigfig(10 / 4)", "2.5"),
        ("sigfig(1.00 * 2.000)", "2"),
        ("now()", "1700055930"),
        ("time()", "1700055930.500000"),
    ],
)
def test_numbers_at_the_edges(expression: str, expected: str | None) -> None:
    """Rounding, formats, bases and places are those of the reference."""
    assert value(expression, given='word="text", padded=" 5", hex="0x1F"') == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('"%5.1f|", 3.14159', "  3.1|"),
        ('"%-6d|", 42', "42    |"),
        ('"%06d", -42', "-00042"),
        ('"%+d % d", 42, 42', "+42  42"),
        ('"%#x %#o %#X", 255, 8, 255', "0xff 010 0XFF"),
        ('"%.2e %G", 5139, 0.00001', "5.14e+03 1E-05"),
        ('"%.3A %a", pi(), 1', "0X1.922P+1 0x1.000000p+0"),
        ('"%c,%c", 65, "Foo"', "A,F"),
        ('"%*d|%-*d|", 5, 123, 5, 123', "  123|123  |"),
        ('"%.3d %.0d|", 7, 0', "007 |"),
        ('"%.3s|%5s|", "abcdef", "x"', "abc|    x|"),
        ('"100%%"', "100%"),
        ('"%d", 3.99', "3"),
        ('"%\'.2f", 1234567.891', "1,234,567.89"),
        ('"%s", 1.50', "1.5"),
    ],
)
def test_printf(written: str, expected: str) -> None:
    """Directives, flags, widths and precisions are those of C."""
    assert value(f"printf({written})") == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (r'json_set("{\"a\":[1,2]}", "a{5}", 9)', '{"a":[1,2]}'),
        (r'json_set("{\"a\":[{\"b\":1},{\"b\":2}]}", "a{}.c", true())', '{"a":[{"b":1,"c":true},{"b":2,"c":true}]}'),
        (r'json_append("{\"a\":1}", "nosuch", 2)', '{"a":1}'),
        (r'json_append("{\"a\":[]}", "a", 1, "a", 2)', '{"a":[1,2]}'),
        (r'json_delete("{\"a\":1}", "nosuch")', '{"a":1}'),
        (r'json_delete("{\"a\":1,\"b\":2,\"c\":3}", "[\"a\",\"b\"]")', '{"c":3}'),
        (r'json_extract("{\"a\":1.50}", "a")', "1.50"),
        (r'json_extract("{\"a\":{\"b\": [1, {}]}}", "a.b")', "[1,{}]"),
        (r'json_extract("{\"a\":{\"b\":1}}", "{}")', '{"a":{"b":1}}'),
        (r'json_extract("\"text\"")', "text"),
        (r'json_extract("{\"a\":null}", "a")', None),
        ('json_object("a", "5", "b", five, "c", doc)', '{"a":"5","b":5,"c":{"k":1}}'),
        ('json_array("{}", zero)', '["{}","05"]'),
        ('json("[NaN]")', None),
        (r'spath("{\"a\":[1,2]}", "a{}")', ["1", "2"]),
        (r'spath("<a id=\"7\"><b>1</b><b>2</b></a>", "a{@id}")', "7"),
        ('spath("<a><b>1</b><b>2</b></a>", "a.b{2}")', "2"),
        ('spath("<a><b>1</b>", "a.b")', None),
        ('tomv("[1,\\"x\\"]")', ["1", '"x"']),
    ],
)
def test_json(expression: str, expected: object) -> None:
    """Documents keep what a path does not name, and paths that do not fit change nothing."""
    assert value(expression, given=r'five="5", zero="05", doc="{\"k\": 1}"') == expected


@given(st.decimals(-(10**9), 10**9, allow_nan=False, places=6), st.integers(0, 8))
def test_round_goes_by_the_written_decimal(number: Decimal, places: int) -> None:
    """Whatever way a number is rounded, the result is that of rounding its decimal digits, halves away from zero."""
    from harness.spl.functions.round import _rounded

    expected = Decimal(repr(float(number))).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    assert Decimal(str(_rounded(float(number), places))) == expected


def test_dates_are_those_of_the_time_zone() -> None:
    """strftime, strptime and relative_time read clocks where the search's user lives."""
    berlin = Settings(timezone="Europe/Berlin")
    assert value('strftime(1700055930, "%F %H:%M")', settings=berlin) == "2023-11-15 14:45"
    assert value('strptime("2023-11-15", "%F")', settings=berlin) == "1700002800.000000"
    assert value('strftime(relative_time(1700055930, "@d"), "%s")', settings=berlin) == "1700002800"


def test_random_repeats_with_the_search_and_differs_within_it() -> None:
    """The same search gives the same numbers; two calls, and two rows, give different ones."""
    search = "| makeresults count=3 | eval a=random(), b=random() | table a b"
    rows = run_search(search, now=1.0).rows
    assert rows == run_search(search, now=1.0).rows
    assert rows != run_search(search, now=2.0).rows
    assert len({str(cell) for row in rows for cell in row.values()}) == 6


def test_lookup_finds_rows_by_several_fields() -> None:
    """One row gives its cells, several give arrays, none gives null."""
    from harness.data import Table
    from harness.spl.sources import Sources

    codes = Table.from_rows(
        [
            {"code": "200", "kind": "good", "meaning": "OK"},
            {"code": "201", "kind": "good", "meaning": "Created"},
        ]
    )
    given = '| makeresults | eval k="good" | eval one=lookup("codes.csv", json_object("kind", k, "code", 200), '
    search = (
        f'{given}json_array("meaning")), many=lookup("codes", json_object("kind", k), json_array("meaning")), '
        'none=lookup("codes", json_object("kind", "bad"), json_array("meaning")) | table one many none'
    )
    rows = run_search(search, now=0.0, sources=Sources(lookups={"codes": codes})).rows
    assert rows == [{"one": '{"meaning":"OK"}', "many": '{"meaning":["OK","Created"]}'}]


def test_mvmap_reads_other_fields_of_the_row() -> None:
    """Each member is computed with the fields of the row that it came from."""
    search = (
        '| makeresults count=2 | streamstats count AS n | eval m=split("1,2", ",") | eval r=mvmap(m, m * n) | table r'
    )
    assert run_search(search, now=0.0).rows == [{"r": ["1", "2"]}, {"r": ["2", "4"]}]
