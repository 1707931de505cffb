"""A database of the places of IP addresses, read from a file that the user gives.

In a CSV file the column `network` is an address or a CIDR block; the others bear Splunk's names: City, Country,
Region, lat, lon, Continent, MetroCode, Timezone.  Of several networks that hold an address the narrowest one counts.
An empty cell says nothing.  An `.mmdb` file is what Splunk itself reads: MaxMind's GeoLite2 City or one of its shape.
"""

from __future__ import annotations

import csv
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Any

from harness.diagnostics import Diagnostic, SourceText, Span
from harness.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import maxminddb

    from harness.spl.sources import PlaceSource


class PlaceTable:
    """Places by network; a `PlaceSource`.

    Cost: one look at an index for each width of network that the database has, for each address.
    """

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        """Raises: ValueError for a row whose network is none."""
        self._places: dict[tuple[int, int, int], dict[str, str]] = {}
        for row in rows:
            network = ip_network(row["network"], strict=False)
            key = (network.version, network.prefixlen, int(network.network_address))
            self._places[key] = {name: value for name, value in row.items() if name != "network" and value}
        self._widths = sorted({key[:2] for key in self._places}, reverse=True)

    def find_place(self, address: str) -> Mapping[str, str] | None:
        """What is known of an address; None where no network holds it, or it is none."""
        found = _address(address)
        if found is None:
            return None
        for version, width in self._widths:
            if version == found.version:
                shift = found.max_prefixlen - width
                place = self._places.get((version, width, int(found) >> shift << shift))
                if place is not None:
                    return place
        return None


def _address(text: str) -> Any:
    try:
        return ip_address(text)
    except ValueError:
        return None


class PlaceDatabase:
    """Places of a database in MaxMind's format; a `PlaceSource`.

    Source: Search Reference, "iplocation"; the names of GeoIP2 City records.
    """

    def __init__(self, reader: maxminddb.Reader) -> None:
        self._reader = reader

    def find_place(self, address: str) -> Mapping[str, str] | None:
        """What is known of an address; None where no network holds it, or it is none."""
        found = _address(address)
        if found is None or (found.version == 6 and self._reader.metadata().ip_version == 4):
            return None
        record = self._reader.get(found)
        if not isinstance(record, dict):
            return None
        named = {name: _at(record, path) for name, path in _RECORD_PATHS.items()}
        return {name: str(value) for name, value in named.items() if value is not None}


_RECORD_PATHS: Mapping[str, tuple[str | int, ...]] = {
    "City": ("city", "names", "en"),
    "Country": ("country", "names", "en"),
    "Region": ("subdivisions", 0, "names", "en"),
    "lat": ("location", "latitude"),
    "lon": ("location", "longitude"),
    "Continent": ("continent", "names", "en"),
    "MetroCode": ("location", "metro_code"),
    "Timezone": ("location", "time_zone"),
}


def _at(record: Any, path: Sequence[str | int]) -> Any:
    for step in path:
        try:
            record = record[step]
        except (KeyError, IndexError, TypeError):
            return None
    return record


def read_places(path: Path) -> PlaceSource:
    """The database in a CSV file, or in an `.mmdb` file where the package maxminddb is installed (extra `geo`).

    Raises: DatasetError where it cannot be read, has no column `network`, or names a network that is none.
    """
    return _read_database(path) if path.suffix.lower() == ".mmdb" else _read_table(path)


def _read_database(path: Path) -> PlaceDatabase:
    try:
        import maxminddb  # only for who has such a file
    except ImportError:
        missing = "the package maxminddb is missing; pip install 'splunk-detection-harness[geo]'"
        raise _unreadable(path, missing) from None
    try:
        return PlaceDatabase(maxminddb.open_database(path, maxminddb.MODE_MEMORY))
    except (OSError, maxminddb.InvalidDatabaseError) as error:
        raise _unreadable(path, getattr(error, "strerror", None) or str(error)) from error


def _read_table(path: Path) -> PlaceTable:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if "network" not in (reader.fieldnames or ()):
                raise _unreadable(path, 'its first line names no column "network"')
            return PlaceTable([{str(name): cell or "" for name, cell in row.items() if name} for row in reader])
    except (OSError, UnicodeDecodeError, csv.Error, ValueError) as error:
        raise _unreadable(path, getattr(error, "strerror", None) or str(error)) from error


def _unreadable(path: Path, reason: str) -> DatasetError:
    message = f"the database of places cannot be read: {reason}"
    way_out = "give a CSV file in UTF-8 with the columns network, City, Country, Region, lat and lon, or an .mmdb file"
    text = SourceText(path.as_posix(), "")
    return DatasetError(diagnostics=[Diagnostic("DS170", message, text, Span(0, 0), help=way_out)])
