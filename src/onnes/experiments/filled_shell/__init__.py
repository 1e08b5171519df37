"""filled-shell: diamagnetic current of a noble-gas atom, whose canonical angular momentum is zero."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
import pydantic

from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity
from onnes.results import Array, Reading

if TYPE_CHECKING:
    from onnes.carriers.closed_shell_atom import ClosedShellAtom
    from onnes.carriers.fock_darwin import FieldStep

CHARGES = {"helium": 2, "neon": 10, "argon": 18}

SHELLS = "spd"

FIELD_STEPS = np.geomspace(1e-3, 1.0, 7)
"""Fields e B/(2 m omega_0) at which the oscillator's shells are solved."""


class FilledShell(Experiment):
    """A noble-gas atom in a magnetic field: its canonical angular momentum stays zero, but a current flows.

    The density of the shells, by Slater's rules or by Hartree-Fock, gives the current j = -(e^2/m) n A, and from it the
    circulating current, the susceptibility beside the measured one, and the shielding of the nucleus. That the wave
    functions do not change to first order is shown on filled shells that can be solved at any field, those of a plane
    oscillator.

    Raises:
        InputError: see `Experiment`.

    Source: Weisskopf's text, paragraph on neon after W33.
    """

    name: ClassVar[str] = "filled-shell"
    summary: ClassVar[str] = "diamagnetic current of a filled atomic shell: zero momentum, susceptibility, shielding"
    theories: ClassVar[tuple[str, ...]] = ("pair",)
    uses_material: ClassVar[bool] = False

    theory: str = pydantic.Field(default="pair", description="theory whose example this is")
    atom: Literal["helium", "neon", "argon"] = choice("neon", "noble-gas atom")
    orbitals: Literal["hartree-fock", "slater"] = choice("hartree-fock", "hartree-fock: solved; slater: by his rules")
    field: float = quantity("1 T", "T", "magnetic field B", above=0, at_most=1000)

    def measure(self, progress: Progress) -> Measurement:
        from onnes.carriers.fock_darwin import switch_on

        progress(0.0, "the atom")
        atom = self._atom()
        progress(0.5, "shells at several fields")
        steps = [switch_on(b) for b in FIELD_STEPS]
        readings = {**self._current_readings(atom), **self._susceptibility_readings(atom), **_step_readings(steps)}
        return Measurement(readings, {**self._density_arrays(atom), **_step_arrays(steps)})

    def _atom(self) -> ClosedShellAtom:
        from onnes.carriers.hartree_fock import hartree_fock
        from onnes.carriers.slater_rules import slater_atom

        charge = CHARGES[self.atom]
        return hartree_fock(charge) if self.orbitals == "hartree-fock" else slater_atom(charge)

    def _current_readings(self, atom: ClosedShellAtom) -> dict[str, Reading]:
        from onnes.carriers import diamagnetic_current as current
        from onnes.units.constants import BOHR_RADIUS, HBAR

        square = atom.mean(2) * BOHR_RADIUS**2
        summed = self._summed(atom)
        return {
            "electrons": Reading(atom.mean(0), "", None, "integral of the density"),
            "sum_of_square_radii": Reading(square, "m^2", None, "sum over the electrons of <r^2>"),
            "canonical_angular_momentum_over_hbar": Reading(
                _canonical(atom), "", None, "sum over the electrons of m, L_z/hbar, weighted with their densities: "
                "zero with and without the field"),
            "kinetic_angular_momentum_over_hbar": Reading(
                current.kinetic_angular_momentum(square, self.field) / HBAR, "", None,
                "sum of (r x m v)_z over hbar, from e A alone"),
            "circulating_current": Reading(summed["current"], "A", None, "int j over a half-plane through the axis"),
            "circulating_current_over_larmor": Reading(
                summed["current"] / current.circulating_current(CHARGES[self.atom], self.field), "", None,
                "the same over -Z e omega_L/(2 pi): all electrons turning at Larmor's frequency"),
            "larmor_frequency": Reading(current.larmor_angular_velocity(self.field), "rad/s", None,
                                        "omega_L = e B/(2m): m = 1 circulates so much faster, m = -1 slower"),
            "magnetic_moment": Reading(summed["moment"], "J/T", None, "(1/2) int r x j of one atom"),
            "magnetic_moment_over_larmor": Reading(
                summed["moment"] / current.magnetic_moment(square, self.field), "", None,
                "the same over Larmor's -e^2 B sum <r^2>/(6m)"),
            **({"energy": Reading(atom.energy, "hartree", None, "total energy of the orbitals")}
               if atom.energy else {}),
        }

    def _summed(self, atom: ClosedShellAtom) -> dict[str, float]:
        """Return current and moment as integrals of j: int j drho dz and pi int j rho^2 drho dz."""
        from onnes.carriers.diamagnetic_current import diamagnetic_current_density
        from onnes.units.constants import BOHR_RADIUS

        # Trapezoidal rule in ln r and Gauss's in the polar angle: both converge exponentially for these densities.
        r, (cosine, weight) = np.geomspace(1e-5, 40.0, 600) * BOHR_RADIUS, np.polynomial.legendre.leggauss(60)
        sine, step = np.sqrt(1 - cosine**2), np.log(r[1] / r[0])
        density = atom.density(r / BOHR_RADIUS) / BOHR_RADIUS**3
        distance = r[:, None] * sine
        j = diamagnetic_current_density(density[:, None], distance, self.field)
        # drho dz = r dr dtheta and dtheta = dcos/sin.
        area = (r**2 * step)[:, None] * weight / sine
        return {"current": float(np.sum(j * area)), "moment": float(np.pi * np.sum(j * distance**2 * area))}

    def _susceptibility_readings(self, atom: ClosedShellAtom) -> dict[str, Reading]:
        from onnes.carriers.diamagnetic_current import molar_susceptibility, nuclear_shielding
        from onnes.measurements.noble_gases import molar_gaussian, susceptibilities
        from onnes.units.constants import BOHR_RADIUS

        chi = molar_susceptibility(atom.mean(2) * BOHR_RADIUS**2)
        known = susceptibilities(self.atom)
        measured = [each for each in known if each.kind == "measured"]
        half_spread = (max(each.si for each in measured) - min(each.si for each in measured)) / 2
        readings = {
            "molar_susceptibility": Reading(chi, "m^3/mol", None, "chi per mole, SI"),
            "molar_susceptibility_gaussian": Reading(molar_gaussian(chi) * 1e-6, "cm^3/mol", None,
                                                     "the same as tables give it, Gaussian"),
            "measured_molar_susceptibility": Reading(measured[0].si, "m^3/mol", half_spread, f"{measured[0].source}; "
                                                     "uncertainty: half of the spread of measurements"),
            "susceptibility_over_measured": Reading(chi / measured[0].si, "", None, "computed over that"),
            "nuclear_shielding": Reading(nuclear_shielding(atom.mean(-1) / BOHR_RADIUS), "", None,
                                         "sigma: field of the current at the nucleus over -B"),
        }
        for each in known:
            if each.kind == "computed":
                readings["best_computed_molar_susceptibility"] = Reading(each.si, "m^3/mol", None, each.source)
        return readings

    def _density_arrays(self, atom: ClosedShellAtom) -> dict[str, Array]:
        """Return the current over the distance from the nucleus, and its density in a plane through the axis."""
        from onnes.carriers.diamagnetic_current import circulating_current, diamagnetic_current_density
        from onnes.measurements.noble_gases import susceptibilities
        from onnes.units.constants import BOHR_RADIUS

        reach = 2.5 * np.sqrt(atom.mean(2) / atom.mean(0))
        r = np.linspace(0, 1, 401) * reach
        arrays = {"r": Array(r * BOHR_RADIUS, ("r",), "m", "distance from the nucleus")}
        for shell in atom.shells:
            name = SHELLS[shell.basis.angular_momentum]
            arrays[f"current_{name}"] = Array(
                circulating_current(1, self.field) * shell.radial(r) / BOHR_RADIUS, ("r",), "A/m",
                f"current of the {name} electrons between r and r + dr, over dr")
        x = np.linspace(-1, 1, 241) * reach
        away = np.maximum(np.hypot(x[None, :], x[:, None]), 1e-3)
        plane = diamagnetic_current_density(atom.density(away) / BOHR_RADIUS**3, x * BOHR_RADIUS, self.field)
        arrays |= {
            "x": Array(x * BOHR_RADIUS, ("x",), "m", "across the field"),
            "z": Array(x * BOHR_RADIUS, ("z",), "m", "along the field"),
            "current_map": Array(plane, ("z", "x"), "A/m^2", "current density through the plane"),
        }
        known = susceptibilities(self.atom)
        arrays["known_susceptibility"] = Array(np.array([each.si for each in known]), ("known",), "m^3/mol",
                                               "molar susceptibility, measured or computed elsewhere")
        return arrays


def _canonical(atom: ClosedShellAtom) -> float:
    """Return the sum over the electrons of m, each weighted with the norm of its orbital."""
    total = 0.0
    for shell in atom.shells:
        angular = shell.basis.angular_momentum
        per_state = shell.mean(0) / (2 * angular + 1)
        total += sum(m * per_state for m in range(-angular, angular + 1))
    return total


def _step_readings(steps: list[FieldStep]) -> dict[str, Reading]:
    """Return orders in the field, from the two smallest ones."""
    first, second = steps[:2]

    def order(name: str) -> float:
        return float(np.log(getattr(second, name) / getattr(first, name)) / np.log(second.b / first.b))

    largest = max(abs(step.canonical) for step in steps)
    return {
        "wave_function_order": Reading(order("wave_change"), "", None, "order in B of the change of the oscillator's "
                                       "filled shells: 2, no first order"),
        "current_order": Reading(order("current_error"), "", None, "order in B of what -(e^2/m) n A, n without field, "
                                 "misses of the current, over it"),
        "oscillator_angular_momentum": Reading(largest, "", None, "largest sum of L_z/hbar of those shells, at any B"),
    }


def _step_arrays(steps: list[FieldStep]) -> dict[str, Array]:
    def column(name: str, meaning: str) -> Array:
        return Array(np.array([getattr(step, name) for step in steps]), ("b",), "", meaning)

    return {
        "b": column("b", "e B/(2 m omega_0)"),
        "wave_change": column("wave_change", "change of the wave functions"),
        "current_error": column("current_error", "error of -(e^2/m) n A, relative"),
        "kinetic": column("kinetic", "sum of (r x m v)_z over hbar"),
    }
