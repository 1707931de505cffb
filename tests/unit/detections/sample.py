"""A sound content folder of one detection, and how a test changes parts of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from harness.detections import Content, Detection, load_content, validate
from harness.detections.linting import lint
from harness.diagnostics import Diagnostic
from harness.timerange import FixedClock

NOW = 1_730_000_000.0
"""2024-10-27; the sample's dates lie before."""

DETECTION = """\
name: Odd edge
id: 13f081d6-7052-428a-bbb0-892c79ca7c65
version: 3
date: '2024-10-17'
author: Somebody
status: experimental
type: Anomaly
description: Finds what is odd.
search: |-
  | makeresults
  | eval host="a", amount=3
  | table host amount
  | `odd_edge_filter`
how_to_implement: Install it.
known_false_positives: none known
rba:
  message: Odd edge in $host$
  risk_objects:
  - {field: host, type: system, score: 25}
  threat_objects: []
tags:
  analytic_story: [Odd Traffic]
  asset_type: Kubernetes
  mitre_attack_id: [T1204]
  product: [Splunk Enterprise]
  security_domain: network
"""

OLDER_TAGS = """\
tags:
  analytic_story: [Odd Traffic]
  asset_type: Kubernetes
  confidence: 50
  impact: 50
  message: Odd edge in $host$
  observable:
  - {name: host, type: Hostname, role: [Victim]}
  product: [Splunk Enterprise]
  risk_score: 25
  security_domain: network
"""

STORY = """\
name: Odd Traffic
id: 7589023b-3d98-42b3-ab1c-bb498e68fc2d
version: 1
date: '2024-01-08'
author: Somebody
description: Traffic that is odd.
narrative: It is a long story.
tags: {category: [Cloud Security], product: [Splunk Enterprise], usecase: Security Monitoring}
"""

DEPLOYMENT = """\
name: Hourly
id: a9e210c6-9f50-4f8b-b60e-71bb26e4f216
date: '2021-12-21'
author: Somebody
description: Every hour.
scheduling: {cron_schedule: 0 * * * *, earliest_time: -70m@m, latest_time: -10m@m, schedule_window: auto}
alert_action: {rba: {enabled: true}}
type: Anomaly
"""

FILES: Mapping[str, str] = {
    "detections/cloud/odd_edge.yml": DETECTION,
    "detections/stories/odd_traffic.yml": STORY,
    "detections/deployments/hourly.yml": DEPLOYMENT,
}

_KEY = re.compile(r"(\w+):")


def changed(text: str, changes: str, without: Iterable[str] = ()) -> str:
    """The file with the top-level keys of `changes` in the place of its own, and without some keys."""
    parts = _parts(text) | _parts(changes)
    return "".join(part for key, part in parts.items() if key not in set(without))


def _parts(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    key = ""
    for line in text.splitlines(keepends=True):
        match = _KEY.match(line)
        key = match[1] if match else key
        parts[key] = parts.get(key, "") + line
    return parts


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Writes files, given by their paths below `root`, and gives `root`."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def content_of(root: Path, changes: str = "", *, without: Iterable[str] = (), **more: str) -> Content:
    """The sample's content with its detection changed; `more` are further files by the kind's folder and a name."""
    files = dict(FILES)
    files["detections/cloud/odd_edge.yml"] = changed(DETECTION, changes, without)
    files |= {f"detections/{name.replace('__', '/')}.yml": text for name, text in more.items()}
    return load_content(write(root, files))


def findings(content: Content) -> list[Diagnostic]:
    """Everything that is wrong with the content, judged at the sample's time."""
    return validate(content, clock=FixedClock(NOW))


def findings_in(text: str) -> list[Diagnostic]:
    """Everything that is wrong with a detection file, with the sample's story and deployment around it."""
    with TemporaryDirectory() as folder:
        return findings(load_content(write(Path(folder), {**FILES, "detections/cloud/odd_edge.yml": text})))


def linted_in(text: str) -> list[Diagnostic]:
    """Everything that lint finds in a detection file, with the sample's story and deployment around it."""
    with TemporaryDirectory() as folder:
        content = load_content(write(Path(folder), {**FILES, "detections/cloud/odd_edge.yml": text}))
        return lint(content, clock=FixedClock(NOW))


def codes(found: Iterable[Diagnostic]) -> list[str]:
    """The codes of diagnostics, in their order."""
    return [each.code for each in found]


def only_detection(content: Content) -> Detection:
    """The sample's detection."""
    return content.detections[0]
