"""Every mistake of a scenario has a code, a place and a way out."""

from __future__ import annotations

import pytest

from harness.datasets import parse_scenario
from harness.datasets.scenario_file import load_scenario
from harness.diagnostics import CodePage, Diagnostic, SourceText
from harness.diagnostics.pages.scenarios import PAGES
from harness.errors import DatasetError

HEAD = """anchor: 2024-10-17T12:00:00Z
clusters:
  prod: {namespaces: {shop: {cart: , web: }, data: {db: }}}
"""


def problems(text: str) -> list[Diagnostic]:
    with pytest.raises(DatasetError) as caught:
        parse_scenario(SourceText("scenario.yml", text))
    return [found for found in caught.value.diagnostics if isinstance(found, Diagnostic)]


@pytest.mark.parametrize("page", [page for page in PAGES if page.bad], ids=lambda page: page.code)
def test_the_page_of_a_code_shows_its_mistake_and_its_cure(page: CodePage) -> None:
    assert {found.code for found in problems(page.bad)} == {page.code}
    assert parse_scenario(SourceText("scenario.yml", page.good)).edges


@pytest.mark.parametrize(
    ("text", "code", "place", "help_text"),
    [
        ("edges:\n- {from: car, to: db}", "DS206", (5, 10), 'did you mean "cart"?'),
        ("edges:\n- {from: cart, to: db, apears: -1h}", "DS201", (5, 24), 'did you mean "appears"?'),
        ("edges:\n- {from: cart, to: db, at: soon}", "DS204", (5, 28), "write a time modifier"),
        ("resolution: -10s\nedges: [{from: cart, to: db}]", "DS205", (4, 13), "write a number and a unit"),
        ("resolution: -10000\nedges: [{from: cart, to: db}]", "DS205", (4, 13), "10000 for milliseconds"),
        ("resolution: 0\nedges: [{from: cart, to: db}]", "DS205", (4, 13), "10000 for milliseconds"),
        ("edges:\n- {from: cart, to: db, appears: -1h, last_seen: -2h}", "DS208", (5, 49), "after"),
        ("edges:\n- {from: cart, to: db, last_seen: -31d}", "DS208", (5, 35), "after"),
        ("edges:\n- {from: cart, to: db, active: {from: -1h, to: -2h}}", "DS208", (5, 48), "for a single point"),
        ("edges:\n- {from: cart, to: db, active: {}, appears: -1h}", "DS208", (5, 45), "leave"),
        ("edges:\n- {from: cart, to: db, rates: {tcp.packets: lots}}", "DS203", (5, 45), None),
        ("edges:\n- {from: cart, to: db, rates: {tcp.packets: .nan}}", "DS203", (5, 45), None),
        ("edges:\n- {from: cart, to: db, rates: {tcp.packets: -1}}", "DS203", (5, 45), None),
        ("edges:\n- {from: cart, to: db, rates: {tcp.syn.timeouts: 1}}", "DS210", (5, 32), "tcp.syn_timeouts"),
        ("edges:\n- {from: cart, to: db, copies: 0}", "DS203", (5, 32), None),
        ("edges:\n- {from: cart, to: db, protocol: icmp}", "DS203", (5, 34), None),
        ("edges:\n- {from: cart, to: db, at: 99999999999}", "DS204", (5, 28), None),
        ("topology: {workloads: 2000, edges_per_workload: 90}", "DS220", (4, 49), "fewer"),
        ("edges:\n- {from: cart}", "DS202", (5, 3), None),
        ("edges: none", "DS203", (4, 8), None),
        ("edges:\n- {from: cart, to: db, every: 10}", "DS216", (5, 31), "write a number and a unit"),
        ("edges: [{from: cart, to: db}]\nmetrics: [tcp.packet]", "DS210", (5, 11), 'did you mean "tcp.packets"?'),
        ("edges: [{from: cart, to: db}]\nwindows: {current: -30d, baseline: -1h}", "DS208", (5, 20), "baseline < curr"),
        ("edges: [{from: cart, to: db}]\nmitre_technique: T12", "DS007", (5, 18), "write T1204"),
        (
            "edges: [{from: cart, to: db}]\nsampling: [{from: -1h, every: 1h}, {from: -2h, every: 1h}]",
            "DS208", (5, 43), "oldest",
        ),
        ("edges: [{from: cart, to: db}]\nseed: -1", "DS203", (5, 7), None),
        ("edges: [{from: cart, to: db}]\nseed: 1.5", "DS203", (5, 7), None),
    ],
)  # fmt: skip
def test_a_mistake_is_shown_at_its_place(text: str, code: str, place: tuple[int, int], help_text: str | None) -> None:
    (found,) = problems(HEAD + text)
    assert (found.code, tuple(found.location.position)) == (code, place)
    assert help_text is None or (found.help is not None and help_text in found.help)


def test_all_mistakes_of_a_file_are_shown_in_one_run() -> None:
    text = "seed: x\nedges:\n- {from: car, to: db}\n- {from: cart, to: db, at: never, copies: no}\n"
    assert [found.code for found in problems(HEAD + text)] == ["DS203", "DS206", "DS203", "DS204"]


def test_a_relative_anchor_is_refused() -> None:
    (found,) = problems(HEAD.replace("2024-10-17T12:00:00Z", "-1d") + "edges: [{from: cart, to: db}]")
    assert found.code == "DS204"
    assert found.help is not None
    assert "same on every day" in found.help


def test_a_move_to_an_undeclared_namespace_is_refused() -> None:
    text = HEAD.replace("cart: ", "cart: {moves: {at: -1h, to: dat}}") + "edges: [{from: cart, to: db}]"
    (found,) = problems(text)
    assert (found.code, found.help) == ("DS206", 'did you mean "prod/data"?')


def test_an_ambiguous_name_lists_the_addresses() -> None:
    (found,) = problems(HEAD.replace("db: ", "db: , cart: ") + "edges: [{from: web, to: cart}]")
    assert found.code == "DS207"
    assert found.help == "write one of prod/shop/cart, prod/data/cart"


@pytest.mark.parametrize("text", ["", "[]", "just text", "anchor: [\n", "anchor: 1\nanchor: 2\n", "\tanchor: 1"])
def test_what_is_no_scenario_at_all_is_a_diagnostic(text: str) -> None:
    assert problems(text)


def test_a_missing_file_is_a_diagnostic() -> None:
    with pytest.raises(DatasetError) as caught:
        load_scenario("no/such/scenario.yml")
    assert caught.value.diagnostics
