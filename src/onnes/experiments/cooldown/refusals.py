"""Refusal of cooldowns that contradict themselves or that have no flux lines to sweep."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from onnes.errors import InputError
from onnes.materials import material

if TYPE_CHECKING:
    from onnes.experiments.cooldown import Cooldown
    from onnes.problems.cooldown import Metal


def refuse_contradictions(experiment: Cooldown) -> None:
    """Raise InputError for inputs that exclude each other."""
    if experiment.cooling == "front" and experiment.gradient == 0:
        raise InputError("gradient", "0 K/m", "a gradient above 0 at a front",
                         "Use cooling=uniform for a sample that is cooled everywhere alike.")


def refuse_impossible(experiment: Cooldown, metal: Metal) -> None:
    """Raise InputError for a bath above Tc, or a field in which the metal stays normal."""
    tc, bath = metal.critical_temperature, experiment.temperature
    if bath >= tc:
        raise InputError("temperature", f"{bath:g} K", f"a bath below Tc = {tc:g} K of {experiment.material}",
                         "The metal starts just above Tc and is cooled; a warmer bath would heat it.")
    of = material(experiment.material)
    of_kappa = sqrt(2) * metal.kappa * of.critical_field(bath)
    highest = of.upper_critical_field(bath) if experiment.kappa is None else of_kappa
    if experiment.field >= highest:
        raise InputError("field", f"{experiment.field:g} T", f"below Bc2 = {highest:.3g} T at {bath:g} K",
                         "In this field the metal stays normal.")
