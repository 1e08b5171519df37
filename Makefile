# make setup   .venv with the locked dependencies and onnes itself; does nothing when nothing changed
# make demo    theories of superconductivity on trial; the report, its films and pictures go to demo/
# make test    the test suite
# make long    the tests that take many seconds each; CI runs them after the suite
# make check   linters: style, types, imports only go down
# make lock    choose versions anew (after changing dependencies in pyproject.toml)

PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/python -m uv

# What JAX compiles for the tests is kept here from run to run.
CACHE := $(CURDIR)/.jax_cache

.PHONY: setup demo test long slow check lock clean

setup: .venv/.complete

# uv puts the locked packages in place; compiling them once here makes every start of onnes quick.
.venv/.complete: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "onnes needs Python 3.11 or later")'
	test -x $(BIN)/python || $(PYTHON) -m venv --without-pip .venv
	$(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check uv
	$(UV) pip sync --quiet --require-hashes --compile-bytecode requirements.lock
	$(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

demo: setup
	$(BIN)/onnes trial --out demo

test: setup
	ONNES_CACHE=$(CACHE) $(BIN)/python -m pytest -n 2

long: setup
	ONNES_CACHE=$(CACHE) $(BIN)/python -m pytest -n 2 -m "long and not slow"

slow: setup
	ONNES_CACHE=$(CACHE) $(BIN)/onnes validate --slow

check: setup
	$(BIN)/ruff check .
	$(BIN)/pyright --pythonpath $(BIN)/python
	$(BIN)/lint-imports

lock: setup
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate --extra dev --output-file requirements.lock pyproject.toml

clean:
	rm -rf .venv .jax_cache .pytest_cache .ruff_cache .import_linter_cache demo out build dist
