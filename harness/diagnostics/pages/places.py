"""The code of a database of places that cannot be read (DS17x)."""

from harness.diagnostics.codes import CodePage

PAGES = (
    CodePage(
        "DS170",
        "the database of places cannot be read",
        "iplocation asks a CSV file that you give: its column network holds addresses or CIDR blocks, the others bear "
        "the names that Splunk gives to what it adds.",
        "ip,city\n8.8.8.8,Mountain View",
        "network,City,Country\n8.8.8.0/24,Mountain View,United States",
    ),
)
