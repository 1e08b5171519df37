"""london-moment: the magnetic field of a rotating superconductor, spun up from rest or cooled while it rotates."""

from __future__ import annotations

from math import pi
from typing import ClassVar, Literal

from onnes.errors import InputError
from onnes.experiments.belonging import Belonging
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity, temperature_law
from onnes.materials import given_or_recorded, material, penetration_depth_of, temperature_of
from onnes.units.constants import VACUUM_PERMEABILITY

REVOLUTIONS = 100.0
"""Revolutions in a second where no rotation is given."""
MOST_DEPTHS = 200
"""Radius in the shorter of lambda and xi up to which Ginzburg-Landau theory is solved."""
_RADIUS, _DEPTHS, _KAPPA, _CONDUCTIVITY, _DURATION = 5e-3, 20, 1.0, 1e10, 10.0
"""R [m], R/lambda under law=tdgl, kappa, conductivity [S/m] and duration [s] where they are not given."""


class LondonMoment(Experiment):
    """A long cylinder of radius R that rotates at omega about its axis; field B, current J relative to the lattice.

    In the frame of the lattice, Coriolis' force acts on carriers (q, m) as a magnetic field does, so that the body is
    at rest in an effective field, with the equations of any superconductor at rest (SI)::

        B' = B + (2 m/q) omega,   A' = A + (m/q) omega x r,   J = -A'/(mu_0 lambda^2),   curl B = mu_0 J

    (Gaussian: B' = B + (2 m c/q) omega, J = -c A'/(4 pi lambda^2), curl B = (4 pi/c) J). They are solved in the applied
    field B'_a = (2 m/q) omega. B' is expelled: within lambda of the surface B rises from 0 to

        B = -(2 m/q) omega      [Gaussian: -(2 m c/q) omega]

    parallel to omega for electrons. It is carried by electrons of the surface that stay behind the lattice by
    2 lambda omega, the speed on the text's orbits of radius 2 lambda: M = B/mu_0 = n_s mu, mu = 2 e lambda^2 omega,
    l = m_e (2 lambda omega)(2 lambda).

    law=london: states of London's theory. When spun up, omega grows in proportion to time; when cooled while rotating,
    the density of superconducting electrons does. law=perfect-conductor: the same carriers, which are accelerated and
    nothing else: spun up they have the London moment, cooled while rotating they have none. law=tdgl: Ginzburg-Landau
    theory with eddy currents, cooled by a cold front that leaves the axis.

    Angular momentum per length. The electrons of the surface current have L = -2 (m/e) pi R^2 B/mu_0 beside their
    rigid rotation n_s m omega pi R^4/2. Faraday's field of the growing B drives electrons forward and ions backward,
    each by int n_s e r A dV. Spun up, that is all the condensate gets, since it starts at rest with m v + q A = 0 and
    keeps it. Cooled while rotating, the electrons end slower than before although Faraday's field drives them forward:
    other forces take n_s m omega pi R^4/2 from them, and the lattice receives it. Conventional theory names them:
    electrons condense into a state with m v + q A = 0, and the momentum that they had goes to the lattice through the
    normal electrons that collide with it. The text says that BCS theory has no such force, and proposes the force of
    Coriolis and Lorentz on electrons that flow outward.

    Validity: R much larger than lambda; quasi-static, omega R much smaller than c; local electrodynamics.

    Raises:
        InputError: see `Experiment`; also revolutions beside an angular velocity, no rotation; kappa, or a duration,
            under a law that does not take it; a radius of more than 200 lambda or xi under law=tdgl.
        MissingDataError: the material has no penetration depth (give one).

    Source: H52-H55; F. London, Superfluids I (1950); mass of the pairs: J. Tate, B. Cabrera, S. B. Felch,
        J. T. Anderson, Phys. Rev. Lett. 62, 845 (1989).
    """

    name: ClassVar[str] = "london-moment"
    summary: ClassVar[str] = "field of a rotating superconductor: sign, size, surface current, angular momentum"
    belonging: ClassVar[Belonging] = {"law": {"london": ("duration",), "perfect-conductor": ("duration",),
                                              "tdgl": ("kappa", "conductivity")}}
    dynamic: ClassVar[bool] = True

    start: Literal["cooled", "spun-up"] = choice("cooled", "cooled while it rotates, or spun up from rest when cold")
    law: Literal["london", "perfect-conductor", "tdgl"] = choice("london", "law of motion")
    revolutions: float | None = quantity(None, "Hz", "revolutions in a second, omega/2 pi; signed; 100 Hz if no "
                                         "rotation is given")
    angular_velocity: float | None = quantity(None, "rad/s", "omega, instead of the revolutions; signed")
    radius: float | None = quantity(None, "m", "R; 5 mm, or 20 lambda under law=tdgl, if left out", above=0)
    temperature: float | None = quantity(None, "K", "temperature; half of the material's Tc if left out", at_least=0)
    model: Literal["two_fluid", "bcs"] = temperature_law("depth")
    penetration_depth: float | None = quantity(None, "m", "lambda, in place of the material's; 50 nm without either",
                                               above=0)
    mass_density: float | None = quantity(None, "kg/m^3", "of the body, instead of the material's", above=0)
    kappa: float | None = quantity(None, "", "lambda/xi, for law=tdgl; 1 if left out, or the material's", above=0)
    conductivity: float | None = quantity(None, "S/m", "of the normal metal, for law=tdgl; 1e10 S/m if left out",
                                          above=0)
    duration: float | None = quantity(None, "s", "of cooling or of spinning up, not for law=tdgl; 10 s if left out",
                                      above=0)

    def check(self) -> None:
        if self.revolutions is not None and self.angular_velocity is not None:
            raise InputError("angular_velocity", f"{self.angular_velocity:g} rad/s", "none beside revolutions",
                             "Give one of the two: omega = 2 pi times the revolutions in a second.")
        if self.rotation == 0:
            name = "angular_velocity" if self.revolutions is None else "revolutions"
            raise InputError(name, 0, "a rotation", "It may have either sign.")
        depth = self.depth()
        if self.size() < 4 * depth:
            raise InputError("radius", f"{self.size():g} m", f"at least 4 lambda, {4 * depth:g} m",
                             "In a thinner body the field does not reach its value.")
        if self.law == "tdgl" and (most := MOST_DEPTHS * depth * min(1.0, 1 / self.parameter())) < self.size():
            raise InputError("radius", f"{self.size():g} m", f"at most {most:g} m under law=tdgl",
                             "Make it smaller, or choose law=london.")

    @property
    def rotation(self) -> float:
        """omega, in rad/s."""
        if self.angular_velocity is not None:
            return self.angular_velocity
        return 2 * pi * (REVOLUTIONS if self.revolutions is None else self.revolutions)

    def depth(self) -> float:
        """Return lambda, in m."""
        return penetration_depth_of(self.material, self.temperature, self.model, self.penetration_depth)

    def size(self) -> float:
        """Return R, in m."""
        return self.radius or (_DEPTHS * self.depth() if self.law == "tdgl" else _RADIUS)

    def parameter(self) -> float:
        """Return kappa."""
        kelvin = temperature_of(self.material, self.temperature)
        if kelvin is None:
            return self.kappa or _KAPPA
        return given_or_recorded("kappa", self.kappa, lambda: material(self.material).kappa(kelvin, self.model))

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.london_moment.readings import Instruments
        from onnes.problems.rotation import rotation

        progress(0.0, "following the rotating body")
        depth = self.depth()
        kappa = self.parameter() if self.law == "tdgl" else 1.0
        course = rotation(self.law, self.start, self.size() / depth, kappa, progress)
        read = Instruments(course, self.rotation, depth, self.size(), self._time_unit(depth), self.start,
                           self._mass_density())
        return Measurement(read.readings(), read.arrays(), course.status, read.warnings())

    def _time_unit(self, depth: float) -> float:
        """Return the unit of time of the course, in s."""
        if self.law != "tdgl":
            return self.duration or _DURATION
        return VACUUM_PERMEABILITY * (self.conductivity or _CONDUCTIVITY) * depth**2

    def _mass_density(self) -> float | None:
        """Return the mass density, in kg/m^3; None where it is not known."""
        if self.mass_density is not None or not self.material:
            return self.mass_density
        metal = material(self.material)
        return metal.value("mass_density").value if metal.has("mass_density") else None
