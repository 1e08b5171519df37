"""Persistent cache of programs compiled by JAX, so that the second run of an experiment starts at once."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """Return ``$ONNES_CACHE``, or ``onnes`` in the user's cache folder (XDG base directories)."""
    if "ONNES_CACHE" in os.environ:
        return Path(os.environ["ONNES_CACHE"])
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "onnes"


def keep_compiled(folder: Path) -> None:
    """Set JAX, before it is imported, to keep compiled programs in ``folder``, unless the user has chosen another."""
    os.environ.setdefault("JAX_COMPILATION_CACHE_DIR", str(folder / "jax"))
    os.environ.setdefault("JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS", "0.2")
