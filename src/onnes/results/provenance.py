"""Where a result came from: enough to repeat it."""

from __future__ import annotations

import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

_PARTS = ("onnes", "jax", "jaxlib", "equinox", "numpy", "scipy")


def provenance(**more: Any) -> dict[str, Any]:
    """Versions, date, machine kind and device; ``more`` adds the seed where there is one."""
    return {
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}",
        "device": _device(),
        "versions": {part: _version(part) for part in _PARTS},
        **more,
    }


def _device() -> str:
    """Return the device that JAX computed on; "cpu" where JAX was not used."""
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
