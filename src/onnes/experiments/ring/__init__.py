"""ring: flux quanta of a superconducting ring, its persistent current, its oscillating Tc and its phase slips."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pydantic

from onnes.errors import InputError
from onnes.experiments.experiment import Experiment, Measurement, Progress, quantity

if TYPE_CHECKING:
    from onnes.devices import Film
    from onnes.problems.ring import Annulus
    from onnes.results import Result

_COHERENCE_LENGTH, _PENETRATION_DEPTH, _RESISTIVITY = 100e-9, 500e-9, 20e-9
"""xi and lambda [m] and resistivity [ohm m] of a film for which neither they nor a material are given."""
_CRITICAL_TEMPERATURE, _REDUCED = 1.2, 0.95
"""Tc [K] of one; T/Tc where no temperature is given."""
_NEAR_TC = 1 - 1e-4
"""T/Tc at which xi^2 (Tc - T) of a material is taken, which has a limit at Tc."""
_MOST_QUANTA = 1e5
_WIDEST = 40.0
_LARGEST_RAMP = 60.0
"""Diameter of a ring that is followed in time, in xi."""
_TIME = 1500.0
"""Duration of a ramp in tau_0."""
LARGEST_SEED = 2**32 - 1


class Ring(Experiment):
    """A ring of a superconducting film, cooled in a field: flux quanta, persistent current, Tc, phase slips.

        oint (mu_0 Lambda K + A) . dl = n h/2e,    I = (n Phi_0 - Phi)/L,    E_n = (n Phi_0 - Phi)^2/(2 L)

    K is the sheet current, Lambda = lambda^2/d, Phi the applied field times the effective area, L the geometric plus
    kinetic inductance, both of the film of this width by London's theory (`onnes.Film.inductance`, ``flux_from``). The
    fluxoid is read along a contour half-way across, from the current and the field of the current.

    Tc(B) follows from the lowest eigenvalue e of -(grad - iA)^2 for psi ~ f(r) exp(i n theta), of any radius and width:
    Tc(0) - Tc(B) = Tc xi_0^2 e, with xi_0^2 Tc = xi(T)^2 (Tc - T) near Tc; a thin ring has ((n - Phi/Phi_0)/R)^2. The n
    with which the ring becomes superconducting in ``field`` is the one it keeps.

    In a ring narrower than Lambda psi = f(r) exp(i n theta) is that of Ginzburg-Landau theory at the field that acts,
    with the flux of its own current, L_geometric I: ``current``, energies, and the fluxes at which n ceases to be
    stable, where a wave along the ring lets the phase slip: |n - Phi/Phi_0| = (R^2/(3 xi^2) + 1/6)^(1/2) if thin.
    In a wider one the current is London's, and these are not computed.

    With ``end_field`` the field is then swept in ``time`` while time-dependent Ginzburg-Landau theory, with thermal
    noise, follows the ring through its slips.

    Validity: thickness below lambda; quantitative near Tc; a ring narrower than Lambda for slips.

    Raises:
        InputError: see `Experiment`; also a width or a hole below a fortieth of the other, a
            field in which the ring is normal, one of more than 1e5 flux quanta, a
            sweep of a ring of more than 60 xi.
        MissingDataError: a material that lacks a length, or a resistivity where time matters.

    Source: F. London, Superfluids I (1950); W. A. Little, R. D. Parks, Phys. Rev. Lett. 9, 9 (1962); R. P. Groff,
    R. D. Parks, Phys. Rev. 176, 567 (1968); L. Kramer, W. Zimmermann, Physica D 16, 221 (1985).
    """

    name: ClassVar[str] = "ring"
    summary: ClassVar[str] = "ring cooled in a field: fluxoid, persistent current, Tc that oscillates, phase slips"
    dynamic: ClassVar[bool] = True
    example: ClassVar[dict[str, Any]] = {"inner_radius": "150 nm", "width": "50 nm", "thickness": "10 nm",
                                         "field": "22 mT", "end_field": "70 mT", "time": "5 ns", "frames": 20}

    inner_radius: float = quantity("0.5 um", "m", "radius of the hole", above=0)
    width: float = quantity("0.1 um", "m", "outer less inner radius", above=0)
    thickness: float = quantity("20 nm", "m", "thickness d of the film", above=0)
    coherence_length: float | None = quantity(None, "m", "xi at the temperature, in place of the material's; 100 nm "
                                              "without either", above=0)
    penetration_depth: float | None = quantity(None, "m", "lambda at the temperature, in place of the material's; "
                                               "500 nm without either", above=0)
    critical_temperature: float | None = quantity(None, "K", "Tc in place of the material's; 1.2 K without either",
                                                  above=0)
    temperature: float | None = quantity(None, "K", "temperature to which it is cooled; 0.95 Tc if left out", above=0)
    field: float = quantity("5 mT", "T", "applied field in which it is cooled")
    end_field: float | None = quantity(None, "T", "field to which the field is swept afterwards; no sweep if left out")
    time: float | None = quantity(None, "s", "duration of the sweep; 1500 mu_0 lambda^2/resistivity if left out",
                                  above=0)
    resistivity: float | None = quantity(None, "ohm m", "of the normal metal, for the sweep; 20 nohm m without a "
                                         "material", above=0)
    frames: int = pydantic.Field(default=100, description="recorded times of the sweep")
    seed: int = pydantic.Field(default=0, description="of the thermal noise of the sweep")

    def check(self) -> None:
        from onnes.problems.ring import nucleus
        from onnes.units.constants import FLUX_QUANTUM

        for name, least, most in (("frames", 2, 10_000), ("seed", 0, LARGEST_SEED)):
            if not least <= getattr(self, name) <= most:
                raise InputError(name, getattr(self, name), f"a whole number from {least} to {most}")
        if not 1 / _WIDEST <= self.width / self.inner_radius <= _WIDEST:
            name = "width" if self.width < self.inner_radius else "inner_radius"
            raise InputError(name, f"{getattr(self, name):g} m", f"a width and a radius of the hole within a factor of "
                             f"{_WIDEST:g} of each other", "A grid that resolves both would be too large.")
        film, largest = self.film_of(), max(abs(self.field), abs(self.end_field or 0.0))
        named = "field" if abs(self.field) == largest else "end_field"
        if largest * math.pi * self.outer_radius() ** 2 > _MOST_QUANTA * FLUX_QUANTUM:
            raise InputError(named, f"{getattr(self, named):g} T", f"a field of at most {_MOST_QUANTA:g} flux quanta "
                             "through the ring", "Lower the field, or take a smaller ring.")
        level = nucleus(self.annulus(self.field), self.field / film.upper_critical_field).level
        if level >= 1:
            raise InputError("field", f"{self.field:g} T", "a field in which the ring is superconducting at its "
                             "temperature", f"Tc - T is {level:.3g} times too small: lower field or temperature.")
        if self.end_field is None:
            if self.time is not None:
                raise InputError("time", f"{self.time:g} s", "none without a sweep", "Add end_field, or leave it out.")
            return
        film.constants.time_unit  # noqa: B018  refuses a material without a resistivity
        if 2 * self.outer_radius() > _LARGEST_RAMP * film.constants.coherence_length:
            raise InputError("end_field", f"{self.end_field:g} T", "no sweep of a ring wider than "
                             f"{_LARGEST_RAMP * film.constants.coherence_length:.3g} m, {_LARGEST_RAMP:g} xi",
                             "Leave end_field out, or take a smaller ring.")

    def outer_radius(self) -> float:
        """Return the outer radius [m]."""
        return self.inner_radius + self.width

    def depth(self) -> float:
        """Return lambda, in m."""
        return self.film_of().constants.penetration_depth

    def film_of(self, temperature: float | None = None) -> Film:
        """Return the ring as a film, at its temperature or another [K]."""
        from onnes.devices import Film
        from onnes.geometry import ring

        xi, depth, tc, rho = (self.coherence_length, self.penetration_depth, self.critical_temperature,
                              self.resistivity)
        if self.material:
            from onnes.materials import material

            known = tc or material(self.material).critical_temperature
        else:
            xi, depth, rho = xi or _COHERENCE_LENGTH, depth or _PENETRATION_DEPTH, rho or _RESISTIVITY
            known = tc = tc or _CRITICAL_TEMPERATURE
        kelvin = temperature or self.temperature or _REDUCED * known
        return Film(ring(self.outer_radius(), self.inner_radius), material=self.material, temperature=kelvin,
                    thickness=self.thickness, coherence_length=xi, penetration_depth=depth, critical_temperature=tc,
                    resistivity=rho)

    def kelvin_per_level(self) -> float:
        """Return Tc xi_0^2 = xi(T)^2 (Tc - T) near Tc [K m^2]."""
        film = self.film_of()
        if self.material and self.coherence_length is None:
            film = self.film_of(_NEAR_TC * film.constants.critical_temperature)  # type: ignore[operator]
        degrees = film.constants.degrees_below_tc
        assert degrees is not None
        return film.constants.coherence_length**2 * degrees

    def annulus(self, fields: float) -> Annulus:
        """Return the ring on a radial grid, for fields up to one [T]."""
        from onnes.problems.ring import Annulus

        film = self.film_of()
        xi = film.constants.coherence_length
        return Annulus(self.inner_radius / xi, self.outer_radius() / xi, fields / film.upper_critical_field)

    def duration(self) -> float:
        """Return the time of the sweep [s]."""
        return self.time or _TIME * self.film_of().constants.time_unit

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.ring.run import measure

        return measure(self, progress)

    @classmethod
    def has_film(cls, result: Result) -> bool:
        return "frame_density" in result.arrays

    @classmethod
    def film(cls, result: Result, path: Path) -> None:
        if not cls.has_film(result):
            raise InputError("film", "a ring whose field is not swept", "one with end_field=...",
                             'For example end_field="10 mT".')
        super().film(result, path)
