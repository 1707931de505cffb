"""What an earlier run found out, kept in the user's cache folder until the content or the harness changes."""
