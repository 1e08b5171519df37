"""pair-gas: number, distance, size and overlap of pairs, their orthogonality, and the origin of the gap."""

from __future__ import annotations

from typing import Any, ClassVar

import pydantic

from onnes.errors import InputError
from onnes.experiments.experiment import Experiment, Measurement, Progress, quantity

THINNEST_LAYER, MOST_STATES = 0.5, 700


class PairGas(Experiment):
    """The ensemble of pairs in three parts.

    1. A metal: n' = n Delta/e_F pairs per volume, D = n'^(-1/3) apart, each of size rho.
    2. Discrete pair states in a cube: all plane waves of a layer under a Fermi surface, as many pair states as there
       are waves, made orthogonal; their Gram matrix, their overlap in space, and the phase space left for one more.
    3. Excitations: a dilute and a compact Bose gas, exact on a small ring and by Bogoliubov's theory; and pairs on
       blocked levels, exact, with the energy that breaks one.

    Raises:
        InputError: binding, Fermi energy or lattice distance not positive, a binding above the Fermi energy, a layer
            that is thicker than its sphere, thinner than 0.5, or of more than 700 waves; a negative repulsion; levels
            that are odd or not from 4 to 12.

    Source: W28 (its last part corrected) and W29, Figs 5-8.
    """

    name: ClassVar[str] = "pair-gas"
    summary: ClassVar[str] = "number, distance, overlap, orthogonality of pairs; gaps of dilute and compact Bose gases"
    theories: ClassVar[tuple[str, ...]] = ("pair",)
    uses_material: ClassVar[bool] = False
    example: ClassVar[dict[str, Any]] = {"sphere": 4, "levels": 8}

    theory: str = pydantic.Field(default="pair", description="the theory the gas belongs to")
    binding: float = quantity("0.34 meV", "J", "binding Delta of a pair", above=0)
    fermi_energy: float = quantity("11.7 eV", "J", "Fermi energy", above=0)
    spacing: float = quantity("0.286 nm", "m", "lattice distance d; one electron in d^3", above=0)
    sphere: float = quantity(5.0, "", "Fermi wave number of the model cube, in 2 pi over its side", at_least=2,
                             at_most=12)
    layer: float = quantity(1.0, "", "thickness of its layer of pairs, same unit", at_least=THINNEST_LAYER)
    repulsion: float = quantity(20.0, "", "repulsion U of two atoms on one site of the ring, over their hopping t",
                                at_least=0, at_most=1000)
    attraction: float = quantity(0.8, "", "N V of pairs on blocked levels", at_least=0, at_most=5)
    levels: int = pydantic.Field(default=10, description="number of those levels, even, 4 to 12")

    def check(self) -> None:
        from onnes.pairing.pair_states import layer

        if self.binding >= self.fermi_energy:
            raise InputError("binding", f"{self.binding:g} J", f"less than the Fermi energy, {self.fermi_energy:g} J")
        if self.layer >= self.sphere:
            raise InputError("layer", self.layer, f"less than the sphere's radius, {self.sphere:g}")
        count = len(layer(self.sphere, self.layer))
        if not 2 <= count <= MOST_STATES:
            raise InputError("layer", self.layer, f"a layer of 2 to {MOST_STATES} waves; this one holds {count}",
                             "Choose a thinner layer or a smaller sphere." if count > 2 else "Choose a thicker one.")
        if self.levels % 2 or not 4 <= self.levels <= 12:
            raise InputError("levels", self.levels, "an even number from 4 to 12")

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.pair_gas import bosons, ensemble, metal

        progress(0.0, "pair states")
        readings, arrays = ensemble.measure(self.sphere, self.layer)
        progress(0.5, "rings of bosons")
        more_readings, more_arrays = bosons.measure(self.repulsion, self.attraction, self.levels)
        of_metal = metal.readings(self.binding, self.fermi_energy, self.spacing)
        return Measurement(of_metal | readings | more_readings, arrays | more_arrays)
