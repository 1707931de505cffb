"""What expressions mean: eval expressions as columns, search expressions as masks.

Evaluation is eager and by whole columns; every rule about values (numbers in texts, multivalues, nulls) lives in
`harness.data`.  What is here is the walk over the tree, the rules that depend on how an expression was *written*
(significance, string literals, time bounds), and the one point that Splunk leaves undecided and results depend on:
`!=` on a multivalue field (see `readings`).
"""

from harness.spl.evaluation.expressions import condition, evaluate
from harness.spl.evaluation.searching import search_mask
from harness.spl.evaluation.subsearch import resolve_subsearches

__all__ = ["condition", "evaluate", "resolve_subsearches", "search_mask"]
