"""Metals whose alpha^2F is packaged, with solutions of E1 cached for each set of numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from onnes.errors import InputError
from onnes.pairing.eliashberg.critical_temperature import critical_temperature
from onnes.pairing.eliashberg.interaction import CUTOFF, interaction
from onnes.pairing.eliashberg.isotope import coupling_for, pseudopotential_for
from onnes.pairing.eliashberg.library import packaged_origin, packaged_peaks
from onnes.pairing.eliashberg.models import lorentzian_peaks
from onnes.pairing.eliashberg.solution import Solution, solve
from onnes.pairing.eliashberg.spectrum import Spectrum
from onnes.units.constants import BOLTZMANN

_REMEMBERED = 256


@dataclass(frozen=True)
class Metal:
    """Shape of a packaged alpha^2F, by the metal's formula."""

    formula: str

    @property
    def words(self) -> str:
        """Short description of its alpha^2F, with what went into it."""
        origin = packaged_origin(self.formula)
        return (f"alpha^2F of {len(packaged_peaks()[self.formula])} peaks (tunnelling, inverted with the measured gap; "
                f"{', '.join(origin.chosen)} of some chosen)")

    def spectrum(self, coupling: float) -> Spectrum:
        """Return alpha^2F scaled to a lambda."""
        return lorentzian_peaks(coupling, packaged_peaks()[self.formula])

    def critical_temperature(self, coupling: float, mu_star: float) -> float:
        """Return Tc [K] for lambda and mu* at the usual cutoff, or 0.0 where mu* is too large to bind."""
        return _critical(self, coupling, mu_star)

    def at(self, coupling: float, temperature: float) -> Solution:
        """Return the solution of E1 with the mu* that gives Tc = ``temperature`` [K].

        Raises:
            InputError: a Tc that no mu* gives.
        """
        return _solution(self, coupling, temperature)

    def coupling_for(self, temperature: float, mu_star: float) -> float:
        """Return lambda for which Tc = ``temperature`` [K]."""
        return coupling_for(self.spectrum(1.0), BOLTZMANN * temperature, mu_star)


@lru_cache(_REMEMBERED)
def _critical(metal: Metal, coupling: float, mu_star: float) -> float:
    return critical_temperature(interaction(metal.spectrum(coupling), mu_star)) / BOLTZMANN


@lru_cache(_REMEMBERED)
def _solution(metal: Metal, coupling: float, temperature: float) -> Solution:
    spectrum = metal.spectrum(coupling)
    mu_star = pseudopotential_for(spectrum, BOLTZMANN * temperature, CUTOFF)
    solution = solve(interaction(spectrum, mu_star))
    if solution is None:
        raise InputError("critical_temperature", f"{temperature:g} K", f"a Tc that lambda = {coupling:g} can give")
    return solution
