# twosource: everything a person runs here. `make` alone lists the targets.
.DEFAULT_GOAL := help
.PHONY: help setup demo test check format lint types bench hostile docs pictures lock speed scale serve-check chaos restore run clean
SHELL := /bin/bash
BIN := .venv/bin
READY := .venv/.ready
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## install the pinned versions into .venv (about a minute)

$(READY): constraints.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "twosource needs Python 3.11 or newer (set PYTHON=...)" >&2; exit 1; }
	@test -x $(BIN)/python || { echo "making .venv with $(PYTHON)"; $(PYTHON) -m venv .venv; }
	@echo "installing $$(grep -c == constraints.txt) pinned packages into .venv, about a minute ..."
	@$(PIP) install --no-deps --require-hashes -r constraints.txt
	@$(PIP) install --no-deps --no-build-isolation -e . && touch $(READY) && echo "ready: $(BIN)/twosource"

demo: setup ## read the sample articles and show what was found
	@rm -f out/demo/*.duckdb* && $(BIN)/twosource run examples --data out/demo

test: setup ## run the tests (PYTEST="tests/text -x" for some of them)
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal $(PYTEST)

check: lint types test ## lint, types and tests

format: setup ## put the code in order
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

lint: setup ## ruff: rules and layout
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: setup ## mypy --strict on the five packages
	@$(BIN)/mypy

bench: setup ## measure quality against the floors of benchmarks/baseline.json
	@$(BIN)/python -m benchmarks.quality

hostile: setup ## try every hostile input of tests/hostile (a minute)
	@TWOSOURCE_HOSTILE=1 $(BIN)/python -m pytest tests/hostile

speed: setup .venv/.peers ## measure speed and memory, beside quantulum3 in a virtual environment of its own
	@$(BIN)/python -m benchmarks.speed --peer .venv/peers/bin/python

scale: setup ## measure from ready-made claims to contradictions, beside the brute force (some minutes)
	@$(BIN)/python -m benchmarks.scale --largest 1000000

serve-check: setup ## see the schedule firing, on a server of its own and on a given one (five minutes)
	@$(BIN)/python -m benchmarks.serving

.venv/.peers: benchmarks/peers.txt $(READY)
	@$(BIN)/python -m venv .venv/peers
	@.venv/peers/bin/python -m pip --disable-pip-version-check -qq install --require-hashes -r benchmarks/peers.txt && touch $@

chaos: setup ## kill, stop and starve runs 200 times, and letters: nothing may differ or be lost (an hour)
	@$(BIN)/python -m tests.chaos --trials $(or $(TRIALS),200) && $(BIN)/python -m tests.chaos.letters && $(BIN)/python -m tests.chaos.mutants

restore: setup ## make a warehouse, delete it, make it again from its sources, compare the exports
	@$(BIN)/python -m tests.chaos.restore $(SOURCE)

docs: setup ## write again the pages of docs/ that are made from the code
	@$(BIN)/python -m flows.docs

pictures: setup ## take the pictures of docs/pictures/ again: look at them before they are kept (needs Chromium)
	@$(BIN)/python -m tests.pictures

lock: ## resolve constraints.txt again from pyproject.toml and constraints.in (needs uv)
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		--no-emit-index-url pyproject.toml constraints.in --output-file constraints.txt

run: setup ## run the pipeline: make run SOURCE="https://... folder/" DATA=data
	@$(BIN)/twosource run $(SOURCE) --data $(or $(DATA),data)

clean: ## remove .venv, out/ and caches; never data/
	@rm -rf .venv out .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
