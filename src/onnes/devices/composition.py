"""Weights of nodes and edges of a grid from regions of other metals and from pins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import equinox as eqx
import numpy as np

from onnes.devices import pins
from onnes.energies import Mixture
from onnes.grids import Grid, Sample
from onnes.grids.polygon_aperture import polygon_fractions, shares_along_edges
from onnes.numerics.jax_settings import as_array
from onnes.numerics.safe_division import safe_divide

if TYPE_CHECKING:
    from onnes.devices.device import Device

_COARSE = 0.7
"""Spacing over the length of a region or the radius of a pin from which on there is a warning."""


@dataclass(frozen=True, eq=False)
class Composition:
    """Regions and pins of a device on its grid.

    Attributes:
        mixture: epsilon on the nodes.
        gamma: pair breaking, shape () where it is the same everywhere, or grid.shape.
    """

    mixture: Mixture
    gamma: np.ndarray


def composed(device: Device, sample: Sample) -> tuple[Sample, Composition | None]:
    """Return the weights of a device on its grid, and what it consists of; None where it is of one metal.

    The weight of an edge is that of the outline times ``1/int (1/s) dl``, the harmonic mean along the edge of the
    conductivity s, averaged over the width of its dual face: the flux through a boundary is continuous. The volume of a
    node is that in the outline times its mean density of states.

    Args:
        sample: of the outline, in units of xi.
    """
    metals = device.metals
    if not metals and not device.pins:
        return sample, None
    grid, xi = sample.grid, device.constants.coherence_length
    x, y = (points * xi for points in grid.points())
    whole = polygon_fractions(grid, device.outline.scaled(1 / xi))[0]
    fractions = np.stack([np.minimum(safe_divide(polygon_fractions(grid, each.shape.scaled(1 / xi))[0], whole), 1.0)
                          for each in metals] or [np.zeros(grid.shape)])[:len(metals)]
    states = _mixed(fractions, 1.0, [each.states for each in metals])
    shares = fractions * np.reshape([each.states for each in metals], (-1, 1, 1)) / states
    felt = pins.with_images(device.pins, device.period)
    strength = pins.strength(felt, x, y) if felt else np.ones(())
    own_gamma = any(each.gamma != device.gamma for each in metals)
    gamma = _mixed(fractions, device.gamma, [each.gamma for each in metals]) if own_gamma else np.asarray(device.gamma)
    mixture = Mixture(shares, np.array([each.condensation for each in metals]),
                      np.array([each.slope for each in metals]),
                      np.array([each.conductivity / each.states for each in metals]), strength)
    composition = Composition(mixture, gamma)
    scattered = any(each.mean_free_path != 1 for each in device.pins)
    if not (metals or scattered):
        return sample, composition
    conductivity = _conductivity(device, grid, scattered)
    edges = tuple(as_array(np.asarray(weight) * conductivity[d]) if d < 2 else weight
                  for d, weight in enumerate(sample.thin_edge_weight))
    weighted = eqx.tree_at(lambda s: (s.node_volume, s.thin_edge_weight), sample,
                           (as_array(np.asarray(sample.node_volume) * states), edges))
    return weighted, composition


def _conductivity(device: Device, grid: Grid, scattered: bool) -> tuple[np.ndarray, ...]:
    """Return the conductivity over that of the device on the edges along x and along y.

    Args:
        scattered: whether pins change the mean free path.
    """
    xi = device.constants.coherence_length
    resistance = [np.ones((*grid.cell_shape((d,)), 1)) for d in (0, 1)]
    for metal in device.metals:
        for d, along in enumerate(shares_along_edges(grid, metal.shape.scaled(1 / xi))):
            resistance[d] = resistance[d] + along * (1 / metal.conductivity - 1)
    found = tuple(np.mean(1 / each, axis=-1) for each in resistance)
    if scattered:
        found = tuple(each * pins.conduction(device.pins, *(points * xi for points in grid.points((d,))))
                      for d, each in enumerate(found))
    return found


def _mixed(fractions: np.ndarray, own: float, others: Sequence[float]) -> np.ndarray:
    """Return the mean of a property on the nodes, from the fraction of each region in their cells."""
    return own + np.tensordot(np.asarray(others) - own, fractions, 1)


def unresolved(device: Device, spacing: float) -> tuple[str, ...]:
    """Return warnings about lengths of regions and radii of pins that a spacing in metres does not resolve."""
    lengths = {f"the length over which psi varies in {each.name}": each.length for each in device.metals}
    radii = [each.radius for each in device.pins if not each.hole]
    if radii:
        lengths["the radius of the smallest pin"] = 2 * min(radii)
    return tuple(f"The grid of {spacing:.3g} m does not resolve {name}. Increase cells_per_xi."
                 for name, length in lengths.items() if spacing > _COARSE * length)
