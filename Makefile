# What a person or CI runs. Each target sets itself up: .venv is made when missing, and the packages
# pinned in constraints.txt are installed once (the stamps below) and again when the pins change.

.SHELLFLAGS := -ec
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq install -c constraints.txt
EXAMPLE := examples/sarn

# The first Python that runs, is recent enough and can make a virtual environment. A name on PATH is
# no proof: version managers leave names there that only print an error.
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3 python; do \
	"$$name" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
	>/dev/null 2>&1 && { echo "$$name"; break; }; done)

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "detente needs Python 3.11, 3.12 or 3.13 with the venv module, and none was" \
	  "found on PATH: install one, or name it (make $(MAKECMDGOALS) PYTHON=path/to/python3)" >&2; exit 2; }
	@echo "making $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml constraints.txt | $(BIN)/python
	@echo "installing detente and the packages it runs on (pinned, about a minute the first time)"
	@$(PIP) -e .
	@touch $@

$(VENV)/.test: $(VENV)/.run
	@echo "installing what the tests and checks need (pinned)"
	@$(PIP) -e '.[test]'
	@touch $@

$(VENV)/.docs: $(VENV)/.test
	@echo "installing what the documentation needs (pinned)"
	@$(PIP) -e '.[test,docs]'
	@touch $@

.PHONY: demo
demo: $(VENV)/.run ## brief the example conflict: out/brief.html
	@mkdir -p out
	@$(BIN)/detente brief $(EXAMPLE)/dispatches --case $(EXAMPLE)/case.toml -o out/brief.html
	@echo "the brief is $(CURDIR)/out/brief.html: open it in any browser"

# Tests of one file share what they load, so a file stays in one process.
TESTERS := 2

.PHONY: test
test: $(VENV)/.test ## every test, doctests included
	@$(BIN)/python -m pytest -n $(TESTERS) --dist loadfile

.PHONY: lint
lint: $(VENV)/.test ## formatting, lint, types, and the layers' one-way imports
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

.PHONY: docs
docs: $(VENV)/.docs ## the documentation: docs/_build/html
	@$(BIN)/python -m sphinx -W --keep-going -n -q -b html docs docs/_build/html
	@echo "the documentation is $(CURDIR)/docs/_build/html/index.html"

.PHONY: bench
bench: $(VENV)/.test ## the benchmarks, one after the other
	@for file in $$(find benchmarks -name '*.py' | sort); do echo "== $$file"; \
	  $(BIN)/python -m "$$(echo "$${file%.py}" | tr / .)"; done

# What is trained goes to build/train; the weights in the package are replaced when all of it is done, and
# not at all with QUICK=1, which goes through every step on a small share.
QUICK :=
TRAINING := build/train-venv
TRAINER := $(TRAINING)/bin/python

$(TRAINING)/.ready: training/requirements.txt constraints.txt | $(BIN)/python
	@echo "making $(TRAINING) for training (pinned; torch is large, so this takes minutes)"
	@$(BIN)/python -m venv $(TRAINING)
	@$(TRAINER) -m pip --disable-pip-version-check -qq install -c constraints.txt -e '.[test]' \
	  -r training/requirements.txt
	@touch $@

.PHONY: train
train: $(TRAINING)/.ready ## train all weights anew (hours): CORPORA=folder; QUICK=1 only tries every step (minutes)
	@test -n "$(CORPORA)" || { echo "name the folder that holds quotes, events, corpus and pronouns: make train" \
	  "CORPORA=folder (training/README.md)" >&2; exit 2; }
	@$(TRAINER) -m training.run $(if $(QUICK),--quick) "$(CORPORA)" build/train$(if $(QUICK),-quick)

.PHONY: picture
picture: demo ## the README's picture of the demo's brief (needs Chromium)
	@mkdir -p build/browser
	@chromium --headless=new --no-sandbox --disable-gpu --disable-background-networking --hide-scrollbars \
	  --user-data-dir=build/browser --window-size=1100,1000 --screenshot=docs/images/brief.png \
	  "file://$(CURDIR)/out/brief.html" 2>build/browser/log
	@rm -rf build/browser

# Pins are made on the oldest Python supported, because the newest release of a package may have left it.
.PHONY: constraints
constraints: ## pin every package anew from a clean environment (Python 3.11)
	@python3.11 -m venv build/pins
	@build/pins/bin/python -m pip -q install --upgrade pip setuptools
	@build/pins/bin/python -m pip -q install '.[test,docs]'
	@{ sed -n '/^#/p' constraints.txt; \
	   build/pins/bin/python -m pip freeze --all --exclude pip --exclude detente | LC_ALL=C sort -f; } > build/constraints.txt
	@mv build/constraints.txt constraints.txt && rm -rf build/pins

.PHONY: clean
clean: ## remove everything made here, the virtual environment included
	@rm -rf $(VENV) out build dist docs/_build docs/reference/generated .pytest_cache .mypy_cache .ruff_cache .hypothesis \
	  .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
