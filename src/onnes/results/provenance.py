"""Where a result came from: enough to repeat it."""

from __future__ import annotations

import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

_PARTS = ("onnes", "jax", "jaxlib", "equinox", "numpy", "scipy")


def provenance(**more: Any) -> dict[str, Any]:
    """Versions, date and machine kind; ``more`` adds seed and device where they matter."""
    return {
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}",
        "versions": {part: _version(part) for part in _PARTS},
        **more,
    }


def _version(part: str) -> str:
    try:
        return version(part)
    except PackageNotFoundError:
        return "absent"
