"""An online shop of 20 services in four namespaces: data bases for what must last, a queue for what may wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.datasets.presets import Layout, Link
from harness.datasets.scenario import Stay, Workload

if TYPE_CHECKING:
    from collections.abc import Mapping

SERVICES: Mapping[str, tuple[str, str, int, str]] = {
    "ingress": ("edge", "nginx", 2, "deployment"),
    "frontend": ("shop", "node", 3, "deployment"),
    "search": ("shop", "java", 2, "deployment"),
    "catalog": ("shop", "java", 2, "deployment"),
    "cart": ("shop", "java", 2, "deployment"),
    "checkout": ("shop", "dotnet", 2, "deployment"),
    "payment": ("shop", "java", 1, "deployment"),
    "shipping": ("shop", "python3", 1, "deployment"),
    "currency": ("shop", "node", 1, "deployment"),
    "recommendation": ("shop", "python3", 1, "deployment"),
    "reviews": ("shop", "python3", 1, "deployment"),
    "accounts": ("shop", "dotnet", 1, "deployment"),
    "email": ("shop", "python3", 1, "deployment"),
    "fraud-check": ("shop", "python3", 1, "deployment"),
    "orders-db": ("data", "postgres", 1, "statefulset"),
    "catalog-db": ("data", "postgres", 1, "statefulset"),
    "accounts-db": ("data", "postgres", 1, "statefulset"),
    "sessions": ("data", "redis-server", 1, "statefulset"),
    "queue": ("data", "java", 3, "statefulset"),
    "coredns": ("kube-system", "coredns", 2, "deployment"),
}
"""For each service its namespace, its process, its pods and what keeps them."""
CALLS: Mapping[str, Mapping[str, float]] = {
    "ingress": {"frontend": 5.0},
    "frontend": {
        "catalog": 3.0,
        "cart": 2.0,
        "search": 2.0,
        "recommendation": 1.5,
        "currency": 1.0,
        "accounts": 1.0,
        "checkout": 0.5,
        "reviews": 1.0,
        "sessions": 2.5,
        "shipping": 0.3,
    },
    "search": {"catalog": 1.0},
    "catalog": {"catalog-db": 2.0},
    "cart": {"sessions": 1.5, "catalog": 0.5},
    "checkout": {
        "cart": 0.5,
        "payment": 0.5,
        "shipping": 0.4,
        "currency": 0.4,
        "orders-db": 0.8,
        "queue": 0.6,
        "accounts": 0.3,
    },
    "payment": {"fraud-check": 0.4, "orders-db": 0.3},
    "recommendation": {"catalog": 0.8},
    "reviews": {"catalog-db": 0.4},
    "accounts": {"accounts-db": 1.0},
    "shipping": {"orders-db": 0.3, "queue": 0.3},
    "email": {"queue": 0.4, "accounts": 0.2},
    "fraud-check": {"orders-db": 0.3, "accounts-db": 0.2},
}
"""Who calls whom, and how much."""
RESOLVER = "coredns"


class OnlineShop:
    """The preset of an online shop."""

    name = "online_shop"
    summary = "20 services of an online shop, with data bases, sessions, a queue and DNS"
    keys: tuple[str, ...] = ()

    def links(self, layout: Layout) -> list[Link]:
        """Calls over TCP as they are declared, and a little DNS over UDP from everybody."""
        found = {name: _workload(name, layout) for name in SERVICES}
        calls = [
            Link(found[source], found[destination], "tcp", weight)
            for source, destinations in CALLS.items()
            for destination, weight in destinations.items()
        ]
        names = [Link(workload, found[RESOLVER], "udp", 0.5) for name, workload in found.items() if name != RESOLVER]
        return calls + names


def _workload(name: str, layout: Layout) -> Workload:
    namespace, process, pods, kind = SERVICES[name]
    stay = Stay(layout.cluster, namespace)
    return Workload(name, (stay,), (process,), pods, layout.zones, image_version="1.0.0", kind=kind)


PRESET = OnlineShop()
