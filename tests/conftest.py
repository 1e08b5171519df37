"""Shared by all tests: JAX is set up at the start, compiled programs are kept, random tests are the same each time."""

import os
from pathlib import Path

os.environ.setdefault("ONNES_CACHE", str(Path(__file__).parent.parent / ".jax_cache"))
# Tests run in as many processes as there are processors: threads of their own only wait for each other. OpenBLAS
# reads this when NumPy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Tests compile more than they compute: without LLVM's optimizations a program is compiled in a third of the time, with
# XLA's older emitters of fused loops in two thirds of that. Loops over small grids run as fast, large ones in bulk
# three times as long or more (docs/decisions.md); modules that compute long ask for `optimized`.
os.environ.setdefault("JAX_DISABLE_MOST_OPTIMIZATIONS", "1")
os.environ["XLA_FLAGS"] = (os.environ.get("XLA_FLAGS", "") + " --xla_backend_optimization_level=1"
                           " --xla_cpu_use_fusion_emitters=false --xla_cpu_parallel_codegen_split_count=1").strip()

import jax
import pytest
from hypothesis import settings

from onnes.numerics.jax_settings import prepare_jax

prepare_jax()

settings.register_profile("onnes", deadline=None, derandomize=True, database=None)
settings.load_profile("onnes")


_approx = pytest.approx


def approx_without_floor(expected, rel=None, abs=None, nan_ok=False):
    """pytest.approx without its absolute tolerance of 1e-12, below which any two values in SI units would agree."""
    if abs is None:
        rel, abs = 1e-6 if rel is None else rel, 0.0
    return _approx(expected, rel=rel, abs=abs, nan_ok=nan_ok)


pytest.approx = approx_without_floor


@pytest.fixture(scope="module")
def optimized():
    """Have the programs of a module compiled at level 1 of LLVM: one that computes longer than it compiles."""
    before = jax.config.values["jax_disable_most_optimizations"]
    jax.config.update("jax_disable_most_optimizations", False)
    yield
    jax.config.update("jax_disable_most_optimizations", before)
