"""SPL: syntax, meaning and execution; pure, with no files, sockets, clocks or environment."""
