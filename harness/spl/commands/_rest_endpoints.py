"""The REST endpoints that the embedded engine can answer: its indexes and the knowledge objects of the search.

An entry has the fields that are known of it and no others: no owner, no app, no link.

Source: Splunk, REST API Reference, "Introspection endpoint descriptions", "Knowledge endpoint descriptions" and
"Search endpoint descriptions".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from harness.frozen import frozen
from harness.spl.commands._event_scans import events_in
from harness.spl.sources import LookupTable
from harness.timerange import ALL_TIME, strftime

if TYPE_CHECKING:
    from harness.spl.contract import Context

SERVER = "embedded"
Entry: TypeAlias = dict[str, str]
_ROOT = re.compile(r"/?(?:services|servicesNS/[^/]+/[^/]+)/(.*?)/?\Z")


@frozen
class Endpoint:
    """One endpoint: its entries for the arguments of a request; `arguments` are the names of those it takes."""

    entries: Callable[[Context, Mapping[str, str]], Iterator[Entry]]
    arguments: tuple[str, ...] = ()


def find_endpoint(path: str) -> tuple[Endpoint, str | None] | None:
    """The endpoint of a path, and the name of the only entry that it asks for; None where it is not answered."""
    match = _ROOT.match(path)
    if match is None:
        return None
    if match[1] in ENDPOINTS:
        return ENDPOINTS[match[1]], None
    head, _, name = match[1].rpartition("/")
    return (ENDPOINTS[head], unquote(name)) if head in ENDPOINTS else None


def _server(_context: Context, _arguments: Mapping[str, str]) -> Iterator[Entry]:
    yield {"title": "server-info", "serverName": SERVER}


def _indexes(context: Context, arguments: Mapping[str, str]) -> Iterator[Entry]:
    wanted = arguments.get("datatype", "event")
    if wanted in ("event", "all"):
        for name in context.sources.events.event_indexes():
            yield {"title": name, "datatype": "event", **_extent(name, context)}
    if wanted in ("metric", "all"):
        for name in context.sources.metrics.metric_indexes():
            yield {"title": name, "datatype": "metric"}


def _extent(index: str, context: Context) -> Entry:
    events = events_in([index], ALL_TIME, context)
    times = [float(str(time)) for time in events.column("_time").values() if time is not None]
    zone = ZoneInfo(context.settings.timezone)
    bounds = {"minTime": min(times), "maxTime": max(times)} if times else {}
    shown = {name: strftime(time, "%Y-%m-%dT%H:%M:%S%z", zone) or "" for name, time in bounds.items()}
    return {"totalEventCount": str(events.height), **shown}


def _saved_searches(context: Context, _arguments: Mapping[str, str]) -> Iterator[Entry]:
    for name, saved in sorted(context.sources.knowledge.saved_searches.items()):
        bounds = {"dispatch.earliest_time": saved.earliest, "dispatch.latest_time": saved.latest}
        shown = {key: bound for key, bound in bounds.items() if bound is not None}
        yield {"title": name, "search": saved.search.text, **shown}


def _macros(context: Context, _arguments: Mapping[str, str]) -> Iterator[Entry]:
    for name, macro in sorted(context.macros.items()):
        optional = {"args": ",".join(macro.arguments), "validation": macro.validation, "errormsg": macro.errormsg}
        shown = {key: text for key, text in optional.items() if text}
        yield {"title": name, "definition": macro.definition, "iseval": str(int(macro.is_eval)), **shown}


def _event_types(context: Context, _arguments: Mapping[str, str]) -> Iterator[Entry]:
    for name, each in sorted(context.sources.knowledge.event_types.items()):
        yield {"title": name, "search": each.search.text, "priority": str(each.priority)}


def _lookup_files(context: Context, _arguments: Mapping[str, str]) -> Iterator[Entry]:
    for name in sorted(name for name in context.sources.lookups if name.endswith(".csv")):
        yield {"title": name}


def _lookups(context: Context, _arguments: Mapping[str, str]) -> Iterator[Entry]:
    for name in sorted(name for name in context.sources.lookups if not name.endswith(".csv")):
        table = context.sources.lookups[name]
        entry = {"title": name, "fields_list": ", ".join(table.names)}
        if isinstance(table, LookupTable):
            is_collection = table.rules.is_collection
            entry["type"] = "kvstore" if is_collection else "file"
            entry["collection" if is_collection else "filename"] = table.rules.file or name
        yield entry


ENDPOINTS: Mapping[str, Endpoint] = {
    "admin/macros": Endpoint(_macros),
    "configs/conf-macros": Endpoint(_macros),
    "data/indexes": Endpoint(_indexes, ("datatype",)),
    "data/lookup-table-files": Endpoint(_lookup_files),
    "data/transforms/lookups": Endpoint(_lookups),
    "saved/eventtypes": Endpoint(_event_types),
    "saved/searches": Endpoint(_saved_searches),
    "server/info": Endpoint(_server),
}
"""The endpoints below /services and /servicesNS/<user>/<app>."""
