# Two commands matter: `make demo` shows what the program does, `make test` checks that it does it right.
# Both set up what they need in .venv first, once.

PYTHON ?= python3
VENV ?= .venv
# Processes that share the tests; each takes half a gigabyte.
WORKERS ?= 2
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SERVER := $(VENV)/.server
DEMO := out/demo
# The checks run on plain values and one small model: more threads only get into each other's way.
export OMP_NUM_THREADS ?= 1
export PIP_DISABLE_PIP_VERSION_CHECK ?= 1

.PHONY: help demo test lint format setup lock train clean

help:
	@echo "make demo    build the graphs of the reports in seeds/, check them and ask them a question"
	@echo "make test    lint, check types and run all tests"
	@echo "make lint    only ruff and mypy"
	@echo "make format  put the code into shape"
	@echo "make lock    choose the versions of all packages anew"
	@echo "make train   make the weights of the trained components anew, from the data in DATA=$(DATA)"
	@echo "make clean   remove what was built (the virtual environment stays; delete .venv to be rid of it)"

demo: $(READY)
	@echo "== Building a graph of each report in seeds/ ($$(ls seeds/*.txt | wc -l) reports) into $(DEMO)/"
	@rm -rf $(DEMO)
	@$(BIN)/kg build seeds -o $(DEMO)
	@echo "== Checking the graphs against the shapes"
	@$(BIN)/kg validate $(DEMO)/*.ttl
	@echo "== Asking them which attacks are contested: who accuses, who denies, who claims?"
	@$(BIN)/kg query $(DEMO) --question contested-attacks
	@echo "== Done. The graphs are in $(DEMO)/; open one in any editor, or ask: $(BIN)/kg query $(DEMO) --list"

test: lint $(SERVER)
	@echo "== Running the tests in $(WORKERS) processes"
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

lint: $(READY)
	@echo "== ruff and mypy"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(READY)
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or later is needed; this is $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.12 ..." >&2; exit 1; }
	@echo "== Setting up $(VENV) with the packages of requirements.lock (about a minute, once)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# Only tests need it; where there is no build for the machine, they say so and go on without.
$(SERVER): requirements-server.lock $(READY)
	@echo "== Setting up a small model server for the tests of --llm (130 MB, once)"
	@$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements-server.lock || \
	  echo "no model server for this machine: its tests will be skipped" >&2
	@touch $@

# The two comment lines say what the file is; what pip-compile would add names paths of the machine.
lock: $(READY)
	@$(BIN)/python -m pip install --quiet pip-tools==7.6.2
	@$(BIN)/pip-compile --quiet --upgrade --extra dev --generate-hashes --allow-unsafe --strip-extras --no-annotate \
	  --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links -o $(VENV)/requirements.new pyproject.toml
	@{ echo "# Every package that running, testing and building need, at the version and with the hash that was tried."; \
	   echo "# Made by \`make lock\` from pyproject.toml; do not edit."; cat $(VENV)/requirements.new; } > requirements.lock
	@rm $(VENV)/requirements.new
	@echo "requirements.lock is up to date; run make test"

DATA ?= ../shared/data
WORK ?= out/training
# About an hour on one core; needs the training data, which the project does not ship.
train: $(READY)
	@echo "== Installing what training needs (torch and more, once)"
	@$(BIN)/python -m pip install --quiet --editable '.[training]'
	@$(BIN)/python -m training train --data $(DATA) --work $(WORK)
	@$(BIN)/python -m training.roles --data $(DATA)
	@$(BIN)/python -m training.joining --data $(DATA)

clean:
	@rm -rf out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find kg tests scripts benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
	@echo "removed what was built"
