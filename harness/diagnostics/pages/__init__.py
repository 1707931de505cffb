"""The pages behind the codes: one file per family, each holding `PAGES`."""
