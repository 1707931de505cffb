"""A platform of many teams: hundreds of workloads; few talk to many others, and some are used by everybody."""

from __future__ import annotations

from harness.datasets.degrees import Degrees, draw_degree, draw_popular
from harness.datasets.hashing import key_of, pick
from harness.datasets.presets import Layout, Link
from harness.datasets.scenario import Stay, Workload

USUAL_WORKLOADS, USUAL_NAMESPACES = 300, 20
PROCESSES = ("java", "node", "python3", "dotnet", "nginx", "postgres", "redis-server", "envoy")
ROLES = ("api", "worker", "web", "store", "gateway", "batch", "cache", "events")
DEGREES = Degrees("power_law", least=1, most=15)
RESOLVER = "coredns"


class Platform:
    """The preset of a platform; the seed draws it."""

    name = "platform"
    summary = "hundreds of workloads in the namespaces of many teams, with popular services and DNS"
    keys = ("workloads", "namespaces", "pods")

    def links(self, layout: Layout) -> list[Link]:
        """Calls over TCP with a power law of degrees, and a little DNS over UDP from everybody."""
        count = layout.workloads or USUAL_WORKLOADS
        workloads = [_workload(number, layout) for number in range(count - 1)]
        resolver = Workload(RESOLVER, (Stay(layout.cluster, "kube-system"),), (RESOLVER,), 2, layout.zones)
        calls = [link for number in range(len(workloads)) for link in _calls(number, workloads, layout)]
        return calls + [Link(workload, resolver, "udp", 0.5) for workload in workloads]


def _workload(number: int, layout: Layout) -> Workload:
    key = key_of(layout.seed, "platform", layout.cluster)
    team = pick(key, 4 * number, layout.namespaces or USUAL_NAMESPACES) + 1
    return Workload(
        name=f"{ROLES[pick(key, 4 * number + 1, len(ROLES))]}-{number + 1:03d}",
        stays=(Stay(layout.cluster, f"team-{team:02d}"),),
        processes=(PROCESSES[pick(key, 4 * number + 2, len(PROCESSES))],),
        pods=layout.pods or 1 + pick(key, 4 * number + 3, 3),
        zones=layout.zones,
        image_version=f"1.{number % 10}.0",
    )


def _calls(number: int, workloads: list[Workload], layout: Layout) -> list[Link]:
    source = workloads[number]
    degree = draw_degree(DEGREES, key_of(layout.seed, "degrees", layout.cluster), number)
    key = key_of(layout.seed, "calls", source.address)
    others = draw_popular(key, number, len(workloads), degree)
    return [
        Link(source, workloads[other], "tcp", (1 + pick(key, 1000 + place, 8)) / 4)
        for place, other in enumerate(others)
    ]


PRESET = Platform()
