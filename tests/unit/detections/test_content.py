"""The content that this repository ships."""

from __future__ import annotations

from pathlib import Path

from harness.detections import load_content, load_detection, validate
from harness.detections.model import RiskObject

ROOT = Path(__file__).parents[3]
CONTENT = load_content(ROOT)
EDGE = "13f081d6-7052-428a-bbb0-892c79ca7c65"
PUBLISHED = ROOT / "tests/detections/published/kubernetes_newly_seen_tcp_edge.yml"


def test_it_is_sound() -> None:
    """Nothing is wrong with what we ship, not even a warning."""
    assert [str(found) for found in validate(CONTENT)] == []


def test_the_edge_detection_is_annotated_as_published() -> None:
    """Kill chain, NIST and CIS follow from technique, type and domain as Splunk's page shows them."""
    detection = CONTENT.detection(EDGE)
    assert detection is not None
    assert detection.mitre_attack_ids == ("T1204",)
    assert detection.tactics == ("Execution",)
    assert detection.kill_chain_phases == ("Installation",)
    assert detection.nist == ("DE.AE",)
    assert detection.cis == ("CIS 13",)


def test_the_edge_detection_raises_the_published_risk() -> None:
    """25 for the host: impact 50 × confidence 50 / 100."""
    detection = CONTENT.detection("kubernetes_newly_seen_tcp_edge.yml")
    assert detection is not None
    assert detection.risk is not None
    assert detection.risk.risk_objects == (RiskObject("host", "system", 25),)
    assert detection.risk.message == "Kubernetes newly seen TCP edge in kubernetes cluster $host$"


def test_the_edge_detection_is_deployed_by_its_type() -> None:
    """Disabled, every hour, over the hour that ended ten minutes ago, with risk events."""
    detection = CONTENT.detection(EDGE)
    assert detection is not None
    assert detection.deployment is not None
    assert detection.deployment.disabled
    assert detection.deployment.creates_risk
    assert detection.deployment.scheduling.cron_schedule == "0 * * * *"
    assert detection.deployment.scheduling.schedule_window == "auto"
    assert detection.deployment.window == {"earliest": "-70m@m", "latest": "-10m@m"}


def test_the_published_search_is_kept_and_superseded() -> None:
    """The published file loads, is the older generation, and the shipped one has its id and a higher version."""
    published = load_detection(PUBLISHED)
    shipped = CONTENT.detection(EDGE)
    assert shipped is not None
    assert (published.id, published.generation, shipped.generation) == (shipped.id, "older", "newer")
    assert shipped.version > published.version == 3
    assert published.risk is not None
    assert shipped.risk is not None
    assert published.risk.risk_objects == shipped.risk.risk_objects
    assert (published.risk.impact, published.risk.confidence) == (50, 50)


def test_the_published_search_is_warned_about() -> None:
    """The two reasons for the correction are found by the checks, at their places."""
    found = validate(CONTENT, [PUBLISHED])
    assert [(each.code, each.location.position.line) for each in found] == [("L002", 25), ("L001", 29)]


def test_only_the_search_was_corrected() -> None:
    """Apart from the search, the text of the shipped detection is the published one."""
    published, shipped = load_detection(PUBLISHED), CONTENT.detection(EDGE)
    assert shipped is not None
    for name in ("name", "author", "type", "status", "description", "how_to_implement", "known_false_positives"):
        assert getattr(shipped, name) == getattr(published, name), name
    assert shipped.references == published.references
    assert shipped.analytic_stories == published.analytic_stories
