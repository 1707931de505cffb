"""A second engine, small and slow: the rules of SPL as plain Python over lists of dictionaries.

The idea: a generated program is a tree of this package's own nodes.  It is printed as SPL for the engine, and the very
same tree is run here, row by row; both must give the same results.  Nothing of the engine is imported, neither its
parser nor its values, so that a mistake there is not made here as well.

Invariants
- A value is what Splunk shows: a text, a list of two or more texts, or nothing.  Numbers are texts that look like
  numbers; inside of conditions there are truth values too.
- Where the documents are silent, the reading that the engine declares (`Undecided:`) is taken.
"""
