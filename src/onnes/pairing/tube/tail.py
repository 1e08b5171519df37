"""Energy of the displaced ions behind an electron, and what they add to its mass."""

from __future__ import annotations

import numpy as np

from onnes.pairing.tube.crossing import Crossing
from onnes.pairing.tube.partial_waves import displaced_ions, partial_waves
from onnes.pairing.tube.passage import Wake


def tail_energy(crossing: Crossing, wake: Wake, length: float) -> float:
    """Return (l/d) sum over rows of M omega_D^2 A^2/2, in e_A: energy of the ions over a length l of the tail.

    To first order it is (s/2) times the depth of the tube, with l = s v_e/omega_D, since both are sums of the squared
    impulses.

    Args:
        wake: of the ions of ``crossing.rows``, at rest before.
        length: s, in v_e/omega_D.

    Source: footnote to W6, "of the order of e_A/beta".
    """
    speeds = crossing.frequency * wake.amplitude()
    return float(length / crossing.frequency * np.sum(speeds**2) / (2 * crossing.strength))


def mass_enhancement(screening: float, f: float, a: float, b: float) -> float:
    """Return lambda = (8 a f^2/b^2) <q^2/(q^2 + k^2)^2>, by which electrons within hbar omega_D of the surface are
    heavier: m* = (1 + lambda) m.

    lambda = N(0) V_0 with the static S-wave element of the ions, N(0) the states of one spin. The mean over the Fermi
    surface is (1/4a^2) [ln(1 + 1/s) - 1/(1 + s)], s = k^2/4a^2. beta drops out, as from W19.

    Args:
        screening: k = d over the screening length.
        f, a, b: of W1a, W2 and W3a.

    Source: A. B. Migdal, Sov. Phys. JETP 7, 996 (1958), for one frequency.
    """
    mean = partial_waves(lambda q: displaced_ions(q, screening), a, 0)[0]
    return float(8 * a * f**2 / b**2 * mean)
