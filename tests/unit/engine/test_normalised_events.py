"""Searches over data models as detections write them, over a few events each, their results worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from harness.spl.parsing import parse
from harness.spl.session import run_search
from harness.spl.sources import MacroDefinition, Sources
from harness.store.events import load_events

MACROS = {
    "summaries": MacroDefinition(
        "summaries", "summariesonly=false allow_old_summaries=true fillnull_value=null", path="macros"
    ),
    "drop_dm_object_name(1)": MacroDefinition("drop_dm_object_name", 'rename "$name$.*" as "*"', ("name",)),
    "ctime(1)": MacroDefinition("ctime", 'convert timeformat="%Y-%m-%dT%H:%M:%S" ctime($field$)', ("field",)),
}
T = 1700000000  # 2023-11-14T22:13:20
Event = dict[str, Any]


def process(**fields: Any) -> Event:
    return {"_time": T, "tag": ["process", "report"], "dest": "w1", **fields}


CASES: dict[str, tuple[str, list[Event], list[dict[str, Any]]]] = {
    "Endpoint.Processes: a renamed tool": (
        (
            "| tstats `summaries` count min(_time) as firstTime max(_time) as lastTime "
            "from datamodel=Endpoint.Processes where Processes.original_file_name=psexec.c "
            "Processes.process_name!=psexec* by Processes.dest Processes.user "
            "Processes.process_name Processes.process_id Processes.parent_process_name "
            "| `drop_dm_object_name(Processes)` | `ctime(firstTime)` | `ctime(lastTime)`"
        ),
        [
            process(original_file_name="psexec.c", process_name="svc.exe", user="ann", process_id="7"),
            process(_time=T + 60, original_file_name="PsExec.c", process_name="svc.exe", user="ann", process_id="7"),
            process(original_file_name="psexec.c", process_name="PsExec64.exe", user="ann", process_id="8"),
            process(process_name="svc.exe", user="ann", process_id="9"),
        ],
        [
            {
                "dest": "w1",
                "user": "ann",
                "process_name": "svc.exe",
                "process_id": "7",
                "parent_process_name": "unknown",
                "count": "2",
                "firstTime": "2023-11-14T22:13:20",
                "lastTime": "2023-11-14T22:14:20",
            }
        ],
    ),
    "Endpoint.Processes: without fillnull_value": (
        "| tstats count from datamodel=Endpoint.Processes by Processes.process_name Processes.process_id",
        [process(process_name="a", process_id="1"), process(process_name="b")],
        [{"Processes.process_name": "a", "Processes.process_id": "1", "count": "1"}],
    ),
    "Endpoint.Registry joined with Endpoint.Processes": (
        (
            "| tstats count from datamodel=Endpoint.Processes by _time span=1h Processes.process_guid "
            "Processes.process_name | `drop_dm_object_name(Processes)` | join process_guid "
            '[| tstats count from datamodel=Endpoint.Registry where Registry.registry_path="*\\\\Run\\\\*" '
            'Registry.registry_value_data IN ("*.exe", "*.dll") by Registry.process_guid Registry.registry_value_name '
            "| `drop_dm_object_name(Registry)`] | table process_name registry_value_name"
        ),
        [
            process(process_guid="g1", process_name="reg.exe"),
            process(process_guid="g2", process_name="x.exe"),
            {
                "_time": T,
                "tag": ["endpoint", "registry"],
                "process_guid": "g1",
                "registry_path": "HKLM\\Software\\Run\\upd",
                "registry_value_data": "C:\\a.exe",
                "registry_value_name": "upd",
            },
            {
                "_time": T,
                "tag": ["endpoint", "registry"],
                "process_guid": "g2",
                "registry_path": "HKLM\\Software\\Run\\upd",
                "registry_value_data": "C:\\a.txt",
            },
        ],
        [{"process_name": "reg.exe", "registry_value_name": "upd"}],
    ),
    "Endpoint.Filesystem: many deletions": (
        (
            "| tstats `summaries` values(Filesystem.file_name) as names dc(Filesystem.file_path) as paths count "
            "from datamodel=Endpoint.Filesystem where Filesystem.action=deleted "
            'Filesystem.file_path IN ("/boot/*", "/etc/*") by _time span=1h Filesystem.dest Filesystem.process_guid '
            "| `drop_dm_object_name(Filesystem)` | where paths > 1 | fields - _time"
        ),
        [
            {"_time": T, "tag": ["endpoint", "filesystem"], "action": "deleted", "file_path": path, "file_name": name}
            for path, name in (("/boot/a", "a"), ("/etc/b", "b"), ("/home/c", "c"))
        ],
        [{"dest": "unknown", "process_guid": "null", "names": ["a", "b"], "paths": "2", "count": "2"}],
    ),
    "Network_Traffic: outbound volume": (
        (
            "| tstats `summaries` sum(All_Traffic.bytes_out) as out count from datamodel=Network_Traffic "
            "where All_Traffic.src_category=email_server NOT All_Traffic.dest_ip IN (10.0.0.0/8) "
            "by All_Traffic.src All_Traffic.transport | `drop_dm_object_name(All_Traffic)` | where out > 10"
        ),
        [
            {"_time": T, "src": "m1", "src_category": ["x", "email_server"], "dest_ip": "8.8.8.8", "bytes_out": "9"},
            {
                "_time": T,
                "src": "m1",
                "src_category": "email_server",
                "dest_ip": "8.8.4.4",
                "bytes": "8",
                "bytes_in": "3",
            },
            {"_time": T, "src": "m1", "src_category": "email_server", "dest_ip": "10.1.1.1", "bytes_out": "99"},
            {"_time": T, "src": "m2", "src_category": "email_server", "dest_ip": "8.8.8.8", "bytes_out": "2"},
        ],
        [{"src": "m1", "transport": "tcp", "out": "14", "count": "2"}],
    ),
    "Network_Resolution: long names": (
        (
            "| tstats count from datamodel=Network_Resolution where nodename=DNS by DNS.query DNS.src "
            '| `drop_dm_object_name("DNS")` | eval length=len(query) | where length > 12 | table query src length count'
        ),
        [
            {"_time": T, "tag": ["network", "resolution", "dns"], "query": "a.example", "src": "s1"},
            {"_time": T, "tag": ["network", "resolution", "dns"], "query": "aaaaaaaa.example", "src": "s1"},
            {"_time": T, "tag": ["network", "resolution", "dns"], "query": "bbbbbbbb.example"},
        ],
        [{"query": "aaaaaaaa.example", "src": "s1", "length": "16", "count": "1"}],
    ),
    "Authentication: a spray of passwords": (
        (
            "| tstats `summaries` dc(Authentication.user) as users values(Authentication.app) as app "
            "from datamodel=Authentication.Authentication where Authentication.action=failure by Authentication.src "
            "| `drop_dm_object_name(Authentication)` | where users >= 2"
        ),
        [
            {"_time": T, "tag": "authentication", "action": "failure", "src": "s1", "user": user, "sourcetype": "sec"}
            for user in ("ann", "bob", "ann")
        ]
        + [{"_time": T, "tag": "authentication", "action": "failure", "src": "s2", "user": "ann"}],
        [{"src": "s1", "users": "2", "app": "sec"}],
    ),
    "Change: instances": (
        (
            "| tstats count from datamodel=Change where All_Changes.action=created "
            "All_Changes.object_category=instance by All_Changes.Instance_Changes.image_id All_Changes.user "
            '| `drop_dm_object_name("All_Changes")` | `drop_dm_object_name("Instance_Changes")`'
        ),
        [
            {
                "_time": T,
                "tag": ["change", "instance"],
                "action": "created",
                "object_category": "instance",
                "user": "a",
            },
            {"_time": T, "tag": "change", "action": "created", "object_category": "instance", "image_id": "i"},
        ],
        [{"image_id": "unknown", "user": "a", "count": "1"}],
    ),
    "Change: results fall back on signatures": (
        (
            "| tstats values(All_Changes.result) as result values(All_Changes.result_id) as id count "
            "from datamodel=Change.Account_Management where All_Changes.result=lockout by All_Changes.user"
        ),
        [
            {"_time": T, "tag": ["change", "account"], "result": "lockout", "user": "ann"},
            {"_time": T, "tag": ["change", "account"], "signature": "lockout", "signature_id": "4740", "user": "ann"},
            {"_time": T, "tag": "change", "result": "lockout", "user": "bob"},
        ],
        [{"All_Changes.user": "ann", "result": "lockout", "id": ["-1", "4740"], "count": "2"}],
    ),
    "Web: an exploit in a URL": (
        (
            "| tstats count min(_time) as firstTime from datamodel=Web where "
            'Web.url IN ("*/addon.jsp*", "*/login*") Web.status=200 Web.http_method=POST '
            "by Web.http_user_agent Web.status Web.http_method Web.url Web.url_length Web.src Web.dest "
            '| `drop_dm_object_name("Web")` | `ctime(firstTime)` '
            "| table http_user_agent url url_length src dest firstTime"
        ),
        [
            {"_time": T, "tag": "web", "url": "/x/LOGIN?a", "status": "200", "http_method": "POST", "src": "s"},
            {"_time": T, "tag": "web", "url": "/x/login", "status": "404", "http_method": "POST", "src": "s"},
        ],
        [
            {
                "http_user_agent": "unknown",
                "url": "/x/LOGIN?a",
                "url_length": "10",
                "src": "s",
                "dest": "unknown",
                "firstTime": "2023-11-14T22:13:20",
            }
        ],
    ),
    "Email: attachments": (
        (
            "| tstats `summaries` count values(All_Email.recipient) as recipient from datamodel=Email "
            "where All_Email.file_name=*.iso by All_Email.src_user All_Email.src_user_domain All_Email.message_id "
            '| `drop_dm_object_name("All_Email")`'
        ),
        [
            {"_time": T, "tag": "email", "src_user": "a@b.example", "file_name": "x.ISO", "recipient": ["c@d", "e@f"]},
            {"_time": T, "tag": "email", "src_user": "a@b.example", "file_name": "x.txt"},
        ],
        [
            {
                "src_user": "a@b.example",
                "src_user_domain": "b.example",
                "message_id": "null",
                "count": "1",
                "recipient": ["c@d", "e@f"],
            }
        ],
    ),
    "Updates: failures": (
        (
            "| tstats `summaries` dc(Updates.dest) as hosts from datamodel=Updates "
            'where Updates.vendor_product="Microsoft Windows" Updates.status=failure by Updates.signature'
        ),
        [
            {
                "_time": T,
                "tag": ["update", "status"],
                "vendor": "Microsoft",
                "product": "Windows",
                "status": "failure",
                "signature_id": "KB1",
                "dest": dest,
            }
            for dest in ("w1", "w2")
        ],
        [{"Updates.signature": "KB1", "hosts": "2"}],
    ),
    "Certificates: names in Punycode": (
        (
            "| tstats count from datamodel=Certificates.All_Certificates by "
            "All_Certificates.SSL.ssl_issuer_email_domain All_Certificates.SSL.ssl_issuer All_Certificates.src "
            '| `drop_dm_object_name("All_Certificates.SSL")` | `drop_dm_object_name("All_Certificates")`'
        ),
        [
            {"_time": T, "tag": ["certificate", "tls"], "ssl_issuer_email": "a@xn--b.example", "src": "s"},
            {"_time": T, "tag": "certificate", "ssl_issuer_email": "c@d.example", "src": "s"},
        ],
        [{"ssl_issuer_email_domain": "xn--b.example", "ssl_issuer": "unknown", "src": "s", "count": "1"}],
    ),
    "Network_Sessions: DHCP": (
        (
            "| tstats count from datamodel=Network_Sessions where nodename=All_Sessions.DHCP All_Sessions.tag=dhcp "
            "by All_Sessions.dest_ip All_Sessions.dest_mac | dedup All_Sessions.dest_mac "
            '| `drop_dm_object_name("Network_Sessions")` | `drop_dm_object_name("All_Sessions")`'
        ),
        [
            {"_time": T, "tag": ["network", "session", "dhcp"], "dest_mac": "m", "dest_ip": "i"},
            {"_time": T, "tag": ["network", "session", "dhcp"], "source": "stream:dhcp", "chaddr": "n", "yiaddr": "j"},
            {"_time": T, "tag": ["network", "session"], "dest_mac": "o"},
        ],
        [{"dest_ip": "i", "dest_mac": "m", "count": "1"}, {"dest_ip": "j", "dest_mac": "n", "count": "1"}],
    ),
    "Risk: many tactics": (
        (
            "| tstats `summaries` sum(All_Risk.calculated_risk_score) as score "
            "dc(All_Risk.annotations.mitre_attack.mitre_tactic_id) as tactics dc(source) as sources "
            "from datamodel=Risk.All_Risk where All_Risk.risk_object_type=system by All_Risk.risk_object "
            "| where tactics > 1"
        ),
        [
            {
                "_time": T,
                "index": "risk",
                "risk_object": "w1",
                "risk_object_type": "system",
                "risk_score": "20",
                "annotations.mitre_attack.mitre_tactic_id": ["TA1", "TA2"],
                "source": "r1",
            },
            {
                "_time": T,
                "index": "risk",
                "risk_object": "w1",
                "risk_object_type": "system",
                "calculated_risk_score": "5",
                "risk_score": "9",
                "source": "r2",
            },
            {"_time": T, "index": "risk", "risk_object": "ann", "risk_object_type": "user", "source": "r1"},
            {"_time": T, "risk_object": "w1", "risk_object_type": "system", "risk_score": "100", "source": "r3"},
        ],
        [{"All_Risk.risk_object": "w1", "score": "25", "tactics": "2", "sources": "2"}],
    ),
    "Intrusion_Detection and Vulnerabilities: children": (
        (
            "| tstats count from datamodel=Intrusion_Detection where nodename=IDS_Attacks.Network_IDS_Attacks "
            "by IDS_Attacks.dest | append [| tstats values(Vulnerabilities.cve) as cve "
            "from datamodel=Vulnerabilities where Vulnerabilities.is_High_Critical_Vulnerabilities=1]"
        ),
        [
            {"_time": T, "tag": ["ids", "attack"], "ids_type": "network", "dest": "w1"},
            {"_time": T, "tag": ["ids", "attack"], "ids_type": "host", "dest": "w2"},
            {"_time": T, "tag": ["vulnerability", "report"], "severity": "critical", "cve": "CVE-2024-1"},
            {"_time": T, "tag": ["vulnerability", "report"], "severity": "low", "cve": "CVE-2024-2"},
        ],
        [{"IDS_Attacks.dest": "w1", "count": "1"}, {"cve": "cve-2024-1"}],
    ),
}
TRAFFIC = {"tag": ["network", "communicate"], "transport": "TCP"}


@pytest.mark.parametrize("name", CASES)
def test_a_search_over_a_data_model(name: str) -> None:
    spl, events, expected = CASES[name]
    given = [{**TRAFFIC, **event} if name.startswith("Network_Traffic") else event for event in events]
    pipeline = parse(spl, macros=MACROS)
    results = run_search(pipeline, now=T + 3600, sources=Sources(events=load_events(given)), macros=MACROS)
    assert results.rows == expected
