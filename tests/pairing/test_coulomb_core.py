"""The Coulomb core: its kernel, its elimination, and Morel and Anderson's logarithm."""

import math
from itertools import pairwise

import numpy as np
import pytest
from scipy.linalg import eigvalsh

from onnes.pairing.cooper_problem import bound_pair, largest_eigenvalue, smallest_energy, vanishing_temperature
from onnes.pairing.coulomb_core import CoulombCore, morel_anderson
from onnes.pairing.matrix_element import exact, stepped
from onnes.pairing.pair_binding import binding_energy

CORE = CoulombCore(0.2, 1.2)


def test_shapes_add_up_to_the_integral_over_the_screened_repulsion():
    k = np.array([0.3, 1.0, 1.7])
    r = np.linspace(1e-9, 25, 50_001)
    waves = np.sin(np.outer(k, r))
    weighed = 2 * CORE.strength * np.exp(-CORE.screening * r) / r
    integral = np.trapezoid(waves[:, None] * waves * weighed, r, axis=-1)
    assert CORE.kernel(k[:, None], k) == pytest.approx(integral, rel=1e-5)
    assert CORE.kernel(np.array(1.0), np.array(1.0)) == pytest.approx(CORE.mu, rel=1e-14)
    errors = [np.abs(CORE.shapes(k, count) @ CORE.shapes(k, count).T - CORE.kernel(k[:, None], k)).max()
              for count in (8, 16, 32, 64)]
    assert errors[-1] < 1e-8
    assert all(later < earlier / 4 for earlier, later in pairwise(errors))


@pytest.mark.parametrize(("coupling", "mu", "reach"), [(0.2, 0.12, 700.0), (0.5, 5.0, 50.0), (1.0, 0.3, 2.0)])
def test_a_uniform_repulsion_takes_the_pseudopotential_and_no_more(coupling, mu, reach):
    """Two steps are solved exactly: 1 = (B - mu*) ln(1 + 1/Delta), mu* with the logarithm of energies e + Delta."""
    smallest = smallest_energy(coupling, repulsion=morel_anderson(mu, reach))
    pair = bound_pair(coupling, stepped(smallest, mu=mu, reach=reach))
    logarithm = math.log((reach + pair.binding) / (1 + pair.binding))
    assert pair.binding == pytest.approx(binding_energy(1.0, coupling - mu / (1 + mu * logarithm)), rel=1e-10)


def test_below_the_pseudopotential_nothing_is_bound():
    taken = morel_anderson(0.12, 700.0)
    element = stepped(smallest_energy(0.9 * taken, repulsion=taken), mu=0.12, reach=700.0)
    assert bound_pair(0.9 * taken, element) is None
    assert vanishing_temperature(0.9 * taken, element) == 0.0


@pytest.mark.parametrize("temperature", [0.0, 0.01])
def test_elimination_of_the_core_is_exact(temperature):
    """With tube and core in one indefinite matrix on all nodes the largest eigenvalue at the binding is 1."""
    coupling, wave_number = 0.6, 400.0
    element = exact(wave_number, 0.1, shapes=6, reach=20.0, core=CORE)
    binding = 0.03
    strength = 1 / largest_eigenvalue(element, binding, temperature)
    share = 1.0 if temperature == 0 else np.tanh(element.energy / (4 * temperature))
    root = np.sqrt(element.weights * share / (element.energy + binding))[:, None]
    kernel = strength * element.shapes @ element.shapes.T - element.repulsion @ element.repulsion.T
    last = len(root) - 1
    assert eigvalsh(root * kernel * root.T, subset_by_index=[last, last])[0] == pytest.approx(1, rel=1e-10)
    assert strength < coupling


def test_a_weak_core_takes_its_mean_and_a_strong_one_a_bounded_part():
    wave_number, coupling = 400.0, 0.6
    smallest = smallest_energy(coupling)
    plain = exact(wave_number, smallest, shapes=16, reach=60.0)
    binding = bound_pair(coupling, plain).binding

    def taken(strength):
        core = CoulombCore(strength, CORE.screening)
        return 1 / largest_eigenvalue(exact(wave_number, smallest, 16, 60.0, core), binding) - coupling

    assert taken(2e-5) / taken(1e-5) == pytest.approx(2, rel=1e-4)
    assert taken(1e-5) == pytest.approx(CoulombCore(1e-5, CORE.screening).mu, rel=0.25)
    assert taken(0.02) < taken(0.2) < taken(2.0) < 0.5 < CoulombCore(2.0, CORE.screening).mu
