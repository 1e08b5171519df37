"""wavepacket: a charged wave packet in a field: cyclotron orbit, Landau levels, Aharonov-Bohm fringes, Ehrenfest."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from onnes.errors import InputError
from onnes.experiments.belonging import Belonging
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, HBAR

if TYPE_CHECKING:
    from onnes.results import Result

CELLS = {"cyclotron": 20.0, "ehrenfest": 20.0, "landau": 5.0, "aharonov-bohm": 8.0}
"""Cells per wavelength, or per magnetic length for Landau levels, if not given."""
_SPEED = 40e3
"""Speed where neither it nor a wavelength is given [m/s]."""
_FAST = 0.05
"""Largest speed over that of light."""


class Wavepacket(Experiment):
    """A wave packet of charge q and mass m in the plane, under Schroedinger's equation.

    The equation, with B = curl A along z and E = -grad phi - d_t A::

        i hbar d_t psi = (1/2m) (-i hbar grad - q A)^2 psi + q phi psi,      d_t |psi|^2 + div j = 0,
        j = |psi|^2 v,   v = (hbar grad theta - q A)/m,   psi = |psi| exp(i theta)

    SI; in Gaussian units A/c stands for A. On links psi is invariant under changes of gauge to round-off, and what is
    propagated is exact in time (`onnes.laws.Schroedinger`); the grid is of second order, and frequencies, radii, paths
    and levels are extrapolated from three grids.

    - mode=cyclotron: a Gaussian in the field B: its mean goes round at omega_c = |q| B/m on a circle of radius
      m v/(|q| B), by Ehrenfest's theorem exactly. Its width breathes, ``w(t)^2 = w^2 cos^2(omega_c t/2) +
      (l^4/w^2) sin^2(omega_c t/2)``, l^2 = hbar/(|q| B), and stays if it is l.
    - mode=ehrenfest: with a uniform electric field along x besides, and any B, zero included; the mean goes as
      ``m dv/dt = q (E + v x B)``, which drifts at E/B. Without B the width is w(t)^2 = w^2 + (hbar t/2 m w)^2.
    - mode=landau: the lowest eigenvalues between hard walls, over hbar omega_c: n + 1/2, each as often as there are
      flux quanta h/|q|; orbits at the walls have more.
    - mode=aharonov-bohm: a packet meets a wall with two slits, and within the wall between them is a tube of flux. The
      packet never touches its field, yet the fringes on a screen move: their period in the flux is h/|q|.

    Widths are standard deviations of |psi|^2 along each axis.

    Validity: one particle without spin, not relativistic; walls at which psi = 0, far from all but the slits.

    Raises:
        InputError: see `Experiment`; also a speed and a wavelength, no charge, a field without which there is nothing
            to see, a box too small for the path, or a grid that is too large.

    Source: M1-M3, M6, M7; P. Ehrenfest, Z. Phys. 45, 455 (1927); L. Landau, Z. Phys. 64, 629 (1930); Y. Aharonov and
        D. Bohm, Phys. Rev. 115, 485 (1959).
    """

    name: ClassVar[str] = "wavepacket"
    summary: ClassVar[str] = "charged wave packet: cyclotron orbit, Landau levels, Aharonov-Bohm fringes, Ehrenfest"
    dynamic: ClassVar[bool] = True
    uses_material: ClassVar[bool] = False
    example: ClassVar[dict[str, Any]] = {"mode": "cyclotron", "width": "14 nm", "cells": 14, "duration": "3.6 ps"}

    belonging: ClassVar[Belonging] = {"mode": {
        "cyclotron": ("field", "speed", "wavelength", "width", "duration", "box"),
        "ehrenfest": ("field", "electric_field", "speed", "wavelength", "width", "duration", "box"),
        "landau": ("field", "box"), "aharonov-bohm": ("speed", "wavelength", "flux", "separation")}}

    mode: Literal["cyclotron", "ehrenfest", "landau", "aharonov-bohm"] = choice("cyclotron", "what is done")
    charge: float = quantity(-1.0, "", "charge q in units of e", at_least=-1e3, at_most=1e3)
    mass: float = quantity(1.0, "", "mass m in units of the electron's", at_least=1e-3, at_most=1e6)
    field: float = quantity("5 T", "T", "magnetic field B along z")
    electric_field: float = quantity("50 kV/m", "V/m", "electric field along x, mode=ehrenfest")
    speed: float | None = quantity(None, "m/s", "speed along x at the start; 40 km/s if left out", above=0)
    wavelength: float | None = quantity(None, "m", "h/(m v), in place of the speed", above=0)
    width: float | None = quantity(None, "m", "width w of the packet; (hbar/|q| B)^(1/2) if left out, or two "
                                   "wavelengths without a magnetic field", above=0)
    duration: float | None = quantity(None, "s", "time of the flight; one turn if left out, or the time of ten "
                                      "wavelengths without a magnetic field", above=0)
    box: float | None = quantity(None, "m", "side of the square between the walls; wide enough if left out", above=0)
    flux: float = quantity(0.5, "", "flux in the tube over h/|q|, of picture and film, mode=aharonov-bohm",
                           at_least=-100, at_most=100)
    separation: float | None = quantity(None, "m", "distance between the slits; four wavelengths if left out", above=0)
    cells: float | None = quantity(None, "", "grid cells per wavelength, per (hbar/|q| B)^(1/2) for mode=landau; 20, "
                                   "5 there and 8 for mode=aharonov-bohm if left out", at_least=4, at_most=100)

    def check(self) -> None:
        from onnes.experiments.wavepacket import scales

        if self.charge == 0:
            raise InputError("charge", self.charge, "a charge, on which a field acts", "An electron has -1.")
        if self.mode in ("cyclotron", "landau") and self.field == 0:
            raise InputError("field", "0 T", f"a field with mode={self.mode}",
                             "Without one choose mode=ehrenfest, with electric_field=0 for free flight.")
        if self.mode != "landau":
            if self.speed is not None and self.wavelength is not None:
                raise InputError("wavelength", f"{self.wavelength:g} m", "none beside a speed",
                                 "Leave out one of them.")
            fastest = _FAST * 299792458.0
            if not self.velocity() <= fastest:
                name = "speed" if self.wavelength is None else "wavelength"
                raise InputError(name, f"v = {self.velocity():.3g} m/s", f"at most {fastest:.3g} m/s, {_FAST:g} c",
                                 "Schroedinger's equation is not relativistic.")
        scales.check(self)

    def velocity(self) -> float:
        """Return the speed at the start, in m/s."""
        if self.wavelength is not None:
            return 2 * math.pi * HBAR / (self.kilograms() * self.wavelength)
        return self.speed or _SPEED

    def kilograms(self) -> float:
        """Return the mass, in kg."""
        return self.mass * ELECTRON_MASS

    def coulombs(self) -> float:
        """Return the charge, in C."""
        return self.charge * ELEMENTARY_CHARGE

    def resolution(self) -> float:
        """Return the cells per wavelength, or per magnetic length."""
        return self.cells or CELLS[self.mode]

    def expected_seconds(self) -> float:
        from onnes.experiments.wavepacket import scales

        return scales.expected_seconds(self)

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.wavepacket import flight_readings, landau_readings, slit_readings

        measured = {"landau": landau_readings, "aharonov-bohm": slit_readings}.get(self.mode, flight_readings)
        return measured.measured(self, progress)

    @classmethod
    def has_film(cls, result: Result) -> bool:
        return result.inputs["mode"] != "landau"
