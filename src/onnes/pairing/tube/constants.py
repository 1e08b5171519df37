"""The text's constants of order one, measured from a simulated crossing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onnes.pairing.tube.crossing import Crossing
from onnes.pairing.tube.passage import Wake
from onnes.pairing.tube.potential import tube_potential

_POINTS = 400


@dataclass(frozen=True, eq=False)
class Tube:
    """Tail of displaced ions behind one electron.

    Attributes:
        displacement: delta/d, largest displacement of the nearest ion towards the path.
        delay: time of that displacement, in tau after the electron was beside the ion.
        c: impulse of the nearest ion over tau e_A/d, from the oscillation it is left with.
        g: depth of the tube over e_A delta/d.
        s: time after which the ions are back at their places, in 1/omega_D.
        s_of_box: length of the text's box, as deep as the tube and of the same area, in v_e/omega_D.
        depth: -U/e_A, at the deepest place on the path.
        behind, potential: the tail along the path, distance in d and potential in e_A.
    """

    displacement: float
    delay: float
    c: float
    g: float
    s: float
    s_of_box: float
    depth: float
    behind: np.ndarray
    potential: np.ndarray


def tube(crossing: Crossing, wake: Wake) -> Tube:
    """Return the tail left by an electron in ions that were at rest.

    Args:
        crossing: the path.
        wake: motion of the ions of ``crossing.rows``.

    Source: c of W4, s of W6, g of W7 and Fig. 2, each as the text defines it.
    """
    towards = -crossing.rows[0] / crossing.impact
    end = float(wake.times[-1])
    place, velocity = wake.positions[-1, 0, 1:] @ towards, wake.velocities[0, 1:] @ towards
    phase = float(np.arctan2(place, velocity / crossing.frequency))  # of u = A sin(w t + phase)
    amplitude = float(np.hypot(place, velocity / crossing.frequency))
    turning = end + (np.pi / 2 - phase) / crossing.frequency
    back = end + (np.pi - phase) / crossing.frequency
    behind = np.concatenate([np.linspace(-3, 3, _POINTS // 4, endpoint=False),
                             np.linspace(3, 2 * back, _POINTS)])
    potential = tube_potential(crossing, wake, behind, np.zeros((1, 2)))[:, 0]
    depth = -float(tube_potential(crossing, wake, np.array([turning]), np.zeros((1, 2)))[0, 0])
    attracting = behind <= back
    area = -float(np.trapezoid(potential[attracting], behind[attracting]))
    return Tube(amplitude, turning, amplitude * crossing.frequency / crossing.strength, depth / amplitude,
                back * crossing.frequency, area / depth * crossing.frequency, depth, behind, potential)
