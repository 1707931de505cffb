"""Tests Splunk detections: an embedded SPL engine, replayable datasets, exact expectations."""
