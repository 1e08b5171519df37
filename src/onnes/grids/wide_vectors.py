"""Vectors of 512 bits on processors that have them, switched on before JAX compiles anything."""

from __future__ import annotations

import os

_FLAG = "--xla_cpu_prefer_vector_width"


def use_wide_vectors() -> None:
    """Ask XLA for the widest vectors of the processor; half as wide is its default and takes half as long again.

    What ``XLA_FLAGS`` already says about the width stands. It has no effect once JAX has looked for its devices.
    """
    flags = os.environ.get("XLA_FLAGS", "")
    if _FLAG not in flags:
        os.environ["XLA_FLAGS"] = f"{flags} {_FLAG}=512".strip()
