"""Data models: what is declared, how datasets are found, and which events with which fields they give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from harness.diagnostics import Diagnostic, SourceText
from harness.errors import SplError, SplNameError, SplUnsupportedError
from harness.spl.knowledge.datamodels import data_models, family_of, find_data_model, lineage_of, path_of, roots_of
from harness.spl.objects import DataModel, Knowledge, ModelDataset, ModelField, SavedSearch
from harness.spl.parsing import GRAMMAR, parse
from harness.spl.session import Results, run_search
from harness.spl.sources import MacroDefinition, Sources
from harness.spl.syntax.cursor import Cursor
from harness.store.events import load_events

if TYPE_CHECKING:
    from collections.abc import Sequence

DECLARED = data_models(Knowledge())
NAMES = [
    "Alerts",
    "Application_State",
    "Authentication",
    "Certificates",
    "Change",
    "Change_Analysis",
    "Compute_Inventory",
    "DLP",
    "Data_Access",
    "Databases",
    "Email",
    "Endpoint",
    "Event_Signatures",
    "Identity_Management",
    "Interprocess_Messaging",
    "Intrusion_Detection",
    "JVM",
    "Malware",
    "Network_Resolution",
    "Network_Sessions",
    "Network_Traffic",
    "Performance",
    "Risk",
    "Splunk_Audit",
    "Ticket_Management",
    "Updates",
    "Vulnerabilities",
    "Web",
]


def search(
    spl: str,
    events: Sequence[dict[str, Any]] = (),
    knowledge: Knowledge | None = None,
    macros: dict[str, str] | None = None,
    **settings: Any,
) -> Results:
    return run_search(
        spl,
        now=1700000000.0,
        sources=Sources(events=load_events(events), knowledge=knowledge or Knowledge()),
        macros={name: MacroDefinition(name, text) for name, text in (macros or {}).items()},
        settings=settings or None,
    )


def texts(results: Results) -> list[str]:
    return [message.text for message in results.messages]


def finding(error: SplError) -> Diagnostic:
    (found,) = error.diagnostics
    assert isinstance(found, Diagnostic)
    return found


# --- what is declared -----------------------------------------------------------------------------------------------


def test_the_models_of_the_add_on_and_of_enterprise_security_are_there() -> None:
    assert [model.name for model in DECLARED] == sorted(NAMES)


@pytest.mark.parametrize("model", DECLARED, ids=lambda model: model.name)
def test_each_model_is_found_by_its_name_and_hangs_together(model: DataModel) -> None:
    assert find_data_model(model.name, Knowledge()) is model
    seen: list[str] = []
    for dataset in model.datasets.values():
        assert dataset.parent is None or dataset.parent in seen, "parents stand before children"
        seen.append(dataset.name)
        names = [field.name for each in lineage_of(model, dataset) for field in each.fields]
        assert sorted(names) == sorted(set(names)), f"{dataset.name} has a field twice"
    assert sum(len(family_of(model, root)) for root in roots_of(model)) == len(model.datasets)


@pytest.mark.parametrize("model", DECLARED, ids=lambda model: model.name)
def test_each_constraint_and_calculation_can_be_read(model: DataModel) -> None:
    for dataset in model.datasets.values():
        text = (dataset.search or dataset.constraint).replace(f"(`cim_{model.name}_indexes`) ", "")
        assert "`" not in text
        parse(text)
        for field in dataset.fields:
            if field.calculation:
                cursor = Cursor(SourceText("<calculation>", field.calculation), GRAMMAR)
                cursor.expression()
                assert cursor.skip_space() == cursor.end, field
                assert not cursor.diagnostics, field


@pytest.mark.parametrize("model", DECLARED, ids=lambda model: model.name)
def test_each_dataset_runs_over_events_with_all_its_fields(model: DataModel) -> None:
    """Every calculation is computed for an event that has nothing, and for events that are in no dataset."""
    event = {"_time": 1700000000, "tag": "nothing", "_raw": "x"}
    for dataset in model.datasets.values():
        results = search(f"| datamodel {model.name} {dataset.name} search", [event])
        assert not results.rows or dataset.name in ("All_Assets", "All_Identities")


def test_a_path_leads_from_the_root() -> None:
    change = find_data_model("Change", Knowledge())
    assert change is not None
    assert path_of(change, change.datasets["Account_Lockouts"]) == "All_Changes.Account_Management.Account_Lockouts"


# --- models of the content ------------------------------------------------------------------------------------------

OWN = DataModel(
    "Doors",
    {
        "Door": ModelDataset(
            "Door",
            constraint="sourcetype=door",
            fields=(
                ModelField("who"),
                ModelField("level", "number", "if(isnum(level),level,0)"),
                ModelField("grade", calculation='if(level>2,"high","low")'),
            ),
        ),
        "Vault": ModelDataset("Vault", "grade=high", "Door", (ModelField("guard", calculation='who."!"'),)),
        "Opened": ModelDataset("Opened", parent=None, search='sourcetype=door | eval n=split("a b"," ") | mvexpand n'),
    },
)
DOORS = [
    {"_time": 1700000000, "sourcetype": "door", "who": "ann", "level": "3"},
    {"_time": 1700000001, "sourcetype": "door", "who": "bob"},
    {"_time": 1700000002, "sourcetype": "gate", "who": "cid", "level": "9"},
]


def test_a_model_of_the_content_is_used_and_its_children_see_calculated_fields() -> None:
    knowledge = Knowledge(data_models={"Doors": OWN})
    spl = "| tstats count from datamodel=Doors.Door by Door.who Door.grade Door.level"
    assert search(spl, DOORS, knowledge).rows == [
        {"Door.who": "ann", "Door.grade": "high", "Door.level": "3", "count": "1"},
        {"Door.who": "bob", "Door.grade": "low", "Door.level": "0", "count": "1"},
    ]
    spl = "| tstats count from datamodel=Doors.Vault by Door.who Door.Vault.guard"
    assert search(spl, DOORS, knowledge).rows == [{"Door.who": "ann", "Door.Vault.guard": "ann!", "count": "1"}]


def test_a_base_search_with_commands_makes_the_rows_of_a_dataset() -> None:
    knowledge = Knowledge(data_models={"Doors": OWN})
    assert search("| tstats count from datamodel=Doors.Opened", DOORS, knowledge).rows == [{"count": "4"}]


def test_a_model_of_the_content_lies_over_the_declared_one() -> None:
    own = DataModel("Web", {"Web": ModelDataset("Web", constraint="sourcetype=mine", fields=(ModelField("mine"),))})
    events = [{"_time": 1700000000, "sourcetype": "mine", "mine": "x"}, {"_time": 1700000000, "tag": "web"}]
    results = search("| from datamodel:Web.Web | table mine", events, Knowledge(data_models={"Web": own}))
    assert results.rows == [{"mine": "x"}]


def test_the_macro_of_indexes_restricts_a_model() -> None:
    events = [{"_time": 1700000000, "tag": "web", "index": name} for name in ("main", "proxy", "other")]
    spl = "| tstats count from datamodel=Web by index"
    assert search(spl, events).rows == [{"index": "main", "count": "1"}]
    restricted = search(spl, events, macros={"cim_Web_indexes": "index=proxy OR index=other"})
    assert [row["index"] for row in restricted.rows] == ["other", "proxy"]


def test_the_search_names_the_indexes_of_a_model() -> None:
    events = [{"_time": 1700000000, "tag": "web", "index": name} for name in ("main", "proxy")]
    results = search("| tstats count from datamodel=Web where index=proxy by index", events)
    assert results.rows == [{"index": "proxy", "count": "1"}]


def test_windows_of_time_joined_by_or_reach_the_events() -> None:
    events = [{"_time": 1600000000 + n * 10, "tag": "web", "status": "200"} for n in range(4)]
    spl = (
        "| tstats count from datamodel=Web where "
        "(earliest=1600000000 latest=1600000010 Web.status=200) "
        "OR (earliest=1600000030 latest=1600000040 Web.status=200)"
    )
    assert search(spl, events).rows == [{"count": "2"}]


# --- what a silent search says --------------------------------------------------------------------------------------


def test_events_without_tags_explain_an_empty_dataset() -> None:
    results = search("| tstats count from datamodel=Web by Web.url", [{"_time": 1700000000, "url": "x"}])
    assert not results.rows
    (message,) = results.messages
    assert message.severity == "WARN"
    assert "one event was searched for Web and none has a tag" in message.text
    assert message.help is not None
    assert "tag=web" in message.help


def test_nothing_is_said_where_events_have_tags_and_none_matches() -> None:
    assert not texts(search("| tstats count from datamodel=Web", [{"_time": 1700000000, "tag": "email"}]))


def test_a_field_that_the_model_does_not_have_is_null_and_a_message_says_so() -> None:
    events = [{"_time": 1700000000, "tag": "web", "url": "x"}]
    results = search("| tstats count from datamodel=Web by Web.urll", events)
    assert not results.rows
    assert texts(results) == ['the data model Web has no field "Web.urll", so it is null everywhere']
    assert results.messages[0].help == 'did you mean "Web.url"?'


@pytest.mark.parametrize(
    ("spl", "code", "help_"),
    [
        ("| tstats count from datamodel=Endpont.Processes", "SPL313", 'did you mean "Endpoint"?'),
        ("| tstats count from datamodel=Endpoint.Process", "SPL314", 'did you mean "Processes"?'),
        ("| datamodel Change All_Changes.Acount_Management", "SPL314", "All_Changes.Account_Management"),
        ("| from datamodel:nosuch.thing", "SPL313", "declare it"),
    ],
)
def test_an_unknown_name_is_an_error_with_a_way_out(spl: str, code: str, help_: str) -> None:
    with pytest.raises(SplNameError) as caught:
        search(spl)
    found = finding(caught.value)
    assert found.code == code
    assert found.help is not None
    assert help_ in found.help


# --- from and datamodel ---------------------------------------------------------------------------------------------


def test_from_runs_a_saved_search() -> None:
    saved = SavedSearch("Hosts seen", SourceText("saved", "index=main | stats count by host"))
    events = [{"_time": 1700000000, "host": "w1"}, {"_time": 1700000001, "host": "w1"}]
    results = search('| from savedsearch:"Hosts seen"', events, Knowledge(saved_searches={saved.name: saved}))
    assert results.rows == [{"host": "w1", "count": "2"}]


def test_from_an_unknown_saved_search_is_an_error() -> None:
    with pytest.raises(SplNameError):
        search('| from savedsearch:"nosuch"')


def test_from_gives_no_field_that_no_event_has() -> None:
    results = search("| from datamodel:Web.Web", [{"_time": 1700000000, "tag": "web", "host": "h", "url": "x"}])
    (row,) = results.rows
    assert row["url"] == "x"
    assert row["user"] == "unknown"
    assert "cookie" not in results.fields


def test_the_listening_ports_are_one_result_for_each_port() -> None:
    event = {"_time": 1700000000, "tag": ["listening", "port"], "transport": "tcp", "dest_port": ["22", "80"]}
    one = {**event, "dest_port": "53", "dest": "ns"}
    spl = "| tstats count from datamodel=Endpoint.Ports by Ports.transport_dest_port Ports.dest"
    found = [(row["Ports.transport_dest_port"], row["Ports.dest"]) for row in search(spl, [event, one]).rows]
    assert found == [("tcp/22", "unknown"), ("tcp/53", "ns")]


@pytest.mark.parametrize(
    "spl",
    [
        "| tstats count where index=main by PREFIX(kube_)",
        "| tstats list(host) where index=main",
        "| tstats avg(b*) where index=main",
        "| tstats count from sid=1",
        "| tstats count where index=main by host span=10",
        "| tstats prestats=t latest(user) where index=main by _time span=1h",
    ],
)
def test_what_is_not_done_is_refused(spl: str) -> None:
    with pytest.raises(SplUnsupportedError):
        search(spl, [{"_time": 1700000000}])
