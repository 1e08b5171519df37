"""A plane through a sample, as the records of a run read it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from onnes.grids import Sample
from onnes.numerics.held import Held, held
from onnes.readouts.faces_of_holes import FacesOfHoles
from onnes.readouts.vortices import CoveredFaces


@dataclass(frozen=True, eq=False)
class Plane:
    """A plane through a sample, with what is worked out once for all records.

    Attributes:
        sample: in the plane.
        holes: the faces in each hole and around it.
        shares: of the current of each terminal at every node, shape (terminals, nx, ny); None without terminals.
    """

    sample: Sample
    holes: FacesOfHoles
    shares: np.ndarray | None = None

    @cached_property
    def faces(self) -> CoveredFaces:
        """The faces around which the sample has a phase."""
        return CoveredFaces.of(self.sample)

    @cached_property
    def held(self) -> Held:
        """Sample and shares as an argument of compiled programs."""
        return held(self.sample, self.shares)
