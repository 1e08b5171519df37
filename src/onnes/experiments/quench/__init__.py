"""quench: the gap of a BCS state after a sudden change of the coupling, with and without relaxation."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import pydantic

from onnes.errors import InputError
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity
from onnes.materials import given_or_recorded, material
from onnes.units.constants import BOLTZMANN, ELEMENTARY_CHARGE, HBAR

if TYPE_CHECKING:
    from onnes.pairing.pseudospins import Band

RATIO, GAP = 0.5, 2e-4 * ELEMENTARY_CHARGE
"""Delta_i/Delta_f, and Delta_f [J] without a material, where they are not given."""
FEWEST, MOST = 100, 20000
"""Levels."""
MOST_TURNS = 1e9
"""Steps times levels: some minutes."""
_SECONDS, _RELAXING = 1e-7, 4.0
"""Time of computing per step and level [s], and how much more one with relaxation costs."""
PERIODS = 80
"""Duration without relaxation, in hbar over the larger gap."""
_WIDTHS, _WARM_WIDTHS = 20, 8
"""Half width of the band, in the larger gap and in kT: the larger of the two."""
_LEAST_WIDTHS, _RESOLVED = 5, 2
"""Least half width in the larger gap; least levels within the smaller gap."""
_BEFORE_RECURRENCE, _FORGOTTEN = 0.9, 5
"""Share of the recurrence time that a run without relaxation lasts at most, and recurrence time in tau_in from which
nothing recurs."""
_MORE = 1.3
"""Duration of a run with relaxation over the time in which it arrives."""
_TURN, _TURN_RELAXING, _WARM = 1.0, 2.0, 3.0
"""Turn of the fastest pseudospin in a step, alone and with relaxation; kT/Delta_f from which on it is smaller."""


class Quench(Experiment):
    """The gap after a sudden change of the coupling: Hirsch's objection that the order parameter does not relax.

    BCS theory without collisions. Pair states of energy epsilon (equally spaced in [-W, W]) are pseudospins s::

        hbar d_t s = b x s,   b = (-2 Delta_x, -2 Delta_y, 2 epsilon),   Delta_x - i Delta_y = g sum (s_x - i s_y)

    They start in equilibrium at Delta_i; g then becomes the coupling whose equilibrium gap is Delta_f. In weak coupling
    and at T = 0 Delta_i/Delta_f alone decides: above exp(pi/2) the gap vanishes (I), below exp(-pi/2) it oscillates for
    ever (III), between it becomes a constant Delta_inf that is not Delta_f (II). For the levels of the run the isolated
    roots of the conserved L^2(u) give the same without a run.

    With ``inelastic_time`` a second run adds what phonons do, in relaxation-time approximation (T1 = T2 = tau_in)::

        d_t s = (b/hbar) x s - (s - s_eq)/tau_in,   s_eq = -(b/|b|) tanh(E/2kT)/2,   E = sqrt(epsilon^2 + |Delta|^2)

    Near Tc and for hbar/tau_in << kT this becomes the generalised time-dependent Ginzburg-Landau equation::

        (pi hbar/(8 k (Tc - T))) sqrt(1 + gamma^2 f^2) d_t f = (1 - f^2) f,   f = Delta/Delta_f,
        gamma = 2 tau_in Delta_f/hbar

    whose solution stands beside, at every temperature (without inelastic_time with gamma = 0, as the theory is mostly
    used: then it assumes pair breaking so strong that the metal is gapless). ``ginzburg_landau=engine`` runs it with
    the law tdgl on a grid. The formulas hold in SI and in Gaussian units alike.

    Validity: uniform gap, particle-hole symmetry, mean field; the coupling changes within less than hbar/Delta. Pair
    breaking by impurities is not in the pseudospins. The gap just after the change is Delta_i g_f/g_i, a little from
    Delta_i in a band of finite width.

    Raises:
        InputError: see `Experiment`; also a ratio of 1, a ratio and an initial gap; a band that is too narrow, levels
            that do not resolve the smaller gap; a duration beyond the recurrence time, or of too many steps.

    Source: Hirsch's references [33, 34]; P. W. Anderson, Phys. Rev. 112, 1900 (1958); R. A. Barankov, L. S. Levitov,
        Phys. Rev. Lett. 96, 230403 (2006); E. A. Yuzbashyan, O. Tsyplyatyev, B. L. Altshuler, Phys. Rev. Lett. 96,
        097005 (2006); L. Kramer, R. J. Watts-Tobin, Phys. Rev. Lett. 40, 1041 (1978).
    """

    name: ClassVar[str] = "quench"
    summary: ClassVar[str] = "BCS gap after a sudden change of coupling: oscillation, decay, relaxation, beside TDGL"
    dynamic: ClassVar[bool] = True
    example: ClassVar[dict[str, Any]] = {"levels": 300, "half_width": "1.5 meV", "inelastic_time": "40 ps"}

    ratio: float | None = quantity(None, "", "Delta_i/Delta_f of the gaps in equilibrium before and after; 0.5 if left "
                                   "out", at_least=1e-3, at_most=50)
    initial_gap: float | None = quantity(None, "J", "Delta_i, instead of the ratio", above=0)
    final_gap: float | None = quantity(None, "J", "Delta_f; the material's at the temperature, or 0.2 meV", above=0)
    temperature: float = quantity("0 K", "K", "temperature of the state before and of the bath", at_least=0)
    levels: int = pydantic.Field(2000, description="levels in [-W, W], an even number")
    half_width: float | None = quantity(None, "J", "W; 20 times the larger gap or 8 kT if left out", above=0)
    duration: float | None = quantity(None, "s", "time after the change; until the answer is seen if left out", above=0)
    inelastic_time: float | None = quantity(None, "s", "tau_in of electrons; no second run if left out", above=0)
    ginzburg_landau: Literal["exact", "engine"] = choice("exact", "exact solution, or a run of the law tdgl on a grid")

    def check(self) -> None:
        if self.ratio is not None and self.initial_gap is not None:
            raise InputError("initial_gap", f"{self.initial_gap:g} J", "none beside a ratio", "Give one of the two.")
        if self.share == 1:
            raise InputError("ratio", self.share, "a ratio other than 1", "Nothing happens without a change.")
        if self.levels % 2 or not FEWEST <= self.levels <= MOST:
            raise InputError("levels", self.levels, f"an even number from {FEWEST} to {MOST}")
        larger, smaller = max(self.share, 1.0), min(self.share, 1.0)
        if self.width < _LEAST_WIDTHS * larger:
            raise InputError("half_width", f"{self.width * self.gap:g} J",
                             f"at least {_LEAST_WIDTHS * larger * self.gap:g} J, {_LEAST_WIDTHS} of the larger gap",
                             "The theory is that of weak coupling.")
        band = self.band()
        if band.spacing * _RESOLVED > smaller:
            raise InputError("levels", self.levels, f"at least {math.ceil(2 * self.width * _RESOLVED / smaller)}",
                             f"{_RESOLVED} levels must lie within the smaller gap. Or choose a narrower band.")
        self._check_duration(band)

    def _check_duration(self, band: Band) -> None:
        duration = self.lasts(band)
        forgotten = self.tau is not None and band.recurrence_time >= _FORGOTTEN * self.tau
        if duration > band.recurrence_time and not forgotten:
            raise InputError("duration", f"{duration * self.unit_of_time:g} s",
                             f"less than pi hbar/spacing = {band.recurrence_time * self.unit_of_time:g} s",
                             "Then the pseudospins come together again, as no continuum does. Give more levels, or a "
                             "narrower band.")
        longest = MOST_TURNS / self.levels * self.step(self.tau is not None)
        if duration > longest:
            raise InputError("duration", f"{duration * self.unit_of_time:g} s",
                             f"at most {longest * self.unit_of_time:g} s with {self.levels} levels in this band",
                             "Give a shorter duration, or fewer levels." if self.tau is None else
                             "A tau_in of thousands of hbar/Delta is out of reach: give a shorter one, and scale.")

    @property
    def gap(self) -> float:
        """Delta_f [J]: the one given, or that of the material by weak-coupling BCS theory from its Tc."""
        if self.final_gap is not None or not self.material:
            return self.final_gap or GAP
        from onnes.materials.models import bcs
        from onnes.problems.bcs_metal import gap_at_zero

        critical = given_or_recorded("final_gap", None, lambda: material(self.material).critical_temperature)
        if self.temperature >= critical:
            raise InputError("temperature", f"{self.temperature:g} K", f"below Tc = {critical:g} K of {self.material}",
                             "Above Tc the metal is normal.")
        return gap_at_zero(self.material).value * float(bcs.gap(self.temperature / critical))

    @property
    def share(self) -> float:
        """Delta_i/Delta_f."""
        return (self.ratio or RATIO) if self.initial_gap is None else self.initial_gap / self.gap

    @property
    def unit_of_time(self) -> float:
        """hbar/Delta_f [s]."""
        return HBAR / self.gap

    @property
    def warmth(self) -> float:
        """kT/Delta_f."""
        return BOLTZMANN * self.temperature / self.gap

    @property
    def width(self) -> float:
        """W/Delta_f."""
        if self.half_width is not None:
            return self.half_width / self.gap
        return max(_WIDTHS * max(self.share, 1.0), _WARM_WIDTHS * self.warmth)

    @property
    def tau(self) -> float | None:
        """tau_in in hbar/Delta_f."""
        return None if self.inelastic_time is None else self.inelastic_time / self.unit_of_time

    def band(self) -> Band:
        """Return the levels; energies in Delta_f."""
        from onnes.pairing.pseudospins import Band

        return Band.of(self.levels, self.width, self.warmth)

    def step(self, relaxing: bool) -> float:
        """Return the longest step, in hbar/Delta_f; near Tc the gap is sensitive to errors of the pairing."""
        turn = _TURN_RELAXING * math.sqrt(_WARM / max(_WARM, self.warmth)) if relaxing else _TURN
        return turn / (2 * self.width)

    def lasts(self, band: Band) -> float:
        """Return the duration, of the run with relaxation if there is one, in hbar/Delta_f."""
        if self.duration is not None:
            return self.duration / self.unit_of_time
        alone = min(PERIODS / max(self.share, 1.0), _BEFORE_RECURRENCE * band.recurrence_time)
        if self.tau is None:
            return alone
        from onnes.experiments.quench.readings import SETTLED
        from onnes.pairing.gap_relaxation import relaxation_time, time_between

        critical = band.critical_temperature(band.inverse_coupling(1.0))
        arrival = time_between(self.share, 1 + SETTLED * (self.share - 1), 2 * self.tau)
        return _MORE * max(relaxation_time(self.warmth, critical) * float(arrival), -math.log(SETTLED) * self.tau)

    def expected_seconds(self) -> float:
        band = self.band()
        lasts = self.lasts(band)
        alone = lasts if self.tau is None else min(lasts, _BEFORE_RECURRENCE * band.recurrence_time)
        relaxing = 0.0 if self.tau is None else lasts / self.step(True)
        return _SECONDS * self.levels * (alone / self.step(False) + _RELAXING * relaxing)

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.quench.readings import Instruments
        from onnes.pairing.pseudospins import evolve

        band = self.band()
        coupling, lasts = band.inverse_coupling(1.0), self.lasts(band)
        alone = lasts if self.tau is None else min(lasts, _BEFORE_RECURRENCE * band.recurrence_time)
        run = evolve(band, self.share, coupling, 1.0, alone, self.step(False),
                     progress=lambda done: progress(0.5 * done, "without relaxation"))
        relaxing = None if self.tau is None else evolve(
            band, self.share, coupling, 1.0, lasts, self.step(True), tau=self.tau,
            progress=lambda done: progress(0.5 + 0.5 * done, "with relaxation"))
        read = Instruments(band, run, relaxing, self.share, self.gap, self.tau, self.ginzburg_landau)
        return Measurement(read.readings(), read.arrays(), "converged", read.warnings())
