"""Cooper's pair: eigenproblem, matrix element, size, blocking; wells, pair states, Bose gases, parallel pairs."""

from __future__ import annotations

import math

import numpy as np

from onnes.numerics.extrapolation import extrapolate_to_zero
from onnes.pairing import parallel_pair
from onnes.pairing.bose_gas import Ring, bogoliubov, endless_gap, ring_kinetic
from onnes.pairing.cooper_problem import bound_pair, largest_eigenvalue, smallest_energy, vanishing_temperature
from onnes.pairing.coulomb_core import CoulombCore, morel_anderson
from onnes.pairing.isolated_pair import levels_in_boxes
from onnes.pairing.matrix_element import MatrixElement, exact, exact_kernel, stepped
from onnes.pairing.pair_binding import binding_energy
from onnes.pairing.pair_states import gram, pair_states
from onnes.pairing.pair_wave_function import momentum_size
from onnes.pairing.potential_well import laws
from onnes.validation.checks import check

_FERMI_WAVE_NUMBER = 4 * 10.0 / 0.03


def _binding(coupling: float, element: MatrixElement) -> float:
    pair = bound_pair(coupling, element)
    if pair is None:
        raise ArithmeticError("no pair was found")
    return pair.binding


@check("Cooper eigenproblem, stepped element, B = {coupling:g}", tolerance=1e-8, source="W20-W22, closed form",
       cases=[{"coupling": 0.05}, {"coupling": 0.1}, {"coupling": 0.25}, {"coupling": 1.0}, {"coupling": 3.0}])
def stepped_binding(coupling: float) -> tuple[float, float]:
    return _binding(coupling, stepped(smallest_energy(coupling))), binding_energy(1.0, coupling)


@check("Cooper eigenproblem, exact element, on finer nodes and shapes, B = {coupling:g}", tolerance=1e-8,
       source="the same with N = 48, X = 1600", cases=[{"coupling": 0.05}, {"coupling": 0.25}, {"coupling": 3.0}])
def exact_binding(coupling: float) -> tuple[float, float]:
    smallest = smallest_energy(coupling)
    finer = exact(_FERMI_WAVE_NUMBER, smallest, 48, 1600.0)
    return _binding(coupling, exact(_FERMI_WAVE_NUMBER, smallest)), _binding(coupling, finer)


@check("exact matrix element from its shapes, largest error", tolerance=1e-12, reference=0.0,
       source="W13 in closed form")
def exact_shapes() -> float:
    element = exact(_FERMI_WAVE_NUMBER, 0.1)
    x = element.panels.nodes
    chosen = np.flatnonzero(x < 20)[::5]
    shapes, k = element.shapes[chosen], _FERMI_WAVE_NUMBER + x[chosen]
    return float(np.max(np.abs(shapes @ shapes.T - exact_kernel(k[:, None], k))))


@check("exact element over step for vanishing coupling", tolerance=1e-4, source="exp(3/2 - gamma)/2",
       reference=math.exp(1.5 - np.euler_gamma) / 2)
def weak_ratio() -> float:
    """Return the ratio extrapolated to B = 0 from three couplings; its logarithm is a power series in B."""
    couplings = (0.04, 0.02, 0.01)
    logs = [math.log(_binding(b, exact(1e7, smallest_energy(b))) / binding_energy(1.0, b)) for b in couplings]
    return math.exp(extrapolate_to_zero(couplings, logs)[0])


@check("Coulomb core, stepped: binding over that of B - mu*, B = {coupling:g}, mu = {mu:g}", tolerance=1e-10,
       reference=1.0, source="Morel, Anderson 1962, with energies from Delta: exact",
       cases=[{"coupling": 0.15, "mu": 0.1}, {"coupling": 0.4, "mu": 1.0}, {"coupling": 2.0, "mu": 0.5}])
def core_of_steps(coupling: float, mu: float) -> float:
    reach = 300.0
    element = stepped(smallest_energy(coupling, repulsion=morel_anderson(mu, reach)), mu=mu, reach=reach)
    binding = _binding(coupling, element)
    left = morel_anderson(mu, (reach + binding) / (1 + binding))
    return binding / binding_energy(1.0, coupling - left)


@check("Coulomb core, exact element: pseudopotential, kappa = k_F, B = 0.3", tolerance=0.1,
       source="Morel, Anderson 1962, E_c = 2 e_F: logarithmic accuracy")
def core_in_space() -> tuple[float, float]:
    core, coupling = CoulombCore(0.25, 1.0), 0.3
    smallest = smallest_energy(coupling, repulsion=core.mu)
    binding = _binding(coupling, exact(_FERMI_WAVE_NUMBER, smallest, core=core))
    taken = coupling - 1 / largest_eigenvalue(exact(_FERMI_WAVE_NUMBER, smallest), binding)
    return taken, morel_anderson(core.mu, _FERMI_WAVE_NUMBER / 2)


@check("size of a weakly bound pair, hbar v_F/Delta", tolerance=1e-6, reference=2 / math.sqrt(3), source="Cooper 1956")
def weak_size() -> float:
    pair = bound_pair(0.05, stepped(smallest_energy(0.05)))
    if pair is None:
        raise ArithmeticError("no pair was found")
    return momentum_size(pair)


@check("k T at which a weakly bound pair unbinds, over Delta(0)", tolerance=1e-6,
       reference=math.exp(np.euler_gamma) / math.pi, source="e^gamma/pi")
def vanishing() -> float:
    coupling = 0.05
    element = stepped(smallest_energy(coupling))
    return vanishing_temperature(coupling, element) / _binding(coupling, element)


@check("binding of two electrons without a Fermi sea, over hbar omega_D", tolerance=1e-10, reference=0.0,
       source="a level's phase shift, infinite sphere")
def alone() -> float:
    return levels_in_boxes(0.25, _FERMI_WAVE_NUMBER).limit


@check("well in one dimension: exponent of U", tolerance=1e-6, reference=2.0, source="Delta = t' U^2")
def well_1d() -> float:
    return laws().power_1d


@check("well in two dimensions: xi of exp(-xi/u)", tolerance=1e-6, reference=4.0, source="4 hbar^2/(m l^2 U)")
def well_2d() -> float:
    return laws().exponent_2d


@check("well in three dimensions: threshold m U l^2/hbar^2", tolerance=1e-8, reference=math.pi**2 / 4,
       source="(pi/2)^2")
def well_3d() -> float:
    return laws().threshold_3d


@check("pair states: Gram matrix less the unit matrix", tolerance=1e-12, reference=0.0, source="W29")
def orthogonal() -> float:
    states = pair_states(4.0, 1.0).orthogonal
    return float(np.max(np.abs(gram(states) - np.eye(len(states)))))


@check("longest wave of a weak Bose gas, U/t = 0.1, exact", tolerance=1e-3, source="Bogoliubov 1947, N - 1 neighbours")
def weak_gas() -> tuple[float, float]:
    ring = Ring(6, 6, 0.1)
    kinetic = ring_kinetic(np.array(2 * np.pi / 6))
    return float(ring.energies(1)[0] - ring.energies(0)[0]), float(bogoliubov(kinetic, 0.1 * 5 / 6))


@check("gap of a compact Bose gas, U/t = 100", tolerance=5e-3, reference=94.0, source="U - 6t for strong repulsion")
def compact_gas() -> float:
    sizes = np.array([4, 5, 6])
    return endless_gap(sizes, np.array([Ring(size, size, 100.0).gap for size in sizes]))[0]


@check("averaged tube in a matrix element of S-states, l = 300 d", tolerance=1e-10, source="closed form")
def averaged_tube() -> tuple[float, float]:
    return parallel_pair.element_share(300.0), parallel_pair.element_share_closed(300.0)


@check("ln of the binding of a parallel pair, B = 0.25, beta = 300", tolerance=1e-8, source="Appendix I, closed form")
def parallel_binding() -> tuple[float, float]:
    coupling = 0.25 * parallel_pair.thinning(300.0)
    return parallel_pair.log_binding_numerical(coupling), parallel_pair.log_binding(coupling)
