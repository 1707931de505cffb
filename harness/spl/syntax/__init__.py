"""The text of SPL: cursor, expression languages, syntax tree, printer."""
