"""Importing Onnes changes nothing of a user's JAX; the first grid does, once; settings of the user stand."""

import dataclasses
import importlib
import json
import os
import pkgutil
import subprocess
import sys

import equinox as eqx
import jax.numpy as jnp
import pytest

from onnes.numerics.jax_settings import as_array, cache_folder

SETTINGS = {"JAX_ENABLE_X64", "XLA_FLAGS", "JAX_COMPILATION_CACHE_DIR", "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS",
            "ONNES_CACHE", "XDG_CACHE_HOME"}

REPORT = """
import json, os
from onnes.numerics.jax_settings import backend_is_initialised
def report():
    print(json.dumps({
        "double": jax.config.jax_enable_x64, "flags": os.environ.get("XLA_FLAGS"),
        "folder": jax.config.jax_compilation_cache_dir,
        "threshold": jax.config.jax_persistent_cache_min_compile_time_secs,
        "initialised": backend_is_initialised()}))
"""
GRID = "from onnes.grids import Grid, Sample, uniform; sample = Sample(Grid([uniform(0.0, 1.0, 0.1)]))"
UNTOUCHED = {"double": False, "flags": None, "folder": None, "threshold": 1.0, "initialised": False}


def run(*lines, **environment):
    """What a fresh process prints last, as JSON, with only the settings given here, and its standard error."""
    base = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    ended = subprocess.run([sys.executable, "-c", "\n".join(("import jax", REPORT, *lines, "report()"))],
                           capture_output=True, text=True, check=True, env={**base, **environment})
    return json.loads(ended.stdout.splitlines()[-1]), ended.stderr


def test_importing_every_module_changes_nothing():
    found, _ = run("import importlib, pkgutil, onnes",
                   "for module in pkgutil.walk_packages(onnes.__path__, 'onnes.'):",
                   "    importlib.import_module(module.name)")
    assert found == UNTOUCHED


def test_the_first_sample_turns_on_double_precision_wide_vectors_and_the_cache(tmp_path):
    found, errors = run(GRID, "assert sample.node_volume.dtype == 'float64'", ONNES_CACHE=str(tmp_path))
    assert found == {"double": True, "flags": "--xla_cpu_prefer_vector_width=512", "folder": str(tmp_path / "jax"),
                     "threshold": 0.05, "initialised": True}
    assert errors == ""


def test_drives_and_terms_made_before_any_grid_are_of_double_precision(tmp_path):
    run("from onnes.energies import Drive, Magnetic", "assert Drive(0.1).condensation.dtype == 'float64'",
        "assert Magnetic(0.1).kappa.dtype == 'float64'", ONNES_CACHE=str(tmp_path))


def test_compiled_programs_are_kept_also_if_jax_was_used_before(tmp_path):
    run("jax.config.update('jax_enable_x64', True)", "jax.numpy.ones(3).sum()", GRID,
        "jax.config.update('jax_persistent_cache_min_compile_time_secs', 0.0)", "(sample.node_volume * 3).sum()",
        ONNES_CACHE=str(tmp_path))
    assert any((tmp_path / "jax").iterdir())


def test_wide_vectors_are_not_asked_for_once_jax_has_its_devices(tmp_path):
    found, _ = run("jax.devices()", GRID, ONNES_CACHE=str(tmp_path))
    assert found["flags"] is None
    assert found["double"]


@pytest.mark.parametrize(("flags", "expected"), [
    ("--xla_cpu_prefer_vector_width=128", "--xla_cpu_prefer_vector_width=128"),
    ("--xla_dump_max_hlo_modules=1", "--xla_dump_max_hlo_modules=1 --xla_cpu_prefer_vector_width=512")])
def test_the_flags_of_the_user_stand(tmp_path, flags, expected):
    assert run(GRID, XLA_FLAGS=flags, ONNES_CACHE=str(tmp_path))[0]["flags"] == expected


@pytest.mark.parametrize("single", [
    {"environment": {"JAX_ENABLE_X64": "0"}, "lines": [GRID]},
    {"environment": {}, "lines": ["with jax.enable_x64(False):", f"    {GRID}"]}], ids=["environment", "context"])
def test_single_precision_asked_for_stands_and_is_warned_of(tmp_path, single):
    _, errors = run(*single["lines"], "assert sample.node_volume.dtype == 'float32'", ONNES_CACHE=str(tmp_path),
                    **single["environment"])
    assert "single precision" in errors


def test_what_the_user_changes_later_stands(tmp_path):
    found, errors = run(GRID, "jax.config.update('jax_enable_x64', False)",
                        "jax.config.update('jax_compilation_cache_dir', None)", GRID, ONNES_CACHE=str(tmp_path))
    assert not found["double"]
    assert found["folder"] is None
    assert errors == ""


@pytest.mark.parametrize("way", ["environment", "update"])
def test_the_cache_of_the_user_stands(tmp_path, way):
    mine, ours = str(tmp_path / "mine"), str(tmp_path / "ours")
    lines = [] if way == "environment" else [f"jax.config.update('jax_compilation_cache_dir', {mine!r})"]
    environment = {"JAX_COMPILATION_CACHE_DIR": mine} if way == "environment" else {}
    found, _ = run(*lines, GRID, ONNES_CACHE=ours, **environment)
    assert (found["folder"], found["threshold"]) == (mine, 1.0)
    assert not (tmp_path / "ours").exists()


def test_the_threshold_of_the_user_stands(tmp_path):
    found, _ = run(GRID, ONNES_CACHE=str(tmp_path), JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS="5")
    assert found["threshold"] == 5.0


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path):
    (tmp_path / "file").touch()
    found, errors = run(GRID, ONNES_CACHE=str(tmp_path / "file" / "folder"))
    assert found["folder"] is None
    assert errors == ""


def test_the_cache_is_in_the_users_folder_unless_named(monkeypatch, tmp_path):
    monkeypatch.delenv("ONNES_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "onnes"
    monkeypatch.setenv("ONNES_CACHE", str(tmp_path / "named"))
    assert cache_folder() == tmp_path / "named"


def modules_of_physics():
    """Every class of the rooms from which a user composes a problem."""
    for room in ("drives", "energies", "laws"):
        package = importlib.import_module(f"onnes.{room}")
        for found in (package, *map(importlib.import_module, (
                module.name for module in pkgutil.walk_packages(package.__path__, f"onnes.{room}.")))):
            yield from (one for one in vars(found).values()
                        if isinstance(one, type) and issubclass(one, eqx.Module) and one.__module__ == found.__name__)


@pytest.mark.parametrize("module", sorted(set(modules_of_physics()), key=str), ids=lambda module: module.__name__)
def test_numbers_of_drives_terms_and_laws_are_converted_by_as_array(module):
    converters = [field.metadata.get("converter") for field in dataclasses.fields(module)]
    assert not {jnp.asarray, jnp.array} & set(filter(None, converters))


def test_as_array_keeps_arrays():
    array = jnp.arange(3.0)
    assert as_array(array) is array
    assert as_array(0.1).dtype == jnp.float64
