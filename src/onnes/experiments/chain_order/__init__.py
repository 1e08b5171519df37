"""chain-order: thermal order of N magnetic units, against Langevin's law for units that do not interact."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import pydantic

from onnes.errors import InputError
from onnes.experiments.belonging import Belonging
from onnes.experiments.expected_time import refuse_endless
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity

ACROSS = {"chain": (64, 2, 4096), "square": (12, 3, 64), "disc": (13, 5, 64), "cubic": (6, 4, 16), "free": (3, 2, 8),
          "cluster": (3, 2, 10)}
"""Units across: left out, fewest, most."""
_PARTS = {"chain": 2, "square": 4, "disc": 4, "cubic": 1}
"""Sites of the Fourier sums over those of the sample."""
FIELD_POINTS = 6
MOVING = ("free", "cluster")


class ChainOrder(Experiment):
    """N units with a moment mu in thermal equilibrium, with all their dipole forces, by Monte Carlo::

        E = sum_pairs (mu_0/4 pi) eta [mu_1 . mu_2 - 3 (mu_1 . r)(mu_2 . r)/r^2]/r^3 + e^2/(4 pi eps_0 r) - mu . B

    All depends on three numbers: k T and mu B over the scale eta (mu_0/4 pi) mu^2/a^3 (27 mK for the Bohr magneton at
    2.86 A), and the Coulomb energy over it (2.2e6). Two units head to tail have twice that scale. The text's own form,
    ``interaction=text``, has no angle to the line between neighbours: -(mu_0/4 pi) mu_1 . mu_2/a^3.

    *chain, square, disc*: open samples on a lattice; *cubic*: a periodic cell with Ewald's sums, as inside of a needle.
    Their directions are drawn by Hamiltonian Monte Carlo, ``directions=two`` by the heat bath. *free*: units that also
    move, in a periodic cell of one unit per a^3 with a neutralising background; *cluster*: the same in the open, from
    a cube of units. The text names no smallest distance; without one (``core``) dipoles fall into each other.

    The field is along x, along the chain. In the disc, the cross-section of a wire (the text's Fig. 4), it is the field
    of an even current, B_phi = ``self_field`` r/R.

    The order parameter is |<mu>|/mu of parallel units, that of rings <mu . phi>/mu in the disc, and on square and cubic
    lattices that of columns head to tail with neighbours that point the other way, which have the lowest energy;
    columns along different axes mix at no cost, and the size of the mixture counts.

    Beside the given temperature a scan from 3 to 0.15 of the scale shows where order begins, and a scan of the field at
    the given temperature how far <mu> is from Langevin's law. A run of which split R-hat of energy or order exceeds
    1.05 is *not_converged*: that of a charged cluster, which flies apart, always.

    Validity: classical moments of fixed size; classical places, whose kinetic energy does not matter.

    Raises:
        InputError: see `Experiment`; also too few or too many units, an odd number across a cubic cell, the text's or
            no interaction of units that move, two directions in a disc, a core that the units do not have room for.

    Source: Z1-Z9 of Sun; for the lattices J. M. Luttinger, L. Tisza, Phys. Rev. 70, 954 (1946).
    """

    name: ClassVar[str] = "chain-order"
    summary: ClassVar[str] = "thermal order of N magnetic units with all dipole forces, by Monte Carlo"
    dynamic: ClassVar[bool] = True
    theories: ClassVar[tuple[str, ...]] = ("chain",)
    uses_material: ClassVar[bool] = False
    example: ClassVar[dict[str, Any]] = {"across": 4, "scan": 6, "sweeps": 160, "repeats": 2, "temperature": "60 mK"}
    belonging: ClassVar[Belonging] = {"arrangement": {
        "chain": ("field",), "square": ("field",), "cubic": ("field",), "disc": ("self_field",),
        "free": ("field", "core", "coulomb"), "cluster": ("field", "core", "coulomb")}}

    theory: str = pydantic.Field(default="chain", description="the theory that the units belong to")
    moment: float = quantity("9.2740100657e-24 J/T", "J/T", "mu of a unit; the Bohr magneton by default", above=0)
    spacing: float = quantity("2.86 angstrom", "m", "a: distance of neighbours; of units that move, n^(-1/3)", above=0)
    eta: float = quantity(1.0, "", "part of the time in which moments couple", above=0, at_most=1)
    temperature: float = quantity("4.2 K", "K", "temperature", above=0)
    field: float = quantity("0 T", "T", "applied field, along x", at_least=0)
    self_field: float = quantity("0 T", "T", "field of the current at the rim of the disc", at_least=0)
    arrangement: Literal["chain", "square", "disc", "cubic", "free", "cluster"] = choice(
        "cubic", "units in a row, on a square lattice, a disc of one, a cubic one, or moving: in a cell, in the open")
    interaction: Literal["dipole", "text", "none"] = choice("dipole", "full dipole tensor, the text's scalar, or none")
    directions: Literal["any", "two"] = choice("any", "classical moments, or two states along the field")
    across: int | None = pydantic.Field(default=None, description="units along each axis; of free ones N = 2 across^3; "
                                        "64, 12, 13, 6, 3, 3 if left out")
    coulomb: Literal["on", "off"] = choice("on", "whether units that move carry the charge e")
    core: float | None = quantity(None, "m", "smallest distance of units that move; a/2 if left out", above=0)
    bond: float = quantity(0.75, "", "bound: with a pair energy below this part of that head to tail", above=0, below=1)
    scan: int = pydantic.Field(default=12, description="temperatures of the scan, 4 to 60")
    sweeps: int = pydantic.Field(default=400, description="sweeps after half as many to warm up, 40 to 1000000")
    repeats: int = pydantic.Field(default=4, description="independent runs of each state, 2 to 64")
    seed: int = pydantic.Field(default=1, description="of the random numbers")

    def check(self) -> None:
        for name, least, most in (("scan", 4, 60), ("sweeps", 40, 1_000_000), ("repeats", 2, 64), ("seed", 0, 2**31)):
            if not least <= getattr(self, name) <= most:
                raise InputError(name, getattr(self, name), f"a whole number from {least} to {most}")
        _, least, most = ACROSS[self.arrangement]
        if not least <= self.size() <= most:
            raise InputError("across", self.size(), f"{least} to {most} with arrangement={self.arrangement}")
        if self.arrangement == "cubic" and self.size() % 2:
            raise InputError("across", self.size(), "an even number, into which columns that alternate fit")
        if self.moves() and self.interaction != "dipole":
            raise InputError("interaction", self.interaction, "interaction=dipole for units that move",
                             "Neighbours a apart are those of a lattice: take arrangement=cubic.")
        if self.arrangement == "disc" and self.directions == "two":
            raise InputError("directions", "two", "directions=any in a disc", "Its field has no common axis.")
        if self.moves() and self.closest() > 0.9 * self.spacing:
            raise InputError("core", f"{self.closest():g} m", f"at most 0.9 a = {0.9 * self.spacing:.3g} m",
                             "Units must have room to move.")
        refuse_endless("sweeps", self.expected_seconds(), False, "Take fewer units, sweeps, repeats or temperatures.")

    def moves(self) -> bool:
        """Return whether the units move."""
        return self.arrangement in MOVING

    def size(self) -> int:
        """Return the number of units along each axis."""
        return ACROSS[self.arrangement][0] if self.across is None else self.across

    def closest(self) -> float:
        """Return the smallest distance of units that move, in m."""
        return self.spacing / 2 if self.core is None else self.core

    def largest_field(self) -> float:
        """Return the applied field, or that at the rim of the disc, in T."""
        return self.self_field if self.arrangement == "disc" else self.field

    def expected_seconds(self) -> float:
        size = self.size()
        units = {"chain": size, "square": size**2, "disc": size**2, "free": 2 * size**3}.get(self.arrangement, size**3)
        moves = 1.5 * self.sweeps * self.repeats * units
        if self.moves():
            return 1e-6 * moves * (self.scan + 1) * (0.2 * units + (40 if self.arrangement == "free" else 5))
        if self.interaction == "none":
            return 1e-7 * moves * (self.scan + FIELD_POINTS)
        cost = 2e-9 * units if self.directions == "two" else 1e-6 * _PARTS[self.arrangement]
        return cost * moves * (self.scan + FIELD_POINTS)

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.chain_order.readings import Instruments
        from onnes.experiments.chain_order.run import sampled

        read = Instruments(sampled(self, progress))
        return Measurement(read.readings(), read.arrays(), read.status(), read.warnings())
