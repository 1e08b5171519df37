"""Keep what JAX compiled from one run to the next: the second run of an experiment starts at once."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """``$ONNES_CACHE``, or ``onnes`` in the user's cache folder (XDG base directories)."""
    if "ONNES_CACHE" in os.environ:
        return Path(os.environ["ONNES_CACHE"])
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "onnes"


def keep_compiled(folder: Path) -> None:
    """Tell JAX, before it is imported, to keep its compiled programs in ``folder``; the user's own choice wins."""
    os.environ.setdefault("JAX_COMPILATION_CACHE_DIR", str(folder / "jax"))
    os.environ.setdefault("JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS", "0.2")
