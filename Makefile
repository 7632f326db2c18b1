# Everything a newcomer needs, on a machine with Python 3.11 or newer and make.
PYTHON ?= python3
BIN := .venv/bin
export UV_PYTHON_DOWNLOADS := never
export PLAYWRIGHT_SKIP_VALIDATE_HOST_REQUIREMENTS := 1

.DEFAULT_GOAL := help
.PHONY: help demo test lint browser clean

help: ## Say what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-8s %s\n", $$1, $$2}'

demo: .venv/ready ## Show the whole thing on this machine; Ctrl-C ends it
	@exec $(BIN)/webapp demo

test: lint browser ## Check the code, then run the whole suite
	$(BIN)/pytest -n auto --dist worksteal

lint: .venv/ready ## Check format, style, types and storeys
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

browser: .venv/ready ## Find or install the Chromium that the tests drive
	@$(BIN)/python -m tests.support.chromium

clean: ## Remove what was set up
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The lock file names every package with its hashes; uv installs exactly that.
.venv/ready: pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name one with: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python's venv module is missing (Debian: apt-get install python3-venv)"; exit 1; }
	@$(BIN)/pip install --quiet --disable-pip-version-check uv==0.13.9
	@$(BIN)/uv sync --quiet --frozen --python $(BIN)/python
	@touch $@
