"""Arguments of compiled programs that run often, taken apart once.

A law of motion is a tree of a hundred parts. `jax.jit` takes its arguments apart at every call, and compares with those
of earlier calls all in them that is no array: half a millisecond for a law, more than the steps of a small film take
between two records.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import equinox as eqx
import jax

from onnes.numerics.jax_settings import as_array


@dataclass(frozen=True, eq=False)
class _Form:
    """All of a tree but its arrays. One object for all trees that are alike, so that telling them apart takes no time.

    Attributes:
        others: leaves that are no arrays; None in the place of an array.
        tree: how the leaves hang together.
    """

    others: tuple[Any, ...]
    tree: Any


@partial(jax.tree_util.register_dataclass, data_fields=["arrays"], meta_fields=["form"])
@dataclass(frozen=True, eq=False)
class Held:
    """Things as an argument of a program compiled by `jax.jit`, see `held`.

    Attributes:
        arrays: all that are in them.
        form: the rest, for which the program is compiled.
    """

    arrays: tuple[jax.Array, ...]
    form: _Form

    @property
    def things(self) -> tuple[Any, ...]:
        """The things that are held, in the order in which they were given."""
        arrays = iter(self.arrays)
        return jax.tree.unflatten(self.form.tree,
                                  [next(arrays) if each is None else each for each in self.form.others])

    def __reduce__(self):
        return held, self.things


def held(*things: Any) -> Held:
    """Return things taken apart; what is no array in them must be hashable, as for `equinox.filter_jit`."""
    leaves, tree = jax.tree.flatten(things)
    others = tuple(None if eqx.is_array(leaf) else leaf for leaf in leaves)
    return Held(tuple(as_array(leaf) for leaf in leaves if eqx.is_array(leaf)), _form(others, tree))


_form = lru_cache(maxsize=4096)(_Form)
