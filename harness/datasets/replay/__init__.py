"""Replay: a dataset on its way to an HTTP Event Collector, or to files, with nothing lost.

A replay is planned (`plan`), its lines are read (`lines`), checked and rebased (`records`), cut into batches
(`batches`), and each batch is delivered (`delivery`) through HEC (`hec`) under a journal (`journal`); `running` keeps
several deliveries going.  What can be promised when a connection or this process dies stands in `delivery`.
"""
