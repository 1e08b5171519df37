"""Anderson's pseudospins: the motion of a uniform BCS state, with and without relaxation.

A pair state of energy epsilon has the pseudospin s with s^- = <c_(-k) c_k> and s_z = <n_k> - 1/2 (per spin), and

    d_t s = b x s - (s - s_eq(b))/tau,   b = (-2 Delta_x, -2 Delta_y, 2 epsilon),   Delta = g sum s^-,
    s_eq = -(b/|b|) tanh(E/2kT)/2,       |b| = 2 E = 2 sqrt(epsilon^2 + |Delta|^2),

with hbar = 1. Without relaxation (tau = inf) it conserves every |s|, sum s_z, the energy
sum 2 epsilon s_z - |Delta|^2/g, and L^2(u) at every u, where L(u) = -z/g + sum s/(u - epsilon): as many integrals as
spins (Gaudin). The isolated complex roots of L^2 decide what |Delta| does at long times.

The levels lie at +-epsilon, with s_x even in epsilon, s_y and s_z odd. Then Delta stays real and sum s_z zero, exactly,
and the levels above the Fermi energy are sufficient.

Source: P. W. Anderson, Phys. Rev. 112, 1900 (1958); E. A. Yuzbashyan, B. L. Altshuler, V. B. Kuznetsov,
V. Z. Enolskii, J. Phys. A 38, 7831 (2005); E. A. Yuzbashyan, O. Tsyplyatyev, B. L. Altshuler, Phys. Rev. Lett. 96,
097005 (2006).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq

Floats = np.ndarray

# Symmetric splitting of order 4 with six stages: S. Blanes, P. C. Moan, J. Comput. Appl. Math. 142, 313 (2002).
_ABOUT_START = (0.0792036964311957, 0.353172906049774, -0.0420650803577195)
_DEVIATION_START = (0.209515106613362, -0.143851773179818, 0.434336666566456)
_ABOUT = (*_ABOUT_START, 1 - 2 * sum(_ABOUT_START), *_ABOUT_START[::-1])
_DEVIATION = (*_DEVIATION_START, *_DEVIATION_START[::-1], 0.0)
# Relaxation in two halves at Gauss's points of a step: R. I. McLachlan, BIT 35, 258 (1995).
_MOVES = (0.5 - math.sqrt(3) / 6, math.sqrt(3) / 3, 0.5 - math.sqrt(3) / 6)


@dataclass(frozen=True, eq=False)
class Band:
    """Equally spaced pairs of levels at +-epsilon, at a temperature.

    Attributes:
        energy: the positive epsilon, shape (n,): half, three halves, ... of the spacing.
        temperature: kT, not negative.
    """

    energy: Floats
    temperature: float = 0.0

    @classmethod
    def of(cls, levels: int, half_width: float, temperature: float = 0.0) -> Band:
        """Return ``levels`` (an even number) levels in [-half_width, half_width]."""
        spacing = 2 * half_width / levels
        return cls(spacing * (np.arange(levels // 2) + 0.5), temperature)

    @property
    def spacing(self) -> float:
        """Distance of levels; the density of states is its inverse."""
        return float(2 * self.energy[0])

    @property
    def recurrence_time(self) -> float:
        """Time pi/spacing after which free pseudospins, of angular velocities 2 epsilon, are in phase again."""
        return math.pi / self.spacing

    def polarisation(self, gap: float) -> Floats:
        """Return tanh(E/2kT), twice the length of the pseudospins in equilibrium, shape (n,)."""
        quasiparticle = np.hypot(self.energy, gap)
        return np.tanh(quasiparticle / (2 * self.temperature)) if self.temperature else np.ones_like(quasiparticle)

    def equilibrium(self, gap: float) -> Floats:
        """Return s_eq of the field of a gap, shape (3, n)."""
        share = self.polarisation(gap) / (2 * np.hypot(self.energy, gap))
        return np.array([gap * share, np.zeros_like(share), -self.energy * share])

    def inverse_coupling(self, gap: float) -> float:
        """Return 1/g = sum tanh(E/2kT)/(2E) over all levels, of the coupling that has this gap in equilibrium."""
        return float(np.sum(self.polarisation(gap) / np.hypot(self.energy, gap)))

    def critical_temperature(self, inverse_coupling: float) -> float:
        """Return k Tc, where sum tanh(epsilon/2kTc)/(2 epsilon) = 1/g."""
        def excess(log_temperature: float) -> float:
            return float(np.sum(np.tanh(self.energy / (2 * math.exp(log_temperature))) / self.energy))

        hottest = 2 * self.energy[-1] * len(self.energy) + 2 * self.temperature
        low, high = math.log(self.energy[0] / 100), math.log(hottest)
        return math.exp(brentq(lambda x: excess(x) - inverse_coupling, low, high, xtol=1e-14))

    def isolated_roots(self, start: float, inverse_coupling: float) -> tuple[float, ...]:
        """Return the v > 0 of the isolated roots u = +-iv of L^2 after a change of the coupling, largest first.

        The state before is the equilibrium at the gap ``start``. With 1/g' of its coupling and
        G(v) = v sum tanh(E/2kT)/(2E (v^2 + epsilon^2)), the roots are those of (v +- start) G(v) = 1/g' - 1/g. All
        other roots lie closer to the real axis than the spacing of the levels.
        """
        weight = self.polarisation(start) / np.hypot(self.energy, start)
        difference = self.inverse_coupling(start) - inverse_coupling

        def condition(v: float, sign: float) -> float:
            return (v + sign * start) * v * float(np.sum(weight / (v**2 + self.energy**2))) - difference

        nearest, far = self.spacing, 1e3 * (self.energy[-1] + start)
        low = nearest if difference < 0 else start
        high = start if difference < 0 else far
        roots = [brentq(condition, low, high, (sign,), xtol=1e-14) for sign, low, high in
                 ((-1.0, low, high), (1.0, nearest, far)) if condition(low, sign) < 0 < condition(high, sign)]
        return tuple(sorted(roots, reverse=True))

    def lax_norm(self, spins: Floats, inverse_coupling: float, v: Floats) -> Floats:
        """Return L^2 at u = iv, which is real and constant, for v of shape (k,)."""
        share = 2 / (v[:, None] ** 2 + self.energy**2)
        x = -v * (share @ spins[0])  # times i
        y, z = (-(share @ (self.energy * spins[axis])) for axis in (1, 2))
        return -(x**2) + y**2 + (z - inverse_coupling) ** 2

    def energy_of(self, spins: Floats, inverse_coupling: float) -> float:
        """Return sum 2 epsilon s_z - Delta^2/g."""
        return 4 * float(self.energy @ spins[2]) - inverse_coupling * gap_of(spins, inverse_coupling) ** 2


def gap_of(spins: Floats, inverse_coupling: float) -> float:
    """Return Delta = g sum s_x over all levels, from the spins of half of them."""
    return 2 * float(np.sum(spins[0])) / inverse_coupling


@dataclass(frozen=True, eq=False)
class Course:
    """Motion after the change, at K recorded times, with F frames of the spins.

    Attributes:
        time, gap: shape (K,).
        energy: shape (K,).
        heat: what the spins have given to the bath, shape (K,).
        integrals: L^2 at u = iv of each v that was asked for, shape (K, v).
        frame_time: shape (F,).
        frames: spins, shape (F, 3, n).
    """

    time: Floats
    gap: Floats
    energy: Floats
    heat: Floats
    integrals: Floats
    frame_time: Floats
    frames: Floats


def evolve(band: Band, start: float, inverse_coupling: float, final: float, duration: float, step: float, *,
           records: int = 800, every: int = 8, tau: float = math.inf, probes: Floats | None = None,
           progress: Callable[[float], None] = lambda share: None) -> Course:
    """Return the motion of the state that was in equilibrium at the gap ``start`` when the coupling became g.

    The field is that of the equilibrium gap ``final`` and a rest along x. Each of the two parts only rotates the spins,
    by exact rotations: their lengths stay, and the equilibrium is a fixed point for steps of any length. A symmetric
    composition of them has order 4. Relaxation, weak, enters with an error of h^4/tau + (h/tau)^2.

    Args:
        band: the levels; its temperature is that of the start and of the bath.
        start, final: Delta before, and Delta in equilibrium at g.
        inverse_coupling: 1/g.
        duration, step: in hbar over the unit of energy; a step is shortened to fit.
        records: recorded times after the first.
        every: a frame at every so many records.
        tau: relaxation time.
        probes: v of the integrals L^2(iv) that are recorded, shape (k,).
    """
    probes = np.array([final]) if probes is None else probes
    steps = max(1, math.ceil(duration / records / step))
    h = duration / records / steps
    moves = (1.0,) if math.isinf(tau) else _MOVES
    turns = {(move, share): _rotation(band.energy, final, h * move * share) for move in moves for share in _ABOUT}
    spins, heat = band.equilibrium(start), 0.0
    rows, frames = [], []
    for record in range(records + 1):
        rows.append((gap_of(spins, inverse_coupling), band.energy_of(spins, inverse_coupling), heat,
                     *band.lax_norm(spins, inverse_coupling, probes)))
        if record % every == 0:
            frames.append(spins)
            progress(record / records)
        if record == records:
            break
        for _ in range(steps):
            for index, move in enumerate(moves):
                if index > 0:
                    spins, given = _relaxed(band, spins, inverse_coupling, 0.5 * h, tau)
                    heat += given
                spins = _turned(spins, [turns[move, share] for share in _ABOUT], inverse_coupling, final, h * move)
    time = np.linspace(0, duration, records + 1)
    gap, energy, heats, *integrals = np.array(rows).T
    return Course(time, gap, energy, heats, np.array(integrals).T, time[::every], np.array(frames))


def _rotation(energy: Floats, gap: float, time: float) -> Floats:
    """Return the rotations about b = (-2 gap, 0, 2 epsilon) in a time, shape (3, 3, n)."""
    size = np.hypot(energy, gap)
    x, z = -gap / size, energy / size
    cosine, sine = np.cos(2 * size * time), np.sin(2 * size * time)
    rest = 1 - cosine
    return np.array([[cosine + rest * x * x, -sine * z, rest * x * z],
                     [sine * z, cosine, -sine * x],
                     [rest * x * z, sine * x, cosine + rest * z * z]])


def _turned(spins: Floats, turns: list[Floats], inverse_coupling: float, final: float, h: float) -> Floats:
    """Return the spins after a step without relaxation."""
    for turn, deviation in zip(turns, _DEVIATION, strict=True):
        spins = np.einsum("ijn,jn->in", turn, spins)
        # The rest of the field, (-2 (Delta - final), 0, 0), turns about x and leaves Delta as it is.
        angle = -2 * (gap_of(spins, inverse_coupling) - final) * h * deviation
        cosine, sine = math.cos(angle), math.sin(angle)
        spins = np.array([spins[0], cosine * spins[1] - sine * spins[2], sine * spins[1] + cosine * spins[2]])
    return spins


def _relaxed(band: Band, spins: Floats, inverse_coupling: float, time: float, tau: float) -> tuple[Floats, float]:
    """Return the spins after relaxation alone, towards s_eq at the gap in the middle of the time, and the heat."""
    gap = gap_of(spins, inverse_coupling)
    slope = (gap_of(band.equilibrium(gap), inverse_coupling) - gap) / tau
    goal = band.equilibrium(gap + 0.5 * time * slope)
    after = goal + (spins - goal) * math.exp(-time / tau)
    return after, band.energy_of(spins, inverse_coupling) - band.energy_of(after, inverse_coupling)
