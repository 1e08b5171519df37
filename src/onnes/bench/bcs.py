"""Weak-coupling BCS theory of every element over temperature: gap, thermodynamics, kernel and depth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onnes.bench.benchmarks import Timing, benchmark
from onnes.bench.stopwatch import best_seconds

if TYPE_CHECKING:
    import numpy as np

    from onnes.materials import Material
    from onnes.problems.bcs_metal import Electrodynamics

TEMPERATURES = 200


@benchmark("BCS gap, thermodynamics, kernel and depth of every element at 200 temperatures")
def every_element() -> Timing:
    """Return passes over all elements per second, compared with the arctangents of their kernels alone.

    A kernel takes one arctangent for each temperature, wave number and Matsubara frequency.
    """
    import numpy as np

    from onnes.materials import materials
    from onnes.pairing.bcs.matsubara import matsubara_rule
    from onnes.pairing.bcs.nonlocal_kernel import bcs_kernel
    from onnes.pairing.bcs.surface_depth import wave_numbers
    from onnes.problems.bcs_metal import electrodynamics

    elements = [one for one in materials() if one.family == "element"]
    metals = [electrodynamics(one.name, None, None, None, "diffuse") for one in elements]
    t = np.linspace(0.0, 1.0, TEMPERATURES)
    seconds = best_seconds(lambda: over_temperature(t, elements, metals), repeats=3)
    waves = len(wave_numbers(1.0, bcs_kernel(t, 0.0)))
    angles = np.random.default_rng(0).random((waves, matsubara_rule(np.ones(1)).a.size))
    one_row = best_seconds(lambda: np.arctan(angles), repeats=20)
    kernels = sum(metal is not None for metal in metals)
    return Timing(1 / seconds, "passes/s", 1 / (one_row * TEMPERATURES * kernels), "arctangents of the kernels (now)")


def over_temperature(t: np.ndarray, elements: list[Material],
                     metals: list[Electrodynamics | None]) -> list[dict[str, np.ndarray]]:
    """Return the curves of BCS theory for each element, in SI units where the tables have the scale.

    Args:
        t: T/Tc, one axis.
        elements, metals: the elements, and their lengths where they are known.
    """
    from onnes.materials.models import bcs
    from onnes.pairing.bcs.thermodynamics import entropy, heat
    from onnes.problems.bcs_metal import critical_field_at_zero
    from onnes.units.constants import BOLTZMANN

    shared = {"gap": bcs.GAP_AT_ZERO * bcs.gap(t), "critical_field": bcs.critical_field(t), "entropy": entropy(t),
              "heat": heat(t)}
    found = []
    for element, metal in zip(elements, metals, strict=True):
        curves = {"gap": shared["gap"] * BOLTZMANN * element.critical_temperature}
        if field := critical_field_at_zero(element.name):
            curves["critical_field"] = shared["critical_field"] * field.value
        if element.has("sommerfeld_coefficient"):
            scale = element.sommerfeld_coefficient * element.critical_temperature
            curves |= {name: shared[name] * scale for name in ("entropy", "heat")}
        if metal:
            curves["penetration_depth"] = metal.depth(t)
        found.append(curves)
    return found
