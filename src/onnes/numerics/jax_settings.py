"""JAX settings: double precision, wide vectors, and compiled programs kept on disk, made when first needed.

Importing any module of Onnes changes nothing of JAX. The first grid, drive or energy term does, once, by `prepare_jax`.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jax._src import xla_bridge

from onnes.numerics.compile_time import count_compile_seconds

_P = ParamSpec("_P")
_T = TypeVar("_T")
_WIDTH_FLAG = "--xla_cpu_prefer_vector_width"
_SMALL = 5_000_000
"""Numbers in the arguments of a program that runs once, up to which it is not optimised: LLVM takes longer than it."""
_LEAST_COMPILE_TIME, _JAX_LEAST_COMPILE_TIME = 0.05, 1.0
"""Programs that compile faster than this [s] are not written to disk: here, and by JAX's default."""


@cache
def prepare_jax() -> None:
    """Set up JAX for this process, once: settings that the user made before stand, and so do later changes.

    Arrays that exist already keep their precision.

    - Double precision is enabled, unless the environment variable ``JAX_ENABLE_X64`` is set or the call is made within
      ``jax.enable_x64(False)``; in single precision a warning is given. A plain
      ``jax.config.update("jax_enable_x64", False)`` before the first call cannot be told from JAX's default and does
      not count as a choice.
    - XLA is asked for vectors of 512 bits, unless ``XLA_FLAGS`` mentions the width or JAX has initialised its backend,
      after which the flag has no effect.
    - Compiled programs are kept in ``$ONNES_CACHE/jax``, or in ``onnes/jax`` of the user's cache folder (XDG base
      directories), unless ``jax_compilation_cache_dir`` is set or the folder cannot be made.
    - The seconds that programs take to compile are counted, see `onnes.numerics.compile_time`.
    """
    _enable_double_precision()
    _prefer_wide_vectors()
    _keep_compiled_programs()
    count_compile_seconds()


_OLDER_EMITTERS = {"xla_cpu_use_fusion_emitters": False} if jax.__version_info__ < (0, 11) else {}
COMPILED_FAST = _OLDER_EMITTERS or None
"""Options of XLA for what runs seldom, such as once a record: its older emitters of loops compile a program in half the
time, and some loops take three times as long (docs/decisions.md). JAX 0.11 has only the newer ones."""
COMPILED_LEAN = {"xla_disable_hlo_passes": "while-loop-invariant-code-motion"}
"""Options of XLA for loops in which nothing is kept that is soon worked out anew. XLA otherwise works out before a loop
all that does not change in it, such as products of weights: two hundred bytes a node in a step of a body in space."""


def compiled_fast(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """Return `equinox.filter_jit` of a function that runs seldom, see `COMPILED_FAST`."""
    return _compiled(function, COMPILED_FAST)


def compiled_once(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """Return `equinox.filter_jit` of a function that runs once a run.

    Small arguments go to a program that is compiled in a third of the time of `compiled_fast`, without optimisations of
    LLVM, and takes three times as long.
    """
    plain = _compiled(function, _OLDER_EMITTERS | {"xla_backend_optimization_level": 0,
                                                   "xla_llvm_disable_expensive_passes": True})
    optimised = compiled_fast(function)

    @wraps(function)
    def chosen(*arguments: _P.args, **named: _P.kwargs) -> _T:
        size = sum(np.size(leaf) for leaf in jax.tree.leaves((arguments, named)))
        return (plain if size < _SMALL else optimised)(*arguments, **named)
    return chosen


def _compiled(function: Callable[_P, _T], options: dict[str, Any] | None) -> Callable[_P, _T]:
    compiled: Any = eqx.filter_jit  # its types do not know of options
    return compiled(function, compiler_options=options)


def as_array(values: Any) -> jax.Array:
    """Return values as a JAX array, of double precision unless the user chose otherwise; see `prepare_jax`.

    A number of Python becomes an array of the type of NumPy's numbers, not of JAX's weak type, for which programs would
    be compiled once more; and unlike ``jnp.asarray`` this compiles no program for each new shape of a NumPy array.
    """
    if isinstance(values, jax.Array):
        return values
    prepare_jax()
    if isinstance(values, (int, float, complex, np.ndarray)):
        return jax.device_put(np.array(values))
    return jnp.asarray(values)


def backend_is_initialised() -> bool:
    """Return whether JAX has looked for its devices, after which XLA's flags have no effect."""
    return xla_bridge.backends_are_initialized()


def cache_folder() -> Path:
    """Return ``$ONNES_CACHE``, or ``onnes`` in the user's cache folder (XDG base directories)."""
    if "ONNES_CACHE" in os.environ:
        return Path(os.environ["ONNES_CACHE"])
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "onnes"


def _enable_double_precision() -> None:
    if "JAX_ENABLE_X64" not in os.environ:
        jax.config.update("jax_enable_x64", True)
    if not jax.config.values["jax_enable_x64"]:
        warnings.warn("JAX is set to single precision: results are good to five digits at best, and tolerances below "
                      "1e-6 are not reached. Unset JAX_ENABLE_X64 or leave jax.enable_x64(False) for double precision.",
                      stacklevel=2)


def _prefer_wide_vectors() -> None:
    flags = os.environ.get("XLA_FLAGS", "")
    if _WIDTH_FLAG not in flags and not backend_is_initialised():
        os.environ["XLA_FLAGS"] = f"{flags} {_WIDTH_FLAG}=512".strip()


def _keep_compiled_programs() -> None:
    if jax.config.values["jax_compilation_cache_dir"] is not None:
        return
    folder = cache_folder() / "jax"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return
    jax.config.update("jax_compilation_cache_dir", str(folder))
    if jax.config.values["jax_persistent_cache_min_compile_time_secs"] == _JAX_LEAST_COMPILE_TIME:
        jax.config.update("jax_persistent_cache_min_compile_time_secs", _LEAST_COMPILE_TIME)
