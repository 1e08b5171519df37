"""Base of experiments on a metal cooled in a field, solved in the cross-section of long bodies."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import pydantic

from onnes.errors import InputError
from onnes.experiments.expected_time import refuse_endless
from onnes.experiments.experiment import Experiment, quantity, temperature_law
from onnes.materials import given_or_recorded, material, penetration_depth_of, temperature_of
from onnes.units import Scales
from onnes.units.constants import VACUUM_PERMEABILITY


class CooledMetal(Experiment):
    """Lengths, conductivity and relaxation of the metal, seed and resolution of the run.

    Attributes:
        usual_kappa: where neither kappa nor a material is given.
        largest_grid: most nodes of a cross-section.

    Raises:
        InputError: see `Experiment`; also a negative seed.
        MissingDataError: the material lacks a length (give one).
    """

    usual_kappa: ClassVar[float]
    largest_grid: ClassVar[int]

    kappa: float | None = quantity(None, "", "lambda/xi; the material's, or the usual one, if left out", above=0)
    penetration_depth: float | None = quantity(None, "m", "lambda, in place of the material's; 50 nm without either",
                                               above=0)
    temperature: float | None = quantity(None, "K", "temperature; half of the material's Tc if left out", at_least=0)
    model: Literal["two_fluid", "bcs"] = temperature_law("lengths")
    conductivity: float = quantity("1e8 S/m", "S/m", "of the normal metal", above=0)
    relaxation: float = quantity(5.79, "", "D tau/lambda^2: tau is the relaxation time of psi", at_least=1e-3,
                                 at_most=1e3)
    seed: int = pydantic.Field(default=0, description="of what is random at the start")
    cells: float = quantity(1.5, "", "cells per smaller of lambda and xi", at_least=1)

    def check(self) -> None:
        if self.seed < 0:
            raise InputError("seed", self.seed, "a whole number from 0")

    def check_size(self, setting: Any) -> None:
        """Raise InputError for a run of more nodes than `largest_grid`, or one without end."""
        if setting.nodes > self.largest_grid:
            raise InputError("radius", f"{setting.radius / setting.kappa:.3g} lambda",
                             f"a cross-section of at most {self.largest_grid:,} nodes, not {setting.nodes:.3g}",
                             "Make it smaller, or cells= fewer.")
        refuse_endless("radius", self.expected_seconds(), False,
                       "Take a smaller body, fewer cells, a faster front, a shorter duration or a larger relaxation: "
                       "the field diffuses through the body in R^2/lambda^2 over it, in tau.")

    @property
    def scales(self) -> Scales:
        """Scales of the metal, with tau = u mu_0 sigma lambda^2."""
        depth = penetration_depth_of(self.material, self.temperature, self.model, self.penetration_depth)
        kelvin = temperature_of(self.material, self.temperature)
        kappa = (self.kappa or self.usual_kappa) if kelvin is None else given_or_recorded(
            "kappa", self.kappa, lambda: material(self.material).kappa(kelvin, self.model))
        tau = self.relaxation * VACUUM_PERMEABILITY * self.conductivity * depth**2
        return Scales(depth / kappa, depth, tau, self.conductivity)
