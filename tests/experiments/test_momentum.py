"""The momentum balance of a growing domain: terms, totals, limits, order in the spacing of the records."""

from dataclasses import replace

import numpy as np
import pytest

from onnes.errors import InputError
from onnes.experiments import experiment
from onnes.experiments.momentum.balance import Balance
from onnes.problems.front.tdgl import tdgl_front
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, VACUUM_PERMEABILITY


@pytest.fixture(scope="module")
def front():
    return tdgl_front("cylinder", 0.25, 0.3, 44.0, 14.0, to_rest=True)


@pytest.fixture(scope="module")
def slab():
    return experiment("momentum", geometry="slab", p=0.25, size="2.4 um", critical_field="20 mT").run()


def thinned(front, keep):
    names = ("time", "position", "field", "order_parameter", "potential")
    return replace(front, **{name: getattr(front, name)[::keep] for name in names})


def test_a_flat_wall_needs_the_same_sum_of_either_account(slab):
    """int n s' B dx = int m v d_t n dx for any steady flat wall; E gives s' int n B dx."""
    assert slab["outflow_over_condensation"] == pytest.approx(1, abs=0.01)
    assert slab["electric_over_wall"] == pytest.approx(1, abs=0.01)


def test_a_slab_ends_with_the_momentum_of_its_surface_current(slab):
    expected = ELECTRON_MASS / ELEMENTARY_CHARGE * 0.75 * 20e-3 / VACUUM_PERMEABILITY
    assert slab["full_expulsion"] == pytest.approx(expected, rel=1e-12)
    assert slab["final"] == pytest.approx(expected, rel=1e-3)
    assert slab["final_of_field"] == pytest.approx(expected, rel=1e-6)
    assert slab["electric_over_final"] < -20
    assert slab["ampere"] < 1e-2


def test_electrons_and_lattice_gain_opposite_momenta(slab):
    arrays = slab.arrays
    gained = arrays["supercurrent"].values - arrays["supercurrent"].values[0]
    lattice = arrays["lattice_electric"].values + arrays["lattice_recoil"].values
    assert gained + lattice == pytest.approx(0, abs=1e-10 * arrays["supercurrent"].values[-1])


def test_the_current_of_the_wave_function_is_that_of_the_field(front):
    """Ampere's law: the angular momentum of the current at rest from psi and A, and from the flux left."""
    balance = Balance(front, True, 0.75)
    radius = front.node[-1]
    whole = balance.total(balance.supercurrent)[-1]
    assert whole == pytest.approx(balance.of_field[-1], rel=1e-3)
    # London: the current flows within lambda of the surface, which takes 2 lambda/R off.
    assert whole == pytest.approx(2 * np.pi * radius**2 * 0.75 * (1 - 2 / radius + 1 / radius**2), rel=3e-3)


def test_impulses_converge_at_second_order_in_the_spacing_of_records(front):
    """Of a part of the run whose records are evenly spaced, after the start has been forgotten."""
    balances = {keep: Balance(thinned(front, keep), True, 0.75) for keep in (1, 2, 4)}
    electric = [np.diff(each.impulse(each.electric)[[16 // keep, 48 // keep]])[0] for keep, each in balances.items()]
    assert np.ptp(np.diff(front.time[16:49])) < 1e-6 * front.time[48]
    change = np.diff(electric)
    assert change[1] / change[0] == pytest.approx(4, rel=0.1)


def test_condensation_follows_from_the_equation_of_motion(front):
    """d_t |psi|^2 from Ginzburg's equation, tau d_t psi = (1 - psi^2 - A^2) psi + lap psi, at one moment."""
    kappa, record = 0.3, 150
    r, psi, A = front.node, front.order_parameter[record], front.potential[record]
    middle, h = (r[1:] + r[:-1]) / 2, r[1] - r[0]
    flux = middle * np.diff(psi) / h
    laplacian = np.diff(flux)[1:] / (r[2:-1] * h) / kappa**2
    # A in Bc lambda is sqrt(2) times A in Bc2 xi, whose square stands beside 1.
    inner = psi[2:-1]
    rate = (1 - inner**2 - A[2:-1] ** 2 / 2) * inner + laplacian
    expected = A[2:-1] * 2 * inner * rate
    found = Balance(front, True, 0.75).condensation
    mean = (found[record - 1] + found[record])[2:-1] / 2
    assert mean == pytest.approx(expected, abs=2e-2 * np.max(np.abs(expected)))


@pytest.mark.parametrize(("inputs", "named"), [
    ({"size": "1 mm"}, "size"), ({"size": "2 um", "nucleus": "1.9 um"}, "nucleus"),
    ({"nucleus": "0.1 um"}, "nucleus"), ({"conductivity": "1e8 S/m", "diffusivity": "1 m^2/s"}, "diffusivity"),
    ({"material": "Nb"}, "material"), ({"material": "Nb", "geometry": "slab"}, "material")])
def test_what_has_no_balance_is_refused(inputs, named):
    with pytest.raises(InputError) as refusal:
        experiment("momentum", **inputs)
    assert refusal.value.argument == named
