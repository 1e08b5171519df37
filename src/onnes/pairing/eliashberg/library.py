"""Packaged spectra of real metals."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources
from typing import NamedTuple

from onnes.errors import MissingDataError
from onnes.materials import Material
from onnes.pairing.eliashberg.models import Peak, lorentzian_peaks
from onnes.pairing.eliashberg.spectrum import Spectrum
from onnes.units import to_si


class Origin(NamedTuple):
    """Origin of a spectrum: observables that it was inferred from, and properties of its peaks that were chosen."""

    inferred_from: tuple[str, ...]
    chosen: tuple[str, ...]


@cache
def packaged_peaks() -> dict[str, tuple[Peak, ...]]:
    """Return the peaks [J] of each metal, by its formula."""
    unit = to_si("1 meV", "J", "unit")
    peaks: dict[str, tuple[Peak, ...]] = {}
    for row in _rows():
        peak = Peak(float(row["centre_meV"]) * unit, float(row["half_width_meV"]) * unit, float(row["area"]))
        peaks[row["material"]] = (*peaks.get(row["material"], ()), peak)
    return peaks


def packaged_origin(formula: str) -> Origin:
    """Return what went into the spectrum of a metal, by its formula; empty for a metal without one."""
    rows = [row for row in _rows() if row["material"] == formula]
    return Origin(*(tuple(dict.fromkeys(word for row in rows for word in row[column].split()))
                    for column in Origin._fields))


@cache
def _rows() -> tuple[dict[str, str], ...]:
    text = (resources.files("onnes.pairing.eliashberg") / "data" / "spectra.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


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
