"""The detection's deployment can be read, and creates risk events if and only if the detection says of whom."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from harness.detections.lint import Check
from harness.detections.schedule import parse_cron
from harness.diagnostics import Diagnostic
from harness.timerange import resolve_bound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from harness.detections.content import Content
    from harness.detections.model import Deployment, Detection

_UTC = ZoneInfo("UTC")
_TIMES = {"earliest_time": "write a time modifier, such as -70m@m", "latest_time": "write a time modifier, such as now"}


class DeploymentCheck(Check):
    """The schedule, its times, and the match between risk and deployment."""

    codes = ("DET137", "DET138", "DET139")

    def check(self, detection: Detection, content: Content) -> Iterator[Diagnostic]:
        """A missing or unreadable deployment, and risk that does not match it."""
        deployment = detection.deployment
        if deployment is None:
            if content.deployments:
                yield self._missing(detection)
            return
        yield from schedule_findings(deployment)
        if detection.generation == "newer":
            yield from self._risk(detection, deployment)

    def _missing(self, detection: Detection) -> Diagnostic:
        message = f'no deployment says how detections of type "{detection.type}" are scheduled'
        way_out = f"add a file with type: {detection.type} to the folder deployments/"
        return Diagnostic("DET138", message, detection.source, detection.span("type"), "never scheduled", way_out)

    def _risk(self, detection: Detection, deployment: Deployment) -> Iterator[Diagnostic]:
        if deployment.creates_risk == (detection.risk is not None):
            return
        if deployment.creates_risk:
            message = f'a detection of type "{detection.type}" creates risk events, and this one does not say of whom'
            way_out = "add rba: {message, risk_objects: [{field, type, score}], threat_objects: []}"
            span = detection.span("type")
        else:
            message = f'a detection of type "{detection.type}" creates no risk events'
            way_out = "remove the rba block, or choose the type Anomaly or TTP"
            span = detection.node.key_span("rba")
        yield Diagnostic("DET137", message, detection.source, span, "", way_out)


def schedule_findings(deployment: Deployment) -> Iterator[Diagnostic]:
    """What cannot be read of a deployment's schedule and times."""
    scheduling = deployment.scheduling
    yield from _refused(deployment, "cron_schedule", partial(parse_cron, scheduling.cron_schedule), "write 0 * * * *")
    for key, way_out in _TIMES.items():
        yield from _refused(deployment, key, partial(resolve_bound, getattr(scheduling, key), 0, _UTC), way_out)


def _refused(deployment: Deployment, key: str, read: Callable[[], object], way_out: str) -> Iterator[Diagnostic]:
    """The diagnostic of a part of the schedule that `read` refuses."""
    try:
        read()
    except ValueError as problem:
        inline = ("deployment",) if deployment.type == "Embedded" else ()
        span = deployment.span(*inline, "scheduling", key)
        yield Diagnostic("DET139", f"{key}: {problem}", deployment.source, span, "not understood", way_out)
