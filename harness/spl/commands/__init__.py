"""The commands of SPL, one file each: `dedup.py` holds `DedupCommand`."""
