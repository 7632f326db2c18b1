# Everything a newcomer needs, on a machine with Python 3.11 or newer and make.
PYTHON ?= python3
BIN := .venv/bin
export UV_PYTHON_DOWNLOADS := never
export PLAYWRIGHT_SKIP_VALIDATE_HOST_REQUIREMENTS := 1

.DEFAULT_GOAL := help
.PHONY: help demo cluster test test-cluster lint browser proxy audit sbom bench clean

help: ## Say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-12s %s\n", $$1, $$2}'

demo: .venv/ready ## Show the whole thing on this machine; Ctrl-C ends it
	@exec $(BIN)/webapp demo

cluster: .venv/ready proxy ## Show two dashboards behind a proxy, on a Valkey that fails over
	@exec $(BIN)/python -m tests.cluster

test: lint browser proxy ## Check the code, then run the whole suite
	$(BIN)/pytest -n auto --dist worksteal

test-cluster: .venv/ready proxy ## See what becomes of people when servers die or are restarted
	$(BIN)/pytest tests/cluster tests/auth/test_redis_cluster.py \
	  tests/auth/test_redis_tls.py tests/auth/test_following.py

lint: .venv/ready ## Check format, style, types and storeys
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

browser: .venv/ready ## Find or install the Chromium that the tests drive
	@$(BIN)/python -m tests.support.chromium

proxy: .venv/ready ## Find or install the Caddy that stands in front of two dashboards
	@$(BIN)/python -m tests.support.caddy

audit: .venv/ready ## Ask whether a vulnerability is known of anything that is locked
	@$(BIN)/python -m tests.supply_chain.audit $(ARGS)

sbom: .venv/ready ## Write what the product is made of: sbom.cdx.json, in CycloneDX
	@$(BIN)/python -m tests.supply_chain.sbom sbom.cdx.json

bench: .venv/ready ## Measure the dashboard beside its peers (needs wrk; Node for the peer)
	$(BIN)/python -m benchmarks $(ARGS)

clean: ## Remove what was set up
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The lock file names every package with its hashes; uv installs exactly that.
.venv/ready: pyproject.toml uv.lock uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name one with: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python's venv module is missing (Debian: apt-get install python3-venv)"; exit 1; }
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r uv.txt
	@$(BIN)/uv sync --quiet --frozen --python $(BIN)/python
	@touch $@
