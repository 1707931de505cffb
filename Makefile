# Every target makes the environment it needs; nothing is done twice.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
RUN := $(VENV)/.run-installed
DEV := $(VENV)/.dev-installed
FUZZ := $(VENV)/.fuzz-installed
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help detections test check bench fuzz oracle docs clean

help:  ## show this list
	@grep -E '^[a-z]+:.*## ' Makefile | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

$(RUN): pyproject.toml constraints.txt
	@echo "setting up $(VENV) (once)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --constraint constraints.txt --editable .
	@$(BIN)/python -m compileall -q harness
	@touch $@

$(DEV): $(RUN)
	@$(PIP) install --constraint constraints.txt --editable ".[dev,server]"
	@touch $@

$(FUZZ): $(DEV)
	@$(PIP) install --constraint constraints.txt --editable ".[fuzz]"
	@touch $@

detections: $(RUN)  ## validate the detections and run their tests on the embedded engine
	@$(BIN)/harness validate
	@$(BIN)/harness test

test: $(DEV)  ## run the project's tests
	@$(BIN)/python -m pytest -n auto $(ARGS)

check: $(DEV)  ## lint, types and layers
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m mypy
	@$(BIN)/lint-imports

bench: $(DEV)  ## measure speed, printed as ratios in one run
	@$(BIN)/python -m pytest tests/benchmarks -o python_files="bench_*.py" -q -s -p no:randomly $(ARGS)

fuzz: $(FUZZ)  ## damage real searches for SECONDS (600) and see that the parser keeps its promises
	@$(BIN)/python tests/properties/fuzz_language.py $(or $(SECONDS),600)

oracle: $(DEV)  ## run PROGRAMS (200000) generated from SEED (1) here and on an independent interpreter
	@$(BIN)/python tests/properties/run_oracle.py --programs $(or $(PROGRAMS),200000) --seed $(or $(SEED),1)

docs: $(DEV)  ## write the generated pages again
	@$(BIN)/harness docs build

clean:  ## remove the environment and everything that was built
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .tox junit.xml
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
