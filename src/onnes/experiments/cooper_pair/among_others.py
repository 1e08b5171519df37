"""A pair above a Fermi sea: binding, size and wave function, over coupling and temperature."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from onnes.experiments.cooper_pair.core_readings import core_readings
from onnes.experiments.cooper_pair.reference import (
    closed_forms,
    fermi_wave_number,
    scales,
    tube_length,
    well_laws,
)
from onnes.experiments.experiment import Measurement, Progress
from onnes.pairing.cooper_problem import BoundPair, bound_pair, smallest_energy, vanishing_temperature
from onnes.pairing.coulomb_core import CoulombCore, morel_anderson
from onnes.pairing.matrix_element import MatrixElement, exact, exact_kernel, step_kernel, stepped
from onnes.pairing.pair_wave_function import coherence_length, envelope, momentum_size, radius_of_share
from onnes.results import Array, Reading
from onnes.units.constants import BOLTZMANN

TOLERANCE = 1e-8
"""Largest relative change of the binding on a finer set of nodes and shapes that counts as converged."""
CORE_TOLERANCE = 1e-4
"""The same with a Coulomb core, a thousandth of the tube long, of which the shapes of the tube see little."""

_UNBOUND = "no bound pair"
"""Why a reading has no value."""
_COUPLINGS = np.geomspace(0.05, 3.0, 13)
_TEMPERATURES = np.array([0.0, 0.15, 0.3, 0.45, 0.6, 0.7, 0.8, 0.88, 0.94, 0.98])
_ROUGH_SHAPES, _ROUGH_REACH = 24, 200.0

Element = Callable[[float], MatrixElement]
"""Smallest energy to resolve -> matrix element on nodes that do."""


@dataclass(frozen=True)
class _Solved:
    """A pair, None where none is bound, and the relative change of its binding on finer nodes."""

    pair: BoundPair | None
    change: float

    @property
    def binding(self) -> float:
        return self.pair.binding if self.pair else 0.0


def measure(coupling: float, cutoff: float, fermi_energy: float, element: str, temperature: float,
            core: CoulombCore | None, progress: Progress) -> Measurement:
    """Solve with both matrix elements and read the chosen one.

    Args:
        coupling: B.
        cutoff: hbar omega_D [J].
        fermi_energy: e_F [J].
        element: "step" or "exact".
        temperature: kT in units of the cutoff.
        core: Coulomb repulsion, None without.
    """
    wave_number = fermi_wave_number(cutoff, fermi_energy)
    uniform = {"mu": core.mu, "reach": wave_number / 2} if core else {}
    elements: dict[str, tuple[Element, Element]] = {
        "step": (partial(stepped, **uniform), partial(stepped, points=18, **uniform)),
        "exact": (partial(exact, wave_number, core=core),
                  partial(exact, wave_number, shapes=48, reach=1600.0, core=core)),
    }
    taken = morel_anderson(core.mu, wave_number / 2) if core else 0.0
    smallest = partial(smallest_energy, repulsion=taken)
    progress(0.0, "pair equation")
    solved = {name: _solve(coupling, temperature, smallest(coupling, temperature), *pair)
              for name, pair in elements.items()}
    chosen = solved[element]
    cold = elements[element][0](smallest(coupling))
    vanishing = vanishing_temperature(coupling, cold)
    readings = _binding_readings(chosen, cutoff) | closed_forms(coupling) | _compared(solved)
    readings |= _size_readings(chosen.pair, tube_length(cutoff, fermi_energy))
    readings |= _heat_readings(vanishing, bound_pair(coupling, cold), cutoff)
    readings |= scales(coupling, cutoff, fermi_energy) | well_laws()
    progress(0.4, "couplings and temperatures")
    arrays = _wave(chosen.pair, wave_number) | _elements(wave_number) | _over_coupling(wave_number)
    rough = partial(exact, wave_number, shapes=_ROUGH_SHAPES, reach=_ROUGH_REACH, core=core) if (
        element == "exact") else elements["step"][0]
    arrays |= _over_temperature(coupling, rough, vanishing, cutoff)
    if core:
        size = wave_number * coherence_length(chosen.pair) if chosen.pair else None
        readings |= core_readings(core, coupling, wave_number / 2, cold, size)
        arrays["core_binding"] = _with_core(rough, smallest)
    tolerance = CORE_TOLERANCE if core else TOLERANCE
    return Measurement(readings, arrays, "converged" if chosen.change < tolerance else "not_converged")


def _solve(coupling: float, temperature: float, smallest: float, plain: Element, finer: Element) -> _Solved:
    pair, better = (bound_pair(coupling, made(smallest), temperature) for made in (plain, finer))
    if pair is None or better is None:
        return _Solved(None, 0.0 if pair is better else math.inf)
    return _Solved(pair, abs(better.binding / pair.binding - 1))


def _binding_readings(solved: _Solved, cutoff: float) -> dict[str, Reading]:
    binding, spread = solved.binding, solved.binding * solved.change
    return {
        "binding_over_cutoff": Reading(binding, "", spread, "Delta of the eigenproblem over hbar omega_D; the "
                                       "uncertainty is the change on a finer set of nodes"),
        "binding": Reading(binding * cutoff, "J", spread * cutoff, "Delta of the eigenproblem"),
        "bound": Reading(solved.pair is not None, meaning="whether the pair lies below 2 e_F"),
    }


def _compared(solved: dict[str, _Solved]) -> dict[str, Reading]:
    step, full = solved["step"], solved["exact"]
    spread = step.binding * step.change + full.binding * full.change
    both = step.pair is not None and full.pair is not None
    ratio = full.binding / step.binding if both else None
    return {
        "exact_minus_step_over_cutoff": Reading(full.binding - step.binding, "", spread,
                                                "binding with the exact element less that with the step"),
        "exact_over_step": Reading(ratio, "", None if ratio is None else ratio * (step.change + full.change),
                                   "binding with the exact element over that with the step", absent=_UNBOUND),
    }


def _size_readings(pair: BoundPair | None, tube: float) -> dict[str, Reading]:
    length = half = size = None
    if pair is not None:
        length, half, size = coherence_length(pair) * tube, radius_of_share(pair), momentum_size(pair)
    return {
        "size_over_coherence_length": Reading(
            size, "", None, "sqrt<r^2> over hbar v_F/Delta, from the momentum spread within the shell; the sharp "
            "surface of a cold sea adds a tail 1/r that is left out", absent=_UNBOUND),
        "half_radius_over_coherence_length": Reading(
            half, "", None, "distance within which half of Psi^2 lies, over hbar v_F/Delta", absent=_UNBOUND),
        "coherence_length": Reading(length, "m", None, "rho = hbar v_F/Delta, W27", absent=_UNBOUND),
    }


def _heat_readings(vanishing: float, cold: BoundPair | None, cutoff: float) -> dict[str, Reading]:
    ratio = None if cold is None else vanishing / cold.binding
    return {
        "vanishing_temperature": Reading(vanishing * cutoff / BOLTZMANN, "K", None,
                                         "temperature at which blocking by 1 - 2f undoes the binding"),
        "vanishing_over_binding": Reading(ratio, "", None, "k times that temperature over Delta(T = 0); "
                                                           "e^gamma/pi = 0.5669 for a weak stepped attraction",
                                                           absent=_UNBOUND),
    }


def _wave(pair: BoundPair | None, wave_number: float) -> dict[str, Array]:
    """Return Psi(r) at small distances, its envelope at large ones, and the amplitude over energy."""
    if pair is None:
        return {}
    near = np.linspace(0.0, 8 * np.pi, 400)
    rho = coherence_length(pair)
    far = np.linspace(0.0, 6.0, 400)
    close_by = np.sqrt(2) * np.imag(np.exp(1j * near) * envelope(pair, near / wave_number))
    amplitude = np.sqrt(2 * rho) * np.abs(envelope(pair, far * rho))
    nodes = pair.panels.nodes
    shown = nodes < 40 * pair.binding
    largest = float(np.max(np.abs(close_by))) or 1.0
    return {
        "near_distance": Array(near / (2 * np.pi), ("near_distance",), "", "distance in Fermi wavelengths"),
        "near_wave": Array(close_by / largest, ("near_distance",), "", "r psi of the pair, close by"),
        "free_wave": Array(np.sin(near), ("near_distance",), "", "r psi of two free electrons"),
        "distance": Array(far, ("distance",), "", "distance in hbar v_F/Delta"),
        "envelope": Array(amplitude, ("distance",), "", "envelope of r psi, sqrt(hbar v_F/Delta) times"),
        "energy": Array(nodes[shown] / pair.binding, ("energy",), "", "pair energy above 2 e_F in Delta"),
        "amplitude": Array(pair.amplitude[shown] * np.sqrt(pair.binding), ("energy",), "", "amplitude of the wave"),
    }


def _elements(wave_number: float) -> dict[str, Array]:
    """Return both matrix elements between the Fermi surface and a state above or below it."""
    difference = np.linspace(-12.0, 12.0, 481)
    at_surface = np.array(wave_number)
    return {
        "difference": Array(difference, ("difference",), "", "wave number above the Fermi surface in 1/l"),
        "exact_element": Array(exact_kernel(at_surface, wave_number + difference), ("difference",), "", "exact"),
        "step_element": Array(step_kernel(at_surface, wave_number + difference), ("difference",), "", "step"),
    }


def _over_coupling(wave_number: float) -> dict[str, Array]:
    step, full = [], []
    for coupling in _COUPLINGS:
        smallest = smallest_energy(coupling)
        rough = exact(wave_number, smallest, _ROUGH_SHAPES, _ROUGH_REACH)
        for made, kept in ((stepped(smallest), step), (rough, full)):
            pair = bound_pair(coupling, made)
            kept.append(pair.binding if pair else 0.0)
    return {
        "couplings": Array(_COUPLINGS, ("couplings",), "", "coupling B"),
        "step_binding": Array(np.array(step), ("couplings",), "", "Delta/hbar omega_D, stepped element"),
        "exact_binding": Array(np.array(full), ("couplings",), "", "Delta/hbar omega_D, exact element"),
        "weak_binding": Array(np.exp(-1 / _COUPLINGS), ("couplings",), "", "exp(-1/B)"),
    }


def _with_core(rough: Element, smallest: Callable[[float], float]) -> Array:
    pairs = [bound_pair(coupling, rough(smallest(coupling))) for coupling in _COUPLINGS]
    return Array(np.array([pair.binding if pair else 0.0 for pair in pairs]), ("couplings",), "",
                 "Delta/hbar omega_D with the Coulomb core, by the chosen element; 0 where no pair is bound")


def _over_temperature(coupling: float, element: Element, vanishing: float, cutoff: float) -> dict[str, Array]:
    temperatures = _TEMPERATURES * vanishing
    bindings = []
    for temperature in temperatures:
        pair = bound_pair(coupling, element(smallest_energy(coupling, temperature)), temperature)
        bindings.append(pair.binding if pair else 0.0)
    return {
        "temperatures": Array(np.append(temperatures, vanishing) * cutoff / BOLTZMANN, ("temperatures",), "K",
                              "temperature"),
        "warm_binding": Array(np.append(bindings, 0.0) * cutoff, ("temperatures",), "J", "binding"),
    }
