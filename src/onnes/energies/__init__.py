"""Energies: the free energy of a condensate, one term a file.

``terms()`` is the public list: the shared physics tests (gauge invariance, the force against a hand
derivation) run over it.
"""

from onnes.energies.condensation import Condensation
from onnes.energies.covariant_gradient import CovariantGradient
from onnes.energies.exterior import DipoleExterior, uniform_on_sphere
from onnes.energies.langevin import ThermalForce
from onnes.energies.magnetic import AppliedField, Magnetic
from onnes.energies.mixture import Mixture
from onnes.energies.sheet_field import SheetField, sheet_field, thin_film
from onnes.energies.state import Drive, HeatBath, State, gauge_transformed, uniform_state
from onnes.energies.term import FreeEnergy, Term
from onnes.energies.transport import TransportCurrent

__all__ = [
    "AppliedField", "Condensation", "CovariantGradient", "DipoleExterior", "Drive", "FreeEnergy", "HeatBath",
    "Magnetic", "Mixture", "SheetField", "State", "Term", "ThermalForce", "TransportCurrent",
    "gauge_transformed", "ginzburg_landau", "sheet_field", "terms", "thin_film", "uniform_on_sphere", "uniform_state",
]


def terms() -> dict[str, type[Term]]:
    """Every energy term by its name."""
    public = (Condensation, CovariantGradient, Magnetic, AppliedField, ThermalForce, DipoleExterior, TransportCurrent,
              SheetField)
    return {term.__name__: term for term in public}


def ginzburg_landau(sample, kappa: float, wave_numbers=None, *more: Term) -> FreeEnergy:
    """Condensation + covariant gradient + magnetic + applied field, and whatever is added."""
    core = (Condensation(), CovariantGradient(wave_numbers), Magnetic(kappa), AppliedField(kappa))
    return FreeEnergy(core + more, sample)
