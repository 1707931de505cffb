"""Detection, dataset, backend and expectation in, verdict out."""
