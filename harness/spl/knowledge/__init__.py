"""What a search may name that others have written: macros."""
