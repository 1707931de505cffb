"""Verdicts as people and machines read them; nothing here prints."""
