"""What all tests share: compiled programs are kept from run to run, random tests are the same each time."""

import os
from pathlib import Path

from hypothesis import settings

from onnes.cli.compilation_cache import keep_compiled

keep_compiled(Path(os.environ.get("ONNES_CACHE", Path(__file__).parent.parent / ".jax_cache")))

settings.register_profile("onnes", deadline=None, derandomize=True, database=None)
settings.load_profile("onnes")
