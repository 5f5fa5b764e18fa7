# Two commands: `make run` serves Staffroom, `make test` proves it. Both set up what they need, once.
# Every step leaves a file behind that says it was done; a second `make run` only looks at their dates.

PYTHON   ?=
JOBS     ?= auto
ROOTLESS := PIP_ROOT_USER_ACTION=ignore PIP_DISABLE_PIP_VERSION_CHECK=1

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
PY := $(BIN)/python
VENV     := .venv/.made
RUNTIME  := .venv/.runtime
TESTING  := .venv/.testing
PACKAGES := node_modules/.package-lock.json
STATIC   := build/static/manifest.json
OURS     := $(wildcard assets assets/* assets/*/*)

PIP := $(ROOTLESS) $(PY) -m pip install -qq --require-hashes
UV_COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header

.PHONY: help run test setup setup-test lint bench soak screenshots lock clean
.DEFAULT_GOAL := help

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(STATIC) ## set up if need be, then serve on http://127.0.0.1:8050
	@exec $(PY) app.py

setup: $(STATIC) ## install everything `make run` needs, start nothing

setup-test: $(STATIC) $(TESTING) ## install what the tests need, Chromium among it
	@$(PY) -m setup.chromium

test: setup-test ## the whole suite: first without a browser, then with one
	@status=0; \
	$(PY) -m pytest tests -m "not browser and not soak" -n $(JOBS) --dist loadfile || status=1; \
	$(PY) -m pytest tests -m "browser and not soak" -n 2 --dist loadfile || status=1; \
	exit $$status

lint: $(TESTING) ## style, format and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(PY) -m pytest tests/test_architecture.py

bench: setup-test ## time and bytes of what a reader waits for
	$(PY) -m bench

soak: setup-test ## the long loops: fuzzing, faults, load
	$(PY) -m pytest tests -m soak

screenshots: setup-test ## every page, light and dark, as PNG
	$(PY) -m bench.screenshots

lock: $(TESTING) ## resolve requirements.in, requirements-dev.in and setup/node.in anew, for every platform
	$(UV_COMPILE) --upgrade requirements.in -o requirements.txt
	$(UV_COMPILE) --upgrade requirements-dev.in -o requirements-dev.txt
	$(UV_COMPILE) --upgrade setup/node.in -o setup/node.txt
	npm install --package-lock-only --ignore-scripts

clean: ## forget everything that was set up; the database in instance/ stays
	rm -rf .venv node_modules build

# The first Python that is new enough: the one asked for, else the usual names.
$(VENV):
	@for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python; do \
		if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			echo "Setting up with $$($$python --version)"; \
			$$python -m venv --clear .venv && touch $@ && exit 0; exit 1; \
		fi; \
	done; \
	echo "No Python 3.11 or newer found. Install one, or name it: make run PYTHON=/path/to/python3" >&2; exit 1

$(RUNTIME): requirements.txt | $(VENV)
	@echo "Installing what Staffroom runs on ..."
	@$(PIP) -r requirements.txt
	@touch $@

$(TESTING): requirements-dev.txt $(RUNTIME)
	@echo "Installing what the tests need ..."
	@$(PIP) -r requirements-dev.txt
	@touch $@

$(PACKAGES): package-lock.json $(RUNTIME)
	@$(PY) -m setup.node
	@touch $@

$(STATIC): $(PACKAGES) $(RUNTIME) $(wildcard setup/*.py) $(OURS)
	@$(PY) -m setup.browser_assets
