"""`iplocation` with a database that the user gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from harness.errors import DatasetError
from harness.spl.session import run_search
from harness.spl.sources import Sources
from harness.store.places import PlaceTable, read_places

PLACES = PlaceTable(
    [
        {"network": "8.8.0.0/16", "City": "", "Country": "United States", "lat": "37.7", "Continent": "North America"},
        {"network": "8.8.8.0/24", "City": "Mountain View", "Country": "United States", "lat": "37.4"},
        {"network": "2001:db8::/32", "City": "Nowhere", "Country": "Utopia"},
    ]
)


def located(spl: str) -> list[dict[str, Any]]:
    rows = run_search(f"| makeresults | {spl} | fields - _time", now=0.0, sources=Sources(places=PLACES)).rows
    return [dict(row) for row in rows]


def test_the_narrowest_network_says_where_an_address_is() -> None:
    found = located('eval ip="8.8.8.8" | iplocation ip')
    assert found == [{"ip": "8.8.8.8", "City": "Mountain View", "Country": "United States", "lat": "37.4"}]


def test_what_the_database_does_not_say_is_not_there() -> None:
    assert located('eval ip="8.8.1.1" | iplocation ip | fields City Country') == [{"Country": "United States"}]


def test_all_fields_and_a_prefix() -> None:
    found = located('eval ip="8.8.1.1" | iplocation prefix=x_ allfields=t ip | fields x_*')
    assert found == [{"x_Country": "United States", "x_lat": "37.7", "x_Continent": "North America"}]


def test_addresses_of_the_sixth_version() -> None:
    assert located('eval ip="2001:db8::1" | iplocation ip | fields City') == [{"City": "Nowhere"}]


@pytest.mark.parametrize("address", ["10.0.0.1", "no address", ""])
def test_an_address_that_is_not_known_adds_nothing(address: str) -> None:
    assert located(f'eval ip="{address}" | iplocation ip') == [{"ip": address}]


def test_a_file_without_networks_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text("ip,City\n8.8.8.8,x\n", encoding="utf-8")
    with pytest.raises(DatasetError, match="network"):
        read_places(path)


def test_a_file_of_places_is_read(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text("network,City\n8.8.8.0/24,Mountain View\n", encoding="utf-8")
    assert read_places(path).find_place("8.8.8.8") == {"City": "Mountain View"}


def test_a_network_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text("network,City\nsomewhere,x\n", encoding="utf-8")
    with pytest.raises(DatasetError, match="somewhere"):
        read_places(path)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database in MaxMind's format that knows one network."""
    from mmdb_writer import MMDBWriter
    from netaddr import IPSet

    writer = MMDBWriter(ip_version=4, database_type="GeoLite2-City", languages=["en"])
    record = {
        "city": {"names": {"en": "Milton"}},
        "country": {"names": {"en": "United States"}},
        "subdivisions": [{"names": {"en": "Washington"}}],
        "location": {"latitude": 47.25, "longitude": -122.31, "time_zone": "America/Los_Angeles"},
    }
    writer.insert_network(IPSet(["216.160.83.56/29"]), record)
    path = tmp_path / "city.mmdb"
    writer.to_db_file(str(path))
    return path


def test_a_database_of_maxmind_gives_the_names_that_splunk_gives(database: Path) -> None:
    assert read_places(database).find_place("216.160.83.58") == {
        "City": "Milton",
        "Country": "United States",
        "Region": "Washington",
        "lat": "47.25",
        "lon": "-122.31",
        "Timezone": "America/Los_Angeles",
    }


@pytest.mark.parametrize("address", ["9.9.9.9", "2001:db8::1", "no address"])
def test_a_database_of_maxmind_says_nothing_of_other_addresses(database: Path, address: str) -> None:
    assert read_places(database).find_place(address) is None


def test_a_damaged_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "city.mmdb"
    path.write_bytes(b"not a database")
    with pytest.raises(DatasetError, match="mmdb"):
        read_places(path)
