"""transmission-dips: periodic dips in blue light that chains would cause, beside the spectrum of a superconductor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

import pydantic

from onnes.errors import InputError
from onnes.experiments.belonging import Belonging
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity
from onnes.materials import REDUCED_TEMPERATURE, given_or_recorded
from onnes.materials import material as material_of
from onnes.units.constants import SPEED_OF_LIGHT

if TYPE_CHECKING:
    from onnes.experiments.transmission_dips.readings import Spectra
    from onnes.problems.microwave_sample import Sample

SPACING = 10e12
"""Distance of dips where neither it nor a radius is given [Hz]; the text gives none."""

CRITICAL_FIELD = 0.1
"""Bc where neither a material nor a field is given [T]."""


class TransmissionDips(Experiment):
    """The transmission of a thin superconducting film from far infrared to blue light, in chains and in BCS theory.

    The text of the chains (section 4.2) claims equidistant dips in the blue, their distance set by the radius R of the
    electron's standing wave, their depth by the number of ordered chains. Modes of a standing wave (Z0) are c/(2 R)
    apart; a distance that a spectrometer can tell therefore needs an R of many lattice constants. Depth and width
    are not given and stay inputs; ``order`` chooses how the depth depends on temperature and field, see
    `onnes.chains.spectral_dips`.

    Beside it the film after Mattis and Bardeen, T_s/T_n = |1 + n + Z_0 G_n|^2/|1 + n + Z_0 G_s|^2: a peak near
    2 Delta/h, and far above it a change of the order (Delta/h f)^2 without structure.

    Validity: a film much thinner than the wavelength, normal incidence, dirty limit. In the blue only the ratio to the
    normal state has a meaning: transitions between bands, which are not in sigma_n, are the same in both to the order
    of Delta/h f.

    Raises:
        InputError: see `Experiment`; also T not below Tc, a radius beside a spacing.
        MissingDataError: the material's resistivity or critical field is not in the tables (give them as inputs).

    Source: section 4.2 of Sun; R. E. Glover, M. Tinkham, Phys. Rev. 108, 243 (1957); D. C. Mattis, J. Bardeen, Phys.
        Rev. 111, 412 (1958).
    """

    name: ClassVar[str] = "transmission-dips"
    summary: ClassVar[str] = "periodic dips of chains in blue light beside the transmission of a superconducting film"
    theories: ClassVar[tuple[str, ...]] = ("chain",)
    example: ClassVar[dict[str, Any]] = {"material": "Nb"}
    belonging: ClassVar[Belonging] = {"order": {"linear": ("critical_field",), "moments": ("magnetic_moment",)}}

    theory: str = pydantic.Field(default="chain", description="theory of the dips")
    spacing: float | None = quantity(None, "Hz", "distance of the dips; 10 THz without it and a radius", above=0)
    radius: float | None = quantity(None, "m", "R of the standing wave, in place of the spacing", above=0)
    frequency: float = quantity("650 THz", "Hz", "middle of the band that is looked at", above=0)
    depth: float = quantity(0.1, "", "depth of a dip at full order; left open by the text", above=0, at_most=1)
    linewidth: float = quantity("1 THz", "Hz", "half width of a dip at half depth; left open by the text", above=0)
    order: Literal["linear", "moments"] = choice("linear", "linear: as claimed; moments: the text's thermal moment")
    critical_field: float | None = quantity(None, "T", "Bc, in place of the material's at T = 0; 0.1 T without either",
                                            above=0)
    magnetic_moment: float = quantity("1 bohr_magneton", "J/T", "mu of the moments", above=0)
    temperature: float | None = quantity(None, "K", "temperature; half of Tc if left out", above=0)
    field: float = quantity("10 mT", "T", "applied field B", at_least=0)
    thickness: float = quantity("20 nm", "m", "thickness d of the film", above=0)
    substrate_index: float = quantity(1.77, "", "refractive index n of the substrate", at_least=1, at_most=20)
    conductivity: float | None = quantity(None, "S/m", "sigma_n just above Tc, in place of the material's with a "
                                          "residual resistance ratio of 10; 2e7 S/m without either", above=0)

    def check(self) -> None:
        if self.spacing is not None and self.radius is not None:
            raise InputError("radius", f"{self.radius:g} m", "none beside a spacing",
                             "The one follows from the other: spacing = c/(2 R).")
        self._spectra(self._sample())

    def _sample(self) -> Sample:
        from onnes.problems.microwave_sample import dirty_metal

        return dirty_metal(self.material, self.conductivity)

    def distance(self) -> float:
        """Return the distance of the dips [Hz]."""
        return SPEED_OF_LIGHT / (2 * self.radius) if self.radius else self.spacing or SPACING

    def _critical_field(self) -> float:
        if not self.material:
            return self.critical_field or CRITICAL_FIELD
        metal = material_of(self.material)
        return given_or_recorded("critical_field", self.critical_field, lambda: metal.critical_field_0)

    def _spectra(self, sample: Sample) -> Spectra:
        from onnes.experiments.transmission_dips.readings import Spectra

        tc = sample.critical_temperature
        kelvin = REDUCED_TEMPERATURE * tc if self.temperature is None else self.temperature
        if kelvin >= tc:
            raise InputError("temperature", f"{kelvin:g} K", f"a temperature below Tc = {tc:g} K",
                             "Above Tc the film is normal.")
        linear = self.order == "linear"
        return Spectra(sample, kelvin, self.field, self.thickness, self.substrate_index, self.frequency,
                       self.distance(), self.linewidth, self.depth, self._critical_field() if linear else None,
                       None if linear else self.magnetic_moment)

    def measure(self, progress: Progress) -> Measurement:
        spectra = self._spectra(self._sample())
        progress(0.0, "spectra")
        return Measurement(spectra.readings(self.material), spectra.arrays(), warnings=spectra.warnings())
