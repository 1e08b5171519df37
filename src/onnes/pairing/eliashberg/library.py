"""Packaged spectra of real metals."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

from onnes.errors import MissingDataError
from onnes.materials import Material
from onnes.pairing.eliashberg.models import Peak, lorentzian_peaks
from onnes.pairing.eliashberg.spectrum import Spectrum
from onnes.units import to_si


@cache
def packaged_peaks() -> dict[str, tuple[Peak, ...]]:
    """Return the peaks [J] of each metal, by its formula."""
    text = (resources.files("onnes.pairing.eliashberg") / "data" / "spectra.csv").read_text(encoding="utf-8")
    unit = to_si("1 meV", "J", "unit")
    peaks: dict[str, tuple[Peak, ...]] = {}
    for row in csv.DictReader(text.splitlines()):
        peak = Peak(float(row["centre_meV"]) * unit, float(row["half_width_meV"]) * unit, float(row["area"]))
        peaks[row["material"]] = (*peaks.get(row["material"], ()), peak)
    return peaks


def has_spectrum(material: Material) -> bool:
    """Return True if a spectrum of this metal, in this phase, is packaged and its coupling is in the tables."""
    return material.formula in packaged_peaks() and material.has("electron_phonon_coupling")


def packaged_spectrum(material: Material, coupling: float | None = None) -> Spectrum:
    """Return alpha^2F of a metal, scaled to ``coupling``, or to the tabulated lambda if omitted.

    Raises:
        MissingDataError: no spectrum of it comes with Onnes.
    """
    if not has_spectrum(material):
        known = ", ".join(sorted(packaged_peaks()))
        raise MissingDataError("material", material.name, "a material whose spectrum comes with Onnes",
                               f"Give a file (spectrum=...) or a model (model=einstein, debye, lorentzian), or choose "
                               f"one of: {known}.")
    return lorentzian_peaks(coupling or material.value("electron_phonon_coupling").value,
                            packaged_peaks()[material.formula])
