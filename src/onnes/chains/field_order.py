"""Fields in which moments are aligned enough to form chains, and in which chains break."""

from __future__ import annotations

from dataclasses import dataclass

from scipy.optimize import brentq

from onnes.chains.thermal_moment import langevin
from onnes.chains.thresholds import critical_field, moment_for_temperature
from onnes.units.constants import BOLTZMANN


def inverse_langevin(share: float) -> float:
    """Return x with coth x - 1/x = share, for a share from 0 to below 1.

    It lies between 3 share and 1/(1 - share), since L(x) <= x/3 and L(x) > 1 - 1/x.
    """
    if share == 0:
        return 0.0
    return brentq(lambda x: float(langevin(x)) - share, 3 * share * (1 - 1e-9), 1 / (1 - share), xtol=1e-14, rtol=1e-14)


def aligning_field(share: float, moment: float, temperature: float) -> float:
    """Return B = (kT/mu) L^-1(share), in T, in which the mean moment along the field is this share of mu.

    Args:
        share: <mu>/mu, from 0 to below 1.
        moment: mu, J/T.
        temperature: T, K.

    Source: Z5-Z6 with Langevin's average.
    """
    return BOLTZMANN * temperature / moment * inverse_langevin(share)


@dataclass(frozen=True)
class FieldWindow:
    """Fields between which chains exist.

    Attributes:
        share: <mu>/mu that is needed for |mean U_m| - U_e = kT.
        onset: B_1, in which disordered moments reach it [T].
        breaking: B_2, above which Z17 breaks the chains [T].
        restoring: B_3, in which the moments of broken chains reach the share [T].
    """

    share: float
    onset: float
    breaking: float
    restoring: float


def field_window(moment: float, spacing: float, temperature: float, duty: float = 1.0,
                 free_moment: float | None = None) -> FieldWindow | None:
    """Return the fields between which chains exist; None where attraction is too weak even with all moments aligned.

    The attraction is that of the mean moment, eta (mu_0/4 pi) <mu>^2/a^3, <mu> = mu L(mu B/kT); it must exceed U_e + kT
    (Z16). The field breaks the chains where mu B reaches |mean U_m| of aligned moments (Z17). For what the text says of
    still higher fields, that they align all moments again, it gives no equation: here the broken chains' electrons
    align as free moments do.

    Args:
        moment: mu, J/T.
        spacing: a, m.
        temperature: T, K, above 0.
        duty: eta.
        free_moment: moment of an electron outside of a chain, J/T; None for mu itself.

    Source: Z5, Z6, Z16, Z17, sections 3.3 and 4.4.
    """
    share = moment_for_temperature(temperature, spacing, duty) / moment
    if share >= 1:
        return None
    breaking = critical_field(moment, spacing, duty)
    onset, restoring = (aligning_field(share, each, temperature) for each in (moment, free_moment or moment))
    return FieldWindow(share, onset, breaking, restoring)
