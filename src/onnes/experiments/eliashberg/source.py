"""The spectrum alpha^2F of a metal, a file or a model."""

from __future__ import annotations

from onnes.errors import InputError
from onnes.materials import material
from onnes.pairing.eliashberg.models import Peak
from onnes.pairing.eliashberg.spectrum import Spectrum
from onnes.units import to_si

EXAMPLE = '"4.4 meV, 0.75 meV, 2; 8.5 meV, 0.5 meV, 1": centre, half width and area of each peak'


def spectrum(metal: str, path: str, model: str, coupling: float | None, energy: float, peaks: str) -> Spectrum:
    """Return the spectrum that the inputs select; with a ``coupling``, scaled to it.

    Args:
        metal: name of a material, for model=packaged.
        path: file; empty for none.
        model: packaged, einstein, debye or lorentzian.
        coupling: lambda to scale to; None for that of the spectrum, 1 for a model.
        energy: of the model's phonon [J].
        peaks: of model=lorentzian, see `read_peaks`.

    Raises:
        InputError: a file or peaks that cannot be read.
        MissingDataError: no spectrum of the metal comes with Onnes.
    """
    from onnes.pairing.eliashberg.files import read_spectrum
    from onnes.pairing.eliashberg.library import packaged_spectrum
    from onnes.pairing.eliashberg.models import debye, einstein, lorentzian_peaks

    if path:
        read = read_spectrum(path)
        return read.with_coupling(coupling) if coupling else read
    if model == "packaged":
        return packaged_spectrum(material(metal), coupling)
    if model == "lorentzian":
        return lorentzian_peaks(coupling or 1.0, read_peaks(peaks))
    return {"einstein": einstein, "debye": debye}[model](coupling or 1.0, energy)


def read_peaks(text: str) -> list[Peak]:
    """Read peaks from "centre, half width, area; ..." with units of energy.

    Raises:
        InputError: another form, or a centre, half width or area that is not above zero.
    """
    peaks = []
    for piece in text.split(";"):
        parts = [part.strip() for part in piece.split(",")]
        if len(parts) != 3:
            raise InputError("peaks", piece.strip(), f"peaks written as {EXAMPLE}")
        peak = Peak(*(to_si(part, unit, "peaks") for part, unit in zip(parts, ("J", "J", ""), strict=True)))
        if min(peak) <= 0:
            raise InputError("peaks", piece.strip(), "centre, half width and area above zero")
        peaks.append(peak)
    return peaks
