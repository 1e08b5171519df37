"""Shared by all tests: JAX is set up at the start, compiled programs are kept, random tests are the same each time."""

import os
from pathlib import Path

from hypothesis import settings

from onnes.numerics.jax_settings import prepare_jax

os.environ.setdefault("ONNES_CACHE", str(Path(__file__).parent.parent / ".jax_cache"))
prepare_jax()

settings.register_profile("onnes", deadline=None, derandomize=True, database=None)
settings.load_profile("onnes")
