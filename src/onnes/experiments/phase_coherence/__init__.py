"""phase-coherence: orbits that grow, overlap and lock their phases (Hirsch's Fig. 10)."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import numpy as np
import pydantic

from onnes.carriers.larmor import fermi_wave_number
from onnes.carriers.london_depth import superfluid_density
from onnes.carriers.orbits import orbit_radius
from onnes.errors import InputError
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity, temperature_law
from onnes.materials import material, penetration_depth_of, temperature_of

SHARES = (4, 2, 1)
"""The samples that show the scaling with size have N/4, N/2 and N orbits."""
LEAST_ORBITS, MOST_ORBITS = 40, 2000
FRAMES = 3
"""Frames of the film at each radius."""


class PhaseCoherence(Experiment):
    """Orbits as phase oscillators whose radius grows from 1/k_F to 2 lambda; they lock as they overlap.

    In Hirsch's text the phase is a point on an orbit that turns at (SI; Gaussian without mu_0/4 pi)::

        omega = v_0/(2 lambda) = hbar/(8 m lambda^2) = (mu_0/4 pi)(2 pi/hbar) n_s mu_B^2

    and orbits that overlap "have to have the same phase to avoid collisions". The text gives neither a force nor a
    noise. Here N orbits at random places of a periodic box, n = spacing^-d of them per area or volume, obey::

        d_t phi_i = omega_i + k sum_j s(|x_i - x_j|; r) sin(phi_j - phi_i) + eta_i,    R = |<exp(i phi)>|

    s is the share of an orbit that another covers (exact; discs or balls), so that the couplings on one add up to
    J = k n v(r), v = pi r^2 or 4 pi r^3/3. Not fixed by the text, and inputs: ``coupling`` k, ``width`` of the disorder
    (Lorentzian half-width gamma of omega_i, or rate D of white noise), the spacing (n_s^(-1/3) here; the text also
    names xi), plane or space. Where many orbits overlap, mean-field theory is exact: locking at J_c = 2/(pi g(0)) =
    2 gamma (noise: 2 D), beyond it R = sqrt(1 - 2 gamma/J) (noise: R = I_1(J R/D)/I_0(J R/D)).

    The radius grows in equal ratios; at each one the phases are followed for ``steps`` steps, the second half of which
    gives R. Three sizes of the sample show the scaling with N. One number follows from the text alone: n_s^(1/3)
    2 lambda is about 200, so that orbits of 2 lambda are far beyond any threshold of k and width of similar size.

    Beside it conventional theory: pairs of size xi overlap as well, n_s xi^3/2 of them; the phase belongs to all of
    them at once and has the stiffness hbar^2 n_s/(4 m), by which it would stay ordered up to `phase_ordering
    _temperature`, far above Tc in ordinary metals, while pairing ends at Tc. It turns at 2 mu/hbar, not at omega.

    Validity: equal, circular, classical orbits; phases without inertia. In the plane and at a fixed radius a sample
    that is large enough is never ordered throughout (noise), or not even locked (spread); what is seen is of its size.

    Raises:
        InputError: see `Experiment`; also orbits of 2 lambda that are no larger than 1/k_F.

    Source: section XII and Fig. 10 of Hirsch; Y. Kuramoto, Chemical Oscillations, Waves, and Turbulence (1984);
        V. J. Emery, S. A. Kivelson, Nature 374, 434 (1995).
    """

    name: ClassVar[str] = "phase-coherence"
    summary: ClassVar[str] = "orbits that grow from 1/k_F to 2 lambda lock their phases as they overlap"
    dynamic: ClassVar[bool] = True
    theories: ClassVar[tuple[str, ...]] = ("hole",)
    example: ClassVar[dict[str, Any]] = {"material": "Pb", "orbits": 100, "radii": 12, "steps": 100}

    theory: str = pydantic.Field(default="hole", description="the theory that the orbits belong to")
    temperature: float | None = quantity(None, "K", "temperature; half of the material's Tc if left out", at_least=0)
    model: Literal["two_fluid", "bcs"] = temperature_law("depth")
    penetration_depth: float | None = quantity(None, "m", "lambda, in place of the material's; 50 nm without either",
                                               above=0)
    coherence_length: float | None = quantity(None, "m", "xi of conventional theory; the material's if left out",
                                              above=0)
    space: Literal["plane", "space"] = choice("plane", "discs in a plane, as in Fig. 10, or balls in space")
    spacing: float | None = quantity(None, "m", "mean distance n^(-1/d) of centres; n_s^(-1/3) if left out", above=0)
    coupling: float = quantity(1.0, "", "k: pull of an orbit on one that it covers wholly, in omega", above=0)
    disorder: Literal["spread", "noise"] = choice("spread", "Lorentzian spread of frequencies, or white noise")
    width: float = quantity(20.0, "", "half-width gamma of the spread or rate D of the noise, in omega", above=0)
    orbits: int = pydantic.Field(default=400, description=f"number N, {LEAST_ORBITS} to {MOST_ORBITS}")
    radii: int = pydantic.Field(default=20, description="number of radii, 4 to 100")
    steps: int = pydantic.Field(default=400, description="time steps at each radius, 20 to 100000")
    seed: int = pydantic.Field(default=1, description="of places, frequencies and noise")

    def check(self) -> None:
        for name, least, most in (("orbits", LEAST_ORBITS, MOST_ORBITS), ("radii", 4, 100), ("steps", 20, 100_000),
                                  ("seed", 0, 2**53)):
            if not least <= getattr(self, name) <= most:
                raise InputError(name, getattr(self, name), f"a whole number from {least} to {most}")
        first, last = self.ends()
        if last <= first:
            raise InputError("penetration_depth", f"{self.depth():g} m", f"more than 1/(2 k_F) = {first / 2:g} m",
                             "The orbits would not grow.")

    def depth(self) -> float:
        """Return lambda, in m."""
        return penetration_depth_of(self.material, self.temperature, self.model, self.penetration_depth)

    def ends(self) -> tuple[float, float]:
        """Return the first and the last radius, 1/k_F and 2 lambda, in m."""
        return 1 / fermi_wave_number(superfluid_density(self.depth())), orbit_radius(self.depth())

    def distance(self) -> float:
        """Return the mean distance of centres, in m."""
        return self.spacing or superfluid_density(self.depth()) ** (-1 / 3)

    def pair_size(self) -> float | None:
        """Return xi of conventional theory, in m; None if it is neither given nor known."""
        if self.coherence_length is not None or not self.material:
            return self.coherence_length
        metal = material(self.material)
        return metal.coherence_length_0 if metal.has("coherence_length_0") else None

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.phase_coherence.readings import Instruments
        from onnes.problems.phase_oscillators import Oscillators, grow

        first, last = self.ends()
        radii = np.geomspace(first, last, self.radii) / self.distance()
        courses = []
        for share in SHARES:
            number = self.orbits // share
            rng = np.random.default_rng([self.seed, number])
            made = Oscillators.at_random(number, self.space, self.coupling, self.disorder, self.width, rng)
            held = []
            for index, at_radius in enumerate(grow(made, radii, self.steps, FRAMES, rng)):
                progress((index + 1) / self.radii / share, f"{number} orbits")
                held.append(at_radius)
            courses.append((made, held))
        kelvin = temperature_of(self.material, self.temperature)
        read = Instruments(self.depth(), self.distance(), radii, self.disorder, courses, kelvin, self.pair_size())
        return Measurement(read.readings(), read.arrays(), warnings=read.warnings())
