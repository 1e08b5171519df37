"""spin-meissner: the spin current of Hirsch's theory, its field, and the field that stops one of its branches."""

from __future__ import annotations

from typing import ClassVar, Literal

import pydantic

from onnes.carriers.london_depth import DEPTH_OF_THE_TEXT
from onnes.errors import MissingDataError
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity


class SpinMeissner(Experiment):
    """Spin current of the surface without any field, for one depth, beside measured fields of all materials.

    In SI units, with e > 0 and e n_s = m_e/(mu_0 e lambda^2) the charge density of the ions::

        A_sigma = (hbar/4 m_e c^2) sigma x E,    H = (p + e A_sigma)^2/2 m_e                              H58
        B_sigma = curl A_sigma = (mu_0 hbar/4 m_e) e n_s (1 - N) = hbar/(4 e lambda^2) (1 - N)            H59-H61
        v_0 = e lambda B_sigma/m_e = hbar/(4 m_e lambda),    m_e v_0 (2 lambda) = hbar/2    at N = 0      H62, H63

    In Gaussian units A_sigma = (hbar/4 m_e c) sigma x E, H = (p + (e/c) A_sigma)^2/2 m_e, B_sigma = hbar c/(4 e
    lambda^2). N is the depolarising factor along the spin of the body whose ions make E: H59 needs (sigma . grad) E =
    0, which holds in a long cylinder; in a sphere N = 1/3. All other readings are the text's, N = 0.

    A field B along the cylinder adds v_s = e lambda B/m_e to both spins. One branch stops at B_s = hbar/(4 e lambda^2),
    where the text has superconductivity end. It equals Phi_0/(4 pi lambda^2): conventional theory's lower critical
    field is B_s (ln kappa + 0.5), and the field of condensation Bc = sqrt2 kappa B_s.

    **Direction.** An electron that grows from a point keeps the canonical angular momentum 0 and gets v = (e/m_e)
    A_sigma, along sigma x n: that is H62. H56 prints the opposite, which is the state of canonical momentum -hbar. In a
    cylinder both have the same kinetic energy at r = 2 lambda, where half a flux quantum of A_sigma is enclosed. With
    H62 a field slows the electrons whose spin is antiparallel to it, not, as the text says, the parallel ones.

    **Lattice.** H58 is applied to a spinor on a lattice with SU(2) links and compared with p^2/2m, H57 and A_sigma^2,
    whose operator is twice that of a classical spin across E; B_sigma is read from the phase around a square.

    Conventional theory: no spin current in equilibrium in an s-wave metal with inversion symmetry.

    Validity: T = 0, local electrodynamics.

    Raises:
        InputError: see `Experiment`.
        MissingDataError: the material has no penetration depth (give one).

    Source: H56-H63; J. E. Hirsch, Europhys. Lett. 81, 67003 (2008). Lower critical field: E. H. Brandt, Phys. Rev. B
        68, 054506 (2003).
    """

    name: ClassVar[str] = "spin-meissner"
    summary: ClassVar[str] = "spin current of Hirsch's theory, and the field that stops one of its branches"
    theories: ClassVar[tuple[str, ...]] = ("hole",)

    theory: str = pydantic.Field(default="hole", description="theory whose spin current this is")
    penetration_depth: float | None = quantity(None, "m", "lambda_L, in place of the material's; 39 nm without either",
                                               above=0)
    applied_field: float = quantity("50 mT", "T", "field at which the speeds of the branches are read", at_least=0)
    body: Literal["cylinder", "sphere", "slab"] = choice("cylinder", "body of the ions whose field acts on the lattice")
    depth: Literal["london", "measured"] = choice("london", "which depth of the tables: London's, or as measured")

    def check(self) -> None:
        self.length()

    def length(self) -> tuple[float, float | None]:
        """Return lambda_L and its standard uncertainty, None where none is known, in m."""
        from onnes.experiments.spin_meissner.catalogue import DEPTHS
        from onnes.materials import material

        if self.penetration_depth is not None or not self.material:
            return self.penetration_depth or DEPTH_OF_THE_TEXT, None
        try:
            found = material(self.material).value(DEPTHS[self.depth])
        except MissingDataError as missing:
            raise missing.or_give("penetration_depth") from None
        return found.value, found.uncertainty

    def measure(self, progress: Progress) -> Measurement:
        from onnes.carriers.spin_current import stopping_field
        from onnes.experiments.spin_meissner.catalogue import comparison, summary
        from onnes.experiments.spin_meissner.readings import branches, lattice, of_material, rings, spin_current

        progress(0.0, "the Hamiltonian on a lattice")
        length, uncertainty = self.length()
        table = comparison(self.depth)
        readings = (spin_current(length, uncertainty, self.applied_field) | lattice(self.body, length)
                    | of_material(self.material, length) | summary(table))
        beyond = self.applied_field > stopping_field(length)
        warnings = ("The applied field is above that at which one branch stops: by the text the metal is normal.",)
        return Measurement(readings, branches(length) | rings(self.body, length) | table,
                           warnings=warnings if beyond else ())
