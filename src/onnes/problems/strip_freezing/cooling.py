"""Vortices left in a strip that is cooled through Tc at a given rate in a field."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq

from onnes.errors import InputError
from onnes.problems.strip_freezing.exchange import Exchange, exchange
from onnes.problems.strip_freezing.landscape import Landscape, narrow_landscape
from onnes.problems.strip_freezing.row import CROWD, row
from onnes.problems.strip_freezing.strip import NarrowStrip
from onnes.units import positive_si
from onnes.units.constants import BOLTZMANN, FLUX_QUANTUM, HBAR

STEP = 0.01
"""Step of ln(1 - T/Tc)."""
_COLDEST = 0.7
"""Largest 1 - T/Tc of a run; a strip from which vortices still escape there has none left."""
_STOPPED = 1e-6
"""Escapes still to come at which a run ends."""
_ALONE = 1e-9
"""Line pressure times W below which vortices do not act on each other."""
_AHEAD = 10.0
"""Time that psi takes to follow, over that from Tc to the freezing temperature, from which a rate is refused."""
_STRIDE = 0.1
"""First step of its logarithm in which it is sought."""
_NONE = 1e-6
"""Share of the stated number of vortices below which all densities count alike."""

Landscapes = Callable[[NarrowStrip, float], Landscape]


@dataclass(frozen=True)
class Frozen:
    """Vortices that a cooled strip holds, and the way there.

    Attributes:
        density: vortices per length that stay [1/m].
        field_w2: B W^2/Phi_0, dimensionless.
        freezing_temperature: T_f [K], below which a vortex escapes once more on average; None where no vortex ever
            freezes in, as there is no barrier.
        outcome: "frozen"; "frozen at once", if vortices cannot escape any more where the first ones fit; "expelled".
        relative_freezing: 1 - T_f/Tc; None as above.
        temperature: T [K], falling, shape (n,).
        vortices: vortices per length on the way [1/m], shape (n,).
        equilibrium: vortices per length in equilibrium, with what the present ones screen [1/m], shape (n,).
        escape: rate of escape [1/s], shape (n,).
    """

    density: float
    field_w2: float
    freezing_temperature: float | None
    outcome: str
    relative_freezing: float | None
    temperature: np.ndarray
    vortices: np.ndarray
    equilibrium: np.ndarray
    escape: np.ndarray


def cool(strip: NarrowStrip, field: float, cooling_rate: float, landscape: Landscapes = narrow_landscape,
         step: float = STEP) -> Frozen:
    """Return what remains of a strip's vortices when T falls at a constant rate through Tc.

        dn/dt = entry(T, B') - n escape(T, B'),        B' = B - Phi_0 nu/W

    n is the number of vortices per length, and nu(n, T) that of vortices spread over the width whose currents would do
    on one vortex the work that those of the n do, see `onnes.problems.strip_freezing.row`. Starts in equilibrium where
    the first vortices fit. Implicit in n, with steps in ln(1 - T/Tc), of first order; T_f is where the escapes still to
    come are one.

    Args:
        strip: geometry, material, pins.
        field: B, perpendicular to the strip [T], not negative.
        cooling_rate: -dT/dt [K/s], positive.
        landscape: function of strip and T [K] that returns the landscape; the default is the closed form of a strip
            much narrower than Lambda(T).
        step: of ln(1 - T/Tc).

    Raises:
        InputError: a field that is negative or that the strip cannot hold near Tc, a rate that is not positive or that
            psi does not follow down to T_f, a step out of range.

    Source: rate equation as in A. E. Koshelev, arXiv:2606.04961 (2026), abstract; prefactors as in `exchange`.
    """
    if not (math.isfinite(field) and field >= 0):
        raise InputError("field", field, "a field in T that is not negative", "Both signs trap alike: give |B|.")
    rate = positive_si(cooling_rate, "K/s", "cooling_rate")
    if not 1e-4 <= step <= 0.2:
        raise InputError("step", step, "a step of ln(1 - T/Tc) from 1e-4 to 0.2")
    found = _cooled(strip, field, rate, landscape, step)
    _check_followed(found, strip.critical_temperature, rate)
    return found


def _cooled(strip: NarrowStrip, field: float, cooling_rate: float, landscape: Landscapes, step: float) -> Frozen:
    """Return what `cool` does, at any rate."""
    tc = strip.critical_temperature
    start = 1 - strip.starts_at(field) / tc
    depths = np.geomspace(start, _COLDEST, max(2, math.ceil(math.log(_COLDEST / start) / step)))
    number, pressure, states = 0.0, 1.0, []
    for index, depth in enumerate(depths):
        temperature = tc * (1 - depth)
        shape = landscape(strip, temperature)
        wait = (depth - depths[index - 1]) * tc / cooling_rate if index else math.inf
        number, rates, pressure = _settle(strip, shape, temperature, field, number, wait, pressure)
        states.append((temperature, number, rates.occupation, rates.escape))
        if rates.escape * depth * tc / cooling_rate < _STOPPED:
            break
    temperature, vortices, equilibrium, escape = map(np.array, zip(*states, strict=True))
    frozen_at = _freezing_temperature(temperature, escape, cooling_rate)
    held = escape[-1] * (tc - temperature[-1]) / cooling_rate < 1
    outcome = "expelled" if not held else "frozen at once" if frozen_at == temperature[0] else "frozen"
    return Frozen(float(vortices[-1]) if held else 0.0, field * strip.width**2 / FLUX_QUANTUM,
                  frozen_at if held else None, outcome, 1 - frozen_at / tc if held else None,
                  temperature, vortices, equilibrium, escape)


def expulsion_field(strip: NarrowStrip, cooling_rate: float, length: float, vortices: float = 0.5,
                    landscape: Landscapes = narrow_landscape, step: float = STEP) -> float:
    """Return the largest field in T that leaves fewer vortices than stated in a length of the strip.

    To 1 part in 1000; zero where pins keep that many of the thermal vortices even without a field.

    Args:
        strip, cooling_rate, landscape, step: as for `cool`.
        length: of strip that is looked at [m].
        vortices: mean number in that length; 0.5 is a chance of exp(-0.5) = 0.61 for none.

    Raises:
        InputError: as `cool`; a length or number that is not positive, or such that no field of less than 0.3 Bc2
            leaves as many.
    """
    piece = positive_si(length, "m", "length") / positive_si(vortices, "", "vortices")
    rate = positive_si(cooling_rate, "K/s", "cooling_rate")

    def excess(field: float) -> float:
        return math.log(max(_cooled(strip, field, rate, landscape, step).density * piece, _NONE))

    field = 0.0
    if excess(0.0) < 0:
        low, high = 0.0, FLUX_QUANTUM / strip.width**2
        try:
            while excess(high) < 0:
                low, high = high, 1.2 * high
        except InputError as error:  # a field near Bc2
            raise InputError("length", f"{length} m, to hold {vortices:g} vortices",
                             f"a longer piece of a strip {strip.width:g} m wide",
                             "No field below 0.3 Bc2 leaves as many in this one.") from error
        field = float(brentq(excess, low, high, xtol=1e-3 * high, rtol=1e-3))
    cool(strip, field, rate, landscape, step)  # refuses a rate that psi does not follow
    return field


def _check_followed(found: Frozen, critical_temperature: float, cooling_rate: float) -> None:
    """Refuse a rate at which T passes from Tc to T_f in a tenth of the time tau = pi hbar/(8 k (Tc - T_f)) of psi.

    Where both times are equal, dynamics of psi with noise still leaves the same numbers of vortices (10^4 K/s, strips
    of 10 um).

    Source: M. Tinkham, Introduction to Superconductivity (1996), for tau; W. H. Zurek, Phys. Rep. 276, 177 (1996).
    """
    if found.freezing_temperature is None:
        return
    below = critical_temperature - found.freezing_temperature
    fastest = _AHEAD * 8 * BOLTZMANN * below**2 / (math.pi * HBAR)
    if cooling_rate > fastest:
        raise InputError("cooling_rate", f"{cooling_rate:g} K/s", f"at most {fastest:.2g} K/s here",
                         f"Vortices freeze {below:.2g} K below Tc, where psi itself takes "
                         f"{_AHEAD * below / fastest:.1g} s to follow: what stays is decided before there are "
                         "vortices. Take onnes.solve.")


def _settle(strip: NarrowStrip, shape: Landscape, temperature: float, field: float, before: float, wait: float,
            near: float) -> tuple[float, Exchange, float]:
    """Return n after a time, the rates there, the line pressure: n (1 + k wait) = before + k wait n_eq at the new n.

    Args:
        before: n at the start; near: a pressure times W from which the one after the time is sought.
    """
    strength = strip.line_energy(temperature) / (BOLTZMANN * temperature)
    most = (strip.width / strip.core(temperature)) ** 2  # one vortex in each of the states

    def rates_at(spread: float) -> Exchange:
        return exchange(strip, shape, temperature, field - FLUX_QUANTUM * spread / strip.width**2)

    def reached(rates: Exchange) -> float:
        if math.isinf(wait):
            return rates.occupation
        escapes = min(rates.escape * wait, 1e12)
        return (before + escapes * rates.occupation) / (1 + escapes)

    def excess(number: float, spread: float) -> float:
        return number / strip.width - min(reached(rates_at(spread)), most / strip.width)

    def surplus(log_pressure: float) -> float:
        return excess(*row(math.exp(log_pressure), strength))

    if excess(CROWD, CROWD) < 0:
        number = float(brentq(lambda n: excess(n, n), CROWD, most, xtol=1e-12, rtol=1e-9))
        return number / strip.width, rates_at(number), near
    low = high = math.log(near)
    least, stride = math.log(_ALONE), _STRIDE
    while low > least and surplus(low) > 0:
        low, stride = max(low - stride, least), 2 * stride
    if low <= least and surplus(least) >= 0:
        alone = rates_at(0.0)
        return reached(alone), alone, _ALONE
    stride = _STRIDE
    while surplus(high) < 0:
        high, stride = high + stride, 2 * stride
    pressure = math.exp(brentq(surplus, low, high, xtol=1e-9))
    number, spread = row(pressure, strength)
    return number / strip.width, rates_at(spread), pressure


def _freezing_temperature(temperature: np.ndarray, escape: np.ndarray, cooling_rate: float) -> float:
    """Return T at which the integral of the rate of escape over the time still to come is one."""
    pieces = (escape[1:] + escape[:-1]) / 2 * -np.diff(temperature) / cooling_rate
    ahead = np.append(np.cumsum(pieces[::-1])[::-1], 0.0)
    if ahead[0] <= 1:
        return float(temperature[0])
    return float(np.interp(-1.0, -ahead, temperature))
