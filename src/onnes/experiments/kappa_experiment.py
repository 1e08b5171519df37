"""Base of experiments whose only parameter is kappa = lambda/xi, given as a number or by a material."""

from __future__ import annotations

from typing import Any, Literal

from onnes.errors import InputError, MissingDataError
from onnes.experiments.experiment import Experiment, quantity, temperature_law
from onnes.materials import REDUCED_TEMPERATURE, Material, Value, material

SMALLEST, LARGEST = 0.005, 300.0
"""Ginzburg-Landau parameters for which the grids are known to resolve both lengths."""

_NEAR_TC = 0.5


class KappaExperiment(Experiment):
    """Inputs kappa, or material, temperature and model, and the kappa that follows.

    Raises:
        InputError: kappa that is no number from 0.005 to 300; both kappa and a material; a temperature without a
            material, or above Tc.
        MissingDataError: a material whose tables do not give kappa and Hc.
    """

    kappa: float | None = quantity(None, "", "Ginzburg-Landau parameter lambda/xi; 1 if no material is given either")
    temperature: float | None = quantity(None, "K", "temperature of the material; half of its Tc if left out",
                                         at_least=0.0)
    model: Literal["two_fluid", "bcs"] = temperature_law("lambda and Hc")

    @classmethod
    def completed(cls, inputs: dict[str, Any]) -> dict[str, Any]:
        """Return the inputs with defaults for those left out, so that the result shows what was computed."""
        if not inputs.get("material"):
            return {"kappa": 1.0} | inputs
        half_of_tc = REDUCED_TEMPERATURE * material(inputs["material"]).critical_temperature
        return {"temperature": half_of_tc} | inputs

    def check(self) -> None:
        if not self.material:
            if self.temperature is not None:
                raise InputError("temperature", self.temperature, "a material that has this temperature",
                                 "Name a material, or leave the temperature out.")
            _check_range("kappa", self.kappa)
            return
        if self.kappa is not None:
            raise InputError("kappa", self.kappa, "either kappa or a material, not both",
                             f"Leave out kappa: that of {self.material} follows from its tables.")
        _check_range(f"kappa of {self.material}", self._of_material("kappa").value)
        self._of_material("critical_field")

    def _material(self) -> Material:
        return material(self.material)

    @property
    def _temperature(self) -> float:
        return self.temperature or 0.0

    def _of_material(self, name: str) -> Value:
        try:
            return self._material().value_at(name, self._temperature, self.model)
        except MissingDataError as missing:
            raise missing.or_give("kappa without a material") from None

    def _kappa(self) -> tuple[float, float | None]:
        """Return kappa and its uncertainty."""
        if self.kappa is not None:
            return self.kappa, None
        of_material = self._of_material("kappa")
        return of_material.value, of_material.uncertainty

    def _warnings(self) -> tuple[str, ...]:
        if not self.material:
            return ()
        tc = self._material().critical_temperature
        if self._temperature >= _NEAR_TC * tc:
            return ()
        return (f"Ginzburg-Landau theory holds near Tc = {tc:g} K; this far below, the ratios of fields are those of "
                f"the kappa that the {self.model} model gives, and real ones may differ by tens of per cent.",)


def _check_range(argument: str, kappa: float | None) -> None:
    if kappa is not None and SMALLEST <= kappa <= LARGEST:
        return
    cure = "Give kappa = lambda/xi, a ratio of two lengths and so a positive number."
    if kappa is not None and kappa > 0:
        cure = ("Beyond it use the limits: Hsh = 2^(-1/4) kappa^(-1/2) Hc and delta = (4 sqrt2/3) xi for kappa to 0, "
                "Hc1 = (ln kappa + 0.497)/(sqrt2 kappa) Hc and Hsh = Hc for kappa to infinity.")
    raise InputError(argument, kappa, f"a Ginzburg-Landau parameter from {SMALLEST:g} to {LARGEST:g}", cure)
