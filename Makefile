PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -qq
NODE_BIN := node_modules/.bin
PYTEST := $(BIN)/pytest -n 2 --dist worksteal
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --custom-compile-command "make lock"

.PHONY: run test test-all test-engines check bench lighthouse format lock clean prerequisites
.DELETE_ON_ERROR:

run: .venv/.run
	$(BIN)/tadamun serve

test: .venv/.dev node_modules/.package-lock.json prerequisites
	$(PYTEST)

test-all: export TADAMUN_TEST_ALL = 1
test-all: test

# Apart from the others, because the two browsers and their drivers are large.
test-engines: .venv/.dev
	@sh tests/prerequisites.sh engines
	$(PYTEST) -m engines tests/engines

check: .venv/.dev node_modules/.package-lock.json
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(NODE_BIN)/tsc --project static/js
	$(NODE_BIN)/tsc --project service-worker-template
	$(NODE_BIN)/biome check --error-on-warnings
	$(BIN)/python -m tests.catalogues --check
	$(BIN)/tadamun check

# BENCH_FLAGS="--pages 600" takes a larger network.
bench: .venv/.dev node_modules/.package-lock.json prerequisites
	@sh tests/prerequisites.sh bench
	$(BIN)/python -m tests.bench $(BENCH_FLAGS)

# Not part of the tests: its scores waver with the load of the machine.
lighthouse: .venv/.dev node_modules/.package-lock.json prerequisites
	$(BIN)/python -m tests.lighthouse

format: .venv/.dev node_modules/.package-lock.json
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(NODE_BIN)/biome check --write

# Keeps the pinned versions that still fit; COMPILE_FLAGS=--upgrade takes the newest.
lock: .venv/.dev prerequisites
	$(COMPILE) $(COMPILE_FLAGS) --group build --output-file requirements.lock
	$(COMPILE) $(COMPILE_FLAGS) --group dev --constraint requirements.lock --output-file requirements-dev.lock
	npm install --package-lock-only

clean:
	rm -rf .venv node_modules build dist test-results
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

# pip comes last in a new environment: where it stands, the environment is whole.
$(BIN)/pip:
	$(PYTHON) -m venv .venv

# The project is linked, not copied: its own edits need no new install.
.venv/.run: requirements.lock pyproject.toml | $(BIN)/pip
	@echo "Installing into .venv (requirements.lock) ..."
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@

.venv/.dev: requirements-dev.lock .venv/.run
	@echo "Installing into .venv (requirements-dev.lock) ..."
	$(PIP) install --require-hashes -r requirements-dev.lock
	touch $@

prerequisites: .venv/.dev
	@sh tests/prerequisites.sh

node_modules/.package-lock.json: package.json package-lock.json .npmrc | prerequisites
	npm ci --loglevel=error
	touch $@
