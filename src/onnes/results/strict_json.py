"""Strict JSON, without NaN and infinity, which not every reader accepts."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any


def json_ready(value: Any) -> Any:
    """Return ``value`` in the types of JSON: mappings become dicts, sequences and arrays lists, the rest text.

    A number that is not finite becomes None, since JSON cannot represent it.
    """
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, Mapping):
        return {str(key): json_ready(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [json_ready(item) for item in value]
    if hasattr(value, "tolist"):  # NumPy and JAX numbers and arrays
        plain = value.tolist()
        return json_ready(plain) if isinstance(plain, (bool, int, float, str, list)) else str(plain)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    return str(value)


def dumps(value: Any, indent: int | None = None) -> str:
    """Return ``value`` as strict JSON text."""
    return json.dumps(json_ready(value), allow_nan=False, ensure_ascii=False, indent=indent)
