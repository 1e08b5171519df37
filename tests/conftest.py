"""What all tests share: compiled programs are kept from run to run, random tests are the same each time."""

import os
from pathlib import Path

from hypothesis import settings

from onnes.cli.compilation_cache import keep_compiled

# Programs that compile in a moment too: tests have hundreds of them.
os.environ.setdefault("JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS", "0")
keep_compiled(Path(os.environ.get("ONNES_CACHE", Path(__file__).parent.parent / ".jax_cache")))

settings.register_profile("onnes", deadline=None, derandomize=True, database=None)
settings.load_profile("onnes")
