"""Reading of alpha^2F from a CSV file of two columns."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import numpy as np

from onnes.errors import InputError
from onnes.pairing.eliashberg.spectrum import Spectrum, sampled
from onnes.results import read_text
from onnes.units import finite_si
from onnes.units.constants import BOLTZMANN, ELEMENTARY_CHARGE, HBAR, PLANCK, SPEED_OF_LIGHT

_FORM = 'a CSV file whose first line names its columns and the unit of the first: "energy [meV],alpha2F"'
_LARGEST_ENERGY = ELEMENTARY_CHARGE
_SMALLEST_ENERGY = 1e-5 * ELEMENTARY_CHARGE
_LARGEST_FILE = 10_000_000
_CELLS = (200, 800)

_AS_ENERGY = (("J", 1.0), ("Hz", PLANCK), ("rad/s", HBAR), ("K", BOLTZMANN), ("1/m", PLANCK * SPEED_OF_LIGHT))
"""Units in which a phonon's energy may be given, and one of each in joule."""


def read_spectrum(path: str | Path) -> Spectrum:
    """Return alpha^2F from a CSV file of rising phonon energies and alpha^2F at them, interpolated linearly.

    The head of the first column names its unit in brackets: an energy (meV), a frequency (THz, meaning E = h nu; rad/s,
    meaning E = hbar omega), a temperature (K) or a wavenumber (1/cm). alpha^2F is dimensionless in any of them. Lines
    that start with # are ignored.

    Raises:
        InputError: no such file, one of more than 10 MB, no unit, a unit that is not one of a phonon energy, malformed
            numbers, values that are negative or not finite, energies that do not rise or lie outside 0.01 meV to 1 eV.
    """
    text = read_text(path, "spectrum", _LARGEST_FILE)
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if len(lines) < 3:
        raise InputError("spectrum", str(path), _FORM, "It has fewer than two rows of numbers.")
    joule = _unit(lines[0])
    energy, density = _columns(lines[1:])
    energy = energy * joule
    if not (np.diff(energy) > 0).all() or energy[0] < 0:
        raise InputError("spectrum", str(path), "phonon energies that rise from zero or above")
    if (density < 0).any():
        raise InputError("spectrum", f"alpha2F = {density.min():g}", "values of alpha^2F that are not negative")
    if density[0] > 0 and energy[0] == 0:
        raise InputError("spectrum", f"alpha2F = {density[0]:g} at zero energy", "alpha^2F = 0 at zero energy",
                         "lambda = 2 int alpha^2F dOmega/Omega would be infinite.")
    if not density.any():
        raise InputError("spectrum", "alpha2F = 0 everywhere", "a non-zero coupling to phonons")
    largest = energy[np.flatnonzero(density)[-1] + 1] if density[-1] == 0 else energy[-1]
    if not _SMALLEST_ENERGY < largest < _LARGEST_ENERGY:
        raise InputError("spectrum", f"phonons up to {largest / ELEMENTARY_CHARGE * 1e3:g} meV",
                         "phonon energies between 0.01 meV and 1 eV", "Is the unit in the first line the right one?")
    cells = min(max(2 * len(energy), _CELLS[0]), _CELLS[1])
    return sampled(lambda omega: np.interp(omega, energy, density, left=0.0, right=0.0), float(largest), cells)


def _unit(head: str) -> float:
    """Return the unit of the first column in joule."""
    named = re.search(r"[\[(]([^\])]+)[\])]", head.split(",")[0])
    if named is None:
        raise InputError("spectrum", head, _FORM, "Put the unit of the phonon energies in brackets.")
    for unit, joule in _AS_ENERGY:
        try:
            return finite_si(f"1 {named[1]}", unit, "spectrum") * joule
        except InputError:
            continue
    raise InputError("spectrum", named[1], "the unit of an energy, frequency, temperature or wavenumber",
                     "For example meV, THz, rad/s, K or 1/cm.")


def _columns(lines: list[str]) -> tuple[np.ndarray, np.ndarray]:
    rows = list(csv.reader(lines))
    try:
        table = np.array([[float(cell) for cell in row[:2]] for row in rows])
    except ValueError as error:
        raise InputError("spectrum", str(error), "two columns of numbers") from error
    if table.ndim != 2 or table.shape[1] != 2:
        raise InputError("spectrum", f"{len(rows[0])} column(s)", "two columns of numbers")
    if not np.isfinite(table).all():
        raise InputError("spectrum", "a value that is not finite", "finite numbers in both columns")
    return table[:, 0], table[:, 1]
