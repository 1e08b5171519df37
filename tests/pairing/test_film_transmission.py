"""Transmission of a thin film: bare substrate, energy balance with reflection, thick-film limit."""

import numpy as np
import pytest

from onnes.pairing.bcs.film_transmission import VACUUM_IMPEDANCE, film_transmittance


def test_bare_substrate_and_free_film():
    assert film_transmittance(0.0, 1.5) == pytest.approx(1 - (0.5 / 2.5) ** 2)
    assert film_transmittance(2 / 376.730313412, 1.0) == pytest.approx(0.25)


@pytest.mark.parametrize("conductance", [0.01, 0.02 - 0.05j, -1j])
def test_energy_is_conserved(conductance):
    """1 - R - T is the heat in the film: (E_t^2/2) Re G over the incident E_0^2/(2 Z_0)."""
    n, y = 1.7, VACUUM_IMPEDANCE * conductance
    reflected = abs((1 - n - y) / (1 + n + y)) ** 2
    transmitted = film_transmittance(conductance, n)
    assert 1 - reflected - transmitted == pytest.approx(np.real(y) * transmitted / n, abs=1e-12)
