"""Fields that events get at search time, in Splunk's order of search-time operations."""
