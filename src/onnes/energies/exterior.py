"""A sphere in a uniform field: the field outside in closed form."""

from __future__ import annotations

from typing import ClassVar

import equinox as eqx
import jax

from onnes.energies.state import Drive, State
from onnes.energies.term import Term
from onnes.grids import Sample
from onnes.numerics.jax_settings import as_array


def uniform_on_sphere(field) -> tuple:
    """A uniform field along the polar axis as the amplitudes (r, theta, phi) of the radial spherical grid.

    H_r = H cos(theta) and H_theta = -H sin(theta); averaged over the sphere as that grid's energies are
    (per 8 pi/3), the radial amplitude is H/sqrt2.
    """
    return (field / 2**0.5, -field, 0.0 * field)


class DipoleExterior(Term):
    """``F = kappa^2 R (a(R) - H R / 2)^2``: energy of the dipole field outside a sphere.

    For the radial spherical grid with A = a(r) sin(theta) along phi: outside, a = H r/2 + m/r^2, and
    minimising over what lies beyond R leaves this function of the value on the rim. It makes the
    surrounding vacuum exact without a single cell. H comes from `uniform_on_sphere`.

    Attributes:
        kappa: as in `Magnetic`.
    """

    of_field: ClassVar[bool] = True
    kappa: jax.Array = eqx.field(converter=as_array)

    def __call__(self, state: State, drive: Drive, sample: Sample):
        radii, potential = sample.grid.nodes[0], state.A[2]
        assert radii is not None, "a radial grid has radii"
        assert potential is not None, "the field of a sphere has a potential along phi"
        radius = radii[-1]
        induced = potential[-1] + 0.5 * drive.applied_field[1] * radius
        return self.kappa**2 * radius * induced**2
