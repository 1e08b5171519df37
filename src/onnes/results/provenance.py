"""Provenance of a result: what is needed to repeat it."""

from __future__ import annotations

import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

_PARTS = ("onnes", "jax", "jaxlib", "equinox", "numpy", "scipy")


def provenance(**more: Any) -> dict[str, Any]:
    """Return versions, date, kind of machine and device; ``more`` adds further items such as the seed."""
    return {
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}",
        "device": _device(),
        "versions": {part: _version(part) for part in _PARTS},
        **more,
    }


def _device() -> str:
    """Return the device of JAX, or "cpu" for a run that did not use JAX."""
    if "jax" not in sys.modules:
        return "cpu"
    import jax

    from onnes.numerics.jax_settings import backend_is_initialised

    return f"{jax.devices()[0].platform}: {jax.devices()[0].device_kind}" if backend_is_initialised() else "cpu"


def _version(part: str) -> str:
    try:
        return version(part)
    except PackageNotFoundError:
        return "absent"
