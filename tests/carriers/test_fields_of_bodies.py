"""Critical fields and currents of bodies with a surface, and the filament that shoots along a supercooled rod."""

import numpy as np
import pytest

from onnes.carriers.front_stability import critical_nucleus, filament_speed
from onnes.carriers.london_core import london_core_resistance
from onnes.carriers.superheating_field import superheating_ratio
from onnes.carriers.surface_superconductivity import surface_field_ratio


def test_surface_superconductivity_against_a_matrix_of_the_half_line():
    """-f'' + (x - c)^2 f, f'(0) = 0, by second differences: its lowest eigenvalue, least in c, is Hc2/Hc3."""
    cells, length = 800, 8.0
    step = length / cells
    x = (np.arange(cells) + 0.5) * step

    def lowest(centre):
        diagonal = 2 / step**2 + (x - centre) ** 2
        diagonal[0] -= 1 / step**2
        matrix = np.diag(diagonal) - (np.diag(np.ones(cells - 1), 1) + np.diag(np.ones(cells - 1), -1)) / step**2
        return np.linalg.eigvalsh(matrix)[0]

    least = lowest(surface_field_ratio() ** -0.5)
    assert 1 / least == pytest.approx(surface_field_ratio(), rel=1e-4)
    assert surface_field_ratio() == pytest.approx(1.69461, abs=1e-5)


@pytest.mark.parametrize(("kappa", "one_dimensional"), [(2**-0.5, 1.385), (1.0, 1.276)])
def test_superheating_against_solutions_in_one_dimension(kappa, one_dimensional):
    assert superheating_ratio(kappa) == pytest.approx(one_dimensional, rel=0.015)


def test_superheating_falls_to_the_limit_of_large_kappa():
    assert superheating_ratio(1e8) == pytest.approx(np.sqrt(5) / 3, rel=1e-4)


def test_london_s_core_starts_at_one_half_and_ends_normal():
    assert london_core_resistance(1.0) == 0.5
    assert london_core_resistance(1e4) == pytest.approx(1.0, abs=1e-8)
    ratio = london_core_resistance(1.5)  # the field at the edge of the core is Bc: 4 R (1 - R/R_n) R_n = (Ic/I)^2 R_n^2
    assert ratio * (1 - ratio) == pytest.approx(1 / (4 * 1.5**2), rel=1e-12)


def test_the_filament_is_the_fastest_of_all_tips():
    wall, deficit, diffusivity = 3e-7, 0.1, 8e-6
    radius = np.geomspace(1.01 * wall / deficit, 100 * wall / deficit, 4001)
    speeds = diffusivity * (deficit - wall / radius) / radius
    assert filament_speed(wall, deficit, diffusivity) == pytest.approx(speeds.max(), rel=1e-5)
    assert radius[speeds.argmax()] > critical_nucleus(wall, deficit)
