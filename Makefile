# make run    from the five seed articles to the graph, the executed notebook and the pictures, in build/
# make test   every check: formatting, lint, types, all tests
#
# Both set everything up themselves: Python 3.11 to 3.14 and make are all that has to be there.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
BIN := .venv/bin
KG := $(BIN)/kg
BUILD := build
GRAPH := $(BUILD)/graph.trig
NOTEBOOKS := $(sort $(wildcard notebooks/*.ipynb))
PYTEST := $(BIN)/python -m pytest

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup run test lint types tests docs scores calibration lock browser clean

help:
	@sed -n 's/^# make/make/p' Makefile; echo "make lint | types | tests | docs | scores | calibration | lock | clean"

# --- set-up ----------------------------------------------------------------------------------------------------------

setup: .venv/installed

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; v = sys.version_info; (3, 11) <= v < (3, 15) or sys.exit(f"Python 3.11 to 3.14 is needed, {v.major}.{v.minor} found. Try: make PYTHON=python3.12")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

# Tests that look at pages need a Chromium; without one they are skipped and say so.
browser:
	@command -v chromium chromium-browser google-chrome >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium >/dev/null; } \
	  || echo "No Chromium, and it cannot be installed from here: the tests that need it are skipped."

# --- the product -----------------------------------------------------------------------------------------------------

run: setup
	mkdir -p $(BUILD)/notebooks
	$(KG) build seeds -o $(GRAPH) 2>&1 | tee $(BUILD)/summary.txt
	$(KG) validate $(GRAPH) 2>&1 | tee -a $(BUILD)/summary.txt
	$(KG) verify $(GRAPH) 2>&1 | tee -a $(BUILD)/summary.txt
	for notebook in $(NOTEBOOKS); do $(KG) notebook run $$notebook --graph $(GRAPH) -o $(BUILD)/$$notebook; done
	$(KG) show $(GRAPH) -o $(BUILD)/graph.html
	for ending in svg png nq jsonld graphml gexf; do $(KG) export $(BUILD)/graph.$$ending --graph $(GRAPH); done
	$(KG) export $(BUILD)/events.csv --graph $(GRAPH)
	@echo; echo "Built from seeds/:"; sed 's/^/  /' $(BUILD)/summary.txt
	@echo "  pictures:  $(BUILD)/graph.html (interactive) $(BUILD)/graph.svg $(BUILD)/graph.png"
	@echo "  notebooks: $(foreach notebook,$(NOTEBOOKS),$(BUILD)/$(notebook))"
	@echo "  exchange:  $(BUILD)/graph.nq .jsonld .graphml .gexf, $(BUILD)/events.csv"

# --- the checks ------------------------------------------------------------------------------------------------------

test: lint types tests

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

tests: setup browser
	$(PYTEST) -m "slow or not slow"

# --- made files ------------------------------------------------------------------------------------------------------

docs: setup
	$(BIN)/python scripts/reference.py
	$(BIN)/python docs/examples.py

# Records the scores on the annotated articles that the tests hold the extraction to, and makes the tables of docs/accuracy.md.
scores: setup
	$(KG) evaluate tests/gold/seeds --articles seeds --json > tests/gold/scores.json
	$(KG) evaluate tests/gold/other --articles tests/gold/other/texts --json > tests/gold/other-scores.json
	$(BIN)/python scripts/accuracy.py

# Counts anew how often each rule is right: the confidences of facts, and their table in docs/accuracy.md.
calibration: setup
	$(BIN)/python scripts/calibrate.py
	$(BIN)/python scripts/accuracy.py --render

# Resolves for every Python and system that is supported. No host is written: pip takes the files from where it is set up to.
lock:
	$(PYTHON) -m venv $(BUILD)/lock
	$(BUILD)/lock/bin/python -m pip install --quiet uv
	$(BUILD)/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --all-extras --generate-hashes --no-header --fork-strategy fewest \
	  --no-emit-index-url --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(BUILD) .mypy_cache .pytest_cache .ruff_cache .hypothesis
