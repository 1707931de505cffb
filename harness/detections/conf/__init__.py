"""A Splunk app's conf files as content: saved searches, macros and lookups, each value with its place in its file."""
