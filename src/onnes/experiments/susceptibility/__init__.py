"""susceptibility: N orbits coupled by their mutual inductances, that feel the field of one another or ignore it."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import pydantic

from onnes.errors import InputError
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity, temperature_law
from onnes.experiments.susceptibility.sample import BELOW, placed
from onnes.materials import penetration_depth_of

_MOST_RADII = 1e4
"""Largest size, in orbit radii."""
_SIZES, _LEAST = {"cell": 6.0, "loops": 5.0, "disc": 14.0}, {"cell": 4.0, "loops": 4.0, "disc": 8.0}
"""Size where none is given, and least size, in orbit radii."""
_SECONDS = 1.3e-6
"""Time of computing per placement and pair of orbits, in s."""
_ORBITS, _PLACEMENTS, _READ, _FINEST = (10, 4000), (2, 1000), 20, 100
"""Bounds of the number of orbits and of placements; least number of orbits read in a disc; largest size of a cube of
loops in their thickness."""
_ALONE = 0.2
"""Share of an orbit in its own field above which a warning says so."""


class Susceptibility(Experiment):
    """N orbits of radius r at random places, in a field that grows from 0 to B_a.

    Orbit i has the speed v_i = -(e r/2m) B_i that the flux pi r^2 B_i through it induces. With the field of the
    others::

        B_i = B_a + chi sum_j C_ij B_j,    chi = -mu_0 n_s e^2 r^2/(4 m) = -r^2/(4 lambda^2)

    and without it v_i = -(e r/2m) B_a, while the field in the orbits is B_a (1 + chi sum_j C_ij). C_ij is the mutual
    inductance of the orbits, so scaled that sum_j C_ij = 1 in the mean field: B = B_a/(1 - chi) with the field of the
    others (H39), B = B_a (1 + chi) without (H38); half the field and half the speed, or none and the whole, at
    r = 2 lambda. (In Gaussian units 4 pi chi stands for chi.)

    geometry=cell: orbits that are long along the field, in a square that repeats: the flux through one orbit of the
    field of another is its field times their common area, and there is no surface. geometry=disc: the same in a round
    sample, of which orbits at least 3 r below the edge are read. geometry=loops: plane circular loops in a cube that
    repeats.

    London's theory, which screens completely, is these equations with orbits of any size (chi -> -infinity), as Pippard
    and Tinkham ask; the text keeps r = 2 lambda and drops the field of the others.

    Validity: classical carriers, each bound to its orbit; the places are random and independent.

    Raises:
        InputError: see `Experiment`; also a sample too small for the orbits, too few orbits in a disc,
            loops too thin for the cube.
        MissingDataError: the material has no penetration depth (give one).

    Source: H36-H47 of Hirsch.
    """

    name: ClassVar[str] = "susceptibility"
    summary: ClassVar[str] = "N orbits coupled by mutual inductances: half the field if they feel one another"
    example: ClassVar[dict[str, Any]] = {"orbits": 300, "placements": 4}

    geometry: Literal["cell", "disc", "loops"] = choice(
        "cell", "long orbits in a square that repeats, or in a disc; loops in a cube that repeats")
    orbits: int = pydantic.Field(default=600, description="number of orbits N")
    placements: int = pydantic.Field(default=8, description="number of random placements")
    seed: int = pydantic.Field(default=0, description="of the random places")
    radius: float | None = quantity(None, "m", "r of the orbits; 2 lambda if left out", above=0)
    size: float | None = quantity(None, "m", "side of the cell or cube, diameter of the disc; 6, 5 or 14 r if left out",
                                  above=0)
    wire: float = quantity(0.2, "", "thickness of a loop over r, for geometry=loops: its standard deviation",
                           at_least=0.05, at_most=0.5)
    field: float = quantity("80 mT", "T", "applied field B_a", above=0)
    temperature: float | None = quantity(None, "K", "temperature; half of the material's Tc if left out", at_least=0)
    model: Literal["two_fluid", "bcs"] = temperature_law("depth")
    penetration_depth: float | None = quantity(None, "m", "lambda, in place of the material's; 50 nm without either",
                                               above=0)

    def check(self) -> None:
        for name, (least, most) in (("orbits", _ORBITS), ("placements", _PLACEMENTS)):
            if not least <= getattr(self, name) <= most:
                raise InputError(name, getattr(self, name), f"a whole number from {least} to {most}")
        if self.seed < 0:
            raise InputError("seed", self.seed, "a whole number, 0 or above")
        least = _LEAST[self.geometry] * self.orbit()
        if self.extent() < least:
            raise InputError("size", f"{self.extent():g} m", f"at least {_LEAST[self.geometry]:g} r, {least:g} m",
                             "Make it larger, or the orbits smaller.")
        if self.extent() > _MOST_RADII * self.orbit():
            raise InputError("size", f"{self.extent():g} m", f"at most {_MOST_RADII:g} r",
                             "The orbits would no longer feel each other. Make it smaller, or the orbits larger.")
        if self.geometry == "disc" and self.orbits * (1 - 2 * BELOW * self.orbit() / self.extent()) ** 2 < _READ:
            raise InputError("orbits", self.orbits, f"enough for {_READ} of them {BELOW:g} r below the surface",
                             "Give more, or a larger disc.")
        if self.geometry == "loops" and self.extent() / self.orbit() > _FINEST * self.wire:
            raise InputError("wire", self.wire, f"at least 1/{_FINEST} of the size of the cube, over r",
                             "Make the loops thicker, or the cube smaller.")

    def depth(self) -> float:
        """Return lambda, in m."""
        return penetration_depth_of(self.material, self.temperature, self.model, self.penetration_depth)

    def orbit(self) -> float:
        """Return r, in m."""
        from onnes.carriers.orbits import orbit_radius

        return self.radius or orbit_radius(self.depth())

    def extent(self) -> float:
        """Return the size of the sample, in m."""
        return self.size or _SIZES[self.geometry] * self.orbit()

    def expected_seconds(self) -> float:
        return _SECONDS * self.placements * self.orbits**2

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.susceptibility.readings import Instruments
        samples = []
        for index in range(self.placements):
            progress(index / self.placements, f"placement {index + 1}")
            samples.append(placed(self.geometry, self.orbits, self.extent() / self.orbit(), self.wire,
                                  (self.seed, index)))
        read = Instruments(samples, self.depth(), self.orbit(), self.field)
        return Measurement(read.readings(), read.arrays(), warnings=_warnings(read.own))


def _warnings(own: float) -> tuple[str, ...]:
    """Return a warning where the orbits hardly overlap."""
    if own <= _ALONE:
        return ()
    return (f"{own:.2g} of the coupling of an orbit is its own: so few orbits overlap that no mean field is expected.",)
