"""From ATT&CK techniques to tactics and kill chain phases, and from a detection's kind to its CIS and NIST marks.

The newer generation of the content format states the technique only; Splunk's tool derives the rest when it builds an
app, and so do we.  Source: contentctl 5, `constants.py`, `detection_tags.py` and `detection_abstract.py` for the
rules; MITRE ATT&CK (enterprise) for the tactics of techniques.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

KILL_CHAIN_PHASES: Mapping[str, str] = {
    "Reconnaissance": "Reconnaissance",
    "Resource Development": "Weaponization",
    "Initial Access": "Delivery",
    "Execution": "Installation",
    "Persistence": "Installation",
    "Privilege Escalation": "Exploitation",
    "Defense Evasion": "Exploitation",
    "Credential Access": "Exploitation",
    "Discovery": "Exploitation",
    "Lateral Movement": "Exploitation",
    "Collection": "Exploitation",
    "Command and Control": "Command and Control",
    "Exfiltration": "Actions on Objectives",
    "Impact": "Actions on Objectives",
}
"""The phase of the kill chain that a tactic belongs to."""

_TECHNIQUES: Mapping[str, str] = {
    "Reconnaissance": "T1589 T1590 T1591 T1592 T1593 T1594 T1595 T1596 T1597 T1598",
    "Resource Development": "T1583 T1584 T1585 T1586 T1587 T1588 T1608 T1650",
    "Initial Access": "T1078 T1091 T1133 T1189 T1190 T1195 T1199 T1200 T1566 T1659",
    "Execution": "T1047 T1053 T1059 T1072 T1106 T1129 T1203 T1204 T1559 T1569 T1609 T1610 T1648 T1651",
    "Persistence": "T1037 T1053 T1078 T1098 T1133 T1136 T1137 T1176 T1197 T1205 T1505 T1525 T1542 T1543 "
    "T1546 T1547 T1554 T1556 T1574 T1653",
    "Privilege Escalation": "T1037 T1053 T1055 T1068 T1078 T1098 T1134 T1484 T1543 T1546 T1547 T1548 T1574 T1611",
    "Defense Evasion": "T1006 T1014 T1027 T1036 T1055 T1070 T1078 T1112 T1127 T1134 T1140 T1197 T1202 T1205 "
    "T1207 T1211 T1216 T1218 T1220 T1221 T1222 T1480 T1484 T1497 T1535 T1542 T1548 T1550 "
    "T1553 T1556 T1562 T1564 T1574 T1578 T1599 T1600 T1601 T1610 T1612 T1620 T1622 T1647 "
    "T1656",
    "Credential Access": "T1003 T1040 T1056 T1110 T1111 T1187 T1212 T1528 T1539 T1552 T1555 T1556 T1557 T1558 "
    "T1606 T1621 T1649",
    "Discovery": "T1007 T1010 T1012 T1016 T1018 T1033 T1040 T1046 T1049 T1057 T1069 T1082 T1083 T1087 "
    "T1120 T1124 T1135 T1201 T1217 T1482 T1497 T1518 T1526 T1538 T1580 T1613 T1614 T1615 "
    "T1619 T1622 T1652 T1654",
    "Lateral Movement": "T1021 T1072 T1080 T1091 T1210 T1534 T1550 T1563 T1570",
    "Collection": "T1005 T1025 T1039 T1056 T1074 T1113 T1114 T1115 T1119 T1123 T1125 T1185 T1213 T1530 "
    "T1557 T1560 T1602",
    "Command and Control": "T1001 T1008 T1071 T1090 T1092 T1095 T1102 T1104 T1105 T1132 T1205 T1219 T1568 T1571 "
    "T1572 T1573 T1659",
    "Exfiltration": "T1011 T1020 T1029 T1030 T1041 T1048 T1052 T1537 T1567",
    "Impact": "T1485 T1486 T1489 T1490 T1491 T1495 T1496 T1498 T1499 T1529 T1531 T1561 T1565 T1657",
}
"""The techniques of every tactic of ATT&CK for enterprises, as of its version 15 (2024)."""


@cache
def _tactics_of() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for tactic, techniques in _TECHNIQUES.items():
        for technique in techniques.split():
            found[technique] = (*found.get(technique, ()), tactic)
    return found


def tactics(techniques: Iterable[str]) -> tuple[str, ...]:
    """The tactics of these techniques, in the order of ATT&CK for each; none for a technique that is not known.

    A sub-technique (`T1204.003`) has the tactics of its technique.
    """
    found = (tactic for technique in techniques for tactic in _tactics_of().get(technique.partition(".")[0], ()))
    return tuple(dict.fromkeys(found))


def is_known(technique: str) -> bool:
    """Whether the technique, or the one that a sub-technique belongs to, is in our table."""
    return technique.partition(".")[0] in _tactics_of()


def kill_chain_phases(techniques: Iterable[str]) -> tuple[str, ...]:
    """The phases of the kill chain that these techniques belong to, sorted."""
    return tuple(sorted({KILL_CHAIN_PHASES[tactic] for tactic in tactics(techniques)}))


def cis_controls(security_domain: str) -> tuple[str, ...]:
    """The CIS control of a detection: 13 (network monitoring) in the network domain, otherwise 10 (malware)."""
    return ("CIS 13",) if security_domain == "network" else ("CIS 10",)


def nist_categories(detection_type: str) -> tuple[str, ...]:
    """The NIST category of a detection that states none: DE.CM for a TTP, otherwise DE.AE."""
    return ("DE.CM",) if detection_type == "TTP" else ("DE.AE",)
