"""A free energy, and all that is computed from it, on many devices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import equinox as eqx
import jax

from onnes.energies.state import Drive, State
from onnes.energies.term import FreeEnergy
from onnes.grids.devices import Slabs

Law = TypeVar("Law")


class SpreadEnergy(FreeEnergy):
    """The same energy, with state, drive and sample in aligned slabs; so are, then, its force and its Hessian."""

    slabs: Slabs = eqx.field(kw_only=True)

    @eqx.filter_jit
    def __call__(self, state: State, drive: Drive) -> jax.Array:
        terms, sample, state, drive = jax.tree.map(self._aligned, (self.terms, self.sample, state, drive))
        return FreeEnergy(terms, sample)(state, drive)

    @property
    def matter(self) -> FreeEnergy:
        return SpreadEnergy(super().matter.terms, self.sample, slabs=self.slabs)

    def held(self, around: tuple) -> FreeEnergy:
        return SpreadEnergy(super().held(around).terms, self.sample, slabs=self.slabs)

    def at_rest(self, results):
        return jax.tree.map(lambda leaf: self.slabs.rest(leaf) if isinstance(leaf, jax.Array) else leaf, results)

    def _aligned(self, leaf):
        return self.slabs.align(leaf) if isinstance(leaf, jax.Array) else leaf


def over_devices(law: Law, state: State, devices: Sequence[Any] | None = None) -> tuple[Law, State]:
    """A law (or a free energy) and a state, laid out over many devices; the law then runs as on one.

        law, state = over_devices(TDGL(energy, protocol, conductivity), uniform_state(grid))
        run = law.run(state, until=100.0)

    The grid is cut in slabs along one axis; devices exchange the rims of their slabs. Results equal those of one device
    to rounding. With several processes (`jax.distributed.initialize`) each calls this, and everything after it, in the
    same way.

    Args:
        law: anything made of one `FreeEnergy` and arrays of its grid.
        devices: all devices of all processes by default.

    Raises:
        InputError: the number of devices divides the number of nodes along no axis.
    """
    energies = [part for part in jax.tree.leaves(law, is_leaf=_is_energy) if _is_energy(part)]
    slabs = Slabs.of(energies[0].sample.grid, devices)

    def placed(part):
        if _is_energy(part):
            return SpreadEnergy(jax.tree.map(placed, part.terms), jax.tree.map(placed, part.sample), slabs=slabs)
        return slabs.place(part) if isinstance(part, jax.Array) else part

    return jax.tree.map(placed, law, is_leaf=_is_energy), jax.tree.map(placed, state)


def _is_energy(part) -> bool:
    return isinstance(part, FreeEnergy)
