"""Vortices in a cooled strip: landscape, rates against exact ones, detailed balance, and what freezes."""

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.linalg import eigh_tridiagonal
from scipy.optimize import brentq

import onnes
from onnes.errors import InputError, MissingDataError
from onnes.problems.strip_freezing import (
    Landscape,
    NarrowStrip,
    barrier,
    cool,
    exchange,
    expulsion_field,
    gorkov,
    hop_rates,
    narrow_landscape,
    strip_of,
)
from onnes.problems.strip_freezing.row import row
from onnes.units.constants import BOLTZMANN, FLUX_QUANTUM, HBAR, VACUUM_PERMEABILITY

TC, WIDTH = 9.1, 10e-6
STRIP = NarrowStrip(width=WIDTH, thickness=200e-9, critical_temperature=TC, coherence_length=28e-9,
                    penetration_depth=45e-9, resistivity=5e-8)
SMALL_CORE = replace(STRIP, coherence_length=3e-9, core_energy=0.0)
UNIT = FLUX_QUANTUM / WIDTH**2


def at_line_energy(strip, line_energy):
    """Return T at which eps_0/kT is as given."""
    return brentq(lambda t: strip.line_energy(t) / (BOLTZMANN * t) - line_energy, TC / 2, TC * (1 - 1e-9), xtol=1e-15)


def test_a_vortex_may_stay_from_pi_over_4_and_likes_to_from_the_logarithm():
    temperature = TC * (1 - 1e-2)
    landscape = narrow_landscape(STRIP, temperature, 2001)
    assert barrier(landscape, 0.99 * math.pi / 4 * UNIT) == 0
    assert barrier(landscape, 1.01 * math.pi / 4 * UNIT) > 0
    alpha = 2 / math.pi * math.exp(0.381)
    favourable = 2 / math.pi * math.log(alpha * WIDTH / STRIP.core(temperature)) * UNIT
    assert landscape.energy(favourable)[1000] == pytest.approx(0, abs=1e-12 * STRIP.line_energy(temperature))


@pytest.mark.parametrize("field_w2", [0.3, 0.9, 1.65, 3.0])
def test_hops_obey_detailed_balance_and_leave_boltzmann_s_distribution_alone(field_w2):
    temperature = at_line_energy(SMALL_CORE, 20.0)
    landscape = narrow_landscape(SMALL_CORE, temperature)
    up, down, weight = hop_rates(SMALL_CORE, landscape, temperature, field_w2 * UNIT)
    np.testing.assert_allclose(weight[:-1] * up, weight[1:] * down, rtol=1e-12)
    energy = landscape.energy(field_w2 * UNIT) / (BOLTZMANN * temperature)
    boltzmann = np.exp(energy[100] - energy[1:-1])
    np.testing.assert_allclose(weight[1:-1] / weight[100], boltzmann, rtol=1e-12)


def test_occupation_in_equilibrium_is_boltzmann_s_integral_over_the_well():
    temperature, field = at_line_energy(SMALL_CORE, 25.0), 1.8 * UNIT
    rates = exchange(SMALL_CORE, narrow_landscape(SMALL_CORE, temperature, 801), temperature, field)
    xi, unit = SMALL_CORE.core(temperature), 25.0

    def density(u):
        return math.exp(-unit * (math.log(2 * WIDTH / math.pi / xi * math.sin(math.pi * u))
                                 - 2 * math.pi * 1.8 * u * (1 - u)))

    exact = quad(density, 0.2, 0.8)[0] * WIDTH / xi**2
    assert rates.occupation == pytest.approx(exact, rel=2e-3)


def test_line_energy_and_mobility_by_the_critical_fields():
    """eps_0 = 4 pi xi^2 d mu_0 Hc^2/2; a vortex moves so that the flux-flow resistivity is rho_n B/Bc2."""
    temperature = 0.99 * TC
    xi, depth = STRIP.coherence_length / 0.1, STRIP.penetration_depth / 0.1
    thermodynamic = FLUX_QUANTUM / (2 * math.sqrt(2) * math.pi * depth * xi)  # mu_0 Hc
    condensation = thermodynamic**2 / (2 * VACUUM_PERMEABILITY)
    assert STRIP.core(temperature) == pytest.approx(xi, rel=1e-12)
    in_core = xi**2 * STRIP.thickness * condensation
    assert STRIP.line_energy(temperature) == pytest.approx(4 * math.pi * in_core, rel=1e-9)
    upper, B, current_density = FLUX_QUANTUM / (2 * math.pi * xi**2), 1e-6, 1e9
    speed = STRIP.resistivity * B / upper * current_density / B  # E = rho_f j = B v
    force = FLUX_QUANTUM * current_density * STRIP.thickness
    mobility = STRIP.diffusivity(temperature) / (BOLTZMANN * temperature)
    assert speed == pytest.approx(mobility * force, rel=1e-9)


@pytest.mark.parametrize(("field_w2", "line_energy"), [(1.65, 12.8), (1.65, 21.3), (1.3, 34.0)])
def test_escape_is_the_lowest_eigenvalue_of_the_fokker_planck_equation_and_nears_kramers(field_w2, line_energy):
    """-d^2/dx^2 + g'^2/4 - g''/2 with g = G/kT has the same eigenvalues."""
    temperature = at_line_energy(SMALL_CORE, line_energy)
    xi, drift = SMALL_CORE.core(temperature), SMALL_CORE.diffusivity(temperature)
    rates = exchange(SMALL_CORE, narrow_landscape(SMALL_CORE, temperature, 801), temperature, field_w2 * UNIT)
    lowest = []
    for points in (2000, 4000):
        h = (WIDTH - xi) / (points + 1)
        u = (xi / 2 + h * np.arange(1, points + 1)) / WIDTH
        slope = line_energy / WIDTH * (math.pi / np.tan(math.pi * u) - 2 * math.pi * field_w2 * (1 - 2 * u))
        bend = line_energy / WIDTH**2 * (4 * math.pi * field_w2 - (math.pi / np.sin(math.pi * u)) ** 2)
        values = eigh_tridiagonal(2 / h**2 + slope**2 / 4 - bend / 2, np.full(points - 1, -1 / h**2),
                                  eigvals_only=True, select="i", select_range=(0, 0))
        lowest.append(drift * float(values[0]))
    assert rates.escape == pytest.approx((4 * lowest[1] - lowest[0]) / 3, rel=3e-3)
    at = brentq(lambda u: math.pi / math.tan(math.pi * u) - 2 * math.pi * field_w2 * (1 - 2 * u), 1e-4, 0.499)
    bends = (4 * math.pi * field_w2 - math.pi**2) * ((math.pi / math.sin(math.pi * at)) ** 2 - 4 * math.pi * field_w2)
    height = (math.log(1 / math.sin(math.pi * at)) - math.pi * field_w2 / 2
              + 2 * math.pi * field_w2 * at * (1 - at)) * -line_energy
    kramers = drift * line_energy / WIDTH**2 * math.sqrt(bends) / math.pi * math.exp(-height)
    assert kramers / rates.escape - 1 == pytest.approx(0.5 / height, rel=0.4), "corrected by kT/height"


def test_vortices_of_a_row_repel_as_on_a_film_and_screen_as_the_field_says():
    """V(z) = 2 eps_0 ln coth(pi z/2W) on a film much narrower than Lambda; (pi/2) eps_0 n W from the moment."""
    strip = onnes.Film(onnes.rectangle(WIDTH, 5 * WIDTH), coherence_length="100 nm", penetration_depth="20 um",
                       thickness="100 nm")
    found = onnes.vortex_landscape(strip, spacing=WIDTH / 15)
    middle = np.flatnonzero(np.abs(found.x) < 1e-3 * WIDTH)
    first = middle[np.argmin(np.abs(found.y[middle]))]
    distance = np.abs(found.y[middle] - found.y[first]) / WIDTH
    near = (distance > 0.3) & (distance < 1.5)
    repulsion = found.interaction(first)[0, middle][near] / found.unit
    np.testing.assert_allclose(repulsion, -2 * np.log(np.tanh(math.pi * distance[near] / 2)), rtol=0.02)
    temperature = 0.999 * TC
    moment = np.max(narrow_landscape(STRIP, temperature).moment)
    assert moment * UNIT == pytest.approx(math.pi / 2 * STRIP.line_energy(temperature), rel=1e-12)


def test_work_of_a_thin_row_is_that_of_its_second_virial_coefficient():
    for strength in (2.0, 20.0):
        thin = row(1e-4, strength)
        met = 2 * quad(lambda z, e=strength: 1 - math.tanh(math.pi * z / 2) ** (2 * e), 0, 10)[0]
        assert thin.spread * math.pi / 2 * strength == pytest.approx(thin.number * met, rel=1e-3)


def test_pressure_and_work_of_a_row_belong_together():
    """dp = n d(mu) + kT dn, where all but the neighbours are far."""
    strength, pressure = 12.0, np.exp(np.linspace(-4, -1, 61))
    number, spread = np.array([row(p, strength) for p in pressure]).T
    work = spread * math.pi / 2 * strength
    gained = np.sum((number[1:] + number[:-1]) / 2 * np.diff(work)) + number[-1] - number[0]
    assert gained == pytest.approx(pressure[-1] - pressure[0], rel=2e-3)


def test_work_of_a_cold_row_is_that_of_equal_distances_and_a_dense_one_is_spread():
    def energy(n):
        k = np.arange(1, 40)
        return n * np.sum(-2 * np.log(np.tanh(math.pi * k / n / 2)))

    cold = row(300.0, 2000.0)
    assert 0.5 < cold.number < 1.5
    n, step = cold.number, 1e-4
    assert cold.spread * math.pi / 2 == pytest.approx((energy(n + step) - energy(n - step)) / (2 * step), rel=2e-2)
    dense = row(300.0, 5.0)
    assert dense.spread == dense.number > 3


def test_without_forces_the_mean_time_of_escape_is_that_of_diffusion():
    x = np.linspace(0, WIDTH, 401)
    flat = Landscape(x, np.zeros(401), np.zeros(401))
    temperature = 0.9999 * TC
    rates = exchange(STRIP, flat, temperature, 0.0)
    assert 1 / rates.escape == pytest.approx(WIDTH**2 / (8 * STRIP.diffusivity(temperature)), rel=2e-2)


@pytest.mark.long
def test_escape_is_that_of_a_langevin_run():
    """Vortices start at the bottom; the time of first passage is measured with 2000 of them."""
    unit, field_w2 = 8.5, 1.65
    temperature = at_line_energy(SMALL_CORE, unit)
    xi = SMALL_CORE.core(temperature) / WIDTH
    rates = exchange(SMALL_CORE, narrow_landscape(SMALL_CORE, temperature, 801), temperature, field_w2 * UNIT)
    noise, step = np.random.default_rng(1), 5e-5
    u, time, times = np.full(2000, 0.5), 0.0, []
    while len(u):
        force = unit * (-math.pi / np.tan(math.pi * u) + 2 * math.pi * field_w2 * (1 - 2 * u))
        u = u + force * step + math.sqrt(2 * step) * noise.standard_normal(len(u))
        time += step
        out = (u < xi / 2) | (u > 1 - xi / 2)
        times += [time] * int(out.sum())
        u = u[~out]
    mean = np.mean(times) * WIDTH**2 / SMALL_CORE.diffusivity(temperature)
    assert mean * rates.escape == pytest.approx(1, abs=3 / math.sqrt(2000) + 0.03), "3 % for the step"


def test_slower_cooling_freezes_lower_by_a_logarithm_and_weaker_fields_freeze_lower_still():
    rates = [100.0, 1.0, 0.01]
    frozen = [cool(STRIP, 0.95 * UNIT, rate) for rate in rates]
    depths = [one.relative_freezing for one in frozen]
    assert (depths[2] - depths[1]) / (depths[1] - depths[0]) == pytest.approx(1, abs=0.03)
    heights = [barrier(narrow_landscape(STRIP, t), 0.95 * UNIT) / (BOLTZMANN * t)
               for t in (one.freezing_temperature for one in frozen)]
    np.testing.assert_allclose(np.diff(heights), math.log(100), rtol=0.03)
    towards = [cool(STRIP, b * UNIT, 1.0).relative_freezing for b in (1.3, 0.95)]
    assert towards[1] > 3 * towards[0]


def test_below_pi_over_4_nothing_stays():
    frozen = cool(STRIP, 0.7 * UNIT, 1.0)
    assert (frozen.outcome, frozen.density, frozen.freezing_temperature) == ("expelled", 0.0, None)


def test_in_strong_fields_the_strip_fills_up_to_what_the_edges_keep_out():
    field_w2 = 240.0
    assert cool(STRIP, field_w2 * UNIT, 1.0, step=0.1).density * WIDTH == pytest.approx(field_w2, rel=0.03)
    hot = replace(STRIP, pin_density=1e16, pin_depth=1e3)
    assert math.isfinite(cool(hot, UNIT, 1.0, step=0.1).density)


def test_far_above_threshold_each_quantum_more_stays():
    low, high = (cool(STRIP, b * UNIT, 1.0).density * WIDTH for b in (4.0, 5.0))
    assert high - low == pytest.approx(1, abs=0.02)


@pytest.mark.long
def test_the_frozen_density_does_not_depend_on_step_and_start(monkeypatch):
    densities = [cool(STRIP, 1.4 * UNIT, 1.0, step=step).density for step in (0.02, 0.01, 0.005)]
    assert (densities[0] - densities[1]) / (densities[1] - densities[2]) == pytest.approx(2, rel=0.1), "first order"
    assert densities[1] == pytest.approx(densities[2], rel=5e-3)
    monkeypatch.setattr("onnes.problems.strip_freezing.strip.ROOM_FOR_A_VORTEX", 6.0)
    assert cool(STRIP, 1.4 * UNIT, 1.0).density == pytest.approx(densities[1], rel=5e-3)


def test_pins_slow_the_escape_leave_the_entry_and_hold_vortices_in_weaker_fields():
    pinned = replace(STRIP, pin_density=1e11, pin_depth=0.3)
    temperature, field = TC * (1 - 6e-4), 1.2 * UNIT
    clean, held = (exchange(s, narrow_landscape(s, temperature), temperature, field) for s in (STRIP, pinned))
    assert held.entry == pytest.approx(clean.entry, rel=1e-12)
    assert held.escape < clean.escape / 1e3
    assert cool(pinned, field, 1.0).density > 2 * cool(STRIP, field, 1.0).density
    assert expulsion_field(replace(STRIP, pin_density=1e13, pin_depth=30.0), 1.0, length=1e-3) == 0


@pytest.mark.long
def test_a_landscape_given_as_arrays_takes_the_place_of_the_closed_form():
    def shifted(strip, temperature):
        own = narrow_landscape(strip, temperature)
        return Landscape(own.positions, own.self_energy, 2 * own.moment)

    twice = cool(STRIP, 0.75 * UNIT, 1.0, landscape=shifted)
    assert twice.outcome == "frozen"
    assert cool(STRIP, 0.75 * UNIT, 1.0).outcome == "expelled"


@pytest.mark.long
def test_expulsion_field_falls_with_width_and_gives_the_stated_number():
    fields = []
    for width in (3e-6, 30e-6):
        strip = replace(STRIP, width=width)
        fields.append(expulsion_field(strip, 1.0, length=1e-3))
        below, above = (cool(strip, share * fields[-1], 1.0).density * 1e-3 for share in (0.998, 1.002))
        assert below < 0.5 < above
    assert -2.05 < math.log10(fields[1] / fields[0]) < -1.75


def test_a_rate_is_refused_from_where_psi_needs_longer_than_the_way_to_the_freezing_temperature():
    """The bound is rate = (Tc - T_f)/tau with tau = pi hbar/(80 k (Tc - T_f)), at the T_f of that rate."""
    def followed(rate):
        found = cool(STRIP, 2 * UNIT, rate, step=0.05)
        below = STRIP.critical_temperature - found.freezing_temperature
        return below**2 * 80 * BOLTZMANN / (math.pi * HBAR) / rate

    alike = replace(STRIP, damping=1.45)  # a run of psi with noise in the rows of validation
    assert cool(alike, 2.4 * UNIT, 1e4).outcome != "expelled"
    assert followed(1.0) > followed(1e3) > 1
    rates = np.geomspace(1e3, 1e9, 25)
    passed = []
    for rate in rates:
        try:
            passed.append(followed(rate))
        except InputError:
            break
    assert 0 < len(passed) < len(rates)
    assert all(each >= 1 for each in passed)
    assert passed[-1] < 10


def test_impurities_shorten_xi_and_lengthen_lambda():
    assert gorkov(1e-6) == pytest.approx(1, abs=1e-5)
    n = np.arange(200_000)
    assert gorkov(3.0) == pytest.approx(8 / (7 * 1.2020569031595942) * np.sum(1 / ((2 * n + 1) ** 2 * (2 * n + 4.0))))
    clean, dirty = strip_of("Nb", WIDTH, 2e-7, 1e-10), strip_of("Nb", WIDTH, 2e-7, 1e-7)
    assert dirty.coherence_length < 0.5 * clean.coherence_length
    assert dirty.coherence_length * dirty.penetration_depth == pytest.approx(
        clean.coherence_length * clean.penetration_depth, rel=1e-12)
    assert strip_of("YBCO", WIDTH, 2e-7, 1e-6).critical_temperature > 90
    with pytest.raises(MissingDataError):
        strip_of("NbTiN", WIDTH, 2e-7, 1e-6)


@pytest.mark.parametrize(("call", "names"), [
    (lambda: replace(STRIP, width=-1e-6), "width"),
    (lambda: replace(STRIP, width=1e-8), "10 xi_0"),
    (lambda: replace(STRIP, thickness=1.0), "thickness"),
    (lambda: replace(STRIP, pin_depth=math.nan), "pin_depth"),
    (lambda: cool(STRIP, -1e-6, 1.0), "field"),
    (lambda: cool(STRIP, 1.0, 1.0), "Bc2"),
    (lambda: cool(STRIP, 1e-5, -1.0), "cooling_rate"),
    (lambda: cool(STRIP, 1e-5, 1.0, step=0.0), "step"),
    (lambda: expulsion_field(STRIP, 1.0, length=0.0), "length"),
    (lambda: expulsion_field(STRIP, 1.0, length=1e30), "length.*1e\\+06"),
    (lambda: expulsion_field(STRIP, 1.0, length=1e-30), "length.*1e-12"),
    (lambda: expulsion_field(STRIP, 1.0, length=1e-10, step=0.1), "length.*longer piece"),
    (lambda: expulsion_field(STRIP, 1.0, length=1e-3, vortices=math.nan), "vortices"),
    (lambda: expulsion_field(STRIP, 1e12, length=1e-3), "cooling_rate.*psi itself"),
    (lambda: expulsion_field(STRIP, 1e30, length=1e-3), "cooling_rate"),
    (lambda: cool(STRIP, 4e-5, 1e12), "cooling_rate.*psi itself"),
    (lambda: STRIP.core(10.0), "Tc"),
    (lambda: Landscape(np.zeros(5), np.zeros(5), np.zeros(5)), "ascend"),
])
def test_refusals_name_what_came(call, names):
    with pytest.raises(InputError, match=names):
        call()
