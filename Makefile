# make setup   .venv with the locked dependencies and onnes itself; does nothing when nothing changed
# make demo    theories of superconductivity on trial; the report, its films and pictures go to demo/
# make test    the test suite
# make long    the tests that take many seconds each; CI runs them after the suite
# make docs    the documentation as HTML in docs/_build/html; examples that are new or changed are run for it
# make check   linters: style, types, imports only go down
# make lock    choose versions anew (after changing dependencies in pyproject.toml)

PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/python -m uv
PIN := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-header --no-annotate

# What JAX compiles for the tests is kept here from run to run.
CACHE := $(CURDIR)/.jax_cache

.PHONY: setup demo test long slow docs check lock clean

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
	ONNES_CACHE=$(CACHE) $(BIN)/python -m pytest -n 2 --dist worksteal

long: setup
	JAX_DISABLE_MOST_OPTIMIZATIONS=0 ONNES_CACHE=$(CACHE) $(BIN)/python -m pytest -n 2 --dist worksteal -m "long and not slow"

slow: setup
	ONNES_CACHE=$(CACHE) $(BIN)/onnes validate --slow

# The packages that only the documentation needs have a lock of their own, so that they do not slow down setup.
.venv/.docs: .venv/.complete requirements-docs.lock
	$(UV) pip install --quiet --require-hashes --compile-bytecode --requirements requirements-docs.lock
	touch $@

docs: .venv/.docs
	ONNES_CACHE=$(CACHE) $(BIN)/python -m sphinx --fail-on-warning --keep-going docs docs/_build/html

check: setup
	$(BIN)/ruff check .
	$(BIN)/pyright --pythonpath $(BIN)/python
	$(BIN)/lint-imports

lock: setup
	$(PIN) --extra dev --output-file requirements.lock pyproject.toml
	$(BIN)/python -c 'import tomllib; project = tomllib.load(open("pyproject.toml", "rb"))["project"]; \
	  print(*project["optional-dependencies"]["docs"], sep="\n")' | \
	  $(PIN) --constraints requirements.lock --output-file requirements-docs.lock -

clean:
	rm -rf .venv .jax_cache .pytest_cache .ruff_cache .import_linter_cache demo out build dist
	rm -rf docs/_build docs/api docs/gallery
