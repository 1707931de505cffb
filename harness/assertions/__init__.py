"""What a test may expect, one file per kind of expectation, and the verdict with its evidence."""
