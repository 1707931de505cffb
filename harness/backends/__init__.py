"""Where a search runs: the embedded engine in this process, or a real Splunk."""
