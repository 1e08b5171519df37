"""chain-locking: phases of magnetic units that lock, and what zero-coupling windows leave of the coupling."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import pydantic

from onnes.chains.energies import dipole_energy
from onnes.errors import InputError
from onnes.experiments.belonging import Belonging
from onnes.experiments.expected_time import refuse_endless
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity
from onnes.problems.phase_locking.network import DIMENSIONS, Network, across
from onnes.units.constants import BOLTZMANN

WEAKEST, STRONGEST = 1e-3, 1e4
"""Range of K/D."""
LARGEST_SPREAD = 20.0
"""Largest gamma/D."""
_SECONDS = 1.2e-7
"""Time for one step of one unit [s]."""


class ChainLocking(Experiment):
    """N units with a phase each, coupled, with thermal noise: the text has all phases equal below Tc, by decree. Here::

        d phi_i/dt = omega_i + (K/N) sum_j sin(phi_j - phi_i) + noise,    <noise noise'> = 2 D delta(t - t')
        r = |<exp(i phi)>|,    K_c = 2 (D + gamma),    r = I_(1+nu)(K r/D)/I_nu(K r/D),    nu = gamma/D

    exact for N -> infinity, with a Lorentzian spread of the omega_i of half-width gamma; r = I_1/I_0 of equal
    frequencies. The text gives no equation of motion. The map used here: hbar K = z |U_m|, with U_m the text's energy
    of neighbours, -(mu_0/4 pi) mu^2/a^3, and z of them; hbar D = k T. Only K/D = z |U_m|/k T counts in equilibrium;
    hbar sets the time scale. ``network`` puts the coupling on neighbours instead, K/z for each: on a closed chain no
    order is left in long ones at any T > 0, r^2 = sum_n (I_1(y)/I_0(y))^|n|/N with y = K/2D; square and cubic lattices
    are periodic.

    **Windows.** A moment mu cos(phi) is off for the share w = dt_0/T_d of its cycle, around its zeros. Two units couple
    while both are on. The time average of that, over all pairs that couple, is eta: 1 - w if windows are shared (equal
    phases), (1 - w)^2 if they are staggered (independent phases). Between these it follows from r. With ``feedback``
    the coupling is K = K_0 eta, K_0 as above, and w grows from ``window`` of locked units to ``window_unlocked`` as
    w_0 + (w_1 - w_0)(1 - r^2): the text says that heat prolongs windows, and gives no law.

    Every coupling is run from equal and from random phases. r is the root of the mean of r^2; K_c comes from
    N <r^2> = 1/(1 - K/K_c) below it, and from the curve r(K/K_c) above it. The cycle of the moments is taken as much
    faster than K and D.

    Validity: planar phases without inertia; equal couplings, whatever the distance, of "all"; gamma up to 20 D.

    Raises:
        InputError: see `Experiment`; also a number of units that is no square or cube on such a lattice, K/D out of
            range.

    Source: Z8, Z11 and section 3.2 of Sun; Y. Kuramoto, Chemical Oscillations, Waves, and Turbulence (1984); H.
        Sakaguchi, Prog. Theor. Phys. 79, 39 (1988).
    """

    name: ClassVar[str] = "chain-locking"
    summary: ClassVar[str] = "units with noise lock their phases; their zero-coupling windows, shared or staggered"
    dynamic: ClassVar[bool] = True
    uses_material: ClassVar[bool] = False
    theories: ClassVar[tuple[str, ...]] = ("chain",)
    belonging: ClassVar[Belonging] = {"network": {"all": ("neighbours",)}}
    example: ClassVar[dict[str, Any]] = {"units": 144, "couplings": 10, "steps": 400}

    theory: str = pydantic.Field(default="chain", description="theory of the experiment")
    moment: float = quantity("9.2740100657e-24 J/T", "J/T", "mu of a unit; Bohr's magneton", above=0)
    spacing: float = quantity("2.86 angstrom", "m", "distance a of neighbours", above=0)
    temperature: float | None = quantity(None, "K", "temperature; that of K = 4 D if left out", above=0)
    spread: float = quantity(0.0, "", "half-width gamma of the frequencies, in D", at_least=0, at_most=LARGEST_SPREAD)
    network: Literal["all", "chain", "square", "cubic"] = choice("all", "who is coupled: all with all, or neighbours")
    neighbours: int = pydantic.Field(default=2, description="z: neighbours whose energies add up to K, 1 to 26")
    units: int = pydantic.Field(default=1000, description="number N, 20 to 20000")
    window: float = quantity(0.2, "", "w: share of the cycle without coupling, locked units", at_least=0, at_most=0.9)
    window_unlocked: float | None = quantity(None, "", "the same of units without order; equal if left out", at_least=0,
                                             at_most=0.95)
    feedback: bool = pydantic.Field(default=False, description="whether the coupling is K_0 eta rather than K_0")
    couplings: int = pydantic.Field(default=18, description="couplings of the scan, 6 to 100")
    steps: int = pydantic.Field(default=1500, description="time steps of each run, 200 to 200000")
    seed: int = pydantic.Field(default=0, description="of the random numbers")

    def check(self) -> None:
        for name, least, most in (("neighbours", 1, 26), ("units", 20, 20_000), ("couplings", 6, 100),
                                  ("steps", 200, 200_000), ("seed", 0, 2**32)):
            if not least <= getattr(self, name) <= most:
                raise InputError(name, getattr(self, name), f"a whole number from {least} to {most}")
        if across(self.network, self.units) is None:
            power = DIMENSIONS[self.network]
            near = max(round(self.units ** (1 / power)), 3)
            raise InputError("units", self.units, f"the power {power} of a whole number with network={self.network}",
                             f"Such as {near**power}.")
        if not WEAKEST <= self.coupling <= STRONGEST:
            low, high = (self.coupling_energy() / (BOLTZMANN * each) for each in (STRONGEST, WEAKEST))
            raise InputError("temperature" if self.temperature is not None else "moment",
                             f"K/D = {self.coupling:.3g} of {self.moment:g} J/T at {self.kelvin():g} K",
                             f"K/D from {WEAKEST:g} to {STRONGEST:g}: {low:.3g} to {high:.3g} K")

        refuse_endless("steps", self.expected_seconds(), False, "Take fewer steps, units or couplings.")

    def coupling_energy(self) -> float:
        """Return hbar K = z |U_m|, in J."""
        bonds = self.neighbours if self.network == "all" else 2 * DIMENSIONS[self.network]
        return -bonds * dipole_energy(self.moment, self.moment, self.spacing)

    def kelvin(self) -> float:
        """Return T, in K."""
        return self.coupling_energy() / (4 * BOLTZMANN) if self.temperature is None else self.temperature

    @property
    def coupling(self) -> float:
        """K/D."""
        return self.coupling_energy() / (BOLTZMANN * self.kelvin())

    def units_on(self) -> Network:
        """Return the network."""
        side = across(self.network, self.units)
        assert side is not None
        return Network(self.network, side)

    def expected_seconds(self) -> float:
        return _SECONDS * self.steps * self.units * (2 * self.couplings + 2 + 24 * (self.network == "all"))

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.chain_locking.readings import Instruments
        from onnes.experiments.chain_locking.run import protocol

        read = Instruments(self, protocol(self, progress))
        return Measurement(read.readings(), read.arrays(), read.status(), read.warnings())
